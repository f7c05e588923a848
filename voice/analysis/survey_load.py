"""Survey load: how many minutes a group was asked for this term, over all surveys.

Who is asked too often stops answering, so this is said before another survey is opened. It counts
what was asked, never who answered: an event that was cancelled asked nobody, and what stands open
for everyone asks nobody in particular.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from voice import words
from voice.analysis import said, terms
from voice.survey.model import Ages

_AGES: Mapping[Ages, tuple[int, int]] = {
    "5-7": (5, 7),
    "8-11": (8, 11),
    "12+": (12, 17),
    "care-leavers": (17, 25),
}
_RANGE = re.compile(r"(\d{1,2})(?: ?(?:-|–|to) ?(\d{1,2}))?(\+)?")
_OLDEST = 99


@dataclass(frozen=True, slots=True)
class Asked:
    """One survey that a group was asked: at an event, or by a link of its own."""

    group: str
    day: date
    survey: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Load:
    """What one group was asked in one term."""

    term: str
    minutes: int = 0
    surveys: int = 0
    last: date | None = None
    """The newest day of them, which may be to come."""


def loads(asked: Iterable[Asked], day: date) -> dict[str, Load]:
    """By group, what is asked in the term of a day, planned too. Nothing: no entry."""
    term = terms.term_of(day)
    found: dict[str, Load] = {}
    # Opened twice on one day, on tablets and with slips, it is still asked once.
    once = {(one.group, one.day, one.survey): one for one in asked}
    for one in once.values():
        if terms.term_of(one.day) == term:
            so_far = found.get(one.group, Load(term))
            last = max(one.day, so_far.last or one.day)
            found[one.group] = Load(term, so_far.minutes + one.minutes, so_far.surveys + 1, last)
    return found


def suits(ages: Ages, of_group: str) -> bool:
    """Whether a survey for these ages may be meant for a group. One whose ages nobody wrote down in
    figures may be anybody's."""
    found = _RANGE.fullmatch(of_group.strip())
    if found is None:
        return True
    first = int(found[1])
    last = int(found[2]) if found[2] else (_OLDEST if found[3] else first)
    youngest, oldest = _AGES[ages]
    return first <= oldest and youngest <= last


def sentence(name: str, load: Load | None, today: date) -> str:
    """What a group was asked in a term: “Just Us: 14 minutes this term, in 3 surveys, …”."""
    if load is None or load.last is None:
        return f"{name}: nothing yet this term."
    this = "this term" if load.term == terms.term_of(today) else f"in {terms.name_of(load.term)}"
    minutes = said.counted(load.minutes, "minute")
    surveys = said.counted(load.surveys, "survey")
    when = f"last on {words.long_day(load.last)}"
    if load.last == today:
        when = "one of them today" if load.surveys > 1 else "today"
    elif load.last > today:
        when = f"the newest on {words.long_day(load.last)}"
    return f"{name}: {minutes} {this}, in {surveys}, {when}."

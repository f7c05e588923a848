"""What young people said or wrote to be passed on, line by line, as a paper may tell it.

A line is words and never a figure: nobody learns how many said it, at which event or who. Every
line given here was checked by two people; nothing in this module looks behind that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

CARD, MESSAGE, REMARK, IDEA, MOMENT = "card", "message", "remark", "idea", "moment"
"""Where a line comes from: said together, agreed by a group, written by one, the gist of what was
written, and something a worker or carer saw."""
USUAL = "young people in our groups"
"""Who stands under a message, with the season, where no group signed with its own name."""


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """An open question of a questionnaire. They sort in the order in which they are asked."""

    survey: str
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Words as they may be told."""

    text: str
    source: str
    asked: Asked | None = None
    """The question they answer; messages and moments answer none."""
    signed: str = ""
    """Who stands under a message."""
    starred: bool = False
    """Whether the group gave it a star."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The time out of which words with leave are told: later than ``after``, up to ``until``."""

    after: date | None
    until: date
    people: int
    """So many different young people took part in it, at the least."""


def of_source(lines: Iterable[Line], source: str) -> tuple[Line, ...]:
    """Lines of one source, each told once: what a group starred first, then by their words.

    No order in which they were said or sent can be seen in that.
    """
    kept: dict[tuple[Asked | None, str], Line] = {}
    for line in sorted(lines, key=_place):
        if line.source == source and line.text.strip():
            kept.setdefault((line.asked, _alike(line.text)), line)
    return tuple(kept.values())


def by_question(
    lines: Iterable[Line], source: str, order: Sequence[str] = ()
) -> dict[Asked, tuple[Line, ...]]:
    """Each question once, with all that was said to it at any event.

    Questionnaires come in the given order, others after them by their ids; the questions of one as
    it asks them.
    """
    found: dict[Asked, list[Line]] = {}
    for line in of_source(lines, source):
        if line.asked is not None:
            found.setdefault(line.asked, []).append(line)
    return {
        asked: tuple(found[asked]) for asked in sorted(found, key=lambda one: _turn(one, order))
    }


def young_people(tallies: Mapping[tuple[str, str], int]) -> int:
    """How many of those who came to an event were children or young people, at the least."""
    came = tallies.get(("came", "all"), 0) - tallies.get(("came", "carers"), 0)
    return max(0, min(came, tallies.get(("came", "children"), came)))


def whole_months(day: date) -> date:
    """The last day up to which all months are over: the day itself at the end of a month.

    What was written in a month is told once the month is over, because its day is not kept.
    """
    ends = (day + timedelta(days=1)).month != day.month
    return day if ends else day.replace(day=1) - timedelta(days=1)


def pool(
    cutoffs: Sequence[date], cutoff: date, n: int, people: Callable[[date | None, date], int]
) -> Pool | None:
    """The time whose words with leave this paper tells; None while they wait for a later paper.

    They wait until at least ``n`` young people took part in anything in that time. ``cutoffs`` are
    those of the papers before, oldest first: a paper that could tell them began a new time.
    """
    after: date | None = None
    for one in cutoffs:
        until = whole_months(one)
        if people(after, until) >= n:
            after = until
    until = whole_months(cutoff)
    took_part = people(after, until)
    return Pool(after, until, took_part) if took_part >= n else None


def _place(line: Line) -> tuple[bool, str, str]:
    return (not line.starred, _alike(line.text), line.text)


def _turn(asked: Asked, order: Sequence[str]) -> tuple[int, Asked]:
    return (order.index(asked.survey) if asked.survey in order else len(order), asked)


def _alike(text: str) -> str:
    """Words as one hears them: the same whatever their capitals, blanks and full stop."""
    return " ".join(text.split()).casefold().rstrip(".!?… ")

"""What a questionnaire needs before anybody may open it, beyond being free of faults.

Some of it cannot be left out, so nothing is asked here: the two screens that say what happens with
answers and ask whether the child wants to begin stand before every questionnaire, “I'd rather not
say” on every screen, “May we share this?” under what is written.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from voice.faults import Fault
from voice.survey import promised
from voice.survey.model import Survey

_WHEN = re.compile(
    r"\b(next|today|tomorrow|tonight|weeks?|months?|terms?|days?|spring|summer|autumn|winter"
    r"|easter|christmas|before|within|(mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b|\d",
    re.IGNORECASE,
)
"""What says when. “May” alone may be no month; with a day or a year it has a number."""
_UNSAID = re.compile(
    r"\b(tbc|tbd|todo|lorem|xx+|to be (confirmed|decided|agreed))\b|\?\?|\.\.\.$|…$|\[",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^\W*(no ?body|no ?one|any ?one|any ?body|every ?one|every ?body)\W*$", re.I)


def gate(survey: Survey, today: date | None = None) -> list[Fault]:
    """Why this questionnaire may not be published yet; empty when it may.

    With a day, that on which children hear back must not be over.
    """
    found = [fault for rule in GATES for fault in rule(survey)]
    return found if today is None else [*found, *promised.feedback_ahead(survey, today)]


def _said_whole(survey: Survey) -> Iterator[Fault]:
    for name in promised.SAID:
        if _UNSAID.search(getattr(survey, name)):
            yield Fault(name, "is not said yet.", "Write it as children should read it.")


def _audience_named(survey: Survey) -> Iterator[Fault]:
    if _NOBODY.match(survey.audience):
        do = "Say who, such as “The participation team reads it.”"
        yield Fault("audience", "does not say who reads the answers.", do)


def _feedback_dated(survey: Survey) -> Iterator[Fault]:
    if promised.never_heard(survey.feedback):
        do = "Say what you will tell them, and when. If you cannot, do not ask yet."
        yield Fault("feedback", "says that children never hear back.", do)
    elif not _WHEN.search(survey.feedback):
        wrong = "does not say when children hear what came of it."
        do = "Say when, such as “at the next group” or “by 3 May”. If you cannot, do not ask yet."
        yield Fault("feedback", wrong, do)


GATES: tuple[Callable[[Survey], Iterator[Fault]], ...] = (
    _said_whole,
    _audience_named,
    _feedback_dated,
    promised.nothing_promised,
)
"""In the order in which their faults are told."""

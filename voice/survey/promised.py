"""What children are promised before they say yes: nothing for an answer, and to hear back."""

import re
from collections.abc import Iterator
from datetime import date

from voice.faults import Fault
from voice.survey.days import days_in
from voice.survey.model import Survey

_NEVER = re.compile(
    r"(?:^|[.!?]\s+)\W*never\b|\bnot at all\b"
    r"|\byou(?: will|'ll)? (?:never|do not|don't|will not|won't|cannot|can't)"
    r" (?:hear|know|find out|learn|see)\b"
    r"|\bwe(?: will|'ll)? (?:never|do not|don't|will not|won't|cannot|can't)"
    r" (?:tell|answer|show) (?:you|it|what)\b",
    re.IGNORECASE,
)
_GIFT = (
    r"(?:£ ?\d+|\d+ ?(?:pounds|quid)|money (?:for|if)|cash|vouchers?|gift cards?|gifts?|presents?"
    r"|prizes?|rewards?|sweets?|chocolates?|treats?|toys?|stickers?|badges?|points)\b"
)
_GETS = (
    r"(?:you(?:'ll| will| can| could| may| might)?(?: all| each| also)? (?:get|win|earn|receive)"
    r"|(?:everybody|everyone|each|who)\b[^.?!]{0,40} (?:gets|wins|earns|receives)"
    r"|(?:we|they)(?:'ll| will)? (?:give|send|buy|pay|bring) (?:you|everybody|everyone|each)"
    r"|(?:win|earn|claim)|pays? you)"
)
_FOR = (
    r"(?:for (?:answering|saying|taking part|your answers?"
    r"|(?:all|everybody|everyone|each|those)[^.?!]{0,20} who)"
    r"|(?:if|when) you (?:answer|say|take|fill|finish|do|tell))"
)
_PROMISED = re.compile(
    rf"(?<!if )(?<!whether )(?<!what )(?<!which )\b{_GETS}\b[^.?!]{{0,30}}?(?<!\w){_GIFT}"
    rf"|(?<!\w){_GIFT}[^.?!]{{0,20}} {_FOR}\b|\b(?:prize draw|raffle)\b",
    re.IGNORECASE,
)
"""Something to be had for an answer. Whether children get enough of something may be asked."""
_REFUSED = re.compile(r"\b(?:no|not|never|nobody|none|without)\b|n't\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
SAID = ("title", "purpose", "audience", "feedback")
"""What children read before they say yes."""


def never_heard(feedback: str) -> bool:
    """Whether it says that children never hear what came of it."""
    return _NEVER.search(_straight(feedback)) is not None


def feedback_ahead(survey: Survey, today: date) -> Iterator[Fault]:
    """The day on which children hear back is still to come."""
    days = days_in(survey.feedback)
    if days and max(days) < today:
        wrong = "names a day that is over."
        yield Fault("feedback", wrong, "Name a day or an event that is still to come.")


def nothing_promised(survey: Survey) -> Iterator[Fault]:
    """Who is paid says what pleases, and who skips loses."""
    for name in SAID:
        if any(_promises(one) for one in _SENTENCE.findall(_straight(getattr(survey, name)))):
            do = "Take it out: every answer is fine, and so is none."
            yield Fault(name, "promises something for an answer.", do)


def _promises(sentence: str) -> bool:
    found = _PROMISED.search(sentence)
    return found is not None and not _REFUSED.search(sentence[: found.end()])


def _straight(text: str) -> str:
    return text.replace("’", "'")

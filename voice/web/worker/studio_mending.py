"""What is wrong with a question, as one sentence beside the control that mends it.

Faults speak of the file a survey may stand in; here nobody has seen one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voice.faults import Fault
from voice.survey.draft_data import Data, options_of

_PLACE = re.compile(r"^items\[(\d+)\](?: “[^”]*”)?(?:: (.*))?$", re.DOTALL)
_OPTION = re.compile(r"^options\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to mend: beside which control, and in a sentence."""

    path: str
    said: str

    @property
    def head(self) -> str:
        """What of a question it is about: ``text``, ``options``, ``collapse``."""
        return re.split(r"[.\[]", self.path)[0]


def of_item(faults: Iterable[Fault], number: int, item: Data) -> tuple[Wrong, ...]:
    """What is wrong with the question at this place, counted from 1; nothing is said twice."""
    found = []
    for fault in faults:
        place = _PLACE.match(fault.place)
        if place is not None and int(place[1]) == number:
            found.append(Wrong(_path(place[2] or "", item), sentence(place[2] or "", fault)))
    return tuple(dict.fromkeys(found))


def sentence(inside: str, fault: Fault) -> str:
    """The fault in words for somebody who makes a survey on this page."""
    plain = f"{fault.wrong[:1].upper()}{fault.wrong[1:]} {fault.do}".strip()
    return without_file(inside, fault) or plain


def without_file(inside: str, fault: Fault) -> str:
    """The fault where it speaks of the file, said without it; empty where it does not."""
    for where, wrong, said in _SAID:
        found = re.search(wrong, fault.wrong)
        if re.search(where, inside) and found:
            return found.expand(said)
    return ""


def _path(inside: str, item: Data) -> str:
    """With the answer named by its id, as controls are."""
    found = _OPTION.match(inside)
    if found is None:
        return inside
    at = int(found[1]) - 1
    options = options_of(item)
    id_ = options[at].get("id", "") if at < len(options) else ""
    return f"options.{id_}{inside[found.end() :]}"


_EMPTY = "is empty|is missing"
_SAID: tuple[tuple[str, str, str], ...] = (
    (r"^text$", _EMPTY, "Write the question."),
    (r"^(low|high)$", _EMPTY, "Write what this end means."),
    (r"^options\[\d+\]\.text$", _EMPTY, "Write this answer, or remove it."),
    (r"^versions\..*options\[\d+\]\.text$", _EMPTY, "Write this answer for this age."),
    (r"^versions\.[^.]*\.text$", _EMPTY, "Write the question for this age, or empty the rest too."),
    (r"^options$", "needs at least 2", "There have to be two answers or more."),
    (r"^options$", "Both .* say (“.*”)", r"Two answers say \1. Give each its own words."),
    (
        r"^collapse$",
        "no coarser scale",
        "Choose which answers are told together when few young people answer.",
    ),
    (r"^collapse$", "has no use", "These answers are never told together. Take it out."),
    (r"^collapse", "", "This does not fit the answers any more. Choose again."),
    (r"^mean$", "", "These answers have no mean. Take the tick out."),
    (r"^worry$", "", "One of the answers that worry us is not there any more. Choose again."),
    (r"^measures", "is not one we know", "This is not in the list any more. Choose again."),
    (
        r"^sensitivity$",
        r"\((.*)\)",
        r"This is about a young person’s own life (\1). Choose that, so that it is protected.",
    ),
    (
        r"^harmless$",
        r"\((.*)\)",
        r"This is about a young person’s own life (\1). Take the tick out.",
    ),
    (r"^before$", "points at", "That question does not come before this one. Choose another."),
    (r"^before$", "has no use", "What is written cannot be told before and after. Choose none."),
    (
        r"^before$",
        "differ",
        "The two are not answered alike. Copy the first question instead, and change its words.",
    ),
)
"""Where, what is wrong there, and what we say; the first that fits."""

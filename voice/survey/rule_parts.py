"""A rule as a page shows it: a few conditions joined by “and” or by “or”, each changed by itself.

A rule that was brought in from elsewhere may be deeper: what stands below the first joining is
kept as it is, said in words, and can only be taken out as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from voice.survey.draft_data import Data
from voice.survey.rule_words import Choice

Join = Literal["all", "any"]
JOINS: tuple[tuple[Join, str], ...] = (
    ("all", "all of them have to be so"),
    ("any", "one of them is enough"),
)
TESTS: tuple[str, ...] = ("is", "is_not", "includes", "was_answered")
_BETWEEN = "|"
"""Between the parts of what a list sends; no id holds it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The conditions of a rule, and how they are joined."""

    join: Join
    conditions: tuple[Data, ...]

    @property
    def rule(self) -> Data | None:
        """The rule they make; None where there is no condition: always shown."""
        if len(self.conditions) < 2:
            return next(iter(self.conditions), None)
        return {self.join: list(self.conditions)}

    def with_one(self, condition: Data) -> "Parts":
        """One condition more."""
        return Parts(self.join, (*self.conditions, condition))

    def changed(self, number: int, condition: Data | None) -> "Parts":
        """Another condition in the place of one, counted from 0; None takes it out."""
        new = [condition if n == number else one for n, one in enumerate(self.conditions)]
        return Parts(self.join, tuple(one for one in new if one is not None))


def parts(rule: object) -> Parts:
    """The conditions of a rule, whatever it is."""
    if not isinstance(rule, Mapping) or not rule:
        return Parts("all", ())
    for join, _ in JOINS:
        inside = rule.get(join)
        if isinstance(inside, list):
            return Parts(join, tuple(one for one in inside if isinstance(one, dict)))
    return Parts("all", (dict(rule),))


def is_plain(condition: Mapping[str, Any]) -> bool:
    """Whether it is one comparison, as lists can show it."""
    return isinstance(condition.get("item"), str)


def first_of(choice: Choice) -> Data:
    """The condition a page begins with once the question is chosen: its first answer."""
    test = choice.tests[0][0]
    said: object = choice.answers[0][0] if test != "was_answered" and choice.answers else True
    return {"item": choice.item, test if said is not True else "was_answered": said}


def says(condition: Mapping[str, Any]) -> str:
    """A comparison as a list sends it: the question, what is compared, and with what."""
    test = next((name for name in TESTS if name in condition), "")
    value = condition.get(test)
    said = ("yes" if value else "no") if test == "was_answered" else str(value)
    return _BETWEEN.join((str(condition.get("item")), test, said))


def said(sent: str) -> Data | None:
    """The comparison that a list sent; None where it is none."""
    item, test, value = (*sent.split(_BETWEEN), "", "")[:3]
    if not item or test not in TESTS or not value:
        return None
    return {"item": item, test: value == "yes" if test == "was_answered" else value}


def offered(choice: Choice) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be asked of a question, as groups of a list: (“is”, [(as it is sent, words)])."""
    groups = [
        (words, _answers(choice, test, words))
        for test, words in choice.tests
        if test != "was_answered" and choice.answers
    ]
    either = [(f"{choice.item}|was_answered|{said}", words) for said, words in _EITHER]
    return [*groups, ("answered at all", either)]


_EITHER: Sequence[tuple[str, str]] = (("yes", "was answered"), ("no", "was not answered"))


def _answers(choice: Choice, test: str, words: str) -> list[tuple[str, str]]:
    return [
        (_BETWEEN.join((choice.item, test, id_)), f"{words} “{answer}”")
        for id_, answer in choice.answers
    ]

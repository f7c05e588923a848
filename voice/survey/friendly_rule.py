"""What the child-friendliness check is made of: passages of words, rules, and their remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Generic, Literal, TypeVar

from voice.survey.model import Ages, Base, Item, Option, Survey, Version
from voice.survey.translation import Translation

Level = Literal["error", "warning", "hint"]
"""An error has to be mended, a warning may be accepted with a reason, a hint is only said."""
Role = Literal["section", "question", "hint", "end", "option", "about"]
"""What a passage is to a child. An end is the word at one end of a scale; what is said about the
whole questionnaire (why, who reads, when we answer) is ``about``."""
Span = tuple[int, int]

BAND_AGES: dict[str, Ages] = {"0-9": "5-7", "10-16": "8-11", "17+": "care-leavers"}
"""How old the youngest are who are shown the version of a band."""
AGREEING = frozenset(
    {"yes", "no", "agree", "disagree", "always", "never", "often", "sometimes", "rarely", "true"}
)
"""Words that begin or end the answers of a question that is agreed with, or not."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that may not suit a child: where, by which rule, what is wrong and what to do.

    ``marked`` holds the places in that text which it is about, each from its first letter to the
    one after its last; it is empty where the remark is not about words.
    """

    place: str
    rule: str
    level: Level
    wrong: str
    do: str
    marked: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return f"{self.level}: {self.place}: {self.wrong} {self.do}"

    def as_dict(self) -> dict[str, Any]:
        """For a program: the spans as lists of two numbers."""
        return asdict(self) | {"marked": [list(span) for span in self.marked]}


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found. Without a level of its own it has that of its rule."""

    wrong: str
    do: str
    marked: tuple[Span, ...] = ()
    level: Level | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text a child reads or hears, and what rules have to know of where it stands."""

    place: str
    said: str
    ages: Ages
    role: Role
    asks: bool = True
    tapped: bool = False
    """Whether the question is answered by choosing from answers of ours."""
    below: str = ""
    """The line below the question."""
    agreeing: bool = False
    """Whether the question is answered with yes or no, by agreeing, or on a scale."""
    public: bool = False
    """Whether it is answered where others stand by, or its answers are shown as they are."""

    @property
    def text(self) -> str:
        """Letter for letter as it was said, with straight apostrophes."""
        return self.said.replace("’", "'")


@dataclass(frozen=True, slots=True)
class Setting:
    """An item where it is used: for whom, whether at a stall, and in which other languages."""

    item: Item
    ages: Ages
    stall: bool = False
    translations: Sequence[Translation] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """A questionnaire with its translations."""

    survey: Survey
    translations: Sequence[Translation] = ()


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One rule: what it is called, an example of good and bad, and the function that looks."""

    id: str
    title: str
    level: Level
    good: str
    bad: str
    look: Callable[[T], Iterable[Found]]

    def remarks(self, at: T, place: str) -> Iterator[Remark]:
        """What the rule has to say of it."""
        for found in self.look(at):
            where = ": ".join(part for part in (place, found.place) if part)
            level = found.level or self.level
            yield Remark(where, self.id, level, found.wrong, found.do, found.marked)


_ROLES: dict[str, Role] = {
    "section": "section",
    "text": "question",
    "easy": "question",
    "hint": "hint",
    "low": "end",
    "high": "end",
}


def passages(setting: Setting) -> Iterator[Passage]:
    """Every text of an item that a child is shown, with those of its versions."""
    item = setting.item
    known = Passage(
        "",
        "",
        setting.ages,
        "question",
        item.asks,
        bool(item.choices),
        item.hint or "",
        is_agreed_with(item),
        setting.stall or item.harmless or item.sensitivity == "service",
    )
    yield from _of(item, known)
    for band, version in item.versions.items():
        ages = BAND_AGES.get(band, setting.ages)
        yield from _of(version, replace(known, place=f"versions.{band}.", ages=ages))


def about(survey: Survey) -> Iterator[Passage]:
    """What is said of the whole questionnaire, before the first question."""
    for name in ("title", "purpose", "audience", "feedback"):
        yield Passage(name, getattr(survey, name), survey.ages, "about")


def _of(part: Base | Version, known: Passage) -> Iterator[Passage]:
    for name, role in _ROLES.items():
        if said := getattr(part, name, None):
            yield replace(known, place=f"{known.place}{name}", said=said, role=role)
    options: Sequence[Option] = getattr(part, "options", ())
    for number, option in enumerate(options, start=1):
        for name in ("text", "easy"):
            if said := getattr(option, name):
                place = f"{known.place}options[{number}].{name}"
                yield replace(known, place=place, said=said, role="option")


def is_agreed_with(item: Base) -> bool:
    """Whether an item is answered with yes or no, by agreeing, with a face or on a scale."""
    if item.multiple or not item.choices:
        return False
    if all(option.score is not None for option in item.choices):
        return True
    ends = {word for option in item.choices for word in _ends(option.text)}
    return bool(ends & AGREEING)


def _ends(text: str) -> tuple[str, ...]:
    words = text.casefold().replace(",", " ").rstrip(".!").split()
    return (words[0], words[-1]) if words else ()

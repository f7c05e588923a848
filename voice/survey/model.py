"""What we ask: a questionnaire as frozen values. A kind of question is one class here.

Ids are words in lower case joined by hyphens. They are the data: never shown, never translated,
and never used again for another meaning. An item that keeps its id keeps its meaning, so that
trends across editions stay true.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from voice.survey.writing import clean

ID_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LETTERS = 60
Id = Annotated[str, Field(pattern=ID_FORM, max_length=ID_LETTERS)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Sensitivity = Literal["personal", "service"]
Ages = Literal["5-7", "8-11", "12+", "care-leavers"]

AGE_BANDS: tuple[str, ...] = ("0-9", "10-16", "17+")
"""The bands of the committee's reports, youngest first."""
HELPED: tuple[str, ...] = ("alone", "together")
"""Whether a young person answered alone or with somebody beside them."""

SKIPPED, DONT_KNOW, NOT_ASKED, NOT_REACHED = "_skipped", "_dont-know", "_not-asked", "_not-reached"
WRITTEN, NONE_TICKED = "_written", "_none"
RESERVED: tuple[str, ...] = (SKIPPED, DONT_KNOW, NOT_ASKED, NOT_REACHED, WRITTEN, NONE_TICKED)
"""Options an answer to any item may have. Absences stay apart; the last two are answers."""
COUNTED: frozenset[str] = frozenset({WRITTEN, NONE_TICKED})

WORDS_LIMIT = 1000
"""Letters kept of one free text; the page stops a child there before it is reached."""
IDEAS_LIMIT = 5
IDEA_LETTERS = 80


class UnknownAnswerError(ValueError):
    """Raised when a raw answer is none that the item can have. Says which, never the words."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Frozen):
    """One answer a child can tap."""

    id: Id
    text: Text
    easy: Text | None = None
    picture: Id | None = None
    sound: Id | None = None
    score: int | None = None


class Merged(Frozen):
    """One answer of a coarser scale: the option ids it takes together."""

    id: Id
    text: Text
    takes: tuple[Id, ...] = Field(min_length=1)


class Collapse(Frozen):
    """A coarser scale to report by when answers are few. Takes every option exactly once."""

    to: tuple[Merged, ...] = Field(min_length=2)


class Rule(Frozen):
    """When an item is shown: one comparison with an earlier item, or a combination of rules."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    item: Id | None = None
    is_: Id | None = Field(default=None, alias="is")
    is_not: Id | None = None
    includes: Id | None = None
    was_answered: bool | None = None
    all: Annotated[tuple[Rule, ...], Field(min_length=1)] | None = None
    any: Annotated[tuple[Rule, ...], Field(min_length=1)] | None = None
    not_: Rule | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_shape(self) -> Rule:
        tests = [self.is_, self.is_not, self.includes, self.was_answered]
        joins = [self.all, self.any, self.not_]
        told = sum(test is not None for test in tests), sum(join is not None for join in joins)
        if (self.item is None and told == (0, 1)) or (self.item is not None and told == (1, 0)):
            return self
        raise ValueError(
            "a rule is one of: item with is, is_not, includes or was_answered; all; any; not"
        )


class Measures(Frozen):
    """What an item tells about: a promise, one of the five priorities, a wellbeing theme."""

    promise: Id | None = None
    priority: Id | None = None
    theme: Id | None = None


class Version(Frozen):
    """The same item in other words for one age band.

    ``options`` keep the item's own ids; where given, they are all that this band is shown.
    """

    text: Text
    easy: Text | None = None
    options: tuple[Option, ...] = ()


class Answer(Frozen):
    """What one raw answer says: the option ids to keep, and the words to keep apart from them."""

    options: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether it counts in n: something was tapped or written, or a tick-all was left empty."""
        return any(option in COUNTED or not option.startswith("_") for option in self.options)


class Base(Frozen):
    """What every kind of item has."""

    id: Id
    section: Text | None = None
    """The name of the part of the questionnaire that begins with this item."""
    text: Text
    easy: Text | None = None
    hint: Text | None = None
    picture: Id | None = None
    sound: Id | None = None
    show_if: Rule | None = None
    before: Id | None = None
    """The earlier item that asked the same before the activity, with the same answers."""
    dont_know: bool = False
    sensitivity: Sensitivity = "personal"
    harmless: bool = False
    worry: tuple[Id, ...] = ()
    measures: Measures = Measures()
    collapse: tuple[Collapse, ...] = ()
    mean: bool = False
    versions: dict[str, Version] = Field(default_factory=dict)

    plain_name: ClassVar[str] = "a question"
    multiple: ClassVar[bool] = False
    writes: ClassVar[bool] = False
    asks: ClassVar[bool] = True

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options a child can tap, in order, without the reserved ones."""
        return ()

    @property
    def stored_options(self) -> tuple[str, ...]:
        """Every option id an answer to this item may be stored under: none where it is not counted.

        Even that something was written, or was not, could tell whose answers stand beside it.
        """
        return (*(choice.id for choice in self.choices), *RESERVED) if self.counts else ()

    @property
    def counts(self) -> bool:
        """Whether its answers are counted. What is written is read by people instead."""
        return self.asks and not self.writes

    @property
    def asks_leave(self) -> bool:
        """Whether a child is asked if what they wrote may be shared: harmless ideas are anyway."""
        return self.writes and not self.harmless

    def read(self, raw: object) -> Answer:
        """Read a raw answer; null is skipped. Raises ``UnknownAnswerError``."""
        if raw is None:
            return Answer(options=(SKIPPED,))
        if raw == DONT_KNOW and self.dont_know:
            return Answer(options=(DONT_KNOW,))
        return self._read(raw)

    def _read(self, raw: object) -> Answer:
        if isinstance(raw, str) and raw in {choice.id for choice in self.choices}:
            return Answer(options=(raw,))
        raise UnknownAnswerError(f"is not an answer to “{self.id}”")


class OneOf(Base):
    """An item with options of which one is tapped."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=12)

    @property
    def choices(self) -> tuple[Option, ...]:
        return self.options


class Faces(OneOf):
    """Pebbles with faces, from the least to the most happy, scored."""

    kind: Literal["faces"]
    plain_name: ClassVar[str] = "faces"

    @model_validator(mode="after")
    def _three_or_five(self) -> Faces:
        if len(self.options) not in {3, 5}:
            raise ValueError("faces have three or five options")
        if any(option.score is None for option in self.options):
            raise ValueError("every face has a score, from the least to the most happy")
        return self


class Choice(OneOf):
    """One answer out of several."""

    kind: Literal["choice"]
    plain_name: ClassVar[str] = "choose one"


class Many(OneOf):
    """Any number of answers, none included."""

    kind: Literal["many"]
    plain_name: ClassVar[str] = "choose any"
    multiple: ClassVar[bool] = True

    def _read(self, raw: object) -> Answer:
        known = [choice.id for choice in self.choices]
        if not isinstance(raw, list) or not all(tick in known for tick in raw):
            raise UnknownAnswerError(f"is not a list of answers to “{self.id}”")
        ticks = tuple(option for option in known if option in raw)
        return Answer(options=ticks or (NONE_TICKED,))


_NUMBERS = tuple(Option(id=str(n), text=str(n), score=n) for n in range(11))


class Scale(Base):
    """Eleven buttons from 0 to 10 with a word at each end."""

    kind: Literal["scale"]
    low: Text
    high: Text
    plain_name: ClassVar[str] = "0 to 10"

    @property
    def choices(self) -> tuple[Option, ...]:
        return _NUMBERS


class Words(Base):
    """One free text, kept apart from every other answer."""

    kind: Literal["words"]
    plain_name: ClassVar[str] = "write"
    writes: ClassVar[bool] = True

    def _read(self, raw: object) -> Answer:
        if not isinstance(raw, str):
            raise UnknownAnswerError(f"is not text, as “{self.id}” asks for")
        words = clean(raw)
        if len(words) > WORDS_LIMIT:
            raise UnknownAnswerError(f"is longer than {WORDS_LIMIT} letters in “{self.id}”")
        return Answer(options=(WRITTEN,), words=(words,)) if words else self.read(None)


class Ideas(Base):
    """A few short things, each kept by itself."""

    kind: Literal["ideas"]
    plain_name: ClassVar[str] = "ideas"
    writes: ClassVar[bool] = True

    def _read(self, raw: object) -> Answer:
        if not isinstance(raw, list) or not all(isinstance(idea, str) for idea in raw):
            raise UnknownAnswerError(f"is not a list of ideas, as “{self.id}” asks for")
        ideas = tuple(idea for idea in (" ".join(clean(given).split()) for given in raw) if idea)
        if len(ideas) > IDEAS_LIMIT:
            raise UnknownAnswerError(f"has more than {IDEAS_LIMIT} ideas in “{self.id}”")
        if any(len(idea) > IDEA_LETTERS for idea in ideas):
            raise UnknownAnswerError(f"has an idea over {IDEA_LETTERS} letters in “{self.id}”")
        return Answer(options=(WRITTEN,), words=ideas) if ideas else self.read(None)


class Info(Base):
    """Something to read; nothing is asked."""

    kind: Literal["info"]
    plain_name: ClassVar[str] = "something to read"
    asks: ClassVar[bool] = False

    def _read(self, raw: object) -> Answer:
        raise UnknownAnswerError(f"“{self.id}” asks nothing")


Item = Annotated[Faces | Choice | Many | Scale | Words | Ideas | Info, Field(discriminator="kind")]
KINDS: dict[str, type[Base]] = {
    "faces": Faces,
    "choice": Choice,
    "many": Many,
    "scale": Scale,
    "words": Words,
    "ideas": Ideas,
    "info": Info,
}


class Survey(Frozen):
    """A questionnaire. ``fingerprint`` names the edition: the structure with its English words."""

    id: Id
    title: Text
    purpose: Text
    """Why we ask, in words for the child."""
    audience: Text
    """Who reads what we find, in words for the child."""
    feedback: Text
    """When and how children hear what came of it."""
    ages: Ages
    stall: bool = False
    minutes: int = Field(ge=1, le=20)
    ask_helped: bool = False
    items: tuple[Item, ...] = Field(min_length=1)

    @property
    def definition(self) -> str:
        """The canonical JSON: sorted keys, no spaces, no defaults. ``read_definition`` reads it."""
        data: Any = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of ``definition`` in UTF-8: 64 hexadecimal digits."""
        return hashlib.sha256(self.definition.encode()).hexdigest()

    @property
    def sections(self) -> dict[str, str]:
        """The part that each item stands in, by its id; items before the first part have none."""
        found: dict[str, str] = {}
        part: str | None = None
        for item in self.items:
            part = item.section or part
            found |= {item.id: part} if part else {}
        return found

    def item(self, item_id: str) -> Item:
        """The item of that id. Raises ``KeyError``."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)


def read_definition(definition: str) -> Survey:
    """The survey a canonical JSON was made from. Raises pydantic's ``ValidationError``."""
    return Survey.model_validate_json(definition)

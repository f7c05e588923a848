"""What was asked and how many chose what: tables as counted, before anything is protected.

Nothing here may be shown to anybody. ``disclosure.protect`` turns these into ``Safe`` tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

DIMENSIONS: tuple[str, ...] = ("age_band", "group", "helped", "month")
"""The identifying dimensions a table may be broken down by, one at a time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a question, in the words it is reported by."""

    id: str
    text: str
    score: int | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the analysis knows of an item: the same for all its editions."""

    survey: str
    item: str
    kind: str
    text: str
    answers: tuple[Answer, ...]
    """In the definition's order."""
    collapses: tuple[tuple[tuple[Answer, tuple[str, ...]], ...], ...] = ()
    """Coarser scales, finest first: each is (merged answer, ids it takes) in order."""
    mean: bool = False
    multiple: bool = False
    """Tick-all: reported as one yes/no table an answer."""
    sensitivity: str = "personal"
    harmless: bool = False
    unsafe: frozenset[str] = frozenset()
    """Worry-marked answers; bounded words are never used for them."""
    base: str | None = None
    """The earlier item whose answers decide whether this one is asked."""
    theme: str | None = None
    promise: str | None = None
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the store's GROUP BY: how many responses hold this option of this item."""

    survey: str
    item: str
    option: str
    group: str | None
    month: str
    age_band: str | None
    helped: str | None
    collection: str | None
    responses: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How many responses answered this item (n): an option without ``_``, or none ticked."""

    survey: str
    item: str
    group: str | None
    month: str
    age_band: str | None
    helped: str | None
    collection: str | None
    responses: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A closed collection of an event whose responses no longer point at it, and its number."""

    survey: str
    group: str
    month: str
    counted: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group of young people, with the neighbour it may be joined to and those it shares."""

    id: str
    name: str
    joins: str | None = None
    overlaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gathered:
    """All the store counted for one period."""

    cells: tuple[Cell, ...] = ()
    answered: tuple[Answered, ...] = ()
    sittings: tuple[Sitting, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One answer row: the distribution of an item's answers in one group of respondents."""

    value: str | None
    """The dimension's value; None for everybody."""
    n: int
    counts: Mapping[str, int]
    """Responses by answer id; every answer of the question is a key."""
    d: int
    """Children at least, by the policy's section 1."""
    base: int | None = None
    """Answers to the question that decides whether this one is asked."""


@dataclass(frozen=True, slots=True)
class Counts:
    """One table as counted: a question in a period, for everybody or by one dimension."""

    question: Question
    period: str
    dimension: str | None
    rows: tuple[Row, ...]
    months: tuple[str, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)

"""The unknowns of the audit: how many respondents of each kind there may have been.

A *kind* of respondent gave one certain answer (or, where a second question is asked only after
certain answers, one certain pair of answers). An *atom* is the number of respondents of one kind in
one stretch of months, and the same by each value of each dimension in use. Everything published is
a sum of atoms; whoever knows all atoms knows everything that could be broken down by one dimension.

Tables are published by one dimension at a time. So a count by two dimensions is free between the
bounds that its two one-dimensional counts leave (Fréchet's), and needs no atoms of its own.

Answers, months and values that everything published treats alike are one: what is never told apart
cannot be narrowed apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from voice.analysis.published import Parameters


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the system: low <= sum of factors times atoms <= high."""

    columns: tuple[int, ...]
    factors: tuple[int, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension in use: its finest values and every set of values that is ever reported."""

    name: str
    values: tuple[frozenset[str], ...]
    reported: tuple[frozenset[str], ...]

    def within(self, chosen: frozenset[str]) -> list[int]:
        """Which of the finest values these are."""
        return [index for index, value in enumerate(self.values) if value <= chosen]


@dataclass(frozen=True, slots=True)
class Span:
    """A node of the time tree: some of the stretches of months that are never told apart."""

    name: str
    stretches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A number that must not be narrowed: the respondents of ``kinds`` in every place."""

    question: str
    kinds: frozenset[int]
    everybody: frozenset[int]
    """All kinds that answered the question; a target may be its own everybody (n)."""
    others: frozenset[int] = frozenset()
    """Stretches of months in which ``kinds`` are all but one answer, as it was reported there:
    if there can be at most one of them, everybody is known to have given that answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """A count that was published, or a bound of one: of some kinds together, in one place."""

    kinds: frozenset[int]
    span: int
    axis: int | None
    values: frozenset[str]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Component:
    """A system of atoms that nothing published links with any other atom. Hashable."""

    question: str
    """What it is about, the later question where there are two."""
    kinds: int
    axes: tuple[Axis, ...]
    spans: tuple[Span, ...]
    """First every single stretch of months, in order; then the wider nodes of the time tree."""
    targets: tuple[Target, ...]
    told: tuple[Told, ...]
    rows: tuple[Row, ...]
    """Everything published, and what is true of any atoms."""
    parameters: Parameters

    @property
    def columns(self) -> int:
        """How many atoms there are, counting those of wider spans, which are sums of others."""
        return self.kinds * len(self.spans) * (1 + sum(len(axis.values) for axis in self.axes))

    @property
    def stretches(self) -> int:
        """How many of the spans are single stretches of months."""
        return sum(len(span.stretches) == 1 for span in self.spans)

    def column(self, kind: int, span: int, axis: int | None = None, value: int = 0) -> int:
        """Where the atom stands: first all kinds by all spans, then the same by each dimension."""
        cell = kind * len(self.spans) + span
        if axis is None:
            return cell
        before = 1 + sum(len(one.values) for one in self.axes[:axis])
        return self.kinds * len(self.spans) * before + cell * len(self.axes[axis].values) + value

    def columns_of(
        self, kind: int, span: int, dimension: str | None, values: frozenset[str]
    ) -> list[int]:
        """The atoms of one kind and span in these values of the dimension, or in all."""
        if dimension is None:
            return [self.column(kind, span)]
        axis = [one.name for one in self.axes].index(dimension)
        return [self.column(kind, span, axis, v) for v in self.axes[axis].within(values)]


def alike(universe: Iterable[str], sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The universe split into the largest parts that every set takes whole or not at all."""
    parts: dict[tuple[bool, ...], list[str]] = {}
    distinct = list(dict.fromkeys(sets))
    for one in universe:
        parts.setdefault(tuple(one in chosen for chosen in distinct), []).append(one)
    return [frozenset(part) for part in parts.values()]

"""The unknowns of the audit: how many respondents of each kind there may have been.

A *kind* of respondent gave one certain answer (or, where a second question is asked only after
certain answers, one certain pair of answers). An *atom* is the number of respondents of one kind in
one stretch of months, and the same by each cell of each axis. Everything published is a sum of
atoms. An *axis* is a dimension in use; dimensions that a table breaks down by at the same time are
one axis together, whose cells are their values crossed.

What two axes share is not published. So a count by dimensions of two axes is free between the
bounds that its counts by either leave (Fréchet's), and needs no atoms of its own.

Answers, months and values that everything published treats alike are one: what is never told apart
cannot be narrowed apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import prod

from voice.analysis.published import Parameters, Within


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the system: low <= sum of factors times atoms <= high."""

    columns: tuple[int, ...]
    factors: tuple[int, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension in use: its finest values and every set of values that is ever reported."""

    name: str
    values: tuple[frozenset[str], ...]
    reported: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension, or several that are published crossed."""

    dimensions: tuple[Dimension, ...]

    @property
    def cells(self) -> int:
        """How many there are: the finest values of all its dimensions, crossed."""
        return prod(len(dimension.values) for dimension in self.dimensions)

    def inside(self, within: Within) -> list[int]:
        """The cells in these values; a dimension not named is summed over."""
        chosen = dict(within)
        taken = [
            [
                chosen.get(dimension.name) is None or value <= chosen[dimension.name]
                for value in dimension.values
            ]
            for dimension in self.dimensions
        ]
        return [index for index, cell in enumerate(product(*taken)) if all(cell)]


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
    within: Within
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
        return self.kinds * len(self.spans) * (1 + sum(axis.cells for axis in self.axes))

    @property
    def stretches(self) -> int:
        """How many of the spans are single stretches of months."""
        return sum(len(span.stretches) == 1 for span in self.spans)

    def column(self, kind: int, span: int, axis: int | None = None, cell: int = 0) -> int:
        """Where the atom stands: first all kinds by all spans, then the same by each axis."""
        whole = kind * len(self.spans) + span
        if axis is None:
            return whole
        before = 1 + sum(one.cells for one in self.axes[:axis])
        return self.kinds * len(self.spans) * before + whole * self.axes[axis].cells + cell

    def axis_of(self, dimension: str) -> int:
        """Which axis the dimension is part of."""
        return next(
            index
            for index, axis in enumerate(self.axes)
            if any(one.name == dimension for one in axis.dimensions)
        )


def alike(universe: Iterable[str], sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The universe split into the largest parts that every set takes whole or not at all."""
    parts: dict[tuple[bool, ...], list[str]] = {}
    distinct = list(dict.fromkeys(sets))
    for one in universe:
        parts.setdefault(tuple(one in chosen for chosen in distinct), []).append(one)
    return [frozenset(part) for part in parts.values()]

"""From bounds of single atoms to bounds of every target in every place, all at once.

With the same numbers as lower and upper bounds, this says what one world makes of every target.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from voice.analysis.atoms import Component, Dimension, Row
from voice.analysis.published import BOUNDLESS

Numbers = NDArray[np.int64]
Bounds = tuple[Numbers, Numbers]
"""The least and the greatest of each, in two arrays of one shape."""
Pair = tuple[NDArray[np.float64], NDArray[np.float64]] | Bounds
Families = Mapping[tuple[int, ...], Bounds]
"""Bounds of all targets by no dimension, by each and by each two."""
By = tuple[int, ...]
"""The dimensions to break down by: none, one or two of those in use."""
At = tuple[int, ...]
"""A target in a place: which target, which span, and a node of each dimension."""


class Reach:
    """Adds up one system's atoms to its targets."""

    def __init__(self, component: Component) -> None:
        self.component = component
        self._targets = _members([target.kinds for target in component.targets], component.kinds)
        self._wider = [
            (index, list(span.stretches))
            for index, span in enumerate(component.spans)
            if len(span.stretches) > 1
        ]
        used = [
            (one, index) for index, axis in enumerate(component.axes) for one in axis.dimensions
        ]
        self.dimensions = tuple(sorted(used, key=lambda side: side[0].name))
        """Every dimension in use, and the axis it is part of."""
        self._nodes = [self._inside(one, axis) for one, axis in self.dimensions]
        sides = range(len(self.dimensions))
        self.breakdowns = tuple(chain.from_iterable(combinations(sides, n) for n in (0, 1, 2)))

    def _inside(self, one: Dimension, axis: int) -> NDArray[np.float64]:
        """Node x cell of the axis: whether it lies in it."""
        whole = self.component.axes[axis]
        cells = [whole.inside(((one.name, node),)) for node in one.reported]
        return _members(cells, whole.cells)

    def apart(self, by: By) -> bool:
        """Whether these are dimensions of two axes, so that what they share is free."""
        return len({self.dimensions[side][1] for side in by}) == 2

    def bounds(self, by: By, low: Numbers, high: Numbers) -> Bounds:
        """Bounds of target x span (x node x node), from bounds of every atom."""
        whole = self._whole(low), self._whole(high)
        if self.apart(by):
            one, other = (self._by((side,), low, high, whole) for side in by)
            cells = _shared(one, other, whole)
        else:
            cells = self._by(by, low, high, whole) if by else whole
        for span, stretches in self._wider:
            _narrow_to_sum(cells, span, stretches)
        return self._add_up(cells[0]), self._add_up(cells[1])

    def sharpen(self, families: Families) -> None:
        """Use, in place, what was told of several kinds of respondents together.

        Then what that leaves for all others of them, and for those in two such counts at once.
        """
        places = {target.kinds: index for index, target in enumerate(self.component.targets)}
        self._use_told(families, places)
        self._use_rest(families, places)
        for pair, (low, high) in families.items():
            if len(pair) == 2:
                shared = _shared(families[pair[:1]], families[pair[1:]], families[()])
                np.maximum(low, shared[0], out=low)
                np.minimum(high, shared[1], out=high)

    def _use_told(self, families: Families, places: Mapping[frozenset[int], int]) -> None:
        names = [one.name for one, _ in self.dimensions]
        for one in self.component.told:
            if one.kinds in places:
                by = tuple(names.index(name) for name, _ in one.within)
                nodes = [
                    self.dimensions[side][0].reported.index(values)
                    for side, (_, values) in zip(by, one.within, strict=True)
                ]
                at = (places[one.kinds], one.span, *nodes)
                low, high = families[by]
                low[at], high[at] = max(low[at], one.low), min(high[at], one.high)

    def _use_rest(self, families: Families, places: Mapping[frozenset[int], int]) -> None:
        for index, target in enumerate(self.component.targets):
            n, rest = places.get(target.everybody), places.get(target.everybody - target.kinds)
            if n is None or rest is None:
                continue
            for by, (low, high) in families.items():
                if not self.apart(by):
                    low[index] = np.maximum(low[index], low[n] - high[rest])
                    high[index] = np.minimum(high[index], high[n] - low[rest])

    def factors(self, by: By, at: At) -> NDArray[np.float64]:
        """Which atoms a target is the sum of; by dimensions of one axis at most."""
        chosen = np.zeros(self.component.columns)
        for kind in np.flatnonzero(self._targets[at[0]]):
            if by:
                chosen[self._columns(int(kind), at[1], by, at[2:])] = 1
            else:
                chosen[self.component.column(int(kind), at[1])] = 1
        return chosen

    def crossing(self, by: By, at: At) -> list[Row]:
        """Lines for one new column a kind and stretch: its count by dimensions of two axes.

        It is at most its count by either, and at least what these must share.
        """
        lines = []
        for kind in range(self.component.kinds):
            for time in range(self.component.stretches):
                new, whole = self._crossed(kind, time), self.component.column(kind, time)
                one = self._columns(kind, time, by[:1], at[2:3])
                other = self._columns(kind, time, by[1:], at[3:])
                lines += [
                    _line([new], one),
                    _line([new], other),
                    _line([*one, *other], [whole, new]),
                ]
        return lines

    def crossed_factors(self, at: At) -> NDArray[np.float64]:
        """Which columns, old and new, a target by dimensions of two axes is the sum of."""
        component = self.component
        chosen = np.zeros(component.columns + component.kinds * component.stretches)
        for kind in np.flatnonzero(self._targets[at[0]]):
            for time in component.spans[at[1]].stretches:
                chosen[self._crossed(int(kind), time)] = 1
        return chosen

    def _columns(self, kind: int, time: int, by: By, nodes: At) -> list[int]:
        inside = [self._nodes[side][node] for side, node in zip(by, nodes, strict=True)]
        axis = self.dimensions[by[0]][1]
        first = self.component.column(kind, time, axis)
        return [first + int(cell) for cell in np.flatnonzero(np.prod(inside, axis=0))]

    def _crossed(self, kind: int, time: int) -> int:
        return self.component.columns + kind * self.component.stretches + time

    def _whole(self, atoms: Numbers) -> NDArray[np.float64]:
        shape = self.component.kinds, len(self.component.spans)
        return atoms[: shape[0] * shape[1]].astype(float).reshape(shape)

    def _by(
        self, by: By, low: Numbers, high: Numbers, whole: tuple[NDArray[np.float64], ...]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Bounds by kind, span and nodes of one axis: from the cells inside, and those outside."""
        component, axis = self.component, self.dimensions[by[0]][1]
        size, start = component.axes[axis].cells, component.column(0, 0, axis)
        shape = (component.kinds, len(component.spans), size)
        cut = slice(start, start + shape[0] * shape[1] * size)
        least, most = low[cut].reshape(shape).astype(float), high[cut].reshape(shape).astype(float)
        nodes = [self._nodes[side] for side in by]
        chosen = nodes[0] if len(by) == 1 else nodes[0][:, None, :] * nodes[1][None, :, :]
        inside = chosen.reshape(-1, size).T
        outside = 1 - inside
        found = (*shape[:2], *chosen.shape[:-1])
        return (
            np.maximum(least @ inside, whole[0][..., None] - most @ outside).reshape(found),
            np.minimum(most @ inside, whole[1][..., None] - least @ outside).reshape(found),
        )

    def _add_up(self, cells: NDArray[np.float64]) -> Numbers:
        sums = np.tensordot(self._targets, cells, axes=(1, 0))
        return np.rint(sums).astype(np.int64)


def _narrow_to_sum(
    cells: tuple[NDArray[np.float64], NDArray[np.float64]], span: int, stretches: list[int]
) -> None:
    """A span is no less and no more than its stretches together."""
    least, most = cells
    np.maximum(least[:, span], least[:, stretches].sum(axis=1), out=least[:, span])
    np.minimum(most[:, span], most[:, stretches].sum(axis=1), out=most[:, span])


def _members(sets: Sequence[Collection[int]], size: int) -> NDArray[np.float64]:
    table = np.zeros((len(sets), size))
    for index, members in enumerate(sets):
        table[index, list(members)] = 1
    return table


def _shared(
    one: Pair,
    other: Pair,
    whole: Pair,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fréchet's bounds of what two parts of a whole share."""
    first, second = (side[..., :, None] for side in one), (side[..., None, :] for side in other)
    (low_1, high_1), (low_2, high_2) = first, second
    must = low_1 + low_2 - whole[1][..., None, None]
    return np.maximum(must, 0), np.minimum(high_1, high_2)


def _line(small: Sequence[int], large: Sequence[int]) -> Row:
    """The sum of the first columns is at most the sum of the others."""
    factors = (*(1 for _ in small), *(-1 for _ in large))
    return Row((*small, *large), factors, -BOUNDLESS, 0)

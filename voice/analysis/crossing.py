"""Tables by two dimensions: made where somebody asked for one and every row is large enough.

A row stands for a pair of values, joined as the tables by one dimension join them, so that rows
add up to those. Where they do not pass there is no lower rung but the coarser scales: the tables
by one dimension say what can be said.
"""

from collections.abc import Mapping, Sequence

from voice.analysis import ladder
from voice.analysis.counts import Counts
from voice.analysis.ladder import Line, Scale, Standing
from voice.analysis.policy import Policy
from voice.analysis.reasons import CROSSED, NOBODY, Reason

Parts = tuple[str, ...]
Joins = Mapping[str, Sequence[Parts]]
"""By dimension, the values that each row takes together in the table by that dimension alone."""


def climb(table: Counts, known: Sequence[Scale], joins: Joins, policy: Policy) -> Standing | Reason:
    """The first scale on which every row may be shown, or why not even one is.

    Where ``joins`` lack one of the dimensions, a row by it alone is too small already.
    """
    if not table.rows:
        return NOBODY
    dimensions = str(table.dimension), str(table.crossed)
    if any(dimension not in joins for dimension in dimensions):
        return CROSSED
    first, second = ({v: row for row in joins[dim] for v in row} for dim in dimensions)
    for scale in known:
        lines = _lines(table, scale, first, second)
        if all(_may_be_shown(line, scale, policy) for line in lines):
            return Standing(_rung(scale, lines), scale, lines)
    return CROSSED


def _lines(
    table: Counts, scale: Scale, first: Mapping[str, Parts], second: Mapping[str, Parts]
) -> tuple[Line, ...]:
    found: dict[tuple[Parts, Parts], list[Line]] = {}
    for line in ladder.lines(table, scale):
        place = first[line.values[0]], second[line.crossed[0]]
        found.setdefault(place, []).append(line)
    return tuple(_together(*place, parts) for place, parts in found.items())


def _together(values: Parts, crossed: Parts, parts: Sequence[Line]) -> Line:
    """Of joined rows at least the children of the largest stand behind them all."""
    return Line(
        values=values,
        n=sum(part.n for part in parts),
        counts=tuple(map(sum, zip(*(part.counts for part in parts), strict=True))),
        d=max(part.d for part in parts),
        bases=tuple(map(sum, zip(*(part.bases for part in parts), strict=True))),
        crossed=crossed,
    )


def _may_be_shown(line: Line, scale: Scale, policy: Policy) -> bool:
    """The row rule with the higher number of answers; also for facts about the service."""
    passes = line.n >= policy.n_cross and ladder.personal(line, policy) is None
    return passes and ladder.wide(line, scale, policy)


def _rung(scale: Scale, lines: Sequence[Line]) -> str:
    if any(len(line.values) > 1 or len(line.crossed) > 1 for line in lines):
        return "joined"
    return "collapsed" if scale.collapsed else "as-asked"

"""How many answered beside how many came: where the difference would be a few who did not answer.

Papers tell exactly how many came, and a table tells how many answered. Whoever takes one from the
other must not be left with 1 to k - 1 young people who were there and gave no answer. What that
can tell and what it cannot stands in docs/decisions/0018.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from voice.analysis.counts import Counts
from voice.analysis.ladder import Line
from voice.analysis.policy import Policy
from voice.analysis.splits import ALL, CARERS, CHILDREN

_COUNTED = frozenset({"group", "month"})
"""What both those who came and those who answered are counted by."""


@dataclass(frozen=True, slots=True)
class Came:
    """How many of a category came to the events of a group in a month."""

    group: str
    month: str
    category: str
    number: int


def allows(came: Sequence[Came], table: Counts, lines: Iterable[Line], policy: Policy) -> bool:
    """Whether each line's n is any total of who came there, or at least k away from it."""
    return all(
        total == line.n or abs(total - line.n) >= policy.k
        for line in lines
        for total in _totals(came, _where(table, line))
    )


def _where(table: Counts, line: Line) -> Mapping[str, Collection[str]]:
    dims = (table.dimension, line.values), (table.crossed, line.crossed)
    return {dimension: values for dimension, values in dims if dimension is not None}


def _totals(came: Sequence[Came], where: Mapping[str, Collection[str]]) -> set[int]:
    """Everybody who came there, and the young people alone.

    Ages are not looked at: a worker guesses them and a child may keep theirs to itself, so that
    the two numbers count different things. Nobody counts who was helped.
    """
    if not _COUNTED.issuperset(where):
        return set()
    number = dict.fromkeys((ALL, CARERS, CHILDREN), 0)
    for one in came:
        here = one.group in where.get("group", (one.group,))
        if here and one.month in where.get("month", (one.month,)) and one.category in number:
            number[one.category] += one.number
    return {number[ALL], number[ALL] - number[CARERS], number[CHILDREN]}

"""How far two people sort the same texts alike: agreement, and Krippendorff's alpha.

Alpha is 1 where they always agree, 0 where they agree as often as chance would bring, below 0
where less often. A theme is a yes or no for every text, so alpha is nominal, theme by theme. Over
all themes a text's themes are compared as sets, by Passonneau's MASI distance: sets that share
some themes are partly alike.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); R. Passonneau, Measuring
Agreement on Set-Valued Items (LREC 2006). Texts that one person alone sorted tell nothing of it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)

FEW = 20
"""Below so many texts sorted twice, an alpha says little."""


@dataclass(frozen=True, slots=True)
class Row:
    """One theme, or all together where ``theme`` is empty."""

    theme: str
    texts: int
    """Texts that at least two people sorted."""
    alike: int
    """Those of them of which all who sorted them said the same."""
    said: int
    """Those of them which somebody put under the theme, or under any."""
    alpha: float | None
    """None where there is nothing to differ about: nobody, or everybody, said the theme."""


Said = Mapping[str, Mapping[str, frozenset[str]]]
"""Text → person → the themes they put it under."""


def of(codings: Said, themes: Sequence[str]) -> tuple[Row, ...]:
    """All themes together first, then each in the given order."""
    twice = [list(by.values()) for by in codings.values() if len(by) > 1]
    return (
        _row("", twice, masi),
        *(_row(one, [[one in said for said in by] for by in twice], nominal) for one in themes),
    )


def alpha(
    units: Iterable[Collection[Value]], distance: Callable[[Value, Value], float]
) -> float | None:
    """Krippendorff's alpha of what was said of each unit, by whoever said something of it.

    None where only one value was ever said. Units of which one alone spoke are left out.
    """
    paired = [list(unit) for unit in units if len(unit) > 1]
    every = Counter(value for unit in paired for value in unit)
    number = every.total()
    observed = sum(_apart(Counter(unit), distance) / (len(unit) - 1) for unit in paired)
    expected = _apart(every, distance)
    return 1 - (number - 1) * observed / expected if expected else None


def nominal(one: Hashable, other: Hashable) -> float:
    """The same or not."""
    return float(one != other)


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """How far two sets are apart: 0 for the same, 1 for sets that share nothing."""
    if one == other:
        return 0.0
    shared = len(one & other)
    if not shared:
        return 1.0
    within = 2 / 3 if one < other or other < one else 1 / 3
    return 1 - within * shared / len(one | other)


def _row(
    theme: str, units: Sequence[Sequence[Value]], distance: Callable[[Value, Value], float]
) -> Row:
    return Row(
        theme,
        texts=len(units),
        alike=sum(len(set(unit)) == 1 for unit in units),
        said=sum(any(unit) for unit in units),
        alpha=alpha(units, distance),
    )


def _apart(values: Counter[Value], distance: Callable[[Value, Value], float]) -> float:
    """The distances of all pairs of values, each pair both ways."""
    return sum(
        2 * values[one] * values[other] * distance(one, other)
        for one, other in combinations(values, 2)
    )

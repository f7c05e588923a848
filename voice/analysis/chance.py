"""Whether a change is more than chance would easily bring: an exact test, in whole numbers.

The test is Fisher's exact test of a two-by-two table, two-sided by the sum of all tables no more
likely than the one seen (R. A. Fisher, Statistical Methods for Research Workers, 5th edition,
1934, section 21.02). Everything is counted with whole numbers, so there is no rounding to argue
about. Many comparisons are looked at together, so the step-down rule of S. Holm (Scandinavian
Journal of Statistics 6, 1979, pages 65-70) keeps the risk of even one false "changed" at 1 in 20.

Whether those who came are of a kind as often as those the council looks after is asked in the same
way of the binomial distribution (J. Bernoulli, Ars Conjectandi, 1713): so many of so many, where
the share that each has of being counted is known exactly.

The tests take answers as if each came from somebody else. Where the same young people come again,
their answers are alike, and the tests are not exact any more: they are a guide. Papers say so
wherever they tell a change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

RISK = Fraction(1, 20)
"""The risk taken, for all comparisons of a paper together."""


@dataclass(frozen=True, slots=True)
class Pair:
    """How many of how many gave an answer, before and now."""

    before: int
    of_before: int
    now: int
    of_now: int


def likelihood(pair: Pair) -> Fraction:
    """The exact two-sided p-value: how often chance alone brings a difference at least as rare."""
    total, given = pair.of_before + pair.of_now, pair.before + pair.now
    ways = {
        now: comb(pair.of_now, now) * comb(pair.of_before, given - now)
        for now in range(max(0, given - pair.of_before), min(given, pair.of_now) + 1)
    }
    seen = ways[pair.now]
    return Fraction(sum(way for way in ways.values() if way <= seen), comb(total, given))


def of_share(count: int, n: int, part: int, whole: int) -> Fraction:
    """The exact two-sided p-value of ``count`` of ``n``, where ``part`` of ``whole`` are of a kind.

    ``n`` may be more than ``whole``: who came again is counted again.
    """
    if not 0 < part < whole:
        return Fraction(count == (n if part else 0))
    ways = [(whole - part) ** n]
    for now in range(n):
        ways.append(ways[-1] * (n - now) * part // ((now + 1) * (whole - part)))
    return Fraction(sum(way for way in ways if way <= ways[count]), whole**n)


def beyond(pairs: Sequence[Pair], risk: Fraction = RISK) -> tuple[bool, ...]:
    """For each pair, whether it changed beyond chance, given that all of them were looked at."""
    return stepped([likelihood(pair) for pair in pairs], risk)


def stepped(chances: Sequence[Fraction], risk: Fraction = RISK) -> tuple[bool, ...]:
    """Holm's rule: for each p-value, whether it stands, given that all of them were looked at."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    stands = [False] * len(chances)
    for rank, place in enumerate(order):
        if chances[place] * (len(chances) - rank) > risk:
            break
        stands[place] = True
    return tuple(stands)

"""How many different children stand behind a number of answers, at the least.

Regulars come again and again, so ten answers may be three children's. Nobody knows who answered,
but nobody answers twice at one gathering: the policy (section 1) therefore adds up, over groups
whose members do not overlap, the largest number of respondents at any one gathering. All numbers
here are lower bounds: where something is not known, the smaller number is taken.
"""

from collections.abc import Collection, Mapping, Sequence

EXACT_UP_TO = 15
"""Overlapping groups among which the best choice is looked for exactly."""


def at_one_sitting(row: int, loose: int, counted: Sequence[int]) -> int:
    """The least number of these ``row`` answers that were given at one and the same sitting.

    For small events, whose responses lost their collection at the close: of one survey, group and
    month there are ``loose`` such responses, ``row`` of them in the row, and the sittings had
    ``counted`` responses each. The fullest sitting has at most ``loose - row`` outside the row.
    And ``row`` answers of m sittings have at least one m-th at one of them; late answers, which
    belong to no sitting, may each be of another. Numbers that contradict each other (an event's
    day was changed afterwards) say nothing: 1.
    """
    if row <= 0:
        return 0
    late = loose - sum(counted)
    if not counted or late < 0 or row > loose:
        return 1
    fullest = max(counted) - (loose - row)
    an_mth = -(-(row - late) // len(counted))
    return min(row, max(1, fullest, an_mth))


def apart(largest: Mapping[str, int], overlaps: Mapping[str, Collection[str]]) -> int:
    """The greatest sum of ``largest`` over groups of which no two overlap.

    Exact up to ``EXACT_UP_TO`` groups that overlap others; beyond, the largest are taken first.
    Any choice of groups that do not overlap gives a lower bound, so both are safe.
    """
    beside = {
        group: frozenset(
            other
            for other in largest
            if other in overlaps.get(group, ()) or group in overlaps.get(other, ())
        )
        - {group}
        for group, most in largest.items()
        if most > 0
    }
    alone = sum(largest[group] for group, others in beside.items() if not others)
    shared = sorted(group for group, others in beside.items() if others)
    choose = _best if len(shared) <= EXACT_UP_TO else _largest_first
    return alone + choose(shared, largest, beside)


def _best(
    groups: Sequence[str], largest: Mapping[str, int], beside: Mapping[str, frozenset[str]]
) -> int:
    if not groups:
        return 0
    first, rest = groups[0], groups[1:]
    with_it = largest[first] + _best([g for g in rest if g not in beside[first]], largest, beside)
    if not beside[first].intersection(rest):
        return with_it
    return max(with_it, _best(rest, largest, beside))


def _largest_first(
    groups: Sequence[str], largest: Mapping[str, int], beside: Mapping[str, frozenset[str]]
) -> int:
    taken: list[str] = []
    for group in sorted(groups, key=lambda one: (-largest[one], one)):
        if not beside[group].intersection(taken):
            taken.append(group)
    return sum(largest[group] for group in taken)

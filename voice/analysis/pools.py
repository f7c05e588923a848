"""Splits of who came over many events together: what may be told of all of them.

Papers tell the total of every event, and its split where each part, and what that leaves of the
total, is nobody or at least k. So whoever adds events up is told more than the sum: take away the
events that are told one by one, and the sum of the others is left over. Sums are told only where
that rest points at nobody either:

- each part of the rest is nobody or at least k;
- the sum does not tell of one event or group, or of all but one, what lies within less than w of
  each other and may be fewer than k (the bounds of M. Fréchet, Annales de l'Université de Lyon 14,
  1951, pages 53-77: a part of t who came lies between t + part - total and the lesser of both);
- both hold of what any one event leaves of the rest, because who was there knows who came there;
- each part of the rest is of at least k different young people. Regulars come again and again, so
  twelve times may be one of them; who counts is the most at one event, added up over groups whose
  members do not overlap.

What is told once stays told: later sums are told only where what they add holds alike.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from voice.analysis import children
from voice.analysis.splits import ALL, CARERS, Tallies, may_be_told

AXES: Mapping[str, tuple[str, ...]] = {
    "age_band": ("0-9", "10-16", "17+"),
    "gender": ("girls", "boys"),
    "placement": ("out-of-county",),
}
"""What is counted event by event, and its parts in the order of the attendance page."""
WHOLE = frozenset({"age_band"})
"""Axes under which everybody who came must have been counted."""

Overlaps = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Split:
    """Who came, by one axis; the rest of those who came has no part of its own."""

    came: int
    parts: tuple[int, ...]
    group: str = ""

    @property
    def all_parts(self) -> tuple[int, ...]:
        """The parts and the rest."""
        return (*self.parts, self.came - sum(self.parts))


@dataclass(frozen=True, slots=True)
class Pool:
    """Who came to several events, as it may be told."""

    came: int
    parts: tuple[int, ...]
    events: int
    first: int
    last: int
    """The places of the steps it is made of, both included."""


def split(tallies: Tallies, axis: str, group: str) -> Split | None:
    """An event's split by an axis; None where nobody counted it, or grown-ups are in the numbers.

    Where carers came nobody knows which of the numbers are of them, so such an event is left out.
    """
    came = tallies.get(("came", ALL))
    names = AXES[axis]
    if not came or tallies.get(("came", CARERS)) or tallies.get(("came", "households")):
        return None
    known = [tallies.get(("came", name)) for name in names]
    parts = tuple(number or 0 for number in known)
    every = sum(parts) == came if axis in WHOLE else None not in known and sum(parts) <= came
    return Split(came, parts, group) if every else None


def added(steps: Sequence[Sequence[Split]], overlaps: Overlaps, k: int, w: int) -> tuple[Pool, ...]:
    """What may be told one after the other, each with the steps that waited for it.

    A step is what is added at one time, such as a period. The last steps may wait still.
    """
    told: list[Pool] = []
    here: list[Split] = []
    first = 0
    for place, step in enumerate(steps):
        here += step
        rest = [one for one in here if not told_alone(one, k)]
        if here and may_be_added(rest, overlaps, k, w):
            parts = tuple(map(sum, zip(*(one.parts for one in here), strict=True)))
            told.append(Pool(sum(one.came for one in here), parts, len(here), first, place))
            here, first = [], place + 1
    return tuple(told)


def together(told: Sequence[Pool]) -> Pool | None:
    """All that was told one after the other as one; None where nothing was."""
    if not told:
        return None
    parts = tuple(map(sum, zip(*(one.parts for one in told), strict=True)))
    return Pool(
        sum(one.came for one in told),
        parts,
        sum(one.events for one in told),
        told[0].first,
        told[-1].last,
    )


def told_alone(one: Split, k: int) -> bool:
    """Whether papers may tell this event's split by itself."""
    return may_be_told(one.parts, {one.came}, k)


def may_be_added(rest: Sequence[Split], overlaps: Overlaps, k: int, w: int) -> bool:
    """Whether the sum of events of which none is told by itself points at nobody."""
    # Who was at one event knows who came there, and takes it away.
    without_one = ([*rest[:place], *rest[place + 1 :]] for place in range(len(rest)))
    return (
        _points_at_nobody(rest, k, w)
        and all(_points_at_nobody(others, k, w) for others in without_one)
        and all(not part or people >= k for part, people in _different(rest, overlaps))
    )


def _points_at_nobody(rest: Sequence[Split], k: int, w: int) -> bool:
    parts = [part for part in _parts(rest) if part]
    total = sum(parts)
    sums = {sum(some) for size in range(1, len(parts)) for some in combinations(parts, size)}
    return all(part >= k for part in parts) and not any(
        _is_narrow(part, came, total, k, w) for part in sums for came in _some(rest, total)
    )


def _is_narrow(part: int, came: int, total: int, k: int, w: int) -> bool:
    """Whether the part of some who came is known more narrowly than w, and may be below k.

    Of so few who came that this is known of any part of them, the sum has told nothing.
    """
    low, high = max(0, came + part - total), min(came, part)
    return (low, high) != (0, came) and high - low < w and low < k


def _some(rest: Sequence[Split], total: int) -> set[int]:
    """How many came to each event and each group, and to all but it."""
    groups: Counter[str] = Counter()
    for one in rest:
        groups[one.group] += one.came
    known = {*(one.came for one in rest), *groups.values()} - {total}
    return known | {total - came for came in known}


def _parts(splits: Sequence[Split]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(one.all_parts for one in splits), strict=True)))


def _different(rest: Sequence[Split], overlaps: Overlaps) -> list[tuple[int, int]]:
    """Each part of the sum with how many different young people it is of, at the least."""
    found = []
    for place, part in enumerate(_parts(rest)):
        most: Counter[str] = Counter()
        for one in rest:
            most[one.group] = max(most[one.group], one.all_parts[place])
        found.append((part, children.apart(most, overlaps)))
    return found

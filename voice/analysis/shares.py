"""Who is heard and who is not: those who came beside those the council looks after.

Two kinds of counting are told here, and never mixed. At events everybody who came is counted, so
who came five times counts five times (``pools`` says what may be told of that). What no event may
count is counted for the whole service, each young person once in a month or year; it is told only
of whole years, and only where every part, and what it leaves, is nobody or at least k.

The population is what the council itself publishes. It is not secret; what it shows beside a few
who came is. So a part of 1 to k - 1 is not told there either. Of people counted once each it is
not told that all but a few of a part came, nor of those who are not of it, nor of everybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from voice.analysis import chance, pools
from voice.analysis.pools import Overlaps, Pool, Split
from voice.analysis.splits import Tallies, may_be_told

Key = tuple[str, str]
"""An axis and a value of it."""
Numbers = Mapping[Key, int]
EVERYBODY: Key = ("all", "all")
PARTS: Mapping[str, tuple[Key, ...]] = {
    "age_band": (("age_band", "0-9"), ("age_band", "10-16"), ("age_band", "17+")),
    "gender": (("gender", "girls"), ("gender", "boys")),
    "placement": (("placement", "in-county"), ("placement", "out-of-county")),
    "disability": (("disability", "disabled"),),
    "asylum": (("asylum", "unaccompanied"),),
}
"""What a council knows of everybody it looks after, by axis."""
SERVICE: Mapping[str, tuple[Key, ...]] = {
    "disability": PARTS["disability"],
    "asylum": PARTS["asylum"],
    "gender": PARTS["gender"],
    "language": (("language", "other"),),
}
"""What may be counted of those who came for the whole service, by what is counted."""
FEWER, MORE, ALIKE, UNCOMPARED = "fewer", "more", "alike", "not compared"
"""How those who came compare with their share of everybody."""


@dataclass(frozen=True, slots=True)
class Held:
    """An event that took place."""

    group: str
    tallies: Tallies


@dataclass(frozen=True, slots=True)
class Step:
    """A closed period of which every event is written up."""

    first: str
    last: str
    """Months."""
    events: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What the whole service counted in a year: once for all of it, or month by month."""

    times: tuple[Numbers, ...] = ()
    by_month: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is known of one year."""

    year: int
    over: bool
    """Whether all of its periods are closed and written up."""
    steps: tuple[Step, ...] = ()
    overlaps: Overlaps = field(default_factory=dict)
    population: Numbers = field(default_factory=dict)
    counted_in: int | None = None
    """The year the population is of; None where nobody wrote it down."""
    service: Count = Count()


@dataclass(frozen=True, slots=True)
class Side:
    """So many of so many."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Share:
    """One value of an axis: those who came beside those the council looks after."""

    key: Key
    came: Side
    ours: Side | None
    """None where the council has not written it down, or where it may not be told beside."""
    once: bool
    """Whether each young person was counted once, and not every time."""
    compared: str = UNCOMPARED


@dataclass(frozen=True, slots=True)
class Period:
    """Who came by age band in one period, or in some that are told together."""

    first: str
    last: str
    came: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What may be told of one year."""

    year: int
    over: bool
    shares: tuple[Share, ...]
    periods: tuple[Period, ...]
    waiting: tuple[str, str] | None
    """The first and last month of what is counted by age and told later; None: all is told."""
    events: Mapping[str, int]
    """At how many events it was counted, by axis."""
    not_shown: tuple[str, ...]
    """Axes of which nothing is told, in order."""
    counted_in: int | None
    everybody: int | None
    by_month: bool
    """Whether the whole service counted month by month."""

    def of(self, axis: str) -> tuple[Share, ...]:
        """What is told by one axis."""
        return tuple(one for one in self.shares if one.key[0] == axis)


def of_year(known: Gathered, k: int, w: int, n_pct: int) -> Year:
    """What may be told of a year, each value compared with its share beyond chance."""
    shares: list[Share] = []
    events: dict[str, int] = {}
    ages = _told("age_band", known.steps, known, k, w)
    for axis in (*PARTS, "language"):
        told = _of_events(axis, known, k, w)
        if told:
            events[axis] = told.events
            shares += _from_events(axis, told, known, k)
        elif axis in SERVICE and not _counted_at_events(axis, known):
            shares += _from_service(axis, known, k)
    axes = {share.key[0] for share in shares}
    return Year(
        year=known.year,
        over=known.over,
        shares=_compared(shares, n_pct),
        periods=tuple(_period(one, known.steps) for one in ages),
        waiting=_waiting(ages, known.steps),
        events=events,
        not_shown=tuple(axis for axis in (*PARTS, "language") if axis not in axes),
        counted_in=known.counted_in,
        everybody=known.population.get(EVERYBODY),
        by_month=known.service.by_month,
    )


# What may be told


def _of_events(axis: str, known: Gathered, k: int, w: int) -> Pool | None:
    """All that may be told of events: ages period by period, the others when the year is over."""
    if axis not in pools.AXES:
        return None
    if axis == "age_band":
        return pools.together(_told(axis, known.steps, known, k, w))
    if not known.over:
        return None
    events = tuple(event for step in known.steps for event in step.events)
    return pools.together(_told(axis, (Step("", "", events),), known, k, w))


def _told(axis: str, steps: Sequence[Step], known: Gathered, k: int, w: int) -> tuple[Pool, ...]:
    splits = [_splits(axis, step) for step in steps]
    return pools.added(splits, known.overlaps, k, w)


def _splits(axis: str, step: Step) -> list[Split]:
    found = (pools.split(event.tallies, axis, event.group) for event in step.events)
    return [one for one in found if one is not None]


def _counted_at_events(axis: str, known: Gathered) -> bool:
    """Gender has one source only: two would be taken from each other."""
    return axis in pools.AXES and any(_splits(axis, step) for step in known.steps)


def _from_events(axis: str, told: Pool, known: Gathered, k: int) -> list[Share]:
    return [
        Share((axis, value), Side(part, told.came), _ours((axis, value), known, k), once=False)
        for value, part in zip(pools.AXES[axis], told.parts, strict=True)
    ]


def _from_service(axis: str, known: Gathered, k: int) -> list[Share]:
    """What the whole service counted of a year that is over; nothing where it may not be told."""
    keys = SERVICE[axis]
    times = [time for time in known.service.times if (axis, "all") in time]
    parts = [[time.get(key, 0) for key in keys] for time in times]
    wholes = [time[axis, "all"] for time in times]
    if not known.over or sum(wholes) == 0:
        return []
    ours = [_ours(key, known, k) for key in keys]
    sums = [sum(part[place] for part in parts) for place in range(len(keys))]
    if not (may_be_told(sums, {sum(wholes)}, k) and _different(parts, wholes, k)):
        return []
    everybody = known.population.get(EVERYBODY)
    beside = [(part, side.count) for part, side in zip(sums, ours, strict=True) if side]
    if not known.service.by_month and not _apart(beside, sum(wholes), everybody, k):
        return []
    return [
        Share(key, Side(part, sum(wholes)), side, once=True)
        for key, part, side in zip(keys, sums, ours, strict=True)
    ]


def _apart(beside: Sequence[tuple[int, int]], whole: int, everybody: int | None, k: int) -> bool:
    """Whether of each part, of parts together and of the rest, all came or at least k did not.

    ``beside`` is how many of each part came and how many there are.
    """
    some = [one for size in range(len(beside) + 1) for one in combinations(beside, size)]
    sums = [(sum(came for came, _ in one), sum(ours for _, ours in one)) for one in some]
    rests = [(whole - came, everybody - ours) for came, ours in sums] if everybody else []
    return all(may_be_told((came,), {ours}, k) for came, ours in (*sums, *rests))


def _different(parts: Sequence[Sequence[int]], wholes: Sequence[int], k: int) -> bool:
    """Whether each part is of k young people at least: so many were counted at one time.

    Months added up count whoever comes every month again and again.
    """
    rest = [whole - sum(own) for own, whole in zip(parts, wholes, strict=True)]
    most = [max(column) for column in (*zip(*parts, strict=True), rest)]
    return all(number == 0 or number >= k for number in most)


def _ours(key: Key, known: Gathered, k: int) -> Side | None:
    everybody = known.population.get(EVERYBODY, 0)
    axis = [known.population[one] for one in PARTS.get(key[0], ()) if one in known.population]
    if key not in known.population or not may_be_told(axis, {everybody}, k):
        return None
    return Side(known.population[key], everybody)


def _period(told: Pool, steps: Sequence[Step]) -> Period:
    return Period(steps[told.first].first, steps[told.last].last, told.came, told.parts)


def _waiting(told: Sequence[Pool], steps: Sequence[Step]) -> tuple[str, str] | None:
    later = steps[told[-1].last + 1 :] if told else ()
    counted = any(_splits("age_band", step) for step in later)
    return (later[0].first, later[-1].last) if counted else None


# Beyond chance


def _compared(shares: Sequence[Share], n_pct: int) -> tuple[Share, ...]:
    """Each share with how it compares, given that all of them were looked at together."""
    looked_at = [one for one in shares if _comparable(one, n_pct)]
    sides = [(one.came, one.ours) for one in looked_at if one.ours]
    beyond = chance.stepped(
        [chance.of_share(came.count, came.of, ours.count, ours.of) for came, ours in sides]
    )
    how = {one.key: _how(one) if far else ALIKE for one, far in zip(looked_at, beyond, strict=True)}
    return tuple(
        Share(one.key, one.came, one.ours, one.once, how.get(one.key, UNCOMPARED)) for one in shares
    )


def _comparable(one: Share, n_pct: int) -> bool:
    return bool(one.ours) and one.came.of >= n_pct


def _how(one: Share) -> str:
    if one.ours is None:
        return UNCOMPARED
    return FEWER if one.came.count * one.ours.of < one.ours.count * one.came.of else MORE

"""Who is heard and who is not: what is known of a year, gathered for what may be told of it.

A period counts once it is closed and all of its events are written up: then its numbers stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from voice.analysis import coming, shares, unheard
from voice.analysis.coming import Coming
from voice.analysis.periods import first_day, last_day, year_of
from voice.analysis.policy import Policy
from voice.analysis.shares import Gathered, Held, Step, Year
from voice.analysis.splits import Tallies
from voice.analysis.unheard import Told, Unwritten
from voice.store import attendance, events, groups, population, releases, tallies
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.store.releases import PeriodRecord
from voice.words import long_day, months_name

UNDECIDED = frozenset({"planned", "open"})
LAST = "9999-12"
"""A month after all others."""


@dataclass(frozen=True, slots=True)
class Heard:
    """All that is told of a year."""

    year: int
    told: Told
    groups: tuple[Coming, ...]
    """Sign-ups beside attendance, by group."""
    periods: tuple[Coming, ...]
    unwritten: tuple[EventRecord, ...]
    """Events of closed periods of which nobody has said what became: they keep some of it back."""
    everybody: Coming | None
    """All groups together; None where nobody wrote down both numbers."""


def years(connection: Connection) -> tuple[int, ...]:
    """The years with a closed period, the latest first."""
    found = {int(year_of(one.id)) for one in releases.all_periods(connection)}
    return tuple(sorted(found, reverse=True))


def news(connection: Connection, after: str | None, until: str, policy: Policy) -> tuple[Told, ...]:
    """What a paper is the first to tell, the latest year first: of each year that something more
    may be told of than up to the month of the paper before."""
    found = []
    for year in years(connection):
        now = _told(connection, year, policy, until)
        if now.shares and (after is None or now != _told(connection, year, policy, after)):
            _, unwritten = _unwritten(connection, year, until)
            found.append(unheard.told(now, policy.n_pct, unwritten))
    return tuple(found)


def of_year(connection: Connection, year: int, policy: Policy) -> Heard:
    """All that may be told of a year, in words and figures."""
    told = _told(connection, year, policy)
    missing, unwritten = _unwritten(connection, year)
    held = list(_held(connection, year))
    by_group = sorted(held, key=lambda one: one[1].casefold())
    return Heard(
        year=year,
        told=unheard.told(told, policy.n_pct, unwritten),
        unwritten=missing,
        groups=coming.of(((group, tallies) for _, group, tallies in by_group), policy.k),
        periods=coming.of(((period, tallies) for period, _, tallies in held), policy.k),
        everybody=next(iter(coming.of((("All", one[2]) for one in held), policy.k)), None),
    )


def _told(connection: Connection, year: int, policy: Policy, until: str = LAST) -> Year:
    return shares.of_year(gathered(connection, year, until), policy.k, policy.w, policy.n_pct)


def _unwritten(
    connection: Connection, year: int, until: str = LAST
) -> tuple[tuple[EventRecord, ...], Unwritten | None]:
    """Events of a year's closed periods that nobody wrote up, and what they keep back."""
    every = [one for one in releases.all_periods(connection) if one.last <= until]
    own, partners = _of_year(every, year), _partners(connection)
    found = [
        (one, event)
        for one in own
        for event in _events(connection, one, partners)
        if event.status in UNDECIDED
    ]
    if not found:
        return (), None
    first = found[0][0]
    missing = tuple(event for _, event in found)
    named = tuple(f"{event.name} of {long_day(event.day)}" for event in missing)
    return missing, Unwritten(named, first.first, first == own[0], is_over(every, year))


def _held(connection: Connection, year: int) -> Iterable[tuple[str, str, Tallies]]:
    """Own events of a year's closed periods, with the name of their period and group."""
    partners = _partners(connection)
    for period in _of_year(releases.all_periods(connection), year):
        name = months_name(period.first, period.last)
        for event in _events(connection, period, partners):
            if event.status == "went-ahead":
                yield name, event.group_name, attendance.of(connection, event.id)


def gathered(connection: Connection, year: int, until: str = LAST) -> Gathered:
    """What is known of a year, from periods up to the month ``until``.

    Events of partners are theirs, and left out.
    """
    every = [one for one in releases.all_periods(connection) if one.last <= until]
    own, partners = _of_year(every, year), _partners(connection)
    steps: list[Step] = []
    for one in own:
        step = _step(connection, one, partners)
        if step is None:
            break
        steps.append(step)
    counted = population.years(connection)
    counted_in = max((one for one in counted if one <= year), default=None)
    return Gathered(
        year=year,
        over=is_over(every, year) and len(steps) == len(own),
        steps=tuple(steps),
        overlaps={one.id: one.overlaps for one in groups.all_groups(connection)},
        population=counted.get(counted_in or 0, {}),
        counted_in=counted_in,
        service=tallies.of_year(connection, year),
    )


def is_over(periods: list[PeriodRecord], year: int) -> bool:
    """Whether no more period can be counted to a year."""
    return any(one.last >= f"{year}-12" for one in periods)


def _of_year(periods: Iterable[PeriodRecord], year: int) -> list[PeriodRecord]:
    return [one for one in periods if year_of(one.id) == str(year)]


def _partners(connection: Connection) -> frozenset[str]:
    every = groups.all_groups(connection)
    return frozenset(one.id for one in every if one.kind == groups.PARTNER)


def _step(connection: Connection, period: PeriodRecord, partners: frozenset[str]) -> Step | None:
    """The events of a period; None while somebody has still to say what became of one."""
    own = _events(connection, period, partners)
    if any(one.status in UNDECIDED for one in own):
        return None
    held = (one for one in own if one.status == "went-ahead")
    told = tuple(Held(one.group, attendance.of(connection, one.id)) for one in held)
    return Step(period.first, period.last, told)


def _events(
    connection: Connection, period: PeriodRecord, partners: frozenset[str]
) -> list[EventRecord]:
    before = first_day(period.first) - timedelta(days=1)
    found = events.between(connection, before, last_day(period.last))
    return [one for one in found if one.group not in partners]

"""Who is heard and who is not: what is known of a year, gathered for what may be told of it.

A period counts once it is closed and all of its events are written up: then its numbers stand.
"""

from datetime import timedelta

from voice.analysis import shares, unheard
from voice.analysis.periods import first_day, last_day, year_of
from voice.analysis.policy import Policy
from voice.analysis.shares import Gathered, Held, Step
from voice.analysis.unheard import Told
from voice.store import attendance, events, groups, population, releases, tallies
from voice.store.db import Connection
from voice.store.releases import PeriodRecord

UNDECIDED = frozenset({"planned", "open"})


def years(connection: Connection) -> tuple[int, ...]:
    """The years with a closed period, the latest first."""
    found = {int(year_of(one.id)) for one in releases.all_periods(connection)}
    return tuple(sorted(found, reverse=True))


def of_year(connection: Connection, year: int, policy: Policy) -> Told:
    """All that may be told of a year, in words and figures."""
    told = shares.of_year(gathered(connection, year), policy.k, policy.n_pct)
    return unheard.told(told, policy.n_pct)


def gathered(connection: Connection, year: int) -> Gathered:
    """What is known of a year. Events of partners are theirs, and left out."""
    every = releases.all_periods(connection)
    own = [one for one in every if year_of(one.id) == str(year)]
    every_group = groups.all_groups(connection)
    partners = frozenset(one.id for one in every_group if one.kind == groups.PARTNER)
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
        overlaps={one.id: one.overlaps for one in every_group},
        population=counted.get(counted_in or 0, {}),
        counted_in=counted_in,
        service=tallies.of_year(connection, year),
    )


def is_over(periods: list[PeriodRecord], year: int) -> bool:
    """Whether no more period can be counted to a year."""
    return any(one.last >= f"{year}-12" for one in periods)


def _step(connection: Connection, period: PeriodRecord, partners: frozenset[str]) -> Step | None:
    """The events of a period; None while somebody has still to say what became of one."""
    before = first_day(period.first) - timedelta(days=1)
    found = events.between(connection, before, last_day(period.last))
    own = [one for one in found if one.group not in partners]
    if any(one.status in UNDECIDED for one in own):
        return None
    held = (one for one in own if one.status == "went-ahead")
    told = tuple(Held(one.group, attendance.of(connection, one.id)) for one in held)
    return Step(period.first, period.last, told)

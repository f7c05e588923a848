"""The close of a period: count, protect, audit, keep. Once, for good.

With the period that completes a year the year is made too, in the same way and at the same moment.

Nobody is kept waiting meanwhile. Counting and protecting only read; then, while nobody else can
write, everything they rest on is read once more, and months are closed and the release is kept
only if not a word of it has changed. So no answer slips in between counting and closing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from voice import tablets, words
from voice.analysis import audit, disclosure, opendata, periods, questions, years
from voice.analysis.audit import Verdict
from voice.analysis.company import Came
from voice.analysis.counts import Counts, Gathered, Group, Question, Two, tabulate
from voice.analysis.policy import Policy
from voice.analysis.safe import Release, Safe
from voice.analysis.years import Year
from voice.faults import Fault, FaultyError, RefusedError
from voice.store import (
    attendance,
    counts,
    editions,
    events,
    groups,
    releases,
    remarks,
    responses,
    wanted,
)
from voice.store.db import Connection, Database
from voice.store.releases import PeriodRecord
from voice.store.wanted import WantedRecord
from voice.survey.model import Survey

AUDIENCE = "committee"
"""Who all releases are made for."""
_WAIT = (
    "Bring these tablets to the Wi-Fi, or declare one lost on its event’s page; the event is"
    " complete within a minute."
)
TRIES = 5
"""How often to count anew because answers came in meanwhile."""
USEFUL: tuple[str | None, ...] = ("helped", "month", "group", "age_band", None)
"""What a table is broken down by, the least useful first. The committee reads by age band; groups
are the team's own question; of months, the periods themselves tell most. Tables by two dimensions
go before all of them."""
FORMS: tuple[str, ...] = (
    "n-only",
    "bounded",
    "joined",
    "collapsed",
    "as-asked",
    "service-words",
)
"""Of two such tables the one that says less goes first."""


def close(
    database: Database,
    policy: Policy,
    month: str,
    today: date,
    said: Callable[[str], None] = lambda _: None,
    role: str = "",
) -> Release:
    """Close every open month up to ``month`` as one period and keep its release.

    The years that are complete then are made and kept with it (``releases.made_with``). ``said`` is
    told each step in a sentence, ``role`` stands in the log. Raises ``FaultyError`` for what is no
    month and ``RefusedError`` where the months cannot be closed; nothing has changed then.
    """
    if not periods.is_month(month):
        raise FaultyError([Fault(month, "is not a month.", "Write it as in 2019-11.")])
    with database.reading() as connection:
        ground = _ground(connection, month, today)
        _warn(connection, ground, today, said)
    for again in range(TRIES):
        if again:
            said("Answers came in meanwhile: counting once more.")
        made = _all_made(ground, policy, said)
        with database.writing() as connection:
            now = _ground(connection, month, today)
            if now == ground:
                kept = _keep(connection, ground, made, today, role)
        if now == ground:
            database.checkpoint()
            return kept
        ground = now
    raise RefusedError("Answers keep coming in. Close the period when the tablets rest.")


@dataclass(frozen=True, slots=True)
class _Span:
    """A period or a year, what was answered in it and how many came."""

    id: str
    months: tuple[str, ...]
    gathered: Gathered
    editions: tuple[tuple[Survey, ...], ...]
    came: tuple[Came, ...]

    @property
    def questions(self) -> list[Question]:
        return [question for known in self.editions for question in questions.questions_of(known)]


@dataclass(frozen=True, slots=True)
class _Ground:
    """All that the releases of a close rest on."""

    period: PeriodRecord
    own: _Span
    years: tuple[_Span, ...]
    """Those that are complete with this period and were not made yet."""
    groups: tuple[groups.GroupRecord, ...]
    wanted: tuple[WantedRecord, ...]
    documents: tuple[str, ...]

    @property
    def joined(self) -> dict[str, Group]:
        return {
            group.id: Group(group.id, group.name, group.joins, group.overlaps)
            for group in self.groups
        }


def _ground(connection: Connection, month: str, today: date) -> _Ground:
    first = _first_open_month(connection, month, today)
    _refuse_open_events(connection, first, month)
    known = releases.all_periods(connection)
    new = PeriodRecord(periods.new_id(month, [one.id for one in known]), first, month, today)
    asked_for = tuple(wanted.all_wanted(connection))
    months = periods.months(first, month)
    return _Ground(
        period=new,
        own=_span(connection, new.id, months, {one.survey for one in asked_for}),
        years=tuple(_years(connection, [*known, new])),
        groups=tuple(groups.all_groups(connection)),
        wanted=asked_for,
        documents=tuple(_documents(connection)),
    )


def _span(
    connection: Connection, id_: str, months: tuple[str, ...], surveys: Collection[str] = ()
) -> _Span:
    gathered = counts.gather(connection, months)
    asked = sorted({cell.survey for cell in gathered.cells}.union(surveys))
    known = tuple(tuple(editions.of(connection, survey)) for survey in asked)
    return _Span(id_, months, gathered, known, tuple(attendance.came(connection, months)))


def _years(connection: Connection, known: Sequence[PeriodRecord]) -> Iterator[_Span]:
    made = releases.ids(connection)
    for year in periods.complete_years([(period.id, period.last) for period in known]):
        if year not in made:
            own = [period for period in known if periods.year_of(period.id) == year]
            yield _span(connection, year, periods.months(own[0].first, own[-1].last))


def _first_open_month(connection: Connection, month: str, today: date) -> str:
    last = releases.last_closed_month(connection)
    name = words.month_name(month)
    if last is not None and month <= last:
        raise RefusedError(f"{name} is closed already. Closed months never change.")
    if not periods.is_over(month, today):
        next_day = words.long_day(periods.last_day(month) + timedelta(days=1))
        raise RefusedError(f"{name} is not over. It can be closed from {next_day} on.")
    if last is not None:
        return periods.after(last)
    return min(month, counts.first_month(connection) or month)


def _refuse_open_events(connection: Connection, first: str, month: str) -> None:
    for event in _events(connection, first, month):
        if event.status == "open":
            day = words.long_day(event.day)
            raise RefusedError(f"{event.name} of {day} is still open. Close the event first.")
    waiting = {event.id for event in events.waiting(connection)}
    told = [
        _awaited(connection, event)
        for event in _events(connection, first, month)
        if event.id in waiting
    ]
    if told:
        raise RefusedError(f"{' '.join(told)} {_WAIT}")


def _awaited(connection: Connection, event: events.EventRecord) -> str:
    """What an event waits for, a tablet at a time, in one sentence."""
    of = f"{event.name}, {words.long_day(event.day)}"
    held = [one for one in tablets.deliveries(connection, event.id) if not one.settled]
    return f"{of}: {'; '.join(one.says for one in held) or 'its last envelopes just came'}."


def _events(connection: Connection, first: str, month: str) -> list[events.EventRecord]:
    before = periods.first_day(first) - timedelta(days=1)
    return events.between(connection, before, periods.last_day(month))


def _documents(connection: Connection) -> list[str]:
    try:
        return releases.documents(connection)
    except releases.DamagedReleaseError as error:
        raise RefusedError(f"{error}. Restore the database from a backup.") from error


def _warn(
    connection: Connection, ground: _Ground, today: date, said: Callable[[str], None]
) -> None:
    """What a worker may want to see to first; none of it keeps a period open."""
    for event in _events(connection, ground.period.first, ground.period.last):
        if event.status == "planned":
            day = words.long_day(event.day)
            said(f"Nobody has said yet whether {event.name} of {day} took place.")
    if remarks.waiting(connection, today).unread:
        said("Some of what young people wrote has not been read yet.")


def _keep(
    connection: Connection, ground: _Ground, made: Sequence[Release], today: date, role: str
) -> Release:
    """Close the months, keep the releases, and forget in which order late answers came in."""
    releases.add_period(connection, ground.period)
    responses.forget_order(connection, months=ground.own.months)
    wanted.clear(connection)
    period = ground.period.id
    kept = [releases.add(connection, one, AUDIENCE, today, role, period) for one in made]
    return kept[0]


def _all_made(ground: _Ground, policy: Policy, said: Callable[[str], None]) -> list[Release]:
    """The period's release and those of the years, each audited with all that came before it."""
    made = [_made(ground, policy, said)]
    for year in ground.years:
        said(f"The year {year.id} is complete: its answers are counted together.")
        before = [*ground.documents, *(opendata.write(one) for one in made)]
        made.append(_audited(_made_year(ground, year, before, policy), before, said))
    return made


def _made(ground: _Ground, policy: Policy, said: Callable[[str], None]) -> Release:
    """The period's release, after everything the audit refuses has left it."""
    own = ground.own
    said(f"Counting the answers of {words.months_name(ground.period.first, ground.period.last)}.")
    by_two = _by_question(ground.wanted)
    about = ground.joined, own.months, own.id
    tables = tabulate(own.gathered, own.questions, *about, wanted=by_two)
    earlier = [opendata.read(document) for document in ground.documents]
    release = disclosure.protect(
        tables, earlier, policy, period=own.id, months=own.months, came=own.came
    )
    asked_for = tuple(_asked_for(one) for one in ground.wanted)
    return _audited(replace(release, log=asked_for + release.log), ground.documents, said)


def _by_question(asked_for: Sequence[WantedRecord]) -> Mapping[str, Sequence[Two]]:
    found: dict[str, list[Two]] = {}
    for one in asked_for:
        found.setdefault(f"{one.survey}/{one.item}", []).append((one.first, one.second))
    return found


def _asked_for(one: WantedRecord) -> dict[str, str]:
    name = f"{one.survey}/{one.item} by {one.first} and {one.second}"
    return {"what": "wanted", "name": name, "asked": one.asked.isoformat()}


def _made_year(ground: _Ground, year: _Span, documents: Sequence[str], policy: Policy) -> Release:
    """The year's release as protected, beside those of its periods."""
    earlier = [opendata.read(document) for document in documents]
    own = {
        one.id: one
        for one in earlier
        if not periods.is_year(one.id) and periods.year_of(one.id) == year.id
    }
    asked = year.questions

    def counted(months: Collection[str], least: int) -> list[Counts]:
        gathered = _only(year.gathered, months)
        about = ground.joined, year.months, year.id
        return tabulate(gathered, asked, *about, by=years.BREAKDOWNS, least=least)

    @cache
    def together(some: frozenset[str]) -> list[Counts]:
        return counted({month for one in some for month in own[one].months}, 1)

    return disclosure.protect(
        counted(year.months, 2),
        earlier,
        policy,
        period=year.id,
        months=year.months,
        year=Year(tuple(own.values()), together),
        came=year.came,
    )


def _only(gathered: Gathered, months: Collection[str]) -> Gathered:
    return Gathered(
        cells=tuple(one for one in gathered.cells if one.month in months),
        answered=tuple(one for one in gathered.answered if one.month in months),
        sittings=tuple(one for one in gathered.sittings if one.month in months),
        loose=tuple(one for one in gathered.loose if one.month in months),
    )


def _audited(release: Release, documents: Sequence[str], said: Callable[[str], None]) -> Release:
    """The release less what the audit refuses, one table a finding, until it finds nothing.

    Every round takes at least one table out, so there is an end: a release without tables. Nobody
    is told of the rounds: a table that is missing without one is missing for how many came.
    """
    said("Trying to work out what is not shown.")
    while True:
        verdict = audit.examine([*documents, opendata.write(release)], settled=len(documents))
        release = replace(release, log=(*release.log, _logged(verdict)))
        if not verdict.findings and not verdict.timed_out:
            return release
        smaller = _without_refused(release, verdict)
        if len(smaller.tables) == len(release.tables):
            raise RefusedError(
                "The audit refuses this period's figures, and no table that could be left out is"
                " the cause. Run voice audit on all releases."
            )
        release = smaller


def _without_refused(release: Release, verdict: Verdict) -> Release:
    """For each finding the least useful table that bears on it leaves, if none has left yet."""
    if not verdict.findings:
        return _without_least(release)
    standing = release
    for finding in verdict.findings:
        bearing = [table for table in release.tables if table.name in finding.tables]
        if bearing and all(table in standing.tables for table in bearing):
            least = min(bearing, key=_usefulness).name
            standing = disclosure.without(standing, least, finding.kind)
    return standing


def _without_least(release: Release) -> Release:
    """An audit that ran out of time: the least useful kind of breakdown leaves as a whole."""
    places = [_place(table) for table in release.tables]
    for table, place in zip(release.tables, places, strict=True):
        if place == min(places):
            release = disclosure.without(release, table.name, "timed-out")
    return release


def _usefulness(table: Safe) -> tuple[int, int, str]:
    return _place(table), FORMS.index(table.form), table.name


def _place(table: Safe) -> int:
    """Two dimensions go first."""
    return USEFUL.index(table.dimension) if table.crossed is None else -1


def _logged(verdict: Verdict) -> dict[str, object]:
    return {
        "what": "audit",
        "findings": sorted(finding.kind for finding in verdict.findings),
        "timed_out": verdict.timed_out,
        "narrowest": verdict.narrowest,
        "solves": verdict.solves,
        "seconds": round(verdict.seconds, 1),
    }

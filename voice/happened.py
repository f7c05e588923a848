"""Events as papers and pages tell them: activity facts, and never an answer."""

from dataclasses import dataclass
from datetime import date, timedelta

from voice.analysis import aloud
from voice.analysis.activity import Event
from voice.analysis.periods import first_day, last_day
from voice.store import attendance, events, groups
from voice.store.db import Connection
from voice.store.events import EventRecord

_UNSETTLED = frozenset({"open", "waiting", "planned"})


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An event that somebody has still to see to before its month is closed for good."""

    event: EventRecord
    why: str
    """``open``; ``waiting`` for tablets; ``planned`` where nobody said whether it took place."""


def unsettled(connection: Connection, first: str, month: str) -> tuple[Unsettled, ...]:
    """The unsettled events from one month to another, by day."""
    waiting = {event.id for event in events.waiting(connection)}
    held = events.between(connection, first_day(first) - timedelta(days=1), last_day(month))
    states = ((one, "waiting" if one.id in waiting else one.status) for one in held)
    return tuple(Unsettled(one, why) for one, why in states if why in _UNSETTLED)


def between(connection: Connection, after: date, until: date, n: int) -> tuple[Event, ...]:
    """Events later than ``after``, up to ``until``, by day; each without a note where fewer than
    ``n`` young people came."""
    partners = {one.id for one in groups.all_groups(connection) if one.kind == groups.PARTNER}
    return tuple(
        _event(connection, record, record.group in partners, n)
        for record in events.between(connection, after, until)
    )


def _event(connection: Connection, record: EventRecord, partner: bool, n: int) -> Event:
    """An event as the paper tells it, without a note where fewer than ``n`` young people came."""
    tallies = attendance.of(connection, record.id)
    ahead = record.status == "planned" and ("came", attendance.ALL) not in tallies
    told = ahead or record.status == "cancelled" or aloud.young_people(tallies) >= n
    return Event(
        group=record.group_name,
        name=record.name,
        day=record.day,
        status=record.status,
        place=record.place,
        place_safe=record.place_safe,
        district=record.district,
        partner=partner,
        why=record.why,
        why_kind=record.why_kind,
        notice=record.notice,
        ages=record.ages,
        note=record.note if told else "",
        invented=record.invented,
        tallies=tallies,
    )

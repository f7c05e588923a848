"""Events: where a group meets on a day, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from sqlalchemy import Select, insert, select, update

from voice.faults import Fault, FaultyError
from voice.store.db import Connection
from voice.store.schema import event, group
from voice.store.schema_tablets import delivery

WHY_KINDS = ("nobody", "staff", "venue", "weather", "other")
"""Why events are cancelled: nobody signed up, no staff, the venue, the weather, something else."""
RUNNING = frozenset({"planned", "open"})
"""The states of an event that is not over."""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One meeting of a group."""

    id: str
    group: str
    group_name: str
    name: str
    day: date
    place: str
    place_safe: bool
    """Whether the place may be named in a paper; else the district stands for it."""
    district: str
    host: str
    """Who meets the children: the name they know, for the first screen."""
    status: str
    """planned; open (answers may come in); went-ahead (closed); cancelled."""
    why: str
    """Why it was cancelled."""
    note: str
    invented: bool
    """Made up for the example council; every paper says so."""
    counted: int | None
    """Responses when it was complete, with those that came later to a survey whose responses no
    longer point at it; None before: while it is open, and while tablets hold some of its
    envelopes."""
    lost: str
    """Which tablets were lost before all of its envelopes had come, and why: a line each."""
    why_kind: str | None
    """Why it was cancelled, for counting: one of ``WHY_KINDS``."""
    notice: int | None
    """How many days before it was cancelled."""
    ages: str
    """How old those who came were, as a range: "5-14". Empty where nobody said."""
    expected: int | None
    """How many children are expected, where somebody said so."""


class MoreOfEvent(TypedDict, total=False):
    """What may be said of an event beside its name and day."""

    place: str
    place_safe: bool
    district: str
    host: str
    status: str
    why: str
    note: str
    invented: bool
    counted: int | None
    why_kind: str | None
    notice: int | None
    ages: str
    expected: int | None


class EventFields(MoreOfEvent, total=False):
    """What may be changed of an event."""

    name: str
    day: date


def add(
    connection: Connection,
    id_: str,
    group: str,
    name: str,
    day: date,
    **fields: Unpack[MoreOfEvent],
) -> EventRecord:
    """Keep a new event, planned unless said otherwise. Raises ``FaultyError``."""
    if find(connection, id_):
        raise FaultyError([Fault(f"event {id_}", "is there already.", "Give another id.")])
    if not _is_group(connection, group):
        raise FaultyError([Fault(f"event {id_}", f"{group} is no group.", "Add the group first.")])
    row: dict[str, Any] = {"status": "planned", **fields}
    connection.execute(insert(event), {"id": id_, "group": group, "name": name, "day": day, **row})
    return _found(connection, id_)


def change(connection: Connection, id_: str, **fields: Unpack[EventFields]) -> EventRecord:
    """Change what is said of an event. Raises ``FaultyError`` for one that is not there."""
    if fields:
        connection.execute(update(event).where(event.c.id == id_).values(**fields))
    return _found(connection, id_)


def find(connection: Connection, id_: str) -> EventRecord | None:
    return next(iter(_records(connection, _all().where(event.c.id == id_))), None)


def between(connection: Connection, after: date, until: date) -> list[EventRecord]:
    """Events later than one day and not later than the other, by day."""
    return _records(connection, _all().where(event.c.day > after, event.c.day <= until))


def coming(connection: Connection, today: date) -> list[EventRecord]:
    """The open ones first, then those planned from today on; each by day."""
    ahead = _records(connection, _all().where(event.c.status == "planned", event.c.day >= today))
    return _records(connection, _all().where(event.c.status == "open")) + ahead


def undecided(connection: Connection, today: date) -> list[EventRecord]:
    """Planned for a day that has passed: nobody has said yet whether they took place."""
    return _records(connection, _all().where(event.c.status == "planned", event.c.day < today))


def waiting(connection: Connection) -> list[EventRecord]:
    """Closed, and not yet complete: tablets may still hold envelopes of theirs. By day."""
    waits = (event.c.status == "went-ahead") & event.c.counted.is_(None)
    here = select(delivery.c.event).where(delivery.c.event == event.c.id).exists()
    return _records(connection, _all().where(waits, here))


def tell_lost(connection: Connection, id_: str, line: str) -> None:
    """Keep a line about a tablet that was lost with envelopes of this event on it."""
    record = _found(connection, id_)
    lines = [*record.lost.splitlines(), line]
    connection.execute(update(event).where(event.c.id == id_).values(lost="\n".join(lines)))


def count_more(connection: Connection, id_: str, number: int) -> None:
    """Count responses that came in after it was complete and do not point at it; one that is not
    complete yet is counted when it is."""
    more = event.c.counted + number
    connection.execute(update(event).where(event.c.id == id_).values(counted=more))


def _all() -> Select[Any]:
    return select(event, group.c.name.label("group_name")).join(group)


def _records(connection: Connection, chosen: Select[Any]) -> list[EventRecord]:
    rows: Iterable[Any] = connection.execute(chosen).mappings()
    return sorted((EventRecord(**row) for row in rows), key=lambda one: (one.day, one.id))


def _found(connection: Connection, id_: str) -> EventRecord:
    record = find(connection, id_)
    if record is None:
        raise FaultyError([Fault(f"event {id_}", "is not there.", "Look up its id.")])
    return record


def _is_group(connection: Connection, id_: str) -> bool:
    return connection.execute(select(group.c.id).where(group.c.id == id_)).first() is not None

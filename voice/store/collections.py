"""Collections: one survey, opened for an event or for longer, behind a code of eight letters."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, insert, null, or_, select, update

from voice.store.db import Connection
from voice.store.schema import collection, edition, event, group, period, response


@dataclass(frozen=True, slots=True)
class CollectionRecord:
    """Where answers to one survey come in."""

    id: str
    event: str | None
    """The event it belongs to; None for a standing collection."""
    group: str | None
    """A standing collection's group, if it is for one. An event's group is the event's."""
    name: str
    survey: str
    edition: str
    """The edition shown from now on; records of the survey's other editions are taken too."""
    code: str
    opens: date
    closes: date | None
    """The last day on which a young person can start."""
    channel: str
    """code, link or import."""
    counted: int | None
    """Responses at its close; None before."""

    def state(self, today: date) -> str:
        """not-yet, open or closed: whether a young person can start today."""
        if self.counted is not None or (self.closes is not None and today > self.closes):
            return "closed"
        return "not-yet" if today < self.opens else "open"


@dataclass(frozen=True, slots=True)
class Place:
    """A collection with what stands around it, read in one statement for each record."""

    collection: CollectionRecord
    group: str | None
    """The event's group, or the standing collection's own."""
    group_name: str | None
    event_name: str | None
    event_day: date | None
    host: str
    unlinked: bool
    """Closed with so few answers that none points at it any more."""
    last_closed: str | None
    """The newest closed month, ``YYYY-MM``."""
    edition_known: bool
    """Whether the edition asked about was ever published."""


def add(
    connection: Connection,
    *,
    survey: str,
    edition: str,
    code: str,
    opens: date,
    event: str | None = None,
    group: str | None = None,
    name: str = "",
    closes: date | None = None,
    channel: str = "code",
) -> CollectionRecord:
    """Keep a new collection. Its code must never have been used before."""
    record = CollectionRecord(
        id=str(uuid.uuid4()),
        event=event,
        group=group,
        name=name,
        survey=survey,
        edition=edition,
        code=code,
        opens=opens,
        closes=closes,
        channel=channel,
        counted=None,
    )
    row = {field: getattr(record, field) for field in CollectionRecord.__dataclass_fields__}
    connection.execute(insert(collection), row)
    return record


def find(connection: Connection, id_: str) -> CollectionRecord | None:
    return next(iter(_records(connection, _all().where(collection.c.id == id_))), None)


def by_code(connection: Connection, code: str) -> CollectionRecord | None:
    """The collection behind a code; None for a code that was never issued."""
    return next(iter(_records(connection, _all().where(collection.c.code == code))), None)


def of_event(connection: Connection, event: str) -> list[CollectionRecord]:
    """The collections of an event, in the order of their surveys' ids."""
    return _records(connection, _all().where(collection.c.event == event))


def standing(connection: Connection) -> list[CollectionRecord]:
    """The collections of no event, newest last."""
    return _records(connection, _all().where(collection.c.event.is_(None)))


def place(connection: Connection, code: str, edition_sent: str | None = None) -> Place | None:
    """What the child's door needs to know of a code, in one statement."""
    known = edition.alias("known")
    linked = select(response.c.id).where(response.c.collection == collection.c.id).exists()
    whose = func.coalesce(event.c.group, collection.c.group)
    chosen = (
        select(
            *collection.c,
            whose.label("whose"),
            group.c.name.label("group_name"),
            event.c.name.label("event_name"),
            event.c.day,
            event.c.host,
            linked.label("linked"),
            select(func.max(period.c.last)).scalar_subquery().label("last_closed"),
            known.c.fingerprint.label("known"),
        )
        .select_from(collection)
        .outerjoin(event, event.c.id == collection.c.event)
        .outerjoin(group, group.c.id == whose)
        .outerjoin(known, known.c.fingerprint == (edition_sent or null()))
        .where(collection.c.code == code)
    )
    row = connection.execute(chosen).first()
    return None if row is None else _place(row)


def close(connection: Connection, id_: str, today: date, counted: int) -> None:
    """Let nobody start any more, and keep how many responses there were."""
    changed = update(collection).where(collection.c.id == id_)
    connection.execute(changed.values(counted=counted))
    later = or_(collection.c.closes.is_(None), collection.c.closes > today)
    connection.execute(changed.where(later).values(closes=today))


def answered(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """How many responses point at each of these collections."""
    wanted = list(ids)
    number = (
        select(response.c.collection, func.count())
        .where(response.c.collection.in_(wanted))
        .group_by(response.c.collection)
    )
    found = {str(id_): number for id_, number in connection.execute(number)}
    return {id_: found.get(id_, 0) for id_ in wanted}


def _all() -> Select[Any]:
    return select(*collection.c)


def _records(connection: Connection, chosen: Select[Any]) -> list[CollectionRecord]:
    records = [_record(row) for row in connection.execute(chosen)]
    return sorted(records, key=lambda one: (one.opens, one.survey, one.id))


def _record(row: Any) -> CollectionRecord:
    fields = CollectionRecord.__dataclass_fields__
    return CollectionRecord(**{field: getattr(row, field) for field in fields})


def _place(row: Any) -> Place:
    return Place(
        collection=_record(row),
        group=row.whose,
        group_name=row.group_name,
        event_name=row.event_name,
        event_day=row.day,
        host=row.host or "",
        unlinked=row.counted is not None and not row.linked,
        last_closed=row.last_closed,
        edition_known=row.known is not None,
    )

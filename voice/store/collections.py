"""Collections: one survey, opened for an event or for longer, behind a code of eight letters."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, func, insert, or_, select, update

from voice.analysis.periods import after, month_of
from voice.store.db import Connection, is_text
from voice.store.schema import collection, edition, event, group, period, response
from voice.survey.model import read_definition


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
    """Responses at its close; None before. Where none points at it any more, later ones too."""
    stopped: bool = False
    """Whether somebody said that nobody starts any more, though its last day may be today."""
    slips: int | None = None
    """How many one-time codes were printed; None where anybody who has its code may answer."""
    towards: bool = False
    """Whether its answers are collected towards a later paper: too few come for this one."""

    @property
    def on_tablets(self) -> bool:
        """Whether it may be asked on a tablet: at an event, of anybody who is there."""
        return self.event is not None and self.channel != "import" and self.slips is None

    def state(self, today: date) -> str:
        """not-yet, open or closed: whether a young person can start today."""
        over = self.closes is not None and today > self.closes
        if self.stopped or self.counted is not None or over:
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
    definition: str | None
    """Of the edition asked about; None if it was never published."""
    own_definition: str | None
    """Of the collection's own edition, where the one asked about was never published."""

    def month(self, today: date) -> str:
        """The month a record that comes in today counts in, for ever: the event's (without one,
        today's) while that is open, else the earliest open month."""
        own = month_of(self.event_day or today)
        return own if self._open(own) else after(str(self.last_closed))

    def link(self) -> str | None:
        """The collection a record that comes in now points at: none where that would tell of
        few, or where it counts in another month than its event's."""
        return None if self.unlinked or self.moved else self.collection.id

    @property
    def moved(self) -> bool:
        """Whether what comes in now counts in another month than its event's, which is closed."""
        return self.event_day is not None and not self._open(month_of(self.event_day))

    def _open(self, month: str) -> bool:
        return self.last_closed is None or month > self.last_closed


@dataclass(frozen=True, slots=True)
class AskedRecord:
    """One survey that one group was asked."""

    group: str
    day: date
    survey: str
    minutes: int


_GROUP = func.coalesce(event.c.group, collection.c.group)
_OWN = edition.alias("own")
_PLACE = (
    select(
        *collection.c,
        _GROUP.label("whose"),
        group.c.name.label("group_name"),
        event.c.name.label("event_name"),
        event.c.day,
        event.c.host,
        select(response.c.id)
        .where(response.c.collection == collection.c.id)
        .exists()
        .label("linked"),
        select(func.max(period.c.last)).scalar_subquery().label("last_closed"),
        edition.c.definition,
        _OWN.c.definition.label("own_definition"),
    )
    .select_from(collection)
    .outerjoin(event, event.c.id == collection.c.event)
    .outerjoin(group, group.c.id == _GROUP)
    .outerjoin(
        edition,
        edition.c.fingerprint
        == func.coalesce(bindparam("asked", type_=String), collection.c.edition),
    )
    .outerjoin(
        _OWN, and_(_OWN.c.fingerprint == collection.c.edition, edition.c.fingerprint.is_(None))
    )
    .where(collection.c.code == bindparam("code"))
)
"""Built once: it is asked with every page and every record."""


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
    towards: bool = False,
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
        towards=towards,
    )
    row = {field: getattr(record, field) for field in CollectionRecord.__dataclass_fields__}
    connection.execute(insert(collection), row)
    return record


def find(connection: Connection, id_: str) -> CollectionRecord | None:
    return next(iter(_records(connection, _all().where(collection.c.id == id_))), None)


def by_code(connection: Connection, code: str) -> CollectionRecord | None:
    """The collection behind a code; None for a code that was never issued."""
    if not is_text(code):
        return None
    return next(iter(_records(connection, _all().where(collection.c.code == code))), None)


def of_event(connection: Connection, event: str) -> list[CollectionRecord]:
    """The collections of an event, in the order of their surveys' ids."""
    return _records(connection, _all().where(collection.c.event == event))


def standing(connection: Connection) -> list[CollectionRecord]:
    """The collections of no event, newest last."""
    return _records(connection, _all().where(collection.c.event.is_(None)))


def place(connection: Connection, code: str, asked: str | None = None) -> Place | None:
    """What the child's door needs to know of a code and an edition, by default the collection's
    own, in one statement."""
    row = connection.execute(_PLACE, {"code": code, "asked": asked}).first()
    return None if row is None else _place(row)


def stop(connection: Connection, id_: str, today: date) -> None:
    """Let nobody start any more. What tablets hold of it is waited for."""
    changed = update(collection).where(collection.c.id == id_)
    connection.execute(changed.values(stopped=True))
    later = or_(collection.c.closes.is_(None), collection.c.closes > today)
    connection.execute(changed.where(later).values(closes=today))


def close(connection: Connection, id_: str, today: date, counted: int) -> None:
    """Let nobody start any more, and keep how many responses there were."""
    stop(connection, id_, today)
    changed = update(collection).where(collection.c.id == id_)
    connection.execute(changed.values(counted=counted))


def count_more(connection: Connection, id_: str, number: int) -> None:
    """Count responses that came in after a close which left none pointing at the collection."""
    more = collection.c.counted + number
    connection.execute(update(collection).where(collection.c.id == id_).values(counted=more))


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


def asked(connection: Connection, first: date, last: date) -> list[AskedRecord]:
    """What groups were asked on these days: at events that were not cancelled, and by links of
    their own from the day these were opened."""
    day = func.coalesce(event.c.day, collection.c.opens)
    chosen = (
        select(_GROUP, day, collection.c.survey, edition.c.definition)
        .select_from(collection)
        .outerjoin(event, event.c.id == collection.c.event)
        .join(edition, edition.c.fingerprint == collection.c.edition)
        .where(_GROUP.is_not(None), day >= first, day <= last)
        .where(func.coalesce(event.c.status, "") != "cancelled")
    )
    rows = sorted(tuple(row) for row in connection.execute(chosen))
    return [
        AskedRecord(group, day, survey, read_definition(definition).minutes)
        for group, day, survey, definition in rows
    ]


def of_survey(connection: Connection, survey: str) -> list[CollectionRecord]:
    """Every collection of a survey, the one opened first before the others."""
    return _records(connection, _all().where(collection.c.survey == survey))


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
        definition=row.definition,
        own_definition=row.own_definition,
    )

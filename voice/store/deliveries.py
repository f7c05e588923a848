"""Deliveries: what each tablet still holds of an event. Gone when the event is complete.

One row a tablet and event, never one an envelope. The numbers in it are the order of the children
at that tablet; they stand nowhere else and leave with the row.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Executable, Select, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from voice.store import ranges
from voice.store.db import Connection
from voice.store.schema import event
from voice.store.schema_tablets import delivery, tablet

DECIDED = frozenset({"absent", "lost"})
"""States a worker declares: nobody waits for the tablet any more."""

_FIRST: Mapping[str, Executable] = {
    "sqlite": sqlite.insert(delivery).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(delivery).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """What is known of one tablet at one event."""

    tablet: str
    event: str
    state: str = "fetched"
    """fetched (it has the pack), used (it has given out numbers), absent or lost (declared)."""
    heard: bool = False
    """Whether the tablet has told how many were finished on it."""
    wiped: bool = False
    """Whether it has told of fewer than before: it has forgotten what it held."""
    finished: frozenset[int] = frozenset()
    """The numbers of the envelopes that were closed on it, as far as it told."""
    arrived: frozenset[int] = frozenset()
    """The numbers of the envelopes that came in."""

    @property
    def missing(self) -> frozenset[int]:
        return self.finished - self.arrived

    @property
    def settled(self) -> bool:
        """Whether nobody need wait for this tablet."""
        return self.state in DECIDED or (self.heard and not self.wiped and not self.missing)


def fetch(connection: Connection, tablet_id: str, event_id: str) -> None:
    """Keep that a tablet has the pack of an event, if nothing is kept of the two yet."""
    row = {"tablet": tablet_id, "event": event_id, "state": "fetched"}
    connection.execute(_FIRST[connection.dialect.name], row)


def find(connection: Connection, tablet_id: str, event_id: str) -> DeliveryRecord | None:
    chosen = _all().where(delivery.c.tablet == tablet_id, delivery.c.event == event_id)
    return next(iter(_records(connection, chosen)), None)


def hold(connection: Connection, tablet_id: str, event_id: str) -> DeliveryRecord:
    """The same, made if it is not there. Nobody else changes it until the transaction ends."""
    fetch(connection, tablet_id, event_id)
    chosen = _all().where(delivery.c.tablet == tablet_id, delivery.c.event == event_id)
    return _records(connection, chosen.with_for_update(of=delivery))[0]


def keep(connection: Connection, record: DeliveryRecord) -> None:
    """Keep what has changed."""
    row = {
        "state": record.state,
        "heard": record.heard,
        "wiped": record.wiped,
        "finished": ranges.write(record.finished),
        "arrived": ranges.write(record.arrived),
    }
    same = (delivery.c.tablet == record.tablet) & (delivery.c.event == record.event)
    connection.execute(update(delivery).where(same).values(row))


def of_event(connection: Connection, event_id: str) -> list[DeliveryRecord]:
    """Every tablet of an event, by the tablets' names."""
    return _records(connection, _all().where(delivery.c.event == event_id))


def of_tablet(connection: Connection, tablet_id: str) -> list[DeliveryRecord]:
    """What one tablet holds of every event that is not complete."""
    return _records(connection, _all().where(delivery.c.tablet == tablet_id))


def not_used(connection: Connection, event_id: str, tablets: Collection[str]) -> None:
    """Declare that these stayed in the cupboard, where nothing says otherwise."""
    changed = update(delivery).where(
        delivery.c.event == event_id,
        delivery.c.tablet.in_(list(tablets)),
        delivery.c.state == "fetched",
    )
    connection.execute(changed.values(state="absent"))


def ask_again(connection: Connection, event_id: str) -> None:
    """Wait for word from every tablet of an event, whatever it told so far."""
    told = update(delivery).where(delivery.c.event == event_id)
    connection.execute(told.values(heard=False))


def forget(connection: Connection, event_id: str) -> None:
    """Delete all that is known of the tablets of an event."""
    connection.execute(delete(delivery).where(delivery.c.event == event_id))


def running(connection: Connection, event_ids: Iterable[str]) -> set[str]:
    """Which of these events are neither complete nor cancelled."""
    going_on = event.c.counted.is_(None) & (event.c.status != "cancelled")
    chosen = select(event.c.id).where(event.c.id.in_(list(event_ids)), going_on)
    return set(connection.scalars(chosen))


def _all() -> Select[Any]:
    names = DeliveryRecord.__dataclass_fields__
    return (
        select(*(delivery.c[name] for name in names))
        .join(tablet, tablet.c.id == delivery.c.tablet)
        .order_by(tablet.c.name, tablet.c.id)
    )


def _records(connection: Connection, chosen: Select[Any]) -> list[DeliveryRecord]:
    return [
        replace(
            DeliveryRecord(*row),
            finished=ranges.read(row.finished),
            arrived=ranges.read(row.arrived),
        )
        for row in connection.execute(chosen)
    ]

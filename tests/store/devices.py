"""Tablets and phones to test with."""

from datetime import UTC, date, datetime, timedelta

from voice.store import tablets
from voice.store.db import Connection
from voice.store.tablets import TabletRecord

NOON = datetime(2019, 10, 24, 12, tzinfo=UTC)


def a_tablet(
    connection: Connection, name: str = "Tablet A", seen: date | None = None, id_: str = ""
) -> TabletRecord:
    """A tablet whose id is its name, and whose token's code is its last letter 64 times."""
    made = TabletRecord(id_ or name, "tablet", name, "blue", None, None, seen, 0, False)
    tablets.add(connection, made, name[-1] * 64)
    return made


def a_phone(connection: Connection, event: str, name: str = "Phone of kim") -> TabletRecord:
    """A phone for twelve hours from noon on."""
    until = NOON + timedelta(hours=12)
    made = TabletRecord(name, "phone", name, "grey", event, until, None, 0, False)
    tablets.add(connection, made, name[-1] * 64)
    return made

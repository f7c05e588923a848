"""Tablets at the workers' door: set up, with the surveys of an event, and what is then known."""

from datetime import date

from tests.web.entering import NOON
from voice import tablets
from voice.keys import Keys
from voice.store import events, trail
from voice.store import tablets as store
from voice.store.db import Database

EVENT = "pond-dipping"
PIN = "402913"
LONG_AGO = date(2019, 11, 14)


def set_up(database: Database, keys: Keys, name: str = "Tablet A", colour: str = "blue") -> str:
    """A tablet that was let in; its id."""
    secret = tablets.invite(database, keys, name, colour, PIN, NOON)
    return tablets.enrol(database, keys, secret, PIN, NOON).tablet.id


def pack(database: Database, id_: str, last: int = 0, came: int = 0, event: str = EVENT) -> str:
    """The tablet has the event's surveys; so many were finished on it, so many came in."""
    tablets.fetched(database, id_, event)
    with database.writing() as connection:
        if last:
            tablets.report(connection, id_, {event: {"last": last, "not": []}})
        tablets.arrived(connection, id_, event, range(1, came + 1))
    return id_


def quiet(database: Database, id_: str) -> None:
    """It was last heard of a week before."""
    with database.writing() as connection:
        store.touch(connection, id_, LONG_AGO)


def the_event(database: Database) -> events.EventRecord:
    with database.reading() as connection:
        event = events.find(connection, EVENT)
    assert event is not None
    return event


def acts(database: Database) -> list[str]:
    with database.reading() as connection:
        return [line.what for line in trail.lines(connection)]

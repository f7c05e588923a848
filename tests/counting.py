"""Tablets of one event that tell of their numbers, and what is then known of them."""

from tests import factories
from tests.store.devices import a_tablet
from voice import tablets
from voice.store import events
from voice.store.db import Database
from voice.tablets import Delivery

EVENT, A, B = "pond-dipping", "Tablet A", "Tablet B"


def a_hall(database: Database) -> Database:
    """An event with two tablets that have its pack."""
    with database.writing() as connection:
        factories.a_collection(connection)
        events.change(connection, EVENT, status="open")
        for name in (A, B):
            a_tablet(connection, name)
    for name in (A, B):
        tablets.fetched(database, name, EVENT)
    return database


def tell(database: Database, tablet: str, last: int, *open_: int, event: str = EVENT) -> None:
    with database.adding() as connection:
        tablets.report(connection, tablet, {event: {"last": last, "not": list(open_)}})


def come(database: Database, tablet: str, *numbers: int, event: str = EVENT) -> None:
    with database.adding() as connection:
        tablets.arrived(connection, tablet, event, numbers)


def of(database: Database, tablet: str, event: str = EVENT) -> Delivery:
    return next(one for one in tablets.deliveries(database, event) if one.tablet == tablet)

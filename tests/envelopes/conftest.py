"""A hall with one survey and one tablet, and whatever that tablet seals."""

import pytest

from tests import factories
from tests.sealed import EVENT, Sender, let_in
from voice import tablets
from voice.keys import Keys
from voice.store.db import Database


@pytest.fixture
def hall(database: Database, quick_hashing: None) -> Database:
    """A survey open at an event under ``CODE``."""
    with database.writing() as connection:
        factories.an_event(connection, status="open")
        factories.a_collection(connection)
    return database


@pytest.fixture
def tablet(hall: Database, keyring: Keys) -> Sender:
    """A tablet that has the event's pack."""
    sender = let_in(hall, keyring)
    tablets.fetched(hall, sender.id, EVENT)
    return sender

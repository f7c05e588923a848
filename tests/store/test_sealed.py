"""Envelopes on both databases: many tablets at once, and what could not be opened at first."""

import json
import threading
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.factories import THURSDAY
from tests.sealed import EVENT, Sender, let_in, sealed
from voice import envelopes, opening, tablets
from voice.analysis.policy import Policy
from voice.faults import BusyError
from voice.keys import Keys
from voice.store import db, schema
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")


@pytest.fixture
def hall(engine_name: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A survey open at an event, in a database that waits as long as the real one."""
    database = db.connect(request.getfixturevalue(f"{engine_name}_address"))
    with database.writing() as connection:
        factories.an_event(connection, status="open")
        factories.a_collection(connection)
    yield database
    database.close()


def number(database: Database, table: str) -> int:
    with database.reading() as connection:
        counted = select(func.count()).select_from(schema.metadata.tables[table])
        return connection.execute(counted).scalar_one()


def a_tablet(hall: Database, keyring: Keys, name: str) -> Sender:
    sender = let_in(hall, keyring, name)
    tablets.fetched(hall, sender.id, EVENT)
    return sender


def test_the_whole_way_of_envelopes_is_the_same_on_both(hall: Database, keyring: Keys) -> None:
    tablet = a_tablet(hall, keyring, "Tablet A")
    tablet.counts = {EVENT: {"last": 5, "not": [5]}}
    batch = [sealed(keyring, n, answers={"say-more": f"words {n}"}) for n in (1, 2, 3)]
    other = sealed(keyring, 4)
    tablet.keys = Keys(keyring.receipts, keyring.trail, keyring.cookie)
    assert tablet.outcomes(*batch, None, {"id": "\x00", "sealed": "\x00"}) == ["set-aside"] * 5
    assert number(hall, "set_aside") == 5
    assert envelopes.open_again(hall, keyring, THURSDAY) == 3
    tablet.keys = keyring
    conflict = sealed(keyring, 4, id=other["id"], code="XXXXXXXX")
    odd = sealed(keyring, 6, text=json.dumps({"words": "\x00 \ud800 my own"}).encode())
    assert tablet.outcomes(*batch, other) == ["already"] * 3 + ["stored"]
    assert tablet.outcomes(other, conflict, odd) == ["already", "conflict", "set-aside"]
    assert tablet.carried(*batch, other, odd) == {"already": 4, "set-aside": 1}
    assert [number(hall, name) for name in ("response", "remark", "set_aside")] == [4, 4, 4]
    opening.close_event(hall, EVENT, Policy(), THURSDAY)
    tablet.send()
    assert opening.complete_events(hall, Policy(), THURSDAY) == [EVENT]
    assert [number(hall, name) for name in ("response", "delivery")] == [4, 0]


def test_eight_tablets_at_once_with_each_others_envelopes_keep_each_once(
    hall: Database, keyring: Keys
) -> None:
    """As where a file was brought in while the tablets were sending the same."""
    batches = [[sealed(keyring, n) for n in range(1, 6)] for _ in range(4)]
    senders = [a_tablet(hall, keyring, f"Tablet {number}") for number in range(4)] * 2
    started, told = threading.Barrier(len(senders)), list[str]()

    def send(sender: Sender, mine: int) -> None:
        started.wait()
        for batch in (batches[mine % 4], batches[(mine + 1) % 4]):
            while True:
                try:
                    told.extend(sender.outcomes(*batch[:: 1 - 2 * (mine % 2)]))
                    break
                except BusyError:
                    continue

    threads = [
        threading.Thread(target=send, args=(sender, mine)) for mine, sender in enumerate(senders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(told) == {"stored": 20, "already": 60}
    assert number(hall, "response") == number(hall, "receipt") == 20

from datetime import timedelta

import pytest

from tests import factories
from tests.factories import THURSDAY
from voice.store import collections, receipts
from voice.store.collections import CollectionRecord
from voice.store.db import Connection, Database
from voice.store.receipts import Receipt

DAY = timedelta(days=1)
KEY = b"k" * 32


def claim(
    connection: Connection, record: CollectionRecord, name: str = "one", outcome: str = "stored"
) -> bool:
    mac, body_mac = receipts.coded(KEY, name), receipts.coded(KEY, "body", name)
    return receipts.claim(connection, mac, body_mac, outcome, record.id)


def test_one_code_is_claimed_once(database: Database) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection)
        assert claim(connection, record) is True
        assert claim(connection, record, outcome="set-aside") is False
        assert claim(connection, record, "other", "set-aside") is True
        kept = receipts.find(connection, receipts.coded(KEY, "one"))
        assert kept == Receipt(receipts.coded(KEY, "body", "one"), "stored", record.id)
        assert receipts.find(connection, receipts.coded(KEY, "never")) is None


def test_a_code_says_nothing_without_the_key() -> None:
    codes = {
        receipts.coded(key, *parts)
        for key in (KEY, b"j" * 32)
        for parts in [("a", "bc"), ("ab", "c"), ("abc",), ("a", "b", "c"), ("\ud800",)]
    }
    assert len(codes) == 10
    assert {len(code) for code in codes} == {64}


def test_many_are_found_at_a_time(database: Database) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection)
        claim(connection, record)
        claim(connection, record, "two", "set-aside")
        macs = [receipts.coded(KEY, name) for name in ("one", "two", "never")]
        found = receipts.find_many(connection, macs)
        assert {mac: kept.said for mac, kept in found.items()} == {
            macs[0]: "already",
            macs[1]: "set-aside",
        }
        assert receipts.find_many(connection, []) == {}
        assert receipts.any_of(connection, record.id) is True
        assert receipts.any_of(connection, "another") is False


@pytest.mark.parametrize(
    ("event", "days", "ended"),
    [(None, 30, 0), (None, 31, 2), ("pond-dipping", 366, 0), ("pond-dipping", 367, 2)],
)
def test_receipts_end_when_nothing_can_come_any_more(
    database: Database, event: str | None, days: int, ended: int
) -> None:
    with database.writing() as connection:
        over = factories.a_collection(connection, event=event)
        going_on = factories.a_collection(connection, event=event, code="CCCCCCCC")
        collections.close(connection, over.id, THURSDAY, 0)
        for record, name in [(over, "one"), (over, "two"), (going_on, "three")]:
            claim(connection, record, name)
        today = THURSDAY + days * DAY
        assert receipts.ended(connection, today) == ([over.id] if ended else [])
        assert receipts.end(connection, today) == ended
        assert receipts.find(connection, receipts.coded(KEY, "three"))


def test_what_a_tablet_sealed_at_an_event_is_taken_for_a_year() -> None:
    assert receipts.days_taken("pond-dipping", sealed=True) == 366
    assert receipts.days_taken("pond-dipping", sealed=False) == 30
    assert receipts.days_taken(None, sealed=True) == 30
    assert receipts.last_day_taken(THURSDAY) == THURSDAY + 30 * DAY
    assert receipts.last_day_taken(THURSDAY, 366) == THURSDAY + 366 * DAY

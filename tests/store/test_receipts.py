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
        assert kept == Receipt(receipts.coded(KEY, "body", "one"), "stored")
        assert receipts.find(connection, receipts.coded(KEY, "never")) is None


def test_a_code_says_nothing_without_the_key() -> None:
    codes = {
        receipts.coded(key, *parts)
        for key in (KEY, b"j" * 32)
        for parts in [("a", "bc"), ("ab", "c"), ("abc",), ("a", "b", "c"), ("\ud800",)]
    }
    assert len(codes) == 10
    assert {len(code) for code in codes} == {64}


@pytest.mark.parametrize(("days", "ended"), [(30, 0), (31, 2)])
def test_receipts_end_with_the_thirty_days_after_the_last_one(
    database: Database, days: int, ended: int
) -> None:
    with database.writing() as connection:
        over = factories.a_collection(connection)
        going_on = factories.a_collection(connection, code="CCCCCCCC")
        collections.close(connection, over.id, THURSDAY, 0)
        for record, name in [(over, "one"), (over, "two"), (going_on, "three")]:
            claim(connection, record, name)
        assert receipts.end(connection, THURSDAY + days * DAY) == ended
        assert receipts.find(connection, receipts.coded(KEY, "three"))
        assert receipts.last_day_taken(THURSDAY) == THURSDAY + 30 * DAY

"""A tablet to test with: it seals what children answer and sends it, once, twice or cut off."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from tests import factories
from tests.factories import CODE, THURSDAY
from voice import envelopes, sealing, tablets
from voice.envelopes import Receipt, Reply
from voice.faults import BusyError
from voice.keys import Keys
from voice.store import collections, deliveries, schema, set_asides
from voice.store.db import Database
from voice.store.set_asides import SetAside

EVENT = "pond-dipping"
NOON = datetime(2019, 10, 24, 12, tzinfo=UTC)
PIN = "380417"

Wire = dict[str, Any]
"""One envelope as it travels."""


def sealed(keys: Keys, n: int = 1, *, text: bytes | None = None, **changes: Any) -> Wire:
    """An envelope for the current key; ``text=`` replaces what is inside, ``id=`` the id."""
    id_ = changes.pop("id", None) or str(uuid.uuid4())
    inside = factories.a_submission(**({"id": id_, "code": CODE} | changes))
    key_id, key = keys.current
    made = sealing.seal(inside if text is None else text, id_, key_id, n, key.public_key())
    return {"id": id_, "key_id": key_id, "n": n, "sealed": made.sealed}


@dataclass
class Sender:
    """A tablet that was let in."""

    database: Database
    keys: Keys
    id: str
    token: str
    counts: dict[str, Any] = field(default_factory=dict)

    def send(self, *records: object, today: date = THURSDAY, **more: Any) -> list[Receipt]:
        body = {"records": records, "counts": self.counts} | more
        return self.post(json.dumps(body).encode(), today)

    def post(self, body: bytes, today: date = THURSDAY) -> list[Receipt]:
        return self.told(body, today).receipts

    def told(self, body: bytes = b'{"records": []}', today: date = THURSDAY) -> Reply:
        """All that it is told."""
        return envelopes.take_in_many(self.database, self.keys, self.token, body, NOON, today)

    def outcomes(self, *records: object, today: date = THURSDAY) -> list[str]:
        return [receipt.outcome for receipt in self.send(*records, today=today)]

    def saved(self, *records: object, **changes: Any) -> str:
        """The file it saves."""
        file = {"voice_envelopes": 1, "tablet": "Tablet A", "tablet_id": self.id}
        return json.dumps(file | {"records": records, "counts": self.counts} | changes)

    def carried(self, *records: object, today: date = THURSDAY, **changes: Any) -> dict[str, int]:
        """What becomes of the file it saves."""
        text = self.saved(*records, **changes)
        return envelopes.import_file(self.database, self.keys, text, today).outcomes


def let_in(database: Database, keys: Keys, name: str = "Tablet A") -> Sender:
    secret = tablets.invite(database, keys, name, colour="blue", pin=PIN, now=NOON)
    enrolled = tablets.enrol(database, keys, secret, PIN, NOON)
    return Sender(database, keys, enrolled.tablet.id, enrolled.token)


def rows(database: Database, table: str) -> list[dict[str, Any]]:
    with database.reading() as connection:
        chosen = select(schema.metadata.tables[table])
        return [dict(row) for row in connection.execute(chosen).mappings()]


def kept(database: Database) -> list[SetAside]:
    with database.reading() as connection:
        return set_asides.all_set_aside(connection)


def words(database: Database) -> set[str]:
    return {row["words"] for row in rows(database, "remark")}


def numbers(database: Database, tablet: Sender) -> frozenset[int]:
    """Which of its envelopes are known to have come."""
    with database.reading() as connection:
        found = deliveries.find(connection, tablet.id, EVENT)
    return found.arrived if found else frozenset()


def close(database: Database, day: date = THURSDAY) -> None:
    with database.writing() as connection:
        [record] = collections.of_event(connection, EVENT)
        collections.close(connection, record.id, day, 0)


@contextmanager
def full_disk() -> Iterator[None]:
    """The last thing that is written of a batch cannot be."""

    end = envelopes._Taking.end

    def full(taking: envelopes._Taking) -> None:
        end(taking)
        raise BusyError("the disk is full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(envelopes._Taking, "end", full)
        yield

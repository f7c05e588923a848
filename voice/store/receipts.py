"""Receipts: how a record sent twice is known again, without its id being kept.

A receipt lives as long as its collection takes records, and then ends.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Executable, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from voice.store.db import Connection
from voice.store.schema import collection, receipt

DAYS_TAKEN = 30
"""Days after its last day on which a collection still takes what was finished in time."""

_CLAIM: dict[str, Executable] = {
    "sqlite": sqlite.insert(receipt).on_conflict_do_nothing().returning(receipt.c.mac),
    "postgresql": postgresql.insert(receipt).on_conflict_do_nothing().returning(receipt.c.mac),
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a record that came in before."""

    body_mac: str
    outcome: str
    """stored, set-aside or conflict."""


def coded(key: bytes, *parts: str) -> str:
    """What a record is known by here: nothing to whoever holds the tablet but not the key."""
    return hmac.new(
        key, "\n".join(parts).encode(errors="surrogatepass"), hashlib.sha256
    ).hexdigest()


def claim(
    connection: Connection, mac: str, body_mac: str, outcome: str, collection_id: str
) -> bool:
    """Keep a receipt if there is none under this code. False: there was one, of whoever came first.

    Two writers with one code at a time wait for each other; exactly one of them gets True.
    """
    row = {"mac": mac, "body_mac": body_mac, "outcome": outcome, "collection": collection_id}
    return connection.execute(_CLAIM[connection.dialect.name], row).first() is not None


def find(connection: Connection, mac: str) -> Receipt | None:
    chosen = select(receipt.c.body_mac, receipt.c.outcome).where(receipt.c.mac == mac)
    row = connection.execute(chosen).first()
    return Receipt(*row) if row else None


def last_day_taken(closes: date) -> date:
    """The last day on which a collection that closed on that day takes records."""
    return closes + timedelta(days=DAYS_TAKEN)


def end(connection: Connection, today: date) -> int:
    """Delete the receipts of collections that take no more records. Says how many."""
    over = select(collection.c.id).where(collection.c.closes < today - timedelta(days=DAYS_TAKEN))
    return connection.execute(delete(receipt).where(receipt.c.collection.in_(over))).rowcount

"""Receipts: how a record sent twice is known again, without its id being kept.

A receipt lives as long as its collection takes records, and then ends.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Executable, Select, case, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from voice.store.db import Connection
from voice.store.schema import collection, receipt

DAYS_TAKEN = 30
"""Days after its last day on which a collection still takes what was finished in time."""
DAYS_SEALED = 366
"""The same for a tablet that was at an event: it may lie in a cupboard until the next one."""
_TAKEN, _SEALED = timedelta(days=DAYS_TAKEN), timedelta(days=DAYS_SEALED)

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
    collection: str
    """Where the record came in."""

    @property
    def said(self) -> str:
        """The outcome for the same record when it comes again."""
        return "already" if self.outcome == "stored" else self.outcome


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


def add(connection: Connection, macs: Iterable[str], collection_id: str) -> None:
    """Keep receipts of what was counted, under codes that have none yet."""
    rows = [
        {"mac": mac, "body_mac": mac, "outcome": "stored", "collection": collection_id}
        for mac in sorted(macs)
    ]
    if rows:
        connection.execute(insert(receipt), rows)


def find(connection: Connection, mac: str) -> Receipt | None:
    return find_many(connection, [mac]).get(mac)


def find_many(connection: Connection, macs: Iterable[str]) -> dict[str, Receipt]:
    """The receipts kept under these codes, by code."""
    chosen = select(
        receipt.c.mac, receipt.c.body_mac, receipt.c.outcome, receipt.c.collection
    ).where(receipt.c.mac.in_(list(macs)))
    return {row.mac: Receipt(*row[1:]) for row in connection.execute(chosen)}


def any_of(connection: Connection, collection_id: str) -> bool:
    """Whether any record came in for a collection, as far back as receipts go."""
    chosen = select(receipt.c.mac).where(receipt.c.collection == collection_id).limit(1)
    return connection.execute(chosen).first() is not None


def days_taken(event: str | None, *, sealed: bool) -> int:
    """For how many days after its last one a collection takes a record, of an event or of none."""
    return DAYS_SEALED if event and sealed else DAYS_TAKEN


def last_day_taken(closes: date, days: int = DAYS_TAKEN) -> date:
    """The last day on which a collection that closed on that day takes records."""
    return closes + timedelta(days=days)


def ended(connection: Connection, today: date) -> list[str]:
    """The collections that take no more records: neither plain ones nor, at events, sealed."""
    return list(connection.scalars(_over(today)))


def end(connection: Connection, today: date) -> int:
    """Delete the receipts of collections that take no more records. Says how many."""
    over = receipt.c.collection.in_(_over(today))
    return connection.execute(delete(receipt).where(over)).rowcount


def _over(today: date) -> Select[tuple[str]]:
    last = case((collection.c.event.is_(None), today - _TAKEN), else_=today - _SEALED)
    return select(collection.c.id).where(collection.c.closes < last)

"""One-time codes that were printed and not used yet: nothing but what each is known by.

Using one deletes its row, in the transaction that keeps the record it came with. No row says when
a code was used or by which record, and none is left to say it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update

from voice.store.db import Connection
from voice.store.schema import collection, slip

_CODE = (
    select(collection.c.code)
    .where(collection.c.id == slip.c.collection)
    .correlate(slip)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a code was good for."""

    collection: str
    code: str


def add(connection: Connection, collection_id: str, macs: Iterable[str]) -> None:
    """Keep codes, in the order of their random keys: none tells its place on the printed page."""
    rows = [{"mac": mac, "collection": collection_id} for mac in sorted(macs)]
    if not rows:
        return
    connection.execute(insert(slip), rows)
    more = func.coalesce(collection.c.slips, 0) + len(rows)
    connection.execute(
        update(collection).where(collection.c.id == collection_id).values(slips=more)
    )


def spend(connection: Connection, mac: str) -> Spent | None:
    """Use a code up. None where it is none, or was used before.

    Two writers with one code at a time wait for each other; exactly one of them uses it.
    """
    gone = delete(slip).where(slip.c.mac == mac).returning(slip.c.collection, _CODE)
    row = connection.execute(gone).first()
    return Spent(*row) if row else None


def give_back(connection: Connection, mac: str, spent: Spent) -> None:
    """Let a code be used after all, in the transaction that spent it."""
    connection.execute(insert(slip), {"mac": mac, "collection": spent.collection})


def leads_to(connection: Connection, mac: str) -> str | None:
    """The code of the collection behind a one-time code that can still be used."""
    return connection.execute(select(_CODE).where(slip.c.mac == mac)).scalar()


def left(connection: Connection, collection_id: str) -> int:
    """How many codes of a collection were not used yet."""
    chosen = select(func.count()).where(slip.c.collection == collection_id)
    return connection.execute(chosen).scalar_one()


def end(connection: Connection, collection_ids: Iterable[str]) -> int:
    """Delete the codes of collections that take no more records. Says how many."""
    over = slip.c.collection.in_(list(collection_ids))
    return connection.execute(delete(slip).where(over)).rowcount

"""Responses and their answers: the hot path in, and what is done to them at a close.

A response's id is made here, at random. No row holds anything that orders or times a child.
"""

import secrets
import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import Table, insert, or_, select, update
from sqlalchemy.sql.expression import ColumnElement

from voice.store.db import Connection
from voice.store.schema import answer, receipt, remark, response
from voice.survey.answers import Reading

_shuffle = secrets.SystemRandom().shuffle


def add(
    connection: Connection,
    readings: Sequence[Reading],
    *,
    edition: str,
    collection: str | None,
    group: str | None,
    month: str,
) -> None:
    """Keep responses, in an order of chance: two statements, however many they are."""
    responses, answers = [], []
    for reading in readings:
        id_ = str(uuid.uuid4())
        responses.append(
            {
                "id": id_,
                "edition": edition,
                "collection": collection,
                "group": group,
                "month": month,
                "age_band": reading.age_band,
                "helped": reading.helped,
            }
        )
        answers += [
            {"response": id_, "edition": edition, "item": item, "option": option}
            for item, option in reading.rows
        ]
    for table, rows in ((response, responses), (answer, answers)):
        if rows:
            _shuffle(rows)
            connection.execute(insert(table), rows)


def unlink(connection: Connection, collections: Iterable[str]) -> int:
    """Take the collection from responses: group and month are all that is left. Says how many."""
    few = list(collections)
    if not few:
        return 0
    pointing = update(response).where(response.c.collection.in_(few))
    return connection.execute(pointing.values(collection=None)).rowcount


def forget_order(
    connection: Connection, *, collections: Iterable[str] = (), months: Iterable[str] = ()
) -> None:
    """Leave no trace of the order in which responses of these collections or months came in.

    SQLite keeps none: its rows lie by their random keys. PostgreSQL keeps the order and the
    transaction of each row, so the rows are written anew by one statement a table, in the order
    of their keys. Call ``Database.checkpoint`` afterwards to clear the old ones away.
    """
    if connection.dialect.name != "postgresql":
        return
    ids, when = list(collections), list(months)
    chosen = or_(response.c.collection.in_(ids), response.c.month.in_(when))
    theirs = select(response.c.id).where(chosen)
    same_months = select(response.c.month).where(chosen)
    for table, rows in (
        (answer, answer.c.response.in_(theirs)),
        (remark, remark.c.month.in_(same_months)),
        (receipt, receipt.c.collection.in_(ids)),
        (response, chosen),
    ):
        _write_anew(connection, table, rows)


def _write_anew(connection: Connection, table: Table, rows: ColumnElement[bool]) -> None:
    moved = table.delete().where(rows).returning(*table.c).cte("moved")
    in_order = select(moved).order_by(*(moved.c[key.name] for key in table.primary_key))
    connection.execute(insert(table).from_select(list(table.c.keys()), in_order))

"""Responses and their answers: the hot path in, and what is done to them at a close.

A response's id is made here, at random. No row holds anything that orders or times a child.
"""

import secrets
import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, insert, or_, select, update

from voice.store.db import Connection
from voice.store.row_order import put_back, take_out
from voice.store.schema import answer, edition, period, receipt, remark, response, set_aside, slip
from voice.store.schema_analysis import coding
from voice.store.schema_small_groups import quote
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


def open_months(connection: Connection) -> list[str]:
    """The months with responses that no closed period holds yet, in order."""
    last = select(func.max(period.c.last)).scalar_subquery()
    chosen = select(response.c.month).where(or_(last.is_(None), response.c.month > last))
    return sorted(connection.scalars(chosen.distinct()))


def came_in(connection: Connection, months: Sequence[str]) -> dict[str, int]:
    """How many responses these months have, by survey."""
    number = (
        select(edition.c.survey, func.count())
        .select_from(response)
        .join(edition, edition.c.fingerprint == response.c.edition)
        .where(response.c.month.in_(months))
        .group_by(edition.c.survey)
    )
    return {str(survey): count for survey, count in connection.execute(number)}


def forget_order(
    connection: Connection, *, collections: Iterable[str] = (), months: Iterable[str] = ()
) -> None:
    """Leave no trace of the order in which records of these collections or months came in.

    It would tie a remark to the response it came with, and what was made of remarks to the day on
    which they were read. See ``row_order``; call ``Database.checkpoint`` afterwards.
    """
    ids, when = list(collections), list(months)
    chosen = or_(response.c.collection.in_(ids), response.c.month.in_(when))
    same_months = [*when, *connection.scalars(select(response.c.month).where(chosen).distinct())]
    rows = {
        answer: answer.c.response.in_(select(response.c.id).where(chosen)),
        receipt: or_(receipt.c.collection.in_(ids), receipt.c.collection.in_(_taking(when))),
        slip: or_(slip.c.collection.in_(ids), slip.c.collection.in_(_taking(when))),
        response: chosen,
        coding: coding.c.remark.in_(select(remark.c.id).where(remark.c.month.in_(same_months))),
        remark: remark.c.month.in_(same_months),
        set_aside: set_aside.c.month.in_(same_months),
        quote: quote.c.month.in_(same_months) & quote.c.event.is_(None),
    }
    out = {table: take_out(connection, table, which) for table, which in rows.items()}
    for table in (response, answer, remark, set_aside, receipt, slip, quote, coding):
        put_back(connection, table, out[table])


def _taking(months: Sequence[str]) -> Select[tuple[str]]:
    """The collections that responses of these months point at."""
    return select(response.c.collection).where(response.c.month.in_(months))

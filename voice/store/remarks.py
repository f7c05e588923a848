"""Remarks: what young people wrote, each by itself, until a person has read it and after.

A remark points at no response, event, edition or clock. ``docs/decisions/0004-remarks-and-days.md``
says why it holds a day only until it is read, and never an age band.
"""

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select, update

from voice.store.db import Connection
from voice.store.schema import remark

TEAM = "team"
"""The leave to show words to the team only: also where none was given."""

_LEAVE = func.coalesce(remark.c.leave, TEAM).label("leave")

_shuffle = secrets.SystemRandom().shuffle


@dataclass(frozen=True, slots=True)
class UnreadRemark:
    """Words nobody has read yet: alone, with the question they answer."""

    id: str
    survey: str
    item: str
    words: str
    due: date
    """The working day by which somebody must have read it."""
    leave: str
    """What the writer allows: words (they may be quoted), idea (only what they mean) or team."""
    overdue: bool
    translation: str = ""
    """The words in English, where somebody put them into English."""


@dataclass(frozen=True, slots=True)
class RemarkRecord:
    """One remark, read or not, as far as it may lead to what is published."""

    id: str
    survey: str
    item: str
    words: str
    group: str | None
    month: str
    leave: str
    """As of an unread one."""
    translation: str = ""
    """As of an unread one."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many remarks wait to be read, and how many of them too long."""

    unread: int
    overdue: int


def add(
    connection: Connection,
    said: Iterable[tuple[str, str]],
    *,
    survey: str,
    group: str | None,
    month: str,
    due: date,
    leave: str | None = None,
) -> None:
    """Keep (item, words), each under a random id of its own, in an order of chance.

    ``leave`` is what the writers allow; without one, the team alone reads them.
    """
    rows = [
        {
            "id": str(uuid.uuid4()),
            "item": item,
            "survey": survey,
            "group": group,
            "month": month,
            "words": words,
            "due": due,
            "leave": leave,
        }
        for item, words in said
    ]
    if rows:
        _shuffle(rows)
        connection.execute(insert(remark), rows)


def unread(connection: Connection, today: date) -> list[UnreadRemark]:
    """What waits to be read, the longest due first; those due on one day in no order of arrival."""
    told = remark.c
    columns = (told.id, told.survey, told.item, told.words, told.due, _LEAVE, told.translation)
    chosen = select(*columns).where(told.due.is_not(None)).order_by(told.due, told.id)
    return [
        UnreadRemark(*row[:6], overdue=row.due < today, translation=row.translation)
        for row in connection.execute(chosen)
    ]


def find(connection: Connection, id_: str) -> RemarkRecord | None:
    """One remark; None where there is none."""
    told = remark.c
    first = (told.id, told.survey, told.item, told.words, told.group, told.month)
    columns = (*first, _LEAVE, told.translation)
    row = connection.execute(select(*columns).where(told.id == id_)).first()
    return None if row is None else RemarkRecord(*row)


def put_translation(connection: Connection, id_: str, words: str) -> None:
    """Keep what a remark says in English, in place of what stood there; empty takes it away."""
    connection.execute(update(remark).where(remark.c.id == id_).values(translation=words))


def waiting(connection: Connection, today: date) -> Waiting:
    """How many wait, without their words."""
    late = func.count().filter(remark.c.due < today)
    chosen = select(func.count(), late).where(remark.c.due.is_not(None))
    return Waiting(*connection.execute(chosen).one())


def mark_read(connection: Connection, id_: str, role: str) -> bool:
    """Say that somebody in this role has read it. False where it was read before or is not there.

    The day goes from the row with this; the caller adds one to the day's count in the trail.
    """
    read = update(remark).where(remark.c.id == id_, remark.c.due.is_not(None))
    return connection.execute(read.values(due=None, read_by=role)).rowcount == 1

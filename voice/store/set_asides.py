"""What could not be taken in and was not refused: records set aside as they came."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, Select, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from voice.store.db import Connection
from voice.store.schema import set_aside

SEALED = b'{"sealed":'
"""How the bytes of something begin that came sealed and was not opened."""

_ADD: dict[str, Executable] = {
    "sqlite": sqlite.insert(set_aside).on_conflict_do_nothing().returning(set_aside.c.id),
    "postgresql": postgresql.insert(set_aside).on_conflict_do_nothing().returning(set_aside.c.id),
}


@dataclass(frozen=True, slots=True)
class SetAside:
    """One record as it was received, and why it is here. Its own id is blotted out, unless it is
    sealed: what stands outside an envelope is needed to open it."""

    id: str
    why: str
    month: str
    received: bytes


def add(
    connection: Connection, why: str, month: str, received: bytes, id_: str | None = None
) -> bool:
    """Keep what was received. False where something is kept under this id, by default a new one."""
    row = {
        "id": id_ or str(uuid.uuid4()),
        "why": why[:400],
        "month": month,
        "received": received,
    }
    return connection.execute(_ADD[connection.dialect.name], row).first() is not None


def drop(connection: Connection, id_: str) -> bool:
    """Let go of what could be taken in after all. False where that was done before."""
    return connection.execute(delete(set_aside).where(set_aside.c.id == id_)).rowcount == 1


def rewrite(connection: Connection, id_: str, received: bytes) -> None:
    """Keep this of it instead."""
    changed = update(set_aside).where(set_aside.c.id == id_)
    connection.execute(changed.values(received=received))


def sealed(connection: Connection) -> list[SetAside]:
    """What came sealed and was not opened, in no order of arrival."""
    starts = func.substr(set_aside.c.received, 1, len(SEALED)) == SEALED
    return [SetAside(*row) for row in connection.execute(_all().where(starts))]


def all_set_aside(connection: Connection) -> list[SetAside]:
    """Everything set aside, by month; within a month in no order of arrival."""
    return [SetAside(*row) for row in connection.execute(_all())]


def _all() -> Select[Any]:
    columns = set_aside.c.id, set_aside.c.why, set_aside.c.month, set_aside.c.received
    return select(*columns).order_by(set_aside.c.month, set_aside.c.id)

"""What could not be taken in and was not refused: records set aside as they came."""

import uuid
from dataclasses import dataclass

from sqlalchemy import insert, select

from voice.store.db import Connection
from voice.store.schema import set_aside


@dataclass(frozen=True, slots=True)
class SetAside:
    """One record as it was received, its own id blotted out, and why it is here."""

    id: str
    why: str
    month: str
    received: bytes


def add(connection: Connection, why: str, month: str, received: bytes) -> None:
    row = {"id": str(uuid.uuid4()), "why": why[:400], "month": month, "received": received}
    connection.execute(insert(set_aside), row)


def all_set_aside(connection: Connection) -> list[SetAside]:
    """Everything set aside, by month; within a month in no order of arrival."""
    chosen = select(
        set_aside.c.id, set_aside.c.why, set_aside.c.month, set_aside.c.received
    ).order_by(set_aside.c.month, set_aside.c.id)
    return [SetAside(*row) for row in connection.execute(chosen)]

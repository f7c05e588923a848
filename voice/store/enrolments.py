"""Invitations to enrol a tablet or a phone: single use, soon over, each behind a PIN."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from voice.store.db import Connection
from voice.store.schema_tablets import enrolment


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One invitation that was not used yet."""

    secret: str
    """The code of its secret, never the secret."""
    kind: str
    """tablet or phone."""
    name: str
    colour: str
    event: str | None
    """The event a phone is for; None for a tablet."""
    pin: str
    """The argon2id hash of its PIN."""
    until: datetime
    tries: int = 0
    """How often a wrong PIN was given."""


def add(connection: Connection, new: Enrolment) -> None:
    """Keep an invitation. An earlier one for the same kind and name is void by this."""
    same = func.lower(enrolment.c.name) == new.name.lower()
    connection.execute(delete(enrolment).where(enrolment.c.kind == new.kind, same))
    row = {name: getattr(new, name) for name in Enrolment.__dataclass_fields__}
    connection.execute(insert(enrolment), row)


def find(connection: Connection, secret: str) -> Enrolment | None:
    columns = [enrolment.c[name] for name in Enrolment.__dataclass_fields__]
    row = connection.execute(select(*columns).where(enrolment.c.secret == secret)).first()
    return None if row is None else Enrolment(*row)


def set_tries(connection: Connection, secret: str, tries: int) -> None:
    changed = update(enrolment).where(enrolment.c.secret == secret)
    connection.execute(changed.values(tries=tries))


def remove(connection: Connection, secret: str) -> None:
    """Void an invitation, if it is there."""
    connection.execute(delete(enrolment).where(enrolment.c.secret == secret))


def sweep(connection: Connection, now: datetime) -> None:
    """Delete the invitations whose time is over."""
    connection.execute(delete(enrolment).where(enrolment.c.until <= now))

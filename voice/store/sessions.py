"""Who is logged in. The table holds a digest of the cookie, so reading it lets nobody in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from voice.store.schema import person, session


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One log-in: whose, with the role they have now, since when and when last seen."""

    person: str
    role: str
    began: datetime
    seen: datetime


def add(connection: Connection, token: str, person_id: str, now: datetime) -> None:
    """Begin a log-in. ``token`` is the digest, never what the cookie holds."""
    row = {"token": token, "person": person_id, "began": now, "seen": now}
    connection.execute(insert(session).values(row))


def find(connection: Connection, token: str) -> SessionRecord | None:
    chosen = (
        select(person.c.id, person.c.role, session.c.began, session.c.seen)
        .join(person, person.c.id == session.c.person)
        .where(session.c.token == token)
    )
    row = connection.execute(chosen).first()
    return SessionRecord(*row) if row else None


def touch(connection: Connection, token: str, now: datetime) -> None:
    """Keep that somebody was seen just now."""
    connection.execute(update(session).where(session.c.token == token).values(seen=now))


def end(connection: Connection, token: str) -> None:
    """End one log-in, if it is there."""
    connection.execute(delete(session).where(session.c.token == token))


def end_all(connection: Connection, person_id: str) -> None:
    """End every log-in of a person."""
    connection.execute(delete(session).where(session.c.person == person_id))


def sweep(connection: Connection, began_until: datetime) -> None:
    """Remove the log-ins that began at this time or before."""
    connection.execute(delete(session).where(session.c.began <= began_until))

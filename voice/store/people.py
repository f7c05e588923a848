"""People who may log in. Passwords arrive here hashed; nothing here has ever seen one."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from voice.store.schema import person


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody who may log in, and how their last tries went."""

    id: str
    role: str
    password: str = field(repr=False)
    """An argon2id hash."""
    tries: int
    """Wrong passwords since the last right one."""
    locked_until: datetime | None


def add(connection: Connection, id_: str, role: str, password: str) -> None:
    """Add somebody who is not there yet."""
    connection.execute(insert(person).values(id=id_, role=role, password=password))


def find(connection: Connection, id_: str) -> PersonRecord | None:
    row = connection.execute(select(person).where(person.c.id == id_)).first()
    return PersonRecord(*row) if row else None


def all_people(connection: Connection) -> list[PersonRecord]:
    """Everybody, by name."""
    return [PersonRecord(*row) for row in connection.execute(select(person).order_by(person.c.id))]


def with_role(connection: Connection, role: str) -> int:
    """How many have this role."""
    chosen = select(func.count()).select_from(person).where(person.c.role == role)
    return connection.execute(chosen).scalar_one()


def set_password(connection: Connection, id_: str, password: str) -> None:
    """Give a new hash; a lock ends with it."""
    changed = {"password": password, "tries": 0, "locked_until": None}
    connection.execute(update(person).where(person.c.id == id_).values(changed))


def set_role(connection: Connection, id_: str, role: str) -> None:
    connection.execute(update(person).where(person.c.id == id_).values(role=role))


def set_tries(
    connection: Connection, id_: str, tries: int, locked_until: datetime | None = None
) -> None:
    """Keep how many wrong tries there were, and until when no other is taken."""
    changed = {"tries": tries, "locked_until": locked_until}
    connection.execute(update(person).where(person.c.id == id_).values(changed))


def remove(connection: Connection, id_: str) -> None:
    """Remove somebody; their log-ins end with them. The trail keeps their name."""
    connection.execute(delete(person).where(person.c.id == id_))

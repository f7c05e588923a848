"""People at work, for tests: their passwords, their log-ins and the lines they leave."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher

from voice import people
from voice.keys import Keys
from voice.store import trail
from voice.store.db import Database

NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
IDLE = 15 * MINUTE
GOOD = "puddle lantern seventeen"
BETTER = "gravel teapot orchard"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashes with next to no work."""


def staffed(database: Database, keys: Keys) -> Database:
    """A database with a worker, sam.green, and an admin, kim."""
    people.add(database, keys, "sam.green", "worker", GOOD, NOON)
    people.add(database, keys, "kim", "admin", GOOD, NOON)
    return database


def enter(
    database: Database,
    keys: Keys,
    name: str = "sam.green",
    password: str = GOOD,
    at: datetime = NOON,
    leaving: str = "",
) -> people.LogIn | None:
    return people.log_in(database, keys, name, password, at, leaving)


def entered(database: Database, keys: Keys, at: datetime = NOON) -> str:
    log_in = enter(database, keys, at=at)
    assert log_in is not None
    return log_in.token


def is_in(database: Database, token: str, at: datetime = NOON, seen: bool = True) -> bool:
    return people.who_is(database, token, at, IDLE, seen) is not None


def lines(database: Database, what: str = "") -> list[tuple[str, str, str, str]]:
    with database.reading() as connection:
        found = [(x.who, x.role, x.what, x.about) for x in trail.lines(connection)]
    return [line for line in reversed(found) if what in ("", line[2])]


def stored_bytes(database: Database, tmp_path: Path) -> bytes:
    database.checkpoint()
    return b"".join(path.read_bytes() for path in (tmp_path / "instance").iterdir())

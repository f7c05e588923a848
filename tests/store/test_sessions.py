from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from voice.store import people, sessions
from voice.store.db import Database

NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)
HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$abc"
ONE, TWO = "1" * 64, "2" * 64


@pytest.fixture
def peopled(database: Database) -> Database:
    with database.writing() as connection:
        people.add(connection, "sam", "worker", HASH)
        people.add(connection, "kim", "admin", HASH)
        sessions.add(connection, ONE, "sam", NOON)
        sessions.add(connection, TWO, "sam", NOON + timedelta(hours=1))
    return database


def test_a_log_in_knows_whose_it_is_and_the_role_they_have_now(peopled: Database) -> None:
    with peopled.writing() as connection:
        people.set_role(connection, "sam", "analyst")
        assert sessions.find(connection, ONE) == sessions.SessionRecord(
            "sam", "analyst", NOON, NOON
        )
        assert sessions.find(connection, "3" * 64) is None


def test_being_seen_moves_only_that(peopled: Database) -> None:
    later = NOON + timedelta(minutes=3)
    with peopled.writing() as connection:
        sessions.touch(connection, ONE, later)
        assert sessions.find(connection, ONE) == sessions.SessionRecord(
            "sam", "worker", NOON, later
        )


def test_a_log_in_ends_alone_or_with_all_of_that_person(peopled: Database) -> None:
    with peopled.writing() as connection:
        sessions.add(connection, "3" * 64, "kim", NOON)
        sessions.end(connection, ONE)
        assert sessions.find(connection, ONE) is None
        assert sessions.find(connection, TWO)
        sessions.end_all(connection, "sam")
        assert sessions.find(connection, TWO) is None
        assert sessions.find(connection, "3" * 64)


def test_old_log_ins_are_swept(peopled: Database) -> None:
    with peopled.writing() as connection:
        sessions.sweep(connection, NOON)
        assert sessions.find(connection, ONE) is None
        assert sessions.find(connection, TWO)


@pytest.mark.parametrize(
    ("token", "person"), [("short", "sam"), ("4" * 64, "nobody"), (ONE, "kim")]
)
def test_the_database_refuses_a_bare_token_a_stranger_and_a_token_twice(
    peopled: Database, token: str, person: str
) -> None:
    with pytest.raises(IntegrityError), peopled.writing() as connection:
        sessions.add(connection, token, person, NOON)


def test_a_time_without_a_zone_is_refused(peopled: Database) -> None:
    with peopled.writing() as connection, pytest.raises(Exception, match="time zone"):
        sessions.touch(connection, ONE, datetime(2019, 11, 20))  # noqa: DTZ001 - the fault tried

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from voice.store import people, sessions
from voice.store.db import Database

NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)
HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$abc"


def test_a_person_is_found_by_name_with_no_try_counted(database: Database) -> None:
    with database.writing() as connection:
        people.add(connection, "sam", "worker", HASH)
        assert people.find(connection, "sam") == people.PersonRecord("sam", "worker", HASH, 0, None)
        assert people.find(connection, "kim") is None


def test_everybody_is_listed_by_name(database: Database) -> None:
    with database.writing() as connection:
        for name in ("sam", "alex", "kim"):
            people.add(connection, name, "worker", HASH)
        assert [p.id for p in people.all_people(connection)] == ["alex", "kim", "sam"]
        assert people.with_role(connection, "worker") == 3
        assert people.with_role(connection, "admin") == 0


def test_tries_and_lock_are_kept_and_end_with_a_new_password(database: Database) -> None:
    with database.writing() as connection:
        people.add(connection, "sam", "worker", HASH)
        people.set_tries(connection, "sam", 5, NOON)
        found = people.find(connection, "sam")
        assert found is not None
        assert (found.tries, found.locked_until) == (5, NOON)
        people.set_password(connection, "sam", HASH + "d")
        assert people.find(connection, "sam") == people.PersonRecord(
            "sam", "worker", HASH + "d", 0, None
        )


def test_a_role_changes_and_somebody_removed_is_gone_with_their_log_ins(
    database: Database,
) -> None:
    with database.writing() as connection:
        people.add(connection, "sam", "worker", HASH)
        people.set_role(connection, "sam", "analyst")
        sessions.add(connection, "a" * 64, "sam", NOON)
        found = people.find(connection, "sam")
        assert found is not None
        assert found.role == "analyst"
        people.remove(connection, "sam")
        assert people.find(connection, "sam") is None
        assert sessions.find(connection, "a" * 64) is None


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("sam", "worker", "correct horse battery"),
        ("sam", "boss", HASH),
        ("Sam", "worker", HASH),
    ],
)
def test_the_database_refuses_a_bare_password_an_unknown_role_and_capitals(
    database: Database, name: str, role: str, password: str
) -> None:
    with pytest.raises(IntegrityError), database.writing() as connection:
        people.add(connection, name, role, password)


def test_a_record_does_not_print_its_hash(database: Database) -> None:
    with database.writing() as connection:
        people.add(connection, "sam", "worker", HASH)
        assert "argon2" not in repr(people.find(connection, "sam"))

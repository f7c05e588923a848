from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.store.devices import NOON
from voice.store import enrolments
from voice.store.db import Database
from voice.store.enrolments import Enrolment

HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$abc"
ONE = Enrolment("1" * 64, "tablet", "Tablet A", "blue", None, HASH, NOON)


def test_an_invitation_is_found_by_the_code_of_its_secret(database: Database) -> None:
    with database.writing() as connection:
        enrolments.add(connection, ONE)
        assert enrolments.find(connection, ONE.secret) == ONE
        assert enrolments.find(connection, "2" * 64) is None


def test_a_later_one_of_that_name_voids_it_and_no_other(database: Database) -> None:
    later = replace(ONE, secret="2" * 64, name="TABLET A")
    with database.writing() as connection:
        factories.an_event(connection)
        others = [
            replace(ONE, secret="3" * 64, name="Tablet B"),
            replace(ONE, secret="4" * 64, kind="phone", event="pond-dipping"),
        ]
        for each in (ONE, *others, later):
            enrolments.add(connection, each)
        assert enrolments.find(connection, ONE.secret) is None
        for each in (*others, later):
            assert enrolments.find(connection, each.secret) == each


def test_tries_are_counted_and_it_can_be_voided(database: Database) -> None:
    with database.writing() as connection:
        enrolments.add(connection, ONE)
        enrolments.set_tries(connection, ONE.secret, 3)
        assert enrolments.find(connection, ONE.secret) == replace(ONE, tries=3)
        enrolments.remove(connection, ONE.secret)
        enrolments.remove(connection, ONE.secret)
        assert enrolments.find(connection, ONE.secret) is None


def test_those_whose_time_is_over_are_swept(database: Database) -> None:
    with database.writing() as connection:
        enrolments.add(connection, ONE)
        enrolments.sweep(connection, NOON - timedelta(seconds=1))
        assert enrolments.find(connection, ONE.secret)
        enrolments.sweep(connection, NOON)
        assert enrolments.find(connection, ONE.secret) is None


@pytest.mark.parametrize(
    "changes",
    [{"kind": "clock"}, {"kind": "phone"}, {"pin": "380417"}, {"secret": "bare"}],
)
def test_the_database_refuses_a_bare_pin_or_secret_and_a_phone_for_no_event(
    database: Database, changes: dict[str, str]
) -> None:
    with pytest.raises(IntegrityError), database.writing() as connection:
        enrolments.add(connection, replace(ONE, **changes))

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.factories import THURSDAY
from tests.store.devices import NOON, a_phone, a_tablet
from voice.store import deliveries, tablets
from voice.store.db import Database

DAY = timedelta(days=1)
EVENT = "pond-dipping"


@pytest.fixture
def planned(database: Database) -> Database:
    with database.writing() as connection:
        factories.an_event(connection)
    return database


def test_a_tablet_is_found_by_id_token_and_name(planned: Database) -> None:
    with planned.writing() as connection:
        one = a_tablet(connection)
        a_tablet(connection, "Tablet B")
        assert tablets.find(connection, one.id) == one
        assert tablets.by_token(connection, "A" * 64) == one
        assert tablets.named(connection, "TABLET a") == one
        assert tablets.find(connection, "x") is None
        assert tablets.by_token(connection, "x") is None
        assert tablets.named(connection, "Tablet") is None


def test_a_phone_is_kept_with_its_event_and_hours_and_its_name_is_its_own(
    planned: Database,
) -> None:
    with planned.writing() as connection:
        phone = a_phone(connection, EVENT, "Tablet A")
        assert tablets.find(connection, phone.id) == phone
        assert tablets.named(connection, "Tablet A") is None


def test_all_are_listed_by_name_however_they_are_written(planned: Database) -> None:
    with planned.writing() as connection:
        for name in ("tablet b", "Tablet C", "Tablet A"):
            a_tablet(connection, name)
        assert [one.name for one in tablets.all_tablets(connection)] == [
            "Tablet A",
            "tablet b",
            "Tablet C",
        ]


def test_the_day_it_was_seen_and_the_steps_are_kept(planned: Database) -> None:
    with planned.writing() as connection:
        one, other = a_tablet(connection), a_tablet(connection, "Tablet B")
        tablets.touch(connection, one.id, THURSDAY)
        tablets.set_steps(connection, one.id, 7)
        assert tablets.find(connection, one.id) == replace(one, seen=THURSDAY, steps=7)
        assert tablets.find(connection, other.id) == other


def test_an_ended_name_is_free(planned: Database) -> None:
    with planned.writing() as connection:
        one = a_tablet(connection)
        tablets.end(connection, [one.id])
        assert tablets.named(connection, one.name) is None
        found = tablets.by_token(connection, "A" * 64)
    assert found is not None
    assert found.ended


def test_the_idle_ones_end_and_those_nobody_waits_for_are_deleted(planned: Database) -> None:
    with planned.writing() as connection:
        a_tablet(connection, "Tablet A", THURSDAY)
        a_tablet(connection, "Tablet B", THURSDAY - DAY)
        a_tablet(connection, "Tablet C", THURSDAY - DAY)
        a_phone(connection, EVENT)
        deliveries.fetch(connection, "Tablet C", EVENT)
        tablets.end_idle(connection, THURSDAY, NOON)
        tablets.sweep(connection)
        left = [(one.name, one.ended) for one in tablets.all_tablets(connection)]
        assert left == [("Phone of kim", False), ("Tablet A", False), ("Tablet C", True)]
        tablets.end_idle(connection, THURSDAY - DAY, NOON + timedelta(hours=12))
        deliveries.forget(connection, EVENT)
        tablets.sweep(connection)
        assert [one.name for one in tablets.all_tablets(connection)] == ["Tablet A"]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "clock"},
        {"kind": "phone"},
        {"event": EVENT},
        {"until": NOON},
        {"steps": -1},
        {"event": "nowhere", "kind": "phone", "until": NOON},
    ],
)
def test_the_database_refuses_what_is_neither_tablet_nor_phone(
    planned: Database, changes: dict[str, object]
) -> None:
    with planned.writing() as connection:
        good = a_tablet(connection)
    with pytest.raises(IntegrityError), planned.writing() as connection:
        tablets.add(connection, replace(good, id="x", **changes), "x" * 64)  # type: ignore[arg-type]


@pytest.mark.parametrize("token", ["A" * 64, "bare"])
def test_the_database_refuses_a_token_twice_and_a_bare_one(planned: Database, token: str) -> None:
    with planned.writing() as connection:
        good = a_tablet(connection)
    with pytest.raises(IntegrityError), planned.writing() as connection:
        tablets.add(connection, replace(good, id="x"), token)

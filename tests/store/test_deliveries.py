from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests import factories
from tests.store.devices import a_tablet
from voice.store import db, deliveries, events
from voice.store.db import Database
from voice.store.deliveries import DeliveryRecord

EVENT, OTHER = "pond-dipping", "another"
A, B = "Tablet A", "Tablet B"


@pytest.fixture
def two(database: Database) -> Database:
    """Two tablets and two events."""
    with database.writing() as connection:
        for name in (B, A):
            a_tablet(connection, name)
        for event in (EVENT, OTHER):
            factories.an_event(connection, event)
    return database


def test_a_tablet_that_fetched_a_pack_is_kept_once(two: Database) -> None:
    with two.writing() as connection:
        assert deliveries.find(connection, A, EVENT) is None
        deliveries.fetch(connection, A, EVENT)
        used = DeliveryRecord(A, EVENT, "used", True, False, frozenset({1, 2}), frozenset({1}))
        deliveries.keep(connection, used)
        deliveries.fetch(connection, A, EVENT)
        assert deliveries.find(connection, A, EVENT) == used


def test_holding_one_makes_it(two: Database) -> None:
    with two.adding() as connection:
        assert deliveries.hold(connection, A, EVENT) == DeliveryRecord(A, EVENT)
        assert deliveries.hold(connection, A, EVENT) == DeliveryRecord(A, EVENT)


def test_they_are_found_by_event_and_by_tablet(two: Database) -> None:
    with two.writing() as connection:
        for tablet, event in ((B, EVENT), (A, EVENT), (A, OTHER)):
            deliveries.fetch(connection, tablet, event)
        assert [one.tablet for one in deliveries.of_event(connection, EVENT)] == [A, B]
        assert {one.event for one in deliveries.of_tablet(connection, A)} == {EVENT, OTHER}
        deliveries.forget(connection, EVENT)
        assert deliveries.of_event(connection, EVENT) == []
        assert [one.event for one in deliveries.of_tablet(connection, A)] == [OTHER]


def test_only_what_was_never_used_can_have_stayed_in_the_cupboard(two: Database) -> None:
    with two.writing() as connection:
        for tablet in (A, B):
            deliveries.fetch(connection, tablet, EVENT)
        deliveries.keep(connection, DeliveryRecord(B, EVENT, "used"))
        deliveries.not_used(connection, EVENT, [A, B, "nobody's"])
        assert [one.state for one in deliveries.of_event(connection, EVENT)] == ["absent", "used"]


@pytest.mark.parametrize(
    ("changes", "settled"),
    [
        ({}, False),
        ({"state": "absent"}, True),
        ({"state": "lost", "heard": True, "finished": frozenset({1})}, True),
        ({"heard": True}, True),
        ({"heard": True, "finished": frozenset({1, 2}), "arrived": frozenset({1})}, False),
        ({"heard": True, "finished": frozenset({1}), "arrived": frozenset({1, 2})}, True),
        ({"arrived": frozenset({1, 2})}, False),
        ({"heard": True, "wiped": True}, False),
        ({"state": "lost", "wiped": True}, True),
    ],
)
def test_when_nobody_need_wait(changes: dict[str, object], settled: bool) -> None:
    record = replace(DeliveryRecord(A, EVENT), **changes)  # type: ignore[arg-type]
    assert record.settled is settled


def test_an_event_runs_until_it_is_complete_or_cancelled(two: Database) -> None:
    with two.writing() as connection:
        both = [EVENT, OTHER, "nowhere"]
        assert deliveries.running(connection, both) == {EVENT, OTHER}
        events.change(connection, EVENT, status="went-ahead")
        events.change(connection, OTHER, status="cancelled")
        assert deliveries.running(connection, both) == {EVENT}
        events.change(connection, EVENT, counted=0)
        assert deliveries.running(connection, both) == set()
        assert deliveries.running(connection, []) == set()


def test_an_event_that_is_closed_and_not_counted_waits(two: Database) -> None:
    with two.writing() as connection:
        for event in (EVENT, OTHER):
            deliveries.fetch(connection, A, event)
        assert events.waiting(connection) == []
        events.change(connection, EVENT, status="went-ahead")
        assert [event.id for event in events.waiting(connection)] == [EVENT]
        events.change(connection, OTHER, status="went-ahead", counted=3)
        assert [event.id for event in events.waiting(connection)] == [EVENT]
        deliveries.forget(connection, EVENT)
        assert events.waiting(connection) == []


def test_two_that_add_at_the_same_time_lose_nothing_of_each_other(
    two: Database, request: pytest.FixtureRequest, engine_name: str
) -> None:
    address = request.getfixturevalue(f"{engine_name}_address")

    patient = db.connect(address)

    def arrive(number: int) -> None:
        with patient.adding() as connection:
            held = deliveries.hold(connection, A, EVENT)
            deliveries.keep(connection, replace(held, arrived=held.arrived | {number}))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(arrive, range(1, 19)))
    patient.close()
    with two.reading() as connection:
        found = deliveries.find(connection, A, EVENT)
    assert found is not None
    assert found.arrived == frozenset(range(1, 19))


def test_the_database_refuses_a_state_there_is_not_and_a_tablet_or_event_it_does_not_know(
    two: Database,
) -> None:
    into = "INSERT INTO delivery (tablet, event, state)"
    for row in (f"'{A}', '{EVENT}', 'eaten'", f"'x', '{EVENT}', 'used'", f"'{A}', 'x', 'used'"):
        with pytest.raises(DBAPIError), two.writing() as connection:
            connection.execute(text(f"{into} VALUES ({row})"))

from collections.abc import Iterator
from datetime import date

import pytest

from tests import factories
from voice.analysis.company import Came
from voice.faults import FaultyError
from voice.store import attendance, events
from voice.store.db import Connection, Database

EVENT = "pond-dipping"


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.writing() as connection:
        factories.an_event(connection)
        yield connection


def test_a_number_replaces_the_one_before(connection: Connection) -> None:
    attendance.put(connection, EVENT, "signed-up", "all", 9)
    attendance.put(connection, EVENT, "signed-up", "all", 5)
    attendance.put(connection, EVENT, "calls", "all", 0)
    assert attendance.of(connection, EVENT) == {("signed-up", "all"): 5, ("calls", "all"): 0}
    assert attendance.of(connection, "another") == {}


def test_a_child_of_an_age_band_is_one_more_of_all(connection: Connection) -> None:
    for band in ("0-9", "0-9", "10-16"):
        attendance.add_one(connection, EVENT, "came", band)
    attendance.add_one(connection, EVENT, "came")
    assert attendance.of(connection, EVENT) == {
        ("came", "0-9"): 2,
        ("came", "10-16"): 1,
        ("came", "all"): 4,
    }


def test_a_second_tap_says_more_of_the_same_child(connection: Connection) -> None:
    attendance.add_one(connection, EVENT, "came", "10-16")
    attendance.add_one(connection, EVENT, "came", "first-time")
    attendance.add_one(connection, EVENT, "came", "out-of-county")
    found = attendance.of(connection, EVENT)
    assert found["came", "all"] == 1
    assert found["came", "first-time"] == found["came", "out-of-county"] == 1


def test_counting_goes_on_from_a_number_put_in(connection: Connection) -> None:
    attendance.put(connection, EVENT, "came", "all", 7)
    attendance.add_one(connection, EVENT, "came", "17+")
    assert attendance.of(connection, EVENT)["came", "all"] == 8


def test_what_is_not_counted_is_told_with_what_is(connection: Connection) -> None:
    with pytest.raises(FaultyError) as told:
        attendance.put(connection, EVENT, "shouted", "grown-ups", -1)
    assert [fault.place for fault in told.value.faults] == [
        "shouted",
        "grown-ups",
        "shouted, grown-ups",
    ]
    with pytest.raises(FaultyError, match="is no category"):
        attendance.add_one(connection, EVENT, "came", "boys and girls")
    assert attendance.of(connection, EVENT) == {}


def test_who_came_is_added_up_by_group_and_month(connection: Connection) -> None:
    for id_, day, status in (
        (EVENT, factories.THURSDAY, "went-ahead"),
        ("picnic", date(2019, 10, 31), "went-ahead"),
        ("walk", date(2019, 12, 1), "went-ahead"),
        ("off", date(2019, 10, 2), "cancelled"),
        ("later", date(2020, 1, 1), "went-ahead"),
    ):
        if id_ != EVENT:
            factories.an_event(connection, id_, day)
        events.change(connection, id_, status=status)
        attendance.put(connection, id_, "came", "all", 10)
        attendance.put(connection, id_, "signed-up", "all", 15)
    attendance.put(connection, EVENT, "came", "carers", 3)
    assert attendance.came(connection, ("2019-10", "2019-11", "2019-12")) == [
        Came("just-us", "2019-10", "all", 20),
        Came("just-us", "2019-10", "carers", 3),
        Came("just-us", "2019-12", "all", 10),
    ]
    assert attendance.came(connection, ()) == []

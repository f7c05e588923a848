from datetime import date, timedelta

import pytest

from tests import factories
from tests.factories import THURSDAY
from voice.faults import FaultyError
from voice.store import events
from voice.store.db import Connection, Database
from voice.store.events import EventRecord

DAY = timedelta(days=1)


def ids(records: list[EventRecord]) -> list[str]:
    return [record.id for record in records]


def test_an_event_is_planned_until_somebody_says_more(database: Database) -> None:
    with database.writing() as connection:
        added = factories.an_event(connection, district="Fenland", place="A farm", host="Sam")
        assert events.find(connection, added.id) == added
    assert added.status == "planned"
    assert (added.group, added.group_name) == ("just-us", "Just Us")
    assert (added.day, added.counted, added.invented) == (THURSDAY, None, False)
    assert (added.place, added.place_safe, added.host) == ("A farm", False, "Sam")


def test_what_is_said_of_an_event_can_be_changed(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection)
        changed = events.change(
            connection, "pond-dipping", name="Pond", day=THURSDAY + DAY, place_safe=True, counted=7
        )
        assert (changed.name, changed.day) == ("Pond", THURSDAY + DAY)
        assert (changed.place_safe, changed.counted) == (True, 7)
        assert events.change(connection, "pond-dipping") == changed


def test_an_event_that_is_not_there_cannot_be_changed(database: Database) -> None:
    with database.writing() as connection:
        with pytest.raises(FaultyError, match="nowhere: is not there"):
            events.change(connection, "nowhere", name="Nowhere")
        assert events.find(connection, "nowhere") is None


def test_an_event_has_a_group_and_an_id_of_its_own(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection)
        with pytest.raises(FaultyError, match="is there already"):
            factories.an_event(connection)
        with pytest.raises(FaultyError, match="nobody is no group"):
            events.add(connection, "other", "nobody", "Other", THURSDAY)


@pytest.fixture
def autumn(database: Database) -> Database:
    with database.writing() as connection:
        for number, status in enumerate(
            ["went-ahead", "cancelled", "planned", "open", "planned", "open", "planned"]
        ):
            day = THURSDAY + DAY * (number - 4)
            factories.an_event(connection, f"{day}", day, status=status)
    return database


def test_between_takes_the_last_day_and_not_the_first(autumn: Database) -> None:
    with autumn.reading() as connection:
        found = events.between(connection, date(2019, 10, 20), date(2019, 10, 23))
    assert ids(found) == ["2019-10-21", "2019-10-22", "2019-10-23"]


def test_coming_begins_with_what_is_open_then_what_is_planned(autumn: Database) -> None:
    with autumn.reading() as connection:
        assert ids(events.coming(connection, THURSDAY)) == [
            "2019-10-23",
            "2019-10-25",
            "2019-10-24",
            "2019-10-26",
        ]


def test_a_planned_day_that_has_passed_waits_for_a_decision(autumn: Database) -> None:
    with autumn.reading() as connection:
        assert ids(events.undecided(connection, THURSDAY)) == ["2019-10-22"]
        assert ids(events.undecided(connection, date(2019, 10, 22))) == []


def test_only_the_four_states_are_kept(database: Database) -> None:
    def lost(connection: Connection) -> None:
        factories.an_event(connection, status="lost")

    with pytest.raises(Exception, match="ck_event_status"), database.writing() as connection:
        lost(connection)

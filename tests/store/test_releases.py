"""Closed periods and their releases: kept as said."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

from tests.analysis.crowd import a_question, a_table
from voice.analysis import opendata
from voice.analysis.disclosure import protect
from voice.analysis.policy import Policy
from voice.analysis.safe import Release
from voice.store import releases
from voice.store.db import Connection, Database
from voice.store.releases import DamagedReleaseError, PeriodRecord
from voice.store.schema import release as release_table

FIRST = PeriodRecord("2019-P1", "2019-09", "2019-10", date(2019, 11, 4))
SECOND = PeriodRecord("2019-P2", "2019-11", "2019-12", date(2020, 1, 6))
DAY = date(2019, 11, 4)


def a_release(*earlier: Release) -> Release:
    return protect([a_table(a_question(("yes", "no")), (6, 7))], earlier, Policy())


def keep(connection: Connection) -> Release:
    releases.add_period(connection, FIRST)
    return releases.add(connection, a_release(), "committee", DAY, "analyst")


def test_before_the_first_close_there_is_nothing(database: Database) -> None:
    with database.reading() as connection:
        assert releases.all_periods(connection) == []
        assert releases.all_releases(connection) == []
        assert releases.documents(connection) == []
        assert releases.last_closed_month(connection) is None
        assert releases.find(connection, "2019-P1") is None


def test_periods_are_kept_oldest_first(database: Database) -> None:
    with database.writing() as connection:
        releases.add_period(connection, SECOND)
        releases.add_period(connection, FIRST)
        assert releases.all_periods(connection) == [FIRST, SECOND]
        assert releases.last_closed_month(connection) == "2019-12"


def test_a_month_is_closed_once(database: Database) -> None:
    with database.writing() as connection:
        releases.add_period(connection, FIRST)
    with pytest.raises(IntegrityError), database.writing() as connection:
        releases.add_period(connection, replace(SECOND, last="2019-10", first="2019-10"))


def test_a_release_comes_back_as_it_was_said(database: Database) -> None:
    with database.writing() as connection:
        kept = keep(connection)
    with database.reading() as connection:
        assert releases.find(connection, "2019-P1") == kept
        assert releases.all_releases(connection) == [kept]
        assert releases.documents(connection) == [opendata.write(a_release())]


def test_its_log_begins_with_who_released_it_and_when(database: Database) -> None:
    with database.writing() as connection:
        kept = keep(connection)
    first, *rest = kept.log
    assert {name: first[name] for name in ("what", "release", "day", "role", "audience")} == {
        "what": "released",
        "release": "2019-P1",
        "day": "2019-11-04",
        "role": "analyst",
        "audience": "committee",
    }
    assert len(first["tables.json"]) == 64
    assert tuple(rest) == a_release().log


def test_releases_come_oldest_first(database: Database) -> None:
    second = replace(a_release(), id="2019-P2", period="2019-P2", tables=(), months=("2019-11",))
    second = replace(second, hierarchies={"time": {"2019-P2": ["2019-11"]}, "group": {}})
    with database.writing() as connection:
        releases.add_period(connection, SECOND)
        releases.add(connection, second, "committee", DAY)
        keep(connection)
        assert [one.id for one in releases.all_releases(connection)] == ["2019-P1", "2019-P2"]


def test_a_release_needs_its_period(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as connection:
        releases.add(connection, a_release(), "committee", DAY)


def test_a_release_is_never_said_twice(database: Database) -> None:
    with database.writing() as connection:
        keep(connection)
    with pytest.raises(IntegrityError), database.writing() as connection:
        releases.add(connection, a_release(), "committee", DAY)


def test_a_release_somebody_changed_is_not_read(database: Database) -> None:
    with database.writing() as connection:
        keep(connection)
        other = json.loads(opendata.write(a_release()))
        other["tables"][0]["cells"][0]["published"] = 14
        connection.execute(update(release_table).values(tables=json.dumps(other)))
    with database.reading() as connection:
        for look in (releases.all_releases, releases.documents):
            with pytest.raises(DamagedReleaseError, match="2019-P1 is not what was released"):
                look(connection)
        with pytest.raises(DamagedReleaseError):
            releases.find(connection, "2019-P1")


def test_the_policy_in_force_stands_beside_it(database: Database) -> None:
    with database.writing() as connection:
        keep(connection)
        stored = connection.execute(text("SELECT policy FROM release")).scalar()
        found = json.loads(stored) if isinstance(stored, str) else stored
        assert found == Policy().as_dict()

"""What the worker process does for tablets by itself, once a minute and once a day."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests import factories
from tests.labour import NOON, done, kind, never, queued
from tests.store.devices import a_tablet
from voice import opening, tablets
from voice.analysis.policy import Policy
from voice.jobs import Worker
from voice.keys import Keys
from voice.settings import Settings
from voice.store import events, trail
from voice.store.db import Database

EVENT = "pond-dipping"


@pytest.fixture
def folders(settings: Settings) -> Settings:
    settings.keys.mkdir(exist_ok=True)
    return settings


@pytest.fixture
def waiting(database: Database) -> Database:
    """Pond dipping is done, and waits for a tablet that has told by now that it holds nothing."""
    with database.writing() as connection:
        factories.an_event(connection)
        a_tablet(connection)
    tablets.fetched(database, "Tablet A", EVENT)
    opening.close_event(database, EVENT, Policy(), NOON.date())
    return database


def tell_of_none(database: Database) -> None:
    with database.adding() as connection:
        tablets.report(connection, "Tablet A", {EVENT: {"last": 0}})


def counted(database: Database) -> int | None:
    with database.reading() as connection:
        found = events.find(connection, EVENT)
    assert found is not None
    return found.counted


def test_an_event_whose_last_envelope_came_is_complete_within_a_minute_and_the_trail_says_so(
    waiting: Database, folders: Settings, keyring: Keys
) -> None:
    at = [NOON]
    worker = Worker(waiting, folders, keyring, lambda: at[0], never, kind(done))
    worker.turn()
    tell_of_none(waiting)
    found = []
    for _ in range(3):
        worker.turn()
        found.append(counted(waiting))
        at[0] += timedelta(seconds=30)
    assert found == [None, None, 0]
    with waiting.reading() as connection:
        (line,) = trail.lines(connection)
    assert (line.who, line.what, line.about) == ("(server)", "event-completed", EVENT)


def test_a_policy_that_cannot_be_read_stops_no_other_work(
    waiting: Database,
    folders: Settings,
    keyring: Keys,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    tell_of_none(waiting)
    without = replace(folders, policy=tmp_path / "nowhere.toml")
    worker = Worker(waiting, without, keyring, lambda: NOON, never, kind(done))
    queued(waiting, kind(done))
    assert worker.turn()
    assert "no event can be completed: nowhere.toml" in caplog.text
    assert counted(waiting) is None


def test_once_a_day_tablets_not_seen_for_a_year_are_forgotten(
    database: Database, folders: Settings, keyring: Keys
) -> None:
    with database.writing() as connection:
        a_tablet(connection, "Tablet A", NOON.date() - timedelta(days=400))
        a_tablet(connection, "Tablet B", NOON.date())
    Worker(database, folders, keyring, lambda: NOON, never, kind(done)).turn()
    assert [one.name for one in tablets.all_tablets(database)] == ["Tablet B"]

"""Tablets from the command line: listing them, one that is lost, one that is taken off."""

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell
from tests.factories import THURSDAY
from tests.store.devices import a_tablet
from voice import opening, tablets
from voice.analysis.policy import Policy
from voice.store import db, events, trail
from voice.store.db import Database

EVENT, A, B = "half-term", "Tablet A", "Tablet B"


@pytest.fixture
def hall(voice: Shell, opened: Callable[..., str]) -> Database:
    """Half-term is done and waits for two tablets."""
    opened()
    database = db.connect(f"sqlite:///{voice.environment['VOICE_DATA']}/voice.db")
    with database.writing() as connection:
        a_tablet(connection, A, THURSDAY, "id-a")
        a_tablet(connection, B, id_="id-b")
    for id_ in ("id-a", "id-b"):
        tablets.fetched(database, id_, EVENT)
    opening.close_event(database, EVENT, Policy(), THURSDAY)
    return database


def test_without_a_tablet_that_is_said(voice: Shell) -> None:
    assert "No tablet is set up yet." in voice("tablet", "list").output


def test_tablets_are_listed_with_the_day_they_were_seen(voice: Shell, hall: Database) -> None:
    said = voice("tablet", "list").output
    assert "Tablet A (blue): last heard from on 24 October 2019" in said
    assert "Tablet B (blue): never heard from" in said
    told = voice.told("tablet", "list")["tablets"]
    assert [one["seen"] for one in told] == ["2019-10-24", None]


def test_the_last_tablet_declared_lost_completes_the_event(voice: Shell, hall: Database) -> None:
    words = ("--event", EVENT, "--why", "left on the bus")
    first = voice("tablet", "lost", "tablet b", *words)
    assert first.exit_code == 0
    assert "waits for others" in first.output
    assert voice.told("tablet", "lost", A, *words)["complete"] is True
    with hall.reading() as connection:
        event = events.find(connection, EVENT)
    assert event is not None
    assert event.counted == 0
    assert event.lost.splitlines() == ["Tablet B: left on the bus", "Tablet A: left on the bus"]


@pytest.mark.parametrize(
    ("name", "event", "why"), [("Tablet X", EVENT, "gone"), (A, "nowhere", "gone"), (A, EVENT, " ")]
)
def test_what_cannot_be_declared_is_a_fault(
    voice: Shell, hall: Database, name: str, event: str, why: str
) -> None:
    assert voice("tablet", "lost", name, "--event", event, "--why", why).exit_code == 1


def test_a_tablet_is_taken_off_the_list_and_each_act_leaves_a_line(
    voice: Shell, hall: Database
) -> None:
    assert voice("tablet", "end", A).exit_code == 0
    assert [one["name"] for one in voice.told("tablet", "list")["tablets"]] == [B]
    again = voice("tablet", "end", A)
    assert again.exit_code == 1
    assert "There are: Tablet B." in again.output
    with hall.reading() as connection:
        assert trail.lines(connection)[0].what == "tablet-ended"


def test_of_two_with_one_name_the_id_says_which(voice: Shell, hall: Database) -> None:
    """One was taken off the list, and another was given its name."""
    with hall.writing() as connection:
        connection.exec_driver_sql("UPDATE tablet SET name = 'Tablet A' WHERE id = 'id-b'")
    lost = ("tablet", "lost", A, "--event", EVENT, "--why", "gone")
    both = voice.told(*lost)
    assert both["faults"][0]["wrong"] == "is the name of 2 tablets."
    assert both["faults"][0]["do"] == "Give one of their ids: id-a, id-b."
    assert voice("tablet", "lost", "id-b", *lost[3:]).exit_code == 0
    assert voice("tablet", "lost", A, *lost[3:]).exit_code == 0

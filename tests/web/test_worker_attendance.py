"""The numbers of an event where a council has everything counted."""

from dataclasses import replace

import pytest

from tests import factories
from tests.web.visiting import TODAY, Visit, box, faults, tallied, text
from voice.settings import COUNTABLE, Settings
from voice.store import attendance, events, groups
from voice.store.db import Database
from voice.web.worker import tallies

pytestmark = pytest.mark.usefixtures("quick_hashing")

EVENT = "pond-dipping"
PATH = f"/events/{EVENT}/attendance"
DID_NOT_COME = {"did-not-come_taxi": "2", "did-not-come_not-told": "1"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """All that can be counted is."""
    return replace(settings, counted=frozenset(COUNTABLE))


@pytest.fixture(autouse=True)
def planned(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)


def ages(database: Database) -> str:
    with database.reading() as connection:
        found = events.find(connection, EVENT)
    assert found
    return found.ages


def test_every_reason_and_guest_that_is_kept_has_a_box() -> None:
    assert tuple(name for name, _ in tallies.MISSED) == attendance.REASONS
    assert tuple(name for name, _ in tallies.GUESTS) == attendance.GUESTS
    assert set(tallies.OPTIONAL) == set(COUNTABLE)


def test_reasons_for_not_coming_are_kept_with_their_sum(worker: Visit, database: Database) -> None:
    page = worker.sent(PATH, **DID_NOT_COME)
    assert tallied(database) == {
        ("did-not-come", "taxi"): 2,
        ("did-not-come", "not-told"): 1,
        ("did-not-come", "all"): 3,
    }
    assert "The taxi did not come 2" in text(page)
    form = worker.see(PATH)
    worker.sent(PATH, **DID_NOT_COME | {"did-not-come_taxi": "", "shown": box(form, "shown")})
    assert tallied(database)["did-not-come", "all"] == 1


def test_no_more_can_have_stayed_away_than_had_signed_up(worker: Visit, database: Database) -> None:
    page = worker.refused(PATH, **DID_NOT_COME | {"signed-up": "2"})
    assert faults(page) == [
        "The taxi did not come and nobody told us why: 3 together, but 2 signed up in all."
    ]
    assert tallied(database) == {}


def test_guests_are_kept_and_are_not_among_those_who_came(
    worker: Visit, database: Database
) -> None:
    worker.sent(PATH, came="3", guests_councillors="1", guests_partners="5")
    assert tallied(database) == {
        ("came", "all"): 3,
        ("guests", "councillors"): 1,
        ("guests", "partners"): 5,
        ("guests", "all"): 6,
    }


def test_who_had_been_before_and_who_fosters_is_kept(worker: Visit, database: Database) -> None:
    given = {"came_first-time": "2", "came_been-before": "3", "came_children-who-foster": "1"}
    worker.sent(PATH, came="5", **given)
    assert tallied(database)["came", "been-before"] == 3
    assert tallied(database)["came", "children-who-foster"] == 1
    page = worker.refused(PATH, **given | {"came": "4"}, shown=box(worker.see(PATH), "shown"))
    assert faults(page) == [
        "There for the first time and been before: 5 together, but 4 came in all."
    ]


def test_ages_are_kept_as_a_range_and_can_be_taken_away(worker: Visit, database: Database) -> None:
    page = worker.sent(PATH, youngest="5", oldest="14")
    assert "Ages of those who came 5 to 14" in text(page)
    assert ages(database) == "5-14"
    form = worker.see(PATH)
    assert (box(form, "youngest"), box(form, "oldest")) == ("5", "14")
    worker.sent(PATH, youngest="", oldest="")
    assert ages(database) == ""


@pytest.mark.parametrize(
    ("youngest", "oldest", "told"),
    [
        ("5", "", "The oldest: enter both ages, or none."),
        ("", "14", "The youngest: enter both ages, or none."),
        ("14", "5", "Enter the youngest first, and nobody over 25."),
        ("5", "60", "Enter the youngest first, and nobody over 25."),
    ],
)
def test_what_is_no_range_is_told(
    worker: Visit, database: Database, youngest: str, oldest: str, told: str
) -> None:
    page = worker.refused(PATH, youngest=youngest, oldest=oldest, calls="3")
    assert faults(page) == [told]
    assert box(page, "calls") == "3"
    assert (ages(database), tallied(database)) == ("", {})


def test_places_and_awards_are_asked_at_a_partners_event_only(
    worker: Visit, database: Database
) -> None:
    assert not worker.see(PATH).select("[name=places], [name=awards]")
    with database.writing() as connection:
        factories.a_group(connection, "partners", kind=groups.PARTNER)
        events.add(connection, "arts-award", "partners", "Arts Award", TODAY)
    worker.sent("/events/arts-award/attendance", places="12", awards="6")
    with database.reading() as connection:
        assert attendance.of(connection, "arts-award") == {
            ("places", "all"): 12,
            ("awards", "all"): 6,
        }

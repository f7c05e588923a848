"""Counting one by one: a tap is one more, kept at once."""

import pytest

from tests import factories
from tests.web.visiting import TODAY, Visit, tallied, text
from voice.store import trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")

EVENT = "pond-dipping"
PATH = f"/events/{EVENT}/count"


@pytest.fixture(autouse=True)
def planned(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)


def test_each_tap_is_one_call_more_or_fewer(worker: Visit, database: Database) -> None:
    for step in ("1", "1", "-1"):
        page = worker.sent(PATH, category="calls", step=step)
    assert tallied(database) == {("calls", "all"): 1}
    assert text(page.select_one("#calls .came__number")) == "1"
    page = worker.sent(PATH, category="calls", step="-1")
    assert "disabled" in page.select_one("#calls button").attrs


def test_a_reason_is_one_more_who_did_not_come(worker: Visit, database: Database) -> None:
    for reason in ("taxi", "taxi", "unwell"):
        worker.sent(PATH, category=f"did-not-come_{reason}", step="1")
    worker.sent(PATH, category="did-not-come_taxi", step="-1")
    assert tallied(database) == {
        ("did-not-come", "taxi"): 1,
        ("did-not-come", "unwell"): 1,
        ("did-not-come", "all"): 2,
    }


def test_more_of_a_child_changes_no_total(worker: Visit, database: Database) -> None:
    worker.sent(PATH, category="came_first-time", step="1")
    assert tallied(database) == {("came", "first-time"): 1}


@pytest.mark.parametrize(
    ("category", "step"),
    [("calls", "2"), ("calls", ""), ("came_0-9", "1"), ("guests_managers", "1"), ("", "1")],
)
def test_nothing_else_is_counted_here(
    worker: Visit, database: Database, category: str, step: str
) -> None:
    assert worker.send(PATH, category=category, step=step).status_code == 400
    assert tallied(database) == {}


def test_no_tap_is_timed_in_the_trail(worker: Visit, database: Database) -> None:
    def lines() -> int:
        with database.reading() as connection:
            return len(trail.lines(connection))

    before = lines()
    worker.sent(PATH, category="came_first-time", step="1")
    assert lines() == before


def test_numbers_can_be_typed_or_tapped_in(worker: Visit) -> None:
    assert worker.see(f"/events/{EVENT}/attendance").select(f'a[href$="{PATH}"]')
    assert worker.see(PATH).select('a[href$="/attendance"]')

"""What a closed, cancelled or coming event still lets a worker do, and what it does not."""

from datetime import timedelta

import pytest

from tests import factories
from tests.web.visiting import TODAY, Visit, an_open_event, box, days, faults, text
from voice import collect
from voice.keys import Keys
from voice.store import attendance, events, trail
from voice.store.db import Database
from voice.store.events import EventRecord

pytestmark = pytest.mark.usefixtures("quick_hashing")

EVENT = "pond-dipping"
OVER = pytest.mark.parametrize("status", ["went-ahead", "cancelled"])
WORDS = {"went-ahead": "This event is closed.", "cancelled": "This event is cancelled."}


def an_event(database: Database, status: str, **changes: object) -> None:
    with database.writing() as connection:
        day = TODAY - timedelta(days=3)
        factories.an_event(connection, EVENT, **{"day": day, "status": status} | changes)


def the_event(database: Database) -> EventRecord:
    with database.reading() as connection:
        found = events.find(connection, EVENT)
    assert found is not None
    return found


@OVER
@pytest.mark.parametrize(
    ("path", "given"),
    [
        (f"/events/{EVENT}/change", {"name": "Other", **days(TODAY + timedelta(days=4000))}),
        (f"/events/{EVENT}/cancel", {"why_kind": "weather"}),
        (f"/today/{EVENT}/came", {"category": "0-9", "step": "1"}),
        (f"/today/{EVENT}/done", {"came": "3", "note": "Other"}),
    ],
)
def test_what_is_over_does_not_change(
    worker: Visit, database: Database, status: str, path: str, given: dict[str, str]
) -> None:
    an_event(database, status, why="Floods")
    before = the_event(database)
    assert WORDS[status] in worker.stopped(path, **given)
    assert the_event(database) == before
    with database.reading() as connection:
        assert attendance.of(connection, EVENT) == {}
    if not path.endswith("came"):
        assert WORDS[status] in text(worker.see(path, 409).main)


@OVER
def test_the_page_of_what_is_over_offers_only_to_correct(
    worker: Visit, database: Database, status: str
) -> None:
    an_event(database, status)
    page = text(worker.see(f"/events/{EVENT}"))
    assert "Correct the numbers" in page
    assert "Cancel this event" not in page
    assert not worker.see(f"/events/{EVENT}").select("a[href$=change]")
    assert not worker.see(f"/today/{EVENT}").select("button[name=step]")


@OVER
def test_numbers_and_note_of_what_is_over_are_corrected_with_a_notice_and_a_line(
    worker: Visit, database: Database, status: str
) -> None:
    an_event(database, status)
    for path, given in (("attendance", {"letters": "8"}), ("note", {"note": "Put right."})):
        page = text(worker.see(f"/events/{EVENT}/{path}").main)
        assert f"{WORDS[status]} A correction shows in the next paper, not in one" in page
        worker.sent(f"/events/{EVENT}/{path}", **given)
        with database.reading() as connection:
            assert trail.lines(connection)[0].what == "event-changed"
    assert the_event(database).note == "Put right."


def test_an_event_to_come_is_neither_counted_at_nor_closed(
    worker: Visit, database: Database
) -> None:
    an_event(database, "planned", day=TODAY + timedelta(days=1))
    for path, given in (("came", {"category": "0-9", "step": "1"}), ("done", {"came": "3"})):
        assert "still to come" in worker.stopped(f"/today/{EVENT}/{path}", **given)
    worker.see(f"/today/{EVENT}/done", 409)
    assert the_event(database).status == "planned"


@pytest.mark.parametrize(("answers", "later", "may"), [(0, 1, True), (1, -1, True), (1, 1, False)])
def test_an_event_moves_to_a_later_day_only_before_anybody_answered(
    worker: Visit, database: Database, keyring: Keys, answers: int, later: int, may: bool
) -> None:
    an_open_event(database)
    for _ in range(answers):
        collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
    day = TODAY + timedelta(days=later)
    given = {"name": "Pond dipping", **days(day)}
    if may:
        worker.sent(f"/events/{EVENT}/change", **given)
    else:
        page = worker.refused(f"/events/{EVENT}/change", **given)
        assert faults(page)[0].startswith("Young people have answered at this event")
        assert box(page, "name") == "Pond dipping"
    assert (the_event(database).day == day) is may


def test_a_tap_leaves_no_line_in_the_trail(worker: Visit, database: Database) -> None:
    an_open_event(database)
    with database.reading() as connection:
        before = trail.count(connection)
    worker.sent(f"/today/{EVENT}/came", category="0-9", step="1")
    with database.reading() as connection:
        assert trail.count(connection) == before

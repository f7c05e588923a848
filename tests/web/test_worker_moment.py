"""“We’re done”: a moment worth telling is kept with the close, or asked for anew."""

from typing import Any

import pytest

from tests.quotes import an_event
from tests.web.visiting import TODAY, Visit, an_open_event, box, faults, text
from voice.store import attendance, events, trail
from voice.store import quotes as kept
from voice.store.db import Database
from voice.store.quotes import QuoteRecord

pytestmark = pytest.mark.usefixtures("quick_hashing")
DONE = "/today/pond-dipping/done"


@pytest.fixture(autouse=True)
def event(database: Database) -> None:
    an_open_event(database, place="Ferry Meadows", host="Sam")


def status(database: Database) -> str:
    with database.reading() as connection:
        found = events.find(connection, "pond-dipping")
    assert found is not None
    return found.status


def moments(database: Database) -> list[QuoteRecord]:
    with database.reading() as connection:
        return kept.all_of(connection)


def given(**changes: Any) -> dict[str, Any]:
    return {"came": "4", "cancelled": "", "moment": "", "note": ""} | changes


def test_the_page_asks_for_one_moment_and_needs_none(worker: Visit, database: Database) -> None:
    page = worker.see(DONE)
    assert "A moment worth telling" in text(page.main)
    assert "seen by a worker, said by a carer" in text(page.main)
    worker.sent(DONE, **given())
    assert (status(database), moments(database)) == ("went-ahead", [])


def test_a_moment_is_kept_when_the_event_is_closed(worker: Visit, database: Database) -> None:
    worker.sent(DONE, **given(moment="They all cheered.", note="It rained."))
    (line,) = moments(database)
    assert (line.source, line.said, line.event) == ("moment", "They all cheered.", "pond-dipping")
    assert (line.month, line.first) == (f"{TODAY:%Y-%m}", None)
    with database.reading() as connection:
        found = events.find(connection, "pond-dipping")
    assert found is not None
    assert found.note == "It rained."


@pytest.mark.parametrize("came", ["4", ""])
def test_a_moment_of_few_that_points_at_somebody_is_asked_for_anew_and_nothing_is_lost(
    worker: Visit, database: Database, came: str
) -> None:
    said = "A boy at Ferry Meadows held the pond net for Sam."
    page = worker.refused(DONE, **given(came=came, moment=said, note="It rained."))
    (fault,) = faults(page)
    assert "A moment worth telling points at somebody, because few came:" in fault
    assert "“boy”, “Ferry”, “Meadows”, “pond”, “Sam”" in fault
    assert (box(page, "moment"), box(page, "note")) == (said, "It rained.")
    assert (status(database), moments(database)) == ("open", [])
    worker.sent(DONE, **given(moment="One child held the net for all."))
    assert [one.said for one in moments(database)] == ["One child held the net for all."]


def test_no_reason_lets_a_word_stay(worker: Visit, database: Database) -> None:
    page = worker.refused(DONE, **given(moment="The boys cheered.", reason="All were boys."))
    assert faults(page)[0].endswith("because few came: “boys”. Leave that out.")
    assert moments(database) == []


def test_carers_do_not_make_an_event_large(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        attendance.put(connection, "pond-dipping", "came", "carers", 5)
    worker.refused(DONE, **given(came="12", moment="The boys cheered."))
    assert moments(database) == []


def test_a_note_says_where_it_stays(worker: Visit, database: Database) -> None:
    stays = "Where fewer than ten came this stays with the team. To pass something on, write a"
    assert stays in text(worker.see(DONE).main)
    with database.writing() as connection:
        an_event(connection)
        an_event(connection, "off", came=None, status="cancelled")
    assert stays in text(worker.see("/events/canoeing/note").main)
    assert stays not in text(worker.see("/events/off/note").main)


def test_where_enough_came_a_moment_may_tell_what_was_done(
    worker: Visit, database: Database
) -> None:
    worker.sent(DONE, **given(came="12", moment="A girl found a newt in the pond."))
    assert len(moments(database)) == 1


def test_a_faulty_number_keeps_the_moment_in_its_box(worker: Visit, database: Database) -> None:
    page = worker.refused(DONE, **given(came="many", moment="They all cheered."))
    assert box(page, "moment") == "They all cheered."
    assert moments(database) == []


# Written down later


def test_a_moment_is_added_on_the_events_page(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
    link = worker.see("/events/canoeing").select_one("a[href*='/words/moment/']")
    assert text(link) == "A moment worth telling"
    page = worker.refused("/words/moment/canoeing", moment="A boy sang.")
    assert "points at somebody, because few came: “boy”" in faults(page)[0]
    assert box(page, "moment") == "A boy sang."
    worker.sent("/words/moment/canoeing", moment="One child sang.")
    with database.reading() as connection:
        (line,) = kept.all_of(connection)
        assert (line.source, line.said, line.event) == ("moment", "One child sang.", "canoeing")
        assert trail.lines(connection)[0].says == "wrote down a moment of the event canoeing"


def test_an_empty_moment_is_asked_for(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
    page = worker.refused("/words/moment/canoeing", moment=" ")
    assert faults(page) == ["Write what was seen or said."]
    worker.see("/words/moment/no-event", 404)

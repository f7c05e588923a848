"""Moments worth telling, of events to which few came above all."""

import pytest

from tests.quotes import LEAST, an_event, clear, keep, look
from voice import quotes
from voice.faults import FaultyError
from voice.store import attendance, events
from voice.store import quotes as kept
from voice.store.db import Database
from voice.store.quotes import QuoteRecord


def lines(database: Database) -> list[QuoteRecord]:
    with database.reading() as connection:
        return kept.all_of(connection)


def fault_of(caught: pytest.ExceptionInfo[FaultyError]) -> str:
    (fault,) = caught.value.faults
    return f"{fault.place} {fault.wrong}"


def test_a_moment_of_an_event_waits_for_two_people(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
    line = quotes.moment(database, "canoeing", " They all laughed. ", least=LEAST)
    assert (line.source, line.event, line.group) == ("moment", "canoeing", "just-us")
    assert (line.words, line.said, line.of) == ("They all laughed.", "They all laughed.", None)
    assert lines(database) == [line]
    assert clear(database, line.id).cleared


@pytest.mark.parametrize("came", [0, 3, 9, None])
@pytest.mark.parametrize(
    ("words", "telling"),
    [
        ("A girl smiled.", "“girl”"),
        ("It was fun at Grafham.", "“Grafham”"),
        ("The canoe was full of laughter.", "“canoe”"),
        ("Sam was thanked; he cried.", "“Sam”, “he”"),
    ],
)
def test_a_moment_of_few_tells_no_gender_place_activity_or_host(
    database: Database, came: int | None, words: str, telling: str
) -> None:
    with database.writing() as connection:
        an_event(connection, came=came)
    with pytest.raises(FaultyError) as caught:
        quotes.moment(database, "canoeing", words, least=LEAST)
    assert fault_of(caught) == f"moment points at somebody, because few came: {telling}."
    assert lines(database) == []


def test_no_reason_lets_a_word_stay_in_a_moment_of_few(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
    line = quotes.moment(database, "canoeing", "They all won.", least=LEAST)
    for said in ("The girls won.", "Sam’s team won.", "They won at Grafham.", "The canoes won."):
        with pytest.raises(FaultyError) as caught:
            quotes.say(database, line.id, said, "All of them were.", least=LEAST)
        assert "because few came" in fault_of(caught)
        assert caught.value.faults[0].do == "Leave that out."
    changed = keep(database, words="The girls won.", event="canoeing", reason="All were girls.")
    with pytest.raises(FaultyError, match="“girls”"):
        look(database, changed.id)


def test_carers_are_no_young_people(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection, came=12)
        attendance.put(connection, "canoeing", "came", "carers", 5)
    with pytest.raises(FaultyError, match="because few came: “boy”"):
        quotes.moment(database, "canoeing", "A boy laughed.", least=LEAST)


def test_a_moment_of_many_may_tell_what_was_done(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection, came=LEAST)
    line = quotes.moment(database, "canoeing", "A boy loved the canoe.", least=LEAST)
    assert clear(database, line.id).cleared


def test_a_number_put_right_later_is_looked_at_again(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection, came=12)
    line = quotes.moment(database, "canoeing", "A boy loved the canoe.", least=LEAST)
    with database.writing() as connection:
        attendance.put(connection, "canoeing", "came", attendance.ALL, 4)
    with pytest.raises(FaultyError, match="points at somebody"):
        look(database, line.id)
    with pytest.raises(FaultyError, match="points at somebody"):
        quotes.say(database, line.id, line.said, "", least=LEAST)
    with database.reading() as connection:
        assert len(quotes.looked(connection, line, LEAST).tells) == 2
    quotes.say(database, line.id, "One child loved it.", "Few came.", least=LEAST)
    assert clear(database, line.id).cleared


@pytest.mark.parametrize(("words", "wrong"), [(" ", "is missing"), ("x" * 601, "601 letters")])
def test_a_moment_is_a_few_words(database: Database, words: str, wrong: str) -> None:
    with database.writing() as connection:
        an_event(connection)
    with pytest.raises(FaultyError, match=wrong):
        quotes.moment(database, "canoeing", words, least=LEAST)


def test_a_cancelled_event_has_no_moment(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        events.change(connection, "canoeing", status="cancelled")
    for event, wrong in (("canoeing", "was cancelled"), ("no-event", "is not there")):
        with pytest.raises(FaultyError, match=wrong):
            quotes.moment(database, event, "They laughed.", least=LEAST)

"""Moments worth telling, of events to which few came above all."""

import pytest

from tests.quotes import ANN, LEAST, an_event, clear
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


def test_a_moment_of_few_may_keep_a_word_for_a_reason(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
    reason = "All of them were girls."
    line = quotes.moment(database, "canoeing", "The girls won.", least=LEAST, reason=reason)
    assert (line.said, line.reason) == ("The girls won.", reason)
    assert clear(database, line.id).cleared


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
        quotes.check(database, line.id, ANN, least=LEAST)
    with pytest.raises(FaultyError, match="points at somebody"):
        quotes.say(database, line.id, line.said, "", least=LEAST)
    with database.reading() as connection:
        assert len(quotes.looked(connection, line, LEAST).tells) == 2
    quotes.say(database, line.id, "One child loved it.", "Few came.", least=LEAST)
    assert clear(database, line.id).cleared


@pytest.mark.parametrize(
    ("words", "reason", "wrong"),
    [(" ", "", "is missing"), ("x" * 601, "", "601 letters"), ("We.", "x" * 401, "401 letters")],
)
def test_a_moment_is_a_few_words(database: Database, words: str, reason: str, wrong: str) -> None:
    with database.writing() as connection:
        an_event(connection)
    with pytest.raises(FaultyError, match=wrong):
        quotes.moment(database, "canoeing", words, least=LEAST, reason=reason)


def test_a_cancelled_event_has_no_moment(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        events.change(connection, "canoeing", status="cancelled")
    for event, wrong in (("canoeing", "was cancelled"), ("no-event", "is not there")):
        with pytest.raises(FaultyError, match=wrong):
            quotes.moment(database, event, "They laughed.", least=LEAST)

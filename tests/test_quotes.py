"""What is put forward for a paper, and the two people who look at it."""

from dataclasses import replace

import pytest

from tests import factories
from tests.quotes import (
    ANN,
    BEA,
    LEAST,
    a_card,
    a_message,
    a_remark,
    an_event,
    clear,
    find,
    keep,
    lines,
    look,
    words_of,
)
from voice import quotes
from voice.faults import FaultyError, RefusedError
from voice.store import boards, editions
from voice.store import quotes as kept
from voice.store.db import Database
from voice.store.quotes import QuoteRecord


def forward(database: Database, event: str = "canoeing") -> int:
    with database.writing() as connection:
        return quotes.forward_event(connection, event)


def put_forward(database: Database, remark: str) -> QuoteRecord:
    with database.writing() as connection:
        return quotes.put_forward(connection, remark)


def a_written_line(database: Database, words: str, leave: str, item: str = "arriving") -> str:
    with database.writing() as connection:
        remark = a_remark(connection, words, leave, item)
        return quotes.put_forward(connection, remark).id


def fault_of(caught: pytest.ExceptionInfo[FaultyError]) -> str:
    (fault,) = caught.value.faults
    return f"{fault.place} {fault.wrong}"


# What a group said


def test_what_a_group_said_is_put_forward_once_its_event_is_over(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        card = a_card(connection, "Bring your own pillow")
        message = a_message(connection, "We want one worker for longer.")
        a_card(connection, "")
    assert forward(database) == 2
    told = {one.of: one for one in lines(database)}
    assert told.keys() == {card.id, message.id}
    made = told[card.id]
    assert (made.source, made.event, made.group) == ("card", "canoeing", "just-us")
    assert (made.survey, made.item, made.month) == ("advice", "arriving", "2019-10")
    assert (made.words, made.said, made.first) == (card.words, card.words, None)
    assert told[message.id].source == "message"


def test_putting_forward_again_changes_nothing(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        a_card(connection, "Bring your own pillow")
    forward(database)
    (line,) = lines(database)
    clear(database, line.id)
    before = lines(database)
    assert forward(database) == 0
    assert lines(database) == before


@pytest.mark.parametrize("status", ["planned", "open", "cancelled"])
def test_nothing_is_put_forward_before_an_event_is_over(database: Database, status: str) -> None:
    with database.writing() as connection:
        an_event(connection, status=status)
        a_card(connection, "Bring your own pillow")
    assert forward(database) == 0
    assert forward(database, "no-event") == 0
    assert lines(database) == []


def test_late_cards_are_put_forward_beside_those_that_are_there(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        a_card(connection, "Bring your own pillow")
    forward(database)
    clear(database, lines(database)[0].id)
    with database.writing() as connection:
        a_card(connection, "Ask for a night light")
    assert forward(database) == 1
    assert [(one.said, one.cleared) for one in lines(database)] == [
        ("Ask for a night light", False),
        ("Bring your own pillow", True),
    ]


def test_a_card_with_other_words_is_looked_at_anew(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        card = a_card(connection, "Bring your pillow")
    forward(database)
    clear(database, lines(database)[0].id)
    with database.writing() as connection:
        boards.replace_card(connection, replace(card, words="Bring Liam’s pillow", edit=2))
    assert forward(database) == 0
    (line,) = lines(database)
    assert (line.said, line.words) == ("Bring Liam’s pillow", "Bring Liam’s pillow")
    assert (line.first, line.second) == (None, None)


def test_a_card_in_another_column_keeps_its_looks(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        card = a_card(connection, "Toast")
    forward(database)
    clear(database, lines(database)[0].id)
    with database.writing() as connection:
        boards.replace_card(connection, replace(card, item="food", edit=2))
    forward(database)
    (line,) = lines(database)
    assert (line.item, line.cleared) == ("food", True)


def test_a_card_that_was_taken_away_is_no_line_any_more(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        card = a_card(connection, "Bring your own pillow")
    quotes.moment(database, "canoeing", "They all laughed.", least=LEAST)
    forward(database)
    with database.writing() as connection:
        boards.replace_card(connection, replace(card, words="", edit=2))
    forward(database)
    assert words_of(database) == ["They all laughed."]


# What one child wrote


def test_own_words_are_put_forward_where_the_writer_said_yes(database: Database) -> None:
    with database.writing() as connection:
        remark = a_remark(connection, "They listen to us.", "words")
    line = put_forward(database, remark)
    assert (line.source, line.of, line.event) == ("remark", remark, None)
    assert (line.group, line.month, line.item) == ("just-us", "2019-10", "arriving")
    assert put_forward(database, remark) == line
    assert lines(database) == [line]


@pytest.mark.parametrize("leave", ["team", None])
def test_what_was_shown_to_the_team_only_is_never_put_forward(
    database: Database, leave: str | None
) -> None:
    with database.writing() as connection:
        remark = a_remark(connection, "For you alone.", leave)
    with pytest.raises(FaultyError) as caught:
        put_forward(database, remark)
    assert fault_of(caught) == "read was shown to the team only."
    assert lines(database) == []


def test_nothing_is_put_forward_before_somebody_read_it(database: Database) -> None:
    with database.writing() as connection:
        remark = a_remark(connection, "They listen to us.", "words", read=False)
    with pytest.raises(FaultyError, match="has not been read yet"):
        put_forward(database, remark)
    with pytest.raises(FaultyError, match="is not there"):
        put_forward(database, "no-remark")


def test_an_idea_is_told_in_other_words_only(database: Database) -> None:
    id_ = a_written_line(database, "I want more trips!", "idea")
    assert find(database, id_).source == "idea"
    with pytest.raises(FaultyError) as caught:
        look(database, id_)
    assert fault_of(caught) == "said may not be the writer’s own words."
    for said in ("“i want more  trips”", "I want more trips now", "Idea: I-want-móre tri\u200bps"):
        with pytest.raises(FaultyError, match="may not be the writer’s own words"):
            quotes.say(database, id_, said, "idea", least=LEAST)
    quotes.say(database, id_, "More trips", quotes.IDEA_REASON, least=LEAST)
    assert clear(database, id_).cleared


def test_a_harmless_idea_may_stand_as_it_was_written(database: Database) -> None:
    with database.writing() as connection:
        remark = a_remark(connection, "pizza", None, item="food")
        line = quotes.put_forward(connection, remark)
    assert line.source == "idea"
    assert clear(database, line.id).cleared


def test_what_was_not_always_harmless_keeps_its_promise(database: Database) -> None:
    with database.writing() as connection:
        strict = {"id": "food", "kind": "ideas", "text": "What shall we eat?"}
        editions.publish(connection, factories.a_survey(id="advice", items=[strict]))
        remark = a_remark(connection, "pizza", None, item="food")
    with pytest.raises(FaultyError, match="team only"):
        put_forward(database, remark)


# Two people look


def test_two_people_clear_a_line(database: Database) -> None:
    id_ = keep(database).id
    assert look(database, id_).first == ANN
    assert not find(database, id_).cleared
    assert look(database, id_, BEA).cleared
    assert (find(database, id_).first, find(database, id_).second) == (ANN, BEA)


def test_one_person_cannot_give_both_looks_and_nothing_is_lost(database: Database) -> None:
    id_ = keep(database).id
    look(database, id_)
    with pytest.raises(FaultyError) as caught:
        look(database, id_)
    assert fault_of(caught) == "line has had your look already."
    assert find(database, id_).first == ANN
    assert clear(database, keep(database).id).cleared


def test_looking_at_what_is_cleared_changes_nothing(database: Database) -> None:
    id_ = keep(database).id
    cleared = clear(database, id_)
    assert look(database, id_) == cleared
    assert look(database, id_, "cleo") == cleared


def test_what_is_no_line_any_more_says_so(database: Database) -> None:
    with pytest.raises(FaultyError, match="is there no more"):
        quotes.check(database, "gone", ANN, "", least=LEAST)


def test_a_look_is_at_the_words_that_were_shown(database: Database) -> None:
    shown = keep(database, words="We saw a friend.", first=ANN)
    quotes.say(database, shown.id, "We saw Liam.", "It was Liam.", least=LEAST)
    changed = look(database, shown.id)
    with pytest.raises(quotes.OtherWordsError) as caught:
        quotes.check(database, shown.id, BEA, shown.print, least=LEAST)
    assert "was changed meanwhile" in fault_of(caught)
    assert find(database, shown.id) == changed
    assert look(database, shown.id, BEA).cleared
    with pytest.raises(quotes.OtherWordsError):
        quotes.check(database, shown.id, BEA, shown.print, least=LEAST)


def test_a_message_is_told_as_the_group_agreed_on_it_or_not_at_all(database: Database) -> None:
    line = keep(database, source="message", of="a-message", words="We want one worker.")
    with pytest.raises(RefusedError, match="The group agreed on these words"):
        quotes.say(database, line.id, "We want two workers.", "Better.", least=LEAST)
    assert quotes.say(database, line.id, line.words, "", least=LEAST) == line
    assert clear(database, line.id).cleared
    other = keep(database, source="message", of="other", words="We do.", said="We did.", reason="x")
    with pytest.raises(FaultyError, match="is not what the group agreed on"):
        look(database, other.id)


def test_changed_words_take_both_looks_back(database: Database) -> None:
    id_ = keep(database, words="We saw Liam.").id
    clear(database, id_)
    line = quotes.say(database, id_, "We saw a friend.", "A name.", least=LEAST)
    assert (line.words, line.said, line.reason) == ("We saw Liam.", "We saw a friend.", "A name.")
    assert (line.first, line.second) == (None, None)
    assert clear(database, id_).cleared


def test_keeping_a_line_as_it_is_keeps_its_looks(database: Database) -> None:
    id_ = keep(database).id
    before = clear(database, id_)
    assert quotes.say(database, id_, f" {before.said} ", "", least=LEAST) == before


def test_a_change_needs_words_and_a_reason(database: Database) -> None:
    id_ = keep(database, words="We saw Liam.").id
    for said, reason, wrong in (
        ("We saw a friend.", " ", "reason is missing."),
        ("", "A name.", "said is missing."),
        ("x" * 601, "Long.", "said has 601 letters."),
        ("We did.", "x" * 401, "reason has 401 letters."),
    ):
        with pytest.raises(FaultyError) as caught:
            quotes.say(database, id_, said, reason, least=LEAST)
        assert fault_of(caught) == wrong
    assert find(database, id_).said == "We saw Liam."


def test_the_words_as_they_came_need_no_reason(database: Database) -> None:
    id_ = keep(database, words="We did.", said="They did.", reason="Because.").id
    assert quotes.say(database, id_, "We did.", "", least=LEAST).said == "We did."


def test_what_was_left_out_is_put_back_and_looked_at_anew(database: Database) -> None:
    id_ = keep(database).id
    clear(database, id_)
    assert not quotes.leave_out(database, id_).cleared
    with pytest.raises(FaultyError, match="was left out"):
        look(database, id_, "cleo")
    line = quotes.put_back(database, id_)
    assert (line.left_out, line.first, line.second) == (False, None, None)
    cleared = clear(database, id_)
    assert quotes.put_back(database, id_) == cleared


def test_each_line_stands_where_it_waits(database: Database) -> None:
    keep(database, words="new")
    keep(database, words="half", first=ANN)
    keep(database, words="done", first=ANN, second=BEA)
    keep(database, words="out", first=ANN, second=BEA, left_out=True)
    keep(database, words="mine", source="remark", of="a-remark")
    found = quotes.waiting(database, kept.ALOUD)
    every = (found.first, found.second, found.cleared, found.left_out)
    assert [[one.said for one in part] for part in every] == [["new"], ["half"], ["done"], ["out"]]
    assert [one.said for one in quotes.waiting(database).first] == ["mine", "new"]


def test_a_line_is_shown_with_what_to_look_at(database: Database) -> None:
    id_ = keep(database, words="Ask Liam about it").id
    with database.reading() as connection:
        seen = quotes.looked(connection, find(database, id_), LEAST)
    assert [flag.why for flag in seen.flags] == ["A first name."]
    assert (seen.tells, seen.needs_gist) == ((), False)


@pytest.mark.parametrize("came", [3, None])
def test_what_a_small_event_says_together_is_marked_where_it_shows_the_event(
    database: Database, came: int | None
) -> None:
    with database.writing() as connection:
        an_event(connection, came=came)
        a_card(connection, "A girl at Grafham")
        a_message(connection, "We want Sam to take us canoeing.")
        quotes.forward_event(connection, "canoeing")
    with database.reading() as connection:
        seen = [quotes.looked(connection, one, LEAST) for one in kept.all_of(connection)]
    found = {one.quote.said[flag.start : flag.end] for one in seen for flag in one.flags}
    assert found == {"girl", "Grafham", "Sam", "canoeing"}
    assert [one.tells for one in seen] == [(), ()]
    assert all(clear(database, one.quote.id).cleared for one in seen)

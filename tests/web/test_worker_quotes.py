"""The lines for a paper: who looks at them, changes them and leaves them out."""

import pytest
from flask import Flask

from tests.quotes import a_card, a_message, an_event, find, keep
from tests.web import entering
from tests.web.lines import buttons, line_of, lines_of, says, shown
from tests.web.visiting import Visit, banner, box, faults, text
from voice import quotes
from voice.store import quotes as kept
from voice.store.db import Database
from voice.store.quotes import QuoteRecord
from voice.web.worker.quotes import AT_ONCE

pytestmark = pytest.mark.usefixtures("quick_hashing")


@pytest.fixture
def other(door: Flask) -> Visit:
    """A second worker."""
    return Visit(entering.let_in(door, "worker", "two-worker"))


@pytest.fixture
def said(database: Database) -> dict[str, QuoteRecord]:
    """What two groups said, by its words."""
    with database.writing() as connection:
        an_event(connection, came=14)
        for words in ("Bring your own pillow", "Ask Liam for a light"):
            a_card(connection, words)
        a_card(connection, "Toast", item="food")
        a_message(connection, "We want one worker for longer.")
        quotes.forward_event(connection, "canoeing")
        return {one.said: one for one in kept.all_of(connection)}


# The lists


def test_nothing_there_says_what_will_come(worker: Visit) -> None:
    page = text(worker.see("/words").main)
    assert "Nothing waits for a first look." in page
    assert "when their event is closed" in page
    for which in ("second", "cleared", "left-out"):
        assert "Nothing " in text(worker.see(f"/words/{which}").main)
    worker.see("/words/else", 404)


def test_lines_stand_by_board_and_question(worker: Visit, said: dict[str, QuoteRecord]) -> None:
    page = worker.see("/words")
    assert [text(one) for one in page.select("h2")] == ["Messages to councillors", "How are you?"]
    assert [text(one) for one in page.select("h3")] == [
        "What shall we eat?",
        "What would you tell somebody new?",
    ]
    assert lines_of(page) == [
        "We want one worker for longer.",
        "Toast",
        "Ask Liam for a light",
        "Bring your own pillow",
    ]
    assert "Canoeing, Thu 24 Oct 2019" in text(page.main)
    tabs = [text(one) for one in page.select("nav.lists a")]
    assert tabs == ["First look 4", "Second look 0", "Cleared 0", "Left out 0"]


def test_a_page_holds_what_one_can_look_at_messages_first(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        an_event(connection)
        for number in range(AT_ONCE + 3):
            a_card(connection, f"card {number}")
        a_message(connection, "We want one worker for longer.")
        quotes.forward_event(connection, "canoeing")
    page = worker.see("/words")
    assert len(lines_of(page)) == AT_ONCE
    assert lines_of(page)[0] == "We want one worker for longer."
    assert "4 more lines wait behind these." in text(page.main)


def test_what_may_point_at_somebody_is_marked_with_the_why_in_words(
    worker: Visit, said: dict[str, QuoteRecord]
) -> None:
    line = line_of(worker.see("/words"), said["Ask Liam for a light"])
    assert [text(one) for one in line.select("mark")] == ["Liam"]
    assert text(line.select_one(".line__whys")) == "“Liam” : A first name."
    assert "Something is marked." in text(line)


def test_words_are_shown_as_they_were_written(worker: Visit, database: Database) -> None:
    words = "<script>alert(1)</script> {{ 7 * 7 }} Ask Anna & Bob"
    keep(database, words=words)
    page = worker.see("/words")
    bdi = page.select_one(".line__said bdi")
    assert bdi is not None
    assert bdi.text == words
    assert all(script.has_attr("src") for script in page.select("script"))


# Looks


def test_one_tap_is_a_look_and_another_person_clears(
    worker: Visit, other: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["We want one worker for longer."]
    told = banner(worker.sent("/words/first", fine=line.id, **shown(line)))
    assert "1 line has had its first look. Somebody else takes the second." in told
    assert find(database, line.id).first == "one-worker"
    told = banner(other.sent("/words/second", fine=line.id, **shown(line)))
    assert "1 line is cleared for the paper." in told
    assert find(database, line.id).cleared
    page = worker.see("/words/cleared")
    assert "Looked at by one-worker, then by two-worker." in text(line_of(page, line))
    assert buttons(line_of(page, line)) == ["Leave out"]


def test_many_cards_of_a_board_are_cleared_in_one_go(
    worker: Visit, other: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    board = worker.see("/words").select("section.lines")[1]
    ticks = [str(one["value"]) for one in board.select("input[name=ticked]")]
    assert set(ticks) == {said["Toast"].id, said["Bring your own pillow"].id}
    prints = {str(one["name"]): str(one["value"]) for one in board.select("input[type=hidden]")}
    told = banner(worker.sent("/words/first", ticked=ticks, **prints))
    assert "2 lines have had their first look." in told
    assert "2 lines are cleared" in banner(other.sent("/words/second", ticked=ticks, **prints))
    assert "looked at lines for a paper 2 2019-11-20" in says(database)


def test_words_that_changed_meanwhile_are_shown_and_not_looked_at(
    worker: Visit, other: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    old, same = said["Toast"], said["Bring your own pillow"]
    worker.sent("/words/first", ticked=[old.id, same.id], **shown(old, same))
    worker.sent(f"/words/line/{old.id}", said="Toast and jam", reason="More of it.")
    for act in ("fine", "ticked"):
        page = other.sent("/words/second", **{act: old.id}, **shown(old))
        assert "The words of a line were changed meanwhile" in banner(page)
        assert "Toast and jam" in text(line_of(page, old))
        assert find(database, old.id).second is None
    page = other.sent("/words/second", ticked=[old.id, same.id], **shown(old, same))
    assert [find(database, one.id).cleared for one in (old, same)] == [False, True]
    other.sent("/words/second", fine=old.id)
    assert find(database, old.id).second is None
    other.sent("/words/second", fine=old.id, **shown(find(database, old.id)))
    assert find(database, old.id).cleared


def test_a_line_that_waits_elsewhere_meanwhile_is_shown_there(
    worker: Visit, other: Visit, said: dict[str, QuoteRecord]
) -> None:
    old = said["Toast"]
    other.sent(f"/words/line/{old.id}", said="Toast and jam", reason="More of it.")
    found = worker.send("/words/first", fine=old.id, **shown(old))
    assert found.headers["Location"].endswith(f"/words/second#line-{old.id}")


def test_what_is_marked_is_opened_and_looked_at_by_itself(
    worker: Visit, other: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["Ask Liam for a light"]
    for visit, which in ((worker, "first"), (other, "second")):
        listed = line_of(visit.see(f"/words/{which}"), line)
        assert not listed.select("input")
        assert buttons(listed) == ["Open it", "Leave out"]
        before = find(database, line.id)
        for act in ("ticked", "fine"):
            page = visit.sent(f"/words/{which}", **{act: line.id}, **shown(line))
            assert "1 line has something marked. Open what is marked" in banner(page)
            assert find(database, line.id) == before
        page = visit.see(f"/words/line/{line.id}")
        assert "Fine as it is" in text(page.main)
        assert page.select(f"form[action$='/{line.id}/fine'] input[value='{line.print}']")
        visit.sent(f"/words/line/{line.id}/fine", **shown(line))
    assert find(database, line.id).cleared


def test_a_line_opened_in_old_words_is_shown_anew(
    worker: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["Ask Liam for a light"]
    quotes.say(database, line.id, "Ask Anna for a light", "Another name.", least=10)
    page = worker.sent(f"/words/line/{line.id}/fine", **shown(line))
    assert "were changed meanwhile" in banner(page)
    assert "Ask Anna for a light" in text(page.select_one(".line__said"))
    assert find(database, line.id).first is None


def test_a_small_events_card_is_marked_and_has_no_tick(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        an_event(connection, came=3)
        for words in ("We like canoes", "We like toast", "More toast"):
            a_card(connection, words)
        quotes.forward_event(connection, "canoeing")
        canoes = next(one for one in kept.all_of(connection) if "canoes" in one.said)
    page = worker.see("/words")
    assert len(page.select("input[name=ticked]")) == 2
    assert "Tells what was done" in text(line_of(page, canoes))
    assert buttons(line_of(page, canoes)) == ["Open it", "Leave out"]


def test_a_message_is_cleared_as_it_is_or_left_out(
    worker: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["We want one worker for longer."]
    assert buttons(line_of(worker.see("/words"), line)) == ["Fine as it is", "Leave out"]
    page = worker.see(f"/words/line/{line.id}")
    assert not page.select("[name=said]")
    assert quotes.AGREED in text(page.main)
    told = worker.stopped(f"/words/line/{line.id}", said="We want two.", reason="Better.")
    assert quotes.AGREED in told
    assert find(database, line.id) == line


def test_one_button_clears_what_is_ticked_of_all_boards(
    worker: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    page = worker.see("/words")
    assert [text(one) for one in page.select("main .main")] == ["The ticked ones are fine"]
    plain = [one for words, one in said.items() if "Liam" not in words]
    worker.sent("/words/first", ticked=[one.id for one in plain], **shown(*plain))
    page = worker.see("/words/second")
    assert not page.select("main .main, input[name=ticked]")
    assert {find(database, one.id).first for one in plain} == {"one-worker"}


def test_nothing_ticked_says_so(worker: Visit, said: dict[str, QuoteRecord]) -> None:
    assert "Tick what is fine first" in banner(worker.sent("/words/first"))


def test_one_person_is_not_offered_the_second_look_and_is_told_kindly(
    worker: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["Toast"]
    worker.sent("/words/first", fine=line.id, **shown(line))
    listed = line_of(worker.see("/words/second"), line)
    assert buttons(listed) == ["Change", "Leave out"]
    assert not listed.select("input")
    assert "You had the first look. Somebody else takes the second." in text(listed)
    told = banner(worker.sent("/words/second", fine=line.id, **shown(line)))
    assert "This line has had your look already. Somebody else takes the second one." in told
    assert find(database, line.id).first == "one-worker"


def test_one_faulty_line_does_not_keep_the_others_back(
    worker: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    prints = shown(*said.values())
    first, second = said["Toast"].id, said["Bring your own pillow"].id
    worker.sent("/words/first", fine=first, **prints)
    page = worker.sent("/words/second", ticked=[first, second], **prints)
    told = [text(one) for one in page.select(".govuk-notification-banner")]
    assert "1 line has had its first look" in told[0]
    assert "has had your look already" in told[1]
    assert find(database, second).first == "one-worker"


# Change, leave out


def test_a_change_needs_a_reason_and_counts_as_a_look(
    worker: Visit, other: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["Ask Liam for a light"]
    page = worker.see(f"/words/line/{line.id}")
    assert box(page, "said") == line.said
    page = worker.refused(f"/words/line/{line.id}", said="Ask for a light", reason="")
    assert faults(page) == ["Why is missing. Say why in a few words."]
    assert box(page, "said") == "Ask for a light"
    worker.sent(f"/words/line/{line.id}", said="Ask for a light", reason="A name.")
    now = find(database, line.id)
    assert (now.said, now.words, now.first) == ("Ask for a light", line.words, "one-worker")
    listed = text(line_of(other.see("/words/second"), line))
    assert "It came as: Ask Liam for a light" in listed
    assert "Why: A name." in listed
    other.sent("/words/second", fine=line.id, **shown(now))
    assert find(database, line.id).cleared
    assert "changed lines for a paper 1 2019-11-20" in says(database)


def test_a_change_without_words_is_asked_again(worker: Visit, said: dict[str, QuoteRecord]) -> None:
    page = worker.refused(f"/words/line/{said['Toast'].id}", said=" ", reason="A name.")
    assert faults(page) == ["Write it, or leave the line out."]
    assert box(page, "reason") == "A name."


def test_keeping_a_line_as_it_is_changes_nothing(
    worker: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["Toast"]
    worker.sent("/words/first", fine=line.id, **shown(line))
    told = banner(worker.sent(f"/words/line/{line.id}", said="Toast", reason=""))
    assert "Nothing was changed." in told
    assert find(database, line.id).first == "one-worker"


def test_what_is_left_out_is_not_changed_before_it_is_back(
    worker: Visit, said: dict[str, QuoteRecord]
) -> None:
    line = said["Toast"]
    worker.sent("/words/first", out=line.id)
    worker.see(f"/words/line/{line.id}", 404)


def test_what_is_left_out_is_put_back(
    worker: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["Toast"]
    assert "left out" in banner(worker.sent("/words/first", out=line.id))
    page = worker.see("/words/left-out")
    assert buttons(line_of(page, line)) == ["Put it back"]
    assert "waits for a first look" in banner(worker.sent("/words/left-out", back=line.id))
    assert not find(database, line.id).left_out
    assert says(database)[:2] == [
        "put back lines for a paper 1 2019-11-20",
        "left out lines for a paper 1 2019-11-20",
    ]


def test_the_trail_holds_no_words(
    worker: Visit, said: dict[str, QuoteRecord], database: Database
) -> None:
    line = said["Ask Liam for a light"]
    worker.sent(f"/words/line/{line.id}", said="Ask for a light", reason="Liam is a name.")
    worker.sent("/words/second", out=line.id)
    assert not any("Liam" in one or "light" in one for one in says(database))
    assert not any(line.id in one for one in says(database))


# Today


def test_today_tells_how_many_lines_wait_for_ones_look(
    worker: Visit, said: dict[str, QuoteRecord]
) -> None:
    worker.sent("/words/first", fine=said["Toast"].id, **shown(said["Toast"]))
    page = worker.see("/")
    assert "3 lines for the paper wait for your look" in text(page.main)
    link = page.select_one("main a[href$='/words']")
    assert link is not None


def test_today_tells_of_no_lines_where_none_wait(worker: Visit) -> None:
    assert "for the paper" not in text(worker.see("/").main)

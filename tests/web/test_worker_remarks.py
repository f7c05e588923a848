from datetime import date, timedelta

import pytest
from flask import Flask

from tests import factories
from tests.quotes import a_remark
from tests.web import entering
from tests.web.visiting import TODAY, Visit, banner, text
from voice import collect
from voice.keys import Keys
from voice.store import editions, remarks, trail
from voice.store import quotes as kept
from voice.store.db import Database
from voice.survey.found import NO_ITEM
from voice.web.worker.remarks import AT_ONCE

pytestmark = pytest.mark.usefixtures("quick_hashing")


def write(database: Database, *said: str, due: date = TODAY, item: str = "say-more") -> None:
    with database.writing() as connection:
        factories.a_group(connection)
        editions.publish(connection, factories.a_survey())
        remarks.add(
            connection,
            [(item, words) for words in said],
            survey="how-are-you",
            group="just-us",
            month="2019-11",
            due=due,
        )


def ids(database: Database) -> dict[str, str]:
    with database.reading() as connection:
        return {one.words: one.id for one in remarks.unread(connection, TODAY)}


def says(database: Database) -> list[str]:
    with database.reading() as connection:
        return [line.says for line in trail.lines(connection)]


def test_an_empty_queue_says_what_will_come(reviewer: Visit) -> None:
    assert "Nothing waits." in text(reviewer.see("/to-read"))


def test_words_stand_alone_with_the_question_they_answer(
    reviewer: Visit, database: Database
) -> None:
    write(database, "I miss my brother.")
    card = reviewer.see("/to-read").select_one("form article")
    assert text(card).startswith("Is there more to say? I miss my brother. To be read by Wednesday")
    assert "Just Us" not in text(card)
    assert "November 2019" in text(card)  # the day it is due, not the day it came


def test_the_longest_waiting_comes_first_and_the_late_ones_are_marked(
    reviewer: Visit, database: Database
) -> None:
    write(database, "in time", due=TODAY + timedelta(days=1))
    write(database, "too late", due=TODAY - timedelta(days=1))
    page = reviewer.see("/to-read")
    assert [text(one) for one in page.select(".wrote")] == ["too late", "in time"]
    assert text(page.select_one(".state")).startswith("1 overdue 2 texts wait")
    assert [bool("Overdue" in text(card)) for card in page.select("form article")] == [True, False]


def test_two_texts_to_one_question_are_two_articles_and_no_landmarks(
    reviewer: Visit, database: Database
) -> None:
    write(database, "one", "two")
    page = reviewer.see("/to-read")
    assert len(page.select("form article h2")) == 2
    assert not page.select("form section, form [role=region]")
    ids = [str(one["id"]) for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert [one.name for one in page.main.select("h1, h2, h3")] == ["h1", "h2", "h2"]


def test_what_is_due_today_is_not_late(reviewer: Visit, database: Database) -> None:
    write(database, "today")
    assert text(reviewer.see("/to-read").select_one(".state")).startswith("On time")


def test_a_page_holds_what_one_can_read_with_care(reviewer: Visit, database: Database) -> None:
    write(database, *(f"text {number}" for number in range(AT_ONCE + 5)))
    page = reviewer.see("/to-read")
    assert len(page.select(".wrote")) == AT_ONCE
    assert f"{AT_ONCE + 5} texts wait" in text(page)


def test_looking_leaves_role_day_and_number_in_the_trail_and_no_name(
    reviewer: Visit, database: Database
) -> None:
    write(database, "one", "two")
    reviewer.see("/to-read")
    with database.reading() as connection:
        line = trail.lines(connection)[0]
    assert (line.what, line.about) == ("remarks-seen", "2 2019-11-20")
    assert (line.who, line.role) == ("", "reviewer")


def test_ticked_texts_are_kept_as_read_by_a_role(reviewer: Visit, database: Database) -> None:
    write(database, "one", "two", "three")
    known = ids(database)
    page = reviewer.sent("/to-read", read=[known["one"], known["three"]])
    assert "2 texts are marked as read." in banner(page)
    assert list(ids(database)) == ["two"]
    assert "read children's words 2 2019-11-20" in says(database)


def test_nothing_ticked_marks_nothing(reviewer: Visit, database: Database) -> None:
    write(database, "one")
    assert "Tick the texts you have read" in banner(reviewer.sent("/to-read"))
    assert list(ids(database)) == ["one"]


def test_reading_the_same_text_twice_counts_once(reviewer: Visit, database: Database) -> None:
    write(database, "one")
    known = ids(database)["one"]
    reviewer.sent("/to-read", read=[known, known])
    reviewer.sent("/to-read", read=[known])
    assert [line for line in says(database) if line.startswith("read ")] == [
        "read children's words 1 2019-11-20"
    ]


def test_an_id_of_nothing_is_passed_over(reviewer: Visit, database: Database) -> None:
    write(database, "one")
    reviewer.sent("/to-read", read=["'; DROP TABLE remark; --", ""])
    assert list(ids(database)) == ["one"]


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "<b onmouseover=x>", "أريد أن أرى أخي", "{{ 7 * 7 }}", "'\"&"],
)
def test_whatever_was_written_is_shown_as_it_was_written(
    reviewer: Visit, database: Database, words: str
) -> None:
    write(database, words)
    page = reviewer.see("/to-read")
    assert page.select_one(".wrote bdi").text == words
    assert all(script.has_attr("src") for script in page.select("script"))


def test_a_question_that_is_asked_no_more_is_still_told(
    reviewer: Visit, database: Database
) -> None:
    write(database, "one")
    with database.writing() as connection:
        shorter = factories.a_survey(items=[factories.feeling()])
        editions.publish(connection, shorter)
    assert text(reviewer.see("/to-read").select_one("form h2")) == "Is there more to say?"


# Somebody may be at risk


@pytest.mark.parametrize("role", ["reviewer", "safeguarding"])
def test_words_that_sound_of_risk_lead_to_what_to_do_for_everybody(
    door: Flask, database: Database, role: str
) -> None:
    write(database, "somebody hurts me")
    visit = Visit(entering.let_in(door, role))
    address = str(visit.see("/to-read").select_one("a[href*=at-risk]")["href"])
    page = visit.see(address.removeprefix("/work"))
    assert text(page.select_one(".wrote")) == "somebody hurts me"
    assert "We cannot tell who wrote it" in text(page)
    assert "999" in text(page)
    assert "Just Us" not in text(page)


def test_a_text_that_was_read_has_no_page_of_its_own(reviewer: Visit, database: Database) -> None:
    write(database, "one")
    known = ids(database)["one"]
    reviewer.sent("/to-read", read=[known])
    reviewer.see(f"/to-read/at-risk/{known}", 404)


def test_words_without_a_question_say_so(reviewer: Visit, database: Database) -> None:
    write(database, "I am not safe.", item=NO_ITEM)
    page = text(reviewer.see("/to-read"))
    assert "Words that came with no question we know I am not safe." in page


def test_what_a_record_that_was_set_aside_says_is_here(
    reviewer: Visit, database: Database, keyring: Keys
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY, status="open")
        factories.a_collection(connection, opens=TODAY)
    body = factories.a_submission(edition="a" * 64, answers={"say-more": "I am not safe."})
    collect.take_in(database, keyring, factories.CODE, body, TODAY)
    assert "Is there more to say? I am not safe." in text(reviewer.see("/to-read"))


# Words with leave


def write_with(database: Database, said: str, leave: str | None, item: str = "arriving") -> str:
    with database.writing() as connection:
        return a_remark(connection, said, leave, item, read=False)


def put_forward(database: Database) -> list[tuple[str, str]]:
    with database.reading() as connection:
        return [(one.source, one.said) for one in kept.all_of(connection)]


@pytest.mark.parametrize(
    ("leave", "told", "offered"),
    [
        ("words", "Their words may be told.", True),
        ("idea", "Only the idea.", True),
        ("team", "Only the team.", False),
        (None, "Only the team.", False),
    ],
)
def test_each_text_says_what_its_writer_allows(
    reviewer: Visit, database: Database, leave: str | None, told: str, offered: bool
) -> None:
    write_with(database, "They listen.", leave)
    card = reviewer.see("/to-read").select_one("form article")
    assert card is not None
    assert text(card.select_one(".leave")) == told
    assert bool(card.select("[name=forward]")) is offered


def test_what_may_be_told_is_put_forward_while_reading(reviewer: Visit, database: Database) -> None:
    mine = write_with(database, "They listen.", "words")
    idea = write_with(database, "More trips!", "idea")
    told = banner(reviewer.sent("/to-read", read=[mine], forward=[mine, idea]))
    assert "2 texts are marked as read. 2 put forward; two people look at each." in told
    assert put_forward(database) == [("idea", "More trips!"), ("remark", "They listen.")]
    assert "put children's words forward 2 2019-11-20" in says(database)
    assert ids(database) == {}


def test_what_the_team_alone_may_read_is_never_put_forward_and_stays_unread(
    reviewer: Visit, database: Database
) -> None:
    ours = write_with(database, "Ours alone.", "team")
    mine = write_with(database, "They listen.", "words")
    told = reviewer.stopped("/to-read", forward=[mine, ours])
    assert "was shown to the team only" in told
    assert put_forward(database) == []
    assert ids(database).keys() == {"Ours alone.", "They listen."}


def test_harmless_ideas_are_put_forward_by_reading_them(
    reviewer: Visit, database: Database
) -> None:
    idea = write_with(database, "pizza", None, item="food")
    card = reviewer.see("/to-read").select_one("form article")
    assert card is not None
    assert "An idea: it is put forward when it is read." in text(card)
    assert not card.select("[name=forward]")
    reviewer.sent("/to-read", read=[idea])
    assert put_forward(database) == [("idea", "pizza")]

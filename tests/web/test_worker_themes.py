"""Sorting what was written: what whoever asks sees of it, and what they decide."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.quotes import ASKED, a_remark
from tests.web import entering
from tests.web.lines import says
from tests.web.visiting import Visit, banner, box, faults, text
from voice import theming
from voice.store import codings, remarks
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")
DAY = date(2019, 11, 20)
SORT, BOARD = f"/heard/themes/sort/{ASKED.id}/arriving", f"/heard/themes/board/{ASKED.id}/arriving"
QUESTION = "What would you tell somebody new?"


@pytest.fixture
def texts(database: Database) -> dict[str, str]:
    """Four texts that were read, and one that was not: words → id."""
    with database.writing() as connection:
        made = {
            words: a_remark(connection, words, leave)
            for words, leave in (
                ("The bus never came", "words"),
                ("They listen to us", "idea"),
                ("Ours alone", "team"),
                ("Nobody gave leave", None),
            )
        }
        a_remark(connection, "Unread", "words", read=False)
    return made


def shown(page: BeautifulSoup) -> str:
    """The words of the text that is shown first, and its id in the form."""
    first = page.select_one("[data-remark]:not([hidden]) .wrote")
    return text(first)


def said(database: Database, remark: str) -> dict[str, frozenset[str]]:
    with database.reading() as connection:
        return {one.coder: one.themes for one in codings.of(connection, remark)}


def test_questions_are_told_with_how_far_they_are(reviewer: Visit, texts: dict[str, str]) -> None:
    page = reviewer.see("/heard/themes")
    assert f"{QUESTION} 4 to sort 4 texts" in text(page.main)
    reviewer.sent(SORT, remark=texts["Ours alone"], themes="home")
    page = reviewer.see("/heard/themes")
    assert f"{QUESTION} 3 to sort 4 texts" in text(page.main)
    assert "Home 1" in text(page.main)
    assert "Money 0" in text(page.main)


def test_with_nothing_read_there_is_nothing_to_sort(reviewer: Visit, database: Database) -> None:
    with database.writing() as connection:
        a_remark(connection, "Unread", "words", read=False)
    assert "Nothing is here to sort." in text(reviewer.see("/heard/themes").main)
    reviewer.see(SORT, 404)
    reviewer.see(BOARD, 404)


@pytest.mark.parametrize("path", [SORT, BOARD])
def test_no_page_tells_who_wrote_when_or_in_which_group(
    reviewer: Visit, texts: dict[str, str], path: str
) -> None:
    page = str(reviewer.see(path))
    for hidden in ("Just Us", "just-us", "2019-10", "October", "Unread"):
        assert hidden not in page
    assert all(words in page for words in texts)


def test_a_publisher_sees_only_what_may_lead_to_a_paper(door: Flask, texts: dict[str, str]) -> None:
    publisher = Visit(entering.let_in(door, "publisher"))
    page = text(publisher.see(SORT).main)
    assert "The bus never came" in page
    assert "Ours alone" not in page
    assert "Nobody gave leave" not in page
    sent = publisher.send(SORT, remark=texts["Ours alone"], themes="home")
    assert sent.status_code == 404


def test_what_is_for_the_team_only_says_that_it_never_counts(
    reviewer: Visit, texts: dict[str, str]
) -> None:
    page = reviewer.see(f"{SORT}?remark={texts['Ours alone']}")
    assert "Only the team. For our own picture; it never counts towards a paper." in text(page.main)
    page = reviewer.see(f"{SORT}?remark={texts['They listen to us']}")
    assert "Only the team." not in text(page.main)


def test_each_person_has_an_order_of_their_own_and_keeps_it(
    door: Flask, database: Database
) -> None:
    with database.writing() as connection:
        for number in range(12):
            a_remark(connection, f"Text {number}", "words")
    orders = []
    for name in ("ann", "bea"):
        visit = Visit(entering.let_in(door, "reviewer", name))
        once, again = ([text(one) for one in visit.see(SORT).select(".wrote")] for _ in range(2))
        assert once == again
        orders.append(once)
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]


def test_without_a_script_one_text_follows_the_other_and_the_last_can_be_taken_up_again(
    reviewer: Visit, texts: dict[str, str], database: Database
) -> None:
    page = reviewer.see(SORT)
    for left in (3, 2, 1):
        remark = box(page, "remark")
        page = reviewer.sent(SORT, remark=remark, themes=["travel", "listening"])
        assert said(database, remark) == {"one-reviewer": {"travel", "listening"}}
        assert f"{left} of 4 to sort" in text(page.main)
        assert box(page, "remark") != remark
    last = box(page, "remark")
    page = reviewer.sent(SORT, remark=last, act="none")
    assert said(database, last) == {"one-reviewer": frozenset()}
    assert "All is sorted." in text(page.main)
    again = page.find("a", string="Back to the text before")
    assert again is not None
    assert box(reviewer.see(str(again["href"]).removeprefix("/work")), "remark") == last


def test_what_was_decided_stands_ticked_when_it_is_taken_up_again(
    reviewer: Visit, texts: dict[str, str]
) -> None:
    remark = texts["The bus never came"]
    reviewer.sent(SORT, remark=remark, themes=["money"])
    page = reviewer.see(f"{SORT}?remark={remark}")
    assert [str(one["value"]) for one in page.select("[name=themes][checked]")] == ["money"]


def test_a_suggestion_says_why_and_is_never_ticked(
    reviewer: Visit, texts: dict[str, str], database: Database
) -> None:
    page = reviewer.see(f"{SORT}?remark={texts['The bus never came']}")
    assert "Getting around? because of “bus”" in text(page.main)
    assert page.select("[name=themes][checked]") == []
    with database.writing() as connection:
        like = a_remark(connection, "Our bus never comes", "words")
        theming_of_another = a_remark(connection, "A bus that never came", "words")
    reviewer.sent(SORT, remark=like, themes="money")
    theming.sort(database, theming_of_another, "bea", ["health"], DAY)
    page = text(reviewer.see(f"{SORT}?remark={texts['The bus never came']}").main)
    assert "Money? because it is like a text under Money: “bus”, “never”" not in page
    assert "Money? because it is like a text under Money: “bus”" in page
    assert "Health?" not in page


def test_a_decision_without_a_theme_is_asked_again(
    reviewer: Visit, texts: dict[str, str], database: Database
) -> None:
    remark = texts["The bus never came"]
    assert "Tick one theme or more" in banner(reviewer.sent(SORT, remark=remark))
    assert said(database, remark) == {}


def test_a_script_is_told_only_that_it_is_kept(
    reviewer: Visit, texts: dict[str, str], database: Database
) -> None:
    remark = texts["The bus never came"]
    sent = reviewer.send(SORT, remark=remark, themes="travel", quiet="1")
    assert (sent.status_code, sent.data) == (204, b"")
    sent = reviewer.send(SORT, remark=remark, act="back", quiet="1")
    assert sent.status_code == 204
    assert said(database, remark) == {}


def test_what_cannot_be_kept_is_refused_in_words(
    reviewer: Visit, texts: dict[str, str], database: Database
) -> None:
    remark = texts["The bus never came"]
    assert "not all offered" in reviewer.stopped(SORT, remark=remark, themes="snow")
    assert reviewer.send(SORT, remark="nowhere", themes="home").status_code == 404
    assert reviewer.send(SORT, themes="home").status_code == 404
    assert reviewer.send(SORT, remark=remark, act="guess").status_code == 404
    assert said(database, remark) == {}


def test_the_board_has_a_pile_a_theme_and_one_for_none(
    reviewer: Visit, texts: dict[str, str]
) -> None:
    reviewer.sent(SORT, remark=texts["The bus never came"], themes=["travel", "listening"])
    reviewer.sent(SORT, remark=texts["Ours alone"], act="none")
    page = reviewer.see(BOARD)
    piles = {
        str(pile["data-pile"]): [text(one) for one in pile.select(".pile__words")]
        for pile in page.select("[data-pile]")
    }
    assert sorted(piles.pop("?")) == ["Nobody gave leave", "They listen to us"]
    assert piles.pop("") == ["Ours alone"]
    assert piles.pop("travel") == piles.pop("listening") == ["The bus never came"]
    assert not any(piles.values())


def test_nobody_sees_what_another_decided_before_both_have_sorted(
    door: Flask, texts: dict[str, str], database: Database
) -> None:
    ann = Visit(entering.let_in(door, "reviewer", "ann"))
    bea = Visit(entering.let_in(door, "safeguarding", "bea"))
    remark = texts["The bus never came"]
    ann.sent(SORT, remark=remark, themes="travel")
    assert "Nothing." in text(bea.see("/heard/themes/differences").main)
    assert "4 to sort" in text(bea.see("/heard/themes").main)
    assert bea.see(f"{SORT}?remark={remark}").select("[name=themes][checked]") == []
    bea.sent(SORT, remark=remark, themes="listening")
    assert "Where you differ (1)" in text(ann.see("/heard/themes").main)
    page = text(ann.see("/heard/themes/differences").main)
    assert "The bus never came ann: Getting around bea: Being listened to" in page
    assert "Tick what you agree on" in banner(ann.sent("/heard/themes/differences", remark=remark))
    told = ann.sent("/heard/themes/differences", remark=remark, themes=["travel", "listening"])
    assert "What you agreed on is kept." in banner(told)
    assert said(database, remark)["agreed"] == {"travel", "listening"}
    assert "agreed how to sort children's words 1 2019-11-20" in says(database)
    assert remark not in str(ann.see(BOARD))
    assert "agreed on" in ann.stopped(SORT, remark=remark, themes="home")


def test_what_both_chose_is_ticked_already(door: Flask, texts: dict[str, str]) -> None:
    remark = texts["The bus never came"]
    ann, bea = (Visit(entering.let_in(door, "reviewer", name)) for name in ("ann", "bea"))
    ann.sent(SORT, remark=remark, themes=["travel", "home"])
    bea.sent(SORT, remark=remark, themes=["travel", "fun"])
    ticked = ann.see("/heard/themes/differences").select("[name=themes][checked]")
    assert [one["value"] for one in ticked] == ["travel"]


def test_what_two_agreed_on_waits_for_nobody(
    door: Flask, texts: dict[str, str], database: Database
) -> None:
    remark = texts["The bus never came"]
    for name, theme in (("ann", "home"), ("bea", "fun")):
        theming.sort(database, remark, name, [theme], DAY)
    theming.agree(database, remark, "ann", ["home"], DAY)
    cat = Visit(entering.let_in(door, "reviewer", "cat"))
    assert "3 to sort" in text(cat.see("/heard/themes").main)
    assert "3 texts wait to be sorted" in text(cat.see("/").main)


def test_whoever_may_not_sort_learns_who_does(door: Flask) -> None:
    worker = Visit(entering.let_in(door, "worker"))
    publisher = Visit(entering.let_in(door, "publisher"))
    whose = "Reviewers, safeguarding and the publisher sort what was written."
    assert whose in text(worker.see("/heard").main)
    assert whose not in text(publisher.see("/heard").main)
    assert "to be sorted" not in text(worker.see("/").main)


def test_they_can_agree_on_none(door: Flask, texts: dict[str, str], database: Database) -> None:
    remark = texts["The bus never came"]
    ann = Visit(entering.let_in(door, "reviewer", "ann"))
    theming.sort(database, remark, "ann", ["home"], DAY)
    assert "two people" in ann.stopped("/heard/themes/differences", remark=remark, none="1")
    theming.sort(database, remark, "bea", ["fun"], DAY)
    ann.sent("/heard/themes/differences", remark=remark, none="1")
    assert said(database, remark)["agreed"] == frozenset()


def test_english_is_kept_beside_the_text_and_suggests(reviewer: Visit, database: Database) -> None:
    with database.writing() as connection:
        remark = a_remark(connection, "Autobus nie przyjechał", "words")
    english = SORT.replace("/sort/", "/english/")
    page = reviewer.sent(english, remark=remark, english="The bus did not come")
    assert "Autobus nie przyjechał In English: The bus did not come" in text(page.main)
    assert "because of “bus”" in text(page.main)
    assert page.select_one(".wrote[lang='']") is not None
    assert "put children's words into English 1 2019-11-20" in says(database)
    assert "at most 4000" in reviewer.stopped(english, remark=remark, english="x" * 4001)


def test_the_queue_has_a_box_for_english_too(reviewer: Visit, database: Database) -> None:
    with database.writing() as connection:
        remark = a_remark(connection, "Chcę do domu", "words", read=False)
        other = a_remark(connection, "I want a pet", "words", read=False)
    reviewer.sent("/to-read", **{f"english-{remark}": "I want to go home", f"english-{other}": ""})
    page = reviewer.see("/to-read")
    assert box(page, f"english-{remark}") == "I want to go home"
    assert "put children's words into English 1 2019-11-20" in says(database)
    too_long = {f"english-{remark}": "x" * 4001}
    assert "at most 4000" in reviewer.stopped("/to-read", **too_long)
    with database.reading() as connection:
        kept = {one.id: one.translation for one in remarks.unread(connection, DAY)}
    assert kept == {remark: "I want to go home", other: ""}


def test_what_was_seen_is_noted_by_day_and_number(
    reviewer: Visit, texts: dict[str, str], database: Database
) -> None:
    reviewer.see(SORT)
    reviewer.see(BOARD)
    told = [line for line in says(database) if line.startswith("was shown")]
    assert told == ["was shown children's words 4 2019-11-20"] * 2
    assert not any(remark in line for remark in texts.values() for line in says(database))


# The themes themselves


def test_themes_are_added_changed_taken_away_and_brought_back(
    reviewer: Visit, database: Database
) -> None:
    page = reviewer.sent(
        "/heard/themes/list/new", name="Snow", meaning="Winter.", keywords="sledge"
    )
    assert "The theme is added." in banner(page)
    assert "Version 2." in text(page.main)
    assert box(reviewer.see("/heard/themes/list/snow"), "keywords") == "sledge"
    page = reviewer.sent("/heard/themes/list/snow", name="Winter", meaning="", keywords="snow")
    assert "Winter Suggested by: snow" in text(page.main)
    page = reviewer.sent("/heard/themes/list/snow/retire")
    assert "Taken away Not offered any more." in text(page.main)
    page = reviewer.sent("/heard/themes/list/snow/back")
    assert "The theme is back" in banner(page)
    assert "changed the themes, now in version 5" in says(database)


def test_faults_of_a_theme_stand_at_its_boxes_and_nothing_typed_is_lost(reviewer: Visit) -> None:
    given = {"name": "home", "meaning": "Where they live", "keywords": "???"}
    page = reviewer.refused("/heard/themes/list/new", **given)
    assert len(faults(page)) == 2
    assert box(page, "meaning") == "Where they live"
    page = reviewer.refused("/heard/themes/list/home", name="", meaning="", keywords="")
    assert faults(page) == ["Say in a few words what it is."]


def test_a_theme_that_is_not_there_is_no_page(reviewer: Visit) -> None:
    reviewer.see("/heard/themes/list/snow", 404)
    assert reviewer.send("/heard/themes/list/snow", name="Snow").status_code == 404
    assert "is no theme any more" in reviewer.stopped("/heard/themes/list/snow/retire")
    assert "was not taken away" in reviewer.stopped("/heard/themes/list/home/back")

import pytest
from flask import Flask

from tests.web import entering
from tests.web.released import release_all
from tests.web.visiting import Visit, close_period, few, text
from voice.analysis import opendata
from voice.store import releases, trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")


def test_before_a_close_the_page_says_what_will_stand_there(worker: Visit) -> None:
    assert "Nothing yet. When a period closes" in text(worker.see("/heard"))


@pytest.mark.parametrize("role", ["worker", "reviewer", "analyst", "publisher"])
def test_a_release_is_read_as_tables_and_sentences(
    door: Flask, database: Database, role: str
) -> None:
    close_period(database)
    visit = Visit(entering.let_in(door, role))
    address = str(visit.see("/heard").select_one("table a")["href"]).removeprefix("/work")
    page = visit.see(address)
    assert "How do you feel right now?" in [text(one) for one in page.select("h2")]
    assert "Happy 12" in text(page.select_one("table"))
    assert page.select("th[scope=col]")
    assert page.select("th[scope=row]")


def test_what_is_not_shown_is_named_with_its_reason(worker: Visit, database: Database) -> None:
    close_period(database)
    section = worker.see("/heard/2019-P1").select_one("[aria-labelledby=not-shown]")
    assert "Held back to protect children." in text(section)
    assert "more sessions" in text(section)


def test_one_reason_is_told_once_with_every_question_it_is_of(
    worker: Visit, database: Database
) -> None:
    many = [few(f"item-{number}", f"Question {number}?") for number in range(20)]
    close_period(database, not_shown=[*many, few("other", "Another?", "Nobody was asked.")])
    section = worker.see("/heard/2019-P1").select_one("[aria-labelledby=not-shown]")
    assert text(section).count("ewer than 10 answers so far.") == 1
    assert [len(card.select("li")) for card in section.select(".card")] == [20, 1]
    assert text(section.select_one("summary")) == "20 questions"


def test_the_figures_are_downloaded_as_they_were_released_and_it_is_kept(
    worker: Visit, database: Database
) -> None:
    close_period(database)
    response = worker.client.get("/heard/2019-P1/tables.json")
    with database.reading() as connection:
        kept = releases.find(connection, "2019-P1")
        assert kept is not None
        assert response.text == opendata.write(kept)
        assert trail.lines(connection)[0].says == "downloaded 2019-P1/tables.json"
    assert "attachment" in response.headers["Content-Disposition"]


def test_a_release_that_is_not_there_is_no_page(worker: Visit) -> None:
    worker.see("/heard/2031-P1", 404)
    worker.see("/heard/2031-P1/tables.json", 404)


def test_a_question_is_one_tap_away_from_what_they_said(worker: Visit, database: Database) -> None:
    release_all(database)
    links = worker.see("/heard").select(".asked a")
    assert [text(link) for link in links] == [
        "How do you feel right now?",
        "What is good?",
        "Were you told?",
    ]
    told = worker.see(str(links[0]["href"]).removeprefix("/work"))
    assert "40 answers, November to December 2026" in text(told.main)


def test_a_year_stands_in_a_line_of_its_own(worker: Visit, database: Database) -> None:
    release_all(database)
    table = worker.see("/heard").select_one("table")
    lines = [text(row.th) for row in table.select("tbody tr")]
    assert lines == ["Year 2026", "November to December 2026", "March to April 2026"]
    assert text(worker.see("/heard/2026").h1) == "Year 2026"


# Not shown


def test_everything_not_shown_is_told_question_by_question(
    worker: Visit, database: Database
) -> None:
    release_all(database)
    page = worker.see("/heard/2026-P2/not-shown")
    cards = page.select("section .card")
    assert [text(card.h3) for card in cards] == [
        "How do you feel right now?",
        "How is it where you live?",
    ]
    assert text(cards[0].li) == (
        "By group and by month. Split up like this, some of its numbers would be too small."
        " More answers can bring it back."
    )
    assert "13 answers." in text(cards[1])


def test_the_reasons_stand_first_with_what_would_bring_tables_back(
    worker: Visit, database: Database
) -> None:
    release_all(database)
    rows = worker.see("/heard/2026-P2/not-shown").select("tbody tr")
    assert [text(row).rsplit(" ", 1)[1] for row in rows] == ["2", "1"]
    assert all("More answers can bring it back." in text(row) for row in rows)


@pytest.mark.parametrize("page", ["/heard", "/heard/2026-P2", "/heard/explore?period=2026-P2"])
def test_why_something_is_not_shown_is_reached_from_wherever_it_lacks(
    worker: Visit, database: Database, page: str
) -> None:
    release_all(database)
    assert worker.see(page).select("a[href='/work/heard/2026-P2/not-shown']")


def test_where_everything_is_shown_the_page_says_so(worker: Visit, database: Database) -> None:
    release_all(database)
    page = worker.see("/heard/2026/not-shown")
    assert "Everything that was asked in this period is shown." in text(page.main)
    assert [text(link) for link in page.select("main li a")][-2:] == [
        "November to December 2026",
        "March to April 2026",
    ]
    worker.see("/heard/2031-P1/not-shown", 404)

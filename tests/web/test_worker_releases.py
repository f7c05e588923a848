import pytest
from flask import Flask

from tests.web import entering
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

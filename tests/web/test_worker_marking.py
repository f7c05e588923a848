"""What is marked on the way into a paper, the own list, and writing without what is marked."""

import pytest
from bs4 import BeautifulSoup

from tests.quotes import a_card, an_event
from tests.web.lines import lines_of
from tests.web.visiting import Visit, banner, box, faults, text
from voice import marking, quotes
from voice.store import quotes as kept
from voice.store.db import Database
from voice.store.quotes import QuoteRecord

pytestmark = pytest.mark.usefixtures("quick_hashing")


@pytest.fixture
def line(database: Database) -> QuoteRecord:
    """What a group said, with names at the start and in small letters."""
    with database.writing() as connection:
        an_event(connection, came=14)
        a_card(connection, "Liam and oliwia want a bus from burnley on 3rd of May")
        quotes.forward_event(connection, "canoeing")
        (found,) = kept.all_of(connection)
    return found


def marks(page: BeautifulSoup) -> list[str]:
    return [text(one) for one in page.select("mark")]


def test_names_places_and_days_are_marked_wherever_they_stand(
    worker: Visit, line: QuoteRecord
) -> None:
    page = worker.see(f"/words/line/{line.id}")
    assert marks(page) == ["Liam", "oliwia", "burnley", "3rd of May"]


def test_one_tap_writes_it_without_what_is_marked(worker: Visit, line: QuoteRecord) -> None:
    page = worker.see(f"/words/line/{line.id}")
    link = page.find("a", string="Write it without what is marked")
    assert link is not None
    page = worker.see(f"/words/line/{line.id}?without=1")
    without = "[a name] and [a name] want a bus from [a place] on [a day]"
    assert box(page, "said") == without
    assert box(page, "reason") == "What could point at somebody was taken out."
    worker.sent(
        f"/words/line/{line.id}", said=without, reason="What could point at somebody was taken out."
    )
    assert lines_of(worker.see("/words/second")) == [without]


def test_the_lists_say_what_marks_words_and_what_does_not(worker: Visit, line: QuoteRecord) -> None:
    page = text(worker.see("/words/first").main)
    assert "You have no list of your own yet." in page
    assert "No language model is installed." in page


def test_the_own_list_is_kept_and_marks_at_once(worker: Visit, line: QuoteRecord) -> None:
    told = banner(worker.sent("/words/marking", typed="the bus\nElm House\nbus from"))
    assert told == "Done Kept. 3 words are on your own list."
    assert "bus from" in marks(worker.see(f"/words/line/{line.id}"))
    assert box(worker.see("/words/marking"), "typed").split("\n") == [
        "the bus",
        "Elm House",
        "bus from",
    ]


def test_a_list_that_is_too_long_is_told_of_and_stays_on_the_page(worker: Visit) -> None:
    page = worker.refused("/words/marking", typed="word\n" * (marking.LONGEST_LIST // 4))
    assert faults(page)
    assert box(page, "typed").startswith("word")

"""One-time codes on paper: printed once, of a survey outside events, and never shown again."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.web import entering
from tests.web.visiting import TODAY, Visit, box, faults, text
from voice import collect
from voice.keys import Keys
from voice.store import collections, slips, trail
from voice.store.collections import CollectionRecord
from voice.store.db import Database
from voice.web.told import WITHOUT_SLIP
from voice.web.worker import slips as slips_page

pytestmark = pytest.mark.usefixtures("quick_hashing")

SURVEY = f"/surveys/{factories.CODE}"
PATH = f"{SURVEY}/one-time-codes"
FOURS = re.compile("(?:[BCDGHJMNPRSTVWXZ]{4} ?){3}")


@pytest.fixture
def link(database: Database) -> CollectionRecord:
    """A survey that stands open outside events."""
    with database.writing() as connection:
        return factories.a_collection(connection, event=None, channel="link")


@pytest.fixture
def sheet(worker: Visit, link: CollectionRecord) -> BeautifulSoup:
    """Seven slips."""
    return entering.page(worker.send(PATH, number="7"))


def codes(page: BeautifulSoup) -> list[str]:
    return [text(tag) for tag in page.select(".slip__letters")]


def test_before_anything_is_printed_the_page_says_what_a_code_is(
    worker: Visit, link: CollectionRecord
) -> None:
    said = text(worker.see(PATH).main)
    for words in (
        "lets one young person answer once",
        "Nothing ties a code to a person or to an answer",
        "keep no list of who got which slip",
        "shown once, on the next page",
        "From then on only slips open this survey",
    ):
        assert words in said


def test_a_sheet_has_a_slip_a_code_with_square_address_and_letters(sheet: BeautifulSoup) -> None:
    made = codes(sheet)
    assert len(set(made)) == 7
    assert all(FOURS.fullmatch(code) for code in made)
    for slip in sheet.select(".slip"):
        assert len(slip.select("svg")) == 1
        said = text(slip)
        assert "How are you?" in said
        assert "open localhost and type" in said
        assert "Works once." in said
        assert "Childline 0800 1111" in said
        for outside in ("care", "council", factories.CODE):
            assert outside not in said.lower()
    squares = {str(slip.svg) for slip in sheet.select(".slip")}
    assert len(squares) == 7


def test_each_code_opens_the_survey_and_the_square_is_its_address(
    worker: Visit, link: CollectionRecord, database: Database, keyring: Keys,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    drawn: list[str] = []
    inline = slips_page.codes.inline
    monkeypatch.setattr(slips_page.codes, "inline", lambda at: drawn.append(at) or inline(at))
    made = codes(entering.page(worker.send(PATH, number="3")))
    assert drawn == [f"http://localhost/o/{code.replace(' ', '')}" for code in made]
    for code in made:
        found = collect.open_slip(database, keyring, code, TODAY)
        assert found.code == factories.CODE


def test_the_codes_are_shown_once_and_stand_nowhere_afterwards(
    worker: Visit, sheet: BeautifulSoup, database: Database
) -> None:
    made = codes(sheet)
    with database.reading() as connection:
        (line, *_) = trail.lines(connection)
    pages = [worker.see(path).text for path in (PATH, SURVEY, f"{SURVEY}/code", f"{SURVEY}/poster")]
    for told in (*pages, line.says, str(worker.see("/trail", 403))):
        assert not any(re.sub(r"\W", "", code) in re.sub(r"\W", "", told) for code in made)
    assert line.says == f"printed one-time codes {factories.CODE} 7"


def test_the_page_of_the_codes_is_kept_by_no_browser(worker: Visit, link: CollectionRecord) -> None:
    assert worker.send(PATH, number="1").headers["Cache-Control"] == "no-store"


def test_only_slips_open_it_from_then_on_and_its_pages_say_so(
    worker: Visit, sheet: BeautifulSoup
) -> None:
    said = text(worker.see(SURVEY).main)
    assert "7 slips printed. Only slips open this survey" in said
    assert "by one-time codes on paper" in said
    assert factories.CODE not in said.replace(" ", "")
    assert "Its own code lets nobody in." in text(worker.see(f"{SURVEY}/code").main)
    assert "lead nobody in" in text(worker.see(f"{SURVEY}/poster").main)


def test_more_can_be_printed_and_the_earlier_ones_stay_good(
    worker: Visit, sheet: BeautifulSoup, database: Database, keyring: Keys, link: CollectionRecord
) -> None:
    first = codes(sheet)[0]
    collect.take_in(database, keyring, "", factories.a_submission(), TODAY, slip=codes(sheet)[1])
    assert "7 codes printed before; 6 not used yet. Those stay good." in text(worker.see(PATH).main)
    worker.send(PATH, number="2", before="7")
    assert collect.open_slip(database, keyring, first, TODAY).state == "open"
    with database.reading() as connection:
        assert slips.left(connection, link.id) == 8
        record = collections.by_code(connection, factories.CODE)
    assert record
    assert record.slips == 9


def test_the_page_loaded_again_prints_no_second_set(
    worker: Visit, link: CollectionRecord, database: Database
) -> None:
    given = {"number": "7", "before": box(worker.see(PATH), "before")}
    assert len(codes(entering.page(worker.send(PATH, **given)))) == 7
    for _ in range(2):
        again = worker.refused(PATH, **given)
        assert "Nothing new was made" in faults(again)[0]
    assert "7 codes printed before; 7 not used yet." in text(again.main)
    assert (
        len(codes(entering.page(worker.send(PATH, number="2", before=box(again, "before"))))) == 2
    )
    with database.reading() as connection:
        assert slips.left(connection, link.id) == 9


@pytest.mark.parametrize("before", ["-1", "x", "9" * 5000, ""])
def test_what_no_page_of_ours_said_was_printed_before_counts_as_none(
    worker: Visit, link: CollectionRecord, before: str
) -> None:
    assert len(codes(entering.page(worker.send(PATH, number="1", before=before)))) == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "Enter a number from 1 to 200."),
        ("0", "Enter a number from 1 to 200."),
        ("201", "Enter a number from 1 to 200."),
        ("-3", "How many: enter a whole number, such as 7."),
        ("ten", "How many: enter a whole number, such as 7."),
    ],
)
def test_a_sheet_has_one_to_two_hundred_slips(
    worker: Visit, link: CollectionRecord, database: Database, number: str, said: str
) -> None:
    assert faults(worker.refused(PATH, number=number)) == [said]
    with database.reading() as connection:
        assert slips.left(connection, link.id) == 0


def test_a_survey_at_an_event_a_closed_one_and_none_have_no_slips(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.a_collection(connection)
        factories.a_collection(connection, event=None, code="CCCCCCCC", closes=factories.THURSDAY)
    for code in (factories.CODE, "CCCCCCCC", "DDDDDDDD"):
        worker.see(f"/surveys/{code}/one-time-codes", 404)
        assert worker.send(f"/surveys/{code}/one-time-codes", number="1").status_code == 404
    assert "one-time codes" not in text(worker.see(SURVEY).main)


def test_the_survey_outside_events_leads_to_its_slips(
    worker: Visit, link: CollectionRecord
) -> None:
    links = [str(tag["href"]) for tag in worker.see(SURVEY).select("main a")]
    assert f"/work{PATH}" in links or PATH in links


def test_a_survey_that_was_answered_without_slips_is_opened_anew_for_them(
    worker: Visit, link: CollectionRecord, database: Database, keyring: Keys
) -> None:
    collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
    assert "one-time codes" not in text(worker.see(SURVEY).main)
    said = "Somebody has answered this survey without a slip. Open it once more, just for slips."
    assert said in text(worker.see(PATH, 409).main)
    assert said in worker.stopped(PATH, number="1")


def test_an_answer_that_comes_while_the_page_is_open_refuses_the_slips(
    worker: Visit,
    link: CollectionRecord,
    database: Database,
    keyring: Keys,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make = collect.print_slips

    def late(*given: Any) -> list[str]:
        collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
        return make(*given)

    monkeypatch.setattr(collect, "print_slips", late)
    assert faults(worker.refused(PATH, number="1")) == [WITHOUT_SLIP]


def test_only_workers_print_slips(reviewer: Visit, link: CollectionRecord) -> None:
    reviewer.see(PATH, 403)
    assert reviewer.send(PATH, number="1").status_code == 403

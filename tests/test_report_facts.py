"""What a paper says of who came, from what workers wrote down: reasons, terms, roles."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import factories
from voice import opening, report
from voice.settings import Settings
from voice.store import attendance, events, papers, terms
from voice.store.db import Database
from voice.store.terms import SeatRecord

MEETING, CUTOFF, TODAY = date(2019, 11, 20), date(2019, 10, 31), date(2019, 11, 8)


@pytest.fixture
def council(database: Database) -> Database:
    """One session held and one cancelled in October, with the numbers of a term and a role."""
    with database.writing() as connection:
        factories.an_event(connection, "held", date(2019, 10, 21), name="Pond day")
        factories.an_event(connection, "off", date(2019, 10, 24), name="Den building")
        events.change(connection, "held", status="went-ahead", ages="5-14")
        for what, category, number in (
            ("signed-up", "all", 4),
            ("came", "all", 3),
            ("did-not-come", "taxi", 1),
            ("did-not-come", "all", 1),
            ("guests", "councillors", 1),
            ("came", "first-time", 1),
        ):
            attendance.put(connection, "held", what, category, number)
        terms.put(connection, "just-us", "2019-summer", 8, 2, 1)
        terms.put(connection, "just-us", "2019-autumn", 9, 2, 1)
        terms.put(connection, "just-us", "2020-spring", 4, 0, 0)
        for id_, number, month in (("a", 1, "2019-05"), ("b", 2, "2019-10"), ("c", 9, "2019-11")):
            changed = "papers come a week earlier"
            terms.add_seat(connection, SeatRecord(id_, "Co-opted seats", number, month, changed))
    opening.cancel_event(database, "off", "", date(2019, 10, 22), "nobody")
    return database


def said_in(council: Database, settings: Settings, out: Path, cutoff: date = CUTOFF) -> str:
    report.build(council, settings, MEETING, cutoff, out, TODAY, lambda done, words: None)
    page = BeautifulSoup((out / "index.html").read_text(), "html.parser")
    return " ".join(page.get_text(" ").split())


def test_a_small_autumn_is_told_in_facts_that_point_at_nobody(
    council: Database, settings: Settings, tmp_path: Path
) -> None:
    said = said_in(council, settings, tmp_path / "paper")
    assert "1 event was cancelled (because nobody had signed up)" in said
    assert "Cancelled: nobody had signed up, two days before." in said
    assert "4 signed up and 3 came. 1 did not come. Guests: 1 councillor." in said
    assert "Autumn term 2019. 1 session was held so far; 3 came." in said
    assert "The group has 9 members." in said
    assert "Co-opted seats. 2 filled by young people, since October 2019." in said
    assert "What they changed: papers come a week earlier." in said
    for kept in ("taxi", "first time", "youngest", "joined", "2020"):
        assert kept not in said


def test_a_term_is_told_in_the_papers_whose_time_it_reaches_into(
    council: Database, settings: Settings, tmp_path: Path
) -> None:
    assert "Summer term 2019." in said_in(council, settings, tmp_path / "first")
    with council.writing() as connection:
        papers.note(connection, date(2019, 9, 18), date(2019, 8, 31), {})
    said = said_in(council, settings, tmp_path / "second")
    assert "Summer term 2019." not in said
    assert "Autumn term 2019." in said


@pytest.mark.parametrize(
    ("came", "carers", "told"), [(3, 0, False), (12, 5, False), (10, 0, True), (None, 0, False)]
)
def test_the_note_of_a_small_event_stays_with_the_team(
    council: Database, settings: Settings, tmp_path: Path, came: int | None, carers: int, told: bool
) -> None:
    day = date(2019, 10, 28)
    with council.writing() as connection:
        factories.an_event(connection, "noted", day, status="went-ahead", note="A newt was named")
        events.change(connection, "off", note="Another day was found")
        if came is not None:
            attendance.put(connection, "noted", "came", "all", came)
            attendance.put(connection, "noted", "came", "carers", carers)
    said = said_in(council, settings, tmp_path / "paper")
    assert ("A newt was named" in said) is told
    assert "Another day was found" in said

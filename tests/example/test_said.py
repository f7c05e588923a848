"""What the example council's young people said reaches its papers, and points at none of them."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.example.conftest import Council
from voice.analysis import audit
from voice.example.council import CUTOFF, MEETING, YEAR_CUTOFF, YEAR_MEETING
from voice.store import attendance, events, quotes, remarks
from voice.store.events import EventRecord

TIMES = {
    MEETING: (date(2019, 6, 30), CUTOFF),
    YEAR_MEETING: (date(2025, 10, 31), YEAR_CUTOFF),
}
"""The time that each paper looks at, by its meeting."""
PAPERS = pytest.mark.parametrize("meeting", TIMES, ids=str)
SMALL = 10


def held(council: Council, meeting: date) -> list[EventRecord]:
    with council.database.reading() as connection:
        every = events.between(connection, *TIMES[meeting])
    return [event for event in every if event.status == "went-ahead"]


def small(council: Council, meeting: date) -> list[EventRecord]:
    """Those to which fewer than ten came, or nobody knows how many."""
    with council.database.reading() as connection:
        return [
            event
            for event in held(council, meeting)
            if attendance.of(connection, event.id).get(("came", "all"), 0) < SMALL
        ]


def own_lines(council: Council, event: EventRecord) -> list[str]:
    with council.database.reading() as connection:
        return [line.said for line in quotes.of_event(connection, event.id) if line.cleared]


def page(council: Council, meeting: date) -> BeautifulSoup:
    html = (council.papers / meeting.isoformat() / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(html, "html.parser")


def section(council: Council, meeting: date) -> str:
    """All that stands under young people's own words."""
    headings = page(council, meeting).find_all("h3")
    (heading,) = (one for one in headings if one.get_text().endswith("own words"))
    found = []
    for element in heading.find_next_siblings():
        if element.name in {"h2", "h3"}:
            break
        found.append(element.get_text(" "))
    return " ".join(found)


@PAPERS
def test_every_event_of_fewer_than_ten_leaves_a_line_in_the_paper(
    council: Council, meeting: date
) -> None:
    told = page(council, meeting).get_text(" ")
    events = small(council, meeting)
    silent = [
        event.id for event in events if not any(line in told for line in own_lines(council, event))
    ]
    assert len(events) >= 6
    assert silent == []


def test_the_paper_of_2019_has_the_five_events_it_is_about(council: Council) -> None:
    """The picnic, the day by the water, two Just Us groups and Waterbeach, one of four planned."""
    told = section(council, MEETING)
    ids = [event.id for event in held(council, MEETING) if own_lines(council, event)]
    assert {
        "2019-07-26-picnic",
        "2019-08-19-just-us",
        "2019-08-22-voices-matter",
        "2019-09-02-just-us",
        "2019-10-25-waterbeach-2",
    } <= set(ids)
    for event in held(council, MEETING):
        assert all(line in told for line in own_lines(council, event))


@PAPERS
def test_no_line_names_a_place_an_event_or_who_met_the_children(
    council: Council, meeting: date
) -> None:
    told = section(council, meeting).casefold()
    spoken = " ".join(["", *re.findall(r"[\w’]+", told), ""])
    for event in held(council, meeting):
        names = [event.name, event.group_name, event.place, event.district, event.host]
        assert [name for name in names if name and f" {name.casefold()} " in spoken] == []
        where = re.findall(r"\w{5,}", f"{event.place} {event.district}".casefold())
        assert set(where) & set(spoken.split()) == set()


@PAPERS
def test_words_stand_apart_from_who_came_and_have_no_day_or_number(
    council: Council, meeting: date
) -> None:
    told = section(council, meeting)
    seasons = re.sub(r"(spring|summer|autumn|winter) \d{4}(–\d\d)?", "", told)
    assert re.findall(r"\d+", re.sub(r"\b2\.2\.\d\b", "", seasons)) == []
    came = page(council, meeting).get_text(" ").split(told[:60])[0].split("Who came")[-1]
    for event in held(council, meeting):
        assert not [line for line in own_lines(council, event) if line in came]


@PAPERS
def test_the_note_of_a_small_event_is_in_no_paper(council: Council, meeting: date) -> None:
    told = page(council, meeting).get_text(" ")
    assert "published paper gives" not in told
    assert [
        event.id for event in small(council, meeting) if event.note and event.note in told
    ] == []


@PAPERS
def test_a_small_event_lists_no_question(council: Council, meeting: date) -> None:
    with council.database.reading() as connection:
        asked = {(line.survey, line.item) for line in quotes.all_of(connection)}
    assert asked
    for event in small(council, meeting):
        assert "?" not in event.note
        assert "asked" not in event.note.casefold()


def test_every_line_had_two_people(council: Council) -> None:
    with council.database.reading() as connection:
        lines = quotes.all_of(connection, quotes.ALOUD)
    assert len(lines) > 60
    assert all(line.first and line.second and line.first != line.second for line in lines)


def test_only_words_with_leave_are_told_as_somebodys_own(council: Council) -> None:
    with council.database.reading() as connection:
        own = [line for line in quotes.all_of(connection, ("remark",)) if line.of]
        leaves = {remarks.find(connection, line.of or "") for line in own}
    assert len(own) > 20
    assert {remark.leave for remark in leaves if remark} == {"words"}
    told = section(council, YEAR_MEETING)
    assert "written by a young person, autumn 2025 to autumn 2026, who said" in told
    assert all(line.said in told for line in own)
    assert told.count("“trust”") == 1, "however many wrote it"


def test_the_figures_of_the_paper_of_2019_pass_the_audit(council: Council) -> None:
    files: list[Path] = sorted((council.papers / MEETING.isoformat()).glob("tables-*.json"))
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert len(documents) == 1
    assert audit.examine([json.dumps(one) for one in documents]).passed


def test_words_are_in_no_file_but_the_two_that_are_read(council: Council) -> None:
    """Neither the sheet nor the open data holds a word of a young person."""
    (event,) = (one for one in held(council, MEETING) if one.id == "2019-10-25-waterbeach-2")
    lines = own_lines(council, event)
    folder = council.papers / MEETING.isoformat()
    holding = {
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(line.encode() in file.read_bytes() for line in lines)
    }
    assert holding == {"index.html"}, "the Word file is packed"

"""Papers answer for the plan of the last one: told once, and the same bytes when built again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from voice import planning, report
from voice.analysis.plans import Line
from voice.faults import FaultyError
from voice.planning import Draft
from voice.report import Built
from voice.settings import Settings
from voice.store.db import Database

FIRST, SECOND, THIRD = (
    (date(2026, 9, 16), date(2026, 8, 31)),
    (date(2026, 11, 18), date(2026, 10, 31)),
    (date(2027, 1, 20), date(2026, 12, 31)),
)
LAST = "What we planned last time"

Build = Callable[..., Built]


@pytest.fixture
def build(database: Database, settings: Settings, tmp_path: Path) -> Build:
    def built(
        days: tuple[date, date], today: date | None = None, folder: Path | None = None
    ) -> Built:
        out = folder or tmp_path / days[0].isoformat()
        return report.build(
            database, settings, *days, out, today or days[0], lambda done, words: None
        )

    return built


def add(database: Database, what: str, month: str = "2026-10", **changes: str) -> Line:
    return planning.add(database, Draft(what, month, **changes), date(2026, 9, 1))


def page_of(out: Path) -> str:
    html = (out / "index.html").read_text(encoding="utf-8")
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def told(tmp_path: Path, days: tuple[date, date]) -> str:
    """What a built paper says from the last plan up to the plan's end."""
    page = page_of(tmp_path / days[0].isoformat())
    assert "Activities and work planned" in page
    start = page.find(LAST)
    return page[start if start >= 0 else page.index("Activities and work planned") :]


def test_what_one_paper_plans_the_next_one_answers(
    database: Database, build: Build, tmp_path: Path
) -> None:
    line, other = add(database, "Half-term sessions"), add(database, "Forum", "2026-12")
    build(FIRST)
    assert "Half-term sessions" in told(tmp_path, FIRST)
    assert LAST not in page_of(tmp_path / "2026-09-16")
    planning.decide(database, line.id, "not-done", "Nobody signed up", SECOND[0])
    build(SECOND)
    page = told(tmp_path, SECOND)
    assert "Half-term sessions October 2026 everybody Not done. Nobody signed up." in page
    assert "1 was not done and 1 is still to come." in page
    assert "We plan: Forum (December 2026)." in page
    assert page.count("Forum") == 3, "in the plan, its table and what members ask, only there"
    planning.decide(database, other.id, "done", "", THIRD[0])
    build(THIRD)
    page = told(tmp_path, THIRD)
    assert "Half-term sessions" not in page
    assert "Forum December 2026 everybody Done." in page


def test_a_line_nobody_spoke_of_is_not_yet_said(
    database: Database, build: Build, tmp_path: Path
) -> None:
    add(database, "Half-term sessions")
    build(FIRST)
    build(SECOND)
    assert "Half-term sessions October 2026 everybody Not yet said." in told(tmp_path, SECOND)


def test_each_paper_built_again_has_the_same_bytes(
    database: Database, build: Build, tmp_path: Path
) -> None:
    line = add(database, "Half-term sessions", asks="The Promise")
    add(database, "Forum", "2026-12", asks="Food at the awards")
    first = build(FIRST)
    second = build(SECOND)
    planning.decide(database, line.id, "changed", "It was moved.", date(2026, 12, 1))
    third = build(THIRD)
    later = date(2027, 1, 25)
    for days, built in ((FIRST, first), (SECOND, second), (THIRD, third)):
        assert build(days, later, tmp_path / "again" / days[0].isoformat()) == built
    assert "Changed. It was moved." in told(tmp_path, THIRD)
    assert "Not yet said." in told(tmp_path, SECOND)


def test_the_paper_keeps_which_meeting_read_an_outcome(database: Database, build: Build) -> None:
    line = add(database, "Half-term sessions")
    build(FIRST)
    planning.decide(database, line.id, "done", "", SECOND[0])
    build(SECOND)
    with database.reading() as connection:
        found = planning.find(connection, line.id)
    assert found is not None
    assert found.told == SECOND[0]


def test_a_paper_that_cannot_be_built_tells_nothing(
    database: Database, build: Build, tmp_path: Path
) -> None:
    line = add(database, "Half-term sessions")
    build(FIRST)
    planning.decide(database, line.id, "done", "", SECOND[0])
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(FaultyError):
        build(SECOND, folder=folder)
    with database.reading() as connection:
        found = planning.find(connection, line.id)
    assert found is not None
    assert found.told is None

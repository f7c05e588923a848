"""A year is told by the paper that tells the close which made it, once, beside its periods."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.releases import a_release, a_row, a_table
from voice import report
from voice.analysis.safe import Release
from voice.report import Built
from voice.settings import Settings
from voice.store import papers as kept
from voice.store import releases
from voice.store.db import Database
from voice.store.releases import PeriodRecord

TODAY = date(2027, 5, 1)
WINTER, WINTER_CUTOFF = date(2027, 1, 20), date(2026, 12, 31)
SPRING, SPRING_CUTOFF = date(2027, 4, 20), date(2027, 3, 31)

Build = Callable[[date, date], Built]


@pytest.fixture
def build(database: Database, settings: Settings, tmp_path: Path) -> Build:
    def built(meeting: date, cutoff: date) -> Built:
        out = tmp_path / meeting.isoformat()
        return report.build(database, settings, meeting, cutoff, out, TODAY, lambda d, w: None)

    return built


def period(id_: str, first: str, last: str, count: int) -> Release:
    table = a_table([a_row((count, 9, 9, 9, 9))], period=id_)
    return a_release([table], id_=id_, months=(first, last))


@pytest.fixture
def year(database: Database) -> Database:
    """The year 2026 was complete with the first period of 2027."""
    told = [
        (period("2026-P1", "2026-09", "2026-10", 12), ""),
        (period("2027-P1", "2026-11", "2027-01", 15), ""),
        (period("2026", "2026-09", "2026-10", 20), "2027-P1"),
    ]
    with database.writing() as connection:
        for release, with_period in told:
            if not with_period:
                record = PeriodRecord(release.id, release.months[0], release.months[-1], TODAY)
                releases.add_period(connection, record)
            releases.add(connection, release, "committee", TODAY, period=with_period)
    return database


def page(folder: Path) -> str:
    html = (folder / "index.html").read_text(encoding="utf-8")
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_a_year_waits_for_the_paper_that_tells_the_close_it_was_made_with(
    year: Database, build: Build, tmp_path: Path
) -> None:
    assert "tables-2026.json" not in build(WINTER, WINTER_CUTOFF).files
    assert "The whole year" not in page(tmp_path / WINTER.isoformat())
    assert "tables-2026.json" in build(SPRING, SPRING_CUTOFF).files
    text = page(tmp_path / SPRING.isoformat())
    assert "The year 2026" in text
    assert "Of 56 answers, 36% were ‘Very sad’" in text


def test_a_year_is_told_once(year: Database, build: Build) -> None:
    build(SPRING, SPRING_CUTOFF)
    again = build(date(2027, 4, 30), date(2027, 4, 30))
    assert not any(name.startswith("tables-") for name in again.files)


def test_the_series_of_a_paper_with_a_year_holds_periods_only(
    year: Database, build: Build, tmp_path: Path
) -> None:
    build(SPRING, SPRING_CUTOFF)
    text = page(tmp_path / SPRING.isoformat())
    assert "No clear change since September to October 2026" in text
    assert "since 2026" not in text.replace("October 2026", "")
    sheet = (tmp_path / SPRING.isoformat() / "figures.csv").read_text(encoding="utf-8")
    assert ",2026,nothing,everybody,Very sad,20,56" in sheet


def test_the_theme_that_a_worker_chose_stands_in_the_paper_and_twice_in_the_same_bytes(
    year: Database, build: Build, tmp_path: Path
) -> None:
    with year.writing() as connection:
        kept.put_words(connection, SPRING, "voices", "safe")
    first, second = build(SPRING, SPRING_CUTOFF), build(SPRING, SPRING_CUTOFF)
    assert first.files == second.files
    assert "Nothing on “Feeling safe” may be told yet." in page(tmp_path / SPRING.isoformat())

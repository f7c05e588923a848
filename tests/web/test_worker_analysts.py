"""For analysts: files, numbers, logs and tests on one page that the team never needs."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text as sql

from tests.quotes import a_remark
from tests.web.released import AUTUMN, SPLIT, release_all
from tests.web.visiting import TODAY, Visit, text
from voice import theming
from voice.analysis import opendata
from voice.analysis.company import Came
from voice.analysis.counts import Answer, Counts, Group, Question, Row
from voice.analysis.disclosure import protect, without
from voice.analysis.policy import Policy
from voice.analysis.reasons import AUDIT
from voice.analysis.safe import Release
from voice.publish import sheets
from voice.store import releases, trail
from voice.store.db import Database
from voice.store.releases import PeriodRecord

pytestmark = pytest.mark.usefixtures("quick_hashing")
ANALYSTS = "/heard/analysts"
OPEN, MONTH = "2019-P1", "2019-10"


@pytest.fixture
def released(worker: Visit, database: Database) -> Visit:
    release_all(database)
    return worker


def test_the_page_says_first_that_the_team_does_not_need_it(worker: Visit) -> None:
    page = worker.see(ANALYSTS)
    assert text(page.select_one("h1 + p")).startswith("You do not need this page")
    assert "Nothing yet. When a period closes" in text(page.main)


def test_every_release_has_its_files_and_its_log(released: Visit) -> None:
    rows = released.see(ANALYSTS).select("tbody")[0].select("tr")
    assert [text(row.th).split()[0] for row in rows] == ["2026", "2026-P2", "2026-P1"]
    for row in rows:
        for link in row.select("a"):
            path = str(link["href"]).removeprefix("/work")
            assert released.client.get(path).status_code == 200, path


def test_the_audit_is_run_on_the_files_in_the_order_they_were_made(released: Visit) -> None:
    command = text(released.see(ANALYSTS).select_one("pre"))
    assert command == "voice audit 2026-P1-tables.json 2026-P2-tables.json 2026-tables.json"


def test_the_numbers_in_force_stand_there_with_their_floors(worker: Visit) -> None:
    table = text(worker.see(ANALYSTS).find("caption", string="The policy’s numbers").parent)
    assert "k The least number of children behind any number above 0" in table
    assert "N_cross" in table
    assert "20 10" in table


def test_how_many_changes_were_looked_at_is_said_by_release(released: Visit) -> None:
    table = released.see(ANALYSTS).find("caption", string="Comparisons looked at together").parent
    assert [text(row) for row in table.select("tbody tr")] == ["2026 0", "2026-P2 5", "2026-P1 0"]


def test_the_sheet_has_a_line_a_cell_and_the_download_is_kept(
    released: Visit, database: Database
) -> None:
    response = released.client.get(f"{ANALYSTS}/{AUTUMN}/figures.csv")
    with database.reading() as connection:
        release = releases.find(connection, AUTUMN)
        assert release is not None
        assert response.text == sheets.tidy(release)
        assert trail.lines(connection)[0].says == f"downloaded {AUTUMN}/figures.csv"
    cells = opendata.write(release).count('"published"')
    assert len(list(csv.reader(io.StringIO(response.text)))) == cells + 1


def test_a_log_tells_rungs_and_the_audit_and_not_which_part_was_too_small(
    released: Visit,
) -> None:
    page = released.see(f"{ANALYSTS}/{AUTUMN}")
    told = text(page.main)
    assert "Narrowest 3 Solves 12 Seconds 0.2" in told
    assert f"how-are-you/feeling-now by group not shown {SPLIT}" in told
    assert f"how-are-you/feeling-now by month not shown {SPLIT}" in told
    assert "finding" not in told
    assert "alike" not in told
    assert "narrow " not in told


def test_what_the_audit_left_out_looks_like_what_is_not_shown_for_who_came(
    worker: Visit, database: Database
) -> None:
    refused = {"what": "audit", "findings": ["alike"], "narrowest": 1, "solves": 9, "seconds": 0.2}
    passed = refused | {"findings": [], "solves": 3, "seconds": 0.1}
    all_came, one_more = a_close(21), a_close(22)
    left_out = without(replace(all_came, log=(*all_came.log, refused)), "stall/liked", "alike")
    pages = []
    with database.writing() as connection:
        releases.add_period(connection, PeriodRecord(OPEN, MONTH, MONTH, date(2019, 11, 4)))
    for release in (left_out, one_more):
        assert not release.tables
        with database.writing() as connection:
            kept = replace(release, log=(*release.log, passed))
            releases.add(connection, kept, "committee", TODAY, period=OPEN)
        pages.append(text(worker.see(f"{ANALYSTS}/{OPEN}").main))
        with database.writing() as connection:
            connection.execute(sql("DELETE FROM release"))
    assert pages[0] == pages[1]
    assert f"stall/liked not shown {AUDIT.sentence}" in pages[0]


def a_close(came: int) -> Release:
    """A release of one question with 21 answers, to which so many came."""
    question = Question(
        "stall", "liked", "choice", "Liked it?", (Answer("a", "A"), Answer("b", "B"))
    )
    row = Row(None, 21, {"a": 11, "b": 10}, 21)
    table = Counts(question, OPEN, None, (row,), (MONTH,), {"g": Group("g", "G")})
    return protect([table], [], Policy(), came=[Came("g", MONTH, "all", came)])


def test_a_release_that_is_not_there_has_no_log(released: Visit) -> None:
    released.see(f"{ANALYSTS}/2031-P1", 404)
    released.see(f"{ANALYSTS}/2031-P1/figures.csv", 404)


def test_how_alike_people_sort_is_told_and_no_theme_of_few_texts(
    worker: Visit, database: Database
) -> None:
    assert "no text was sorted by two people" in text(worker.see(ANALYSTS).main)
    with database.writing() as connection:
        texts = [a_remark(connection, f"Text {number}", "words") for number in range(6)]
    common, rare, *_ = theming.shipped()
    for place, remark in enumerate(texts):
        for coder in ("ann", "bea"):
            themes = {common.id if place < 5 else rare.id}
            theming.sort(database, remark, coder, themes, TODAY)
    table = worker.see(ANALYSTS).find("caption", string="Agreement by theme").parent
    rows = [text(row) for row in table.select("tbody tr")]
    assert rows == ["All themes together 6 1.00", f"{common.name} 6 1.00"]

"""What we plan: lines are typed on a phone, and answered with one tap."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.web import entering
from tests.web.entering import Clock
from tests.web.visiting import TODAY, Visit, banner, box, faults, text
from voice import planning
from voice.analysis.plans import Line
from voice.planning import Draft
from voice.store import papers, plans, trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")

NEVER_FINER = (
    "For whom tells of “Unaccompanied”. Few share this, so papers tell it of the whole service"
    " only, never of one activity or group. Say it without that word."
)
TYPED = {"what": "Make and create", "month": "2019-12", "whom": "Just Us", "district": "Fenland"}


def a_line(database: Database, what: str = "Forum", **changes: Any) -> Line:
    made = changes.pop("made", date(2019, 9, 2))
    return planning.add(database, Draft(what, changes.pop("month", "2019-11"), **changes), made)


def read_by_the_committee(database: Database, meeting: date = date(2019, 9, 18)) -> None:
    with database.writing() as connection:
        papers.note(connection, meeting, date(2019, 8, 31), {})


def known(database: Database) -> list[Line]:
    with database.reading() as connection:
        return plans.all_lines(connection)


def test_a_line_is_added_with_all_that_is_typed(worker: Visit, database: Database) -> None:
    assert "Nothing yet." in text(worker.see("/plan").main)
    page = worker.sent("/plan/new", **TYPED, asks="The Promise\r\nFood", members="y")
    assert "Make and create stands in the plan." in banner(page)
    assert "December 2019 · Just Us · Fenland · members welcome" in text(page.main)
    (line,) = known(database)
    assert (line.asks, line.members, line.made) == ("The Promise\nFood", True, TODAY)
    with database.reading() as connection:
        assert trail.lines(connection)[0].says == f"added a line to the plan {line.id}"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"what": " "}, "Write what is planned."),
        ({"what": "a" * 201}, "Write at most 200 letters."),
        ({"month": ""}, "Choose a month."),
        ({"month": "2019-10"}, "Choose a month."),
        ({"asks": "a" * 401}, "Write at most 400 letters."),
        ({"whom": "Unaccompanied young people"}, NEVER_FINER),
    ],
)
def test_a_faulty_line_is_told_and_what_was_typed_is_kept(
    worker: Visit, database: Database, changed: dict[str, str], told: str
) -> None:
    page = worker.refused("/plan/new", **(TYPED | changed))
    assert faults(page) == [told]
    assert box(page, "district") == "Fenland"
    assert known(database) == []


def test_the_months_to_choose_begin_with_this_one(worker: Visit) -> None:
    options = [text(one) for one in worker.see("/plan/new").select("[name=month] option")]
    assert options[:3] == ["Choose", "November 2019", "December 2019"]
    assert options[-1] == "May 2021"


def test_done_is_one_tap(worker: Visit, database: Database) -> None:
    line = a_line(database)
    page = worker.see("/plan")
    assert page.select_one(f"form[action$='/plan/{line.id}/done'] button[aria-label='Done: Forum']")
    after = worker.sent(f"/plan/{line.id}/done")
    assert banner(after).endswith("That is done.")
    assert "Said, for the next paper Forum" in text(after.main)
    assert known(database)[0].outcome == "done"


@pytest.mark.parametrize("outcome", ["changed", "not-done"])
def test_what_did_not_come_of_it_is_kept_with_the_reason(
    worker: Visit, database: Database, outcome: str
) -> None:
    line = a_line(database)
    assert "Forum, November 2019" in text(worker.see(f"/plan/{line.id}/{outcome}").main)
    refused = worker.refused(f"/plan/{line.id}/{outcome}", reason=" ")
    assert faults(refused) == ["Write why, in one sentence."]
    page = worker.sent(f"/plan/{line.id}/{outcome}", reason="The hall was shut.")
    assert "The hall was shut." in text(page.main)
    assert (known(database)[0].outcome, known(database)[0].reason) == (
        outcome,
        "The hall was shut.",
    )


def test_a_paper_that_was_built_before_is_to_be_built_again(
    worker: Visit, database: Database
) -> None:
    again = "Build the paper for 12 December 2019 again, so that it has this."
    assert again not in banner(worker.sent("/plan/new", **TYPED))
    read_by_the_committee(database, date(2019, 12, 12))
    assert again in banner(worker.sent("/plan/new", **TYPED))
    line = a_line(database)
    assert again in banner(worker.sent(f"/plan/{line.id}/done"))


def test_the_page_of_a_paper_names_lines_without_an_answer(
    worker: Visit, database: Database
) -> None:
    path = "/papers/2019-11-20?cutoff=2019-10-31"
    line = a_line(database, month="2019-10")
    assert "What we planned last time" not in text(worker.see(path).main)
    read_by_the_committee(database)
    page = worker.see(path)
    assert "1 line has no answer yet, and the paper will say so." in text(page.main)
    assert page.select_one("main a[href$='/work/plan']")
    worker.sent(f"/plan/{line.id}/done")
    assert "What we planned last time" not in text(worker.see(path).main)


def test_a_slip_of_the_finger_is_taken_back(worker: Visit, database: Database) -> None:
    line = a_line(database)
    worker.sent(f"/plan/{line.id}/done")
    assert "That was wrong" in text(worker.see(f"/plan/{line.id}").main)
    assert "What came of it?" in text(worker.sent(f"/plan/{line.id}/not-said").main)
    assert known(database)[0].outcome is None


def test_a_line_is_changed_and_taken_off_while_nobody_has_read_it(
    worker: Visit, database: Database
) -> None:
    line = a_line(database, month="2019-10", asks="The Promise")
    page = worker.see(f"/plan/{line.id}/change")
    assert box(page, "asks") == "The Promise"
    assert "October 2019" in text(page.select_one("[name=month] option[selected]"))
    typed = TYPED | {"month": "2019-10"}
    assert "Make and create" in text(worker.sent(f"/plan/{line.id}/change", **typed).main)
    assert "off the plan" in banner(worker.sent(f"/plan/{line.id}/remove"))
    assert known(database) == []


def test_what_the_committee_has_read_stands(worker: Visit, database: Database) -> None:
    line = a_line(database)
    read_by_the_committee(database)
    page = worker.see(f"/plan/{line.id}")
    assert "The committee has read this line" in text(page.main)
    assert not page.select("form[action$=remove], a[href$=change]")
    told = "The committee has read this line. Say that it is done, changed or not done instead."
    assert told in text(worker.refused(f"/plan/{line.id}/change", **TYPED).main)
    assert told in text(worker.refused(f"/plan/{line.id}/remove").main)
    assert known(database) == [line]


def test_what_the_committee_read_of_it_stands_too(worker: Visit, database: Database) -> None:
    line = a_line(database)
    read_by_the_committee(database)
    worker.sent(f"/plan/{line.id}/done")
    with database.writing() as connection:
        plans.tell(connection, [line.id], TODAY)
    assert "Answered in earlier papers: 1 line" in text(worker.see("/plan").main)
    page = worker.see(f"/plan/{line.id}")
    assert "The paper for 20 November 2019 told it." in text(page.main)
    assert not page.select("form[action$='not-said']")
    again = worker.refused(f"/plan/{line.id}/changed", reason="Moved.")
    assert faults(again) == [
        "The committee has read what came of this. Add a new line for what is planned now."
    ]


@pytest.mark.parametrize("path", ["", "/change", "/changed", "/lost"])
def test_a_line_that_is_not_there_has_no_page(worker: Visit, database: Database, path: str) -> None:
    worker.see(f"/plan/none{path}", 404)
    line = a_line(database)
    worker.see(f"/plan/{line.id}/lost", 404)
    assert worker.send(f"/plan/{line.id}/lost", reason="So.").status_code == 404


def test_today_reminds_of_lines_without_an_answer_when_a_paper_is_near(
    door: Flask, worker: Visit, database: Database, clock: Clock
) -> None:
    reminder = "A paper is near. 1 line of the last plan has no answer yet"
    line = a_line(database, month="2019-10")
    assert reminder not in text(worker.see("/").main)
    read_by_the_committee(database)
    assert reminder in text(worker.see("/").main)
    reader = Visit(entering.let_in(door, "reviewer"))
    assert reminder not in text(reader.see("/").main)
    worker.sent(f"/plan/{line.id}/done")
    assert reminder not in text(worker.see("/").main)


@pytest.mark.parametrize("wide", ["</h1><script>", "\u202eForum", "a" * 200])
def test_whatever_is_typed_stands_as_text(worker: Visit, wide: str) -> None:
    page = worker.sent("/plan/new", **(TYPED | {"what": wide}))
    assert not page.select("main script")
    assert wide.replace("\u202e", "") in page.select_one(".plan").text  # type: ignore[union-attr]

"""Answers from paper, typed in: taken as any answer, once, and nothing kept of who typed them."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests import factories
from tests.web import entering
from tests.web.entering import Clock
from tests.web.visiting import Visit, banner, text
from voice.store import collections, remarks, slips, trail
from voice.store.db import Database
from voice.store.schema import answer, set_aside
from voice.survey.model import NONE_TICKED, Survey
from voice.web.worker import typing_in

pytestmark = pytest.mark.usefixtures("quick_hashing")

IDEAS = {"id": "next-time", "kind": "ideas", "text": "What shall we do?"}
SCALE = {"id": "safe", "kind": "scale", "text": "How safe?", "low": "Not", "high": "Very"}
WHY = factories.words(id="why", show_if={"item": "listened", "is": "no"})
SURVEY = factories.a_survey(
    ask_helped=True,
    items=[factories.feeling(), factories.good(), factories.listened(), WHY, IDEAS, SCALE],
)
PATH = f"/surveys/{factories.CODE}/typing-in"


@pytest.fixture
def opened(database: Database) -> Survey:
    with database.writing() as connection:
        factories.a_collection(connection, SURVEY)
    return SURVEY


def hidden(page: BeautifulSoup, name: str) -> str:
    field = page.select_one(f"input[name={name}]")
    assert field is not None
    return str(field["value"])


def paper(page: BeautifulSoup, **typed: Any) -> dict[str, Any]:
    """A page filled in: its hidden fields, and answers by question."""
    given = {f"q.{name.replace('_', '-')}": value for name, value in typed.items()}
    return {name: hidden(page, name) for name in ("id", "edition", "typed")} | given


def answered(database: Database) -> int:
    with database.reading() as connection:
        record = collections.by_code(connection, factories.CODE)
        assert record is not None
        return collections.answered(connection, [record.id])[record.id]


def rows(database: Database) -> set[tuple[str, str]]:
    """Every answer that is kept, by its question."""
    with database.reading() as connection:
        found = connection.execute(select(answer.c.item, answer.c.option))
        return {(str(item), str(option)) for item, option in found}


def recorded(*given: tuple[str, str]) -> dict[str, Any]:
    """The answers of a record made of fields."""
    body = typing_in.record(SURVEY, MultiDict(given))
    found: dict[str, Any] = json.loads(body)["answers"]
    return found


def test_a_paper_is_counted_and_the_next_page_is_empty(
    worker: Visit, opened: Survey, database: Database
) -> None:
    sent = paper(worker.see(PATH), feeling_now="happy", good=["school", "food"], safe="7")
    page = worker.sent(PATH, **sent, age_band="10-16", helped="alone")
    assert "counted" in banner(page)
    assert "1 paper typed in so far" in text(page.main)
    assert not page.select("[checked]")
    assert hidden(page, "id") != sent["id"]
    assert answered(database) == 1
    assert rows(database) == {
        ("feeling-now", "happy"),
        ("good", "school"),
        ("good", "food"),
        ("listened", "_skipped"),
        ("safe", "7"),
    }


def test_the_same_page_sent_twice_counts_once(
    worker: Visit, opened: Survey, database: Database
) -> None:
    sent = paper(worker.see(PATH), feeling_now="sad")
    worker.sent(PATH, **sent)
    again = worker.sent(PATH, **sent)
    assert "counted already" in banner(again)
    assert "typed in so far" not in text(again.main)
    other = worker.sent(PATH, **sent | {"q.feeling-now": "happy"})
    assert "The first one counts" in banner(other)
    assert answered(database) == 1


def test_a_page_sent_again_keeps_no_second_words(
    worker: Visit, opened: Survey, database: Database, clock: Clock
) -> None:
    page = worker.see(PATH)
    assert "going back changes nothing" in text(page.main)
    sent = paper(page, listened="no", why="To loud")
    worker.sent(PATH, **sent)
    worker.sent(PATH, **sent | {"q.why": "Too loud"})
    with database.reading() as connection:
        assert [one.words for one in remarks.unread(connection, clock.today())] == ["To loud"]
        assert not list(connection.execute(select(set_aside)))


def test_a_sheet_is_in_the_trail_by_role_and_day_and_only_from_ten_papers_on(
    worker: Visit, opened: Survey, database: Database
) -> None:
    heads = worker.client.get(f"{PATH}/sheet.csv").data.decode("utf-8-sig").strip()
    for rows_, lines in ((1, 0), (11, 1)):
        body = (heads + "\n10-16,alone,happy" * rows_).encode()
        saved = (io.BytesIO(body), "papers.csv")
        page = worker.sent(f"{PATH}/sheet", saved=saved, skip="y")
        with database.reading() as connection:
            found = [one for one in trail.lines(connection) if one.what == "responses-imported"]
        assert len(found) == lines
    assert "10 papers are counted. 1 row is left out" in banner(page)
    assert (found[0].who, found[0].about) == ("", f"{factories.CODE} 10")
    assert (found[0].at.minute, found[0].at.microsecond) == (0, 0)


def test_nothing_says_who_typed_or_when(worker: Visit, opened: Survey, database: Database) -> None:
    with database.reading() as connection:
        before = len(list(trail.lines(connection)))
    worker.sent(PATH, **paper(worker.see(PATH), feeling_now="sad"))
    with database.reading() as connection:
        assert len(list(trail.lines(connection))) == before


def test_an_empty_paper_is_a_no_and_not_counted(
    worker: Visit, opened: Survey, database: Database
) -> None:
    page = worker.refused(PATH, **paper(worker.see(PATH), next_time=["", " "]))
    assert "came back empty is a no" in text(page.main)
    assert answered(database) == 0
    passed = worker.sent(PATH, **paper(page) | {"pass": ["feeling-now"]})
    assert "counted" in banner(passed)


def test_what_cannot_be_is_told_at_its_question_and_what_was_typed_stays(
    worker: Visit, opened: Survey, database: Database
) -> None:
    sent = paper(worker.see(PATH), safe="12", feeling_now="happy", next_time=["Swim", ""])
    page = worker.refused(PATH, **sent)
    assert "Type a number from 0 to 10." in text(page.select_one("#ask-safe"))
    link = page.select_one(".govuk-error-summary a")
    assert link is not None
    assert link["href"] == "#ask-safe"
    assert page.select("[name='q.feeling-now'][value=happy][checked]")
    assert next(str(box["value"]) for box in page.select("[name='q.next-time']")) == "Swim"
    assert hidden(page, "id") == sent["id"]
    assert answered(database) == 0


def test_words_are_kept_apart_with_the_leave_that_was_ticked(
    worker: Visit, opened: Survey, database: Database, clock: Clock
) -> None:
    sent = paper(worker.see(PATH), next_time=["Swim", "Climb"], listened="no", why="Too loud")
    worker.sent(PATH, **sent | {"leave.why": "idea"})
    with database.reading() as connection:
        kept = {one.words: one.leave for one in remarks.unread(connection, clock.today())}
    assert kept == {"Swim": "team", "Climb": "team", "Too loud": "idea"}


def test_what_is_left_empty_was_passed_and_none_is_an_answer_only_where_it_is_ticked() -> None:
    assert recorded() == dict.fromkeys(
        ("feeling-now", "good", "listened", "why", "next-time", "safe")
    )
    assert recorded(("q.good", NONE_TICKED))["good"] == []
    assert recorded(("q.good", NONE_TICKED), ("q.good", "food"))["good"] == ["food"]
    assert recorded(("q.good", "food"), ("pass", "good"))["good"] is None
    assert recorded(("q.listened", "_dont-know"))["listened"] == "_dont-know"
    assert recorded(("q.safe", ""))["safe"] is None


def test_a_question_that_only_some_are_asked_says_so_and_is_not_counted_otherwise(
    worker: Visit, opened: Survey, database: Database
) -> None:
    page = worker.see(PATH)
    assert "Only if you chose “no” at 3." in text(page.select_one("#ask-why"))
    assert page.select("#ask-why[data-show-if]")
    worker.sent(PATH, **paper(page, listened="yes", feeling_now="okay"))
    assert ("listened", "yes") in rows(database)


def test_papers_come_in_for_a_month_after_the_close(
    worker: Visit, opened: Survey, database: Database, clock: Clock
) -> None:
    with database.writing() as connection:
        found = collections.by_code(connection, factories.CODE)
        assert found is not None
        collections.stop(connection, found.id, clock.today() - timedelta(days=30))
    assert "can still be typed in" in text(worker.see(f"/surveys/{factories.CODE}").main)
    assert worker.see(PATH)
    with database.writing() as connection:
        collections.stop(connection, found.id, clock.today() - timedelta(days=31))
    assert "more than a month ago" in text(worker.see(PATH, 409).main)


def test_a_survey_with_one_time_codes_takes_no_paper(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        found = factories.a_collection(connection, SURVEY, event=None, channel="link")
        slips.add(connection, found.id, ["0" * 64])
    page = worker.see(PATH, 409)
    assert "one-time codes alone" in text(page.main)
    assert "typing-in" not in str(worker.see(f"/surveys/{factories.CODE}").main)


def test_a_sheet_is_given_empty_and_taken_whole(
    worker: Visit, opened: Survey, database: Database
) -> None:
    empty = worker.client.get(f"{PATH}/sheet.csv")
    heads = empty.data.decode("utf-8-sig").strip()
    assert heads.startswith("age_band,helped,feeling-now,good,listened,why")
    row = "10-16,alone,happy,food;school,yes,,,Swim,,5"
    good = f"{heads}\n{row}\n".encode()
    page = worker.sent(f"{PATH}/sheet", saved=(io.BytesIO(good), "papers.csv"))
    assert "1 paper is counted." in banner(page)
    assert answered(database) == 1
    again = worker.refused(f"{PATH}/sheet", saved=(io.BytesIO(good), "papers.csv"))
    assert "was imported before" in text(again.main)


def test_a_sheet_that_cannot_be_read_says_every_row_and_nothing_is_taken(
    worker: Visit, opened: Survey, database: Database
) -> None:
    heads = worker.client.get(f"{PATH}/sheet.csv").data.decode("utf-8-sig").strip()
    bad = f"{heads}\n,,merry,,,,,,,\n,,,,,,,,,99\n".encode()
    page = worker.refused(f"{PATH}/sheet", saved=(io.BytesIO(bad), "papers.csv"))
    said = text(page.select_one(".typing__faults"))
    assert "row 2, column “feeling-now”" in said
    assert "row 3, column “safe”" in said
    assert answered(database) == 0
    assert "Choose the file." in text(worker.refused(f"{PATH}/sheet").main)


def test_only_those_who_run_events_type_in(reviewer: Visit, opened: Survey) -> None:
    assert reviewer.client.get(PATH).status_code == 403
    assert entering.page(reviewer.send(PATH)).select("h1")

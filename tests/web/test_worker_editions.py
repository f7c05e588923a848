"""A survey with its editions: read, compared, changed, copied, retired and brought back."""

from typing import Any

import pytest

from tests import factories
from tests.web.test_worker_publish import do, publish, started
from tests.web.visiting import TODAY, Visit, banner, box, faults, text
from voice import drafting, opening
from voice.store import trail
from voice.store.db import Database
from voice.survey.model import Survey

PATH = "/surveys/library/a-survey"


def two_editions(database: Database) -> Survey:
    first = publish(database, started(database))
    draft = drafting.start_edition(database, first, "ada", TODAY).id
    do(database, draft, "set", field="title", value="Our trip")
    do(database, draft, "remove", "why")
    version = do(database, draft, "add", kind="words", text="What was good?")
    return publish(database, draft, version)


def drafts(database: Database) -> list[Any]:
    with database.reading() as connection:
        return drafting.all_drafts(connection)


def test_the_page_of_a_survey_lists_its_editions_and_where_they_were_asked(
    worker: Visit, database: Database
) -> None:
    first = publish(database, started(database))
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)
    opening.open_collection(database, first, "pond-dipping", TODAY)
    shown = text(worker.see(PATH))
    assert "of our own making" in shown
    assert "Edition 1 Opened from now on" in shown
    assert "Opened once, open now." in shown
    assert "Compare two editions" not in shown


def test_an_old_edition_stays_readable(worker: Visit, database: Database) -> None:
    two_editions(database)
    first, second = (worker.see(f"{PATH}/editions/{number}") for number in (1, 2))
    assert "Why?" in text(first)
    assert "Why?" not in text(second)
    assert "What was good?" in text(second)
    assert "What changed since edition 1" in text(second)
    worker.see(f"{PATH}/editions/3", 404)
    worker.see("/surveys/library/nothing/editions/1", 404)


def test_two_editions_are_compared_in_sentences_and_side_by_side(
    worker: Visit, database: Database
) -> None:
    two_editions(database)
    page = worker.see(f"{PATH}/compare")
    assert "The name was “A survey” and is “Our trip”." in text(page)
    rows = [[text(cell) for cell in row.select("td")] for row in page.select("tbody tr")]
    assert ["–", "What was good?", "New"] in rows
    assert ["Why?", "–", "Taken out; its answers stay"] in rows
    turned = worker.see(f"{PATH}/compare?old=2&new=1")
    assert text(turned.h1) == "Editions 1 and 2"
    assert "Nothing." in text(worker.see(f"{PATH}/compare?old=2&new=2"))
    worker.see(f"{PATH}/compare?old=9&new=1", 404)


def test_one_edition_has_nothing_to_be_compared_with(worker: Visit, database: Database) -> None:
    publish(database, started(database))
    worker.see(f"{PATH}/compare", 404)


def test_no_page_of_editions_tells_how_many_answered(worker: Visit, database: Database) -> None:
    survey = two_editions(database)
    with database.writing() as connection:
        factories.a_collection(connection, survey)
    for path in ("", "/editions/2", "/compare"):
        assert "answered" not in text(worker.see(PATH + path)).replace("was answered", "")


def test_changing_it_begins_the_next_edition_once(worker: Visit, database: Database) -> None:
    publish(database, started(database))
    worker.sent(f"{PATH}/change")
    assert [one.survey for one in drafts(database)] == ["a-survey"]
    again = worker.sent(f"{PATH}/change")
    assert "began to change this survey already" in banner(again)
    assert len(drafts(database)) == 1
    assert "Go on with the next edition" in text(worker.see(PATH))


def test_a_survey_of_the_program_is_changed_and_copied_too(
    worker: Visit, database: Database
) -> None:
    page = worker.see("/surveys/library/how-are-you")
    assert "of our own making" not in text(page)
    assert "Editions" not in text(page)
    worker.sent("/surveys/library/how-are-you/change")
    assert [one.survey for one in drafts(database)] == ["how-are-you"]


def test_a_copy_is_a_survey_of_its_own_under_its_own_name(
    worker: Visit, database: Database
) -> None:
    worker.see("/surveys/library/how-are-you/copy")
    after = worker.sent("/surveys/library/how-are-you/copy", title="How is the trip?")
    assert "a survey of its own now" in banner(after)
    assert [one.survey for one in drafts(database)] == ["how-is-the-trip"]


@pytest.mark.parametrize(
    ("title", "told"), [(" ", "Give it a name."), ("x" * 401, "Write at most 400 letters.")]
)
def test_a_copy_needs_a_name(worker: Visit, database: Database, title: str, told: str) -> None:
    page = worker.refused("/surveys/library/how-are-you/copy", title=title)
    assert faults(page) == [told]
    assert box(page, "title") == title.strip()
    assert drafts(database) == []


def test_a_survey_is_retired_and_brought_back(worker: Visit, database: Database) -> None:
    survey = two_editions(database)
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)
    opening.open_collection(database, survey, "pond-dipping", TODAY)
    assert "It is open 1 time now." in text(worker.see(f"{PATH}/retire"))
    after = worker.sent(f"{PATH}/retire")
    assert "not opened any more" in banner(after)
    assert "Nobody opens it any more." in text(after)
    assert "Change it" not in text(after)
    index = text(worker.see("/surveys"))
    assert "Retired: 1 survey Our trip" in index
    assert "Our trip" in text(worker.see(f"{PATH}/editions/2"))
    assert "retired already" in banner(worker.sent(f"{PATH}/retire"))
    assert worker.send(f"{PATH}/change").status_code == 409
    back = worker.sent(f"{PATH}/bring-back")
    assert "can be opened again" in banner(back)
    assert "Retired:" not in text(worker.see("/surveys"))
    with database.reading() as connection:
        acts = [line.what for line in trail.lines(connection, most=2)]
    assert acts == ["survey-brought-back", "survey-retired"]


def test_whoever_only_reads_sees_no_buttons(reviewer: Visit, database: Database) -> None:
    publish(database, started(database))
    page = reviewer.see(PATH)
    assert "What it asks" in text(page)
    assert page.main.select("form, .govuk-button") == []
    assert "Retire it" not in text(page)


@pytest.mark.parametrize("act", ["change", "copy", "retire", "bring-back"])
def test_a_survey_that_is_not_there_is_no_page(worker: Visit, act: str) -> None:
    assert worker.send(f"/surveys/library/nothing/{act}", title="x").status_code == 404

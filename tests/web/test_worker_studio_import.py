"""A spreadsheet becomes a draft at the workers' door, and every change to it is told."""

import io
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.forms import form, spoilt
from tests.survey.drafts import a_survey, choice, words
from tests.web.visiting import Visit, banner, faults, text
from voice import drafting
from voice.exchange import redcap_out, writing_toml
from voice.settings import Settings
from voice.store import drafts
from voice.store.db import Database
from voice.web.worker import import_notes

pytestmark = pytest.mark.usefixtures("quick_hashing")
PAGE = "/studio/import"


def upload(content: bytes, name: str = "Our picnic.xlsx") -> dict[str, Any]:
    return {"file": (io.BytesIO(content), name)}


@pytest.fixture
def picnic(tmp_path: Path) -> bytes:
    rows = (
        ("select_one yn", "q1", "Did you <b>like</b> it?"),
        ("geopoint", "where", ""),
        ("matrix", "m", "Odd"),
    )
    return form(tmp_path, *rows).read_bytes()


def test_a_form_becomes_a_draft_and_what_was_changed_is_told(
    worker: Visit, database: Database, picnic: bytes
) -> None:
    page = worker.sent(PAGE, **upload(picnic))
    assert "1 question is in a draft now. Nobody is asked" in banner(page)
    card = text(page.select_one(".card--note"))
    assert "The form notes where the child is. Left out" in card
    assert "survey, row 3, column A “type”" in card
    told = text(page.select_one("table"))
    assert "4 A “type” “matrix” is no type of question we know." in told
    with database.reading() as connection:
        (draft,) = drafts.all_drafts(connection)
        data = drafting.open_draft(connection, draft.id).data
    assert (draft.title, draft.who) == ("Our picnic", "one-worker")
    assert [item["text"] for item in data["items"]] == ["Did you like it?"]
    onwards = page.select_one(f'a[href="/work/studio/{draft.id}"]')
    assert text(onwards) == "Go to the questions"
    back = worker.see(f"/studio/{draft.id}").select_one(f'a[href="/work{PAGE}/{draft.id}"]')
    assert text(back) == "What we changed when it came in from a file"


def test_the_page_of_changes_stays_as_long_as_the_draft(
    worker: Visit, database: Database, settings: Settings, picnic: bytes
) -> None:
    worker.sent(PAGE, **upload(picnic))
    with database.reading() as connection:
        (first,) = drafts.all_drafts(connection)
    worker.sent(PAGE, **upload(picnic, "Again.xlsx"))
    assert "Our picnic" in text(worker.see(f"{PAGE}/{first.id}"))
    drafting.throw_away(database, first.id)
    worker.see(f"{PAGE}/{first.id}", 303)
    worker.sent(PAGE, **upload(picnic, "Third.xlsx"))
    assert import_notes.of(settings.data, first.id) is None


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (writing_toml.write(a_survey(choice(), words())).encode(), "survey.toml"),
        (redcap_out.write(a_survey(choice(), words())).content, "dictionary.csv"),
    ],
)
def test_surveys_of_ours_and_dictionaries_come_in_too(worker: Visit, raw: bytes, name: str) -> None:
    assert "2 questions are in a draft now" in banner(worker.sent(PAGE, **upload(raw, name)))


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"", "", "Choose a file."),
        (b"%PDF-1.7 not a form", "a.pdf", "a.pdf has no question that we can take."),
        (b"PK\x03\x04 no zip", "a.xlsx", "a.xlsx is broken or is not a spreadsheet we can read."),
        (b"title = ", "C:\\Users\\me\\survey.toml", "the end of the file: a value is missing"),
        (b"id = 1", "survey.toml", "is missing"),
    ],
)
def test_what_cannot_be_taken_is_told_at_the_box(
    worker: Visit, database: Database, raw: bytes, name: str, said: str
) -> None:
    told = faults(worker.refused(PAGE, **upload(raw, name)))
    assert said in " ".join(told)
    assert len(told) <= 9
    with database.reading() as connection:
        assert drafts.all_drafts(connection) == []


def test_a_workbook_in_pieces_is_refused(worker: Visit, tmp_path: Path) -> None:
    broken = spoilt(form(tmp_path, ("text", "a", "A?")), "xl/workbook.xml", "<a")
    assert faults(worker.refused(PAGE, **upload(broken.read_bytes())))


def test_a_file_that_is_too_large_is_told(worker: Visit) -> None:
    content = b"x" * (5 * 1024 * 1024 + 1)
    response = worker.client.post(
        PAGE, data=content, content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 413
    assert "at most 5 MB" in response.text


@pytest.mark.parametrize("ending", [".toml", ".csv", ".xlsx", ".xls", ""])
@pytest.mark.parametrize(
    "raw", [b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"a,b\x00\n\t\x1b,", b"PK", b"[[[", b" "]
)
def test_no_file_breaks_the_page(worker: Visit, raw: bytes, ending: str) -> None:
    assert worker.send(PAGE, **upload(raw, f"a{ending}")).status_code in {303, 400}


def test_only_who_makes_surveys_may(reviewer: Visit) -> None:
    reviewer.see(PAGE, 403)


def test_the_example_to_fill_in_is_a_list_that_can_be_brought_in(worker: Visit) -> None:
    link = worker.see(PAGE).select_one("a[download]")
    assert link is not None
    response = worker.client.get(str(link["href"]).removeprefix("/work"))
    assert "our-questions.xlsx" in response.headers["Content-Disposition"]
    page = worker.sent(PAGE, **upload(response.data, "our-questions.xlsx"))
    assert "3 questions are in a draft now." in banner(page)


def test_a_question_whose_rule_was_not_understood_is_kept_and_looked_at_first(
    worker: Visit, database: Database, tmp_path: Path
) -> None:
    rows = (
        ("note", "hello", "Welcome.", ""),
        ("select_one yn", "q1", "Did you come?", ""),
        ("select_one yn or_other", "q3", "Did you enjoy it?", "count(${q1}) > 2"),
        ("integer", "age", "How old are you?", ""),
    )
    head = ("type", "name", "label", "relevant")
    page = worker.sent(PAGE, **upload(form(tmp_path, *rows, head=head).read_bytes()))
    assert "2 questions and 1 screen to read are in a draft now." in banner(page)
    first = text(page.select_one(".card--talk"))
    assert "Its rule could not be taken. “Did you enjoy it?”" in first
    assert "Nobody is asked before you write its rule or tap “Always ask it”." in first
    assert "every survey asks that by itself" in text(page.select_one("table"))
    assert "2 questions" in text(worker.see("/studio").select_one(".drafts"))
    with database.reading() as connection:
        (draft,) = drafts.all_drafts(connection)
        kept = drafting.open_draft(connection, draft.id).data["items"][2]
    assert kept["text"] == "Did you enjoy it?"
    at = worker.see(f"/studio/{draft.id}?at={kept['id']}")
    assert "Always ask this question" in text(at.main)

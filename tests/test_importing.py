"""A file from anywhere becomes a draft that can be finished and published."""

from datetime import date
from pathlib import Path

import pytest

from tests.exchange.forms import form
from tests.survey.drafts import a_survey, choice, words
from voice import drafting, importing, publishing
from voice.exchange import writing_toml, xlsform_out
from voice.faults import FaultyError
from voice.importing import Brought
from voice.store import drafts, translations
from voice.store.db import Database
from voice.survey.draft_data import Data
from voice.survey.model import Survey
from voice.survey.translation import fingerprint

TODAY = date(2019, 11, 20)
HEAD = ("type", "name", "label::English (en)", "label::Arabic (ar)", "relevant")
THEIRS = [
    ("select_one yn", "q1", "Did you like it?", "هل أعجبك؟", ""),
    ("text", "q2", "Why?", "لماذا؟", "${q1} = 'yes'"),
    ("deviceid", "d", "", "", ""),
]


def bring(database: Database, raw: bytes, name: str, *folder: Survey) -> tuple[Brought, Data]:
    known = {survey.id: survey for survey in folder}
    brought = importing.bring_in(database, raw, name, known, "ada", TODAY)
    with database.reading() as connection:
        return brought, drafting.open_draft(connection, brought.draft.id).data


def test_a_form_of_others_becomes_a_draft_with_its_words_and_notes(
    database: Database, tmp_path: Path
) -> None:
    path = form(tmp_path, *THEIRS, head=HEAD)
    brought, data = bring(database, path.read_bytes(), "Our picnic.xlsx")
    assert (brought.questions, brought.languages) == (2, ("ar",))
    assert (data["title"], data["purpose"], data["id"]) == ("Our picnic", "", "our-picnic")
    first, second = data["items"]
    assert second["show_if"] == {"item": first["id"], "is": "yes"}
    assert first["id"].startswith("new-")
    assert [note.did for note in brought.notes if note.row == 4] == [
        "Left out: a device can show who answered."
    ]
    with database.reading() as connection:
        arabic = translations.of(connection, brought.draft.id, "ar")
    assert {place: (said.text, said.english) for place, said in arabic.items()} == {
        f"items.{first['id']}.text": ("هل أعجبك؟", fingerprint("Did you like it?")),
        f"items.{second['id']}.text": ("لماذا؟", fingerprint("Why?")),
    }


def test_names_that_nobody_sees_are_not_told(database: Database, tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "Why_now!", "Why?"), ("text", "SAY", "Say?"))
    brought, _ = bring(database, path.read_bytes(), "a.xlsx")
    assert not [note for note in brought.notes if note.sheet == "survey"]


def test_the_same_name_in_two_forms_is_not_the_same_question(
    database: Database, tmp_path: Path
) -> None:
    path = form(tmp_path, *THEIRS, head=HEAD)
    _, one = bring(database, path.read_bytes(), "a.xlsx")
    _, two = bring(database, path.read_bytes(), "b.xlsx")
    ids = [item["id"] for item in (*one["items"], *two["items"])]
    assert len(set(ids)) == 4


def test_a_survey_of_ours_keeps_its_ids_and_is_a_survey_of_its_own(database: Database) -> None:
    survey = a_survey(choice(section="Home"), words())
    for raw, name in (
        (writing_toml.write(survey).encode(), "survey.toml"),
        (xlsform_out.write(survey), "survey.xlsx"),
    ):
        brought, data = bring(database, raw, name, survey)
        assert [item["id"] for item in data["items"]] == ["came-before", "tell-us"]
        assert data["items"][0]["section"] == "Home"
        assert data["id"] != survey.id
        assert brought.notes == ()


def test_an_id_that_means_something_else_here_is_not_taken(database: Database) -> None:
    survey = a_survey(choice(), words(show_if={"item": "came-before", "is": "yes"}))
    other = a_survey(choice(sensitivity="service"), id="other")
    _, data = bring(database, writing_toml.write(survey).encode(), "survey.toml", other)
    first, second = data["items"]
    assert first["id"].startswith("new-")
    assert (second["id"], second["show_if"]["item"]) == ("tell-us", first["id"])


def test_what_was_marked_to_be_written_keeps_a_draft_back(
    database: Database, tmp_path: Path
) -> None:
    path = form(tmp_path, ("text", "why", ""))
    brought, data = bring(database, path.read_bytes(), "a.xlsx")
    assert data["items"][0]["text"] == data["audience"] == ""
    with database.reading() as connection:
        ready = publishing.look(connection, brought.draft.id, {}, tmp_path)
    assert {"audience", "purpose", "feedback"} <= {fault.place for fault in ready.faults}


def test_a_file_without_questions_makes_no_draft(database: Database) -> None:
    with pytest.raises(FaultyError, match="has no question"):
        bring(database, b"%PDF-1.7", "a.pdf")
    with database.reading() as connection:
        assert drafts.all_drafts(connection) == []


def test_a_language_that_nobody_speaks_is_left_out(database: Database, tmp_path: Path) -> None:
    place = "items.why.text"
    rows = (("language", "place", "text"), ("no such one", place, "A"), ("cy", place, "Pam?"))
    path = form(tmp_path, ("text", "why", "Why?"), voice_words=rows)
    brought, _ = bring(database, path.read_bytes(), "a.xlsx")
    assert brought.languages == ("cy",)


def test_faces_of_others_come_with_fewer_answers_to_report_by(
    database: Database, tmp_path: Path
) -> None:
    choices = (("list_name", "name", "label"), *(("f", n, word) for n, word in enumerate("abc")))
    rows = (("select_one f", "how", "How?", "smileys"), ("select_one f", "which", "Which?", ""))
    path = form(tmp_path, *rows, head=("type", "name", "label", "appearance"), choices=choices)
    brought, data = bring(database, path.read_bytes(), "a.xlsx")
    faces, choice_ = data["items"]
    assert len(faces["collapse"][0]["to"]) == 2
    assert "collapse" not in choice_
    assert brought.notes[-1].did.startswith("We proposed it.")

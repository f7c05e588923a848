"""Surveys on paper at the workers' door: a draft as a proof, what is open with its way in."""

import fcntl
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.web.visiting import TODAY, Visit, text
from voice import drafting, translating
from voice.faults import RefusedError
from voice.publish import paper_form, paper_form_made
from voice.publish.paper_form_words import House
from voice.settings import Settings
from voice.store import collections, slips
from voice.store.db import Database
from voice.survey import translation
from voice.survey.model import Survey

pytestmark = pytest.mark.usefixtures("quick_hashing")

VERSIONS = {"0-9": {"text": "What do you like?"}}
SURVEY = factories.a_survey(items=[factories.feeling(), factories.good(versions=VERSIONS)])
PAPER = f"/surveys/{factories.CODE}/paper"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def opened(database: Database) -> Survey:
    with database.writing() as connection:
        factories.a_collection(connection, SURVEY, opens=TODAY)
    return SURVEY


def a_draft(database: Database, *items: dict[str, Any]) -> str:
    """A draft that is not whole, by its id."""
    given = {**SURVEY.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
    given["items"] = [*given["items"], *items]
    return drafting.start_from_data(database, given, "one-worker", TODAY).id


def test_a_draft_comes_as_a_proof_without_a_way_in(worker: Visit, database: Database) -> None:
    draft = a_draft(database, {"id": "new-00000001", "kind": "choice", "text": "Half a question"})
    page = worker.see(f"/studio/{draft}/paper")
    said = text(page.main)
    assert "A draft, to look at only" in said
    assert "Publish the survey and open it before you hand out any paper" in said
    assert "Half a question" in text(page.select_one(".govuk-inset-text"))
    assert "Half a question" not in text(page.select_one(".pf"))
    assert not page.select(".pf-way")
    assert text(page.select_one(".studio-tabs [aria-current]")) == "On paper"


def test_a_draft_without_anything_has_a_paper_too(worker: Visit, database: Database) -> None:
    draft = drafting.start_blank(database, "New", "one-worker", TODAY)
    assert "How old are you?" in text(worker.see(f"/studio/{draft.id}/paper").main)
    assert worker.client.get(f"/studio/{draft.id}/paper.docx").status_code == 200


def test_what_is_open_leads_to_itself(worker: Visit, opened: Survey) -> None:
    page = worker.see(PAPER)
    assert factories.CODE in text(page.select_one(".pf-way"))
    assert page.select(".pf-way svg")
    assert "A draft" not in text(page.select_one(".pf"))
    links = [str(link["href"]) for link in page.select(".paper-files a")]
    assert [link.partition("?")[0][-5:] for link in links] == ["r.pdf", ".docx"]
    assert f"{PAPER}" in str(worker.see(f"/surveys/{factories.CODE}").main)


@pytest.mark.parametrize("how", ["closed", "slips"])
def test_what_nobody_can_start_by_its_code_has_no_way_in(
    how: str, worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection, SURVEY, event=None, opens=TODAY)
        if how == "closed":
            collections.stop(connection, record.id, TODAY)
        else:
            slips.add(connection, record.id, ["0" * 64])
    assert not worker.see(PAPER).select(".pf-way")


def test_ages_that_read_other_words_have_their_own_paper(worker: Visit, opened: Survey) -> None:
    assert "What is good?" in text(worker.see(PAPER).select_one(".pf"))
    page = worker.see(f"{PAPER}?ages=0-9")
    assert "What do you like?" in text(page.select_one(".pf"))
    assert page.select("#ages option[value='0-9'][selected]")
    assert "ages=0-9" in str(page.select_one(".paper-files"))
    assert worker.see(f"{PAPER}?ages=nonsense&language=xx")


def test_a_draft_is_shown_in_the_words_there_are_approved_or_not(
    worker: Visit, database: Database
) -> None:
    draft = a_draft(database)
    english = translation.texts(SURVEY)
    with database.writing() as connection:
        translating.fill(connection, draft, english, {"ar": {"title": "كيف حالك؟"}})
    assert worker.see(f"/studio/{draft}/paper").select("#language option[value=ar]")
    page = worker.see(f"/studio/{draft}/paper?language=ar")
    assert text(page.select_one(".pf[dir=rtl] .pf-title")) == "كيف حالك؟"
    assert "How old are you?" not in text(page.select_one(".pf"))
    assert "language=ar" in str(page.select_one(".paper-files"))


def test_no_child_gets_words_that_nobody_approved(
    worker: Visit, opened: Survey, database: Database
) -> None:
    with database.writing() as connection:
        said = {"ar": dict.fromkeys(translation.texts(SURVEY), "مرحبا")}
        translating.fill(connection, SURVEY.fingerprint, translation.texts(SURVEY), said)
    assert not worker.see(f"{PAPER}?language=ar").select("#language, .pf[dir=rtl]")


@pytest.mark.parametrize(
    ("ending", "kind", "begins"), [("pdf", "application/pdf", b"%PDF"), ("docx", WORD, b"PK")]
)
def test_files_have_a_name_and_a_kind(
    ending: str, kind: str, begins: bytes, worker: Visit, opened: Survey
) -> None:
    response = worker.client.get(f"{PAPER}.{ending}")
    assert response.content_type == kind
    assert response.data.startswith(begins)
    name = f"how-are-you-on-paper.{ending}"
    assert name in response.headers["Content-Disposition"]


def test_a_paper_of_very_many_questions_is_refused_in_a_sentence(
    worker: Visit, database: Database
) -> None:
    many = ({"id": f"more-{n}", "kind": "words", "text": f"More {n}?"} for n in range(100))
    draft = a_draft(database, *many)
    assert "at most 100 questions" in text(worker.see(f"/studio/{draft}/paper.pdf", 409).main)
    assert worker.see(f"/studio/{draft}/paper")


def test_one_paper_is_made_at_a_time(worker: Visit, opened: Survey, settings: Settings) -> None:
    with (settings.data / "paper.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert "Another paper is being made" in text(worker.see(f"{PAPER}.docx", 409).main)
    assert worker.client.get(f"{PAPER}.docx").status_code == 200


def test_a_paper_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    form = paper_form.of(SURVEY, House("Ouseborough", "Sam", "sam@example.org"))
    with pytest.raises(RefusedError, match="takes too long"):
        paper_form_made.make(form, "pdf", tmp_path, seconds=0.01)
    assert paper_form_made.make(form, "docx", tmp_path).startswith(b"PK"), "it is free again"


def test_a_survey_that_may_be_opened_is_shown_on_paper_to_everybody(reviewer: Visit) -> None:
    page = reviewer.see("/surveys/library/how-are-you/paper")
    assert "Open the survey first" in text(page.main)
    assert not page.select(".pf-way")
    assert reviewer.client.get("/surveys/library/how-are-you/paper.pdf").status_code == 200
    assert reviewer.client.get(PAPER).status_code == 403
    reviewer.see("/surveys/library/nothing/paper", 404)


def test_nothing_of_it_breaks_our_policy_of_styles(worker: Visit, opened: Survey) -> None:
    page = worker.see(PAPER)
    assert not page.select("[style], style, script:not([src])")

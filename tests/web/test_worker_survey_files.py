"""Surveys as files for other programs, at the workers' door."""

from pathlib import Path

import pytest

from tests.survey.operations import a_draft
from tests.web.packing import acts
from tests.web.visiting import TODAY, Visit, text
from voice import drafting, paths, publishing
from voice.exchange import incoming, outgoing
from voice.store import translations
from voice.store.db import Database
from voice.store.translations import Words
from voice.survey.load import load
from voice.survey.translation import Said, fingerprint, texts

pytestmark = pytest.mark.usefixtures("quick_hashing")
PAGE = "/heard/analysts/surveys"
DRAFTED = [item["id"] for item in a_draft()["items"]]
PURPOSE = "Pourquoi nous demandons"


@pytest.fixture
def ours(database: Database) -> str:
    """The edition of a survey of the team's own making, with a word of French."""
    draft = drafting.start_from_data(database, a_draft(), "ada", TODAY)
    edition = publishing.publish(database, draft.id, 1, {}, paths.SURVEYS)
    with database.writing() as connection:
        said = {"purpose": Words(fingerprint(a_draft()["purpose"]), PURPOSE)}
        translations.put(connection, edition, "fr", said | {"title": Words("00000000", "Vieux")})
    return edition


def test_every_survey_has_a_file_of_every_kind(worker: Visit, ours: str) -> None:
    page = worker.see(PAGE)
    assert "A survey" in text(page.main)
    links = [str(link["href"]).removeprefix("/work") for link in page.select("tbody td a")]
    assert len(links) == len(page.select("tbody tr")) * len(outgoing.FORMATS)
    for path in links[:8]:
        response = worker.client.get(path)
        assert response.status_code == 200, path
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")


def test_a_form_brought_in_again_is_the_same_survey_with_its_words(
    worker: Visit, ours: str, database: Database
) -> None:
    response = worker.client.get(f"{PAGE}/a-survey/xlsform")
    read = incoming.of(response.data, "a-survey.xlsx")
    assert [item["id"] for item in read.survey["items"]] == [
        one["id"] for one in a_draft()["items"]
    ]
    assert read.translations == {"fr": {"purpose": PURPOSE}}
    assert acts(database)[0] == "export-downloaded"


def test_a_retired_survey_can_still_be_taken_out(
    worker: Visit, ours: str, database: Database
) -> None:
    publishing.retire(database, "a-survey", {})
    assert worker.client.get(f"{PAGE}/a-survey/toml").text.startswith('id = "a-survey"')


def test_the_page_of_a_survey_says_what_each_file_lacks(worker: Visit) -> None:
    page = worker.see(f"{PAGE}/stall")
    assert "LimeSurvey takes" in text(page.main)
    assert "Nothing is lost in it." in text(page.main)


@pytest.mark.parametrize("path", ["none", "none/toml", "stall/none"])
def test_what_is_not_there_is_not_there(worker: Visit, path: str) -> None:
    worker.see(f"{PAGE}/{path}", 404)


def test_who_may_not_make_surveys_is_not_led_there(reviewer: Visit) -> None:
    assert "Make a survey from a file" not in text(reviewer.see(PAGE).main)
    assert "make a survey from a file" not in text(reviewer.see("/heard/analysts").main)


def test_only_words_that_say_the_english_of_today_go_along() -> None:
    survey = load(Path(paths.SURVEYS) / "stall")
    english = texts(survey)
    new = Said(english=fingerprint(english["title"]), text="A")
    old = Said(english="00000000", text="B")
    said = {"ar": {"title": new, "purpose": old, "nowhere": old}, "fr": {"purpose": old}}
    assert outgoing.fresh(survey, said) == {"ar": {"title": "A"}}


def test_a_worker_finds_the_files_of_a_survey_on_its_own_page(worker: Visit, ours: str) -> None:
    link = worker.see("/surveys/library/a-survey").select_one(f'a[href="/work{PAGE}/a-survey"]')
    assert text(link) == "As a file"
    assert "REDCap" in text(worker.see(f"{PAGE}/a-survey").main)

"""Words in other languages: what is kept, what is never written over, and what is offered."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories, tongues
from voice import translating, wording
from voice.faults import FaultyError
from voice.store import translations
from voice.store.db import Database
from voice.survey import load
from voice.survey.model import Survey
from voice.survey.translation import texts
from voice.wording import Line

SURVEY = factories.a_survey()
ENGLISH = texts(SURVEY)
OWNER = SURVEY.fingerprint
TINY = Path(__file__).parent / "surveys" / "languages"
NOWHERE = Path("nowhere")


def offered(database: Database, survey: Survey = SURVEY, folder: Path = NOWHERE) -> list[str]:
    return list(translating.offered(database, survey, survey.fingerprint, folder).surveys)


def test_a_language_is_offered_when_both_are_approved(database: Database) -> None:
    tongues.translate(database, SURVEY, "pl")
    assert offered(database) == ["en"]
    tongues.approve_ours(database, "pl", "ar")
    assert offered(database) == ["en", "pl"]
    found = translating.offered(database, SURVEY, OWNER, NOWHERE)
    assert found.surveys["pl"].title == f"pl {SURVEY.title}"
    assert found.surveys["pl"].fingerprint == OWNER
    assert list(found.ours) == ["pl"]


def test_another_edition_is_another_matter(database: Database) -> None:
    tongues.approve_ours(database, "pl")
    tongues.translate(database, SURVEY, "pl")
    assert offered(database, factories.a_survey(title="How is it?")) == ["en"]


def test_words_of_a_folder_are_offered_too(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "languages"
    shutil.copytree(TINY, folder)
    survey = load.load(folder)
    assert offered(database, survey, folder) == ["en"]
    tongues.approve_ours(database, "ar", "el")
    assert offered(database, survey, folder) == ["en", "ar", "el"]
    tongues.translate(database, survey, "ar")
    found = translating.offered(database, survey, survey.fingerprint, folder)
    assert found.surveys["ar"].title == f"ar {survey.title}"


def test_the_folder_is_put_in_where_the_english_is_the_same(database: Database) -> None:
    survey = load.load(TINY)
    english = texts(survey) | {"title": "Other words"}
    count = translating.fill_known(database, "draft", "ar", english, [TINY])
    assert count == len(english) - 1
    with database.reading() as connection:
        told = translating.tell(connection, "draft", "ar", english)
    assert [line.place for line in told.lines if line.state == wording.MISSING] == ["title"]


def test_a_look_at_it_needs_no_approval_and_keeps_english_where_nothing_is(
    database: Database,
) -> None:
    translating.put(database, OWNER, "pl", ENGLISH, {"title": "Jak się masz?"})
    found = translating.in_every_language(database, OWNER, SURVEY, NOWHERE)
    assert list(found) == ["en", "pl"]
    assert (found["pl"].title, found["pl"].purpose) == ("Jak się masz?", SURVEY.purpose)


def test_what_came_with_a_survey_is_kept_but_nothing_that_is_none_of_it(
    database: Database,
) -> None:
    words = {
        "ar": {
            "title": " كيف\u202e حالك؟\n",
            "nowhere": "x",
            "purpose": " ",
            "audience": "x" * 401,
        },
        "xx": {"title": "x"},
        "en": {"title": "x"},
    }
    with database.writing() as connection:
        assert translating.fill(connection, OWNER, ENGLISH, words) == 1
        assert translations.of(connection, OWNER, "ar")["title"].text == "كيف حالك؟"
        assert translations.languages(connection, OWNER) == ["ar"]


def test_another_who_wrote_meanwhile_is_not_written_over(database: Database) -> None:
    translating.put(database, OWNER, "pl", ENGLISH, {"title": "Jeden"}, before={"title": ""})
    late = translating.put(database, OWNER, "pl", ENGLISH, {"title": "Dwa"}, before={"title": ""})
    assert late.places == ()
    assert "Somebody else wrote here: “Jeden”." in str(late.faults[0])
    same = translating.put(database, OWNER, "pl", ENGLISH, {"title": "Jeden"}, before={"title": ""})
    assert same.places == ("title",)


@pytest.mark.parametrize("language", ["en", "", "xx", "ar_EG", "../x", "ar-" + "x" * 40])
def test_no_language_of_ours_keeps_nothing(database: Database, language: str) -> None:
    with pytest.raises(FaultyError):
        translating.put(database, OWNER, language, ENGLISH, {"title": "x"})


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), unique=True, max_size=4))
def test_an_approval_is_of_words_wherever_they_stand(pairs: list[tuple[str, str]]) -> None:
    here = [Line(f"a{n}", english, text, "there") for n, (english, text) in enumerate(pairs)]
    there = [Line(f"b{n}", one.english, one.text, "there") for n, one in enumerate(reversed(here))]
    assert wording.digest(here) == wording.digest(there)
    for line in here:
        other = [Line(line.place, line.english, line.text + "x", "there"), *here]
        assert wording.digest(other) != wording.digest(here)


def test_an_approval_goes_along_and_ends_with_another_word(database: Database) -> None:
    tongues.translate(database, SURVEY, "pl")
    with database.writing() as connection:
        translating.carry(connection, OWNER, "draft", {place: f"new.{place}" for place in ENGLISH})
        english = {f"new.{place}": words for place, words in ENGLISH.items()}
        told = translating.tell(connection, "draft", "pl", english)
        assert told.approved
        other = english | {"new.title": "Other words"}
        assert not translating.tell(connection, "draft", "pl", other).approved
        assert translating.tell(connection, "draft", "pl", other).stale == 1

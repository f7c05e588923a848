"""A questionnaire that goes out as a spreadsheet form comes back as the same questionnaire."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.surveys_by_chance import surveys, translations
from voice import paths
from voice.exchange import xlsform_in, xlsform_out
from voice.exchange.notes import Imported
from voice.survey.load import load_all
from voice.survey.model import Survey

SHIPPED = load_all(paths.SURVEYS)


def again(survey: Survey, said: dict[str, dict[str, str]]) -> Imported:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(xlsform_out.write(survey, said))
        return xlsform_in.read(path)


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_survey_comes_back_without_a_note(name: str) -> None:
    read = again(SHIPPED[name], {})
    assert read.notes == ()
    assert Survey.model_validate(read.survey) == SHIPPED[name]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_survey_comes_back_with_its_translations(data: st.DataObject) -> None:
    survey = data.draw(surveys())
    said = data.draw(translations(survey))
    read = again(survey, said)
    assert Survey.model_validate(read.survey) == survey
    assert read.translations == said
    assert read.notes == ()


@pytest.mark.parametrize("words", [":", "::", ";", "-"])
def test_words_that_look_like_a_heading_of_nothing_come_back(words: str) -> None:
    survey = SHIPPED["stall"]
    assert again(survey, {"ar": {"audience": words}}).translations == {"ar": {"audience": words}}

"""A questionnaire written as TOML is the questionnaire, in a file somebody likes to read."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.drafts import a_survey, choice, faces, info, many, three, words
from tests.survey.surveys_by_chance import surveys, translations
from voice import paths
from voice.exchange import writing_toml
from voice.survey import translation
from voice.survey.load import load, load_all
from voice.survey.model import Survey

SHIPPED = load_all(paths.SURVEYS)


def data_of(survey: Survey) -> dict[str, Any]:
    return survey.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@settings(max_examples=60, deadline=None)
@given(surveys())
def test_any_survey_comes_back_from_its_toml(survey: Survey) -> None:
    written = writing_toml.write(survey)
    again = Survey.model_validate(tomllib.loads(written))
    assert again == survey
    assert again.fingerprint == survey.fingerprint
    assert writing_toml.write(again) == written


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_words_of_other_languages_name_the_english_they_say(data: st.DataObject) -> None:
    survey = data.draw(surveys(most=3))
    for language, said in data.draw(translations(survey)).items():
        file = tomllib.loads(writing_toml.write_words(data_of(survey), language, said))
        assert file["meta"] == {"language": language, "approved": ""}
        english = translation.texts(survey)
        assert file["words"] == {
            place: {"english": translation.fingerprint(english[place]), "text": text}
            for place, text in said.items()
        }


@settings(max_examples=40, deadline=None)
@given(surveys(most=3))
def test_texts_stand_at_the_places_translations_name(survey: Survey) -> None:
    assert list(writing_toml.texts(data_of(survey)).items()) == list(
        translation.texts(survey).items()
    )


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_survey_is_written_as_it_was_written_by_hand(name: str) -> None:
    by_hand = (paths.SURVEYS / name / "survey.toml").read_text(encoding="utf-8")
    assert writing_toml.write(SHIPPED[name]) == by_hand.split("\n\n", 1)[1]


def test_words_stay_unapproved_until_somebody_says_yes(tmp_path: Any) -> None:
    survey = a_survey(choice())
    said = {place: f"{text} (ar)" for place, text in translation.texts(survey).items()}
    folder = tmp_path / survey.id
    (folder / "words").mkdir(parents=True)
    (folder / "survey.toml").write_text(writing_toml.write(survey), encoding="utf-8")
    words_file = writing_toml.write_words(data_of(survey), "ar", said | {"items.none.text": "?"})
    (folder / "words" / "ar.toml").write_text(words_file, encoding="utf-8")
    assert load(folder) == survey
    (read,), faults = translation.read(folder)
    assert not faults
    assert [fault.place for fault in translation.faults(survey, read)] == [
        "a-survey/words/ar.toml: meta.approved"
    ]


def test_a_short_rule_stands_in_a_line_and_a_long_one_below() -> None:
    short = {"item": "came-before", "is": "no"}
    long = {"any": [{"item": "came-before", "is": "no"}, {"item": "liked", "includes": "food"}]}
    written = writing_toml.write(
        a_survey(choice(), many(show_if=short), words(show_if=long), info(), faces(), three(id="t"))
    )
    assert 'show_if = { item = "came-before", is = "no" }' in written
    assert "[items.show_if]\nany = [\n  { item = " in written
    assert max(map(len, written.splitlines())) <= 100


def test_what_is_not_whole_yet_is_written_all_the_same() -> None:
    written = writing_toml.written(
        {"id": "a", "title": 'Say "so"\x00\ud800', "items": [{"id": "b"}]}
    )
    assert tomllib.loads(written) == {
        "id": "a",
        "title": 'Say "so"\x00\ufffd',
        "items": [{"id": "b"}],
    }
    assert tomllib.loads(writing_toml.written({"id": "a"})) == {"id": "a"}

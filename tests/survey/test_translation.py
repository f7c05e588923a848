"""Other languages: shown only when whole, fresh and approved, and never part of an answer."""

import shutil
from pathlib import Path

import pytest

from tests import factories
from tests.survey.conftest import TINY
from voice import paths, words
from voice.survey.load import load
from voice.survey.model import Survey
from voice.survey.translation import (
    Translation,
    faults,
    fingerprint,
    offered,
    read,
    texts,
    translated,
)

ARABIC = "words/ar.toml"
SPOKEN = {"ar", "el"}
"""The languages in which our own words are approved."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A questionnaire with two whole translations, that a test may change."""
    shutil.copytree(TINY / "languages", tmp_path / "languages")
    return tmp_path / "languages"


def changed(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(folder: Path) -> list[str]:
    """Every fault of every translation, as a worker reads it."""
    survey = load(folder)
    good, unreadable = read(folder)
    return [str(each) for each in (*unreadable, *(f for one in good for f in faults(survey, one)))]


def arabic(folder: Path) -> tuple[Survey, Translation]:
    (translation,) = (each for each in read(folder)[0] if each.language == "ar")
    return load(folder), translation


def test_whole_approved_languages_are_offered_after_english(folder: Path) -> None:
    assert told(folder) == []
    survey = load(folder)
    choices = offered(survey, read(folder)[0], SPOKEN)
    assert list(choices) == ["en", "ar", "el"]
    assert choices["en"] is survey
    assert not set(texts(choices["ar"]).values()) & set(texts(survey).values())


def test_a_language_without_our_own_words_is_not_offered(folder: Path) -> None:
    assert list(offered(load(folder), read(folder)[0], {"pl"})) == ["en"]


def test_a_questionnaire_without_translations_is_offered_in_english() -> None:
    assert list(offered(load(TINY / "choice"), read(TINY / "choice")[0], SPOKEN)) == ["en"]


def test_a_translation_is_the_same_edition_with_the_same_ids(folder: Path) -> None:
    survey, translation = arabic(folder)
    other = translated(survey, translation)
    assert other.fingerprint == survey.fingerprint
    assert other.definition == survey.definition
    assert list(texts(other)) == list(texts(survey))
    for mine, theirs in zip(other.items, survey.items, strict=True):
        assert (mine.id, mine.kind, mine.collapse) == (theirs.id, theirs.kind, theirs.collapse)
        assert [(o.id, o.score) for o in mine.choices] == [(o.id, o.score) for o in theirs.choices]
    assert other.items[0].read("happy") == survey.items[0].read("happy")


def test_every_text_a_child_reads_is_to_be_translated() -> None:
    assert list(texts(load(TINY / "languages"))) == [
        *("title", "purpose", "audience", "feedback"),
        *("items.feeling-now.text", "items.feeling-now.hint"),
        *(f"items.feeling-now.options.{name}.text" for name in ("sad", "ok", "happy")),
        *("items.feeling-now.versions.0-9.text", "items.tell-us.text"),
    ]
    survey = factories.a_survey(items=[factories.words(section="The end", hint="A little.")])
    assert list(texts(survey))[4:] == [f"items.say-more.{n}" for n in ("section", "text", "hint")]
    assert {"items.well-supported.low", "items.well-supported.high"} <= set(
        texts(load(TINY / "scale"))
    )


def test_changed_english_words_make_a_translation_stale(folder: Path) -> None:
    changed(folder, "survey.toml", "What do you want to say?", "What would you like to say?")
    new = fingerprint("What would you like to say?")
    assert told(folder) == [
        f"languages/words/{language}.toml: items.tell-us.text: was made from other English words."
        f" Now: What would you like to say? Translate it again and write english = “{new}”."
        for language in ("ar", "el")
    ]
    assert list(offered(load(folder), read(folder)[0], SPOKEN)) == ["en"]


def test_a_missing_text_is_told_with_the_line_to_add(folder: Path) -> None:
    lines = (folder / ARABIC).read_text(encoding="utf-8").splitlines()
    left = "\n".join(line for line in lines if "options.ok" not in line)
    (folder / ARABIC).write_text(left, encoding="utf-8")
    (fault,) = told(folder)
    assert fault == (
        "languages/words/ar.toml: items.feeling-now.options.ok.text: is missing. In English: OK"
        f' Add: "items.feeling-now.options.ok.text" = {{ english = "{fingerprint("OK")}",'
        ' text = "…" }'
    )
    assert list(offered(load(folder), read(folder)[0], SPOKEN)) == ["en", "el"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('approved = "Nobody, for tests only"', "", "meta.approved: Nobody has approved"),
        ('approved = "Nobody, for tests only"', 'approved = " "', "Nobody has approved"),
        ('"items.tell-us.text"', '"items.gone.text"', "items.gone.text: is no text of this"),
        ('language = "ar"', 'language = "fa"', "meta.language: “fa” is not the name of the file"),
        ('language = "ar"', 'language = "xx"', "meta.language: is missing, empty, too long or"),
        ("[words]", "[wordz]", "words: is missing"),
        ('text = "', 'text = "' + "x" * 400, "words.title.text: is missing, empty, too long"),
        ("[meta]", "[meta", "the brackets of a heading are not closed"),
    ],
)
def test_what_is_wrong_is_told_and_the_language_not_offered(
    folder: Path, old: str, new: str, said: str
) -> None:
    changed(folder, ARABIC, old, new)
    assert any(said in fault for fault in told(folder)), told(folder)
    assert list(offered(load(folder), read(folder)[0], SPOKEN)) == ["en", "el"]


def test_what_a_draft_lacks_stays_english_and_english_sounds_are_not_played(folder: Path) -> None:
    survey, translation = arabic(folder)
    first = survey.items[0].model_copy(update={"sound": "how-are-you"})
    spoken = survey.model_copy(update={"items": (first, *survey.items[1:])})
    draft = translated(spoken, Translation("ar", "", {"title": translation.words["title"]}))
    assert draft.title == translation.words["title"].text
    assert draft.items[0].text == first.text
    assert draft.items[0].sound is None


def test_languages_are_called_what_they_call_themselves() -> None:
    names = {name: words.own_name(name) for name in ("ar", "ckb", "ti", "cy")}
    assert names == {"ar": "العربية", "ckb": "کوردیی ناوەندی", "ti": "ትግርኛ", "cy": "Cymraeg"}
    assert words.direction("fa-AF") == "rtl"
    with pytest.raises(ValueError, match="no language we know"):
        words.own_name("nowhere")


def test_no_language_is_shipped_that_a_child_could_not_choose(shipped: dict[str, Survey]) -> None:
    for name, survey in shipped.items():
        good, unreadable = read(paths.SURVEYS / name)
        assert not unreadable
        assert not [fault for each in good for fault in faults(survey, each)]

"""Words and sentences: how long, how hard, how many times no."""

import pytest

from tests.survey.drafts import choice, versions, words
from tests.survey.friendly_examples import asked, level, remarks, rules
from voice.survey.friendly_lists import (
    EXPLAINED,
    KNOWN_LONG,
    LONG_SYLLABLES,
    OFFICE_WORDS,
    OfficeWord,
)
from voice.survey.friendly_rule import BAND_AGES
from voice.survey.friendly_text import syllables
from voice.survey.model import AGE_BANDS, Ages


@pytest.mark.parametrize(
    ("text", "ages", "weighs"),
    [
        ("one two three four five six seven eight", "5-7", None),
        ("one two three four five six seven eight nine", "5-7", "warning"),
        ("one two three four five six seven eight nine", "8-11", None),
        (" ".join(["day"] * 13), "8-11", "warning"),
        (" ".join(["day"] * 15), "12+", None),
        (" ".join(["day"] * 16), "care-leavers", "warning"),
        (" ".join(["day"] * 17), "5-7", "error"),
        ("Sit down. Have some tea. Now say: how was it?", "5-7", None),
    ],
)
def test_a_sentence_is_as_long_as_a_child_can_hold(
    text: str, ages: Ages, weighs: str | None
) -> None:
    assert level("long-sentence", words(text=text), ages) == weighs


def test_a_version_is_measured_by_the_age_it_is_for() -> None:
    item = choice(**versions(text="one two three four five six seven eight nine"))
    found = [remark for remark in remarks(item, "12+") if remark.rule == "long-sentence"]
    assert [remark.place for remark in found] == ["versions.0-9.text"]
    assert set(BAND_AGES) == set(AGE_BANDS)


def test_what_is_marked_is_what_was_typed() -> None:
    text = "Don’t you like your placement, or respite?"
    marked = {
        text[start:end]
        for remark in remarks(asked(text))
        if remark.rule in {"office-word", "leading"}
        for start, end in remark.marked
    }
    assert marked == {"Don’t you", "placement", "respite"}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("home", 1),
        ("people", 2),
        ("family", 3),
        ("sometimes", 2),
        ("listened", 2),
        ("wanted", 2),
        ("placement", 2),
        ("safety", 2),
        ("very", 2),
        ("comfortable", 4),
        ("understand", 3),
        ("information", 4),
        ("questions", 2),
        ("", 1),
        ("x" * 5000, 1),
        ("家", 1),
    ],
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


def test_every_longer_word_that_is_known_would_else_be_found() -> None:
    assert [word for word in KNOWN_LONG if syllables(word) < LONG_SYLLABLES["8-11"]] == []


@pytest.mark.parametrize("word", ["everybody", "children", "favourite", "together", "Family's"])
def test_a_long_word_that_everybody_knows_is_no_long_word(word: str) -> None:
    assert "long-word" not in rules(words(text=f"What about {word}?"))


def test_a_word_may_be_longer_for_older_ones() -> None:
    item = words(text="What information do you need?")
    assert level("long-word", item) == "warning"
    assert level("long-word", item, "12+") == "warning"
    assert level("long-word", item, "care-leavers") is None


@pytest.mark.parametrize("office", OFFICE_WORDS, ids=lambda office: office.word)
def test_a_word_of_the_office_comes_with_what_to_say(office: OfficeWord) -> None:
    said = remarks(words(text=f"About {office.word} now?"))
    found = [one.do for one in said if one.rule == "office-word"]
    assert found == [f"Say: {office.plain}."]


def test_what_is_never_said_of_a_child_is_an_error() -> None:
    assert level("office-word", words(text="What is it like to be a LAC?")) == "error"
    assert level("office-word", words(text="What did you lack?")) is None
    assert level("office-word", words(text="Do you like PE and pep talks?")) is None


def test_terms_that_older_ones_know_are_left_to_them() -> None:
    item = words(text="What does your PA help with?")
    assert level("office-word", item) == "warning"
    assert level("office-word", item, "care-leavers") is None


@pytest.mark.parametrize(
    "text", ["Ask the participation team.", "My social worker", "Send a text message."]
)
def test_names_that_are_known_are_no_words_of_the_office(text: str) -> None:
    assert rules(words(text=text)) <= {"leave-out-names"}


@pytest.mark.parametrize("term", EXPLAINED)
def test_a_term_is_fine_once_it_is_explained(term: str) -> None:
    item = words(text=f"What is in your {term}?")
    assert "explained" in rules(item, "12+")
    assert "explained" not in rules(item | {"hint": f"Your {term} says what we do."}, "12+")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is it not unfair?", True),
        ("Do you not feel unsafe?", True),
        ("We don't tell nobody.", True),
        ("Never moved? Tap “I don't know”.", False),
        ("If not, tap “I don’t know”.", False),
        ("Are you unhappy or unsafe?", False),
        ("What is not so good?", False),
    ],
)
def test_no_is_said_once(text: str, found: bool) -> None:
    assert ("two-noes" in rules(words(text=text))) is found


def test_an_answer_may_say_no_twice() -> None:
    answers = [{"id": "no", "text": "No, never"}, {"id": "yes", "text": "Yes"}]
    assert "two-noes" not in rules(choice(options=answers))

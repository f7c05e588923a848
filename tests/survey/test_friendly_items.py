"""The answers a child can give, and what stands beside the words."""

import pytest

from tests.survey.drafts import choice, faces, many, options, scale, words
from tests.survey.friendly_examples import (
    ARABIC,
    asked,
    level,
    many_of,
    pictured,
    remarks,
    rules,
)
from voice.survey.model import Ages


def test_the_youngest_look_before_they_read() -> None:
    assert "picture" not in rules(many(), "8-11")
    assert level("picture", words(), "5-7") == "warning"
    assert level("picture", words(picture="letter"), "5-7") is None
    half = [*pictured(2), *options("bare")]
    assert "“Bare”" in next(
        one.wrong for one in remarks(many(options=half), "5-7") if one.rule == "picture"
    )


@pytest.mark.parametrize(("ages", "most"), [("5-7", 4), ("8-11", 6), ("12+", 8)])
def test_there_are_as_many_answers_as_a_child_looks_through(ages: Ages, most: int) -> None:
    assert level("too-many-options", many_of(most), ages) is None
    assert level("too-many-options", many_of(most + 1), ages) == "warning"
    assert level("too-many-options", many(options=pictured(most + 1)), ages) == "hint"


def test_pictures_do_not_help_against_far_too_many_answers() -> None:
    assert level("too-many-options", many(options=pictured(8)), "5-7") == "hint"
    assert level("too-many-options", many(options=pictured(9)), "5-7") == "warning"


def test_a_scale_waits_until_a_child_can_count_on_it() -> None:
    assert level("too-long-scale", scale(), "5-7") == "error"
    assert level("too-long-scale", scale(), "8-11") == "hint"
    assert level("too-long-scale", scale(), "12+") is None
    assert "too-many-options" not in rules(scale(), "5-7")


def test_not_knowing_is_only_asked_for_where_it_is_about_a_life() -> None:
    assert level("not-knowing", asked("Do you feel safe?")) == "warning"
    assert level("not-knowing", asked("Do you like it?", measures={"promise": "safe"})) == "warning"
    assert level("not-knowing", asked("Do you like food?")) is None
    assert level("not-knowing", faces(text="How do you feel?")) is None
    assert level("not-knowing", faces(text="How safe are you?")) == "hint"


@pytest.mark.parametrize("said", ["I’d rather not say", "Prefer not to answer", "Skip", "Not sure"])
def test_our_own_buttons_are_not_said_again(said: str) -> None:
    answers = [*options("yes", "no"), {"id": "other", "text": said}]
    found = [one for one in remarks(choice(options=answers)) if one.rule == "said-twice"]
    assert [(one.place, one.marked) for one in found] == [("options[3].text", ((0, len(said)),))]


def test_ideas_that_tell_of_nobody_need_no_line_about_names() -> None:
    ideas = words(kind="ideas", harmless=True, sensitivity="service")
    assert "leave-out-names" not in rules(ideas)


def test_what_is_missing_in_a_language_is_counted() -> None:
    (said,) = (
        one.wrong for one in remarks(choice(), translations=[ARABIC]) if one.rule == "own-words"
    )
    assert said == "3 of 3 texts are not yet said in العربية."

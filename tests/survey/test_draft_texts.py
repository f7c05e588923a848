"""The texts of a draft: those of its edition, whatever ids it has, and none of what is no text."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests import factories
from tests.survey.operations import a_draft
from tests.survey.surveys_by_chance import surveys
from voice.survey import draft_texts
from voice.survey.draft_data import tidy
from voice.survey.draft_ids import with_final_ids
from voice.survey.model import Survey
from voice.survey.translation import texts


def data_of(survey: Survey) -> dict[str, Any]:
    found: dict[str, Any] = survey.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(surveys())
def test_the_texts_of_a_draft_are_those_of_its_edition(survey: Survey) -> None:
    found = draft_texts.by_place(data_of(survey))
    assert list(found.items()) == list(texts(survey).items())


def test_each_text_says_what_it_is_and_of_which_question() -> None:
    item = factories.feeling(hint="Tap one.", versions={"0-9": {"text": "How are you?"}})
    found = draft_texts.passages(data_of(factories.a_survey(items=[item])))
    told = [(one.number, one.what) for one in found]
    assert told[:4] == [
        (0, "The name"),
        (0, "Why we ask"),
        (0, "Who reads it"),
        (0, "When children hear back"),
    ]
    assert told[4:7] == [(1, "The question"), (1, "The hint"), (1, "An answer")]
    assert told[-1] == (1, "The question, 9 or under")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"title": 3, "items": "none"},
        {"items": [None, {"text": " "}, {"id": "a", "options": {"x": 1}, "versions": [1]}]},
        {"items": [{"id": "a", "versions": {"0-9": "x"}, "options": [3, {"text": None}]}]},
    ],
)
def test_what_is_no_text_is_passed_over(data: dict[str, Any]) -> None:
    assert draft_texts.passages(data) == []


def test_every_text_is_found_again_under_final_ids() -> None:
    option = {"id": "new-00000003", "text": "Yes"}
    items = [
        {"id": "new-00000001", "kind": "choice", "text": "Good?", "options": [option]},
        {"id": "new-00000002", "kind": "words", "text": "Good?"},
    ]
    before = tidy({**a_draft(), "items": items})
    after = with_final_ids(before, {"good"})
    moved = draft_texts.moved(before, after)
    english = draft_texts.by_place(after)
    assert len(moved) == len(english)
    for old, new in moved.items():
        assert draft_texts.by_place(before)[old] == english[new]
    assert moved["items.new-00000001.options.new-00000003.text"] == "items.good-2.options.yes.text"

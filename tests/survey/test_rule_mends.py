"""What is wrong with a rule, said in words, with buttons that mend it."""

from typing import Any

import pytest
from hypothesis import given, settings

from tests.survey.operations import RULES, a_draft
from voice.survey.draft_data import changed, item_of, place_of
from voice.survey.draft_faults import faults
from voice.survey.editing import apply
from voice.survey.rule_mends import troubles

LIKED: dict[str, Any] = {"item": "came", "is": "yes"}
FOOD: dict[str, Any] = {"item": "ticks", "includes": "food"}


def ruled(item: str, rule: Any, data: dict[str, Any] | None = None) -> dict[str, Any]:
    return changed(data or a_draft(), item, lambda one: one.update(show_if=rule))


def told(data: dict[str, Any], item: str) -> tuple[str, list[str]]:
    (trouble,) = troubles(data, item)
    return trouble.wrong, [mend.words for mend in trouble.mends]


def test_nothing_is_wrong_with_a_right_rule() -> None:
    for item in ("feeling", "why", "more", "gone"):
        assert troubles(a_draft(), item) == ()


def test_a_rule_that_looks_ahead_is_told_and_moved() -> None:
    data = ruled("came", FOOD)
    wrong, mends = told(data, "came")
    assert wrong == "looks at “What was good?”, which comes later."
    assert mends == [
        "Ask this after “What was good?”",
        "Ask “What was good?” before this",
        "Always ask this question",
    ]
    (trouble,) = troubles(data, "came")
    after = apply(data, trouble.mends[0].operation).data
    assert place_of(after, "came") == place_of(after, "ticks") + 1
    before = apply(data, trouble.mends[1].operation).data
    assert place_of(before, "ticks") == place_of(before, "came") - 1
    assert faults(after) == faults(before) == []


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ({"item": "gone", "is": "yes"}, "is not there any more"),
        ({"item": "more", "was_answered": True}, "looks at its own answer"),
        ({"item": "came", "is": "purple"}, "looks for an answer “Did you like it?” has not"),
        ({"item": "ticks", "is": "food"}, "looks for an answer “What was good?” has not"),
    ],
)
def test_a_rule_that_points_wrong_can_be_taken_out(rule: Any, wrong: str) -> None:
    data = ruled("more", rule)
    said, mends = told(data, "more")
    assert wrong in said
    assert mends == ["Always ask this question"]


def test_who_wrote_is_never_told_by_who_is_asked() -> None:
    data = a_draft()
    data["items"].append(
        {"id": "last", "kind": "choice", "text": "Here again?", "options": [], "show_if": {
            "item": "why", "was_answered": True}}
    )  # fmt: skip
    wrong, _ = told(data, "last")
    assert "would tell whose words those are" in wrong


def test_one_wrong_condition_of_two_is_taken_out_by_itself() -> None:
    data = ruled("more", {"all": [LIKED, {"item": "gone", "is": "x"}]})
    _, mends = told(data, "more")
    assert mends == ["Take out condition 2", "Always ask this question"]
    (trouble,) = troubles(data, "more")
    after = apply(data, trouble.mends[0].operation).data
    assert (item_of(after, "more") or {})["show_if"] == LIKED


def test_a_rule_that_never_comes_true_is_told_at_once() -> None:
    data = ruled("more", {"all": [LIKED, {"item": "came", "is": "no"}]})
    wrong, mends = told(data, "more")
    assert wrong == "can never come true: it would never be asked."
    assert "Let one of them be enough" in mends


def test_questions_that_wait_for_each_other_are_told_of() -> None:
    data = ruled("came", FOOD, ruled("ticks", LIKED))
    wrong, mends = told(data, "ticks")
    assert "waits for “Did you like it?”, which waits for it" in wrong
    assert "Always ask “Did you like it?”" in mends


@settings(max_examples=60)
@given(RULES)
def test_whatever_the_rule_each_mend_helps(rule: Any) -> None:
    data = ruled("more", rule)
    for trouble in troubles(data, "more"):
        for mend in trouble.mends:
            done = apply(data, mend.operation)
            assert not done.faults
            assert troubles(done.data, "more") == ()

"""A rule as a few conditions that lists can show, each changed by itself."""

from typing import Any

import pytest
from hypothesis import given

from tests.survey.operations import RULES, a_draft
from voice.survey import rule_parts
from voice.survey.draft_data import tidy
from voice.survey.editing import Operation, apply
from voice.survey.rule_words import choices

LIKED: dict[str, Any] = {"item": "came", "is": "yes"}
SAD: dict[str, Any] = {"item": "feeling", "is": "sad"}


@pytest.mark.parametrize(
    "rule", [None, LIKED, {"all": [LIKED, SAD]}, {"any": [SAD, LIKED, {"not": LIKED}]}]
)
def test_the_parts_of_a_rule_make_the_rule(rule: Any) -> None:
    assert rule_parts.parts(rule).rule == rule


def test_a_condition_is_added_changed_and_taken_out() -> None:
    one = rule_parts.parts(LIKED)
    two = one.with_one(SAD)
    assert two.rule == {"all": [LIKED, SAD]}
    assert two.changed(0, {"item": "came", "is": "no"}).rule == {
        "all": [{"item": "came", "is": "no"}, SAD]
    }
    assert two.changed(1, None).rule == LIKED
    assert one.changed(0, None).rule is None


@pytest.mark.parametrize("test", [LIKED, {"item": "why", "was_answered": False}])
def test_what_a_list_sends_is_the_comparison_it_showed(test: dict[str, Any]) -> None:
    assert rule_parts.said(rule_parts.says(test)) == test


@pytest.mark.parametrize("sent", ["", "came", "came|is", "came|is|", "came|has|yes", "|is|yes"])
def test_what_no_list_of_ours_sends_is_nothing(sent: str) -> None:
    assert rule_parts.said(sent) is None


def test_each_question_offers_what_it_can_be_asked() -> None:
    came, ticks, why = (
        one for one in choices(tidy(a_draft()), "more") if one.item in {"came", "ticks", "why"}
    )
    assert [words for words, _ in rule_parts.offered(came)] == ["is", "is not", "answered at all"]
    assert rule_parts.offered(came)[0][1][0] == ("came|is|yes", "is “Yes”")
    assert [words for words, _ in rule_parts.offered(ticks)] == ["has ticked", "answered at all"]
    assert [words for words, _ in rule_parts.offered(why)] == ["answered at all"]
    assert rule_parts.first_of(came) == LIKED
    assert rule_parts.first_of(ticks) == {"item": "ticks", "includes": "food"}
    assert rule_parts.first_of(why) == {"item": "why", "was_answered": True}


def test_all_that_is_offered_may_be_set() -> None:
    for choice in choices(a_draft(), "more"):
        for _, group in rule_parts.offered(choice):
            for sent, _ in group:
                given = {"rule": rule_parts.said(sent)}
                assert not apply(a_draft(), Operation("set-rule", "more", given)).faults


@given(RULES)
def test_whatever_a_rule_is_its_parts_can_be_shown(rule: Any) -> None:
    for condition in rule_parts.parts(rule).conditions:
        if rule_parts.is_plain(condition):
            rule_parts.says(condition)

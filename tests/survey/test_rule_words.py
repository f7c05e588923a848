"""Rules as a worker reads and chooses them, and those that can never be true."""

from typing import Any

import pytest

from tests.survey.operations import a_draft
from voice.survey.draft_data import tidy
from voice.survey.draft_faults import faults, rule_faults
from voice.survey.rule_words import choices, rule_sentence

LIKED = {"item": "came", "is": "yes"}
FOOD = {"item": "ticks", "includes": "food"}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (None, "always"),
        (LIKED, "only if “Did you like it?” is “Yes”"),
        ({"item": "came", "is_not": "no"}, "only if “Did you like it?” is not “No”"),
        (FOOD, "only if “What was good?” has ticked “Food”"),
        ({"item": "why", "was_answered": True}, "only if “Why?” was answered"),
        ({"item": "why", "was_answered": False}, "only if “Why?” was not answered"),
        (
            {"all": [LIKED, FOOD]},
            "only if “Did you like it?” is “Yes” and “What was good?” has ticked “Food”",
        ),
        (
            {"any": [{"all": [LIKED, FOOD]}, LIKED]},
            "only if (“Did you like it?” is “Yes” and “What was good?” has ticked “Food”) or “Did",
        ),
        ({"not": LIKED}, "only if it is not so that “Did you like it?” is “Yes”"),
        ({"item": "gone", "is": "x"}, "only if a question that is not there is an answer that"),
        ({"item": "came", "is": "x"}, "only if “Did you like it?” is an answer that is not there"),
        ({"all": []}, "only if something that cannot be read"),
        (3, "only if something that cannot be read"),
    ],
)
def test_a_rule_is_said_in_words(rule: Any, said: str) -> None:
    assert rule_sentence(a_draft(), rule).startswith(said)


def test_numbers_and_questions_without_words_can_be_named() -> None:
    data = {"items": [{"id": "a", "kind": "scale", "text": ""}, {"id": "b", "kind": "info"}]}
    assert rule_sentence(data, {"item": "a", "is": "7"}) == "only if (no words yet) is “7”"
    assert choices(tidy(data), "b")[0].answers[10] == ("10", "10")


def test_a_rule_may_look_at_what_comes_before_and_asks() -> None:
    offered = choices(a_draft(), "more")
    assert [one.item for one in offered] == ["feeling", "came", "ticks", "why"]
    assert [name for name, _ in offered[1].tests] == ["is", "is_not", "was_answered"]
    assert offered[1].answers == (("yes", "Yes"), ("partly", "Partly"), ("no", "No"))
    assert [name for name, _ in offered[2].tests] == ["includes", "was_answered"]
    assert (offered[3].tests, offered[3].answers) == ((("was_answered", "was answered"),), ())
    assert choices(a_draft(), "feeling") == choices(a_draft(), "gone") == ()


def test_what_is_counted_may_not_look_at_words() -> None:
    data = a_draft()
    data["items"].append({**data["items"][1], "id": "last"})
    assert [one.item for one in choices(data, "last")] == ["feeling", "came", "ticks"]


# Rules that never show anything


def with_rules(*rules: Any, whole: bool = True) -> dict[str, Any]:
    """A draft whose last items have these rules."""
    data = a_draft()
    items = data["items"]
    for item, rule in zip(items[-len(rules) :], rules, strict=True):
        item["show_if"] = rule
    if not whole:
        data["title"] = items[0]["text"] = ""
    return data


NEVER = {"all": [{"item": "came", "is": "no"}, LIKED]}


def test_a_rule_that_can_never_be_true_is_told_while_the_draft_is_not_whole() -> None:
    assert "can never be true" in str(faults(with_rules(NEVER))[0])
    told = [str(fault) for fault in faults(with_rules(NEVER, whole=False))]
    assert told[0].startswith("title: is empty")
    assert told[-1].startswith("items[5] “more”: show_if: No answers lead to “What else?”")


def test_a_rule_that_rests_on_one_that_is_never_shown_is_told_too() -> None:
    after = {"item": "why", "was_answered": True}
    told = [fault.place for fault in rule_faults(with_rules(NEVER, after))]
    assert told == ["items[4] “why”: show_if", "items[5] “more”: show_if"]


def test_questions_that_wait_for_each_other_are_told() -> None:
    rules = {"item": "more", "was_answered": True}, {"item": "why", "was_answered": True}
    told = [fault.wrong for fault in rule_faults(with_rules(*rules))]
    assert told == [
        "waits for “What else?”, which waits for it: none of them is ever shown.",
        "waits for “Why?”, which waits for it: none of them is ever shown.",
    ]


def test_a_question_that_waits_for_itself_is_told_by_the_check() -> None:
    told = [str(fault) for fault in faults(with_rules({"item": "more", "was_answered": True}))]
    assert any("points at itself" in fault for fault in told)


@pytest.mark.parametrize("rule", [LIKED, FOOD, {"item": "gone", "is": "x"}, {"all": 3}, 3])
def test_a_rule_that_can_be_true_or_cannot_be_read_is_not_called_dead(rule: Any) -> None:
    assert rule_faults(with_rules(rule, whole=False)) == []

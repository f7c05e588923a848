"""Rules point backwards, at something that can be answered so, and can be true."""

import pytest

from tests.survey.drafts import Data, choice, faults, info, many, options, scale, words

GOOD_RULES: list[Data] = [
    {"item": "came-before", "is": "yes"},
    {"item": "came-before", "is_not": "no"},
    {"item": "liked", "includes": "food"},
    {"item": "tell-us", "was_answered": True},
    {"item": "liked", "was_answered": False},
    {"all": [{"item": "liked", "includes": "food"}, {"item": "liked", "includes": "art"}]},
    {"not": {"all": [{"item": "came-before", "is": "yes"}, {"item": "came-before", "is": "no"}]}},
    {
        "all": [
            {"item": "came-before", "is_not": "yes"},
            {"item": "came-before", "is_not": "no"},
            {"item": "came-before", "was_answered": False},
        ]
    },
    {"item": "supported", "is": "7"},
]


@pytest.mark.parametrize("rule", GOOD_RULES)
def test_a_rule_may_look_at_earlier_questions(rule: Data) -> None:
    items = (choice(), many(), words(), scale(), words(id="last", show_if=rule))
    assert faults(*items) == []


def test_only_a_question_answered_in_words_may_look_at_words() -> None:
    """Whether a counted one was asked stands beside a child's answers, and would say who wrote."""
    wrote = {"item": "tell-us", "was_answered": True}
    for rule in (wrote, {"not": wrote}, {"any": [wrote, {"all": [wrote]}]}):
        (told,) = faults(words(), choice(id="last", show_if=rule))
        assert "looks at “tell-us”, so its answers would tell whose words those are" in told


BAD_RULES: list[tuple[Data, str]] = [
    ({"item": "nothing", "is": "yes"}, "points at “nothing”, which is no item here"),
    ({"item": "middle", "is": "yes"}, "points at itself"),
    ({"item": "last", "is": "yes"}, "points at “last”, which comes later"),
    ({"item": "welcome", "was_answered": True}, "points at “welcome”, which asks nothing"),
    ({"item": "came-before", "is": "maybe"}, "asks for “maybe”, which is no option"),
    ({"item": "came-before", "includes": "yes"}, "uses the wrong test for “came-before” (choose"),
    ({"item": "liked", "is": "food"}, "uses the wrong test for “liked” (choose any)"),
    ({"item": "liked", "is_not": "food"}, "uses the wrong test for “liked” (choose any)"),
    ({"item": "liked", "includes": "pets"}, "asks for “pets”, which is no option of “liked”"),
    ({"item": "tell-us", "is": "yes"}, "compares words: “tell-us” has no options"),
    ({"not": {"any": [{"item": "nothing", "is": "x"}]}}, "points at “nothing”"),
]


@pytest.mark.parametrize(("rule", "said"), BAD_RULES)
def test_a_rule_that_points_wrong_is_told(rule: Data, said: str) -> None:
    items = (info(), choice(), many(), words(), choice(id="middle", show_if=rule))
    told = faults(*items, choice(id="last"))
    assert len(told) == 1
    assert told[0].startswith("items[5] “middle”: show_if: ")
    assert said in told[0]


YES = {"item": "came-before", "is": "yes"}
NEVER: list[Data] = [
    {"all": [YES, {"item": "came-before", "is": "no"}]},
    {"all": [YES, {"item": "came-before", "is_not": "yes"}]},
    {"all": [YES, {"not": YES}]},
    {"all": [YES, {"item": "came-before", "was_answered": False}]},
    {"not": {"any": [YES, {"item": "came-before", "is_not": "yes"}]}},
    {"all": [{"item": "liked", "includes": "food"}, {"item": "liked", "was_answered": False}]},
    {"all": [{"item": "hidden", "is": "yes"}, {"item": "came-before", "is": "no"}]},
]


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_can_never_be_true_is_told(rule: Data) -> None:
    told = faults(
        choice(), many(), choice(id="hidden", show_if=YES), choice(id="last", show_if=rule)
    )
    assert len(told) == 1
    assert told[0].startswith("items[4] “last”: show_if: can never be true")


def test_a_rule_too_large_to_try_out_is_let_be() -> None:
    ids = [f"q-{n}" for n in range(12)]
    asked = [many(options=options("a", "b", "c")) | {"id": name} for name in ids[:11]]
    rule = {"all": [{"item": name, "includes": tick} for name in ids[:11] for tick in "abc"]}
    assert faults(*asked, choice(id="last", show_if=rule)) == []

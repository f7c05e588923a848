"""A rule is true or false; what was not answered is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.survey.model import (
    DONT_KNOW,
    NONE_TICKED,
    NOT_ASKED,
    NOT_REACHED,
    SKIPPED,
    WRITTEN,
    Answer,
    Rule,
)
from voice.survey.rules import comparisons, depends_on, shown

ABSENCES = [SKIPPED, DONT_KNOW, NOT_ASKED, NOT_REACHED]
IS_YES = {"item": "a", "is": "yes"}


def holds(rule: dict[str, object] | None, **given: str | tuple[str, ...]) -> bool:
    """Whether the rule holds where each named item was answered so."""
    answers = {
        item: Answer(options=(options,) if isinstance(options, str) else options)
        for item, options in given.items()
    }
    return shown(Rule.model_validate(rule) if rule is not None else None, answers)


def test_an_item_without_a_rule_is_shown() -> None:
    assert holds(None)


@pytest.mark.parametrize(
    ("rule", "options", "expected"),
    [
        (IS_YES, "yes", True),
        (IS_YES, "no", False),
        ({"item": "a", "is_not": "yes"}, "no", True),
        ({"item": "a", "is_not": "yes"}, "yes", False),
        ({"item": "a", "includes": "home"}, ("home", "pets"), True),
        ({"item": "a", "includes": "home"}, ("pets",), False),
        ({"item": "a", "includes": "home"}, NONE_TICKED, False),
        ({"item": "a", "was_answered": True}, WRITTEN, True),
        ({"item": "a", "was_answered": True}, NONE_TICKED, True),
        ({"item": "a", "was_answered": False}, "yes", False),
        ({"not": IS_YES}, "no", True),
        ({"all": [IS_YES, {"item": "a", "was_answered": True}]}, "yes", True),
        ({"all": [IS_YES, {"item": "b", "is": "yes"}]}, "yes", False),
        ({"any": [IS_YES, {"item": "b", "is": "yes"}]}, "yes", True),
        ({"any": [IS_YES, {"item": "b", "is": "yes"}]}, "no", False),
    ],
)
def test_a_rule_compares_and_combines(
    rule: dict[str, object], options: str | tuple[str, ...], expected: bool
) -> None:
    assert holds(rule, a=options) is expected


@pytest.mark.parametrize("absence", ABSENCES)
def test_what_was_not_answered_is_nothing(absence: str) -> None:
    assert not holds(IS_YES, a=absence)
    assert holds({"item": "a", "is_not": "yes"}, a=absence)
    assert not holds({"item": "a", "includes": "home"}, a=absence)
    assert holds({"item": "a", "was_answered": False}, a=absence)


def test_an_item_nobody_came_to_is_not_reached() -> None:
    assert not holds(IS_YES)
    assert holds({"item": "a", "was_answered": False})


def test_a_rule_names_what_it_depends_on_in_order() -> None:
    rule = Rule.model_validate(
        {"any": [IS_YES, {"not": {"all": [{"item": "c", "includes": "x"}, IS_YES]}}]}
    )
    assert [test.item for test in comparisons(rule)] == ["a", "c", "a"]
    assert depends_on(rule) == {"a", "c"}
    assert depends_on(None) == set()


_tests = st.builds(
    lambda item, test: {"item": item, **test},
    st.sampled_from("ab"),
    st.sampled_from(
        [{"is": "yes"}, {"is_not": "yes"}, {"was_answered": True}, {"was_answered": False}]
    ),
)
_rules = st.recursive(
    _tests,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda some: {"all": some}),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: {"any": some}),
        parts.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
)
_answers = st.sampled_from(["yes", "no", *ABSENCES])


@given(_rules, _answers, _answers)
def test_not_is_the_opposite_and_all_is_not_any_not(
    rule: dict[str, object], a: str, b: str
) -> None:
    truth = holds(rule, a=a, b=b)
    assert holds({"not": rule}, a=a, b=b) is not truth
    assert holds({"all": [rule, {"not": rule}]}, a=a, b=b) is False
    assert holds({"any": [rule, {"not": rule}]}, a=a, b=b) is True
    assert holds({"all": [rule, rule]}, a=a, b=b) is truth

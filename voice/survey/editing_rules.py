"""When a question is shown: rules chosen from lists, said in words, and taken away again."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from voice.survey.draft_data import (
    Data,
    Done,
    called,
    changed,
    item_of,
    put,
    refused,
    rules_in,
    without,
)
from voice.survey.model import Rule
from voice.survey.rule_words import choices, sentence

_LISTS = "Choose the question and the answer from the lists."


def set_rule(data: Data, item: str, rule: object) -> Done:
    """When to show an item, as the lists of ``rule_words.choices`` offer; None shows it always.

    A condition that stands there already may stay, even one that is wrong: it is told as a fault,
    and must not keep others from being changed.
    """
    found = item_of(data, item)
    if found is None:
        return refused(data, item, "This question is not there any more.", "Load the page again.")
    if rule is None:
        new = changed(data, item, lambda one: one.pop("show_if", None))
        return Done(new, f"{called(found)} is always shown.")
    try:
        tidied = Rule.model_validate(rule)
    except (ValidationError, RecursionError):
        return refused(data, "show_if", "Something of the rule was not chosen.", _LISTS)
    offered = {choice.item: choice for choice in choices(data, item)}
    stands = list(rules_in(found))
    for test in _comparisons(tidied):
        if _as_data(test) in stands:
            continue
        choice = offered.get(test.item or "")
        if choice is None or not choice.allows(test):
            return refused(data, "show_if", "A rule cannot look at this.", _LISTS)
    plain = _as_data(tidied)
    new = changed(data, item, lambda one: one.update(show_if=plain))
    return Done(new, f"{called(found)} is shown {sentence(data, plain)}.")


def forget(item: Data, gone: str) -> None:
    """Take out of an item, in place, all that looks at the item that is gone."""
    put(item, "show_if", without(item.get("show_if"), lambda test: test.get("item") == gone))
    if item.get("before") == gone:
        put(item, "before", None)


def _as_data(rule: Rule) -> Data:
    data: Data = rule.model_dump(mode="json", by_alias=True, exclude_none=True)
    return data


def _comparisons(rule: Rule) -> list[Rule]:
    if rule.item is not None:
        return [rule]
    inside = [*(rule.all or ()), *(rule.any or ()), *((rule.not_,) if rule.not_ else ())]
    return [test for part in inside for test in _comparisons(part)]


OPERATIONS: Mapping[str, Callable[..., Any]] = {"set-rule": set_rule}
"""By their names, as ``editing.apply`` takes them."""

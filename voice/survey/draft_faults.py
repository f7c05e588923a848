"""What is wrong with a draft that may not be whole: every fault at once, and never an exception.

Rules are held against the whole even where other things are missing: one that can never be true,
or that waits for a question that waits for it, is told while it is being made.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from voice.faults import Fault
from voice.survey.check import place
from voice.survey.check_rules import can_be_true, points_right
from voice.survey.draft_data import Data, called, items_of, rules_in, tidy
from voice.survey.load import held
from voice.survey.model import KINDS, Base, Option, Rule, Survey
from voice.survey.scales import answers_of

_MEND = "Change the rule, or move the question."


def faults(data: object) -> list[Fault]:
    """Every fault of a draft as it stands, in the order of the draft; empty when it is right."""
    draft = tidy(data)
    survey, found = held(draft)
    circles = _circles(draft)
    if survey is None:
        return [*found, *circles, *_dead(draft)]
    return [*found, *circles]


def rule_faults(data: object) -> list[Fault]:
    """Only the rules: those that wait for each other, and those that can never be true."""
    draft = tidy(data)
    return [*_circles(draft), *_dead(draft)]


def _circles(data: Data) -> list[Fault]:
    """Questions whose rules wait for each other, so that none of them can be shown."""
    looks = {item["id"]: {rule["item"] for rule in rules_in(item)} for item in items_of(data)}
    named = {item["id"]: called(item) for item in items_of(data)}
    found = []
    for number, item in enumerate(items_of(data), start=1):
        circle = sorted(_reached(looks, item["id"]) & _reaching(looks, item["id"]) - {item["id"]})
        if circle:
            others = " and ".join(named[id_] for id_ in circle)
            wrong = f"waits for {others}, which waits for it: none of them is ever shown."
            where = f"{place(number, item['id'])}: show_if"
            found.append(Fault(where, wrong, "Take one of the rules out."))
    return found


def _reached(looks: Mapping[str, set[str]], start: str) -> set[str]:
    """Every item the rules lead to from here, over any number of steps."""
    found: set[str] = set()
    waiting = set(looks.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one in looks and one not in found:
            found.add(one)
            waiting |= looks[one]
    return found


def _reaching(looks: Mapping[str, set[str]], end: str) -> set[str]:
    return {one for one in looks if end in _reached(looks, one)}


def _dead(data: Data) -> list[Fault]:
    """Rules that can never be true, of a draft that cannot be read as a whole yet."""
    items = items_of(data)
    outline = Survey.model_construct(items=tuple(_outline(item) for item in items))
    found = []
    for index, item in enumerate(items):
        rule = outline.items[index].show_if
        if rule is None or not points_right(outline, index):
            continue
        if not can_be_true(outline, index):
            where = f"{place(index + 1, item['id'])}: show_if"
            wrong = f"No answers lead to {called(item)}: it would never be shown."
            found.append(Fault(where, wrong, _MEND))
    return found


def _outline(item: Data) -> Any:
    """As much of an item as rules look at. What cannot be read is left out."""
    kind: type[Base] = KINDS.get(str(item.get("kind")), KINDS["info"])
    return kind.model_construct(
        id=item["id"],
        show_if=_rule(item.get("show_if")),
        options=tuple(Option.model_construct(id=str(one["id"])) for one in answers_of(item)),
    )


def _rule(given: object) -> Rule | None:
    try:
        return None if given is None else Rule.model_validate(given)
    except ValidationError:
        return None

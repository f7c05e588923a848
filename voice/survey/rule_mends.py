"""What is wrong with when a question is shown, in plain words, and what a press of a button mends.

A mend is offered only if the rule is right afterwards and no other rule that was right is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from voice.survey import rule_parts
from voice.survey.draft_data import Data, called, item_of, items_of, place_of, rules_in
from voice.survey.draft_faults import rule_faults
from voice.survey.editing import Operation, apply
from voice.survey.model import KINDS
from voice.survey.rule_words import Choice, choices

WHO_WROTE = "looks at words somebody wrote: who was asked this would tell whose words those are"


@dataclass(frozen=True, slots=True)
class Mend:
    """What a button does, and its words."""

    words: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong with a rule."""

    wrong: str
    mends: tuple[Mend, ...]


def troubles(data: Data, item: str) -> tuple[Trouble, ...]:
    """What is wrong with the rule of this question; empty where nothing is. Never raises."""
    found = item_of(data, item)
    if found is None or found.get("show_if") is None:
        return ()
    pointing = tuple(
        Trouble(wrong, tuple(_that_help(data, item, [*_moves(data, found, test), *_outs(found)])))
        for test, wrong in _pointing(data, found)
    )
    waiting = _unshown(data, item)
    if pointing or not waiting:
        return pointing
    return (Trouble(waiting, tuple(_that_help(data, item, [*_others(data, item), *_outs(found)]))),)


def _pointing(data: Data, item: Data) -> Iterator[tuple[Data, str]]:
    """Every condition that looks at what it may not, with what is wrong with it."""
    at = place_of(data, item["id"])
    known = {choice.item: choice for choice in choices(data, item["id"])}
    for test in rules_in(item):
        other = item_of(data, test["item"])
        if other is None:
            yield test, "looks at a question that is not there any more."
        elif place_of(data, test["item"]) == at:
            yield test, "looks at its own answer, which is not there yet when it is asked."
        elif place_of(data, test["item"]) > at:
            yield test, f"looks at {called(other)}, which comes later."
        elif test["item"] not in known:
            yield test, f"{_why_not(other)}."
        elif wrong := _compares_wrong(test, known[test["item"]], other):
            yield test, wrong


def _why_not(other: Data) -> str:
    kind = KINDS.get(str(other.get("kind")))
    if kind is not None and kind.writes:
        return WHO_WROTE
    return f"looks at {called(other)}, which asks nothing"


def _compares_wrong(test: Data, choice: Choice, other: Data) -> str:
    offers = rule_parts.offered(choice)
    sent = {value for _, group in offers for value, _ in group}
    return "" if rule_parts.says(test) in sent else f"looks for an answer {called(other)} has not."


def _unshown(data: Data, item: str) -> str:
    """Why no answers lead to it: rules that wait for each other, or that never come true."""
    where = f"“{item}”: show_if"
    for fault in rule_faults(data):
        if fault.place.endswith(where):
            waits = fault.wrong.startswith("waits for")
            return fault.wrong if waits else "can never come true: it would never be asked."
    return ""


def _moves(data: Data, item: Data, test: Data) -> Iterator[Mend]:
    """Ask first what the rule looks at."""
    at, other = place_of(data, item["id"]), place_of(data, test["item"])
    if other > at:
        to = {"to": other + 1}
        words = f"Ask this after {called(items_of(data)[other])}"
        yield Mend(words, Operation("move", item["id"], to))
        words = f"Ask {called(items_of(data)[other])} before this"
        yield Mend(words, Operation("move", test["item"], {"to": at + 1}))


def _outs(item: Data) -> Iterator[Mend]:
    """Take out a condition, ask for one of them only, or show it always."""
    now = rule_parts.parts(item.get("show_if"))
    if len(now.conditions) > 1:
        for number in range(len(now.conditions)):
            rule = now.changed(number, None).rule
            words = f"Take out condition {number + 1}"
            yield Mend(words, Operation("set-rule", item["id"], {"rule": rule}))
        if now.join == "all":
            either = rule_parts.Parts("any", now.conditions).rule
            words = "Let one of them be enough"
            yield Mend(words, Operation("set-rule", item["id"], {"rule": either}))
    yield Mend("Always ask this question", Operation("set-rule", item["id"], {"rule": None}))


def _others(data: Data, item: str) -> Iterator[Mend]:
    """Where questions wait for each other, the others may stop to wait as well."""
    for other in {rule["item"]: None for rule in rules_in(item_of(data, item) or {})}:
        looks = {rule["item"] for rule in rules_in(item_of(data, other) or {})}
        if item in looks:
            words = f"Always ask {called(item_of(data, other))}"
            yield Mend(words, Operation("set-rule", other, {"rule": None}))


def _that_help(data: Data, item: str, mends: list[Mend]) -> Iterator[Mend]:
    """Those after which this rule is right, and no other is wrong that was right."""
    before = _wrong_ones(data)
    for mend in mends:
        done = apply(data, mend.operation)
        if not done.faults:
            after = _wrong_ones(done.data)
            if item not in after and after <= before:
                yield mend


def _wrong_ones(data: Data) -> set[str]:
    """The questions whose rules are wrong."""
    ids = [one["id"] for one in items_of(data)]
    told = [fault.place for fault in rule_faults(data)]
    dead = {id_ for id_ in ids for place in told if place.endswith(f"“{id_}”: show_if")}
    pointing = {one["id"] for one in items_of(data) if any(True for _ in _pointing(data, one))}
    return dead | pointing

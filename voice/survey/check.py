"""What a questionnaire that is well formed may still have wrong: rules of meaning, one a function.

``check`` looks at the whole questionnaire, ``check_item`` at one item by itself, and
``check_together`` at questionnaires that share a thread. Places are written as in the file, items
counted from one: ``items[2] “home-feeling”: options[1]``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from voice.faults import Fault
from voice.survey.check_item import ITEM_RULES
from voice.survey.check_rules import rule_faults
from voice.survey.model import Base, Item, Survey

BUDGETS: dict[str, int] = {"5-7": 5, "8-11": 8, "12+": 12, "care-leavers": 12}
"""Screens a questionnaire may have, by the age it is written for."""
STALL_BUDGET = 3
"""Screens at a stall, where a child stands and goes on: a minute."""
TAPS = 3
"""Taps there may be before the first question."""


def screens(survey: Survey) -> int:
    """How many screens a child sees: one an item, things to read included.

    The assent, the age band and who helped stand around them and are not counted.
    """
    return len(survey.items)


def budget(survey: Survey) -> int:
    """How many screens it may have."""
    return STALL_BUDGET if survey.stall else BUDGETS[survey.ages]


def taps(survey: Survey) -> int:
    """How many taps lead to the first question.

    The child's door puts two screens of one tap each before the first item, the assent and the
    age band (``templates/child/survey.html``); who helped is asked at the end. Each thing to read
    that stands before the first question is one tap more.
    """
    asking = [number for number, item in enumerate(survey.items) if item.asks]
    return 2 + (asking[0] if asking else 0)


def place(number: int, item_id: str | None = None) -> str:
    """Where an item stands, as faults say it: counted from one, with its id where it is known."""
    return f"items[{number}]" + (f" “{item_id}”" if item_id else "")


def check(survey: Survey) -> list[Fault]:
    """Every fault of meaning, in the order of the file; empty when the survey may be used."""
    faults = [fault for rule in SURVEY_RULES for fault in rule(survey)]
    for number, item in enumerate(survey.items, start=1):
        faults += check_item(item, number)
        faults += _at(place(number, item.id), rule_faults(survey, number - 1))
        faults += _at(place(number, item.id), _before_faults(survey, number - 1))
    return faults


def check_item(item: Item, number: int) -> list[Fault]:
    """The faults of one item by itself, the ``number``-th of its questionnaire."""
    faults = (fault for rule in ITEM_RULES for fault in rule(item))
    return _at(place(number, item.id), faults)


def check_together(surveys: Sequence[Survey]) -> list[Fault]:
    """Faults between questionnaires: one item id is one thread and stays the same measure."""
    first: dict[str, tuple[str, Base]] = {}
    faults = []
    for survey in surveys:
        for number, item in enumerate(survey.items, start=1):
            where, known = first.setdefault(item.id, (survey.id, item))
            if not same_measure(item, known):
                faults.append(
                    Fault(
                        f"{survey.id}: {place(number, item.id)}",
                        f"is not the same question as “{item.id}” in {where}: kind, options, "
                        "scores, class, collapse maps or what it measures differ.",
                        "Make them the same, or give one another id.",
                    )
                )
    return faults


def same_measure(one: Base, other: Base) -> bool:
    """Whether answers to both may be one thread. Words and pictures may differ."""
    return _measure(one) == _measure(other)


def _measure(item: Base) -> object:
    return *_measured(item), item.harmless, item.measures


def _measured(item: Base) -> tuple[object, ...]:
    """By what answers are counted and told."""
    options = [(option.id, option.score) for option in item.choices]
    takes = [[(part.id, part.takes) for part in collapse.to] for collapse in item.collapse]
    return type(item), options, takes, item.sensitivity


def _before_faults(survey: Survey, index: int) -> Iterator[Fault]:
    """What is wrong with the item that one says was asked before the activity."""
    item, ids = survey.items[index], [item.id for item in survey.items]
    if item.before is None:
        return
    wrong = f"points at “{item.before}”, which is no item here."
    if item.before in ids[index:]:
        itself = item.before == item.id
        wrong = f"points at {'itself' if itself else f'“{item.before}”, which comes later'}."
    if item.before not in ids[:index]:
        do = "Use the id of the earlier item that asks the same before the activity."
        yield Fault("before", wrong, do)
    elif not item.choices:
        wrong = f"has no use where the kind is “{item.plain_name}”: nothing can be counted."
        yield Fault("before", wrong, "Take it out.")
    elif _measured(survey.item(item.before)) != _measured(item):
        wrong = f"points at “{item.before}”, whose kind, options, class or collapse maps differ."
        yield Fault("before", wrong, "Make both the same, so that they can be told side by side.")


def _at(where: str, faults: Iterable[Fault]) -> list[Fault]:
    return [
        replace(fault, place=f"{where}: {fault.place}" if fault.place else where)
        for fault in faults
    ]


def _ids_once(survey: Survey) -> Iterator[Fault]:
    seen = Counter(item.id for item in survey.items)
    for number, item in enumerate(survey.items, start=1):
        if seen[item.id] > 1:
            wrong = f"The id is used {seen[item.id]} times in this questionnaire."
            yield Fault(place(number, item.id), wrong, "Give each item an id of its own.")


def _asks_something(survey: Survey) -> Iterator[Fault]:
    if not any(item.asks for item in survey.items):
        yield Fault("items", "Nothing is asked.", "Add at least one question.")


def _few_screens(survey: Survey) -> Iterator[Fault]:
    if screens(survey) > budget(survey):
        whom = "at a stall" if survey.stall else f"for {survey.ages}"
        wrong = f"There are {screens(survey)} screens; {whom} there may be {budget(survey)}."
        yield Fault("items", wrong, "Leave some out, or make two questionnaires.")


def _few_taps(survey: Survey) -> Iterator[Fault]:
    if taps(survey) > TAPS:
        wrong = f"There are {taps(survey)} taps before the first question; there may be {TAPS}."
        yield Fault("items", wrong, "Put less to read first.")


SURVEY_RULES: tuple[Callable[[Survey], Iterator[Fault]], ...] = (
    _ids_once,
    _asks_something,
    _few_screens,
    _few_taps,
)
"""The rules of a whole questionnaire. ``check_item`` and ``check_rules`` hold those of an item."""

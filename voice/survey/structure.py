"""Faults of structure in a worker's words: what pydantic found, said as a person would say it."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from voice.faults import Fault
from voice.survey.check import place
from voice.survey.model import KINDS, Collapse, Measures, Merged, Option, Rule, Survey, Version

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_MODELS: tuple[type[BaseModel], ...] = (
    Survey,
    *KINDS.values(),
    Option,
    Collapse,
    Merged,
    Rule,
    Measures,
    Version,
)
FIELDS: frozenset[str] = frozenset(
    field.alias or name for model in _MODELS for name, field in model.model_fields.items()
)
"""Every name that may stand in a questionnaire's file, for “did you mean”."""

_MISSPELT_RULE = "A rule is one of: item with is, is_not, includes or was_answered; all; any; not."


def structure_faults(error: ValidationError, data: Mapping[str, object]) -> list[Fault]:
    """A fault for each thing the error found in the data, in its order."""
    details = error.errors(include_url=False)
    return [_fault(detail, data) for detail in details if not _only_seems_short(detail)]


def _only_seems_short(detail: ErrorDetails) -> bool:
    """Pydantic counts a list without the parts that are faulty, and those are told already."""
    given, least = detail["input"], detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= least


def _fault(detail: ErrorDetails, data: Mapping[str, object]) -> Fault:
    wrong, do = _SAID.get(detail["type"], _unusual)(detail)
    field = "kind" if detail["type"].startswith("union_tag") else None
    return Fault(_place([*detail["loc"], *([field] if field else [])], data), wrong, do)


def _place(steps: list[int | str], data: object) -> str:
    """``items[2] “home-feeling”: options[1].score``, from pydantic's steps through the data."""
    start = ""
    if len(steps) > 1 and steps[0] == "items" and isinstance(steps[1], int):
        start = place(steps[1] + 1, id_of(data, steps[1]))
        steps = steps[3:] if len(steps) > 2 and steps[2] in KINDS else steps[2:]
    inside = ""
    for step in steps:
        inside += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if inside else step
    return ": ".join(part for part in (start, inside) if part)


def id_of(data: object, index: int) -> str | None:
    """The id the item at ``index`` gives itself, if it gives one that can be read."""
    items = data.get("items") if isinstance(data, Mapping) else None
    item = items[index] if isinstance(items, list) and index < len(items) else None
    found = item.get("id") if isinstance(item, Mapping) else None
    return found if isinstance(found, str) else None


def _given(value: object) -> str:
    """A value as the file shows it, short."""
    if isinstance(value, str):
        return f"“{value if len(value) <= 40 else value[:39] + '…'}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    names: Iterable[tuple[type | tuple[type, ...], str]] = (
        (Mapping, "a table"),
        ((list, tuple), "a list"),
        ((datetime.date, datetime.time), "a date or time"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), str(value))


_Say = Callable[["ErrorDetails"], tuple[str, str]]


def _should_be(what: str, example: str) -> _Say:
    return lambda detail: (
        f"is {_given(detail['input'])} and should be {what}.",
        f"Write it as in {example}.",
    )


def _missing(detail: ErrorDetails) -> tuple[str, str]:
    return "is missing.", "Add it."


def _not_known(detail: ErrorDetails) -> tuple[str, str]:
    name = str(detail["loc"][-1])
    close = difflib.get_close_matches(name, sorted(FIELDS - {name}), n=1, cutoff=0.6)
    misplaced = "It belongs to another kind or another place." if name in FIELDS else ""
    guess = f"Did you mean “{close[0]}”?" if close and not misplaced else misplaced
    return "is not a name that may stand here.", guess or "Take it out."


def _bad_id(detail: ErrorDetails) -> tuple[str, str]:
    do = 'Use small letters, digits and single hyphens, as in "home-feeling".'
    return f"is {_given(detail['input'])}, which is no id.", do


def _one_of(detail: ErrorDetails) -> tuple[str, str]:
    allowed = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    return f"is {_given(detail['input'])}.", f"Give one of {', '.join(allowed)}."


def _kind(detail: ErrorDetails) -> tuple[str, str]:
    tag = detail["input"].get("kind") if isinstance(detail["input"], Mapping) else None
    close = difflib.get_close_matches(str(tag), KINDS, n=1)
    guess = f"Did you mean “{close[0]}”? " if close else ""
    wrong = f"is {_given(tag)}, which is no kind of question." if tag is not None else "is missing."
    return wrong, f"{guess}Give one of {', '.join(KINDS)}."


def _empty(detail: ErrorDetails) -> tuple[str, str]:
    return "is empty.", "Write something, or take it out where it is not needed."


def _too_long(detail: ErrorDetails) -> tuple[str, str]:
    most = detail.get("ctx", {}).get("max_length")
    return f"is longer than {most} letters.", "Say it in fewer words."


def _too_few(detail: ErrorDetails) -> tuple[str, str]:
    least = detail.get("ctx", {}).get("min_length")
    had = detail.get("ctx", {}).get("actual_length")
    return f"has {had} and needs at least {least}.", "Add what is missing."


def _too_many(detail: ErrorDetails) -> tuple[str, str]:
    most = detail.get("ctx", {}).get("max_length")
    had = detail.get("ctx", {}).get("actual_length")
    return f"has {had or 'more'} and may have {most} at most.", "Leave some out."


def _too_small(detail: ErrorDetails) -> tuple[str, str]:
    least = detail.get("ctx", {}).get("ge")
    return f"is {_given(detail['input'])}.", f"Give {least} or more."


def _too_big(detail: ErrorDetails) -> tuple[str, str]:
    most = detail.get("ctx", {}).get("le")
    return f"is {_given(detail['input'])}.", f"Give {most} or less."


def _own_words(detail: ErrorDetails) -> tuple[str, str]:
    """What one of our own models said of itself."""
    said = str(detail.get("ctx", {}).get("error", ""))
    if said.startswith("a rule"):
        return "is not a rule.", _MISSPELT_RULE
    return f"{said[:1].upper()}{said[1:]}.", "Mend it to be so."


def _unusual(detail: ErrorDetails) -> tuple[str, str]:
    return (
        f"is {_given(detail['input'])}, which cannot stand here.",
        "Write it as docs/surveys.md shows.",
    )


_TEXT = _should_be("text in quotes", 'text = "How are you?"')
_WHOLE = _should_be("a whole number", "score = 3")
_YES_NO = _should_be("true or false", "dont_know = true")
_LIST = _should_be("a list", 'worry = ["sad"]')
_TABLE = _should_be("a table with names and values", '{ id = "yes", text = "Yes" }')

_SAID: Mapping[str, _Say] = {
    "missing": _missing,
    "extra_forbidden": _not_known,
    "string_pattern_mismatch": _bad_id,
    "literal_error": _one_of,
    "union_tag_invalid": _kind,
    "union_tag_not_found": _kind,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "too_short": _too_few,
    "too_long": _too_many,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_big,
    "value_error": _own_words,
    "string_type": _TEXT,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "finite_number": _WHOLE,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "tuple_type": _LIST,
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
}
"""What each of pydantic's findings is called here."""


def readable_items(data: Mapping[str, object]) -> Iterator[tuple[int, Mapping[str, object]]]:
    """The items that are at least tables, each with its number counted from one."""
    items = data.get("items")
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        if isinstance(item, Mapping):
            yield number, item

"""A draft: plain data as ``survey.toml`` gives it, not whole yet, that may be anything but lost.

Nothing here changes what it is given: what comes back is new. Every item and option of a draft has
an id of its own, so that each can be named while words, order and neighbours change.
"""

import copy
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from voice.faults import Fault
from voice.survey.check_item import RESERVED_ITEMS, RESERVED_OPTIONS
from voice.survey.writing import clean

Data = dict[str, Any]

PROVISIONAL = re.compile(r"new-[0-9a-f]{8}")
"""Ids of what has no words yet; before it is published, each gets one made of its words."""
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_WORDS = 40
_DEEPEST = 40
_MOST = 10**15
NO_WORDS = "(no words yet)"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a draft, and what was done in a sentence. ``faults`` say why nothing was."""

    data: Data
    said: str
    faults: tuple[Fault, ...] = ()


def refused(data: Data, place: str, wrong: str, do: str = "") -> Done:
    """Nothing was done, and why."""
    return Done(data, "", (Fault(place, wrong, do),))


def tidy(data: object) -> Data:
    """The data as a draft: a table whose items and options are tables with ids of their own.

    What cannot be kept as JSON becomes text. Never raises.
    """
    draft = kept(data) if isinstance(data, Mapping) else {}
    given = draft.get("items")
    draft["items"] = _with_ids(given if isinstance(given, list) else [])
    for item in draft["items"]:
        if "options" in item:
            options = item["options"]
            item["options"] = _with_ids(options if isinstance(options, list) else [])
    return draft


def kept(value: object, below: int = _DEEPEST) -> Any:
    """A value as JSON can hold it: letters that no text has are taken out, numbers have an end.

    Tables stand in tables no deeper than anybody writes them.
    """
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return max(min(value, _MOST), -_MOST)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if not below:
        return "…"
    if isinstance(value, Mapping):
        return {clean(str(name)): kept(part, below - 1) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [kept(part, below - 1) for part in value]
    return clean(str(value))


def as_text(data: Data) -> str:
    """The draft as it is stored."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _with_ids(given: Iterable[object]) -> list[Data]:
    """Those that are tables, each with an id that no other has."""
    tables: list[Data] = [dict(one) for one in given if isinstance(one, Mapping)]
    taken: set[str] = set()
    for table in tables:
        id_ = table.get("id")
        if not isinstance(id_, str) or not id_ or id_ in taken:
            table["id"] = next_id(taken | _ids(tables))
        taken.add(table["id"])
    return tables


def _ids(tables: Iterable[Data]) -> set[str]:
    return {table["id"] for table in tables if isinstance(table.get("id"), str)}


def next_id(taken: Iterable[str]) -> str:
    """A provisional id that is free."""
    known = set(taken)
    return next(id_ for n in range(len(known) + 1) if (id_ := f"new-{n:08x}") not in known)


def id_from(words: str, taken: Iterable[str], otherwise: str = "question") -> str:
    """An id made of words, that is free and that we do not use ourselves."""
    known = {*taken, *RESERVED_ITEMS, *RESERVED_OPTIONS}
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    plain = _NOT_IN_AN_ID.sub("-", letters.casefold().replace("'", ""))
    stem = plain[:_LONGEST_WORDS].strip("-") or otherwise
    if len(plain) > _LONGEST_WORDS and "-" in stem:
        stem = stem.rpartition("-")[0]
    if stem not in known:
        return stem
    return next(id_ for n in range(2, len(known) + 3) if (id_ := f"{stem}-{n}") not in known)


# Looking


def items_of(data: Data) -> list[Data]:
    """The items of a draft, in order."""
    found: list[Data] = data["items"]
    return found


def item_of(data: Data, id_: str) -> Data | None:
    return next((item for item in items_of(data) if item["id"] == id_), None)


def place_of(data: Data, id_: str) -> int:
    """Where the item stands, from 0; -1 where it is not."""
    return next((n for n, item in enumerate(items_of(data)) if item["id"] == id_), -1)


def options_of(item: Data) -> list[Data]:
    """The options that are written in the item. Those of ``scale`` are not."""
    found = item.get("options")
    return found if isinstance(found, list) else []


def called(part: Mapping[str, Any] | None) -> str:
    """An item or option by its words, shortened, in quotation marks."""
    text = (part or {}).get("text")
    words = " ".join(text.split()) if isinstance(text, str) else ""
    return f"“{short(words)}”" if words else NO_WORDS


def short(words: str, longest: int = 60) -> str:
    """No more letters than that, and a sign where some are left out."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


# Changing


def changed(data: Data, id_: str, change: Callable[[Data], object]) -> Data:
    """The draft with one item changed."""
    new = copy.deepcopy(data)
    item = item_of(new, id_)
    if item is not None:
        change(item)
    return new


def put(table: Data, path: str, value: object) -> bool:
    """Set a field, inside tables named before a dot; ``None`` takes it out, and emptied tables too.

    False where a name on the way is no table.
    """
    name, _, inside = path.partition(".")
    if not inside:
        if value is None:
            table.pop(name, None)
        else:
            table[name] = kept(value)
        return True
    below = table.get(name, {})
    if not isinstance(below, dict):
        return False
    if not put(below, inside, value):
        return False
    if below:
        table[name] = below
    else:
        table.pop(name, None)
    return True


def rules_in(item: Data) -> Iterator[Data]:
    """Every comparison of an item's rule, from left to right; what is none is passed over."""
    waiting = [item.get("show_if")]
    while waiting:
        rule = waiting.pop(0)
        if not isinstance(rule, dict):
            continue
        if isinstance(rule.get("item"), str):
            yield rule
        inside = [*_parts(rule, "all"), *_parts(rule, "any"), rule.get("not")]
        waiting = [*inside, *waiting]


def _parts(rule: Data, name: str) -> list[Any]:
    parts = rule.get(name)
    return parts if isinstance(parts, list) else []


def without(rule: object, gone: Callable[[Data], bool]) -> Any:
    """The rule without the comparisons that are gone; None where nothing is left of it."""
    if not isinstance(rule, dict):
        return rule
    if "item" in rule:
        return None if gone(rule) else rule
    for name in ("all", "any"):
        if isinstance(rule.get(name), list):
            left = [part for one in rule[name] if (part := without(one, gone)) is not None]
            return {name: left} if len(left) > 1 else next(iter(left), None)
    if "not" in rule:
        inside = without(rule["not"], gone)
        return None if inside is None else {"not": inside}
    return rule

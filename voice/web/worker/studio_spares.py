"""Two people changed the same: what stands in the draft and what is kept beside it, in words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from voice.store.drafts import SpareRecord, StepRecord
from voice.survey import merging
from voice.survey.draft_data import Data, called, item_of, items_of
from voice.survey.editing import CALLED
from voice.survey.rule_words import sentence

GONE = "(taken out)"
EMPTY = "(nothing)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two people say differently."""

    name: str
    now: str
    """As it stands in the draft."""
    kept: str
    """As it is kept beside it."""


@dataclass(frozen=True, slots=True)
class Spare:
    """A change that waits for somebody to take or leave it."""

    number: int
    who: str
    said: str
    differences: tuple[Difference, ...]


def spare_of(data: Data, spare: SpareRecord, base: StepRecord | None) -> Spare:
    """The spare beside the draft as it stands."""
    theirs: Data = json.loads(spare.data)
    before = json.loads(base.data) if base else data
    parts = sorted(merging.touched(before, theirs))
    found = [one for what, name in parts for one in _PARTS[what](data, theirs, name)]
    return Spare(spare.number, spare.who, spare.said, tuple(found))


def _field(now: Data, kept: Data, name: str) -> Iterator[Difference]:
    if now.get(name) != kept.get(name):
        yield Difference(CALLED.get(name, name), _words(now.get(name)), _words(kept.get(name)))


def _item(now: Data, kept: Data, id_: str) -> Iterator[Difference]:
    mine, theirs = item_of(now, id_), item_of(kept, id_)
    if mine is None or theirs is None:
        if mine is not theirs:
            yield Difference("The question", _whole(mine), _whole(theirs))
        return
    if mine.get("show_if") != theirs.get("show_if"):
        yield Difference("When it is asked", _rule(now, mine), _rule(kept, theirs))
    for name in sorted({*mine, *theirs} - {"id", "show_if"}, key=_first_words):
        if mine.get(name) != theirs.get(name):
            told = _NAMES.get(name) or CALLED.get(name, name)
            yield Difference(told, _words(mine.get(name)), _words(theirs.get(name)))


def _order(now: Data, kept: Data, _name: str) -> Iterator[Difference]:
    if [one["id"] for one in items_of(now)] != [one["id"] for one in items_of(kept)]:
        yield Difference("The order", _outline(now), _outline(kept))


_PARTS: Mapping[str, Any] = {"field": _field, "item": _item, "order": _order}
_NAMES = {"options": "The answers", "kind": "The kind"}


def _first_words(name: str) -> tuple[bool, str]:
    return name != "text", name


def _whole(item: Data | None) -> str:
    return called(item) if item else GONE


def _rule(data: Data, item: Data) -> str:
    return sentence(data, item["show_if"]) if item.get("show_if") else "always"


def _outline(data: Data) -> str:
    return " · ".join(f"{n} {called(item)}" for n, item in enumerate(items_of(data), start=1))


def _words(value: object) -> str:
    """A value of a draft as a worker reads it."""
    if value is None or value == "" or value == [] or value == {}:
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _words(value["text"]) if "text" in value else _joined(value.values())
    return _joined(value) if isinstance(value, list) else str(value)


def _joined(values: Any) -> str:
    return " · ".join(_words(one) for one in values)

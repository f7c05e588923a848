"""Changing a draft: operations as plain data, each giving new data and a sentence of what it did.

An operation names items and options by their ids, so that it says the same of a draft that
somebody else has changed meanwhile. None raises: one that cannot be done gives the draft as it
was, and why.
"""

import copy
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from voice.survey import editing_options, editing_parts, editing_rules
from voice.survey.beginnings import as_kind, beginning
from voice.survey.draft_data import (
    Data,
    Done,
    as_text,
    called,
    item_of,
    items_of,
    kept,
    next_id,
    place_of,
    put,
    refused,
    rules_in,
    short,
    tidy,
)
from voice.survey.model import KINDS, Survey

LONGEST = 1_000_000
"""Letters of a draft; a questionnaire of a thousand items has fewer."""
LONGEST_SAID = 400
"""Letters of what several operations did together."""
GONE = (
    "This question is not there any more.",
    "Somebody may have taken it out: load the page again.",
)
_TOP = frozenset(Survey.model_fields) - {"id", "items"}
_FIELDS = frozenset(
    field.alias or name for kind in KINDS.values() for name, field in kind.model_fields.items()
) - {"id", "kind", "options", "show_if"}

CALLED: Mapping[str, str] = {
    "text": "The words",
    "easy": "The easy words",
    "hint": "The hint",
    "section": "The name of the part",
    "low": "The words at 0",
    "high": "The words at 10",
    "picture": "The picture",
    "sound": "The sound",
    "before": "What was asked before the activity",
    "dont_know": "“I don't know”",
    "sensitivity": "How careful we are",
    "harmless": "Whether it is harmless",
    "worry": "Answers that worry us",
    "measures": "What it measures",
    "collapse": "The coarser scale",
    "mean": "Whether a mean is told",
    "versions": "Words for other ages",
    "title": "The name",
    "purpose": "Why we ask",
    "audience": "Who reads it",
    "feedback": "When children hear back",
    "ages": "The ages",
    "stall": "Whether it is for a stall",
    "minutes": "The minutes",
    "ask_helped": "“Alone or together?”",
}
"""Field → what it is called in a sentence."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change: what to do, of which item, and with what. ``given`` is JSON."""

    what: str
    """One of ``OPERATIONS``."""
    item: str = ""
    """The item it is about; empty where it is about the whole or adds one."""
    given: Mapping[str, Any] = field(default_factory=dict)


def apply(data: Data, operation: Operation) -> Done:
    """The draft after this operation. Never raises; ``faults`` of what comes back say why not."""
    draft = tidy(data)
    change = OPERATIONS.get(operation.what)
    if change is None:
        return refused(
            draft, "", f"“{operation.what}” is nothing we can do.", "Load the page again."
        )
    given = {str(name): kept(value) for name, value in operation.given.items()}
    try:
        inspect.signature(change).bind(draft, operation.item, **given)
    except TypeError:
        return refused(
            draft, operation.item, "Something was not filled in.", "Load the page again."
        )
    done = change(draft, operation.item, **given)
    if done.faults:
        return Done(draft, "", done.faults)
    new = tidy(done.data)
    if len(as_text(new)) > LONGEST:
        return refused(draft, operation.item, "The survey would be too long.", "Say less.")
    return Done(new, done.said)


def set_field(data: Data, item: str, field: object, value: object) -> Done:
    """Say something of the whole: its name, why we ask, who reads it."""
    name = str(field)
    if name not in _TOP:
        return refused(data, name, "is not something a survey says.", "Load the page again.")
    new = copy.deepcopy(data)
    put(new, name, value)
    return Done(new, _changed(name, value))


def add(
    data: Data,
    item: str,
    kind: object,
    named: object = None,
    text: object = "",
    after: object = None,
) -> Done:
    """A new item of a kind, with what such an item begins with; at the end, or after another."""
    start = beginning(str(kind), _words(text))
    if start is None:
        return refused(data, "kind", f"“{kind}” is no kind of question.", "Choose one of the list.")
    return add_ready(data, item, start, named, after)


def add_ready(
    data: Data,
    item: str,
    ready: object,
    named: object = None,
    after: object = None,
) -> Done:
    """An item that is ready, such as one of the item bank; it keeps its id where it has one."""
    if not isinstance(ready, dict):
        return refused(data, "items", "is no question.", "Choose another.")
    free = _free(data, named if named is not None else ready.get("id"))
    if free is None:
        return refused(data, "items", f"{called(ready)} is in this survey already.", "Copy it.")
    new = copy.deepcopy(data)
    at = place_of(data, str(after)) if after is not None else -1
    items_of(new).insert(at + 1 if at >= 0 else len(items_of(new)), {**ready, "id": free})
    kind = str(ready.get("kind"))
    name = KINDS[kind].plain_name if kind in _KINDS else "a question"
    words = f": {called(ready)}" if ready.get("text") else ""
    return Done(new, f"Added {name}{words}.")


def change(data: Data, item: str, field: object, value: object) -> Done:
    """Set one field of an item, such as ``text`` or ``versions.0-9.text``; None takes it out."""
    name, found = str(field), item_of(data, item)
    if found is None:
        return refused(data, item, *GONE)
    if name.partition(".")[0] not in _FIELDS:
        return refused(data, name, "is not something a question has.", "Load the page again.")
    new = copy.deepcopy(data)
    if not put(item_of(new, item) or {}, name, value):
        return refused(data, name, "cannot be set here.", "Load the page again.")
    return Done(new, f"{_changed(name.partition('.')[0], value)} At {called(found)}.")


def change_kind(data: Data, item: str, kind: object) -> Done:
    """Make it another kind of question; what both kinds have is kept."""
    found = item_of(data, item)
    if found is None:
        return refused(data, item, *GONE)
    new = as_kind(copy.deepcopy(found), str(kind))
    if new is None:
        return refused(data, "kind", f"“{kind}” is no kind of question.", "Choose one of the list.")
    items = [new if one["id"] == item else one for one in items_of(data)]
    return Done(
        {**data, "items": items}, f"{called(found)} is now “{KINDS[str(kind)].plain_name}”."
    )


def move(data: Data, item: str, by: object = 0, to: object = None) -> Done:
    """Move an item up (``by`` -1) or down (1), or ``to`` a place counted from 1."""
    at = place_of(data, item)
    if at < 0:
        return refused(data, item, *GONE)
    wanted = _whole(to) - 1 if to is not None else at + _whole(by)
    place = min(max(wanted, 0), len(items_of(data)) - 1)
    if place == at:
        return Done(data, f"{called(items_of(data)[at])} stays where it is.")
    items = editing_parts.handed_on(items_of(data), at)
    found = items.pop(at)
    items.insert(place, found)
    way = "up" if place < at else "down"
    return Done({**data, "items": items}, f"{called(found)} moved {way} to place {place + 1}.")


def copy_item(data: Data, item: str, named: object = None) -> Done:
    """Put a copy after the item, under an id of its own: another question until words differ."""
    found = item_of(data, item)
    if found is None:
        return refused(data, item, *GONE)
    free = _free(data, named)
    if free is None:
        return refused(data, item, "The copy is there already.", "Load the page again.")
    items = list(items_of(data))
    second = editing_parts.nameless(copy.deepcopy(found))
    items.insert(place_of(data, item) + 1, {**second, "id": free})
    return Done({**data, "items": items}, f"Copied {called(found)}.")


def remove(data: Data, item: str, keep_rules: object = False) -> Done:
    """Take an item out. Rules that look at it go too and are told of, unless they are kept: then
    they are faults until somebody mends them."""
    found = item_of(data, item)
    if found is None:
        return refused(data, item, *GONE)
    looking = [
        one
        for one in items_of(data)
        if one["id"] != item
        and (one.get("before") == item or any(rule["item"] == item for rule in rules_in(one)))
    ]
    items = editing_parts.handed_on(items_of(data), place_of(data, item))
    new = copy.deepcopy({**data, "items": [one for one in items if one["id"] != item]})
    said = f"Took out {called(found)}."
    for one in looking:
        if keep_rules:
            said += f" {called(one)} still looks at it."
        else:
            other = item_of(new, one["id"]) or {}
            editing_rules.forget(other, item)
            said += f" {called(one)} does not look at it any more."
            if one.get("show_if") and not other.get("show_if"):
                said += " Everybody is asked it now."
    return Done(new, said)


def new_id(data: Data, item: str, named: object) -> Done:
    """Say that it is another question from now on: it gets another id, and rules follow."""
    found, free = item_of(data, item), _free(data, named)
    if found is None:
        return refused(data, item, *GONE)
    if free is None:
        return refused(data, item, f"The id “{named}” is used already.", "Choose another.")
    return Done(renamed(data, {item: free}), f"{called(found)} is another question from now on.")


def several(data: Data, item: str, steps: object) -> Done:
    """Operations one after the other as one step, such as all that was filled in on a page.

    Where one of them cannot be done, none is. None of them is itself made of several.
    """
    if not isinstance(steps, list) or not steps:
        return refused(data, item, "Nothing was filled in.", "Load the page again.")
    new, said = data, []
    for step in steps:
        if not isinstance(step, dict) or not isinstance(step.get("given", {}), dict):
            return refused(data, item, "Something was not filled in.", "Load the page again.")
        what, about = str(step.get("what")), str(step.get("item", ""))
        if what == "several":
            return refused(data, item, "Too much at once.", "Load the page again.")
        done = apply(new, Operation(what, about, step.get("given", {})))
        if done.faults:
            return Done(data, "", done.faults)
        new = done.data
        said.append(done.said)
    return Done(new, short(" ".join(said), LONGEST_SAID))


def renamed(data: Data, names: Mapping[str, str]) -> Data:
    """The draft with items under other ids, and all that points at them."""
    new = copy.deepcopy(data)
    for item in items_of(new):
        item["id"] = names.get(item["id"], item["id"])
        if item.get("before") in names:
            item["before"] = names[item["before"]]
        for rule in rules_in(item):
            rule["item"] = names.get(rule["item"], rule["item"])
    return new


_KINDS = frozenset(KINDS)


def _free(data: Data, id_: object) -> str | None:
    """The id if it is free, one of our own if none is given, None if it is taken."""
    taken = [one["id"] for one in items_of(data)]
    if id_ is None or id_ == "":
        return next_id(taken)
    return None if not isinstance(id_, str) or id_ in taken else id_


def _changed(name: str, value: object) -> str:
    """A sentence of a field that was set."""
    if value is None or value == "" or value == []:
        return f"{CALLED.get(name, name)}: taken out."
    if isinstance(value, bool):
        return f"{CALLED.get(name, name)}: {'yes' if value else 'no'}."
    told = f"“{short(' '.join(value.split()))}”" if isinstance(value, str) else "changed"
    return f"{CALLED.get(name, name)}: {told}."


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return max(min(value, 10_000), -10_000) if isinstance(value, int) else 0


OPERATIONS: Mapping[str, Callable[..., Done]] = {
    "set": set_field,
    "add": add,
    "add-ready": add_ready,
    "change": change,
    "change-kind": change_kind,
    "move": move,
    "copy": copy_item,
    "remove": remove,
    "new-id": new_id,
    "several": several,
    **editing_options.OPERATIONS,
    **editing_rules.OPERATIONS,
}
"""Every operation by its name; each takes the draft, the item's id and what is ``given``."""

MAKES_ONE: frozenset[str] = frozenset({"add", "copy", "add-option"})
"""Operations that make something new. Its id comes with them as ``named``, so that it is the same
wherever they are done again."""

"""The plain form, for a page without JavaScript: its fields as the record a tablet would send."""

import json
from collections.abc import Callable
from typing import Any

from werkzeug.datastructures import MultiDict

from voice.survey.model import DONT_KNOW, Item, Survey

Fields = MultiDict[str, str]


def record(survey: Survey, form: Fields) -> bytes:
    """The record of a posted form, made the same way every time, so that it is kept once.

    Everything on the form was in front of the child, so an item that was left alone was skipped.
    """
    passed = set(form.getlist("pass"))
    data: dict[str, Any] = {
        "id": form.get("id", ""),
        "edition": form.get("edition", ""),
        "answers": {
            item.id: None if item.id in passed else _answer(item, form)
            for item in survey.items
            if item.asks
        },
    }
    leave = {item.id: form.get(f"leave.{item.id}", "") for item in survey.items if item.asks_leave}
    data["leave"] = {item: chosen for item, chosen in leave.items() if chosen}
    for name in ("age_band", "helped"):
        if form.get(name):
            data[name] = form[name]
    return json.dumps(data, separators=(",", ":")).encode()


def _answer(item: Item, form: Fields) -> object:
    given = form.getlist(f"q.{item.id}")
    if item.dont_know and DONT_KNOW in given:
        return DONT_KNOW
    return _READ[item.kind](given)


def _one(given: list[str]) -> object:
    return given[0] if given else None


def _text(given: list[str]) -> object:
    return given[0].replace("\r\n", "\n").strip() or None if given else None


def _all(given: list[str]) -> object:
    return given


def _some(given: list[str]) -> object:
    return [idea for idea in given if idea.strip()] or None


_READ: dict[str, Callable[[list[str]], object]] = {
    "faces": _one,
    "choice": _one,
    "scale": _one,
    "many": _all,
    "words": _text,
    "ideas": _some,
}
"""How the fields of each kind are read; a kind that asks nothing has none."""

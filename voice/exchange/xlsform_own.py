"""What our own exports keep beside the form, read back: see ``own_columns``."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from voice.exchange import own_columns as own
from voice.exchange.xlsform_sheets import Line, Table
from voice.survey.model import KINDS, Option, Rule, Survey

Data = dict[str, Any]
_SHOW_IF, _RELEVANT = "show_if", "relevant"
_WHOLE = frozenset({"yes", "true"})


def item(line: Line) -> Data:
    """The fields kept of an item, its kind among them, while the row's type still says that kind.

    The rule is not among them: ``rule`` gives it.
    """
    kept = _kept(line)
    kind = kept.get("kind")
    form = line.get("type").split()[:1]
    words = all(isinstance(kept.get(name, ""), str) for name in ("id", "text", "kind"))
    if not words or [own.TYPES.get(str(kind))] != form:
        return {}
    fields = KINDS[str(kind)].model_fields.keys() - {_SHOW_IF, "options"}
    return {name: value for name, value in kept.items() if name in fields}


def option(line: Line) -> Data:
    """The fields kept of an option."""
    kept = {name: value for name, value in _kept(line).items() if name in Option.model_fields}
    try:
        Option.model_validate({"id": "any", "text": "any"} | kept)
    except ValidationError:
        return {}
    return kept


def rule(line: Line) -> Data | None:
    """The rule kept, while the row's own expression still says what it said."""
    kept = _kept(line)
    if _SHOW_IF not in kept or kept.get(_RELEVANT) != line.get(_RELEVANT):
        return None
    try:
        Rule.model_validate(kept[_SHOW_IF])
    except (ValidationError, RecursionError):
        return None
    return dict(kept[_SHOW_IF])


def settings(line: Line) -> Data:
    """What the settings say of the whole survey."""
    said: Data = {name: line.get(f"voice_{name}") for name in own.FIELDS}
    given = {name: text for name, text in said.items() if text}
    for name in ("stall", "ask_helped"):
        if name in given:
            given[name] = given[name].lower() in _WHOLE
    minutes = given.pop("minutes", "")
    if minutes.isascii() and minutes.isdigit():
        given["minutes"] = int(minutes[:4])
    texts = {
        name: value
        for name, value in _kept(line).items()
        if name in Survey.model_fields and isinstance(value, str) and value.strip()
    }
    return given | texts


def words(table: Table) -> Iterator[tuple[str, str, str]]:
    """Translations without a column: language, place, text."""
    for line in table.lines:
        if line.get("language") and line.get("text"):
            yield line.get("language"), line.get("place"), line.get("text")


def spoilt(line: Line) -> bool:
    """Whether something was kept that cannot be read any more."""
    return bool(line.get(own.OWN)) and not _kept(line)


def _kept(line: Line) -> Data:
    text = line.get(own.OWN)
    if not text:
        return {}
    for number in range(2, own.PIECES + 1):
        text += line.get(own.column_of(number))
    try:
        kept = json.loads(text)
        json.dumps(kept, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}

"""The child-friendliness check of a question that is not whole yet, while somebody writes it.

What cannot be read yet is left out, so that the rest can be looked at. Nothing here raises.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast, get_args

from pydantic import TypeAdapter, ValidationError

from voice.faults import Fault
from voice.survey import check, friendly, gate
from voice.survey.draft_data import Data, item_of, items_of, options_of
from voice.survey.friendly import Passage, Remark, Setting
from voice.survey.friendly_rule import passages
from voice.survey.friendly_whole import ROUNDED
from voice.survey.model import AGE_BANDS, KINDS, Ages, Item, Measures, Option, Survey, Text, Version

_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_TEXTS = ("section", "text", "easy", "hint", "low", "high")
_TRUE = ("dont_know", "harmless", "mean")
_USUAL_AGES: Ages = "8-11"
ABOUT = ("title", "purpose", "audience", "feedback")
"""What is said of the whole survey before its first question."""
_FILLER = "The team tells you today."
"""Stands where nothing is written yet, and has no fault of its own."""
_OPTION = re.compile(r"options\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters, and whether a remark is about them."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A remark as a page shows it: beside which control, and with the words it is about."""

    path: str
    """As controls are named: ``text``, ``options.yes.text``; empty for the question as a whole."""
    remark: Remark
    pieces: tuple[Piece, ...] = ()
    """The whole text with the words in question marked; empty where it is about no words."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How long the whole survey is, and how long it may be."""

    minutes: float
    screens: int
    most: int

    @property
    def minutes_said(self) -> str:
        """As a person would say it."""
        whole = max(1, math.ceil(self.minutes - ROUNDED))
        return "About 1 minute" if whole == 1 else f"About {whole} minutes"

    @property
    def over(self) -> bool:
        return self.screens > self.most


def about_faults(data: Data) -> tuple[Fault, ...]:
    """What has to change in what children read before the first question, by its field.

    Said of what is written already; what is still empty is another matter.
    """
    said = {name: _said_of(data, name) for name in ABOUT}
    whole = {name: words or _FILLER for name, words in said.items()}
    item = {"id": "a", "kind": "info", "text": _FILLER}
    rest = {"id": "a", "ages": ages_of(data), "minutes": 1, "items": [item]}
    about = Survey.model_validate(whole | rest)
    errors = [one for one in friendly.look_at_about(about) if one.level == "error"]
    told = [*gate.gate(about), *(Fault(one.place, one.wrong, one.do) for one in errors)]
    return tuple(one for one in told if said.get(one.place))


def _said_of(data: Data, name: str) -> str:
    """What is written there; nothing where it is too long or none of our texts."""
    try:
        return _TEXT.validate_python(data.get(name))
    except ValidationError:
        return ""


def look_at(data: Data, item: str) -> tuple[Said, ...]:
    """Every remark on one question of a draft, the gravest first."""
    found = item_of(data, item)
    as_it_is = None if found is None else readable(found)
    if found is None or as_it_is is None:
        return ()
    ages, stall = ages_of(data), bool(data.get("stall"))
    texts = {one.place: one for one in passages(Setting(as_it_is, ages, stall))}
    said = [
        _said(remark, _with_words(found), texts)
        for remark in friendly.look_at(as_it_is, ages, stall=stall)
    ]
    return tuple(sorted(said, key=lambda one: LEVELS.index(one.remark.level)))


LEVELS = get_args(friendly.Level)
"""The gravest first."""


def budget(data: Data) -> Budget:
    """About how many minutes the draft asks for, and how many of the screens it may have."""
    outline = Survey.model_construct(
        ages=ages_of(data),
        stall=bool(data.get("stall")),
        items=tuple(one for item in items_of(data) if (one := readable(item)) is not None),
    )
    return Budget(friendly.minutes(outline), len(items_of(data)), check.budget(outline))


def ages_of(data: Mapping[str, Any]) -> Ages:
    """For whom the draft is; while that is not said, for children of 8 to 11."""
    given = data.get("ages")
    return cast("Ages", given) if given in get_args(Ages) else _USUAL_AGES


def readable(item: Data) -> Item | None:
    """As much of a question as can be read; None where it is of no kind."""
    kind = KINDS.get(str(item.get("kind")))
    if kind is None:
        return None
    known = kind.model_fields
    fields: dict[str, Any] = {name: "" for name in ("text", "low", "high") if name in known}
    fields |= {name: text for name in _TEXTS if name in known and (text := _text(item.get(name)))}
    fields |= {name: True for name in _TRUE if name in known and item.get(name) is True}
    if "options" in known:
        fields["options"] = _options(item)
    if item.get("sensitivity") == "service":
        fields["sensitivity"] = "service"
    if isinstance(item.get("picture"), str):
        fields["picture"] = item["picture"]
    fields |= {"measures": _measures(item.get("measures")), "versions": _versions(item)}
    return cast("Item", kind.model_construct(id=item["id"], kind=item["kind"], **fields))


def _text(given: object) -> str:
    try:
        return _TEXT.validate_python(given, strict=True)
    except ValidationError:
        return ""


def _options(holder: Data) -> tuple[Option, ...]:
    return tuple(_option(one) for one in _with_words(holder))


def _with_words(holder: Data) -> list[Data]:
    """The answers that can be read."""
    tables = [one for one in options_of(holder) if isinstance(one, dict) and "id" in one]
    return [one for one in tables if _text(one.get("text"))]


def _option(one: Data) -> Option:
    fields: dict[str, Any] = {"id": str(one["id"]), "text": _text(one["text"])}
    fields |= {name: one[name] for name in ("picture", "sound") if isinstance(one.get(name), str)}
    if easy := _text(one.get("easy")):
        fields["easy"] = easy
    if isinstance(one.get("score"), int):
        fields["score"] = one["score"]
    return Option.model_construct(**fields)


def _measures(given: object) -> Measures:
    try:
        return Measures.model_validate(given or {})
    except ValidationError:
        return Measures()


def _versions(item: Data) -> dict[str, Version]:
    given = item.get("versions")
    tables = given if isinstance(given, dict) else {}
    return {
        band: _version(tables[band]) for band in AGE_BANDS if isinstance(tables.get(band), dict)
    }


def _version(table: Data) -> Version:
    easy = _text(table.get("easy")) or None
    return Version.model_construct(
        text=_text(table.get("text")), easy=easy, options=_options(table)
    )


def _said(remark: Remark, options: list[Data], texts: Mapping[str, Passage]) -> Said:
    """With the answer it is about named by its id, since places move while somebody types."""
    passage = texts.get(remark.place)
    pieces = tuple(_pieces(passage.said, remark.marked)) if passage and remark.marked else ()

    def named(found: re.Match[str]) -> str:
        number = int(found[1]) - 1
        return f"options.{options[number]['id']}" if number < len(options) else "options"

    inside = not remark.place.startswith("versions.")
    path = _OPTION.sub(named, remark.place) if inside else remark.place
    return Said(path, replace(remark, place=""), pieces)


def _pieces(text: str, marked: tuple[tuple[int, int], ...]) -> Iterator[Piece]:
    """The text cut where marks begin and end; marks may touch or lie over each other."""
    inside = {at for start, end in marked for at in range(start, min(end, len(text)))}
    edges = [at for at in range(1, len(text)) if (at in inside) != (at - 1 in inside)]
    for start, end in zip([0, *edges], [*edges, len(text)], strict=True):
        if start < end:
            yield Piece(text[start:end], start in inside)

"""Where something stands in a draft, in a worker's words, with the way there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import url_for

from voice.faults import Fault
from voice.survey.draft_data import Data, called, items_of
from voice.survey.friendly import Remark
from voice.web.worker import studio_mending

ABOUT = "_about"
"""What is open in the editor where the survey as a whole is spoken of."""
_PLACE = re.compile(r"items\[(\d+)\](?: “[^”]*”)?(?:: (.*))?", re.DOTALL)
_ANSWER = re.compile(r"(?:versions\.([^.]+)\.)?options\[(\d+)\](?:\.(\w+))?")
_VERSION = re.compile(r"versions\.([^.]+)(?:\.(\w+))?")
_WHOLE = {
    "title": "The name",
    "purpose": "“Why we ask”",
    "audience": "“Who reads it”",
    "feedback": "“When children hear back”",
    "ages": "Whom it is for",
    "minutes": "How long it takes",
    "items": "The survey",
    "words": "Other languages",
}
_NOTHING = {"is empty.", "is missing."}
_INSIDE = {
    "text": "The question",
    "easy": "The text in easy words",
    "hint": "The hint",
    "section": "The heading of the part",
    "low": "The word at 0",
    "high": "The word at 10",
    "show_if": "When it is shown",
    "options": "The list of answers",
    "collapse": "When few young people answer",
    "worry": "What worries us",
    "measures": "What it measures",
    "before": "The question before the activity",
    "picture": "The picture",
    "kind": "The kind of question",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a draft."""

    heading: str
    """The question by its number and words, or what it is of the whole."""
    part: str
    """What of the question, such as “Answer 2”; empty for the question as a whole."""
    address: str
    """Where it is mended; empty where nothing is to be opened."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something wrong, said for a page."""

    place: Place
    sentence: str


def place_of(place: str, data: Data, draft: str) -> Place:
    """The place a fault or a remark names. ``data`` is the draft as the editor knows it."""
    found = _PLACE.fullmatch(place)
    items = items_of(data)
    if found is None or not 0 < int(found[1]) <= len(items):
        return _of_whole(place, draft)
    number, item = int(found[1]), items[int(found[1]) - 1]
    return Place(
        f"Question {number}: {called(item)}",
        _part(found[2] or ""),
        url_for("studio.edit", draft=draft, at=item["id"]),
    )


def told(one: Fault | Remark, data: Data, draft: str) -> Told:
    """A fault, or what may not suit children, as a page says it."""
    place = place_of(one.place, data, draft)
    inside = _PLACE.fullmatch(one.place)
    if inside and isinstance(one, Fault):
        mended = studio_mending.without_file(inside[2] or "", one)
        if mended:
            return Told(place, mended)
    if not inside and isinstance(one, Fault) and one.wrong in _NOTHING:
        return Told(place, f"{place.heading} is still empty. Children read it first: write it.")
    wrong = one.wrong
    if wrong[:1].islower():
        wrong = f"{place.part or _whole_part(place)} {wrong}"
    elif place.part and place.part != _INSIDE["text"]:
        wrong = f"{place.part}: {wrong}"
    return Told(place, f"{wrong} {one.do}".strip())


def together(found: Iterable[Told]) -> dict[Place, list[str]]:
    """All that is told of each question, once, in the order in which the questions were named."""
    told_of: dict[Place, list[str]] = {}
    for one in found:
        said = told_of.setdefault(replace(one.place, part=""), [])
        if one.sentence not in said:
            said.append(one.sentence)
    return told_of


def _of_whole(place: str, draft: str) -> Place:
    name = re.split(r"[.\[: ]", place)[0]
    if name in {"draft", "edition", "id"}:
        return Place("The survey", "", "")
    at = None if name == "items" else ABOUT
    return Place(_WHOLE.get(name, "The survey"), "", url_for("studio.edit", draft=draft, at=at))


def _whole_part(place: Place) -> str:
    return "This question" if place.heading.startswith("Question ") else place.heading


def _part(inside: str) -> str:
    """What of a question it is."""
    answer = _ANSWER.match(inside)
    if answer:
        band = f" for {answer[1]} year olds" if answer[1] else ""
        easy = ", in easy words" if answer[3] == "easy" else ""
        return f"Answer {answer[2]}{band}{easy}"
    version = _VERSION.match(inside)
    if version:
        return f"The question for {version[1]} year olds"
    return _INSIDE.get(re.split(r"[.\[: ]", inside)[0], "")

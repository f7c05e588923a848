"""A survey from somebody else's file becomes a draft of ours, with its words in other languages."""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from voice import drafting, translating
from voice.exchange import incoming, writing_toml
from voice.exchange.notes import Note
from voice.faults import Fault, FaultyError
from voice.store import editions, shelf, translations
from voice.store.db import Connection, Database
from voice.store.drafts import DraftRecord
from voice.survey import scales
from voice.survey.check import same_measure
from voice.survey.draft_data import Data
from voice.survey.editing import renamed
from voice.survey.model import Item, Survey

_MARKED = re.compile(r"\[Write .*\]", re.DOTALL)
_TEXTS = frozenset({"text", "title", "purpose", "audience", "feedback"})

_IN_ORDER = frozenset({"faces", "scale"})
"""Kinds whose answers go from one end to the other, whoever wrote them."""
_PROPOSED = Note(
    "settings",
    None,
    "",
    "A form does not say how to report faces and numbers when few young people answer.",
    "We proposed it. Look under “When few young people answer”.",
)


@dataclass(frozen=True, slots=True)
class Brought:
    """A draft made of a file, and what was changed or left out on the way."""

    draft: DraftRecord
    questions: int
    """How many there are to be answered, as every list of drafts counts them."""
    to_read: int
    """Screens that ask nothing."""
    languages: tuple[str, ...]
    """Languages in which it has words, as pages name them."""
    notes: tuple[Note, ...]


def bring_in(
    database: Database, raw: bytes, name: str, folder: Mapping[str, Survey], who: str, today: date
) -> Brought:
    """Make a draft of a file called ``name``. ``folder`` holds the surveys of the folder.

    Questions keep their ids, and so their trends, only where the file was written by us and they
    still ask the same. Raises ``FaultyError`` where nothing can be taken.
    """
    read = incoming.of(raw, name)
    if read.blank:
        do = "Write the questions in a column “Question”, and their answers in a column “Answers”."
        raise FaultyError([Fault(name, "has no question that we can take.", do)])
    survey = Survey.model_validate(read.survey)
    with database.reading() as connection:
        known = _known(connection, folder)
    names = _provisional(survey, known, ours=read.ours)
    data = renamed(read.survey if read.ours else _to_finish(read.survey), names)
    taken = {one.id for one in known}
    draft = drafting.start_from_data(database, data, who, today, taken)
    with database.writing() as connection:
        said = _moved(read.translations, names)
        translating.fill(connection, draft.id, writing_toml.texts(data), said)
        languages = tuple(translations.languages(connection, draft.id))
    notes = [note for note in read.notes if not note.of_names]
    if not read.ours and any(item.get("collapse") for item in data["items"]):
        notes.append(_PROPOSED)
    asked = sum(item.asks for item in survey.items)
    return Brought(draft, asked, len(survey.items) - asked, languages, tuple(notes))


def _known(connection: Connection, folder: Mapping[str, Survey]) -> list[Survey]:
    """Every survey that was ever asked or may be."""
    found = [*folder.values(), *shelf.surveys(connection).values()]
    for id_ in editions.surveys(connection):
        found += editions.of(connection, id_)
    return found


def _provisional(survey: Survey, known: Iterable[Survey], ours: bool) -> dict[str, str]:
    """New ids for questions that are others than those of that id here: an id means one thing."""
    mine: dict[str, list[Item]] = {item.id: [] for item in survey.items}
    for item in (item for one in known for item in one.items if item.id in mine):
        mine[item.id].append(item)
    return {
        item.id: f"new-{uuid.uuid4().hex[:8]}"
        for item in survey.items
        if not (ours and all(same_measure(item, other) for other in mine[item.id]))
    }


def _to_finish(survey: Data) -> Data:
    """What others wrote, with a coarser scale where the answers stand in order.

    What stands there to be written over goes: it would read as if somebody had written it.
    """
    data: Data = _without_marks(survey)
    items = [
        item | ({"collapse": list(found[0].maps)} if (found := _scales(item)) else {})
        for item in data["items"]
    ]
    return {**data, "items": items}


def _scales(item: Data) -> tuple[scales.Proposal, ...]:
    ready = item.get("kind") in _IN_ORDER and not item.get("collapse")
    return scales.proposals(item) if ready else ()


def _without_marks(data: Any) -> Any:
    """The data with empty texts where somebody has to write: publishing asks for them."""
    if isinstance(data, list):
        return [_without_marks(part) for part in data]
    if not isinstance(data, dict):
        return data
    return {
        name: "" if name in _TEXTS and _is_marked(part) else _without_marks(part)
        for name, part in data.items()
    }


def _is_marked(text: object) -> bool:
    return isinstance(text, str) and _MARKED.fullmatch(text) is not None


def _moved(
    said: Mapping[str, Mapping[str, str]], names: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Words by language and place, under the ids that the questions have in the draft."""
    return {
        language: {_place(place, names): text for place, text in told.items()}
        for language, told in said.items()
    }


def _place(place: str, names: Mapping[str, str]) -> str:
    whole, dot, rest = place.partition(".")
    if whole != "items":
        return place
    item, _, inside = rest.partition(".")
    return f"{whole}{dot}{names.get(item, item)}.{inside}"

"""What is put into other languages: a draft, a survey that may be opened, or our own words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from flask import abort

from voice import drafting, house_words, translating
from voice.faults import FaultyError
from voice.store import editions
from voice.store.db import Connection
from voice.store.drafts import DraftRecord
from voice.survey import draft_texts
from voice.survey.draft_data import Data
from voice.translating import OURS, Told
from voice.web.worker.desk import desk
from voice.web.worker.library import library

WHOLE = "About this survey"
PARTS: tuple[tuple[str, str], ...] = (
    (r"templates/child/assent/5-7", "The first page, ages 5 to 7"),
    (r"templates/child/assent/8-11", "The first page, ages 8 to 11"),
    (r"templates/child/assent/12", "The first page, from 12"),
    (r"templates/child/assent/care", "The first page, care leavers"),
    (r"templates/(macros|kinds)/|templates/child/survey", "Buttons beside every question"),
    (r"voice/web/screens", "Ages, times, and whom to talk to"),
    (r"templates/child/talk", "Talk to someone"),
    (r"templates/child/(overlays|finish|thank-you|exit)", "Stopping and finishing"),
    (r"templates/child/", "Letters that open a survey"),
    (r"voice/publish/", "On paper"),
    (r"", "When something goes wrong"),
)
"""Where our own words stand, by their file, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text to be put into another language, and what it is."""

    place: str
    english: str
    heading: str
    what: str = ""
    wrong: Callable[[str], str] | None = None
    """Why another text cannot stand for it, where more than its length can be wrong."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose words these are, and what a page needs to know of it."""

    owner: str
    about: str
    """How the trail names it."""
    title: str
    entries: Callable[[str], list[Entry]]
    """Every text, for a language."""
    address: Mapping[str, str] = field(default_factory=dict)
    """What stands in the addresses of its pages."""
    draft: DraftRecord | None = None
    proposed: Callable[[str], dict[str, str]] = lambda _language: {}
    """What stands where nobody has written anything, by language."""

    @property
    def ours(self) -> bool:
        return self.owner == OURS

    def english(self, language: str) -> dict[str, str]:
        """Its English by place."""
        return {entry.place: entry.english for entry in self.entries(language)}

    def tell(self, connection: Connection, language: str) -> Told:
        """Its words in a language as they stand."""
        english, proposed = self.english(language), self.proposed(language)
        return translating.tell(connection, self.owner, language, english, proposed)

    def wrong(self, language: str) -> Callable[[str, str], str] | None:
        """Says of a place and a text why it cannot be kept; None where only its length counts."""
        rules = {entry.place: entry.wrong for entry in self.entries(language) if entry.wrong}
        return (lambda place, text: rules[place](text)) if rules else None


def of_draft(connection: Connection, draft: str) -> Subject:
    """A survey in the making. Not found where it was published or thrown away."""
    try:
        opened = drafting.open_draft(connection, draft)
    except FaultyError:
        abort(404)
    record, data = opened.record, opened.data
    return Subject(
        owner=record.id,
        about=record.survey,
        title=record.title or "A survey without a name",
        entries=lambda _language: _entries(data),
        address={"draft": record.id},
        draft=record,
    )


def of_survey(connection: Connection, survey_id: str) -> Subject:
    """The edition of a survey that is opened from now on."""
    survey = library().surveys.get(survey_id) or abort(404)
    data = survey.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    latest = editions.find(connection, survey.fingerprint) or survey
    return Subject(
        owner=latest.fingerprint,
        about=survey.id,
        title=survey.title,
        entries=lambda _language: _entries(data),
        address={"survey_id": survey.id},
    )


def of_ours(_connection: Connection) -> Subject:
    """Our own words on children's pages."""
    return Subject(
        owner=OURS,
        about=OURS,
        title="Our own words in other languages",
        entries=_ours,
        proposed=house_words.shipped,
    )


def folders() -> list[Path]:
    """The folders of surveys that may hold words already said."""
    root = desk().settings.surveys
    return [path.parent for path in sorted(root.glob("*/words"))]


def _entries(data: Data) -> list[Entry]:
    found = draft_texts.passages(data)
    asked = {one.number: one.english for one in reversed(found) if one.what == "The question"}
    return [
        Entry(one.place, one.english, _heading(one.number, asked.get(one.number, "")), one.what)
        for one in found
    ]


def _heading(number: int, words: str) -> str:
    return f"{number}. {words}" if number else WHOLE


def _ours(language: str) -> list[Entry]:
    found = [
        Entry(
            one.place,
            one.english,
            next(name for form, name in PARTS if re.match(form, one.where)),
            _for_numbers(one.numbers),
            partial(house_words.wrong, one),
        )
        for one in house_words.phrases(language)
    ]
    order = [name for _, name in PARTS]
    return sorted(found, key=lambda entry: order.index(entry.heading))


def _for_numbers(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(map(str, numbers[:4]))
    return f"For {shown}{' …' if len(numbers) > 4 else ''}"

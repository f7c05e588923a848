"""What a page of words in another language shows."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from voice import translating, wording, words
from voice.faults import Fault
from voice.store import translations
from voice.store.db import Connection
from voice.translating import Kept, Told
from voice.web.worker.marks import Mark, number_of
from voice.web.worker.wording_subjects import Entry, Subject, folders

UNREAD = Fault("read", "Nobody says that every word was read.", "Read all, then tick the box.")
LANGUAGES: tuple[str, ...] = (
    *("sq", "am", "ar", "bn", "bg", "zh-Hans", "zh-Hant", "cs", "fa-AF", "nl", "fr", "de", "el"),
    *("gu", "ha", "hi", "hu", "it", "ckb", "ku", "lv", "lt", "ml", "ne", "om", "ps", "fa", "pl"),
    *("pt", "pa", "ro", "ru", "sr", "sk", "so", "es", "sw", "tl", "ta", "te", "ti", "tr", "uk"),
    *("ur", "vi", "cy", "yo"),
)
"""What young people here and those who come to us alone speak most."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text, as somebody puts it into another language."""

    place: str
    english: str
    what: str
    text: str
    state: str
    wrong: str
    """Why what was written last was not kept."""


@dataclass(frozen=True, slots=True)
class View:
    """All of one language."""

    told: Told
    name: str
    """English; ``own_name`` is the language's own."""
    own_name: str
    direction: str
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    """Rows by heading."""
    state: Mark
    ours_too: bool
    """Whether our own words are approved in this language."""
    known: int
    """How many of the texts that are missing were said before."""
    only_open: bool

    @property
    def language(self) -> str:
        return self.told.language

    @property
    def rows(self) -> list[Row]:
        return [row for _, rows in self.groups for row in rows]


@dataclass(frozen=True, slots=True)
class Begun:
    """A language somebody has begun."""

    language: str
    name: str
    own_name: str
    state: Mark


def is_language(language: str) -> bool:
    return wording.is_language(language)


def others(begun: Collection[str]) -> list[tuple[str, str]]:
    """The languages that may be begun, by their English names."""
    found = ((one, f"{words.english_name(one)} – {words.own_name(one)}") for one in LANGUAGES)
    return sorted((pair for pair in found if pair[0] not in begun), key=lambda pair: pair[1])


def begun(connection: Connection, subject: Subject) -> list[Begun]:
    """The languages of which there is any word, by their English names."""
    known = {*translations.languages(connection, subject.owner), *_shipped(subject)}
    spoken = translating.spoken(connection)
    found = [
        Begun(
            one,
            words.english_name(one),
            words.own_name(one),
            state(subject, subject.tell(connection, one), one in spoken),
        )
        for one in known
    ]
    return sorted(found, key=lambda one: one.name)


def view(
    connection: Connection, subject: Subject, told: Told, kept: Kept | None, only_open: bool
) -> View:
    """All of one language; only what is still to do, where that is asked for."""
    language = told.language
    wrong = (
        {fault.place: f"{fault.wrong} {fault.do}".strip() for fault in kept.faults} if kept else {}
    )
    pairs = list(zip(subject.entries(language), told.lines, strict=True))
    if only_open:
        pairs = [pair for pair in pairs if pair[1].state != wording.THERE or pair[0].place in wrong]
    rows = [(entry.heading, _row(entry, line, wrong)) for entry, line in pairs]
    spoken = language in translating.spoken(connection)
    return View(
        told=told,
        name=words.english_name(language),
        own_name=words.own_name(language),
        direction=words.direction(language),
        groups=tuple(
            (heading, tuple(row for _, row in group))
            for heading, group in groupby(rows, key=lambda pair: pair[0])
        ),
        state=state(subject, told, spoken),
        ours_too=spoken,
        known=len(translating.said_before(connection, subject.owner, told, folders())),
        only_open=only_open,
    )


def state(subject: Subject, told: Told, spoken: bool) -> Mark:
    """How far a language is, in a few words."""
    if not told.whole:
        return Mark("closed", open_texts(told))
    if not told.approved:
        changed = told.approval is not None
        return Mark("draft", "Changed since approved" if changed else "To be read and approved")
    if not spoken:
        return Mark("draft", "Approved; our own words are not yet")
    if subject.ours:
        return Mark("open", "Approved")
    return Mark("open", "Offered once published" if subject.draft else "Offered to children")


def open_texts(told: Told) -> str:
    """What is still to do, in numbers."""
    parts = []
    if told.missing:
        parts.append(f"{told.missing} missing")
    if told.stale:
        parts.append(number_of(told.stale, "English text changed", "English texts changed"))
    return ", ".join(parts)


def _row(entry: Entry, line: translating.Line, wrong: dict[str, str]) -> Row:
    return Row(
        entry.place, entry.english, entry.what, line.text, line.state, wrong.get(entry.place, "")
    )


def _shipped(subject: Subject) -> list[str]:
    """The languages in which we ship our own words."""
    return [one for one in LANGUAGES if subject.proposed(one)]

"""A questionnaire in other languages: ``words/<language>.toml`` beside its ``survey.toml``.

Each text names the English words it was made from by a fingerprint, so that other English words
make it stale. Only a file that has every text, nothing stale and the name of who approved it is
shown to a child, and only where our own words (“Next”, “Stop”) are approved in it too.
Answers stay option ids and the edition stays the English one, whatever language was read.
"""

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError, field_validator

from voice import words
from voice.faults import Fault, FaultyError
from voice.survey.load import tables
from voice.survey.model import Base, Frozen, Option, Survey, Text, Version

ENGLISH = "en"
FOLDER = "words"
FINGERPRINT = 8
"""Hexadecimal digits that tell one English text from another."""

_WHOLE = ("title", "purpose", "audience", "feedback")
_PART = ("section", "text", "easy", "hint", "low", "high")
_Part = TypeVar("_Part", bound=BaseModel)


class Translated(Survey):
    """A survey in another language: the same ids and, by its definition, the same edition."""

    english: Survey = Field(exclude=True)

    @property
    def definition(self) -> str:
        return self.english.definition


class Meta(Frozen):
    """Whose words these are. ``approved`` is a role and a day; empty while nobody said yes."""

    language: str
    approved: str = ""

    @field_validator("language")
    @classmethod
    def _known(cls, language: str) -> str:
        words.own_name(language)
        return language


class Said(Frozen):
    """One text, and the fingerprint of the English words it says."""

    english: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{FINGERPRINT}}}$")]
    text: Text


class _File(Frozen):
    meta: Meta
    words: dict[str, Said]


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of one file, by place: ``items.home-feeling.options.happy.text``."""

    language: str
    """As pages name it: ``ar``, ``fa-AF``."""
    approved: str
    words: Mapping[str, Said]


def fingerprint(english: str) -> str:
    """What a translation names its English words by."""
    return hashlib.sha256(english.encode()).hexdigest()[:FINGERPRINT]


def texts(survey: Survey) -> dict[str, str]:
    """Every text a child can read, by place and in the order of reading.

    Coarser scales are not among them: they are read in reports, which are English.
    """
    found = {name: str(getattr(survey, name)) for name in _WHOLE}
    for item in survey.items:
        found |= item_texts(item)
    return found


def item_texts(item: Base) -> dict[str, str]:
    """Every text of one item that a child can read, by its place in the questionnaire."""
    return dict(_texts(item, f"items.{item.id}"))


def _texts(part: Base | Option | Version, at: str) -> Iterator[tuple[str, str]]:
    for name in _PART:
        if said := getattr(part, name, None):
            yield f"{at}.{name}", said
    for option in getattr(part, "options", ()):
        yield from _texts(option, f"{at}.options.{option.id}")
    for band, version in getattr(part, "versions", {}).items():
        yield from _texts(version, f"{at}.versions.{band}")


def read(folder: Path) -> tuple[tuple[Translation, ...], tuple[Fault, ...]]:
    """The translations of the questionnaire in a folder, by language, and what cannot be read."""
    good: list[Translation] = []
    faults: list[Fault] = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        try:
            good.append(_read(path))
        except FaultyError as error:
            where = f"{folder.resolve().name}/{FOLDER}/{path.name}"
            faults += [_at(where, fault) for fault in error.faults]
    return tuple(good), tuple(faults)


def _read(path: Path) -> Translation:
    try:
        file = _File.model_validate(tables(path))
    except ValidationError as error:
        raise FaultyError(_unreadable(error)) from None
    if file.meta.language != path.stem:
        wrong = f"“{file.meta.language}” is not the name of the file."
        raise FaultyError([Fault("meta.language", wrong, "Give both the same name.")])
    return Translation(file.meta.language, file.meta.approved.strip(), file.words)


def _unreadable(error: ValidationError) -> Iterator[Fault]:
    for told in error.errors():
        place = ".".join(str(step) for step in told["loc"])
        wrong = "is missing, empty, too long or not written as it has to be."
        yield Fault(place, wrong, "See “Languages” in docs/surveys.md.")


def faults(survey: Survey, translation: Translation) -> list[Fault]:
    """Why a translation is not shown: every text that is missing, stale or of no item."""
    where = f"{survey.id}/{FOLDER}/{translation.language}.toml"
    english = texts(survey)
    found = [fault for place, said in english.items() for fault in _of(place, said, translation)]
    found += [
        Fault(place, "is no text of this questionnaire.", "Take it out.")
        for place in translation.words
        if place not in english
    ]
    if not translation.approved:
        do = "Write who approved it and when, after somebody has: a role and a day."
        found.append(Fault("meta.approved", "Nobody has approved these words.", do))
    return [_at(where, fault) for fault in found]


def _of(place: str, english: str, translation: Translation) -> Iterator[Fault]:
    said = translation.words.get(place)
    mark = fingerprint(english)
    if said is None:
        line = f'"{place}" = {{ english = "{mark}", text = "…" }}'
        yield Fault(place, f"is missing. In English: {english}", f"Add: {line}")
    elif said.english != mark:
        wrong = f"was made from other English words. Now: {english}"
        yield Fault(place, wrong, f"Translate it again and write english = “{mark}”.")


def translated(survey: Survey, translation: Translation) -> Survey:
    """The survey in the translation's words. What it lacks stays English; English sounds go.

    Its ids and its fingerprint are those of ``survey``.
    """
    said = {place: each.text for place, each in translation.words.items()}
    new: dict[str, Any] = {name: getattr(survey, name) for name in Survey.model_fields}
    new |= {name: said[name] for name in _WHOLE if name in said}
    new["items"] = tuple(_put(item, f"items.{item.id}", said) for item in survey.items)
    return Translated.model_construct(**new, english=survey)


def _put(part: _Part, at: str, said: Mapping[str, str]) -> _Part:
    changed: dict[str, Any] = {n: said[f"{at}.{n}"] for n in _PART if f"{at}.{n}" in said}
    if "sound" in type(part).model_fields:
        changed["sound"] = None
    for option in getattr(part, "options", ()):
        new = _put(option, f"{at}.options.{option.id}", said)
        changed["options"] = (*changed.get("options", ()), new)
    for band, version in getattr(part, "versions", {}).items():
        new = _put(version, f"{at}.versions.{band}", said)
        changed["versions"] = {**changed.get("versions", {}), band: new}
    return part.model_copy(update=changed)


def offered(
    survey: Survey, found: Iterable[Translation], spoken: Container[str]
) -> dict[str, Survey]:
    """The languages a child may choose, English first: each with the survey in its words.

    ``spoken`` are the languages our own words are approved in, such as those on the buttons. A
    language with any fault is not there.
    """
    ready = [each for each in found if each.language in spoken and not faults(survey, each)]
    return {ENGLISH: survey} | {each.language: translated(survey, each) for each in ready}


def _at(where: str, fault: Fault) -> Fault:
    return replace(fault, place=f"{where}: {fault.place}" if fault.place else where)

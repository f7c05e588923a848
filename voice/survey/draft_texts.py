"""Every text that a child can read, of a draft that may not be whole yet, and what each one is.

The places and their order are those of ``translation.texts``, so that words put into another
language for a draft are those of its edition.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voice.survey.draft_data import Data

_WHOLE: Mapping[str, str] = {
    "title": "The name",
    "purpose": "Why we ask",
    "audience": "Who reads it",
    "feedback": "When children hear back",
}
_PART: Mapping[str, str] = {
    "section": "The part that begins here",
    "text": "The question",
    "easy": "In easy words",
    "hint": "The hint",
    "low": "The words at 0",
    "high": "The words at 10",
}
_OPTION: Mapping[str, str] = {"text": "An answer", "easy": "The answer in easy words"}
_BANDS: Mapping[str, str] = {"0-9": "9 or under", "10-16": "10 to 16", "17+": "17 or over"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One text, and what it is."""

    place: str
    english: str
    number: int
    """The place of its question among all, counted from 1; 0 for what is said of the whole."""
    what: str
    """What it is, for whoever puts it into another language."""


def passages(data: Data) -> list[Passage]:
    """Every text by its place, in the order of reading. What is no text is passed over."""
    found = [
        Passage(name, words, 0, what)
        for name, what in _WHOLE.items()
        if (words := _said(data, name))
    ]
    for number, item in enumerate(_tables(data.get("items")), 1):
        at = f"items.{item.get('id')}"
        found += (
            Passage(place, words, number, what) for place, words, what in _of(item, at, _PART)
        )
    return found


def by_place(data: Data) -> dict[str, str]:
    """The English of every text, by place."""
    return {one.place: one.english for one in passages(data)}


def moved(before: Data, after: Data) -> dict[str, str]:
    """Where each text stands once items and options have other ids: old place to new.

    ``after`` is ``before`` under other ids, with nothing else changed.
    """
    old, new = passages(before), passages(after)
    return {
        one.place: other.place
        for one, other in zip(old, new, strict=False)
        if one.english == other.english
    }


def _of(part: Data, at: str, names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Place, English and what it is, of an item, an option or a version."""
    for name, what in names.items():
        if words := _said(part, name):
            yield f"{at}.{name}", words, what
    for option in _tables(part.get("options")):
        yield from _of(option, f"{at}.options.{option.get('id')}", _OPTION)
    versions = part.get("versions")
    for band, version in versions.items() if isinstance(versions, dict) else ():
        if isinstance(version, dict):
            for place, words, what in _of(version, f"{at}.versions.{band}", _PART):
                yield place, words, f"{what}, {_BANDS.get(band, band)}"


def _said(part: Data, name: str) -> str:
    found = part.get(name)
    return found.strip() if isinstance(found, str) else ""


def _tables(found: object) -> list[Data]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

"""Questionnaires from their folders: ``survey.toml``, with the pictures and sounds beside it.

All faults of a file are told at once. Items that are well formed are held against their own rules
even where others are not; rules that look at the whole wait until the whole can be read.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from voice import paths
from voice.faults import Fault, FaultyError
from voice.survey.check import check, check_item, check_together, place
from voice.survey.model import Base, Item, Option, Survey
from voice.survey.structure import readable_items, structure_faults

FILE = "survey.toml"
PICTURES = paths.STATIC / "pictures"
"""Pictures for all questionnaires; a folder's own ``pictures/`` comes first."""

_ITEM: TypeAdapter[Item] = TypeAdapter(Item)


def load(folder: Path) -> Survey:
    """The questionnaire in the folder, free of faults. Raises ``FaultyError`` with all of them."""
    survey, faults = _read(folder)
    if survey is None or faults:
        raise FaultyError(faults)
    return survey


def load_all(root: Path) -> dict[str, Survey]:
    """Every questionnaire below the root, by id, in order of ids; folders without one are passed.

    Raises ``FaultyError`` with the faults of all of them, and those between them.
    """
    if not root.is_dir():
        raise FaultyError(
            [Fault(str(root), "is not a folder.", "Give the questionnaires' folder.")]
        )
    read = [_read(path.parent) for path in sorted(root.glob(f"*/{FILE}"))]
    surveys = {survey.id: survey for survey, _ in read if survey is not None}
    faults = [fault for _, found in read for fault in found]
    faults += check_together(list(surveys.values()))
    if faults:
        raise FaultyError(faults)
    return surveys


def _read(folder: Path) -> tuple[Survey | None, list[Fault]]:
    """The survey, if its structure is right, and its faults placed in its file."""
    where = f"{folder.resolve().name}/{FILE}"
    try:
        data = tables(folder / FILE)
    except FaultyError as error:
        return None, [_in_file(where, fault) for fault in error.faults]
    survey, faults = held(data)
    if survey is not None:
        faults += faults_of_files(survey, folder)
    return survey, [_in_file(where, fault) for fault in faults]


def held(data: dict[str, Any]) -> tuple[Survey | None, list[Fault]]:
    """Data held against every rule but those of files: the survey, if its structure is right, and
    its faults. Never raises, whatever the data hold."""
    try:
        survey = Survey.model_validate(data)
    except ValidationError as error:
        return None, structure_faults(error, data) + _faults_of_good_items(data)
    return survey, check(survey)


def _in_file(where: str, fault: Fault) -> Fault:
    return replace(fault, place=f"{where}: {fault.place}" if fault.place else where)


def tables(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises ``FaultyError``; only its first fault can be seen."""
    try:
        raw = path.read_bytes()
    except OSError:
        do = f"Is there a {path.name} here?"
        raise FaultyError([Fault("", "cannot be opened.", do)]) from None
    return tables_of(raw)


def tables_of(raw: bytes) -> dict[str, Any]:
    """The tables in the bytes of a TOML file. Raises ``FaultyError`` as ``tables`` does."""
    try:
        return tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        do = "Save the file in UTF-8."
        raise FaultyError([Fault(f"line {line}", "is not written in UTF-8.", do)]) from None
    except tomllib.TOMLDecodeError as error:
        raise FaultyError([_syntax(str(error))]) from None
    except RecursionError:
        wrong = "has brackets inside brackets too many times."
        raise FaultyError([Fault("", wrong, "Write it flatter.")]) from None


def _syntax(said: str) -> Fault:
    """tomllib's message, which ends in “(at line 3, column 7)” or “(at end of document)”."""
    reason, _, at = said.rpartition(" (at ")
    line = re.match(r"line \d+", at)
    where, look = (line.group(), "this line and the one above") if line else _END
    known = next((ours for theirs, ours in _SYNTAX.items() if reason.startswith(theirs)), None)
    wrong = known or f"this is not TOML: {reason}"
    return Fault(where, f"{wrong}.", f"Look at {look}.")


_END = "the end of the file", "the last lines"


_SYNTAX = {
    "Unterminated string": "a quotation mark is not closed",
    "Expected \"'": "a quotation mark is not closed",
    "Expected '\"": "a quotation mark is not closed",
    "Expected '=' after a key": "a name has no = and value after it",
    "Expected ']'": "the brackets of a heading are not closed",
    "Expected ']]'": "the brackets of a heading are not closed",
    "Expected newline": "something follows a value that does not belong there",
    "Cannot overwrite": "a name is given twice",
    "Cannot declare": "a name is given twice",
    "Cannot redefine": "a name is given twice",
    "Cannot mutate": "a name is given twice, or a heading belongs to a value above it",
    "Duplicate inline": "a name is given twice",
    "Invalid value": "a value is missing, or is text without quotation marks",
    "Invalid date": "a date or time is none, or is text without quotation marks",
    "Invalid statement": "a name is missing, or holds a letter that needs quotation marks",
    "Invalid initial": "a name is missing, or holds a letter that needs quotation marks",
    "Invalid hex": "a backslash stands in double quotation marks",
    "Unescaped": "a backslash stands in double quotation marks",
    "Escaped": "a backslash stands in double quotation marks",
    "Unclosed array": "a list is not closed with ]",
    "Unclosed inline table": "a table is not closed with }",
    "Illegal character": "a letter stands here that cannot be seen, or a text runs over its line",
    "Found invalid character": "a letter stands here that cannot be seen",
}
"""What tomllib's messages are called here, by how they begin."""


def _faults_of_good_items(data: dict[str, Any]) -> list[Fault]:
    """What the items that are well formed by themselves have wrong by themselves."""
    faults: list[Fault] = []
    for number, raw in readable_items(data):
        try:
            faults += check_item(_ITEM.validate_python(raw), number)
        except ValidationError:
            continue
    return faults


def faults_of_files(survey: Survey, folder: Path) -> Iterator[Fault]:
    """Names that do not agree with the folder: the id itself, pictures and sounds without file."""
    if survey.id != folder.resolve().name:
        wrong = f"“{survey.id}” is not the name of the folder."
        yield Fault("id", wrong, "Give both the same name.")
    for number, item in enumerate(survey.items, start=1):
        for inside, part in _parts(item):
            where = place(number, item.id) + (f": {inside}" if inside else "")
            places = (folder / "pictures", PICTURES)
            if part.picture and not any((at / f"{part.picture}.svg").is_file() for at in places):
                wrong = f"There is no picture “{part.picture}”."
                do = f"Put {part.picture}.svg into pictures/ beside {FILE}, or choose another."
                yield Fault(where, wrong, do)
            if part.sound and not (folder / "sounds" / f"{part.sound}.mp3").is_file():
                wrong = f"There is no sound “{part.sound}”."
                yield Fault(where, wrong, f"Put {part.sound}.mp3 into sounds/ beside {FILE}.")


def _parts(item: Base) -> Iterator[tuple[str, Base | Option]]:
    """All that may have a picture or a sound, with its place inside the item."""
    yield "", item
    for number, option in enumerate(item.choices, start=1):
        yield f"options[{number}]", option
    for band, version in item.versions.items():
        for number, option in enumerate(version.options, start=1):
            yield f"versions.{band}.options[{number}]", option

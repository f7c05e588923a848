"""A questionnaire from any file we can read: a form, a plain list, REDCap's dictionary, our own."""

from pathlib import Path, PurePath

from voice.exchange import plain_list, redcap_in, workbook, xlsform_in, xlsform_sheets
from voice.exchange.notes import Imported
from voice.exchange.workbook_rows import Book, refused
from voice.faults import FaultyError
from voice.survey import load

ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt", ".toml")
"""How the names of files end that a person may choose."""
LARGEST_TOML = 1_000_000
"""Bytes of a ``survey.toml``; one of a thousand questions has fewer."""


def read(path: Path) -> Imported:
    """What ``of`` makes of a file here. Raises ``FaultyError`` where nothing can be taken."""
    if _is_toml(path.name):
        return of(path.read_bytes() if path.is_file() else b"", path.name)
    return _book(workbook.read(path), path.name)


def of(raw: bytes, name: str) -> Imported:
    """The questionnaire in the bytes of a file with that name.

    What is inside tells what it is, but for ``.toml``: a ``survey.toml`` is taken whole or not at
    all. Raises ``FaultyError`` with what is wrong where nothing can be taken.
    """
    return _toml(raw, name) if _is_toml(name) else _book(workbook.of(raw, name), name)


def _book(book: Book, name: str) -> Imported:
    """A form or a dictionary; a plain list where the rows have no types."""
    if redcap_in.is_dictionary(book) or xlsform_sheets.has_types(book):
        return redcap_in.of(book, name)
    found = plain_list.heading(book)
    if found is None:
        return redcap_in.of(book, name)
    return plain_list.placed(xlsform_in.of(plain_list.as_form(book, found), name), found)


def _is_toml(name: str) -> bool:
    return PurePath(name).suffix.lower() == ".toml"


def _toml(raw: bytes, name: str) -> Imported:
    if not raw.strip():
        raise refused(name, "is empty.", "Choose the file with the survey.")
    if len(raw) > LARGEST_TOML:
        raise refused(name, "is larger than 1 MB.", "A survey is much smaller.")
    survey, faults = load.held(load.tables_of(raw))
    if survey is None:
        raise FaultyError(faults)
    data = survey.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Imported(data, ours=True)

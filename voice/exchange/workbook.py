"""Spreadsheets as plain rows of text: ``.xlsx``, ``.xls`` and ``.csv``, told by what is inside.

A file comes from anywhere, so nothing in it is trusted: sizes are held before and while it is
unpacked, nothing is written to disk, nothing is calculated, and no macro, link or entity is
followed. What stands in the cells is given as text, as the spreadsheet would show it.
"""

from pathlib import Path

from voice.exchange import workbook_csv, workbook_xls, workbook_xlsx
from voice.exchange.workbook_rows import LARGEST, Book, Row, Sheet, refused

__all__ = ["Book", "Row", "Sheet", "of", "read"]


def read(path: Path) -> Book:
    """The sheets of a file. Raises ``FaultyError`` where it is no spreadsheet, or a dangerous one.

    Takes less than ten seconds and 300 MB, whatever is given.
    """
    return of(_bytes(path), path.name)


def of(raw: bytes, name: str) -> Book:
    """The sheets of a file that was sent to us under that name, as ``read`` gives them."""
    _hold(raw, name)
    if workbook_xlsx.is_zip(raw):
        return workbook_xlsx.read(raw, name)
    if workbook_xls.is_old_excel(raw):
        return workbook_xls.read(raw, name)
    return workbook_csv.read(raw, name)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        raise refused(path.name, "cannot be opened.", "Is there such a file?") from None


def _hold(raw: bytes, name: str) -> None:
    if len(raw) > LARGEST:
        raise refused(name, "is larger than 20 MB.", "A form is rarely larger than 1 MB.")
    if not raw.strip():
        raise refused(name, "is empty.", "Choose the file with the form.")

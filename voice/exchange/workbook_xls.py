"""Excel's old binary workbooks (.xls)."""

import datetime
import io
from typing import Any

import xlrd

from voice.exchange.notes import Note
from voice.exchange.workbook_cells import A_DATE, BROKEN, number_text
from voice.exchange.workbook_rows import (
    Book,
    Rows,
    Sheet,
    letter,
    refused,
    wanted,
)

_BEGINS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x00\x04\x00", b"\x09\x08", b"\x09\x04\x06")
_LARGEST = 5_000_000
"""Old workbooks are not packed: a thousand questions are well below this."""


def is_old_excel(raw: bytes) -> bool:
    """Whether it begins as an old workbook does. Locked new ones begin so too."""
    return raw.startswith(_BEGINS)


def read(raw: bytes, name: str) -> Book:
    """The sheets of an old workbook. Raises ``FaultyError`` where it cannot be read."""
    if len(raw) > _LARGEST:
        raise refused(name, "is an old Excel file larger than 5 MB.")
    try:
        book = xlrd.open_workbook(
            file_contents=raw, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
        names = book.sheet_names()
        read = [_sheet(book, names[at]) for at in wanted(names)]
    except Exception:  # a broken file makes the reader fail in any way there is
        wrong = "is locked with a password, broken, or no spreadsheet."
        raise refused(name, wrong) from None
    return Book(
        tuple(sheet for sheet, _ in read), tuple(note for _, notes in read for note in notes)
    )


def _sheet(book: Any, name: str) -> tuple[Sheet, tuple[Note, ...]]:
    found = book.sheet_by_name(name)
    rows, notes = Rows(), []
    for number in range(found.nrows):
        cells: dict[int, str] = {}
        for at, cell in enumerate(found.row(number), start=1):
            cells[at], told = _text(cell, book.datemode)
            if told:
                notes.append(Note(name, number + 1, letter(at), *told))
        if not rows.take(number + 1, cells):
            break
    book.unload_sheet(name)
    return Sheet(name, tuple(rows.kept)), (*notes, *rows.notes(name))


def _text(cell: Any, datemode: int) -> tuple[str, tuple[str, str] | None]:
    """The cell as text, and what is to be said of it."""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return "", BROKEN
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE", None
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment: datetime.datetime = xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError):
            return number_text(cell.value), None
        return moment.date().isoformat(), A_DATE
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return number_text(cell.value), None
    return str(cell.value), None

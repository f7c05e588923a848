"""Forms as comma-separated text, with the sheets one under the other or with one sheet alone.

Where sheets stand under each other, the first column holds their names and the rest is theirs.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from voice.exchange.notes import Note
from voice.exchange.workbook_rows import (
    BLANK_ROWS,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_SPREADSHEET,
    SHEETS,
    Book,
    Rows,
    Sheet,
    refused,
)

_LARGEST = 5_000_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read(raw: bytes, name: str) -> Book:
    """The sheets in the text. Raises ``FaultyError`` where it is no text of rows."""
    if len(raw) > _LARGEST:
        raise refused(name, "is text of more than 5 MB.")
    text, notes = _text(raw, name)
    try:
        lines = [line[: MOST_COLUMNS + 1] for line in islice(_lines(text), MOST_ROWS + BLANK_ROWS)]
    except csv.Error:
        raise refused(name, NO_SPREADSHEET) from None
    sheets = _under_each_other(lines) if _names_sheets(lines) else {"survey": _rows(lines, 0)}
    for sheet, rows in sheets.items():
        notes = (*notes, *rows.notes(sheet))
    return Book(tuple(Sheet(sheet, tuple(rows.kept)) for sheet, rows in sheets.items()), notes)


def _text(raw: bytes, name: str) -> tuple[str, tuple[Note, ...]]:
    encoding = next((known for mark, known in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
        said = "The letters are stored in an old way (not UTF-8)."
        note = Note(name, None, "", said, "We read them as Windows does: look at accents.")
        if "\0" not in text:
            return text, (note,)
    if "\0" in text:
        raise refused(name, NO_SPREADSHEET)
    return text, ()


def _lines(text: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))


def _delimiter(text: str) -> str:
    """What stands between cells: what the first line that has any has most of."""
    for line in text.splitlines()[:20]:
        found = Counter(letter for letter in line if letter in ",;\t")
        if found:
            return found.most_common(1)[0][0]
    return ","


def _names_sheets(lines: list[list[str]]) -> bool:
    first = next((line for line in lines if any(cell.strip() for cell in line)), [""])
    return first[0].strip().lower() in SHEETS


def _under_each_other(lines: list[list[str]]) -> dict[str, Rows]:
    """Each name in the first column begins a sheet; its rows follow, from the second column on."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    sheet = "survey"
    for number, line in enumerate(lines, start=1):
        named = line[0].strip().lower() if line else ""
        sheet = named if named in SHEETS else sheet
        found.setdefault(sheet, []).append((number, ["", *line[1:]]))
    return {sheet: _numbered(rows) for sheet, rows in found.items()}


def _rows(lines: list[list[str]], start: int) -> Rows:
    return _numbered(list(enumerate(lines, start=start + 1)))


def _numbered(lines: list[tuple[int, list[str]]]) -> Rows:
    rows = Rows()
    for number, line in lines:
        if not rows.take(number, dict(enumerate(line, start=1))):
            break
    return rows

"""Rows of text as every kind of spreadsheet gives them, and the sizes they are held to."""

from collections.abc import Iterator
from dataclasses import dataclass

from voice.exchange import own_columns
from voice.exchange.notes import Note
from voice.faults import Fault, FaultyError

LARGEST = 20_000_000
"""Bytes a file may have, and what it may become when unpacked."""
MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_SHEETS = 30
BLANK_ROWS = 20
"""After so many empty rows the sheet has ended, whatever it says of its own size."""
_BLANKS_LOOKED_AT = 500
LETTERS = 32_767
"""Letters a cell may have, as in Excel itself."""

SHEETS = frozenset(
    {"survey", "choices", "settings", "external_choices", "entities", "osm", own_columns.WORDS}
)
"""Names that a sheet of a form can have, in small letters."""

NO_SPREADSHEET = "is not a spreadsheet we can read."
SAVE_AGAIN = "Open it in Excel or LibreOffice, save it as .xlsx and try again."


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has something in it. Columns are numbered from one, as are rows."""

    number: int
    cells: dict[int, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets in order, and what had to be left out while they were read."""

    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()


def refused(name: str, wrong: str, do: str = SAVE_AGAIN) -> FaultyError:
    """What is raised where there is nothing to take."""
    return FaultyError([Fault(name, wrong, do)])


def wanted(names: list[str]) -> list[int]:
    """Which sheets to read, by their place: those of a form, or all where none is called survey."""
    known = [at for at, name in enumerate(names) if name.strip().lower() in SHEETS]
    whole = any(names[at].strip().lower() == "survey" for at in known)
    shown = [at for at, name in enumerate(names) if not name.startswith("_")]
    return (known if whole else shown)[:MOST_SHEETS]


def letter(column: int) -> str:
    """The letter of a column, counted from one: A, B … Z, AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Rows:
    """Takes the rows of a sheet one after another until it has ended."""

    def __init__(self) -> None:
        self.kept: list[Row] = []
        self.ended = ""
        """Why no more is taken; empty while more may come."""
        self._last = 0

    def take(self, number: int, cells: dict[int, str]) -> bool:
        """Whether more rows may come. Columns beyond the last we read, and blanks, are passed."""
        filled = {
            at: text[:LETTERS]
            for at, text in cells.items()
            if 0 < at <= MOST_COLUMNS and text.strip()
        }
        if not filled:
            most = self._last + _BLANKS_LOOKED_AT if self._last else MOST_ROWS
            return number < min(MOST_ROWS, most)
        if number > MOST_ROWS:
            self.ended = f"It goes on after row {MOST_ROWS}, where we stop."
        elif self._last and number - self._last > BLANK_ROWS:
            self.ended = f"After row {self._last} come {BLANK_ROWS} empty rows, then more."
        if self.ended:
            return False
        if number > self._last:
            self.kept.append(Row(number, filled))
            self._last = number
        return True

    def notes(self, sheet: str) -> Iterator[Note]:
        if self.ended:
            yield Note(sheet, self._last or None, "", self.ended, "We did not read the rest.")

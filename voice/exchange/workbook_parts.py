"""The parts of an .xlsx as they stream by: each takes what it needs and forgets the rest."""

import re
from collections.abc import Iterator

from voice.exchange.notes import Note
from voice.exchange.workbook_cells import (
    A_DATE,
    BROKEN,
    NO_RESULT,
    date_text,
    is_date_format,
    number_of,
    number_text,
)
from voice.exchange.workbook_rows import LETTERS, Rows, letter

_MOST_NOTES = 50
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f]|005[Ff](?=_x[0-9A-Fa-f]{4}_))_")


class Target:
    """What an XML parser talks to. Names come without their namespace."""

    def __init__(self) -> None:
        self.done = False
        self.elements = 0
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if not self.done:
            self.begin(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        if not self.done:
            self.finish(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        self._text.append(text)

    def close(self) -> None:
        self.done = True

    def taken(self) -> str:
        """The text since it was last taken."""
        text = "".join(self._text)
        self._text.clear()
        return text

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def finish(self, name: str) -> None:
        """An element ends."""


class Workbook(Target):
    """The titles of the sheets with the names of their links, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            self.sheets.append((attributes.get("name", ""), link))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}


class Links(Target):
    """Where the sheets are, by the names of their links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.found[attributes.get("Id", "")] = attributes.get("Target", "")


class Strings(Target):
    """The texts that cells point at by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._spoken = False
        self._pieces: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self._spoken = True
        elif name in {"si", "t"}:
            self.taken()

    def finish(self, name: str) -> None:
        if name == "t":
            piece = self.taken()
            if not self._spoken:
                self._pieces.append(piece)
        elif name == "rPh":
            self._spoken = False
        elif name == "si":
            self.found.append(unescaped("".join(self._pieces)))
            self._pieces = []


class Styles(Target):
    """Which cell styles show dates, by number."""

    def __init__(self) -> None:
        super().__init__()
        self.dates: set[int] = set()
        self._codes: dict[int, str] = {}
        self._inside = False
        self._style = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            number = _whole(attributes.get("numFmtId"))
            if is_date_format(number, self._codes.get(number)):
                self.dates.add(self._style)
            self._style += 1

    def finish(self, name: str) -> None:
        if name == "cellXfs":
            self.done = True


class Cells(Target):
    """The rows of one sheet."""

    def __init__(self, title: str, strings: list[str], dates: set[int], from_1904: bool) -> None:
        super().__init__()
        self.rows = Rows()
        self._title, self._strings, self._dates, self._from_1904 = title, strings, dates, from_1904
        self._merged = False
        self._notes: list[Note] = []
        self._row = self._column = self._style = 0
        self._type = self._value = ""
        self._formula = False
        self._cells: dict[int, str] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = _whole(attributes.get("r")) or self._row + 1
            self._column, self._cells = 0, {}
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "mergeCell":
            self._merged = self.done = True
        self.taken()

    def finish(self, name: str) -> None:
        if name in {"v", "t"}:
            self._value += self.taken()
        elif name == "f":
            self._formula = True
            self.taken()
        elif name == "c":
            self._cells[self._column] = self._cell()
        elif name == "row":
            self.done = not self.rows.take(self._row, self._cells)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        found = _ADDRESS.fullmatch(attributes.get("r", ""))
        self._column = _column(found.group(1)) if found else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = _whole(attributes.get("s"))
        self._value, self._formula = "", False

    def _cell(self) -> str:
        """What the cell says. A formula counts for what came out of it when it was saved."""
        value = self._value
        if not value:
            return self._told(NO_RESULT, "") if self._formula else ""
        if self._type == "e":
            return self._told(BROKEN, "")
        if self._type == "s":
            at = _whole(value, none=-1)
            return self._strings[at] if 0 <= at < len(self._strings) else ""
        if self._type == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        return self._number(value) if self._type == "n" else unescaped(value)

    def _number(self, value: str) -> str:
        number = number_of(value)
        if number is None:
            return value
        day = date_text(number, self._from_1904) if self._style in self._dates else None
        return self._told(A_DATE, day) if day else number_text(number)

    def _told(self, what: tuple[str, str], text: str) -> str:
        self._notes.append(Note(self._title, self._row, letter(self._column), *what))
        del self._notes[_MOST_NOTES:]
        return text

    def notes(self) -> Iterator[Note]:
        """What was odd, at most once a cell."""
        yield from self._notes
        yield from self.rows.notes(self._title)
        if self._merged:
            said = "Some cells are joined to one."
            yield Note(self._title, None, "", said, "Only the first of them has the words.")


def unescaped(text: str) -> str:
    """Letters that XML cannot hold, which Excel writes as ``_x000D_``."""
    if "_x" not in text:
        return text[:LETTERS]
    return _ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), text)[:LETTERS]


def _whole(text: str | None, none: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else none


def _column(letters: str) -> int:
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - 64
    return number

"""The sheets of a spreadsheet form by what their columns mean, however those are spelled."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from voice.exchange import languages
from voice.exchange.gathering import Notes
from voice.exchange.notes import Note
from voice.exchange.workbook_rows import Book, Row, Sheet, letter

_SPELLED: dict[str, str] = {
    "command": "type",
    "question_type": "type",
    "tag": "name",
    "value": "name",
    "caption": "label",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "guidance": "guidance_hint",
    "listname": "list_name",
    "list": "list_name",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
    "media_image": "image",
    "big_image": "big-image",
    "choice_filters": "choice_filter",
    "parameter": "parameters",
}
"""Columns that have another name too. The key is in small letters with underscores."""
_FOLDERS = frozenset({"bind", "control", "body", "instance", "media"})
"""What may stand before a column's name and ``::``."""
_TOLD_BY: dict[str, str] = {"survey": "type", "choices": "list_name", "settings": "form_title"}
_HEADING_ROWS = 20


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means: its name, and the language of its words where it says one."""

    name: str
    language: str
    at: str
    """As notes name it: ``C “label”``."""


@dataclass(slots=True, eq=False)
class Table:
    """One sheet: its columns by their number, and its rows below the headings."""

    name: str
    columns: dict[int, Column] = field(default_factory=dict)
    lines: list["Line"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Line:
    """One row by the meaning of its columns."""

    table: Table
    number: int
    cells: dict[tuple[str, str], str]

    def get(self, name: str) -> str:
        """What stands in a column, in whatever language comes first; empty where nothing does."""
        plain = self.cells.get((name, ""))
        if plain:
            return plain
        return next((text for (column, _), text in self.cells.items() if column == name), "")

    def column(self, name: str) -> str:
        """How a note names the column."""
        found = [column.at for column in self.table.columns.values() if column.name == name]
        return found[0] if found else ""

    def note(self, column: str, said: str, did: str) -> Note:
        return Note(self.table.name, self.number, self.column(column), said, did)


def survey_sheet(book: Book) -> Sheet | None:
    """The sheet with the questions: by its name, nearly its name, or its headings."""
    by_name = {sheet.name.strip().lower(): sheet for sheet in reversed(book.sheets)}
    if "survey" in by_name:
        return by_name["survey"]
    others = [sheet for name, sheet in by_name.items() if name not in {"choices", "settings"}]
    with_types = [sheet for sheet in others if _heading_row(sheet, "type") is not None]
    close = difflib.get_close_matches("survey", by_name, n=1, cutoff=0.7)
    near = [by_name[name] for name in close if by_name[name] in with_types]
    return next(iter(near + list(reversed(with_types))), None)


def has_types(book: Book) -> bool:
    """Whether any sheet says of each row what it is, as a form does."""
    return any(_heading_row(sheet, "type") is not None for sheet in book.sheets)


def named_sheet(book: Book, name: str) -> Sheet | None:
    """The sheet of that name, or of nearly that name."""
    by_name = {sheet.name.strip().lower(): sheet for sheet in reversed(book.sheets)}
    close = difflib.get_close_matches(name, by_name, n=1, cutoff=0.8)
    return by_name[close[0]] if close else None


def table(sheet: Sheet, kind: str, notes: Notes) -> Table:
    """The sheet by its columns. ``kind`` says which heading shows where they stand."""
    found = Table(sheet.name)
    heading = _heading_row(sheet, _TOLD_BY.get(kind, ""))
    if heading is None:
        heading = sheet.rows[0].number if sheet.rows else 0
    rows = iter(sheet.rows)
    for row in rows:
        if row.number < heading:
            did = "We left this row out."
            notes.add(Note(sheet.name, row.number, "", "This stands above the headings.", did))
        elif row.number == heading:
            found.columns = _columns(sheet.name, row, notes)
            break
    found.lines = [_line(found, row) for row in rows]
    return found


def _heading_row(sheet: Sheet, name: str) -> int | None:
    for row in sheet.rows[:_HEADING_ROWS]:
        if name and any(_read(heading)[0] == name for heading in row.cells.values()):
            return row.number
    return None


def _columns(sheet: str, row: Row, notes: Notes) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for at, heading in sorted(row.cells.items()):
        name, language = _read(heading)
        shown = f"{letter(at)} “{' '.join(heading.split())[:40]}”"
        twice = [one.at for one in found.values() if (one.name, one.language) == (name, language)]
        if twice:
            said = f"This column means the same as column {twice[0]}."
            did = "We used it only where the first is empty."
            notes.add(Note(sheet, row.number, shown, said, did))
        found[at] = Column(name, language, shown)
    return found


def _read(heading: str) -> tuple[str, str]:
    """What a heading means and the language it names, as it names it."""
    heading = " ".join(heading[:200].split())
    mark = "::" if "::" in heading else ":"
    steps = [step.strip() for step in heading.split(mark)]
    if "jr" in steps[:-1] and mark == ":":
        at = steps.index("jr")
        steps[at : at + 2] = [f"jr:{steps[at + 1]}"]
    first = _snake(steps[0])
    if first in _FOLDERS and len(steps) > 1:
        steps, first = steps[1:], _snake(steps[1])
    return _SPELLED.get(first, first), steps[1] if len(steps) > 1 else ""


def _snake(text: str) -> str:
    return re.sub(r"\s+", "_", text.strip().lower())


def _line(found: Table, row: Row) -> Line:
    cells: dict[tuple[str, str], str] = {}
    for at, text in sorted(row.cells.items()):
        column = found.columns.get(at)
        if column is not None:
            cells.setdefault((column.name, column.language), text.strip())
    return Line(found, row.number, cells)


class Tongues:
    """Which column holds the English words of a form, and which hold other languages."""

    def __init__(self, tables: Iterable[Table], default: str) -> None:
        named = dict.fromkeys(
            column.language
            for each in tables
            for column in each.columns.values()
            if column.language and column.name in {"label", "hint"}
        )
        english = [name for name in named if languages.code(name) == languages.ENGLISH]
        others = [name for name in named if name not in english]
        foreign = bool(default) and languages.code(default) not in {languages.ENGLISH, None}
        self._first = [*english, ""] if foreign and english else ["", *english]
        """Languages of columns in the order in which the English words are looked for."""
        last = [name for name in others if languages.code(name) == languages.code(default)]
        self._last = [*last, *(name for name in others if name not in last)]
        self.is_foreign = foreign and not english
        self._others = {name: languages.code(name) for name in others}
        if foreign and english:
            self._others[""] = languages.code(default)
            self._first = english

    @property
    def unknown(self) -> list[str]:
        """Names of languages that we do not know."""
        return [name for name, code in self._others.items() if code is None]

    def english(self, line: Line, name: str) -> tuple[str, bool]:
        """The English words, and whether only those of another language were there."""
        for language in self._first:
            if text := line.cells.get((name, language)):
                return text, False
        for language in [*self._last, ""]:
            if text := line.cells.get((name, language)):
                return text, True
        return "", False

    def others(self, line: Line, name: str) -> Iterator[tuple[str, str]]:
        """The words in other languages we know, with their codes."""
        for language, code in self._others.items():
            text = line.cells.get((name, language))
            if code and text:
                yield code, text

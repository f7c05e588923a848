"""A plain list of questions, one a row with its answers beside it, told as a spreadsheet form.

The first column with a heading such as “Question” holds the questions. Answers stand in a column
“Answers”, apart by a semicolon, a new line or a comma, or one each in the columns after it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from voice.exchange import own_workbook
from voice.exchange.notes import Imported, Note
from voice.exchange.workbook_rows import Book, Row, Sheet, letter
from voice.exchange.xlsform_words import said

_QUESTION = frozenset({"question", "questions", "our questions", "the question", "what we ask"})
_ANSWER = re.compile(r"(possible |the )?(answer|option|choice|response)s?( \d{1,2})?")
_LOOKED_AT = 20
_APART = (";", "\n", ",")
"""What stands between answers in one cell; the first that is there counts."""
_HEAD = ("type", "name", "label")
_CHOICES = ("list_name", "name", "label")

EXAMPLE = (
    ("Question", "Answers"),
    ("Did you have fun today?", "Yes; A bit; No"),
    ("Which snack shall we have next time?", "Fruit; Toast; Biscuits"),
    ("What should we do next time?", ""),
)
"""The rows of a file that shows how such a list looks."""


def example() -> bytes:
    """``EXAMPLE`` as an .xlsx file."""
    columns, *rows = EXAMPLE
    told: list[dict[str, own_workbook.Value]] = [
        dict(zip(columns, (text or None for text in row), strict=True)) for row in rows
    ]
    return own_workbook.write([own_workbook.Sheet("Questions", columns, told, always=columns)])


def heading(book: Book) -> tuple[Sheet, int, int] | None:
    """The sheet of a plain list, the row of its headings and the column of its questions."""
    for sheet in book.sheets:
        for row in sheet.rows[:_LOOKED_AT]:
            for at, text in sorted(row.cells.items()):
                if _flat(text) in _QUESTION:
                    return sheet, row.number, at
    return None


def as_form(book: Book, found: tuple[Sheet, int, int]) -> Book:
    """The list as a form with a sheet ``survey`` and one of ``choices``, in the same rows."""
    sheet, headings, column = found
    survey = [Row(headings, dict(enumerate(_HEAD, 1)))]
    choices = [Row(1, dict(enumerate(_CHOICES, 1)))]
    beside = _beside(sheet, headings, column)
    for row in sheet.rows:
        question = row.cells.get(column, "").strip()
        if row.number <= headings or not question:
            continue
        name = f"q{row.number}"
        answers = _answers(row, beside)
        kind = f"select_one {name}" if len(answers) > 1 else "text"
        survey.append(Row(row.number, {1: kind, 2: name, 3: question}))
        for text in answers if len(answers) > 1 else ():
            choices.append(Row(len(choices) + 1, {1: name, 2: text, 3: text}))
    return Book((Sheet("survey", tuple(survey)), Sheet("choices", tuple(choices))), book.notes)


def placed(imported: Imported, found: tuple[Sheet, int, int]) -> Imported:
    """What was read of ``as_form``, with notes at the rows and columns of the list itself."""
    sheet, _, column = found
    return replace(imported, notes=tuple(dict.fromkeys(_notes(imported, sheet, column))))


def _notes(imported: Imported, sheet: Sheet, column: int) -> Iterator[Note]:
    for note in imported.notes:
        if note.sheet == "survey":
            shown = f"{letter(column)} “Question”" if note.column else ""
            yield replace(note, sheet=sheet.name, column=shown)
        elif note.sheet == "choices":
            yield replace(note, sheet=sheet.name, row=None, column="")
        else:
            yield note


def _beside(sheet: Sheet, headings: int, column: int) -> tuple[int, ...]:
    """The columns of answers: those that say so, and those without a heading after them."""
    cells = next(row.cells for row in sheet.rows if row.number == headings)
    named = [at for at, text in cells.items() if _ANSWER.fullmatch(_flat(text))]
    last = max((at for row in sheet.rows for at in row.cells), default=column)
    first = min(named, default=column + 1)
    return tuple(at for at in range(first, last + 1) if at in named or at not in cells)


def _answers(row: Row, columns: tuple[int, ...]) -> list[str]:
    """The answers of a row, each once, in their order."""
    cells = [text for at in columns if (text := row.cells.get(at, "").strip())]
    if len(cells) == 1:
        mark = next((mark for mark in _APART if mark in cells[0]), None)
        cells = cells[0].split(mark) if mark else cells
    return list(dict.fromkeys(text for cell in cells if (text := cell.strip())))


def _flat(text: str) -> str:
    return " ".join(said(text[:100]).lower().split()).strip(" :?.")

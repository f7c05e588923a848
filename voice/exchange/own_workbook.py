"""Sheets as an .xlsx file: texts and whole numbers, no formula, no names, no day."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from voice.exchange.safe_cells import STARTS_FORMULA
from voice.faults import Fault, FaultyError
from voice.survey.writing import clean

Value = str | int | None

LONGEST = 32_767
"""Letters that a cell may hold."""
_WIDEST, _NARROWEST = 60, 10
_LARGEST = 10**15
"""Spreadsheets keep fifteen digits of a number; longer ones are written as text."""
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties"/>'
)
_NO_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a row of headings, and rows below. Columns in which nothing stands are left out."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[dict[str, Value]]
    always: tuple[str, ...] = ()
    """Columns that stand there even if empty."""


def write(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a file. The same sheets give the same bytes.

    Raises ``FaultyError`` where a text is longer than a cell may be.
    """
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    target = io.BytesIO()
    book.save(target)
    return _without_day(target.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    used = {name for row in sheet.rows for name, value in row.items() if value is not None}
    columns = [name for name in sheet.columns if name in used or name in sheet.always]
    for column, name in enumerate(columns, start=1):
        heading = page.cell(1, column)
        _put(heading, name)
        heading.font = Font(bold=True)
        widest = max((len(str(row.get(name) or "")) for row in sheet.rows), default=0)
        width = min(max(widest, len(name), _NARROWEST), _WIDEST)
        page.column_dimensions[get_column_letter(column)].width = width + 2
    for number, row in enumerate(sheet.rows, start=2):
        for column, name in enumerate(columns, start=1):
            if (value := row.get(name)) is not None:
                _put(page.cell(number, column), value)
    page.freeze_panes = "A2"


def _put(cell: Cell, value: Value) -> None:
    """A value as what it is: text stays text, whatever it begins with."""
    if isinstance(value, int) and abs(value) < _LARGEST:
        cell.value = value
        return
    text = clean(str(value))
    if len(text) > LONGEST:
        wrong = f"is longer than {LONGEST} letters, which is all that a cell can hold."
        raise FaultyError([Fault(f"{cell.parent.title}, {cell.coordinate}", wrong)])
    cell.value = text
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.quotePrefix = text.startswith(tuple(STARTS_FORMULA))


def _without_day(data: bytes) -> bytes:
    """The file without who made it and when."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            content = _CORE.encode() if name == "docProps/core.xml" else source.read(name)
            part = zipfile.ZipInfo(name, _NO_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, content)
    return target.getvalue()

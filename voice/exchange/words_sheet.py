"""Words for a translator as a spreadsheet: the English, and a column to write in beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from voice.exchange import own_workbook, workbook
from voice.exchange.own_workbook import Sheet, Value
from voice.faults import Fault, FaultyError

NAME = "Words"
ENGLISH, PLACE, WHAT = "English", "Leave this as it is", "What it is"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the English, what it is, and what is said so far."""

    place: str
    english: str
    what: str
    text: str


def write(language: str, lines: Iterable[Line]) -> bytes:
    """An ``.xlsx`` file. ``language`` is what heads the column to write in."""
    columns = (WHAT, ENGLISH, language, PLACE)
    rows: list[dict[str, Value]] = [
        {WHAT: one.what, ENGLISH: one.english, language: one.text or None, PLACE: one.place}
        for one in lines
    ]
    return own_workbook.write([Sheet(NAME, columns, rows, always=columns)])


def read(raw: bytes, name: str) -> dict[str, str]:
    """What a sheet says by place; empty cells are passed over. Raises ``FaultyError``.

    Columns are known by their headings; the one to write in stands between the English and the
    places, whatever heads it.
    """
    for sheet in workbook.of(raw, name).sheets:
        rows = sheet.rows
        heads = {text.strip(): column for column, text in rows[0].cells.items()} if rows else {}
        if ENGLISH not in heads or PLACE not in heads:
            continue
        place = heads[PLACE]
        between = [at for at in heads.values() if heads[ENGLISH] < at < place]
        column = between[0] if between else heads[ENGLISH] + 1
        return {
            row.cells[place]: row.cells[column]
            for row in rows[1:]
            if place in row.cells and column in row.cells
        }
    wrong = "is not the sheet that we gave."
    raise FaultyError([Fault(name, wrong, "Get the sheet here, write in it and bring it back.")])

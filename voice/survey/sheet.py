"""Answers typed from paper into a spreadsheet and saved as CSV: a row a young person.

Columns are item ids, and ``age_band`` and ``helped`` if known. A cell holds an option's id or its
English words, ticks or ideas joined by ``;``, what was written, ``-`` where the question was
skipped, or nothing where it was not reached. ``none`` says that nothing was ticked, and
``don't know`` that, where the question offers it. A column such as ``tell-us leave`` says whether
what was written may be shared; where it is missing or empty, only the team reads it. Rows are read
as taps are, rules included.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from voice.faults import Fault, FaultyError
from voice.survey.answers import LEAVES, Reading, Submission, not_too_many, read
from voice.survey.model import (
    AGE_BANDS,
    DONT_KNOW,
    HELPED,
    NONE_TICKED,
    NOT_ASKED,
    Item,
    Survey,
    UnknownAnswerError,
)
from voice.survey.writing import plain

BYTES_LIMIT = 5 * 1024 * 1024
ROWS_LIMIT = 5_000
SKIP = "-"
_SKIPS = frozenset({SKIP, "–", "—"})
"""Spreadsheets like to make a long dash of a short one."""
BESIDE: dict[str, tuple[str, ...]] = {"age_band": AGE_BANDS, "helped": HELPED}
"""The columns that are no items, with what they may hold."""
_LEAVE = dict(zip(("yes, my words", "just the idea", "no, only the team"), LEAVES, strict=True))
"""What a child ticks on paper, and what it is kept as."""

_MOST_FAULTS = 500


def columns(survey: Survey) -> list[str]:
    """The first row of a sheet for this survey, in order."""
    asked = ((item.id, *_leave_column(item)) for item in survey.items if item.asks)
    return [*BESIDE, *(column for named in asked for column in named)]


def _leave_column(item: Item) -> tuple[str, ...]:
    """The column that says whether what was written may be shared, where that is asked."""
    return (f"{item.id} leave",) if item.asks_leave else ()


def decode(data: bytes) -> str:
    """The text of a CSV file as spreadsheets save it. Raises ``FaultyError``, and guesses nothing.

    UTF-8 with or without its mark, and UTF-16 with it. Other encodings look alike and would turn
    a child's letters into others.
    """
    _check_size(len(data))
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        do = "In Excel choose “CSV UTF-8 (comma delimited)” when you save."
        raise FaultyError([Fault("the file", "is not written in UTF-8.", do)]) from None


def read_sheet(survey: Survey, text: str) -> list[Reading]:
    """What each row says, in order; empty rows are passed over.

    Raises ``FaultyError`` naming every row and column that cannot be read: nothing is returned
    unless every row is good.
    """
    _check_size(len(text.encode("utf-8", "surrogatepass")))
    first, rows = _table(text, columns(survey))
    heads = [plain(head) for head in first]
    _check_heads(survey, heads)
    readings: list[Reading] = []
    faults: list[Fault] = []
    for number, row in rows:
        try:
            readings.append(_read_row(survey, number, heads, row))
        except FaultyError as error:
            faults += error.faults
    if not readings and not faults:
        faults = [Fault("the file", "holds no answers.", "Give each young person a row.")]
    if faults:
        raise FaultyError(not_too_many(faults, _MOST_FAULTS))
    return readings


def _check_size(size: int) -> None:
    if size > BYTES_LIMIT:
        do = f"Split it into files of at most {BYTES_LIMIT // 1024 // 1024} MB."
        raise FaultyError([Fault("the file", "is too big.", do)])


def _table(text: str, known: list[str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The first row, and every other that is not empty with its number as spreadsheets count."""
    body = text.removeprefix("\ufeff")
    if body[:4].casefold() == "sep=":
        body = body.partition("\n")[2]
    table: list[list[str]] = []
    try:
        mark = _mark(body, known)
        table.extend(csv.reader(io.StringIO(body, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        wrong = "cannot be read: a quotation mark is open, or a cell is far too long."
        do = "Save the sheet as CSV from the spreadsheet again."
        raise FaultyError([Fault(f"row {len(table) + 1}", wrong, do)]) from None
    if not table:
        do = f"The first row names the columns: {', '.join(known)}."
        raise FaultyError([Fault("the file", "is empty.", do)])
    rows = [(number, row) for number, row in enumerate(table, start=1) if any(map(str.strip, row))]
    if len(rows) > ROWS_LIMIT + 1:
        wrong = f"has more than {ROWS_LIMIT:,} rows."
        raise FaultyError([Fault("the file", wrong, "Split it into several files.")])
    return table[0], [(number, row) for number, row in rows if number > 1]


def _mark(body: str, known: list[str]) -> str:
    """Whichever of , ; and tab cuts the first line into most columns that are known."""
    top = next(iter(body.splitlines()), "")

    def found(mark: str) -> int:
        return sum(plain(head) in known for head in next(csv.reader([top], delimiter=mark), []))

    return max(",;\t", key=found)


def _check_heads(survey: Survey, heads: list[str]) -> None:
    known = columns(survey)
    seen = Counter(head for head in heads if head)
    faults = [
        Fault(f"row 1, column “{_short(head)}”", "is no question of this questionnaire.", do)
        for head in seen
        if head not in known
        for do in [f"Use {', '.join(known)}."]
    ]
    faults += [
        Fault(f"row 1, column “{head}”", f"is there {times} times.", "Leave one.")
        for head, times in seen.items()
        if head in known and times > 1
    ]
    faults += [
        Fault("row 1", f"has no column “{head}”.", "Add it; leave its cells empty if not asked.")
        for head in (item.id for item in survey.items if item.asks)
        if head not in seen
    ]
    if faults:
        raise FaultyError(not_too_many(faults, _MOST_FAULTS))


def _read_row(survey: Survey, number: int, heads: list[str], row: list[str]) -> Reading:
    """One young person's answers. Raises ``FaultyError`` with each cell that cannot be read."""
    cells = dict(zip(heads, map(str.strip, row), strict=False))
    unnamed = [cell for head, cell in zip_longest(heads, row) if cell and not head]
    if any(cell.strip() for cell in unnamed):
        wrong = "holds something that stands under no column."
        raise FaultyError([Fault(f"row {number}", wrong, "Put text with a comma in quotes.")])
    faults = list(_faults_of_row(survey, number, cells))
    if faults:
        raise FaultyError(faults)
    reading = read(survey, _submission(survey, cells))
    faults = [
        Fault(
            _cell(number, item),
            "is answered, but after the answers before it this question is not asked.",
            "Empty the cell, or mend the earlier answer.",
        )
        for item, option in reading.rows
        if option == NOT_ASKED and cells.get(item, "") not in {"", *_SKIPS}
    ]
    if faults:
        raise FaultyError(faults)
    return reading


def _faults_of_row(survey: Survey, number: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    for name, allowed in BESIDE.items():
        given = cells.get(name, "")
        if _word(given) not in {"", *allowed}:
            hint = " A spreadsheet may have made a date of it: make the column text."
            do = f"Give {' or '.join(allowed)}.{hint if name == 'age_band' else ''}"
            yield Fault(_cell(number, name), f"“{_short(given)}” is not one of ours.", do)
    for item in survey.items:
        if item.asks and cells.get(item.id):
            raw = _raw(item, cells[item.id])
            try:
                item.read(raw)
            except UnknownAnswerError as error:
                said = _unknown(item, raw)
                yield Fault(_cell(number, item.id), f"{said or error}.", _may_hold(item))
        for column in _leave_column(item):
            if _allowed(cells.get(column, "")) not in {"", *LEAVES}:
                wrong = f"“{_short(cells[column])}” is not one of ours."
                yield Fault(_cell(number, column), wrong, f"Give {', '.join(LEAVES)} or nothing.")


def _unknown(item: Item, raw: object) -> str:
    """The cell's words that no option has; nothing of what somebody wrote."""
    ids = {option.id for option in item.choices}
    parts = [str(part) for part in (raw if isinstance(raw, list) else [raw])] if ids else []
    said = [f"“{_short(part)}”" for part in parts if part not in ids]
    verb = "is no answer" if len(said) == 1 else "are no answers"
    return f"{' and '.join(said)} {verb} to “{item.id}”" if said else ""


def _submission(survey: Survey, cells: Mapping[str, str]) -> Submission:
    """The row as a tablet would have sent it."""
    return Submission(
        id="",
        edition="",
        age_band=_word(cells.get("age_band", "")) or None,
        helped=_word(cells.get("helped", "")) or None,
        answers={
            item.id: _raw(item, cells[item.id])
            for item in survey.items
            if item.asks and cells.get(item.id)
        },
        leave={
            item.id: _allowed(cells.get(column, ""))
            for item in survey.items
            for column in _leave_column(item)
        },
    )


def _allowed(cell: str) -> str:
    """What a cell of leave says, in whichever words; nothing where nothing was ticked."""
    said = plain(cell)
    return "" if said in _SKIPS else _LEAVE.get(said, said)


def _raw(item: Item, cell: str) -> object:
    """The raw answer a cell stands for; one that no item can read where it cannot be told."""
    if cell in _SKIPS:
        return None
    if item.dont_know and plain(cell) in {"don't know", "i don't know", DONT_KNOW}:
        return DONT_KNOW
    return _CELLS[item.kind](item, cell)


def _chosen(item: Item, cell: str) -> object:
    """The id of the option the cell names by id or words; else the cell, which no item reads."""
    said = plain(cell)
    for option in item.choices:
        if said == option.id:
            return option.id
    versions = [option for version in item.versions.values() for option in version.options]
    for option in (*item.choices, *versions):
        if said in {plain(text) for text in (option.text, option.easy) if text}:
            return option.id
    return cell


def _ticked(item: Item, cell: str) -> object:
    if plain(cell) in {"none", NONE_TICKED}:
        return []
    return [_chosen(item, tick) for tick in _parts(cell)]


def _written(item: Item, cell: str) -> object:
    return cell


def _listed(item: Item, cell: str) -> object:
    return _parts(cell)


_CELLS: dict[str, Callable[[Item, str], object]] = {
    "faces": _chosen,
    "choice": _chosen,
    "many": _ticked,
    "scale": _chosen,
    "words": _written,
    "ideas": _listed,
}
"""How a cell becomes a raw answer, by kind of question."""


def _may_hold(item: Item) -> str:
    if not item.choices:
        return "Make it shorter, or join fewer with ;."
    ids = ", ".join(option.id for option in item.choices)
    return f"Give {'any' if item.multiple else 'one'} of {ids}, or {SKIP} for skipped."


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _word(cell: str) -> str:
    """A band or way as typed: “0 to 9” and a long dash are as good; ``-`` is not known."""
    word = plain(cell).replace(" to ", "-").replace("–", "-").replace(" ", "")
    return "" if word in _SKIPS else word


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _cell(number: int, column: str) -> str:
    return f"row {number}, column “{column}”"

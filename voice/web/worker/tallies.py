"""Who came and whom we reached: the tallies of an event as workers write and read them."""

from collections.abc import Mapping
from dataclasses import dataclass

from voice.analysis import said
from voice.store import attendance
from voice.store.db import Connection
from voice.web.forms import Form

Tallied = Mapping[tuple[str, str], int]
Cell = tuple[str, str]

BANDS: tuple[tuple[str, str], ...] = (
    ("0-9", "Up to 9"),
    ("10-16", "10 to 16"),
    ("17+", "17 and over"),
)
"""Age bands as workers say them."""
CONTACTS: tuple[tuple[str, str], ...] = (
    ("invited", "Invited"),
    ("letters", "Letters and emails"),
    ("calls", "Calls"),
    ("voicemails", "Voicemails"),
    ("visits", "Visits"),
)
COMING: tuple[tuple[str, str], ...] = (
    ("signed-up", "Signed up"),
    ("cancelled-on-the-day", "Cancelled on the day"),
    ("came", "Came"),
)
SPLIT_BY_AGE = (COMING[0], COMING[2])
SPLITS: tuple[tuple[str, str], ...] = (
    ("girls", "Girls"),
    ("boys", "Boys"),
    ("out-of-county", "From out of county"),
    ("first-time", "There for the first time"),
    ("households", "Households"),
    ("carers", "Carers"),
    ("children", "Children"),
)
"""Of those who came: other ways to split them. Not all are children at a fun day."""
PARTS: tuple[tuple[str, ...], ...] = (
    ("0-9", "10-16", "17+"),
    ("girls", "boys"),
    ("out-of-county",),
    ("first-time",),
)
"""Splits of which the parts together are at most all."""


def _cells() -> dict[str, tuple[Cell, str]]:
    cells: dict[str, tuple[Cell, str]] = {}
    for what, label in CONTACTS:
        cells[what] = (what, attendance.ALL), label
    for what, label in COMING:
        cells[what] = (what, attendance.ALL), f"{label}, all"
    for what, label in SPLIT_BY_AGE:
        for band, words in BANDS:
            cells[f"{what}_{band}"] = (what, band), f"{label}, {words[:1].lower()}{words[1:]}"
    for category, label in SPLITS:
        cells[f"came_{category}"] = ("came", category), label
    return cells


CELLS = _cells()
"""Name of the box → what it counts, and its label."""
LABELS = {name: label for name, (_cell, label) in CELLS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what, all, and by age band."""

    label: str
    numbers: tuple[int | None, ...]


def rows(counted: Tallied) -> list[Row]:
    """Signed up, cancelled, came: all and by age band. A line nobody wrote is left out."""
    categories = (attendance.ALL, *(band for band, _ in BANDS))
    lines = [
        Row(label, tuple(counted.get((what, category)) for category in categories))
        for what, label in COMING
    ]
    return [line for line in lines if any(number is not None for number in line.numbers)]


def others(counted: Tallied) -> list[Row]:
    """What else is known of those who came, and whom we reached before."""
    pairs = [(label, (what, attendance.ALL)) for what, label in CONTACTS]
    pairs += [(label, ("came", category)) for category, label in SPLITS]
    return [Row(label, (counted[cell],)) for label, cell in pairs if cell in counted]


def given(counted: Tallied) -> dict[str, int | None]:
    """What is known, by name of the box."""
    return {name: counted.get(cell) for name, (cell, _label) in CELLS.items()}


def add_up(form: Form) -> bool:
    """Whether no split of those who came is more than all. Says which is, at its first box."""
    came = form["came"].data
    for parts in PARTS:
        total = sum(form[f"came_{part}"].data or 0 for part in parts)
        if came is not None and total > came:
            names = said.listed(LABELS[f"came_{part}"].removeprefix("Came, ") for part in parts)
            form[f"came_{parts[0]}"].errors = [
                f"{said.sentence(names)[:-1]}: {total} together, but {came} came in all."
            ]
    return not form.errors


def put(connection: Connection, event: str, form: Form) -> None:
    """Keep every number of the form. A box emptied after it had a number is 0."""
    before = attendance.of(connection, event)
    for name, (cell, _label) in CELLS.items():
        number = form[name].data
        if number is not None or cell in before:
            attendance.put(connection, event, *cell, number or 0)


def one_fewer(connection: Connection, event: str, category: str) -> None:
    """Take one back that was counted too many. Never below 0."""
    counted = attendance.of(connection, event)
    if counted.get(("came", category), 0) == 0:
        return
    for each in (category, attendance.ALL):
        number = counted.get(("came", each), 0)
        attendance.put(connection, event, "came", each, max(0, number - 1))

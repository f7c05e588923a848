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

SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("came", ("came_0-9", "came_10-16", "came_17+")),
    ("came", ("came_girls", "came_boys")),
    ("came", ("came_out-of-county",)),
    ("came", ("came_first-time",)),
    ("came", ("came_carers", "came_children")),
    ("signed-up", ("signed-up_0-9", "signed-up_10-16", "signed-up_17+")),
    ("signed-up", ("cancelled-on-the-day",)),
)
"""A box for all, and the boxes that together are at most all."""
DID = {"came": "came", "signed-up": "signed up"}
SHOWN = "shown"
"""The hidden box with the numbers as they stood when the page was made."""

Numbers = Mapping[str, int | None]
"""By the name of the box."""


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
WORDS = {
    name: label.removesuffix(", all").split(", ")[-1].lower() for name, label in LABELS.items()
}
"""A box in words that follow on its total: up to 9, carers."""


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


def typed(form: Form, counted: Tallied) -> dict[str, int | None]:
    """What would be kept of a form. A box emptied after it had a number is 0."""
    return {
        name: 0 if form[name].data is None and cell in counted else form[name].data
        for name, (cell, _label) in CELLS.items()
    }


def add_up(form: Form, numbers: Numbers, boxes: Mapping[str, str] | None = None) -> bool:
    """Whether no parts are more than their total. Says which are, at the first box there is.

    ``boxes``: the form's own names for some boxes, where it has only those.
    """
    own = boxes or {name: name for name in LABELS}
    for total, parts in SUMS:
        if not {total, *parts} & own.keys():
            continue
        most, together = numbers[total], sum(numbers[part] or 0 for part in parts)
        if most is not None and together > most:
            field = form[next(own[name] for name in (*parts, total) if name in own)]
            field.errors = [*field.errors, _too_many(total, parts, together, most)]
    return not form.errors


def _too_many(total: str, parts: tuple[str, ...], together: int, most: int) -> str:
    names = said.sentence(said.listed(WORDS[part] for part in parts))[:-1]
    number = f"{together} together" if len(parts) > 1 else f"{together}"
    return f"{names}: {number}, but {most} {DID[total]} in all."


def as_shown(counted: Tallied) -> str:
    """Every number that is known, as the hidden box carries it."""
    known = given(counted)
    return " ".join(f"{name}={known[name]}" for name in CELLS if known[name] is not None)


def still(form: Form, counted: Tallied) -> bool:
    """Whether the numbers stand as they did when the page was made.

    Else the form says what changed meanwhile. Boxes nobody typed in show the number of now, and
    what was typed stays, to be kept by pressing the button once more.
    """
    before, now = _read(form[SHOWN].data or ""), given(counted)
    form[SHOWN].data = as_shown(counted)
    changed = [name for name in CELLS if before.get(name) != now[name]]
    for name in changed:
        field = form[name]
        if field.data == before.get(name):
            field.show(now[name])
        field.errors = [*field.errors, _meanwhile(name, before.get(name), now[name], field.data)]
    return not changed


def _read(shown: str) -> dict[str, int]:
    pairs = (pair.partition("=") for pair in shown[:2000].split())
    return {name: int(number) for name, _, number in pairs if number.isascii() and number.isdigit()}


def _meanwhile(name: str, before: int | None, now: int | None, here: int | None) -> str:
    was, is_ = ("empty" if number is None else f"{number}" for number in (before, now))
    kept = "" if here == now else f" You wrote {'nothing' if here is None else here}."
    return (
        f"{LABELS[name]}: it was {was} when you opened this page and is {is_} now.{kept} "
        "Look at it, then keep the numbers again."
    )


def put(connection: Connection, event: str, numbers: Numbers) -> None:
    """Keep every number that is known."""
    for name, (cell, _label) in CELLS.items():
        if (number := numbers[name]) is not None:
            attendance.put(connection, event, *cell, number)


def one_fewer(connection: Connection, event: str, category: str) -> None:
    """Take one back that was counted too many. Never below 0."""
    counted = attendance.of(connection, event)
    if counted.get(("came", category), 0) == 0:
        return
    for each in (category, attendance.ALL):
        number = counted.get(("came", each), 0)
        attendance.put(connection, event, "came", each, max(0, number - 1))

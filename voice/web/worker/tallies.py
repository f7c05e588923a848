"""Who came and whom we reached: the tallies of an event as workers write and read them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField

from voice.analysis import aloud, said
from voice.store import attendance
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.web.forms import Form, NumberField, form_of

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
MISSED: tuple[tuple[str, str], ...] = (
    ("no-transport", "No transport"),
    ("taxi", "The taxi did not come"),
    ("unwell", "Unwell"),
    ("other-plans", "Other plans"),
    ("did-not-want", "Did not want to"),
    ("too-far", "Too far"),
    ("not-told", "Nobody told us why"),
)
"""Why children who had signed up did not come."""
GUESTS: tuple[tuple[str, str], ...] = (
    ("councillors", "Councillors"),
    ("managers", "Managers"),
    ("partners", "Workers of partners"),
)
OF_PARTNERS: tuple[tuple[str, str], ...] = (("places", "Places"), ("awards", "Awards gained"))
"""What is counted only at the events of other organisations."""
SPLIT_BY_AGE = (COMING[0], COMING[2])
SPLITS: tuple[tuple[str, str], ...] = (
    ("girls", "Girls"),
    ("boys", "Boys"),
    ("out-of-county", "From out of county"),
    ("first-time", "There for the first time"),
    ("been-before", "Been before"),
    ("households", "Households"),
    ("carers", "Carers"),
    ("children", "Children"),
    ("children-who-foster", "Children of families that foster"),
)
"""Of those who came: other ways to split them. Not all are children at a fun day."""

OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "households": ("came_households",),
    "carers": ("came_carers", "came_children"),
    "gender": ("came_girls", "came_boys"),
    "out-of-county": ("came_out-of-county",),
    "first-time": ("came_first-time",),
    "been-before": ("came_been-before",),
    "children-who-foster": ("came_children-who-foster",),
    "guests": tuple(f"guests_{name}" for name, _ in GUESTS),
    "ages": (),
}
"""The boxes a council may switch on, by the name in its settings."""
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("came", ("came_0-9", "came_10-16", "came_17+")),
    ("came", ("came_girls", "came_boys")),
    ("came", ("came_out-of-county",)),
    ("came", ("came_first-time", "came_been-before")),
    ("came", ("came_children-who-foster",)),
    ("came", ("came_carers", "came_children")),
    ("signed-up", ("signed-up_0-9", "signed-up_10-16", "signed-up_17+")),
    ("signed-up", ("cancelled-on-the-day",)),
    ("signed-up", tuple(f"did-not-come_{reason}" for reason, _ in MISSED)),
)
"""A box for all, and the boxes that together are at most all."""
DID = {"came": "came", "signed-up": "signed up"}
SPLIT = {"came": SPLITS, "did-not-come": MISSED, "guests": GUESTS}
"""What is split into other parts than age bands."""
ADDED_UP = ("did-not-come", "guests")
"""Totals nobody types in: each is the sum of its parts."""
MOST_AGE = 25
"""Care leavers are looked after to this birthday."""
AGES = {"youngest": "The youngest", "oldest": "The oldest"}
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
    for what, label in OF_PARTNERS:
        cells[what] = (what, attendance.ALL), label
    for what, lines in SPLIT.items():
        for category, label in lines:
            cells[f"{what}_{category}"] = (what, category), label
    return cells


CELLS = _cells()
"""Name of the box → what it counts, and its label."""
BEFORE = (*(what for what, _ in CONTACTS), "places")
"""The boxes about the time before the day."""
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Of those who came", (*(f"came_{name}" for name, _ in SPLITS), *AGES)),
    ("Guests, not among those who came", tuple(f"guests_{name}" for name, _ in GUESTS)),
    ("Why some did not come", tuple(f"did-not-come_{name}" for name, _ in MISSED)),
    ("What they gained", ("awards",)),
)
"""The boxes below the table, by heading."""
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


def form_for(
    event: EventRecord,
    counted: Tallied,
    on: Collection[str],
    filled: Mapping[str, Any],
    *,
    partner: bool,
) -> Form:
    """The form of an event with the boxes it has."""
    names = boxes(on, counted, partner=partner)
    fields = {name: NumberField(LABELS[name]) for name in names}
    if "ages" in on or event.ages:
        fields |= {name: NumberField(label) for name, label in AGES.items()}
    return form_of(fields | {SHOWN: HiddenField()}, filled)


def sections(form: Form) -> list[tuple[str, list[str]]]:
    """The headings below the table that have boxes in this form, and those boxes."""
    own = ((title, [name for name in names if name in form]) for title, names in SECTIONS)
    return [(title, names) for title, names in own if names]


def known(event: EventRecord, counted: Tallied) -> dict[str, Any]:
    """What the form is filled with: what is kept of the event."""
    youngest, _, oldest = event.ages.partition("-")
    ages = {"youngest": int(youngest), "oldest": int(oldest)} if oldest else {}
    return {**given(counted), **ages, SHOWN: as_shown(counted)}


def ages(form: Form) -> str | None:
    """The range of ages typed, "5-14", empty where none was; None, with what is wrong said at its
    box, where it is no range or the form does not ask for it."""
    if "youngest" not in form:
        return None
    youngest, oldest = form["youngest"].data, form["oldest"].data
    if (youngest is None) != (oldest is None):
        missing = form["oldest" if oldest is None else "youngest"]
        missing.errors = [*missing.errors, f"{missing.label.text}: enter both ages, or none."]
    elif youngest is not None and not youngest <= oldest <= MOST_AGE:
        wrong = f"Enter the youngest first, and nobody over {MOST_AGE}."
        form["oldest"].errors = [*form["oldest"].errors, wrong]
    if form.errors:
        return None
    return "" if youngest is None else f"{youngest}-{oldest}"


def rows(counted: Tallied) -> list[Row]:
    """Signed up, cancelled, came: all and by age band. A line nobody wrote is left out.

    Where nobody was counted by age, a line has its total alone; all of them, where no line was.
    """
    lines = [
        Row(label, (counted.get((what, attendance.ALL)), *_by_age(counted, what)))
        for what, label in COMING
    ]
    told = [line for line in lines if any(number is not None for number in line.numbers)]
    if any(number is not None for line in told for number in line.numbers[1:]):
        return told
    return [Row(line.label, line.numbers[:1]) for line in told]


def counted_by_age(counted: Tallied, what: str) -> bool:
    """Whether any age band has somebody: else only the total is known."""
    return any(counted.get((what, band)) for band, _ in BANDS)


def _by_age(counted: Tallied, what: str) -> Iterator[int | None]:
    """The age bands; none of them known where all are empty beside a total."""
    known = counted_by_age(counted, what) or not counted.get((what, attendance.ALL))
    return (counted.get((what, band)) if known else None for band, _ in BANDS)


def others(counted: Tallied) -> list[Row]:
    """What else is known of those who came, and whom we reached before."""
    pairs = [(label, (what, attendance.ALL)) for what, label in CONTACTS]
    pairs += [(label, (what, attendance.ALL)) for what, label in OF_PARTNERS]
    pairs += [(label, (what, one)) for what, lines in SPLIT.items() for one, label in lines]
    return [Row(label, (counted[cell],)) for label, cell in pairs if cell in counted]


def boxes(on: Collection[str], counted: Tallied, *, partner: bool) -> tuple[str, ...]:
    """The boxes an event's form has: those the council has switched ``on``, a partner's at a
    ``partner``'s event, and whatever has a number already."""
    off = {name for kind, names in OPTIONAL.items() if kind not in on for name in names}
    off |= set() if partner else {name for name, _ in OF_PARTNERS}
    return tuple(name for name, (cell, _) in CELLS.items() if name not in off or cell in counted)


def given(counted: Tallied) -> dict[str, int | None]:
    """What is known, by name of the box."""
    return {name: counted.get(cell) for name, (cell, _label) in CELLS.items()}


def young_people(numbers: Numbers) -> int:
    """How many of those who came were children or young people, at the least."""
    return aloud.young_people(
        {CELLS[name][0]: number for name, number in numbers.items() if number is not None}
    )


def typed(form: Form, counted: Tallied) -> dict[str, int | None]:
    """What would be kept of a form. A box emptied after it had a number is 0."""
    return {name: _typed(form, name, counted.get(cell)) for name, (cell, _label) in CELLS.items()}


def _typed(form: Form, name: str, before: int | None) -> int | None:
    if name not in form:
        return before
    number: int | None = form[name].data
    return 0 if number is None and before is not None else number


def add_up(form: Form, numbers: Numbers, names: Mapping[str, str] | None = None) -> bool:
    """Whether no parts are more than their total. Says which are, at the first box there is.

    ``names``: the form's own names for some boxes, where it has only those.
    """
    own = names or {name: name for name in LABELS if name in form}
    for total, parts in SUMS:
        if not {total, *parts} & own.keys():
            continue
        most, together = numbers[total], sum(numbers[part] or 0 for part in parts)
        if most is not None and together > most:
            field = form[next(own[name] for name in (*parts, total) if name in own)]
            some = tuple(part for part in parts if numbers[part])
            field.errors = [*field.errors, _too_many(total, some, together, most)]
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
    changed = [name for name in CELLS if name in form and before.get(name) != now[name]]
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
    """Keep every number that is known, and the totals that are sums of them."""
    sums: dict[str, int] = {}
    for name, ((what, category), _label) in CELLS.items():
        if (number := numbers[name]) is not None:
            attendance.put(connection, event, what, category, number)
            sums[what] = sums.get(what, 0) + number
    for what in set(ADDED_UP) & sums.keys():
        attendance.put(connection, event, what, attendance.ALL, sums[what])


def one_fewer(connection: Connection, event: str, category: str) -> None:
    """Take one back that was counted too many. Never below 0."""
    attendance.take_one(connection, event, "came", category)

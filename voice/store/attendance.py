"""Attendance: tallies of an event, never a name."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, insert, select, update

from voice.analysis.company import Came
from voice.analysis.periods import first_day, last_day, month_of
from voice.faults import Fault, FaultyError
from voice.store.db import Connection
from voice.store.schema import attendance, event

WHAT = (
    "invited",
    "letters",
    "calls",
    "voicemails",
    "visits",
    "places",
    "signed-up",
    "cancelled-on-the-day",
    "came",
    "did-not-come",
    "guests",
    "awards",
)
"""What is counted of an event, in the order in which it happens."""
ALL = "all"
BANDS = ("0-9", "10-16", "17+")
"""Each child is tapped in under one of these; what else is counted says more of the same child."""
MORE = ("first-time", "out-of-county")
"""What a worker may tap in of a child who was tapped in before: never one more of all."""
REASONS = (
    "no-transport",
    "taxi",
    "unwell",
    "other-plans",
    "did-not-want",
    "too-far",
    "not-told",
)
"""Why somebody who had signed up did not come; each counts under one of these."""
GUESTS = ("councillors", "managers", "partners")
"""Grown-ups who came to listen. They are not among those who came."""
CATEGORIES = (
    ALL,
    *BANDS,
    "girls",
    "boys",
    "out-of-county",
    "first-time",
    "been-before",
    "households",
    "carers",
    "children",
    "children-who-foster",
    *REASONS,
    *GUESTS,
)
"""Whom a tally counts; ``all`` is the total."""
_ONCE = frozenset({*BANDS, *REASONS, *GUESTS})
"""Each person counts under one of these, and so in the total."""


def put(connection: Connection, event: str, what: str, category: str, number: int) -> None:
    """Set a tally to a number, whatever it was. Raises ``FaultyError``."""
    _check(what, category, number)
    if not _change(connection, event, what, category, number):
        _insert(connection, event, what, category, number)


def add_one(connection: Connection, event: str, what: str, category: str = ALL) -> None:
    """Count one more. One more of an age band, of a reason or of guests is one more of all, too.

    The other categories say more of somebody counted already, as "first time" does.
    """
    _check(what, category, 1)
    for each in (category, ALL) if category in _ONCE else (category,):
        if not _change(connection, event, what, each, attendance.c.number + 1):
            _insert(connection, event, what, each, 1)


def take_one(connection: Connection, event: str, what: str, category: str) -> None:
    """Take one back that was counted too many, and likewise of all. Never below 0."""
    before = of(connection, event)
    if before.get((what, category), 0) > 0:
        for each in (category, ALL) if category in _ONCE else (category,):
            put(connection, event, what, each, max(0, before.get((what, each), 0) - 1))


def of(connection: Connection, event: str) -> dict[tuple[str, str], int]:
    """Every tally of an event by (what, category)."""
    chosen = select(attendance.c.what, attendance.c.category, attendance.c.number)
    rows = connection.execute(chosen.where(attendance.c.event == event))
    return {(what, category): number for what, category, number in rows}


def came(connection: Connection, months: Sequence[str]) -> list[Came]:
    """How many came in these months to events that took place, by group, month and category."""
    if not months:
        return []
    chosen = (
        select(event.c.group, event.c.day, attendance.c.category, attendance.c.number)
        .join(event, event.c.id == attendance.c.event)
        .where(
            attendance.c.what == "came",
            event.c.status == "went-ahead",
            event.c.day.between(first_day(min(months)), last_day(max(months))),
        )
    )
    sums: Counter[tuple[str, str, str]] = Counter()
    for group, day, category, number in connection.execute(chosen):
        if month_of(day) in months:
            sums[group, month_of(day), category] += number
    return [Came(*where, number) for where, number in sorted(sums.items())]


def _check(what: str, category: str, number: int) -> None:
    faults = []
    if what not in WHAT:
        faults.append(Fault(what, "is not counted.", f"Give one of {', '.join(WHAT)}."))
    if category not in CATEGORIES:
        faults.append(Fault(category, "is no category.", f"Give one of {', '.join(CATEGORIES)}."))
    if number < 0:
        faults.append(Fault(f"{what}, {category}", "is less than nothing.", "Give 0 or more."))
    if faults:
        raise FaultyError(faults)


def _change(
    connection: Connection, event: str, what: str, category: str, number: int | ColumnElement[int]
) -> bool:
    changed = (
        update(attendance)
        .where(
            attendance.c.event == event,
            attendance.c.what == what,
            attendance.c.category == category,
        )
        .values(number=number)
    )
    return connection.execute(changed).rowcount == 1


def _insert(connection: Connection, event: str, what: str, category: str, number: int) -> None:
    row = {"event": event, "what": what, "category": category, "number": number}
    connection.execute(insert(attendance), row)

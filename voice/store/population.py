"""Children in care and care leavers, as the council itself counts and publishes them once a year.

Everybody, and how many of them by age band, gender, placement, disability and asylum status. What
nobody knows is left out: a gap is not nobody.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, insert, select

from voice.analysis.shares import EVERYBODY, PARTS, Numbers
from voice.faults import Fault, FaultyError
from voice.store.db import Connection
from voice.store.schema_analysis import population

FIRST = 2000
"""Earlier years are slips of the finger."""
KEYS = (EVERYBODY, *(key for axis in PARTS.values() for key in axis))
"""What is kept of a year, as (axis, value), in the order in which it is asked."""


def put(connection: Connection, year: int, numbers: Numbers, today: date) -> None:
    """Keep all numbers of a year, whatever they were before. Raises ``FaultyError``.

    A fault's place is the axis and the value: ``age_band_10-16``.
    """
    faults = _faults(year, numbers, today)
    if faults:
        raise FaultyError(faults)
    connection.execute(delete(population).where(population.c.year == year))
    rows = [
        {"year": year, "axis": axis, "value": value, "number": numbers[axis, value]}
        for axis, value in KEYS
        if (axis, value) in numbers
    ]
    connection.execute(insert(population), rows)


def of(connection: Connection, year: int) -> dict[tuple[str, str], int]:
    """The numbers of a year by (axis, value); empty where nobody wrote them down."""
    return years(connection).get(year, {})


def years(connection: Connection) -> dict[int, dict[tuple[str, str], int]]:
    """The numbers of every year that is written down, by year."""
    columns = population.c
    chosen = select(columns.year, columns.axis, columns.value, columns.number)
    found: dict[int, dict[tuple[str, str], int]] = {}
    for year, axis, value, number in connection.execute(chosen.order_by(columns.year)):
        found.setdefault(year, {})[axis, value] = number
    return found


def _faults(year: int, numbers: Numbers, today: date) -> list[Fault]:
    faults = []
    if not FIRST <= year <= today.year:
        faults.append(Fault("year", f"is {year}.", f"Give one from {FIRST} to {today.year}."))
    for key in numbers.keys() - set(KEYS):
        faults.append(Fault("_".join(key), "is not counted.", "Leave it out."))
    for key, number in numbers.items():
        if number < 0:
            faults.append(Fault("_".join(key), "is less than nothing.", "Give 0 or more."))
    return faults or _sums(numbers)


def _sums(numbers: Mapping[tuple[str, str], int]) -> list[Fault]:
    """Everybody must be known, and no parts of an axis may be more."""
    if EVERYBODY not in numbers:
        return [Fault("_".join(EVERYBODY), "is missing.", "Count everybody first.")]
    everybody = numbers[EVERYBODY]
    faults = []
    for keys in PARTS.values():
        together = sum(numbers.get(key, 0) for key in keys)
        if together > everybody:
            first, *others = (key for key in keys if numbers.get(key))
            makes = "and the others of its kind make" if others else "is"
            wrong = f"{makes} {together:,}, but everybody is {everybody:,}."
            faults.append(Fault("_".join(first), wrong, "Look at the numbers again."))
    return faults

"""Tallies of the whole service: how many young people came, by what is never counted at an event.

Disability, asylum status, gender and language are known to the service of those who came, and a
number at one event would point at somebody. So they are kept for a month or a year, for the whole
service. Each young person counts once in it, however often they came.
"""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select

from voice.analysis.periods import is_month, is_year
from voice.analysis.shares import SERVICE, Count, Numbers
from voice.faults import Fault, FaultyError
from voice.store.db import Connection
from voice.store.schema import tally


def put(connection: Connection, time: str, numbers: Numbers) -> None:
    """Keep all numbers of a month (``2026-03``) or a whole year (``2026``). Raises ``FaultyError``.

    ``numbers`` by what is counted and its value: of ``all`` how many it is known of, and how many
    of these are of each value. What was kept of that time before is gone.
    """
    faults = [*_of_time(time), *_of_numbers(numbers)]
    if faults:
        raise FaultyError(faults)
    connection.execute(delete(tally).where(tally.c.month == time))
    rows = [
        {"month": time, "what": what, "value": value, "number": number}
        for (what, value), number in numbers.items()
    ]
    if rows:
        connection.execute(insert(tally), rows)


def of(connection: Connection, time: str) -> dict[tuple[str, str], int]:
    """The numbers of one month or one whole year; empty where nobody wrote them down."""
    chosen = select(tally.c.what, tally.c.value, tally.c.number).where(tally.c.month == time)
    return {(what, value): number for what, value, number in connection.execute(chosen)}


def times(connection: Connection) -> tuple[str, ...]:
    """The months and years of which something is written down, in order."""
    return tuple(
        connection.execute(select(tally.c.month).distinct().order_by(tally.c.month)).scalars()
    )


def of_year(connection: Connection, year: int) -> Count:
    """What was counted of a year: as a whole where somebody wrote that down, else its months."""
    whole = of(connection, str(year))
    if whole:
        return Count(times=(whole,), by_month=False)
    months = (time for time in times(connection) if time.startswith(f"{year}-"))
    return Count(times=tuple(of(connection, month) for month in months), by_month=True)


def _of_time(time: str) -> Iterable[Fault]:
    if not (is_month(time) or is_year(time)):
        yield Fault("time", f"is “{time}”.", "Give a month such as 2026-03, or a year.")


def _of_numbers(numbers: Numbers) -> Iterable[Fault]:
    known = {key for what, keys in SERVICE.items() for key in ((what, "all"), *keys)}
    for key, number in numbers.items():
        if key not in known:
            yield Fault("_".join(key), "is not counted.", "Leave it out.")
        if number < 0:
            yield Fault("_".join(key), "is less than nothing.", "Give 0 or more.")
    for what, keys in SERVICE.items():
        yield from _of_one(what, [key for key in keys if key in numbers], numbers)


def _of_one(what: str, parts: list[tuple[str, str]], numbers: Numbers) -> Iterable[Fault]:
    if not parts:
        return
    whole, together = numbers.get((what, "all")), sum(numbers[key] for key in parts)
    if whole is None:
        yield Fault(f"{what}_all", "is missing.", "Give of how many it is known.")
    elif together > whole:
        makes = "and the others of its kind make" if len(parts) > 1 else "is"
        wrong = f"{makes} {together:,}, but it is known of {whole:,}."
        yield Fault("_".join(parts[0]), wrong, "Look at the numbers again.")

"""Figures that other systems counted, kept as given, by source and month."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select

from voice.analysis.elsewhere import SUBJECT, Figure
from voice.faults import Fault, FaultyError
from voice.store.db import Connection
from voice.store.schema import external_figure


def put(connection: Connection, source: str, month: str, measure: str, number: int) -> None:
    """Keep one number of one month; a number kept before is replaced. Raises ``FaultyError``."""
    _check(month, number)
    key = (
        external_figure.c.source == source,
        external_figure.c.month == month,
        external_figure.c.measure == measure,
    )
    connection.execute(delete(external_figure).where(*key))
    row = {"source": source, "month": month, "measure": measure, "number": number}
    connection.execute(insert(external_figure), row)


def put_subject(
    connection: Connection, source: str, month: str, app: str, subject: str, number: int
) -> None:
    """Keep one subject of an app's statements; its number only gives its place in the order."""
    if "/" in app:
        raise FaultyError([Fault(app, "has a slash in it.", "Give the app's name without.")])
    put(connection, source, month, f"{SUBJECT}/{app}/{subject}", number)


def until(connection: Connection, month: str) -> list[Figure]:
    """All figures of that month and of those before it, by source, month and measure."""
    chosen = select(
        external_figure.c.source,
        external_figure.c.month,
        external_figure.c.measure,
        external_figure.c.number,
    ).where(external_figure.c.month <= month)
    return sorted(_figures(connection.execute(chosen)), key=_place)


def _figures(rows: Iterable[tuple[str, str, str, int]]) -> Iterable[Figure]:
    return (Figure(*row) for row in rows)


def _place(figure: Figure) -> tuple[str, str, str]:
    return figure.source, figure.month, figure.measure


def _check(month: str, number: int) -> None:
    faults = []
    year, dash, day = month.partition("-")
    if not (dash and len(year) == 4 and day in {f"{one:02}" for one in range(1, 13)}):
        faults.append(Fault(month, "is not a month.", "Give it as in 2019-09."))
    if number < 0:
        faults.append(Fault(f"{month}: {number}", "is less than nothing.", "Give 0 or more."))
    if faults:
        raise FaultyError(faults)

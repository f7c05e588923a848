"""Tables by two dimensions that somebody wants at the next close, which tries each once."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from voice.store.db import Connection
from voice.store.schema_analysis import wanted_table


@dataclass(frozen=True, slots=True)
class WantedRecord:
    """One table that is wanted; ``first`` comes before ``second`` by name."""

    survey: str
    item: str
    first: str
    second: str
    asked: date


def add(
    connection: Connection, survey: str, item: str, one: str, other: str, today: date
) -> WantedRecord:
    """Want a table by these two dimensions, in whatever order; wanted twice it is wanted once.

    Raises ``ValueError`` where the two are the same.
    """
    if one == other:
        raise ValueError("a table by two dimensions has two")
    first, second = sorted((one, other))
    key = wanted_table.c
    found = connection.execute(
        select(key.asked).where(
            key.survey == survey, key.item == item, key.first == first, key.second == second
        )
    ).scalar()
    if found is None:
        row = {"survey": survey, "item": item, "first": first, "second": second, "asked": today}
        connection.execute(insert(wanted_table), row)
    return WantedRecord(survey, item, first, second, found or today)


def remove(connection: Connection, record: WantedRecord) -> None:
    """Want it no more; nothing happens where nobody wanted it."""
    key = wanted_table.c
    connection.execute(
        delete(wanted_table).where(
            key.survey == record.survey,
            key.item == record.item,
            key.first == record.first,
            key.second == record.second,
        )
    )


def all_wanted(connection: Connection) -> list[WantedRecord]:
    """Every table that is wanted, by survey, item and dimensions."""
    key = wanted_table.c
    chosen = select(key.survey, key.item, key.first, key.second, key.asked)
    rows = connection.execute(chosen.order_by(key.survey, key.item, key.first, key.second))
    return [WantedRecord(*row) for row in rows]


def clear(connection: Connection) -> None:
    """The close has tried them all."""
    connection.execute(delete(wanted_table))

"""Closed periods and their releases: kept as they were said, and never computed again."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Row, func, insert, select

from voice.analysis import opendata
from voice.analysis.safe import Release
from voice.store.db import Connection
from voice.store.schema import period
from voice.store.schema import release as release_table


class DamagedReleaseError(ValueError):
    """Raised for a stored release that is not, byte for byte, what was released."""


@dataclass(frozen=True, slots=True)
class PeriodRecord:
    """Whole months closed together; ``first`` and ``last`` are months, ``closed`` is a day."""

    id: str
    first: str
    last: str
    closed: date


def add_period(connection: Connection, record: PeriodRecord) -> None:
    """Close the months for ever."""
    row = {"id": record.id, "first": record.first, "last": record.last, "closed": record.closed}
    connection.execute(insert(period), row)


def all_periods(connection: Connection) -> list[PeriodRecord]:
    """Every closed period, oldest first."""
    chosen = select(period.c.id, period.c.first, period.c.last, period.c.closed)
    rows = connection.execute(chosen.order_by(period.c.last))
    return [PeriodRecord(*row) for row in rows]


def last_closed_month(connection: Connection) -> str | None:
    """The newest month that is closed; what comes in later belongs to a month after it."""
    return connection.execute(select(func.max(period.c.last))).scalar()


def add(
    connection: Connection,
    release: Release,
    audience: str,
    today: date,
    role: str = "",
    period: str = "",
) -> Release:
    """Keep a release of a closed period: the text of its ``tables.json``, its log and a checksum.

    A year's is kept with the ``period`` at whose close it was made. Gives it as kept: its log
    begins with the day and the role that released it.
    """
    text = opendata.write(release)
    checksum = _checksum(text)
    made = {
        "what": "released",
        "release": release.id,
        "day": today.isoformat(),
        "role": role,
        "audience": audience,
        "tables.json": checksum,
    }
    kept = replace(release, log=(made, *release.log))
    row = {
        "id": release.id,
        "period": period or release.period,
        "audience": audience,
        "policy": release.policy,
        "tables": text,
        "log": list(kept.log),
        "sha256": checksum,
    }
    connection.execute(insert(release_table), row)
    return kept


def ids(connection: Connection) -> frozenset[str]:
    """What the releases are called."""
    return frozenset(connection.execute(select(release_table.c.id)).scalars())


def all_releases(connection: Connection) -> list[Release]:
    """Every release in the order of making, a year after the period that completed it.

    Raises ``DamagedReleaseError``.
    """
    return [_release(row) for row in _rows(connection)]


def documents(connection: Connection) -> list[str]:
    """The ``tables.json`` of every release in the order of making.

    Raises ``DamagedReleaseError``.
    """
    return [_text(row) for row in _rows(connection)]


def find(connection: Connection, id_: str) -> Release | None:
    """The release of that id. Raises ``DamagedReleaseError``."""
    return next((_release(row) for row in _rows(connection) if row.id == id_), None)


def made_with(connection: Connection, period: str) -> list[Release]:
    """The years that were complete with this period. Raises ``DamagedReleaseError``."""
    columns = release_table.c
    years = select(columns.id).where(columns.period == period, columns.id != period)
    found = set(connection.execute(years).scalars())
    return [_release(row) for row in _rows(connection) if row.id in found]


def _rows(connection: Connection) -> list[Row[tuple[str, str, str, list[dict[str, object]]]]]:
    columns = release_table.c
    chosen = (
        select(columns.id, columns.tables, columns.sha256, columns.log)
        .join(period, period.c.id == columns.period)
        .order_by(period.c.last, columns.id != columns.period, columns.id)
    )
    return list(connection.execute(chosen))


def _text(row: Row[tuple[str, str, str, list[dict[str, object]]]]) -> str:
    if _checksum(row.tables) != row.sha256:
        raise DamagedReleaseError(f"release {row.id} is not what was released")
    return str(row.tables)


def _release(row: Row[tuple[str, str, str, list[dict[str, object]]]]) -> Release:
    return replace(opendata.read(_text(row)), log=tuple(row.log))


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

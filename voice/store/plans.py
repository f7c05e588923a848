"""The forward plan: what the service means to do, and what came of it."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, insert, select, update

from voice.analysis.plans import Line
from voice.store.db import Connection
from voice.store.schema_small_groups import plan


def add(connection: Connection, line: Line) -> None:
    """Keep a new line."""
    connection.execute(insert(plan), asdict(line))


def find(connection: Connection, id_: str) -> Line | None:
    return next((line for line in all_lines(connection) if line.id == id_), None)


def all_lines(connection: Connection) -> list[Line]:
    """Every line, by month and what it is."""
    chosen = select(*(plan.c[name] for name in Line.__dataclass_fields__))
    lines = (Line(*row) for row in connection.execute(chosen))
    return sorted(lines, key=lambda line: (line.month, line.what.casefold(), line.id))


def change(
    connection: Connection,
    id_: str,
    *,
    what: str,
    month: str,
    district: str,
    whom: str,
    asks: str,
    members: bool,
) -> None:
    """Write a line anew; when it was made and what came of it stay."""
    row = {"what": what, "month": month, "district": district, "whom": whom, "asks": asks}
    connection.execute(update(plan).where(plan.c.id == id_).values(row | {"members": members}))


def remove(connection: Connection, id_: str) -> None:
    """Forget a line."""
    connection.execute(delete(plan).where(plan.c.id == id_))


def decide(connection: Connection, id_: str, outcome: str, reason: str) -> None:
    """Keep what came of a line. Which paper told it stays."""
    kept = update(plan).where(plan.c.id == id_)
    connection.execute(kept.values(outcome=outcome, reason=reason))


def reopen(connection: Connection, id_: str) -> None:
    """Nobody has said what came of a line: its outcome, reason and paper are forgotten."""
    kept = update(plan).where(plan.c.id == id_)
    connection.execute(kept.values(outcome=None, reason="", told=None))


def tell(connection: Connection, ids: Collection[str], meeting: date) -> None:
    """Keep that this meeting's paper told what came of these lines; an earlier paper's word stands.

    A line whose outcome was taken back meanwhile is left alone.
    """
    chosen = plan.c.id.in_(ids) & plan.c.outcome.is_not(None) & plan.c.told.is_(None)
    connection.execute(update(plan).where(chosen).values(told=meeting))

"""Terms of regular groups, and the roles that young people fill: numbers, never a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from voice.analysis.terms import PATTERN, Term, term_of
from voice.faults import Fault, FaultyError
from voice.store.attendance import ALL
from voice.store.db import Connection
from voice.store.schema import attendance, event
from voice.store.schema_small_groups import seat, term


@dataclass(frozen=True, slots=True)
class TermRecord:
    """What is known of a group in one term. None: nobody wrote it down."""

    group: str
    term: str
    """The year and the season: 2019-autumn."""
    members: int | None = None
    new: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Sessions:
    """What took place in a group's term."""

    held: int = 0
    counted: int = 0
    """Sessions of which it is known how many came."""
    came: int = 0

    def one_more(self, came: int | None) -> "Sessions":
        """One session more, to which so many came; None where nobody counted."""
        known = came is not None
        return Sessions(self.held + 1, self.counted + known, self.came + (came or 0))


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """A role that young people fill, such as co-opted seats, as it is from a month on."""

    id: str
    name: str
    number: int
    month: str
    changed: str = ""
    """What they changed."""


# Terms


def sessions(connection: Connection, until: date) -> dict[tuple[str, str], Sessions]:
    """What took place up to a day, by group and term; a term without a session is not in it."""
    came = (attendance.c.event == event.c.id) & (attendance.c.what == "came")
    chosen = (
        select(event.c.group, event.c.day, attendance.c.number)
        .outerjoin(attendance, came & (attendance.c.category == ALL))
        .where(event.c.status == "went-ahead", event.c.day <= until)
    )
    found: dict[tuple[str, str], Sessions] = {}
    for group, day, number in connection.execute(chosen):
        before = found.get((group, term_of(day)), Sessions())
        found[group, term_of(day)] = before.one_more(number)
    return found


def with_sessions(
    record: TermRecord, group_name: str, found: Mapping[tuple[str, str], Sessions], **more: Any
) -> Term:
    """A group's term with its sessions, as it is told."""
    held = found.get((record.group, record.term), Sessions())
    return Term(
        group=group_name,
        term=record.term,
        held=held.held,
        counted=held.counted,
        came=held.came,
        members=record.members,
        new=record.new,
        left=record.left,
        **more,
    )


def put(
    connection: Connection,
    group: str,
    name: str,
    members: int | None,
    new: int | None,
    left: int | None,
) -> TermRecord:
    """Keep the numbers of a group's term, whatever they were. Raises ``FaultyError``."""
    record = TermRecord(group, name, members, new, left)
    _check(record)
    values = {"members": members, "new": new, "left": left}
    chosen = (term.c.group == group) & (term.c.term == name)
    if connection.execute(update(term).where(chosen).values(**values)).rowcount == 0:
        connection.execute(insert(term), {"group": group, "term": name, **values})
    return record


def of_group(connection: Connection, group: str) -> list[TermRecord]:
    """A group's terms, by time."""
    return [record for record in all_terms(connection) if record.group == group]


def all_terms(connection: Connection) -> list[TermRecord]:
    """Every term of every group, by time and group."""
    rows = connection.execute(select(term)).mappings()
    found = [TermRecord(**row) for row in rows]
    return sorted(found, key=lambda one: (one.term[:4], _SEASONS[one.term[5:]], one.group))


_SEASONS = {"spring": 1, "summer": 2, "autumn": 3}


def _check(record: TermRecord) -> None:
    faults = []
    if not PATTERN.fullmatch(record.term):
        faults.append(Fault("term", f"is “{record.term}”.", "Give one such as 2019-autumn."))
    for name in ("members", "new", "left"):
        if (getattr(record, name) or 0) < 0:
            faults.append(Fault(name, "is less than nothing.", "Give 0 or more."))
    if None not in (record.members, record.new) and (record.new or 0) > (record.members or 0) >= 0:
        faults.append(Fault("new", "is more than all members.", "Count new members among them."))
    if faults:
        raise FaultyError(faults)


# Roles


def add_seat(connection: Connection, record: SeatRecord) -> SeatRecord:
    """Keep a new role, or what one is from another month on."""
    connection.execute(insert(seat), _row(record))
    return record


def change_seat(connection: Connection, record: SeatRecord) -> SeatRecord:
    """Put right what was written of a role. Raises ``FaultyError`` for one that is not there."""
    changed = update(seat).where(seat.c.id == record.id).values(**_row(record))
    if connection.execute(changed).rowcount == 0:
        raise FaultyError([Fault(f"seat {record.id}", "is not there.", "Look up its id.")])
    return record


def find_seat(connection: Connection, id_: str) -> SeatRecord | None:
    return next((record for record in all_seats(connection) if record.id == id_), None)


def all_seats(connection: Connection) -> list[SeatRecord]:
    """Every role by name, the latest month first."""
    found = [SeatRecord(**row) for row in connection.execute(select(seat)).mappings()]
    latest_first = sorted(found, key=lambda one: (one.month, one.id), reverse=True)
    return sorted(latest_first, key=lambda one: one.name.casefold())


def _row(record: SeatRecord) -> dict[str, str | int]:
    return {
        "id": record.id,
        "name": record.name,
        "number": record.number,
        "month": record.month,
        "changed": record.changed,
    }

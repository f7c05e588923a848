"""Groups of young people, and which of them share members."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select

from voice.faults import Fault, FaultyError
from voice.store.db import Connection
from voice.store.schema import group, group_overlap

PARTNER = "partner"
"""The kind of a group whose events another organisation holds."""


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """A group that meets. ``joins`` is the neighbour its answers may be reported with."""

    id: str
    name: str
    kind: str
    ages: str = ""
    joins: str | None = None
    overlaps: frozenset[str] = frozenset()
    """Groups some of whose members come to this one too."""


def add(
    connection: Connection,
    id_: str,
    name: str,
    kind: str,
    ages: str = "",
    joins: str | None = None,
    overlaps: Iterable[str] = (),
) -> GroupRecord:
    """Keep a new group. Raises ``FaultyError`` where the id, the name or a neighbour is wrong."""
    record = GroupRecord(id_, name, kind, ages, joins, frozenset(overlaps))
    faults = _faults(record, all_groups(connection))
    if faults:
        raise FaultyError(faults)
    row = {"id": id_, "name": name, "kind": kind, "ages": ages, "joins": joins}
    connection.execute(insert(group), row)
    pairs = [{"group": id_, "other": other} for other in sorted(record.overlaps)]
    if pairs:
        connection.execute(insert(group_overlap), pairs)
    return record


def find(connection: Connection, id_: str) -> GroupRecord | None:
    return next((record for record in all_groups(connection) if record.id == id_), None)


def all_groups(connection: Connection) -> list[GroupRecord]:
    """Every group, by name."""
    overlaps: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in connection.execute(select(group_overlap.c.group, group_overlap.c.other)):
        overlaps[one].add(other)
        overlaps[other].add(one)
    rows = connection.execute(
        select(group.c.id, group.c.name, group.c.kind, group.c.ages, group.c.joins)
    )
    records = [GroupRecord(*row, overlaps=frozenset(overlaps[row.id])) for row in rows]
    return sorted(records, key=lambda record: (record.name.casefold(), record.id))


def _faults(record: GroupRecord, known: list[GroupRecord]) -> list[Fault]:
    ids = {one.id for one in known}
    named = record.overlaps | ({record.joins} if record.joins else set())
    faults = [
        Fault(f"group {record.id}", f"names {other}, which is no group.", "Add that one first.")
        for other in sorted(named - ids)
    ]
    if record.id in ids or _spoken(record.name) in {_spoken(one.name) for one in known}:
        faults.append(Fault(f"group {record.id}", "is there already.", "Give another id and name."))
    return faults


def _spoken(name: str) -> str:
    """A name as one says it: the same whatever its capitals and blanks."""
    return " ".join(name.split()).casefold()

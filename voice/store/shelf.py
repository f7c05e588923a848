"""Which surveys may be opened beside those of the folder, and which no more.

A survey of the team's own making is the edition the shelf names. One that is retired stands there
too: what was answered stays, and nobody opens it any more.
"""

from dataclasses import dataclass

from sqlalchemy import insert, select, update

from voice.store.db import Connection
from voice.store.schema import edition
from voice.store.schema_drafts import shelf
from voice.survey.model import Survey, read_definition


@dataclass(frozen=True, slots=True)
class ShelfRecord:
    """One survey on the shelf."""

    survey: str
    edition: str | None
    """The edition that is opened; None where it is the folder's."""
    retired: bool


def all_of_it(connection: Connection) -> list[ShelfRecord]:
    """Everything on the shelf, by id."""
    chosen = select(shelf.c.survey, shelf.c.edition, shelf.c.retired).order_by(shelf.c.survey)
    return sorted((ShelfRecord(*row) for row in connection.execute(chosen)), key=lambda r: r.survey)


def put(connection: Connection, survey: str, fingerprint: str) -> None:
    """This edition of the survey is the one that is opened from now on; it is not retired."""
    _keep(connection, survey, edition=fingerprint, retired=False)


def retire(connection: Connection, survey: str, *, retired: bool) -> None:
    """Let nobody open the survey any more, or let them again."""
    _keep(connection, survey, retired=retired)


def surveys(connection: Connection) -> dict[str, Survey]:
    """The surveys of the team's own making, retired ones too, by id."""
    joined = select(shelf.c.survey, edition.c.definition).join(
        edition, edition.c.fingerprint == shelf.c.edition
    )
    return {
        id_: read_definition(text) for id_, text in sorted(map(tuple, connection.execute(joined)))
    }


def _keep(connection: Connection, survey: str, **row: object) -> None:
    chosen = update(shelf).where(shelf.c.survey == survey).values(**row)
    if not connection.execute(chosen).rowcount:
        connection.execute(insert(shelf), {"survey": survey, **row})

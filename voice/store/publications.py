"""Editions that the team published: on which day, by whom, and why a warning was right there.

The reasons stand with the edition for ever. Until it is published they are kept with the draft.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from voice.store.db import Connection
from voice.store.schema_drafts import accepted, draft_reason, publication

PLACE_LETTERS = 200
"""Letters of a place that are kept."""


@dataclass(frozen=True, slots=True)
class Publication:
    """When an edition was published, and by whom."""

    edition: str
    day: date
    who: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that somebody accepted: where, what it says, and why it is right there."""

    place: str
    """The question's id and the text inside it; empty for the survey as a whole."""
    rule: str
    wrong: str
    reason: str


def add(connection: Connection, edition: str, day: date, who: str) -> None:
    """Keep when an edition was published, and by whom."""
    connection.execute(insert(publication), {"edition": edition, "day": day, "who": who})


def of(connection: Connection, edition: str) -> Publication | None:
    """When an edition was published; None for one that came with a folder."""
    chosen = select(publication).where(publication.c.edition == edition)
    row = connection.execute(chosen).one_or_none()
    return None if row is None else Publication(*row)


def accept(connection: Connection, edition: str, reasons: Iterable[Accepted]) -> None:
    """Keep the warnings that were accepted for an edition, in their order."""
    rows = [
        {"edition": edition, "number": number, **_row(one)}
        for number, one in enumerate(reasons, start=1)
    ]
    if rows:
        connection.execute(insert(accepted), rows)


def accepted_of(connection: Connection, edition: str) -> tuple[Accepted, ...]:
    """The warnings that were accepted for an edition, in their order."""
    columns = (accepted.c[name] for name in Accepted.__dataclass_fields__)
    chosen = select(*columns).where(accepted.c.edition == edition).order_by(accepted.c.number)
    return tuple(Accepted(*row) for row in connection.execute(chosen))


def keep_reasons(
    connection: Connection, draft: str, reasons: Mapping[tuple[str, str], str]
) -> None:
    """Keep the reasons given so far for a draft, by place and rule, in place of all before."""
    connection.execute(delete(draft_reason).where(draft_reason.c.draft == draft))
    rows = {
        (place[:PLACE_LETTERS], rule): {
            "draft": draft,
            "place": place[:PLACE_LETTERS],
            "rule": rule,
            "reason": reason,
        }
        for (place, rule), reason in reasons.items()
    }
    if rows:
        connection.execute(insert(draft_reason), list(rows.values()))


def reasons(connection: Connection, draft: str) -> dict[tuple[str, str], str]:
    """The reasons given so far for a draft, by place and rule."""
    columns = (draft_reason.c.place, draft_reason.c.rule, draft_reason.c.reason)
    chosen = select(*columns).where(draft_reason.c.draft == draft)
    return {(place, rule): reason for place, rule, reason in connection.execute(chosen)}


def _row(one: Accepted) -> dict[str, str]:
    return {**asdict(one), "place": one.place[:PLACE_LETTERS]}

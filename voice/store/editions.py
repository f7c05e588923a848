"""Editions: what was asked, kept for ever under its fingerprint once it is published."""

from sqlalchemy import func, insert, select

from voice.store.db import Connection, is_text
from voice.store.schema import edition, edition_option
from voice.survey.model import Survey, read_definition


def publish(connection: Connection, survey: Survey) -> str:
    """Keep this edition if it is not kept yet. Gives its fingerprint.

    A new one becomes the survey's newest. An old one stays old: editions are never reordered.
    """
    fingerprint = survey.fingerprint
    if _version(connection, fingerprint) is not None:
        return fingerprint
    highest = select(func.max(edition.c.version)).where(edition.c.survey == survey.id)
    row = {
        "fingerprint": fingerprint,
        "survey": survey.id,
        "version": (connection.execute(highest).scalar() or 0) + 1,
        "definition": survey.definition,
    }
    connection.execute(insert(edition), row)
    options = [
        {"edition": fingerprint, "item": item.id, "option": option}
        for item in survey.items
        for option in item.stored_options
    ]
    if options:
        connection.execute(insert(edition_option), options)
    return fingerprint


def find(connection: Connection, fingerprint: str) -> Survey | None:
    """The survey of that edition, as it was published; None if it never was."""
    if not is_text(fingerprint):
        return None
    chosen = select(edition.c.definition).where(edition.c.fingerprint == fingerprint)
    definition = connection.execute(chosen).scalar()
    return None if definition is None else read_definition(definition)


def latest(connection: Connection, survey: str) -> str | None:
    """The fingerprint of a survey's newest edition."""
    chosen = (
        select(edition.c.fingerprint)
        .where(edition.c.survey == survey)
        .order_by(edition.c.version.desc())
        .limit(1)
    )
    return connection.execute(chosen).scalar()


def of(connection: Connection, survey: str) -> list[Survey]:
    """Every edition of a survey, oldest first."""
    chosen = (
        select(edition.c.definition).where(edition.c.survey == survey).order_by(edition.c.version)
    )
    return [read_definition(definition) for definition in connection.execute(chosen).scalars()]


def surveys(connection: Connection) -> list[str]:
    """The ids of all surveys that were ever published."""
    return sorted(connection.execute(select(edition.c.survey).distinct()).scalars())


def harmless(connection: Connection, survey: str, item: str) -> bool:
    """Whether an item asks for harmless ideas, in every edition that ever asked it.

    Where one edition did not say so, its remarks were written under another promise.
    """
    asked = [one for edition in of(connection, survey) for one in edition.items if one.id == item]
    return bool(asked) and all(one.harmless for one in asked)


def _version(connection: Connection, fingerprint: str) -> int | None:
    chosen = select(edition.c.version).where(edition.c.fingerprint == fingerprint)
    return connection.execute(chosen).scalar()

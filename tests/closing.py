"""Answers to close a period over."""

from datetime import date
from typing import Any

from tests import factories
from voice.analysis.policy import Policy
from voice.analysis.safe import Release
from voice.store import collections, editions, events, responses
from voice.store.db import Connection
from voice.survey.answers import Reading

POLICY = Policy()
NOVEMBER = date(2019, 11, 4)
SURVEY = factories.a_survey(items=[factories.listened()])


def answers(*options: str, age_band: str | None = "10-16") -> list[Reading]:
    return [Reading((("listened", option),), (), age_band, None) for option in options]


def keep(
    connection: Connection,
    *options: str,
    month: str = "2019-10",
    collection: str | None = None,
    of: str | None = None,
    **who: Any,
) -> None:
    group = of or "just-us"
    factories.a_group(connection, group)
    responses.add(
        connection,
        answers(*options, **who),
        edition=editions.publish(connection, SURVEY),
        collection=collection,
        group=group,
        month=month,
    )


def an_event_with(connection: Connection, *options: str) -> None:
    """Pond dipping on 24 October, closed, with answers that still point at it."""
    made = factories.a_collection(connection, SURVEY)
    keep(connection, *options, collection=made.id)
    collections.close(connection, made.id, factories.THURSDAY, len(options))
    events.change(connection, "pond-dipping", status="went-ahead", counted=len(options))


def told(release: Release) -> dict[str, tuple[int, ...] | None]:
    return {table.name: table.rows[0].counts for table in release.tables}

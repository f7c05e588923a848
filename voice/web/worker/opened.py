"""Surveys that were opened, as pages tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from voice.store import collections, editions
from voice.store.collections import CollectionRecord
from voice.store.db import Connection
from voice.survey.model import Survey
from voice.web.worker.desk import today
from voice.web.worker.marks import BY_SLIPS, CHANNELS, Mark, mark_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey opened somewhere, as a page tells of it."""

    code: str
    title: str
    minutes: int
    where: str
    answered: int
    state: Mark
    open: bool
    closed: bool
    channel: str
    """How its code is handed round, in words."""
    word: str = "answered"
    """What stands beside the number."""
    slips: int | None = None
    """How many one-time codes were printed; then nothing else opens it. None: its own code does."""
    towards: bool = False
    """Whether its answers wait for others: too few come for the next paper."""
    can_slip: bool = False
    """Whether one-time codes can be printed for it."""


def told(connection: Connection, records: list[CollectionRecord]) -> list[Asked]:
    """Opened surveys as pages tell of them."""
    surveys = _surveys(connection, records)
    answered = collections.answered(connection, [record.id for record in records])
    return [_told(record, surveys[record.id], answered[record.id]) for record in records]


def _told(record: CollectionRecord, survey: Survey, answered: int) -> Asked:
    state = record.state(today())
    return Asked(
        code=record.code,
        title=survey.title,
        minutes=survey.minutes,
        where=record.name,
        answered=answered if record.counted is None else record.counted,
        state=mark_of(state),
        open=state == "open",
        closed=state == "closed",
        channel=CHANNELS[record.channel] if record.slips is None else BY_SLIPS,
        slips=record.slips,
        towards=record.towards,
        can_slip=state == "open" and not record.event and not (record.slips is None and answered),
    )


def _surveys(connection: Connection, records: Iterable[CollectionRecord]) -> dict[str, Survey]:
    """The survey of each collection, as it was when it was opened, by the collection's id."""
    known: dict[str, Survey] = {}
    found: dict[str, Survey] = {}
    for record in records:
        if record.edition not in known and (survey := editions.find(connection, record.edition)):
            known[record.edition] = survey
        found[record.id] = known[record.edition]
    return found

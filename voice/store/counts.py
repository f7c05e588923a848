"""How many responses of some months hold which answer: the only place where answers are counted.

Every statement is one ``GROUP BY``, the same on SQLite and PostgreSQL. What comes out is exact and
unpublished: it goes to ``counts.tabulate`` and ``disclosure.protect`` and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from sqlalchemy import Select, func, or_, select

from voice.analysis.counts import Answered, Cell, Gathered, Loose, Sitting
from voice.analysis.periods import first_day, last_day, month_of
from voice.store.db import Connection
from voice.store.schema import answer, collection, edition, event, response
from voice.survey.model import COUNTED

_WHO = (
    response.c.group,
    response.c.month,
    response.c.age_band,
    response.c.helped,
    response.c.collection,
)


def gather(connection: Connection, months: Sequence[str]) -> Gathered:
    """All that is counted of these months; the same rows give the same lines in the same order."""
    wanted = sorted(months)
    if not wanted:
        return Gathered()
    return Gathered(
        cells=tuple(Cell(*row) for row in connection.execute(_cells(wanted))),
        answered=tuple(Answered(*row) for row in connection.execute(_answered(wanted))),
        sittings=tuple(_sittings(connection, wanted)),
        loose=tuple(Loose(*row) for row in connection.execute(_loose(wanted))),
    )


def first_month(connection: Connection) -> str | None:
    """The earliest month of any response or event that took place; None before there is one."""
    answered = connection.execute(select(func.min(response.c.month))).scalar()
    took_place = event.c.status.in_(("open", "went-ahead"))
    met = connection.execute(select(func.min(event.c.day)).where(took_place)).scalar()
    return min((month for month in (answered, met and month_of(met)) if month), default=None)


def _cells(months: Sequence[str]) -> Select[Any]:
    by = (edition.c.survey, answer.c.item, answer.c.option, *_WHO)
    return (
        select(*by, func.count())
        .select_from(answer)
        .join(response, response.c.id == answer.c.response)
        .join(edition, edition.c.fingerprint == response.c.edition)
        .where(response.c.month.in_(months))
        .group_by(*by)
        .order_by(*by)
    )


def _answered(months: Sequence[str]) -> Select[Any]:
    """n: responses with an answer that is no absence. Several ticks of one are one."""
    by = (edition.c.survey, answer.c.item, *_WHO)
    given = or_(func.substr(answer.c.option, 1, 1) != "_", answer.c.option.in_(sorted(COUNTED)))
    return (
        select(*by, func.count(response.c.id.distinct()))
        .select_from(answer)
        .join(response, response.c.id == answer.c.response)
        .join(edition, edition.c.fingerprint == response.c.edition)
        .where(response.c.month.in_(months), given)
        .group_by(*by)
        .order_by(*by)
    )


def _loose(months: Sequence[str]) -> Select[Any]:
    by = (edition.c.survey, response.c.group, response.c.month)
    return (
        select(*by, func.count())
        .select_from(response)
        .join(edition, edition.c.fingerprint == response.c.edition)
        .where(response.c.month.in_(months), response.c.collection.is_(None))
        .group_by(*by)
        .order_by(*by)
    )


def _sittings(connection: Connection, months: Sequence[str]) -> list[Sitting]:
    """Collections of events whose responses no longer point at them, and how many they were."""
    linked = select(response.c.id).where(response.c.collection == collection.c.id).exists()
    chosen = (
        select(collection.c.survey, event.c.group, event.c.day, collection.c.counted)
        .join(event, event.c.id == collection.c.event)
        .where(
            event.c.day.between(first_day(months[0]), last_day(months[-1])),
            collection.c.counted > 0,
            ~linked,
        )
    )
    found = [
        Sitting(survey, group, month_of(day), counted)
        for survey, group, day, counted in connection.execute(chosen)
    ]
    return sorted((one for one in found if one.month in months), key=astuple)

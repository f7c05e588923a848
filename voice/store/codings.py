"""Codings: under which themes somebody put a text. And the texts there are to sort.

A text has been read by a person before it can be sorted. No text comes with its group or month
here, but for the one function that a paper counts by.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, insert, select

from voice.store.db import Connection
from voice.store.remarks import TEAM
from voice.store.schema import remark
from voice.store.schema_analysis import coding

AGREED = "agreed"
"""Stands in a coder's place where those who sorted a text differently agreed."""
NONE = ""
"""Stands in a theme's place where a text was put under none of them."""


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A text that was read, alone with the question it answers."""

    id: str
    survey: str
    item: str
    words: str
    translation: str
    leave: str


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """A text as far as a paper counts it: without its words."""

    id: str
    survey: str
    item: str
    group: str | None
    month: str
    leave: str


@dataclass(frozen=True, slots=True)
class CodingRecord:
    """What one person, or those who agreed, said of one text."""

    remark: str
    coder: str
    themes: frozenset[str]
    """Empty where it belongs under none."""


def put(
    connection: Connection, remark_id: str, coder: str, themes: Iterable[str], frame: int
) -> None:
    """Keep what somebody decided of a text, in place of what they decided before."""
    forget(connection, remark_id, coder)
    given = {"remark": remark_id, "coder": coder, "frame": frame}
    rows = [given | {"theme": one} for one in sorted(set(themes)) or [NONE]]
    connection.execute(insert(coding), rows)


def forget(connection: Connection, remark_id: str, coder: str) -> None:
    """Take back what somebody decided of a text."""
    theirs = (coding.c.remark == remark_id) & (coding.c.coder == coder)
    connection.execute(delete(coding).where(theirs))


def of(connection: Connection, remark_id: str) -> list[CodingRecord]:
    """All that was decided of one text, by coder."""
    return _records(connection, coding.c.remark == remark_id)


def all_of(connection: Connection) -> list[CodingRecord]:
    """All that was decided of any text that is there, by text and coder."""
    there = select(remark.c.id).where(remark.c.id == coding.c.remark).exists()
    return _records(connection, there)


def texts(connection: Connection, survey: str = "", item: str = "") -> list[TextRecord]:
    """Texts that were read: of one question, or of all of them. By id, which is of chance."""
    told = remark.c
    leave = func.coalesce(told.leave, TEAM)
    columns = (told.id, told.survey, told.item, told.words, told.translation, leave)
    chosen = select(*columns).where(told.due.is_(None)).order_by(told.id)
    if survey:
        chosen = chosen.where(told.survey == survey, told.item == item)
    return [TextRecord(*row) for row in connection.execute(chosen)]


def written(connection: Connection, after: str, until: str) -> list[WrittenRecord]:
    """What was written later than one month, up to another, and has been read; without its words.

    An empty ``after`` is before all months."""
    told = remark.c
    leave = func.coalesce(told.leave, TEAM)
    columns = (told.id, told.survey, told.item, told.group, told.month, leave)
    chosen = select(*columns).where(told.due.is_(None), told.month > after, told.month <= until)
    return [WrittenRecord(*row) for row in connection.execute(chosen.order_by(told.id))]


def _records(connection: Connection, which: ColumnElement[bool]) -> list[CodingRecord]:
    chosen = select(coding.c.remark, coding.c.coder, coding.c.theme).where(which)
    found: dict[tuple[str, str], set[str]] = {}
    for text, coder, theme in connection.execute(chosen.order_by(*coding.primary_key)):
        themes = found.setdefault((text, coder), set())
        if theme != NONE:
            themes.add(theme)
    return [CodingRecord(*key, frozenset(themes)) for key, themes in found.items()]

"""Code frames: the themes under which the team sorts what young people wrote, by version.

A version never changes once it is made. A theme's id keeps its meaning over all versions and is
never given to another theme.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select

from voice.store.db import Connection
from voice.store.schema_analysis import frame, theme


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """One theme as one version of the frame has it."""

    id: str
    name: str
    meaning: str
    """In a sentence: what belongs under it."""
    keywords: tuple[str, ...]
    """Words and runs of words by which it is suggested."""


@dataclass(frozen=True, slots=True)
class FrameRecord:
    """One version, its themes in their order."""

    version: int
    themes: tuple[ThemeRecord, ...]

    def find(self, id_: str) -> ThemeRecord | None:
        return next((one for one in self.themes if one.id == id_), None)


def latest(connection: Connection) -> FrameRecord | None:
    """The version in force; None before the first."""
    version = connection.execute(select(func.max(frame.c.version))).scalar()
    return None if version is None else _of(connection, version)


def add(connection: Connection, themes: Iterable[ThemeRecord], made: date) -> FrameRecord:
    """Keep the next version."""
    last = connection.execute(select(func.max(frame.c.version))).scalar() or 0
    new = FrameRecord(last + 1, tuple(themes))
    connection.execute(insert(frame), {"version": new.version, "made": made})
    rows = [
        {
            "frame": new.version,
            "id": one.id,
            "place": place,
            "name": one.name,
            "meaning": one.meaning,
            "keywords": "\n".join(one.keywords),
        }
        for place, one in enumerate(new.themes)
    ]
    if rows:
        connection.execute(insert(theme), rows)
    return new


def ever(connection: Connection) -> dict[str, ThemeRecord]:
    """Every theme that any version ever had, as the last version that has it says."""
    chosen = select(*_COLUMNS).order_by(theme.c.frame, theme.c.place)
    return {row.id: _record(*row) for row in connection.execute(chosen)}


_COLUMNS = (theme.c.id, theme.c.name, theme.c.meaning, theme.c.keywords)


def _of(connection: Connection, version: int) -> FrameRecord:
    chosen = select(*_COLUMNS).where(theme.c.frame == version).order_by(theme.c.place)
    return FrameRecord(version, tuple(_record(*row) for row in connection.execute(chosen)))


def _record(id_: str, name: str, meaning: str, keywords: str) -> ThemeRecord:
    return ThemeRecord(id_, name, meaning, tuple(keywords.splitlines()))

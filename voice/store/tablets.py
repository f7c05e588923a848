"""Tablets that may send envelopes, and workers' phones for one event. Tokens as codes only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select, update

from voice.store.db import Connection
from voice.store.schema_tablets import delivery, tablet


@dataclass(frozen=True, slots=True)
class TabletRecord:
    """One tablet, or one phone for one event."""

    id: str
    kind: str
    """tablet or phone."""
    name: str
    colour: str
    """The id of one of ``voice.tablets.COLOURS``."""
    event: str | None
    """The event a phone is for; None for a tablet."""
    until: datetime | None
    """When a phone's hours are over; None for a tablet."""
    seen: date | None
    """The day on which it was last heard from."""
    steps: int
    """The last of a phone's taps on the tallies that was taken in."""
    ended: bool
    """Whether somebody said that it is none of ours any more."""


_TABLET = select(*(tablet.c[name] for name in TabletRecord.__dataclass_fields__))


def add(connection: Connection, new: TabletRecord, token: str) -> None:
    """Keep a new tablet or phone. ``token`` is the code of its token, never the token."""
    row = {name: getattr(new, name) for name in TabletRecord.__dataclass_fields__}
    connection.execute(insert(tablet), row | {"token": token})


def renew(connection: Connection, same: TabletRecord, token: str) -> None:
    """Give a tablet another token and keep what is new of it. The code of the old one is gone."""
    row = {name: getattr(same, name) for name in TabletRecord.__dataclass_fields__}
    connection.execute(update(tablet).where(tablet.c.id == same.id).values(row | {"token": token}))


def find(connection: Connection, id_: str) -> TabletRecord | None:
    return _one(connection, _TABLET.where(tablet.c.id == id_))


def by_token(connection: Connection, token: str) -> TabletRecord | None:
    """Whose token has this code, ended or not."""
    return _one(connection, _TABLET.where(tablet.c.token == token))


def named(connection: Connection, name: str) -> TabletRecord | None:
    """The tablet in use that has a name. Capitals do not matter; a phone's name is its own."""
    same = func.lower(tablet.c.name) == name.lower()
    in_use = tablet.c.ended.is_(False)
    return _one(connection, _TABLET.where(tablet.c.kind == "tablet", in_use, same))


def all_tablets(connection: Connection) -> list[TabletRecord]:
    """Every tablet and phone, by name."""
    rows = connection.execute(_TABLET).all()
    return sorted((TabletRecord(*row) for row in rows), key=lambda one: (one.name.lower(), one.id))


def touch(connection: Connection, id_: str, today: date) -> None:
    """Keep that a tablet was heard from today."""
    connection.execute(update(tablet).where(tablet.c.id == id_).values(seen=today))


def set_steps(connection: Connection, id_: str, steps: int) -> None:
    connection.execute(update(tablet).where(tablet.c.id == id_).values(steps=steps))


def end(connection: Connection, ids: Iterable[str]) -> None:
    """Take nothing from these any more."""
    connection.execute(update(tablet).where(tablet.c.id.in_(list(ids))).values(ended=True))


def end_idle(connection: Connection, seen_before: date, now: datetime) -> None:
    """End the tablets not heard from since a day, and the phones whose hours are over."""
    idle = or_(tablet.c.seen < seen_before, tablet.c.until <= now)
    connection.execute(update(tablet).where(idle, tablet.c.ended.is_(False)).values(ended=True))


def sweep(connection: Connection) -> None:
    """Delete the ended ones that no event waits for."""
    waited_for = select(delivery.c.tablet).where(delivery.c.tablet == tablet.c.id).exists()
    connection.execute(delete(tablet).where(tablet.c.ended.is_(True), ~waited_for))


def _one(connection: Connection, chosen: Select[Any]) -> TabletRecord | None:
    row = connection.execute(chosen).first()
    return None if row is None else TabletRecord(*row)

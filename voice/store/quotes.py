"""Quotes: every line on its way into a paper, with who checked it.

A line that came from what somebody wrote by themselves (a remark, or an idea) has no event: its
month and group are all that is known of it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select, update

from voice.analysis.periods import month_of
from voice.store.db import Connection
from voice.store.remarks import RemarkRecord
from voice.store.schema import event, remark
from voice.store.schema_small_groups import quote

ALOUD = ("card", "message", "moment")
"""What belongs to an event: said before others, or seen there."""
WRITTEN = ("remark", "idea")
"""What somebody wrote by themselves: their own words, or what they mean."""
INTO_ENGLISH = "Put into English."
"""Why a line does not say the words as they came, where somebody put them into English."""
SOURCES = ALOUD + WRITTEN


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """One line on its way into a paper."""

    id: str
    source: str
    """One of ``SOURCES``."""
    of: str | None
    """The card, message or remark it came from; a moment comes from nothing."""
    event: str | None
    group: str | None
    month: str
    survey: str
    item: str
    words: str
    """As it came."""
    said: str
    """As it may be published."""
    reason: str
    """Why it was changed."""
    first: str | None
    """Who looked at it first."""
    second: str | None
    """Who looked at it after that: somebody else."""
    left_out: bool
    told: date | None = None
    """The meeting whose paper told it. No other paper tells it again."""

    @property
    def cleared(self) -> bool:
        """Whether a paper may tell it."""
        return self.second is not None and not self.left_out

    @property
    def print(self) -> str:
        """What tells apart the words that somebody was shown from other words."""
        return hashlib.sha256(self.said.encode()).hexdigest()[:16]

    def with_words(self, words: str) -> "QuoteRecord":
        """The same line with other words, which nobody has looked at yet."""
        fresh = replace(self, words=words, said=words, reason="", left_out=False)
        return replace(fresh, first=None, second=None)

    def in_english(self, english: str) -> "QuoteRecord":
        """The same line saying what it says in English, which nobody has looked at yet. Without
        any it says the words as they came."""
        reason = INTO_ENGLISH if english else ""
        said = replace(self, said=english or self.words, reason=reason)
        return replace(said, first=None, second=None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines wait for a first look, and how many for a second."""

    first: int
    second: int


def add(connection: Connection, new: QuoteRecord) -> None:
    """Keep a new line."""
    connection.execute(insert(quote), asdict(new))


def find(connection: Connection, id_: str) -> QuoteRecord | None:
    return next(iter(_records(connection, _ALL.where(quote.c.id == id_))), None)


def find_of(connection: Connection, of: str) -> QuoteRecord | None:
    """The line made of a card, message or remark."""
    return next(iter(_records(connection, _ALL.where(quote.c.of == of))), None)


def of_event(connection: Connection, event_id: str) -> list[QuoteRecord]:
    return _records(connection, _ALL.where(quote.c.event == event_id))


def all_of(connection: Connection, sources: Iterable[str] = SOURCES) -> list[QuoteRecord]:
    """Every line that came from these, in an order that tells nothing of when it came."""
    return _records(connection, _ALL.where(quote.c.source.in_(list(sources))))


def waiting(connection: Connection, sources: Iterable[str] = SOURCES, person: str = "") -> Counts:
    """How many wait for a look, without their words; those that ``person`` may look at."""
    first = func.count().filter(quote.c.first.is_(None))
    second = func.count().filter(quote.c.first != person)
    open_ = (quote.c.second.is_(None), quote.c.left_out.is_(False))
    chosen = select(first, second).where(*open_, quote.c.source.in_(list(sources)))
    return Counts(*connection.execute(chosen).one())


def change(connection: Connection, new: QuoteRecord) -> None:
    """Keep a line anew; where it came from stays."""
    row = asdict(new)
    names = ("month", "group", "item", "words", "said", "reason", "first", "second", "left_out")
    changed = {name: row[name] for name in names}
    connection.execute(update(quote).where(quote.c.id == new.id).values(changed))


def drop(connection: Connection, id_: str) -> None:
    """Forget a line: what it came from is there no more."""
    connection.execute(delete(quote).where(quote.c.id == id_))


def to_tell(connection: Connection, until: date, meeting: date) -> list[QuoteRecord]:
    """What two people cleared and no paper for another meeting has told, up to a day.

    What was said at an event is of its day; what was written is of a month, up to that of
    ``until``. What is cleared late is told late; it is never lost.
    """
    written = quote.c.event.is_(None) & (quote.c.month <= month_of(until))
    in_time = or_(written, event.c.day <= until)
    untold = or_(quote.c.told.is_(None), quote.c.told == meeting)
    may = (quote.c.second.is_not(None), quote.c.left_out.is_(False))
    joined = _ALL.outerjoin(event, event.c.id == quote.c.event)
    return _records(connection, joined.where(in_time, untold, *may))


def tell(connection: Connection, ids: Iterable[str], meeting: date) -> None:
    """Keep which lines the paper for a meeting told; what an earlier build of it told besides is
    free for another paper again."""
    connection.execute(update(quote).where(quote.c.told == meeting).values(told=None))
    for id_ in ids:
        connection.execute(update(quote).where(quote.c.id == id_).values(told=meeting))


def offered(connection: Connection) -> list[RemarkRecord]:
    """Remarks that were read, may be told in some way, and are no line yet; by month and id."""
    columns = (getattr(remark.c, name) for name in RemarkRecord.__dataclass_fields__)
    put = select(quote.c.id).where(quote.c.of == remark.c.id).exists()
    may = (remark.c.due.is_(None), remark.c.leave.in_(("words", "idea")), ~put)
    rows = connection.execute(select(*columns).where(*may))
    return sorted((RemarkRecord(*row) for row in rows), key=lambda one: (one.month, one.id))


def was_read(connection: Connection, remark_id: str) -> bool:
    """Whether a person has read a remark."""
    found = select(remark.c.id).where(remark.c.id == remark_id, remark.c.due.is_(None))
    return connection.execute(found).first() is not None


_ALL = select(*(quote.c[name] for name in QuoteRecord.__dataclass_fields__))


def _records(connection: Connection, chosen: Select[Any]) -> list[QuoteRecord]:
    found = (QuoteRecord(*row) for row in connection.execute(chosen))
    return sorted(found, key=lambda one: (one.month, one.said.casefold(), one.id))

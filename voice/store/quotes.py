"""Quotes: every line on its way into a paper, with who checked it.

A line that came from what somebody wrote by themselves (a remark, or an idea) has no event: its
month and group are all that is known of it.
"""

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
    """Why it was changed, or why something flagged stays."""
    first: str | None
    """Who looked at it first."""
    second: str | None
    """Who looked at it after that: somebody else."""
    left_out: bool

    @property
    def cleared(self) -> bool:
        """Whether a paper may tell it."""
        return self.second is not None and not self.left_out

    def with_words(self, words: str) -> "QuoteRecord":
        """The same line with other words, which nobody has looked at yet."""
        fresh = replace(self, words=words, said=words, reason="", left_out=False)
        return replace(fresh, first=None, second=None)


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


def cleared(connection: Connection, after: date | None, until: date) -> list[QuoteRecord]:
    """What two people cleared, of a time later than one day and not later than the other.

    What was said at an event is of its day. What was written is of a month: later than that of
    ``after``, up to that of ``until``.
    """
    months = [quote.c.month <= month_of(until)]
    days = [event.c.day <= until]
    if after is not None:
        months.append(quote.c.month > month_of(after))
        days.append(event.c.day > after)
    in_time = or_(
        quote.c.event.is_(None) & _every(months), quote.c.event.is_not(None) & _every(days)
    )
    may = (quote.c.second.is_not(None), quote.c.left_out.is_(False))
    joined = _ALL.outerjoin(event, event.c.id == quote.c.event)
    return _records(connection, joined.where(in_time, *may))


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


def _every(conditions: list[Any]) -> Any:
    first, *rest = conditions
    for one in rest:
        first = first & one
    return first


def _records(connection: Connection, chosen: Select[Any]) -> list[QuoteRecord]:
    found = (QuoteRecord(*row) for row in connection.execute(chosen))
    return sorted(found, key=lambda one: (one.month, one.said.casefold(), one.id))

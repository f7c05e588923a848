"""Regular groups by term, and roles that young people fill: facts, told as a paper tells them.

How many members a group has is exact. Who joined and who left is told once, when the term is over,
and only where neither, nor what they leave of the members before and now, is of fewer than k.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from voice.analysis import said
from voice.analysis.splits import may_be_told

SEASONS = ("spring", "summer", "autumn")
"""The terms of a year: four months each, from January on."""
PATTERN = re.compile(rf"[12]\d{{3}}-({'|'.join(SEASONS)})")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one group."""

    group: str
    term: str
    """The year and the season: 2019-autumn."""
    held: int = 0
    """Sessions that took place."""
    counted: int = 0
    """Sessions of which it was written down how many came."""
    came: int = 0
    """How often somebody came to these."""
    members: int | None = None
    new: int | None = None
    left: int | None = None
    before: int | None = None
    """Members of the term before, where known."""
    over: bool = True
    """Whether its last day has come. Told again later, a number would tell who joined since."""

    @property
    def average(self) -> int | None:
        """How many came to a session, a half rounded up; None where nobody counted."""
        return (2 * self.came + self.counted) // (2 * self.counted) if self.counted else None


@dataclass(frozen=True, slots=True)
class Seat:
    """A role that young people fill, as it is from a month on."""

    name: str
    number: int
    month: str
    changed: str = ""
    """What they changed."""


def term_of(day: date) -> str:
    """The term of a day: 2019-autumn."""
    return f"{day.year}-{SEASONS[(day.month - 1) // 4]}"


def days_of(term: str) -> tuple[date, date]:
    """The first and the last day of a term."""
    year, season = int(term[:4]), SEASONS.index(term[5:])
    following = date(year + (season == 2), (season * 4 + 4) % 12 + 1, 1)
    return date(year, season * 4 + 1, 1), following - timedelta(days=1)


def before(term: str) -> str:
    """The term before another."""
    return term_of(days_of(term)[0] - timedelta(days=1))


def name_of(term: str) -> str:
    """A term as one says it: autumn term 2019. A season alone would mean other months."""
    return f"{term[5:]} term {term[:4]}"


def told(term: Term, k: int) -> str:
    """What a paper says of a group's term: sessions, how many came on average, its members."""
    so_far = "" if term.over else " so far"
    amount = said.counted(term.held, "session") if term.held else "No session"
    held = f"{amount} {'were' if term.held > 1 else 'was'} held{so_far}"
    if term.average is not None:
        held += f"; {'on average ' if term.held > 1 else ''}{term.average:,} came"
    return " ".join(part for part in (f"{held}.", members(term, k)) if part)


def members(term: Term, k: int) -> str:
    """How many members a group has, and who joined and left where that may be told."""
    if term.members is None:
        return ""
    moved = [_moved(term.new, "joined"), _moved(term.left, "left")] if _may_be_told(term, k) else []
    of_whom = said.listed(part for part in moved if part)
    has = f"The group has {said.counted(term.members, 'member')}"
    return f"{has}; {of_whom}." if of_whom else f"{has}."


def _moved(number: int | None, did: str) -> str:
    if number is None:
        return ""
    return f"{number:,} {did}" if number else f"nobody {did}"


def _may_be_told(term: Term, k: int) -> bool:
    """Whether no reader can work out few who joined or left, from this term and the one before.

    The members of two terms and one of the two numbers give the other, so both count, told or not.
    """
    if not term.over:
        return False
    whole, earlier = term.members or 0, term.before
    joined = [] if term.new is None else [term.new]
    gone = [] if term.left is None else [term.left]
    if earlier is not None:
        gone += [abs(earlier + number - whole) for number in joined]
        joined += [abs(whole - earlier + number) for number in gone]
    wholes = {earlier} if earlier is not None else set()
    return all(may_be_told((number,), {whole}, k) for number in joined) and all(
        may_be_told((number,), wholes, k) for number in gone
    )


def standing(seats: Iterable[Seat], month: str) -> list[Seat]:
    """The roles as they stand in a month: of each name what was written last, by name."""
    latest: dict[str, Seat] = {}
    for seat in sorted(seats, key=lambda one: one.month):
        if seat.month <= month:
            latest[seat.name.casefold()] = seat
    return [latest[name] for name in sorted(latest)]

"""The forward plan as papers tell it: what is coming, what returns, and what will be asked.

A line belongs to a paper that was due while the line was there and still ahead. Whatever one paper
planned, the next one answers for. What will be asked is told of several lines together, never of
one: few may come to it, and a small event never lists its questions.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from voice.analysis.periods import after, month_of
from voice.words import month_name

FEWEST_LINES = 2
"""Topics are told of so many lines together, or not yet."""
FEWEST_TOPICS = 2
"""So many different ones, or not yet: one topic of two lines is that of each."""
NAMED = 5
"""So many lines a sentence names; a table has them all."""
AHEAD, UNSAID = "ahead", "unsaid"
"""States of a line whose outcome nobody has told: its month is still to come; it is over."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the forward plan."""

    id: str
    what: str
    month: str
    district: str
    whom: str
    asks: str
    """Topics, one a line; never a question of a questionnaire."""
    members: bool
    """Whether members of the committee are welcome."""
    made: date
    outcome: str | None = None
    """done, changed or not-done; None where nobody has said."""
    reason: str = ""
    told: date | None = None
    """The meeting whose paper told the outcome."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What will be asked, a topic at a time."""
        return tuple(line.strip() for line in self.asks.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Look:
    """A paper, as far as plans go: its meeting and its cut-off."""

    meeting: date
    cutoff: date

    @property
    def month(self) -> str:
        """The first month that is still ahead at the cut-off, its own where days are left of it."""
        month = month_of(self.cutoff)
        last = monthrange(self.cutoff.year, self.cutoff.month)[1]
        return after(month) if self.cutoff.day == last else month


@dataclass(frozen=True, slots=True)
class Returned:
    """A line of an earlier paper, and what became of it: an outcome, ``ahead`` or ``unsaid``."""

    line: Line
    state: str


@dataclass(frozen=True, slots=True)
class Forward:
    """What one paper tells of plans."""

    coming: tuple[Line, ...] = ()
    returned: tuple[Returned, ...] = ()
    topics: tuple[str, ...] = ()
    """What young people will be asked about at what is new here; of several lines or none."""

    @property
    def decided(self) -> tuple[str, ...]:
        """Ids of the lines whose outcome this paper tells."""
        return tuple(one.line.id for one in self.returned if one.state == one.line.outcome)


def forward(
    lines: Iterable[Line], before: Sequence[Look], this: Look, *, latest: bool = True
) -> Forward:
    """What a paper tells, from all lines and the papers of earlier meetings, oldest first.

    Every line of the plan before returns until its outcome has been told. A paper that is not the
    ``latest`` tells no outcome for the first time: built once more it stays what it was.
    """
    known = sorted(lines, key=_place)
    again = [line for line in known if _is_owed(line, before, this)]
    returned = tuple(Returned(line, _state(line, this, latest)) for line in again)
    closed = {one.line.id for one in returned if one.state == one.line.outcome}
    coming = tuple(
        line
        for line in known
        if plans(this, line) and line.id not in closed and not _told_before(line, this)
    )
    return Forward(coming, returned, _topics(known, (*before, this)))


def named(lines: Sequence[Line]) -> str:
    """The first of these lines with their months, and how many more there are."""
    told = [f"{line.what} ({month_name(line.month)})" for line in lines[:NAMED]]
    more = [f"and {len(lines) - NAMED} more"] if lines[NAMED:] else []
    return "; ".join([*told, *more])


def plans(look: Look, line: Line) -> bool:
    """Whether a paper told this line as one to come."""
    return line.made <= look.meeting and line.month >= look.month


def _is_owed(line: Line, before: Sequence[Look], this: Look) -> bool:
    return any(plans(look, line) for look in before) and not _told_before(line, this)


def _told_before(line: Line, this: Look) -> bool:
    return line.told is not None and line.told < this.meeting


def _state(line: Line, this: Look, latest: bool) -> str:
    open_to_tell = line.told == this.meeting or (line.told is None and latest)
    if line.outcome is not None and open_to_tell:
        return line.outcome
    return AHEAD if line.month >= this.month else UNSAID


def _topics(lines: Sequence[Line], looks: Sequence[Look]) -> tuple[str, ...]:
    """Topics of the lines that are new since topics were last told, where these are several.

    Each line's topics are told once, so that no two papers can be held against each other.
    """
    waiting: list[Line] = []
    found: tuple[str, ...] = ()
    for place, look in enumerate(looks):
        new = (line for line in lines if line.topics and _is_new(line, looks[:place], look))
        waiting = [*(line for line in waiting if plans(look, line)), *new]
        topics = _distinct(waiting)
        enough = len(waiting) >= FEWEST_LINES and len(topics) >= FEWEST_TOPICS
        found = topics if enough else ()
        waiting = [] if enough else waiting
    return found


def _is_new(line: Line, before: Sequence[Look], look: Look) -> bool:
    return plans(look, line) and not any(plans(one, line) for one in before)


def _distinct(lines: Iterable[Line]) -> tuple[str, ...]:
    """Each topic once however it is written, by the alphabet."""
    by_sound: dict[str, str] = {}
    for line in lines:
        for topic in line.topics:
            by_sound.setdefault(topic.casefold(), topic)
    return tuple(by_sound[sound] for sound in sorted(by_sound))


def _place(line: Line) -> tuple[str, ...]:
    """By month, then by what it says; its id only where all else is alike."""
    said = (line.what, line.whom, line.district)
    return (line.month, *(text.casefold() for text in said), *said, line.asks, line.id)

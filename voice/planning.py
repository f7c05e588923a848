"""The forward plan: lines are written, change until a committee has read them, and are answered.

What a committee was told stands: from the day of the meeting on a line neither changes nor goes,
it is said to be done, changed or not done. What was said of it stands from the next meeting on.
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from voice.analysis import plans as forward_plan
from voice.analysis.periods import is_month, month_of
from voice.analysis.plans import Forward, Line, Look
from voice.faults import Fault, FaultyError
from voice.store import papers, plans
from voice.store.db import Connection, Database

OUTCOMES = ("done", "changed", "not-done")
NEEDS_REASON = frozenset({"changed", "not-done"})
LONGEST = {"what": 200, "district": 120, "whom": 120, "asks": 400}
LONGEST_REASON = 400
NEVER_FINER = re.compile(
    r"\b(unaccompanied|uasc|asylum|refugees?|non[-‐‑ ]?verbal"
    r"|(speak\w*|with|have|has) (no|little) English"
    r"|(do not|don[’']t|does not|doesn[’']t|cannot|can[’']t) speak( \w+)? English)\b",
    re.IGNORECASE,
)
"""Words for language, asylum status and input without words, which point at few in one district."""
PAPER_COMES = timedelta(days=42)
"""So long after a meeting the next paper is near: committees meet about every two months."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a worker writes of a line."""

    what: str
    month: str
    district: str = ""
    whom: str = ""
    asks: str = ""
    members: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """All lines as a worker looks at them, each list by month."""

    due: tuple[Line, ...]
    """Their month has come, and nobody has said what came of them."""
    ahead: tuple[Line, ...]
    said: tuple[Line, ...]
    """Answered, and no committee has read it yet."""
    told: tuple[Line, ...]


def add(database: Database, draft: Draft, today: date) -> Line:
    """Keep a new line of the plan. Raises ``FaultyError`` where something is missing or long."""
    _check(draft, month_of(today))
    line = Line(id=str(uuid.uuid4()), made=today, **asdict(draft))
    with database.writing() as connection:
        plans.add(connection, line)
    return line


def change(database: Database, id_: str, draft: Draft, today: date) -> None:
    """Write a line anew. Raises ``FaultyError``, also once a committee has read it."""
    with database.writing() as connection:
        line = _still_ours(connection, id_, today)
        _check(draft, min(month_of(today), line.month))
        plans.change(connection, id_, **asdict(draft))


def remove(database: Database, id_: str, today: date) -> None:
    """Take a line away. Raises ``FaultyError`` once a committee has read it."""
    with database.writing() as connection:
        plans.remove(connection, _still_ours(connection, id_, today).id)


def decide(database: Database, id_: str, outcome: str, reason: str, today: date) -> None:
    """Say what came of a line; ``changed`` and ``not-done`` with the reason.

    Raises ``FaultyError``, also once a committee has read what came of it.
    """
    _check_outcome(outcome, reason)
    with database.writing() as connection:
        line = _not_told(connection, id_, today)
        plans.decide(connection, line.id, outcome, reason if outcome in NEEDS_REASON else "")


def take_back(database: Database, id_: str, today: date) -> None:
    """Nobody has said what came of a line. Raises ``FaultyError`` once a committee has read it."""
    with database.writing() as connection:
        plans.reopen(connection, _not_told(connection, id_, today).id)


def find(connection: Connection, id_: str) -> Line | None:
    return plans.find(connection, id_)


def is_firm(connection: Connection, line: Line, today: date) -> bool:
    """Whether a committee has read this line: its words stand."""
    read = (look for look in _looks(connection) if look.meeting <= today)
    return any(forward_plan.plans(look, line) for look in read)


def is_told(line: Line, today: date) -> bool:
    """Whether a committee has read what came of a line."""
    return line.told is not None and line.told <= today


def read_before(connection: Connection, meeting: date) -> tuple[Line, ...]:
    """The lines that papers of earlier meetings told, by month; each with what came of it only
    where one of these told that too."""
    looks = [look for look in _looks(connection) if look.meeting < meeting]
    return tuple(
        line if line.told and line.told < meeting else replace(line, outcome=None, reason="")
        for line in plans.all_lines(connection)
        if any(forward_plan.plans(look, line) for look in looks)
    )


def board(connection: Connection, today: date) -> Lists:
    """All lines, by what is to be done with them."""
    lines = plans.all_lines(connection)
    unsaid = [line for line in lines if line.outcome is None]
    said = [line for line in lines if line.outcome is not None]
    return Lists(
        due=tuple(line for line in unsaid if line.month <= month_of(today)),
        ahead=tuple(line for line in unsaid if line.month > month_of(today)),
        said=tuple(line for line in said if not is_told(line, today)),
        told=tuple(line for line in said if is_told(line, today)),
    )


def unsaid(connection: Connection, today: date) -> int:
    """How many lines of earlier papers the next one would have to call “not yet said”.

    None are counted while that paper is far off.
    """
    looks = _looks(connection)
    if not looks or looks[-1].meeting <= today < looks[-1].meeting + PAPER_COMES:
        return 0
    read = [look for look in looks if look.meeting <= today]
    return sum(
        line.outcome is None
        and line.month < month_of(today)
        and any(forward_plan.plans(look, line) for look in read)
        for line in plans.all_lines(connection)
    )


def unanswered(connection: Connection, meeting: date, cutoff: date, today: date) -> int:
    """How many lines the paper for a meeting would call “not yet said”."""
    told = forward(connection, meeting, cutoff, today)
    return sum(one.state == forward_plan.UNSAID for one in told.returned)


def built_before(connection: Connection, today: date) -> date | None:
    """The next meeting whose paper was built already: it has to be built again after a change."""
    coming = [look.meeting for look in _looks(connection) if look.meeting >= today]
    return min(coming, default=None)


def forward(connection: Connection, meeting: date, cutoff: date, today: date) -> Forward:
    """What the paper for a meeting tells of plans.

    Built again after its meeting, or once a later paper was built, it stays what it was.
    """
    looks = _looks(connection)
    return forward_plan.forward(
        plans.all_lines(connection),
        [look for look in looks if look.meeting < meeting],
        Look(meeting, cutoff),
        latest=not any(meeting <= look.meeting < today or look.meeting > meeting for look in looks),
    )


def tell(connection: Connection, told: Forward, meeting: date) -> None:
    """Keep what a paper that was built told, so that no later one tells it again."""
    plans.tell(connection, told.decided, meeting)


def _looks(connection: Connection) -> list[Look]:
    return [Look(paper.meeting, paper.cutoff) for paper in papers.all_papers(connection)]


def _still_ours(connection: Connection, id_: str, today: date) -> Line:
    line = _known(connection, id_)
    if is_firm(connection, line, today):
        raise FaultyError([Fault("plan", "stands in a paper.", "Say what came of it instead.")])
    return line


def _not_told(connection: Connection, id_: str, today: date) -> Line:
    line = _known(connection, id_)
    if is_told(line, today):
        raise FaultyError([Fault("plan", "was answered in a paper.", "Add a new line.")])
    return line


def _known(connection: Connection, id_: str) -> Line:
    line = plans.find(connection, id_)
    if line is None:
        raise FaultyError([Fault("plan", "is not there.", "Look at the list.")])
    return line


def _check(draft: Draft, earliest: str) -> None:
    faults = [*_too_long(draft), *_too_fine(asdict(draft))]
    if not draft.what.strip():
        faults.append(Fault("what", "is missing.", "Write what is planned."))
    if not is_month(draft.month):
        faults.append(Fault("month", "is not a month.", "Give it as in 2019-12."))
    elif draft.month < earliest:
        faults.append(Fault("month", "is over.", "Give this month or a later one."))
    if faults:
        raise FaultyError(faults)


def _too_long(draft: Draft) -> Sequence[Fault]:
    return [
        Fault(name, "is too long.", f"Write at most {most} letters.")
        for name, most in LONGEST.items()
        if len(getattr(draft, name)) > most
    ]


def _too_fine(texts: Mapping[str, object]) -> list[Fault]:
    """What is told of the whole service and a year only, found in what papers tell as it stands."""
    return [
        Fault(
            name,
            f"tells of “{found.group()}”. Few share this, so papers tell it of the whole service"
            " only, never of one activity or group.",
            "Say it without that word.",
        )
        for name in (*LONGEST, "reason")
        if (found := NEVER_FINER.search(str(texts.get(name, ""))))
    ]


def _check_outcome(outcome: str, reason: str) -> None:
    faults = _too_fine({"reason": reason}) if outcome in NEEDS_REASON else []
    if outcome not in OUTCOMES:
        faults.append(Fault("outcome", "is not known.", f"Give one of {', '.join(OUTCOMES)}."))
    if outcome in NEEDS_REASON and not reason.strip():
        faults.append(Fault("reason", "is missing.", "Write why, in one sentence."))
    if len(reason) > LONGEST_REASON:
        faults.append(Fault("reason", "is too long.", f"Write at most {LONGEST_REASON} letters."))
    if faults:
        raise FaultyError(faults)

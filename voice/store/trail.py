"""The trail: who did what and when, in lines that only grow. Each line vouches for the one before.

A line holds ids, days and numbers, never words a child wrote: every act says what its ``about``
may look like, and anything else is refused. The database itself refuses changes and deletions;
whoever gets round that with the file in hand is found by the chain, for which they lack the key;
a cut tail is found by the head, kept beside the keys. See docs/decisions/0002.
"""

import hashlib
import hmac
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from voice.faults import Fault, FaultyError
from voice.store.schema import audit


@dataclass(frozen=True, slots=True)
class What:
    """A kind of act: how a page says it, what its ``about`` looks like."""

    says: str
    about: str = ""
    by_day: bool = False
    """Kept with role and day only: reading what children wrote is not timed by the minute."""


_ID = r"[A-Za-z0-9._-]{1,60}"
_LANGUAGE = r"[A-Za-z-]{2,20}"
_DAY = r"\d{4}-\d\d-\d\d"
_TABLE = rf"{_ID}/{_ID} by [a-z_]+ and [a-z_]+"
WHATS: Mapping[str, What] = {
    "logged-in": What("logged in"),
    "log-in-failed": What("tried to log in and failed"),
    "log-in-locked": What("tried to log in while locked out"),
    "logged-out": What("logged out"),
    "password-changed": What("changed the password of", _ID),
    "person-added": What("added a person", rf"{_ID} [a-z]+"),
    "role-changed": What("changed the role of", rf"{_ID} [a-z]+"),
    "person-removed": What("removed", _ID),
    "group-added": What("added the group", _ID),
    "term-written": What("wrote down the members of", rf"{_ID} \d{{4}}-[a-z]+"),
    "seat-written": What("wrote down a role of young people", _ID),
    "population-written": What("wrote down whom the council looks after in", r"\d{4}"),
    "service-counted": What("wrote down who came, for the whole service, in", r"\d{4}(-\d\d)?"),
    "event-added": What("planned the event", _ID),
    "event-changed": What("changed the event", _ID),
    "event-opened": What("opened the event", _ID),
    "event-closed": What("closed the event", _ID),
    "event-completed": What("had every envelope of the event", _ID),
    "collection-opened": What("opened a survey", _ID),
    "collection-closed": What("closed a survey", _ID),
    "draft-thrown-away": What("threw away the draft of", _ID),
    "slips-printed": What("printed one-time codes", rf"{_ID} \d+"),
    "responses-imported": What("took in answers from paper", rf"{_ID} \d+", by_day=True),
    "envelopes-brought-in": What("took in the saved envelopes of a tablet", r"\d+"),
    "key-renewed": What("renewed the sealing key", _ID),
    "key-dropped": What("deleted the sealing key", _ID),
    "tablet-invited": What("made a code to set up a tablet"),
    "phone-invited": What("made a code to carry the event on a phone", _ID),
    "tablet-ended": What("took a tablet off the list", _ID),
    "tablet-empty": What("said that nothing more is on a tablet", f"{_ID} {_ID}"),
    "tablet-absent": What("said that a tablet was not used at the event", f"{_ID} {_ID}"),
    "tablet-lost": What("declared a tablet lost at the event", f"{_ID} {_ID}"),
    "survey-published": What("published the survey, as edition", rf"{_ID} \d+"),
    "warning-accepted": What(
        "found a warning right in the survey", rf"{_ID} \d+ [a-z0-9-]{{1,60}}"
    ),
    "survey-retired": What("retired the survey", _ID),
    "survey-brought-back": What("brought back the survey", _ID),
    "set-aside-seen": What("looked at what was set aside", r"\d+"),
    "remarks-seen": What("was shown children's words", rf"\d+ {_DAY}", by_day=True),
    "remarks-read": What("read children's words", rf"\d+ {_DAY}", by_day=True),
    "words-put-forward": What("put children's words forward", rf"\d+ {_DAY}", by_day=True),
    # Which line it was would tell by which day a child had written it.
    "lines-checked": What("looked at lines for a paper", rf"\d+ {_DAY}", by_day=True),
    "lines-changed": What("changed lines for a paper", rf"\d+ {_DAY}", by_day=True),
    "lines-left-out": What("left out lines for a paper", rf"\d+ {_DAY}", by_day=True),
    "lines-put-back": What("put back lines for a paper", rf"\d+ {_DAY}", by_day=True),
    "words-put-into-english": What(
        "put children's words into English", rf"\d+ {_DAY}", by_day=True
    ),
    "words-approved": What("approved words in another language", rf"{_ID} {_LANGUAGE}"),
    "approval-taken-back": What("took back the approval of words", rf"{_ID} {_LANGUAGE}"),
    "sorting-agreed": What("agreed how to sort children's words", rf"\d+ {_DAY}", by_day=True),
    "themes-changed": What("changed the themes, now in version", r"\d{1,6}"),
    "moment-kept": What("wrote down a moment of the event", _ID),
    "table-wanted": What("wants the table", _TABLE),
    "table-not-wanted": What("wants no more the table", _TABLE),
    "period-closed": What("closed the period up to", r"\d{4}-\d\d"),
    "year-made": What("made the figures of the year", r"\d{4}"),
    "plan-added": What("added a line to the plan", _ID),
    "plan-changed": What("changed a line of the plan", _ID),
    "plan-removed": What("took a line off the plan", _ID),
    "plan-decided": What("said what came of a line of the plan", rf"{_ID} [a-z-]+"),
    "paper-built": What("built the paper for", _DAY),
    "export-downloaded": What("downloaded", r"[A-Za-z0-9._/-]{1,120}"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail."""

    number: int
    at: datetime
    who: str
    role: str
    what: str
    about: str
    chain: str

    @property
    def says(self) -> str:
        """The act in words: closed the event just-us-october."""
        return f"{WHATS[self.what].says} {self.about}".strip()


@dataclass(frozen=True, slots=True)
class Head:
    """Where the trail stood: the number of its last line and that line's chain."""

    number: int
    chain: str


EMPTY = Head(0, "")


def write(
    connection: Connection,
    key: bytes,
    at: datetime,
    who: str,
    role: str,
    what: str,
    about: str = "",
) -> Line:
    """Add one line, in a transaction of ``writing``: two lines never follow the same one.

    Raises ``ValueError`` for an act that is not listed or whose ``about`` has another form.
    """
    act = WHATS.get(what)
    if act is None or not re.fullmatch(act.about, about, re.ASCII):
        raise ValueError(f"the trail does not take {what!r} about this")
    if act.by_day:
        at, who = at.replace(hour=0, minute=0, second=0, microsecond=0), ""
    last = head(connection)
    line = Line(last.number + 1, at.astimezone(UTC), who, role, what, about, "")
    chained = replace(line, chain=_chain(key, last.chain, line))
    connection.execute(insert(audit).values(asdict(chained)))
    return chained


def head(connection: Connection) -> Head:
    """Where the trail stands in the database; ``EMPTY`` before the first line."""
    last = select(audit.c.number, audit.c.chain).order_by(audit.c.number.desc()).limit(1)
    found = connection.execute(last).first()
    return Head(found.number, found.chain) if found else EMPTY


def lines(connection: Connection, before: int | None = None, most: int = 100) -> list[Line]:
    """The newest lines first; with ``before``, those older than that number."""
    chosen = select(audit).order_by(audit.c.number.desc()).limit(most)
    if before is not None:
        chosen = chosen.where(audit.c.number < before)
    return [Line(*row) for row in connection.execute(chosen)]


def count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def verify(connection: Connection, key: bytes, kept: Head | None = None) -> Fault | None:
    """The first fault in the whole trail, or none. With the kept head a cut tail is found too."""
    chosen = select(audit).order_by(audit.c.number)
    return _walk((Line(*row) for row in connection.execute(chosen)), key, EMPTY, kept or EMPTY)


def read_head(folder: Path) -> Head | None:
    """The head kept in the keys folder; none before the first. ``FaultyError`` if damaged."""
    path = folder / "trail.head"
    if not path.is_file():
        return None
    found = re.fullmatch(r"(\d{1,12}) ([0-9a-f]{64})\n", path.read_text(encoding="ascii"))
    if not found:
        raise FaultyError([Fault(str(path), "is damaged.", "Verify the trail, then remove it.")])
    return Head(int(found[1]), found[2])


def keep_head(connection: Connection, key: bytes, folder: Path) -> Fault | None:
    """Move the kept head to the trail's end, if every line since follows on; else the fault.

    One process calls this, after the lines were committed: a head is never ahead of its trail.
    """
    kept = read_head(folder) or EMPTY
    if head(connection) == kept:
        return None
    chosen = select(audit).where(audit.c.number > kept.number).order_by(audit.c.number)
    since = [Line(*row) for row in connection.execute(chosen)]
    fault = _still_there(connection, kept) or _walk(since, key, kept, kept)
    if fault is None and since:
        _keep(folder, Head(since[-1].number, since[-1].chain))
    return fault


def _walk(found: Iterable[Line], key: bytes, start: Head, kept: Head) -> Fault | None:
    last = start
    for line in found:
        if line.number != last.number + 1:
            return _fault(last.number + 1, "is missing.")
        if not hmac.compare_digest(line.chain, _chain(key, last.chain, line)):
            return _fault(line.number, "was changed after it was written.")
        if line.number == kept.number and line.chain != kept.chain:
            return _fault(line.number, "is not the line that was kept.")
        last = Head(line.number, line.chain)
    if last.number < kept.number:
        return _fault(last.number + 1, "is missing: the end was cut off.")
    return None


def _still_there(connection: Connection, kept: Head) -> Fault | None:
    if kept == EMPTY:
        return None
    chosen = select(audit.c.chain).where(audit.c.number == kept.number)
    found = connection.execute(chosen).scalar()
    if found is None:
        return _fault(kept.number, "is missing: the end was cut off.")
    return None if found == kept.chain else _fault(kept.number, "is not the line that was kept.")


def _fault(number: int, wrong: str) -> Fault:
    return Fault(
        f"line {number} of the trail", wrong, "Tell the data protection officer; keep every backup."
    )


def _keep(folder: Path, new: Head) -> None:
    path, fresh = folder / "trail.head", folder / "trail.head.new"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{new.number} {new.chain}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _chain(key: bytes, previous: str, line: Line) -> str:
    at = line.at.isoformat(timespec="microseconds")
    fields = [previous, line.number, at, line.who, line.role, line.what, line.about]
    return hmac.new(key, json.dumps(fields).encode(), hashlib.sha256).hexdigest()

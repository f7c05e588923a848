"""Asking and taking in: what a young person's tablet does, from the first screen to the receipt.

Whatever a child finished is kept. What cannot be understood is set aside as it came, and the words
in it go to the people who read words. What came before is known again. Nobody learns from here
what anybody answered.
"""

import hashlib
import json
import re
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from voice import intake
from voice.faults import Fault, FaultyError
from voice.intake import NO_ID, Intake, Record, SpentCodeError, UnknownCodeError
from voice.keys import Keys
from voice.opening import (
    LETTERS,
    Closed,
    cancel_event,
    close_collection,
    close_event,
    open_collection,
)
from voice.store import collections, receipts, responses, schema, slips
from voice.store.collections import Place
from voice.store.db import UNREADABLE, Connection, Database, revision
from voice.survey import answers, sheet
from voice.survey.answers import Reading
from voice.survey.model import Survey

__all__ = [
    "NO_ID",
    "Brought",
    "Closed",
    "OpenSurvey",
    "SpentCodeError",
    "Taken",
    "UnknownCodeError",
    "came_otherwise",
    "cancel_event",
    "close_collection",
    "close_event",
    "health",
    "import_sheet",
    "open_collection",
    "open_slip",
    "open_survey",
    "print_slips",
    "take_in",
    "tidy_up",
]

SLIP_LETTERS = 12
"""Of a one-time code, which is one of 2**48. It is printed in fours, as BCDG-HJMN-PRST."""
MOST_SLIPS = 200
"""One-time codes that are printed at a time."""

TOLD_FROM = 10
"""Rows of a sheet from which on the trail has a line for it: one of few would time a paper."""

_BETWEEN = re.compile(r"[\s.–-]+")


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """What the first screen behind a code needs."""

    survey: Survey
    edition: str
    code: str
    state: str
    """open, not-yet or closed."""
    group_name: str | None
    host: str
    event_name: str | None
    slips: bool = False
    """Whether one answers it with a one-time code alone."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The receipt of one record: the tablet may forget the record once it has this."""

    outcome: str
    """stored; already (the same came before); conflict (another came under this id, both are
    kept); set-aside (kept as received, uncounted; a person reads the words in it)."""
    id: str
    hash: str
    """SHA-256 of the exact bytes that came in."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a sheet of papers."""

    counted: int
    skipped: int
    """Rows that came in before, in this file or in another."""

    @property
    def told(self) -> bool:
        """Whether the trail may have a line for it."""
        return self.counted >= TOLD_FROM


def open_survey(database: Database, code: str, today: date) -> OpenSurvey:
    """The survey behind a code, and whether one can start it. Raises ``UnknownCodeError``."""
    with database.reading() as connection:
        place = intake.place_of(connection, code)
    return _opened(place, today)


def open_slip(
    database: Database, keys: Keys, slip: str, today: date, record: str = ""
) -> OpenSurvey:
    """The survey behind a one-time code. Looking at it spends nothing.

    Whoever has the id of a record that was kept sees its survey again, though the code was used.
    Raises ``SpentCodeError`` for a code that was used as for one that never was.
    """
    with database.reading() as connection:
        code = slips.leads_to(connection, _coded_slip(keys, slip))
        before = receipts.find(connection, intake.coded_id(keys.receipts, record))
        if code is None and before is not None:
            kept = collections.find(connection, before.collection)
            code = kept.code if kept else None
        if code is None:
            raise SpentCodeError("was used, or never was")
        place = intake.place_of(connection, code)
    return _opened(place, today)


def print_slips(
    database: Database,
    keys: Keys,
    collection_id: str,
    number: int,
    today: date,
    before: int | None = None,
) -> list[str]:
    """Make one-time codes for a standing collection, which from now on is answered with them alone.

    Nobody can look them up later: they are told here, once. ``before`` is how many there were when
    they were asked for, so that what is asked twice is made once. Raises ``FaultyError``.
    """
    made: set[str] = set()
    while len(made) < number <= MOST_SLIPS:
        made.add("".join(secrets.choice(LETTERS) for _ in range(SLIP_LETTERS)))
    with database.writing() as connection:
        faults = [
            *_faults_of_slips(connection, collection_id, number, today),
            *(_faults_of_again(connection, collection_id, before) if before is not None else ()),
        ]
        if faults:
            raise FaultyError(faults)
        slips.add(connection, collection_id, [_coded_slip(keys, code) for code in made])
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in made]


def take_in(
    database: Database, keys: Keys, code: str, body: bytes, today: date, slip: str | None = None
) -> Taken:
    """Take in one record: kept once, in one transaction, when this returns.

    A one-time code stands for the code of its collection and is used up; a record that was kept
    before is known again, though its code was used. Raises ``FaultyError`` for bytes that are no
    record; ``UnknownCodeError`` and, for a one-time code that was used or is missing,
    ``SpentCodeError``; and ``BusyError`` when nothing was kept and the tablet shall try again.
    """
    hash_ = hashlib.sha256(body).hexdigest()
    record = Record(answers.parse(body), body, hash_, keys.receipts)
    with database.adding() as connection:
        taking = Intake(connection, today)
        if slip is None:
            outcome = taking.take(code, record)
        else:
            outcome = taking.take_once(_coded_slip(keys, slip), record)
        taking.keep()
    return Taken(outcome, record.submission.id, record.hash)


def came_otherwise(database: Database, keys: Keys, id_: str, body: bytes) -> bool:
    """Whether a record of this id came in before that was not just this one."""
    with database.reading() as connection:
        before = receipts.find(connection, intake.coded_id(keys.receipts, id_))
    hash_ = hashlib.sha256(body).hexdigest()
    return before is not None and before.body_mac != intake.coded_hash(keys.receipts, hash_)


def import_sheet(
    database: Database,
    keys: Keys,
    collection_id: str,
    text: str,
    *,
    today: date,
    again: bool = False,
    skip: bool = False,
) -> Brought:
    """Take in a sheet of answers, a row a young person; nothing where a row cannot be read.

    Two rows alike in one sheet are two papers. Where rows just like these came in before, nobody
    but the worker knows whether they are the same papers: ``skip`` leaves them out, ``again``
    counts them. Raises ``FaultyError`` naming every row and column that cannot be read, where
    neither was said, and where nothing is left to count.
    """
    with database.reading() as connection:
        place = _importable(connection, collection_id, today)
    survey = intake.survey_of(place.collection.edition, place)
    readings = sheet.read_sheet(survey, text)
    with database.writing() as connection:
        place = _importable(connection, collection_id, today)
        if again:
            new = _claimed_again(connection, keys.receipts, collection_id, readings)
        else:
            new = _claimed(connection, keys.receipts, collection_id, readings)
        if new and len(new) < len(readings) and not skip:
            raise FaultyError([_some_came_before(len(readings) - len(new))])
        if not new:
            do = "Look whether this is the right file; if it is meant, say so with “again”."
            raise FaultyError([Fault("the file", "was imported before.", do)])
        intake.store(connection, place, place.collection.edition, new, today)
    return Brought(len(new), len(readings) - len(new))


def _some_came_before(number: int) -> Fault:
    rows = "1 row is" if number == 1 else f"{number} rows are"
    wrong = f"{rows} just like what came in before."
    return Fault("the file", wrong, "Say whether to leave those out, or to count them too.")


def _claimed(
    connection: Connection, key: bytes, collection_id: str, readings: Sequence[Reading]
) -> list[Reading]:
    """The rows that did not come in before; from now on they did."""
    seen: Counter[str] = Counter()
    macs: dict[str, Reading] = {}
    for reading in readings:
        said = _said(reading)
        seen[said] += 1
        macs[_coded_row(key, collection_id, said, seen[said])] = reading
    known = receipts.find_many(connection, macs)
    new = {mac: reading for mac, reading in macs.items() if mac not in known}
    receipts.add(connection, new, collection_id)
    return list(new.values())


def _claimed_again(
    connection: Connection, key: bytes, collection_id: str, readings: Sequence[Reading]
) -> list[Reading]:
    """All rows, each counted as one more of its like, so that the same sheet is known later."""
    left, offset = Counter(map(_said, readings)), 0
    most = max(left.values())
    while left:
        macs = {
            _coded_row(key, collection_id, said, number): said
            for said in left
            for number in range(offset + 1, offset + most + 1)
        }
        known = receipts.find_many(connection, macs)
        claimed = []
        for mac, said in macs.items():
            if mac not in known and left[said]:
                left[said] -= 1
                claimed.append(mac)
        receipts.add(connection, claimed, collection_id)
        left, offset = +left, offset + most
    return list(readings)


def _said(reading: Reading) -> str:
    """What was ticked in a row. Not what was written: with the key, a print of both would tell
    whose words stand beside whose answers, which are kept apart (docs/decisions/0010)."""
    return json.dumps([reading.rows, reading.age_band, reading.helped])


def _coded_row(key: bytes, collection_id: str, said: str, number: int) -> str:
    return receipts.coded(key, "row", collection_id, str(number), said)


def tidy_up(database: Database, today: date) -> int:
    """Forget what is no longer needed: ended receipts and codes, the order of what came in late.

    To be run once a day, when nobody is answering. Says how many receipts ended.
    """
    with database.writing() as connection:
        slips.end(connection, receipts.ended(connection, today))
        ended = receipts.end(connection, today)
        responses.forget_order(connection, months=responses.open_months(connection))
    database.checkpoint()
    return ended


def health(database: Database) -> dict[str, object]:
    """Whether the service can do its work: ``ok``, and of what that is made up.

    Anybody can ask: it says nothing of what came in or waits. Raises nothing.
    """
    try:
        with database.reading() as connection:
            at = revision(connection)
    except UNREADABLE:
        return {"ok": False, "database": "cannot be read", "migrations": "not known"}
    ready = at == schema.HEAD
    migrations = "at head" if ready else f"at {at or 'none'}, not {schema.HEAD}"
    return {"ok": ready, "database": "ok", "migrations": migrations}


def _importable(connection: Connection, id_: str, today: date) -> Place:
    """Where a sheet's rows go. Raises ``FaultyError``."""
    record = collections.find(connection, id_)
    if record is None:
        raise FaultyError([Fault(f"collection {id_}", "is not there.", "Look up its id.")])
    if record.closes and today > receipts.last_day_taken(record.closes):
        wrong = f"closed more than {receipts.DAYS_TAKEN} days ago."
        raise FaultyError([Fault(f"collection {id_}", wrong, "Open a new one for these answers.")])
    return intake.place_of(connection, record.code)


def _opened(place: Place, today: date) -> OpenSurvey:
    return OpenSurvey(
        survey=intake.survey_of(place.collection.edition, place),
        edition=place.collection.edition,
        code=place.collection.code,
        state=place.collection.state(today),
        group_name=place.group_name,
        host=place.host,
        event_name=place.event_name,
        slips=place.collection.slips is not None,
    )


def _faults_of_slips(connection: Connection, id_: str, number: int, today: date) -> Iterator[Fault]:
    if not 1 <= number <= MOST_SLIPS:
        yield Fault("number", "is too few or too many.", f"Print 1 to {MOST_SLIPS} at a time.")
    record = collections.find(connection, id_)
    if record is None:
        yield Fault(f"collection {id_}", "is not there.", "Look up its id.")
    elif record.event:
        yield Fault(f"collection {id_}", "belongs to an event.", "Open one that stands by itself.")
    elif record.state(today) == "closed":
        yield Fault(f"collection {id_}", "is closed.", "Open a new one.")
    elif record.slips is None and receipts.any_of(connection, id_):
        wrong = "was answered without one-time codes."
        yield Fault(f"collection {id_}", wrong, "Open a new one for them.")


def _faults_of_again(connection: Connection, id_: str, before: int) -> Iterator[Fault]:
    record = collections.find(connection, id_)
    if record and (record.slips or 0) != before:
        yield Fault("slips", "were printed since.", "Ask again for more.")


def _coded_slip(keys: Keys, slip: str) -> str:
    """What a one-time code is known by here, however it was typed."""
    return receipts.coded(keys.receipts, "slip", _BETWEEN.sub("", slip).upper())

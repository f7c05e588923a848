"""Asking and taking in: what a young person's tablet does, from the first screen to the receipt.

Whatever a child finished is kept. What cannot be understood is set aside as it came, and the words
in it go to the people who read words. What came before is known again. Nobody learns from here
what anybody answered.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
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
from voice.survey.model import Survey

__all__ = [
    "NO_ID",
    "Closed",
    "OpenSurvey",
    "SpentCodeError",
    "Taken",
    "UnknownCodeError",
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


def import_sheet(
    database: Database,
    keys: Keys,
    collection_id: str,
    text: str,
    *,
    today: date,
    again: bool = False,
) -> int:
    """Take in a sheet of answers, a row a young person: all rows or none. Says how many.

    Raises ``FaultyError`` naming every row and column that cannot be read, and for a file that
    was imported before, unless ``again`` says that it is meant.
    """
    with database.reading() as connection:
        place = _importable(connection, collection_id, today)
    survey = intake.survey_of(place.collection.edition, place)
    readings = sheet.read_sheet(survey, text)
    mac = receipts.coded(keys.receipts, "sheet", text)
    with database.writing() as connection:
        place = _importable(connection, collection_id, today)
        if not receipts.claim(connection, mac, mac, "stored", collection_id) and not again:
            do = "Look whether this is the right file; if it is meant, say so with “again”."
            raise FaultyError([Fault("the file", "was imported before.", do)])
        intake.store(connection, place, place.collection.edition, readings, today)
    return len(readings)


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

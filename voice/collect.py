"""Asking and taking in: what a young person's tablet does, from the first screen to the receipt.

Whatever a child finished is kept. What cannot be understood is set aside as it came, and the words
in it go to the people who read words. What came before is known again. Nobody learns from here
what anybody answered.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from voice import workdays
from voice.faults import Fault, FaultyError
from voice.keys import Keys
from voice.opening import Closed, cancel_event, close_collection, close_event, open_collection
from voice.store import collections, receipts, remarks, responses, schema, set_asides
from voice.store.collections import Place
from voice.store.db import UNREADABLE, Connection, Database, revision
from voice.survey import answers, found, sheet
from voice.survey.answers import Reading, Submission
from voice.survey.model import Survey, UnknownAnswerError, read_definition

__all__ = [
    "Closed",
    "OpenSurvey",
    "Taken",
    "UnknownCodeError",
    "cancel_event",
    "close_collection",
    "close_event",
    "health",
    "import_sheet",
    "open_collection",
    "open_survey",
    "take_in",
    "tidy_up",
]

NO_ID = "00000000-0000-4000-8000-000000000000"
"""Stands where a record's own id stood, in what is set aside."""

_CODE = re.compile("[A-Z]{8}")
_surveys: dict[str, Survey] = {}
"""Editions read before, by fingerprint: they never change."""


class UnknownCodeError(LookupError):
    """Raised for a code that was never issued."""


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
        place = _place(connection, code)
    survey = _survey(place.collection.edition, place)
    return OpenSurvey(
        survey=survey,
        edition=place.collection.edition,
        code=place.collection.code,
        state=place.collection.state(today),
        group_name=place.group_name,
        host=place.host,
        event_name=place.event_name,
    )


def take_in(database: Database, keys: Keys, code: str, body: bytes, today: date) -> Taken:
    """Take in one record: kept once, in one transaction, when this returns.

    Raises ``FaultyError`` for bytes that are no record, ``UnknownCodeError``, and ``BusyError``
    when nothing was kept and the tablet shall try again.
    """
    record = _Record(answers.parse(body), body, keys.receipts)
    with database.adding() as connection:
        place = _place(connection, code, record.submission.edition)
        try:
            reading, why = _read(place, record.submission, today), ""
        except UnknownAnswerError as error:
            reading, why = None, str(error)
        outcome = "stored" if reading else "set-aside"
        if not record.claim(connection, place, outcome):
            outcome = _came_before(connection, place, record, today)
        elif reading:
            _store_one(connection, place, record.submission, reading, today)
        else:
            _set_aside(connection, place, record, why, today)
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
    survey = _survey(place.collection.edition, place)
    readings = sheet.read_sheet(survey, text)
    mac = receipts.coded(keys.receipts, "sheet", text)
    with database.writing() as connection:
        place = _importable(connection, collection_id, today)
        if not receipts.claim(connection, mac, mac, "stored", collection_id) and not again:
            do = "Look whether this is the right file; if it is meant, say so with “again”."
            raise FaultyError([Fault("the file", "was imported before.", do)])
        _store(connection, place, place.collection.edition, readings, today)
    return len(readings)


def tidy_up(database: Database, today: date) -> int:
    """Forget what is no longer needed: ended receipts, and the order of what came in late.

    To be run once a day, when nobody is answering. Says how many receipts ended.
    """
    with database.writing() as connection:
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
    return _place(connection, record.code)


def _place(connection: Connection, code: str, edition: str | None = None) -> Place:
    typed = code.strip().upper()
    place = collections.place(connection, typed, edition) if _CODE.fullmatch(typed) else None
    if place is None:
        raise UnknownCodeError("no collection was ever opened under this code")
    return place


def _survey(fingerprint: str, place: Place) -> Survey:
    """The edition that a place was asked about. Raises ``UnknownAnswerError``."""
    if place.definition is None:
        raise UnknownAnswerError("names an edition that was never published")
    if fingerprint not in _surveys:
        _surveys[fingerprint] = read_definition(place.definition)
    return _surveys[fingerprint]


def _nearest(fingerprint: str, place: Place) -> Survey:
    """The edition that a record names or, where there is none, the collection's own."""
    if place.definition is not None:
        return _survey(fingerprint, place)
    return _survey(place.collection.edition, replace(place, definition=place.own_definition))


def _read(place: Place, submission: Submission, today: date) -> Reading:
    """What a record says, if it may be counted. Raises ``UnknownAnswerError`` to set it aside."""
    closes = place.collection.closes
    if closes is not None and today > receipts.last_day_taken(closes):
        raise UnknownAnswerError(f"came more than {receipts.DAYS_TAKEN} days after the close")
    if place.collection.state(today) == "not-yet":
        raise UnknownAnswerError("came before the collection opened")
    survey = _survey(submission.edition, place)
    if survey.id != place.collection.survey:
        raise UnknownAnswerError("answers another survey than this collection's")
    return answers.read(survey, submission)


def _store_one(
    connection: Connection, place: Place, submission: Submission, reading: Reading, today: date
) -> None:
    """Keep one record. Words that its rules hide are read by a person as well."""
    unasked = found.hidden(_survey(submission.edition, place), submission, reading)
    whole = replace(reading, remarks=(*reading.remarks, *unasked))
    _store(connection, place, submission.edition, [whole], today)


def _store(
    connection: Connection, place: Place, edition: str, readings: list[Reading], today: date
) -> None:
    counted = {item.id for item in _survey(edition, place).items if item.counts}
    responses.add(
        connection,
        [
            # docs/decisions/0010-writing-leaves-no-row.md
            replace(reading, rows=tuple(row for row in reading.rows if row[0] in counted))
            for reading in readings
        ],
        edition=edition,
        collection=place.link(),
        group=place.group,
        month=place.month(today),
    )
    _keep_words(connection, place, [said for one in readings for said in one.remarks], today)
    if place.unlinked and not place.moved:
        collections.count_more(connection, place.collection.id, len(readings))


def _set_aside(
    connection: Connection, place: Place, record: "_Record", why: str, today: date
) -> None:
    """Keep a record as it came, uncounted. Its words are read by a person like all others."""
    survey = _nearest(record.submission.edition, place)
    set_asides.add(connection, why, place.month(today), record.without_id)
    _keep_words(connection, place, found.words(survey, record.submission), today)


def _keep_words(
    connection: Connection, place: Place, said: Sequence[tuple[str, str]], today: date
) -> None:
    remarks.add(
        connection,
        said,
        survey=place.collection.survey,
        group=place.group,
        month=place.month(today),
        due=workdays.next_working_day(today),
    )


def _came_before(connection: Connection, place: Place, record: "_Record", today: date) -> str:
    """What to say of an id that came before. Other bytes under it are kept too, once."""
    before = receipts.find(connection, record.mac)
    if before and before.body_mac == record.body_mac:
        return "already" if before.outcome == "stored" else before.outcome
    mac = receipts.coded(record.key, "conflict", record.submission.id, record.hash)
    if receipts.claim(connection, mac, record.body_mac, "conflict", place.collection.id):
        _set_aside(connection, place, record, "has the id of another record", today)
    return "conflict"


class _Record:
    """One record as it came in, and what it is known by."""

    def __init__(self, submission: Submission, body: bytes, key: bytes) -> None:
        self.submission = submission
        self.body = body
        self.key = key
        self.hash = hashlib.sha256(body).hexdigest()
        self.mac = receipts.coded(key, "record", submission.id)
        self.body_mac = receipts.coded(key, "body", self.hash)

    def claim(self, connection: Connection, place: Place, outcome: str) -> bool:
        return receipts.claim(connection, self.mac, self.body_mac, outcome, place.collection.id)

    @property
    def without_id(self) -> bytes:
        """The bytes as they came, the record's own id blotted out: ids on the wire are not kept."""
        own, none = self.submission.id.encode(), NO_ID.encode()
        if own in self.body:
            return self.body.replace(own, none)
        return json.dumps(json.loads(self.body) | {"id": NO_ID}).encode()

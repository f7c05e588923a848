"""Keeping records, whichever way they came: counted, or set aside as received, each once.

One transaction for as many as come together. Nobody learns from here what anybody answered.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from voice import workdays
from voice.store import collections, events, receipts, remarks, responses, set_asides, slips
from voice.store.collections import Place
from voice.store.db import Connection
from voice.survey import answers, found
from voice.survey.answers import Reading, Submission
from voice.survey.model import Survey, UnknownAnswerError, read_definition

NO_ID = "00000000-0000-4000-8000-000000000000"
"""Stands where a record's own id stood, in what is set aside."""

_CODE = re.compile("[A-Z]{8}")
_surveys: dict[str, Survey] = {}
"""Editions read before, by fingerprint: they never change."""


class UnknownCodeError(LookupError):
    """Raised for a code that was never issued."""


class SpentCodeError(UnknownCodeError):
    """Raised for a one-time code that was used or never was, and for none where one is needed."""


@dataclass(frozen=True)
class Record:
    """One record as it came in, and what it is known by."""

    submission: Submission
    body: bytes
    """Its text, which is set aside where it cannot be counted."""
    hash: str
    """Of what was sent; the receipt names it."""
    key: bytes

    @cached_property
    def mac(self) -> str:
        return coded_id(self.key, self.submission.id)

    @cached_property
    def body_mac(self) -> str:
        return coded_hash(self.key, self.hash)

    @property
    def without_id(self) -> bytes:
        """The bytes as they came, the record's own id blotted out: ids on the wire are not kept."""
        own, none = self.submission.id.encode(), NO_ID.encode()
        if own in self.body:
            return self.body.replace(own, none)
        return json.dumps(json.loads(self.body) | {"id": NO_ID}).encode()


class Intake:
    """Takes records in, within one transaction of ``adding``.

    Each is claimed as it comes; what all of them say is kept by ``keep``, in an order of chance.
    """

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection, self._today = connection, today
        self._places: dict[tuple[str, str], Place] = {}
        self._readings: dict[tuple[str, str], list[Reading]] = {}

    def place(self, code: str, edition: str) -> Place:
        """Where a record of this edition belongs. Raises ``UnknownCodeError``."""
        if (code, edition) not in self._places:
            self._places[code, edition] = place_of(self._connection, code, edition)
        return self._places[code, edition]

    def take(self, code: str, record: Record, *, sealed: bool = False) -> str:
        """What became of a record. Raises ``UnknownCodeError``, and ``SpentCodeError`` for a new
        one that needs a one-time code; what a tablet sealed is set aside there."""
        place = self.place(code, record.submission.edition)
        outcome, new = self._take(place, record, sealed=sealed)
        if new and not sealed and place.collection.slips is not None:
            raise SpentCodeError("is of no use without a one-time code")
        return outcome

    def take_once(self, slip: str, record: Record) -> str:
        """The same for a record that came with a one-time code: a new one uses it up.

        Raises ``SpentCodeError``.
        """
        spent = slips.spend(self._connection, slip)
        if spent is None:
            known = self._known(record)
            if known is None:
                raise SpentCodeError("was used, or never was")
            return known
        place = self.place(spent.code, record.submission.edition)
        outcome, new = self._take(place, record, sealed=False)
        if not new:
            slips.give_back(self._connection, slip, spent)
        return outcome

    def keep(self) -> None:
        """Keep what the records say."""
        for (code, edition), readings in self._readings.items():
            store(self._connection, self._places[code, edition], edition, readings, self._today)
        self._readings.clear()

    def _take(self, place: Place, record: Record, *, sealed: bool) -> tuple[str, bool]:
        """What became of a record, and whether it is new."""
        days = receipts.days_taken(place.collection.event, sealed=sealed)
        try:
            if sealed and not place.collection.on_tablets:
                raise UnknownAnswerError("came from a tablet, and is not asked on tablets")
            reading, why = _read(place, record.submission, self._today, days), ""
        except UnknownAnswerError as error:
            reading, why = None, str(error)
        outcome = "stored" if reading else "set-aside"
        if not self._claim(place, record.mac, record, outcome):
            return self._known(record) or self._conflict(place, record), False
        if reading:
            at = (place.collection.code, record.submission.edition)
            self._readings.setdefault(at, []).append(reading)
        else:
            self._set_aside(place, record, why)
        return outcome, True

    def _claim(self, place: Place, mac: str, record: Record, outcome: str) -> bool:
        where = place.collection.id
        return receipts.claim(self._connection, mac, record.body_mac, outcome, where)

    def _known(self, record: Record) -> str | None:
        """What to say of a record that came before; None where it did not, or not like this."""
        before = receipts.find(self._connection, record.mac)
        return before.said if before and before.body_mac == record.body_mac else None

    def _conflict(self, place: Place, record: Record) -> str:
        """Keep what came under the id of another record too, once."""
        mac = receipts.coded(record.key, "conflict", record.submission.id, record.hash)
        if self._claim(place, mac, record, "conflict"):
            self._set_aside(place, record, "has the id of another record")
        return "conflict"

    def _set_aside(self, place: Place, record: Record, why: str) -> None:
        """Keep a record as it came, uncounted. Its words are read by a person like all others."""
        survey = _nearest(record.submission.edition, place)
        set_asides.add(self._connection, why, place.month(self._today), record.without_id)
        said = found.words(survey, record.submission)
        _keep_words(self._connection, place, said, self._today)


def coded_id(key: bytes, id_: str) -> str:
    """What a record's own id is known by here."""
    return receipts.coded(key, "record", id_)


def coded_hash(key: bytes, hash_: str) -> str:
    """What the digest of what was sent is known by here."""
    return receipts.coded(key, "body", hash_)


def place_of(connection: Connection, code: str, edition: str | None = None) -> Place:
    """The collection behind a code and what stands around it. Raises ``UnknownCodeError``."""
    typed = code.strip().upper()
    place = collections.place(connection, typed, edition) if _CODE.fullmatch(typed) else None
    if place is None:
        raise UnknownCodeError("no collection was ever opened under this code")
    return place


def survey_of(fingerprint: str, place: Place) -> Survey:
    """The edition that a place was asked about. Raises ``UnknownAnswerError``."""
    if place.definition is None:
        raise UnknownAnswerError("names an edition that was never published")
    if fingerprint not in _surveys:
        _surveys[fingerprint] = read_definition(place.definition)
    return _surveys[fingerprint]


def store(
    connection: Connection, place: Place, edition: str, readings: list[Reading], today: date
) -> None:
    """Keep what records of one place and edition say, their words apart from their answers."""
    counted = {item.id for item in survey_of(edition, place).items if item.counts}
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
    by_leave: dict[str | None, list[tuple[str, str]]] = {}
    for reading in readings:
        for item, words in reading.remarks:
            by_leave.setdefault(reading.leave.get(item), []).append((item, words))
    for leave, said in by_leave.items():
        _keep_words(connection, place, said, today, leave)
    if place.unlinked and not place.moved:
        collections.count_more(connection, place.collection.id, len(readings))
        if place.collection.event:
            events.count_more(connection, place.collection.event, len(readings))


def _nearest(fingerprint: str, place: Place) -> Survey:
    """The edition that a record names or, where there is none, the collection's own."""
    if place.definition is not None:
        return survey_of(fingerprint, place)
    return survey_of(place.collection.edition, replace(place, definition=place.own_definition))


def _read(place: Place, submission: Submission, today: date, days: int) -> Reading:
    """What a record says, if it may be counted. Raises ``UnknownAnswerError`` to set it aside."""
    closes = place.collection.closes
    if closes is not None and today > receipts.last_day_taken(closes, days):
        raise UnknownAnswerError(f"came more than {days} days after the close")
    if place.collection.state(today) == "not-yet":
        raise UnknownAnswerError("came before the collection opened")
    survey = survey_of(submission.edition, place)
    if survey.id != place.collection.survey:
        raise UnknownAnswerError("answers another survey than this collection's")
    reading = answers.read(survey, submission)
    # Words that its rules hide are read by a person as well.
    unasked = found.hidden(survey, submission, reading)
    return replace(reading, remarks=(*reading.remarks, *unasked))


def _keep_words(
    connection: Connection,
    place: Place,
    said: Sequence[tuple[str, str]],
    today: date,
    leave: str | None = None,
) -> None:
    """Without a leave, where what came could not be read: only the team reads the words."""
    remarks.add(
        connection,
        said,
        survey=place.collection.survey,
        group=place.group,
        month=place.month(today),
        due=workdays.next_working_day(today),
        leave=leave,
    )

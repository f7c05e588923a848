"""Taking in what tablets sealed: many envelopes at once, from a tablet or from a file it saved.

Every envelope is kept, once, whatever it holds: opened and counted like any record, or set aside as
it came and opened when that can be done. What stands outside stays with none that was opened.
"""

import json
import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from voice import saved_cards, tablets, workdays
from voice.analysis import periods
from voice.faults import BusyError, Fault, FaultyError, where
from voice.intake import Intake, UnknownCodeError, coded_hash, coded_id
from voice.keys import Keys
from voice.saved_cards import Carried
from voice.store import collections, deliveries, editions, receipts, releases, remarks, set_asides
from voice.store import tablets as known
from voice.store.db import Connection, Database
from voice.survey import found
from voice.unsealed import Came, event_of, is_id

logger = logging.getLogger(__name__)

MOST = 200
"""Envelopes of one post. A tablet sends at most fifty."""
LONGEST_FILE = 64 * 1024 * 1024
"""Letters of a saved file: more than ten thousand envelopes."""

_SAVE = "Save it once more on the tablet. Nothing of it was taken in, and nothing is lost."
_SEND = "Send records, a list of envelopes, as one JSON object in UTF-8."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one envelope: a tablet may forget it once it has this."""

    id: str | None
    """As it was sent; None for what has none."""
    hash: str
    """SHA-256 of the sealed text, or of the whole as JSON where there is none."""
    outcome: str
    """stored, already, conflict or set-aside, as of a plain record."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a tablet is told."""

    receipts: list[Receipt]
    """One for each envelope, in their order."""
    awaited: list[str]
    """The events that wait for word from it, by id."""


def take_in_many(
    database: Database, keys: Keys, token: str, body: bytes, now: datetime, today: date
) -> Reply:
    """Take in what a tablet sent: all of it is kept, in one transaction, when this returns.

    Raises ``UnknownTokenError``;
    ``FaultyError`` for a body that is no list of envelopes; ``BusyError`` when nothing was kept
    and the tablet shall try again.
    """
    tablet = tablets.recognise(database, keys, token, now)
    if tablet.kind != "tablet":
        raise tablets.UnknownTokenError("is a phone's, and phones seal nothing")
    said = _object(body, "body", _SEND)
    came = _envelopes(said, keys, "body", _SEND)
    if len(came) > MOST:
        raise FaultyError([Fault("records", "are too many.", f"Send at most {MOST} at a time.")])
    sender = _Sender(tablet.id, _counts(said))
    outcomes = _take(database, keys, sender, came, today)
    told = zip(came, outcomes, strict=True)
    return Reply(
        [Receipt(one.id, one.hash, outcome) for one, outcome in told],
        tablets.awaited(database, tablet.id),
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file that a tablet saved."""

    outcomes: dict[str, int]
    """How many envelopes had each outcome."""
    tablet: str | None
    """Whose file it is, if that is known."""
    together: Carried
    """What became of the cards and messages in it."""


def import_file(database: Database, keys: Keys, text: str, today: date) -> Brought:
    """Take in the file that a tablet saved, with what was said together: once, twice, or after it
    sent the same by itself.

    Raises ``FaultyError`` for a file that is damaged or
    none of a tablet's, and ``BusyError``: nothing was taken in then.
    """
    said = _object(text[: LONGEST_FILE + 1].encode(errors="replace"), "file", _SAVE)
    if said.get("voice_envelopes") != 1:
        raise FaultyError([Fault("file", "is not one that a tablet saved.", _SAVE)])
    came, aloud = _envelopes(said, keys, "file", _SAVE), saved_cards.carried_in(said)
    with database.reading() as connection:
        sender = _sender_of(connection, said)
    outcomes = dict(Counter(_take(database, keys, sender, came, today)))
    return Brought(outcomes, sender.tablet, saved_cards.take_in(database, aloud, today))


def open_again(database: Database, keys: Keys, today: date) -> int:
    """Try once more to open what was set aside sealed, as after a key was restored. To be run once
    a day. Says how many could be opened; what stood outside them is kept no longer. Of the others
    nobody knows the tablet any more, once no event waits for it."""
    with database.reading() as connection:
        waiting = set_asides.sealed(connection)
    opened, closed = 0, []
    for kept in waiting:
        with suppress(FaultyError):
            said = _object(kept.received, kept.id, "")
            came = Came.of(said.get("sealed"), keys)
            if came.aside != kept.id:
                continue  # What looks like this may stand in an envelope; only we make its id.
            if came.is_open and _take_again(database, keys, said.get("tablet"), came, today):
                opened += 1
            else:
                closed.append((kept.id, said))
    _forget_senders(database, closed)
    return opened


@dataclass(frozen=True, slots=True)
class _Sender:
    """The tablet that envelopes came from, if it is known, and what it told of its numbers."""

    tablet: str | None
    counts: Mapping[str, object] = field(default_factory=dict)
    itself: bool = True
    """Whether it is there now, and not a file that it saved once."""


class _Taking:
    """Takes envelopes in, within one transaction of ``adding``."""

    def __init__(self, connection: Connection, key: bytes, sender: _Sender, today: date) -> None:
        self._connection, self._key, self._today = connection, key, today
        self._sender = sender
        self._intake = Intake(connection, today)
        self._numbers: dict[str, set[int]] = defaultdict(set)
        """By event, the numbers of what came."""
        self._unopened: dict[str | None, set[int]] = defaultdict(set)
        """The same of what came and could not be opened; by None where it does not say."""

    def take(self, came: Came) -> str:
        """What became of an envelope."""
        why = came.why
        if came.record:
            try:
                outcome = self._intake.take(came.code, came.record, sealed=True)
                place = self._intake.place(came.code, came.record.submission.edition)
                self._here(came, place.collection.event)
                return outcome
            except UnknownCodeError:
                why = "names a code that was never given out"
        before = self._before(came)
        if before and before.body_mac == coded_hash(self._key, came.hash):
            kept = collections.find(self._connection, before.collection)
            self._here(came, kept.event if kept else None)
            return before.said
        self._set_aside(came, "has the id of another record" if before else why)
        return "conflict" if before else "set-aside"

    def end(self) -> None:
        """Keep what the records say, and which numbers came."""
        self._intake.keep()
        connection, tablet = self._connection, self._sender.tablet
        if tablet is None:
            return
        for event in sorted(self._numbers):
            tablets.arrived(connection, tablet, event, self._numbers[event])
        if self._sender.counts:
            with suppress(FaultyError):  # what a tablet says of its numbers holds no record up
                itself = self._sender.itself
                tablets.report(connection, tablet, self._sender.counts, itself=itself)
        for named, numbers in sorted(self._unopened.items(), key=lambda each: each[0] or ""):
            tablets.arrived_unopened(connection, tablet, sorted(numbers), named)

    def _before(self, came: Came) -> receipts.Receipt | None:
        """What is known of the id of what cannot be opened now, and could be once."""
        if came.envelope is None:
            return None
        return receipts.find(self._connection, coded_id(self._key, came.envelope.id))

    def _here(self, came: Came, event: str | None) -> None:
        if came.envelope and event:
            self._numbers[event].add(came.envelope.n)

    def _set_aside(self, came: Came, why: str) -> None:
        """Keep it as it came, once; words that can be read are read by a person."""
        received = came.text
        if received is None:
            received = json.dumps({"sealed": came.raw, "tablet": self._sender.tablet}).encode()
        month = self._month()
        if set_asides.add(self._connection, why, month, received, came.aside):
            survey, said = self._said(came)
            remarks.add(
                self._connection,
                said,
                survey=survey,
                group=None,
                month=month,
                due=workdays.next_working_day(self._today),
            )
        if came.envelope:
            self._unopened[came.event].add(came.envelope.n)

    def _said(self, came: Came) -> tuple[str, Sequence[tuple[str, str]]]:
        """The survey, as far as it is known, and the words in what could be opened."""
        if came.record:
            survey = editions.find(self._connection, came.record.submission.edition)
            if survey:
                return survey.id, found.words(survey, came.record.submission)
        return found.NO_ITEM, found.anywhere(came.text or b"")

    def _month(self) -> str:
        """This month; the earliest open one, where that is closed."""
        this, last = periods.month_of(self._today), releases.last_closed_month(self._connection)
        return this if last is None or this > last else periods.after(last)


def _take(
    database: Database, keys: Keys, sender: _Sender, came: Sequence[Came], today: date
) -> list[str]:
    """The outcomes, in one transaction. What nobody foresaw of one envelope stops no other."""
    try:
        return _together(database, keys, sender, came, today)
    except BusyError:
        raise
    except Exception as error:
        if len(came) == 1 and not came[0].is_open:
            raise
        logger.error("envelopes are taken in one by one: %s", where(error))
        if len(came) == 1:
            return _together(database, keys, sender, [came[0].closed], today)
        return [_take(database, keys, sender, [one], today)[0] for one in came]


def _together(
    database: Database, keys: Keys, sender: _Sender, came: Sequence[Came], today: date
) -> list[str]:
    outcomes = [""] * len(came)
    with database.adding() as connection:
        taking = _Taking(connection, keys.receipts, sender, today)
        # An order of chance to whoever lacks the key, and one in which two senders of the same
        # envelopes wait for each other instead of both for ever.
        for at in sorted(range(len(came)), key=lambda at: came[at].aside):
            outcomes[at] = taking.take(came[at])
        taking.end()
    return outcomes


def _take_again(database: Database, keys: Keys, tablet: object, came: Came, today: date) -> bool:
    """Whether what was set aside is taken in now. What fails stays as it is."""
    try:
        with database.writing() as connection:
            if not set_asides.drop(connection, came.aside):
                return False
            sender = _Sender(_known_tablet(connection, tablet))
            taking = _Taking(connection, keys.receipts, sender, today)
            taking.take(came)
            taking.end()
    except BusyError:
        raise
    except Exception as error:
        logger.error("what was set aside sealed stays so: %s", where(error))
        return False
    return True


def _forget_senders(database: Database, closed: Sequence[tuple[str, dict[str, object]]]) -> None:
    """Keep no longer which tablet something is from, where no event waits for that tablet."""
    with database.reading() as connection:
        over = [
            (id_, said)
            for id_, said in closed
            if said.get("tablet") and not _waits(connection, str(said["tablet"]))
        ]
    if over:
        with database.writing() as connection:
            for id_, said in over:
                received = json.dumps({"sealed": said["sealed"]}).encode()
                set_asides.rewrite(connection, id_, received)


def _waits(connection: Connection, tablet: str) -> bool:
    """Whether an event waits for word from a tablet."""
    return any(not one.settled for one in deliveries.of_tablet(connection, tablet))


def _object(body: bytes, place: str, do: str) -> dict[str, object]:
    """The JSON object in a body. Raises ``FaultyError``."""
    try:
        said = json.loads(body.decode()) if len(body) <= LONGEST_FILE else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise FaultyError([Fault(place, "is damaged, or is none that a tablet makes.", do)])
    return said


def _envelopes(said: dict[str, object], keys: Keys, place: str, do: str) -> list[Came]:
    records = said.get("records")
    if not isinstance(records, list):
        raise FaultyError([Fault(place, "has no list of envelopes.", do)])
    try:
        return [Came.of(raw, keys, event_of(said)) for raw in records]
    except RecursionError:
        raise FaultyError([Fault(place, "is nested too deeply.", do)]) from None


def _sender_of(connection: Connection, said: dict[str, object]) -> _Sender:
    """The tablet a file is from. Numbers that are older than what it told since are passed over."""
    tablet = _known_tablet(connection, said.get("tablet_id"))
    if tablet is None:
        return _Sender(None)
    told = {
        one.event: max(one.finished | one.arrived, default=0)
        for one in deliveries.of_tablet(connection, tablet)
    }
    counts = {
        event: numbers
        for event, numbers in _counts(said).items()
        if _last(numbers) >= told.get(event, 0)
    }
    return _Sender(tablet, counts, itself=False)


def _known_tablet(connection: Connection, id_: object) -> str | None:
    found = known.find(connection, id_) if isinstance(id_, str) and is_id(id_) else None
    return found.id if found else None


def _counts(said: dict[str, object]) -> dict[str, object]:
    """What is told of numbers, by event. Raises ``FaultyError``."""
    counts = said.get("counts") or {}
    if not isinstance(counts, dict):
        raise FaultyError([Fault("counts", "are no object.", "Send numbers by event.")])
    return {event: numbers for event, numbers in counts.items() if is_id(event)}


def _last(said: object) -> int:
    match said:
        case {"last": int(last)}:
            return last
    return 0

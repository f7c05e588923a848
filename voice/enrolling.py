"""Letting tablets in: an invitation, a PIN, and from then on a token that says who it is.

The database holds codes of secrets and tokens, and hashes of PINs, so reading it lets nobody in.
"""

import re
import secrets
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from voice.faults import BusyError, Fault, FaultyError
from voice.keys import Keys
from voice.store import enrolments, events, receipts
from voice.store import tablets as known
from voice.store.db import Connection, Database, within
from voice.store.enrolments import Enrolment
from voice.store.events import RUNNING, EventRecord
from voice.store.tablets import TabletRecord as Tablet
from voice.words import COUNCIL_TIME

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
"""argon2id for PINs, as for passwords: RFC 9106 where memory is short."""

INVITED = timedelta(minutes=30)
"""How long an invitation waits to be used."""
TRIES = 5
"""So many wrong PINs, and an invitation is void."""
ON_A_PHONE = timedelta(hours=12)
"""How long a phone is at an event that it was let in to on the day itself."""
DAY_ENDS = time(23, 59)
"""The last hour one can write that nobody takes for that of another day, as they do midnight."""
UNSEEN = timedelta(days=366)
"""A tablet not heard from for so long is ended."""
LONGEST_NAME = 40
LETTERS, SECRET = "abcdefghjkmnpqrstuvwxyz23456789", 26
"""What a secret is made of, and how long it is: 128 bits, and none is taken for another where one
is typed by hand."""


@dataclass(frozen=True, slots=True)
class Colour:
    """What a tablet is told apart by, beside its name."""

    name: str
    """As one says it."""
    value: str
    """As a style sheet writes it."""


COLOURS: Mapping[str, Colour] = {
    "red": Colour("Red", "#c0392b"),
    "orange": Colour("Orange", "#e67e00"),
    "yellow": Colour("Yellow", "#f2c200"),
    "green": Colour("Green", "#2e8b57"),
    "blue": Colour("Blue", "#1f6fb5"),
    "purple": Colour("Purple", "#7a4fa3"),
    "pink": Colour("Pink", "#d6679a"),
    "grey": Colour("Grey", "#6b7785"),
}
"""The colours there are, by an id that can stand in the name of a style. Always with the word."""


class UnknownTokenError(LookupError):
    """Raised for a token that was never given out or is not taken any more."""


class UsedUpError(FaultyError):
    """Raised for an invitation that was used, is over, or met too many wrong PINs."""

    def __init__(self) -> None:
        do = "Make a new code on the workers’ pages."
        super().__init__([Fault("secret", "was used or is too old.", do)])


class WrongPinError(FaultyError):
    """Raised for a wrong PIN. ``left`` says how often another may be tried."""

    def __init__(self, left: int) -> None:
        self.left = left
        times = "once more" if left == 1 else f"{left} more times"
        super().__init__([Fault("pin", "is not the right one.", f"You can try {times}.")])


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a device keeps once it was let in. The token is kept nowhere else."""

    token: str = field(repr=False)
    tablet: Tablet
    until: datetime | None
    """When a phone leaves its event."""
    event: EventRecord | None
    """The event a phone is for."""


def invite(
    database: Database,
    keys: Keys,
    name: str,
    colour: str,
    pin: str,
    now: datetime,
    event: str | None = None,
) -> str:
    """Invite a tablet or, with an event, a worker's phone; gives the secret to show it.

    The secret serves once, for half an hour, with the PIN. Raises ``FaultyError``.
    """
    name = " ".join(name.split())
    kind = "phone" if event else "tablet"
    faults = [*_faults_of_name(name), *_faults_of_colour(colour), *_faults_of_pin(pin)]
    hashed = "" if faults else HASHER.hash(pin)
    secret = "".join(secrets.choice(LETTERS) for _ in range(SECRET))
    with database.writing() as connection:
        faults += _faults_of_event(connection, event) if event else ()
        faults += _faults_of_twice(connection, name) if kind == "tablet" else ()
        if faults:
            raise FaultyError(faults)
        code = _code(keys, "enrolment", secret)
        until = now + INVITED
        enrolments.add(connection, Enrolment(code, kind, name, colour, event, hashed, until))
    return secret


def enrol(
    database: Database, keys: Keys, secret: str, pin: str, now: datetime, before: str = ""
) -> Enrolled:
    """Let a device in and give it its token. Raises ``WrongPinError`` and ``UsedUpError``.

    A secret may be typed with blanks and capitals. A tablet that shows the token it had ``before``
    stays the tablet it is, ended or not: with its new name and what it still holds of events.
    """
    code = _code(keys, "enrolment", "".join(secret.split()).lower())
    with database.reading() as connection:
        found = enrolments.find(connection, code)
    right = found is not None and _is_right(found.pin, pin)  # slow: no transaction is open
    with database.writing() as connection:
        invited = enrolments.find(connection, code)
        if invited is None or invited.until <= now:
            raise UsedUpError
        if right:
            enrolments.remove(connection, code)
            return _let_in(connection, keys, invited, now, before)
        left = _count_try(connection, invited)
    raise WrongPinError(left) if left else UsedUpError


def leaves(day: date, now: datetime) -> datetime:
    """When a phone that is let in now leaves an event of that day.

    Let in before the day, it stays to the end of that; on the day or after it, for twelve hours.
    """
    if now.astimezone(COUNCIL_TIME).date() < day:
        return datetime.combine(day, DAY_ENDS, COUNCIL_TIME).astimezone(UTC)
    return now + ON_A_PHONE


def recognise(at: Database | Connection, keys: Keys, token: str, now: datetime) -> Tablet:
    """Whose token this is; keeps the day on which it was seen. Raises ``UnknownTokenError``."""
    with within(at) as connection:
        tablet = known.by_token(connection, _code(keys, "tablet", token))
    if tablet is None or tablet.ended or (tablet.until and tablet.until <= now):
        raise UnknownTokenError("none of ours, or not any more")
    if isinstance(at, Database) and tablet.seen != now.date():
        with suppress(BusyError), at.writing() as connection:
            known.touch(connection, tablet.id, now.date())
    return tablet


def end(database: Database, tablet_id: str) -> None:
    """Take nothing from a tablet or phone any more. Envelopes it saved as a file still count."""
    with database.writing() as connection:
        known.end(connection, [tablet_id])


def all_tablets(at: Database | Connection) -> list[Tablet]:
    """Every tablet and phone that may still send, by name."""
    with within(at) as connection:
        return [tablet for tablet in known.all_tablets(connection) if not tablet.ended]


def tidy_up(database: Database, now: datetime) -> None:
    """Forget what is over: invitations, phones, and tablets not seen for a year. Once a day."""
    with database.writing() as connection:
        enrolments.sweep(connection, now)
        known.end_idle(connection, now.date() - UNSEEN, now)
        known.sweep(connection)


def _code(keys: Keys, what: str, secret: str) -> str:
    """What the database keeps of a secret or a token."""
    return receipts.coded(keys.receipts, what, secret)


def _is_right(hashed: str, pin: str) -> bool:
    try:
        return HASHER.verify(hashed, pin)
    except VerifyMismatchError:
        return False


def _let_in(
    connection: Connection, keys: Keys, invited: Enrolment, now: datetime, before: str
) -> Enrolled:
    token = secrets.token_urlsafe(32)
    code = _code(keys, "tablet", token)
    event = events.find(connection, invited.event) if invited.event else None
    until = leaves(event.day, now) if event else None
    tablet = Tablet(
        id=str(uuid.uuid4()),
        kind=invited.kind,
        name=invited.name,
        colour=invited.colour,
        event=invited.event,
        until=until,
        seen=now.date(),
        steps=0,
        ended=False,
    )
    same = known.by_token(connection, _code(keys, "tablet", before)) if before else None
    if same and same.kind == tablet.kind == "tablet":
        tablet = replace(tablet, id=same.id)
        known.renew(connection, tablet, code)
    else:
        known.add(connection, tablet, code)
    return Enrolled(token, tablet, until, event)


def _count_try(connection: Connection, invited: Enrolment) -> int:
    """Count a wrong PIN. Gives how many tries are left; with none the invitation is gone."""
    left = TRIES - invited.tries - 1
    if left:
        enrolments.set_tries(connection, invited.secret, invited.tries + 1)
    else:
        enrolments.remove(connection, invited.secret)
    return left


def _faults_of_name(name: str) -> list[Fault]:
    if 0 < len(name) <= LONGEST_NAME and name.isprintable():
        return []
    return [Fault("name", "is no name.", f"Give 1 to {LONGEST_NAME} letters, as on its case.")]


def _faults_of_colour(colour: str) -> list[Fault]:
    if colour in COLOURS:
        return []
    return [Fault("colour", "is none we have.", f"Choose one of: {', '.join(COLOURS)}.")]


def _faults_of_pin(pin: str) -> list[Fault]:
    if not re.fullmatch("[0-9]{6}", pin):
        return [Fault("pin", "is not six figures.", "Choose six figures.")]
    steps = {(int(one) - int(other)) % 10 for one, other in pairwise(pin)}
    if len(steps) == 1 or len(set(pin)) < 3 or pin[:3] == pin[3:]:
        return [Fault("pin", "would be guessed at once.", "Choose six other figures.")]
    return []


def _faults_of_event(connection: Connection, event_id: str) -> list[Fault]:
    event = events.find(connection, event_id)
    if event and event.status in RUNNING:
        return []
    return [Fault(f"event {event_id}", "is not there or is over.", "Choose one that is to come.")]


def _faults_of_twice(connection: Connection, name: str) -> list[Fault]:
    if known.named(connection, name) is None:
        return []
    do = "Choose another, or take that tablet off the list first."
    return [Fault("name", f"{name} is the name of a tablet already.", do)]

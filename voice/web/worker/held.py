"""What tablets still hold of an event, in words: one table, and whoever reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voice import opening, tablets, workdays
from voice.settling import NOT_TOLD
from voice.store import events
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.tablets import Delivery
from voice.web.worker.marks import Mark, number_of

ENVELOPES = "envelope", "envelopes"
DECLARED: dict[str, str] = {
    "absent": "was not there.",
    "lost": "lost. Nothing more comes from it.",
}
"""What is said of a tablet by the state somebody gave it."""
FORGOT = "has forgotten what it held. Somebody has to look at it."
READY, QUIET = "has its surveys.", "has its surveys; not heard from yet today."
IN_USE = "in use."
SILENT, ALL_IN = "not heard from since before the event.", "all in."
ALL_TOLD = "all that it told of is in."
"""Before “We’re done”: without Wi-Fi it may hold what it could not tell of."""
UNSURE = "all that we know of is in. It tells the rest itself on Wi-Fi."
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Line:
    """A tablet at an event, as a page tells it."""

    id: str
    name: str
    colour: str
    words: str
    still: int | None
    """Envelopes on it; None where nobody knows."""
    awaited: bool
    """Whether the event cannot be complete without it."""
    used: bool
    """Whether children are known to have answered on it."""
    off: bool = False
    """Whether it was taken off the list meanwhile, and so can send nothing."""
    may_be_empty: bool = False
    """Whether somebody's word that nothing more is on it is enough."""
    may_be_lost: bool = False
    """Whether it can be declared lost: the event goes on, or waits for it."""
    forgot: bool = False
    """Whether it told of fewer envelopes than before: its memory was wiped."""
    quiet: bool = False
    """Whether it was not heard of, about whatever it was, since the day of the event."""


def lines(known: Sequence[Delivery], event: EventRecord, today: date) -> tuple[Line, ...]:
    """Every tablet that has this event's surveys, with what is known of its envelopes."""
    return tuple(
        Line(
            id=one.tablet,
            name=one.name,
            colour=one.colour,
            words=_words(one, event, today),
            still=one.waiting,
            awaited=not one.settled,
            used=one.state == "used",
            off=one.is_off,
            may_be_empty=one.state == "used" and not one.waiting and not one.wiped,
            may_be_lost=_may_be_lost(one, event),
            forgot=one.wiped and one.state not in DECLARED,
            quiet=one.seen is None or one.seen <= event.day,
        )
        for one in known
    )


def of_event(connection: Connection, event: EventRecord, today: date) -> tuple[Line, ...]:
    """The same of one event, read."""
    return lines(tablets.deliveries(connection, event.id), event, today)


def to_come(held: Sequence[Line]) -> str:
    """What an event waits for: “3 envelopes and one tablet”. Empty where nobody knows of any."""
    awaited = [line for line in held if line.awaited]
    known = sum(line.still or 0 for line in awaited)
    silent = sum(not line.still for line in awaited)
    said = [number_of(known, *ENVELOPES)] if known else []
    if silent:
        said.append(f"{in_words(silent)} {'tablet' if silent == 1 else 'tablets'}")
    return " and ".join(said)


def ahead(held: Sequence[Line]) -> str:
    """The same as the end of a sentence: “3 envelopes to come”, “one tablet to hear from”."""
    known = any(line.awaited and line.still for line in held)
    said = to_come(held)
    return f"{said or 'envelopes'} to come" if known or not said else f"{said} to hear from"


def is_waiting(event: EventRecord) -> bool:
    """Whether somebody said “We’re done” and the event waits for what tablets still hold."""
    return event.status == "went-ahead" and event.counted is None


def mark(event: EventRecord, held: Sequence[Line]) -> Mark:
    """The state of an event that waits: “Done, 3 envelopes to come”."""
    return Mark("waiting", f"Done, {ahead(held)}")


def overdue(event: EventRecord, held: Sequence[Line], today: date) -> str:
    """Why an event that waits too long is told to everybody who runs events."""
    days = working_days(event.day, today)
    since = f"{in_words(days)} working {'day' if days == 1 else 'days'}"
    awaited = [line for line in held if line.awaited]
    silent = [line for line in awaited if not line.still]
    if silent:
        verb = "tablet has" if len(silent) == 1 else "tablets have"
        what = "been heard of" if all(line.quiet for line in silent) else "told what is on them"
        what = what.replace("them", "it") if len(silent) == 1 else what
        return f"{in_words(len(silent))} {verb} not {what} for {since}"
    return f"{ahead(held)}, for {since}"


@dataclass(frozen=True, slots=True)
class Awaited:
    """An event that is done and waits for envelopes, as Today tells of it."""

    event: EventRecord
    words: str
    late: bool


def late_first(connection: Connection, today: date, but: EventRecord | None) -> list[Awaited]:
    """The events that wait, but for the one whose page this is; those that wait long first."""
    found = [
        _awaited(connection, event, today)
        for event in events.waiting(connection)
        if but is None or event.id != but.id
    ]
    return sorted(found, key=lambda one: (not one.late, one.event.day))


def _awaited(connection: Connection, event: EventRecord, today: date) -> Awaited:
    held, late = of_event(connection, event, today), opening.is_overdue(event, today)
    words = overdue(event, held, today) if late else ahead(held)
    return Awaited(event, words, late)


def working_days(since: date, today: date) -> int:
    """How many working days have begun after a day, today with them."""
    count, day = 0, workdays.next_working_day(since)
    while day <= today:
        count, day = count + 1, workdays.next_working_day(day)
    return count


def in_words(number: int) -> str:
    """Small numbers as one says them."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _may_be_lost(one: Delivery, event: EventRecord) -> bool:
    if one.state in DECLARED:
        return False
    return event.status in events.RUNNING or (is_waiting(event) and not one.settled)


def _words(one: Delivery, event: EventRecord, today: date) -> str:
    if one.state in DECLARED:
        return DECLARED[one.state]
    if one.is_off:
        return one.off
    if one.wiped:
        return FORGOT
    if one.waiting is None:
        return _silence(one, event, today)
    if one.waiting == 0:
        return ALL_IN if one.done else ALL_TOLD
    it = "it sends itself" if one.waiting == 1 else "they send themselves"
    return f"{number_of(one.waiting, *ENVELOPES)} still on it; {it} on Wi-Fi."


def _silence(one: Delivery, event: EventRecord, today: date) -> str:
    """What is said of a tablet that told nothing, or not all since “We’re done”."""
    heard_of = one.seen is not None and one.seen >= event.day
    if is_waiting(event) or event.day < today:
        if one.here:
            return UNSURE
        return NOT_TOLD if heard_of and is_waiting(event) else SILENT if not heard_of else QUIET
    if one.state == "used":
        return IN_USE
    return READY if event.day > today or one.seen == today else QUIET

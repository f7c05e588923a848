"""Tablets: who may send envelopes, what is on its way, and workers' phones for one event.

How a tablet is let in is told in ``enrolling``. What it still holds of an event is known by numbers
only, and only until the event is complete.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from voice.boards import Board, empty_boards, told
from voice.enrolling import (
    COLOURS,
    Colour,
    Enrolled,
    UnknownTokenError,
    UsedUpError,
    WrongPinError,
    all_tablets,
    end,
    enrol,
    invite,
    recognise,
    tidy_up,
)
from voice.faults import Fault, FaultyError
from voice.settling import Delivery, absent, deliveries, empty, lost
from voice.store import attendance, collections, editions, events, ranges
from voice.store import deliveries as held
from voice.store import tablets as known
from voice.store.collections import CollectionRecord
from voice.store.db import Connection, Database, within
from voice.store.deliveries import DeliveryRecord
from voice.store.events import RUNNING, EventRecord
from voice.store.ranges import Told
from voice.store.tablets import TabletRecord as Tablet
from voice.survey.model import Survey

__all__ = [
    "COLOURS",
    "Colour",
    "Delivery",
    "Enrolled",
    "PackEvent",
    "Tablet",
    "UnknownTokenError",
    "UsedUpError",
    "WrongPinError",
    "absent",
    "all_tablets",
    "arrived",
    "arrived_unopened",
    "awaited",
    "board",
    "coming",
    "deliveries",
    "empty",
    "end",
    "enrol",
    "fetched",
    "invite",
    "lost",
    "recognise",
    "report",
    "step",
    "tidy_up",
]

AHEAD = timedelta(days=14)
"""How long before its day an event's pack is fetched."""
LAST_TAP = 9999
TAPPED = (*attendance.BANDS, *attendance.MORE)
"""What is tapped in on a phone."""
MOST_AT_ONCE = 500
"""Numbers a tablet may give out before anything is heard of them. No hall has so many children."""


@dataclass(frozen=True, slots=True)
class PackEvent:
    """A coming event, what is asked there, and the boards that groups work on there."""

    event: EventRecord
    collections: tuple[tuple[CollectionRecord, Survey], ...]
    boards: tuple[Board, ...] = ()


# What is on its way


def coming(at: Database | Connection, today: date) -> list[PackEvent]:
    """The events whose packs a tablet should have, by day: yesterday's if still open, to those
    in two weeks, with what is asked on tablets there and the boards that are open."""
    with within(at) as connection:
        near = events.between(connection, today - timedelta(days=2), today + AHEAD)
        found = [_pack(connection, event, today) for event in near if event.status in RUNNING]
    return [pack for pack in found if pack.collections or pack.boards]


def fetched(database: Database, tablet_id: str, event_id: str) -> None:
    """Keep that a tablet has an event's pack, so that the event waits for word from it."""
    with database.reading() as connection:
        if held.find(connection, tablet_id, event_id):
            return
    with database.writing() as connection:
        event = events.find(connection, event_id)
        if event and event.status in RUNNING:
            held.fetch(connection, tablet_id, event_id)


def report(connection: Connection, tablet_id: str, counts: object, *, itself: bool = True) -> None:
    """Keep what a tablet tells by event: the last number it gave out, and which are not finished.

    ``counts`` is as it was sent; not by the tablet ``itself`` but in a file it saved once, it says
    nothing of what was finished since. While somebody is still answering on it, it has not told
    all. Raises ``FaultyError`` before anything is changed. What was finished once stays so. Passed
    over are events that are complete or whose pack it never had, however many, and numbers far
    beyond what is known: whoever has got hold of its token can make no event wait for what never
    was.
    """
    if not isinstance(counts, Mapping):
        raise FaultyError([Fault("counts", "are no object.", "Send numbers by event.")])
    its_own = {one.event for one in held.of_tablet(connection, tablet_id)}
    told = _told(counts, held.running(connection, its_own & counts.keys()))
    for event_id, said in told.items():
        before = held.hold(connection, tablet_id, event_id)
        known_last = max(before.finished | before.arrived, default=0)
        if said.last > known_last + MOST_AT_ONCE:
            continue
        after = replace(
            before,
            heard=not said.open if itself else before.heard,
            wiped=said.last < known_last,
            finished=before.finished | said.finished,
        )
        _keep(connection, before, _used(after) if said.last else after)


def arrived(connection: Connection, tablet_id: str, event_id: str, numbers: Iterable[int]) -> None:
    """Keep which envelopes of an event came in. Passed over where the event is complete."""
    came = frozenset(n for n in numbers if 1 <= n <= ranges.LAST)
    if came and held.running(connection, [event_id]):
        before = held.hold(connection, tablet_id, event_id)
        _keep(connection, before, _used(replace(before, arrived=before.arrived | came)))


def arrived_unopened(
    connection: Connection, tablet_id: str, numbers: Iterable[int], event_id: str | None = None
) -> None:
    """The same for envelopes that could not be opened: where the tablet says that they are from an
    event, only what that event misses; else what one event alone misses from this tablet."""
    for number in numbers:
        missing = {
            one.event for one in held.of_tablet(connection, tablet_id) if number in one.missing
        }
        if event_id is not None:
            missing &= {event_id}
        if len(missing) == 1:
            arrived(connection, tablet_id, missing.pop(), [number])


def awaited(at: Database | Connection, tablet_id: str) -> list[str]:
    """The events that wait for word from a tablet or may yet, by id: all that are not complete and
    that it had the pack of. What it counted for any other it need not keep."""
    with within(at) as connection:
        return sorted(one.event for one in held.of_tablet(connection, tablet_id))


# A worker's phone at an event


def board(
    at: Database | Connection, phone: Tablet, today: date, counted: Collection[str] = ()
) -> dict[str, object]:
    """What the phone of an event shows: who came, how many answered, where envelopes are, and the
    questions of its boards.

    ``more`` is what else is tapped in of those who came, of all that is ``counted``.
    ``steps`` is the last tap that was counted; once the event is ``closed``, none after it will be.
    """
    with within(at) as connection:
        event = events.find(connection, str(phone.event))
        if event is None:
            raise UnknownTokenError("its event is not there any more")
        now = known.find(connection, phone.id) or phone
        came = attendance.of(connection, event.id)
        return {
            "event": {"id": event.id, "name": event.name, "day": event.day.isoformat()},
            "came": {name: came.get(("came", name), 0) for name in TAPPED},
            "more": [name for name in attendance.MORE if name in counted],
            "steps": now.steps,
            "closed": event.status not in RUNNING,
            "surveys": _asked(connection, event),
            "together": told(empty_boards(connection, event.id)),
            "tablets": [
                {"name": one.name, "colour": one.colour, "words": one.says}
                for one in deliveries(connection, event.id)
            ],
        }


def step(
    database: Database, phone: Tablet, steps: Sequence[Mapping[str, object]], now: datetime
) -> None:
    """Count who came by a phone's taps, ``{"n", "category", "step"}``, in the order of their ``n``.

    A tap that says more of a child who was counted before, "first time", changes no total.
    What came before is known again by its ``n``. After the event is closed nothing is counted any
    more, and nothing said to be: the board tells the phone. Raises ``FaultyError`` and
    ``UnknownTokenError``.
    """
    taps = sorted(_tap(each) for each in steps)
    with database.writing() as connection:
        known_now = known.find(connection, phone.id)
        event = events.find(connection, str(phone.event))
        if known_now is None or event is None or known_now.ended or now >= (phone.until or now):
            raise UnknownTokenError("none of ours, or not any more")
        if event.status not in RUNNING:
            return
        new = {n: (band, way) for n, band, way in taps if n > known_now.steps}
        for band, way in new.values():
            _COUNT[way](connection, event.id, "came", band)
        known.set_steps(connection, phone.id, max(new, default=known_now.steps))


_COUNT = {1: attendance.add_one, -1: attendance.take_one}


def _tap(said: Mapping[str, object]) -> tuple[int, str, int]:
    """One tap as it was sent. Raises ``FaultyError``."""
    match said:
        case {"n": int(n), "category": str(band), "step": 1 | -1 as way}:
            if 0 < n <= LAST_TAP and band in TAPPED:
                return n, band, way
    raise FaultyError([Fault("steps", "has something that is no step.", "Send n, category, step.")])


def _asked(connection: Connection, event: EventRecord) -> list[dict[str, object]]:
    records = collections.of_event(connection, event.id)
    answered = collections.answered(connection, [record.id for record in records])
    return [
        {"code": record.code, "title": survey.title, "answered": answered[record.id]}
        for record in records
        if (survey := editions.find(connection, record.edition))
    ]


def _pack(connection: Connection, event: EventRecord, today: date) -> PackEvent:
    asked = [
        (record, survey)
        for record in collections.of_event(connection, event.id)
        if record.state(today) != "closed" and record.on_tablets
        if (survey := editions.find(connection, record.edition))
    ]
    return PackEvent(event, tuple(asked), empty_boards(connection, event.id))


def _told(counts: Mapping[str, object], of: Collection[str]) -> dict[str, Told]:
    """What a tablet tells of these events, in order. Raises ``FaultyError``."""
    try:
        return {event: ranges.told(counts[event]) for event in sorted(of)}
    except ValueError as error:
        raise FaultyError(
            [Fault("counts", f"{error}.", "Send last, not and open by event.")]
        ) from error


def _used(record: DeliveryRecord) -> DeliveryRecord:
    """It was used after all, unless it was declared lost."""
    return record if record.state == "lost" else replace(record, state="used")


def _keep(connection: Connection, before: DeliveryRecord, after: DeliveryRecord) -> None:
    if after != before:
        held.keep(connection, after)

"""Opening a survey to young people and closing it again: for an event, or standing."""

import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from voice import quotes, workdays
from voice.analysis.policy import Policy
from voice.faults import Fault, FaultyError
from voice.store import (
    attendance,
    boards,
    collections,
    deliveries,
    editions,
    events,
    groups,
    receipts,
    responses,
    shelf,
)
from voice.store.collections import CollectionRecord
from voice.store.db import Connection, Database, within
from voice.store.events import EventRecord
from voice.survey.fit import unfit
from voice.survey.model import Survey

LETTERS = "BCDGHJMNPRSTVWXZ"
"""Of a code. No vowel, so that no code is a word; no I, L, O or Q, which look like others; no F
or K, without which the rudest skeletons cannot be spelt. Sixteen, so a code is one of 2**32."""
CODE_LENGTH = 8
CHANNELS = ("code", "link", "import")
WORKING_DAYS = 2
"""How long after its day an event may wait for envelopes before somebody is told."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What became of an event's responses at its close."""

    counted: int
    """How many there are; more may come while it waits."""
    unlinked: bool
    """Whether some were so few that they no longer point at the event."""
    waits: bool = False
    """Whether tablets may still hold envelopes: it is complete by itself once they came."""


def open_collection(
    database: Database,
    survey: Survey,
    event: str | None,
    today: date,
    group: str | None = None,
    name: str = "",
    closes: date | None = None,
    channel: str = "code",
    towards: bool = False,
) -> CollectionRecord:
    """Open a survey at an event, from its day on, or standing from today on, under a new code.

    An edition that is new is published by this. ``towards`` says that its answers are known to be
    too few for the next paper. Raises ``FaultyError`` for an event or group that
    is not there or is over, an edition that is not the newest, a survey that is open already, one
    that asks what another survey asks at the same event, and one that no child may be asked.
    """
    with database.writing() as connection:
        at = _awaited(connection, event) if event else None
        opens = max(today, at.day) if at else today
        edition = editions.publish(connection, survey)
        faults = [
            *_faults_of_group(connection, event, group),
            *_faults_of_edition(connection, survey, edition),
            *_faults_of_words(connection, survey, edition),
            *_faults_of_dates(opens, closes, channel),
            *(_faults_of_twice(connection, at, survey, channel, today) if at else ()),
            *(_faults_of_asking_again(connection, at, survey) if at else ()),
        ]
        if faults:
            raise FaultyError(faults)
        if at:
            events.change(connection, at.id, status="open")
        return collections.add(
            connection,
            survey=survey.id,
            edition=edition,
            code=_new_code(connection),
            opens=opens,
            event=event,
            group=group,
            name=name,
            closes=closes,
            channel=channel,
            towards=towards,
        )


def close_collection(database: Database, id_: str, today: date) -> CollectionRecord:
    """Let nobody start any more. What was finished before is taken as before.

    Where tablets may hold envelopes of its event, it is counted with the event. Closing again
    changes nothing. Raises ``FaultyError``.
    """
    with database.writing() as connection:
        record = collections.find(connection, id_)
        if record is None:
            raise FaultyError([Fault(f"collection {id_}", "is not there.", "Look up its id.")])
        if record.event and _awaited_of(connection, record.event):
            collections.stop(connection, id_, today)
        elif record.counted is None:
            _close(connection, collections.answered(connection, [id_]), today)
        responses.forget_order(connection, collections=[id_])
        receipts.end(connection, today)
        closed = collections.find(connection, id_) or record
    database.checkpoint()
    return closed


def close_event(
    database: Database,
    event_id: str,
    policy: Policy,
    today: date,
    absent: Collection[str] = (),
) -> Closed:
    """Close an event that took place, and all that was open at it: nobody can start any more.

    ``absent`` names tablets that were not used. While another may hold envelopes, the event waits:
    what comes in counts as before, and ``complete_events`` completes it. What its group said
    together is put forward for papers. Where a survey was then
    answered by fewer than the policy's ``n``, its responses no longer point at the event: their
    group and month are all that is left, and the number stays on the event. Closing again changes
    nothing. Raises ``FaultyError``.
    """
    with database.writing() as connection:
        event = _event(connection, event_id)
        if event.status == "cancelled" or event.day > today:
            wrong = "was cancelled." if event.status == "cancelled" else "is still to come."
            raise FaultyError([Fault(f"event {event_id}", wrong, "Look up its id.")])
        if event.counted is None:
            deliveries.not_used(connection, event_id, absent)
            if event.status != "went-ahead":
                # Children may have answered since a tablet last told, where there was no network.
                deliveries.ask_again(connection, event_id)
            _stop(connection, event_id, today)
            if not _awaited_of(connection, event_id):
                _complete(connection, event_id, policy, today)
            quotes.forward_event(connection, event_id)
        receipts.end(connection, today)
        closed = _closed(connection, event_id)
    database.checkpoint()
    return closed


def complete_events(database: Database, policy: Policy, today: date) -> list[str]:
    """Complete the closed events whose tablets hold nothing more. Gives their ids.

    To be run every minute, and after somebody declared a tablet lost or not used.
    """
    with database.reading() as connection:  # looking must not get in a writer's way
        if not _ready(connection):
            return []
    with database.writing() as connection:
        ready = _ready(connection)
        for event_id in ready:
            _complete(connection, event_id, policy, today)
            quotes.forward_event(connection, event_id)
    database.checkpoint()
    return ready


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Where answers come in now, so that the database knows more of them than it will."""

    open: tuple[EventRecord, ...]
    """Events whose day has come, not closed: their answers point at them, in order."""
    waiting: tuple[EventRecord, ...]
    """Events that are closed and wait for envelopes: the same."""
    standing: tuple[CollectionRecord, ...]
    """Surveys open outside events: their order is forgotten once a day."""

    @property
    def quiet(self) -> bool:
        """Whether a copy made now ties no answer to an event."""
        return not self.open and not self.waiting


def under_way(at: Database | Connection, today: date) -> UnderWay:
    """What to look at before a backup is made."""
    with within(at) as connection:
        opened = [event for event in events.coming(connection, today) if event.status == "open"]
        standing = collections.standing(connection)
        return UnderWay(
            tuple(event for event in opened if event.day <= today),
            tuple(events.waiting(connection)),
            tuple(record for record in standing if record.state(today) == "open"),
        )


def overdue(at: Database | Connection, today: date) -> list[EventRecord]:
    """The events that have waited for envelopes too long; somebody must look for the tablet."""
    with within(at) as connection:
        return [event for event in events.waiting(connection) if is_overdue(event, today)]


def is_overdue(event: EventRecord, today: date) -> bool:
    """Whether more than two working days have passed since the event's day."""
    last = event.day
    for _ in range(WORKING_DAYS):
        last = workdays.next_working_day(last)
    return today > last


def cancel_event(
    database: Database,
    event_id: str,
    why: str,
    today: date,
    kind: str | None = None,
    notice: int | None = None,
) -> EventRecord:
    """Say that an event does not take place, and why. Raises ``FaultyError``.

    Where no days' ``notice`` are given, they are those from today to the event's day. An event at
    which somebody answered, or a group said something together, took place, also if the envelopes
    are still on a tablet: it is closed, not cancelled.
    """
    with database.writing() as connection:
        event = _event(connection, event_id)
        records = collections.of_event(connection, event_id)
        counted = collections.answered(connection, [record.id for record in records])
        faults = _faults_of_why(connection, event_id, why, kind)
        used = any(one.state == "used" for one in deliveries.of_event(connection, event_id))
        spoke = boards.spoken(connection, event_id)
        if event.status == "went-ahead" or any(counted.values()) or used or spoke:
            faults.append(Fault(f"event {event_id}", "took place.", "Close it instead."))
        if faults:
            raise FaultyError(faults)
        _close(connection, counted, today)
        deliveries.forget(connection, event_id)
        early = (event.day - today).days if notice is None else notice
        return events.change(
            connection,
            event_id,
            status="cancelled",
            why=why.strip(),
            why_kind=kind,
            notice=early if early >= 0 else None,
        )


def _faults_of_why(
    connection: Connection, event_id: str, why: str, kind: str | None
) -> list[Fault]:
    if kind is not None and kind not in events.WHY_KINDS:
        return [Fault("why_kind", "is no reason.", f"Give one of {', '.join(events.WHY_KINDS)}.")]
    if kind in (None, "other") and not why.strip():
        return [Fault("why", "is missing.", "Say it in a few words for the paper.")]
    signed_up = attendance.of(connection, event_id).get(("signed-up", attendance.ALL))
    if kind == "nobody" and signed_up:
        return [Fault("why_kind", "is not so: somebody signed up.", "Give another reason.")]
    return []


def _stop(connection: Connection, event_id: str, today: date) -> None:
    """Nobody starts any more at an event. What came in so far loses its order at once."""
    ids = [record.id for record in collections.of_event(connection, event_id)]
    for id_ in ids:
        collections.stop(connection, id_, today)
    events.change(connection, event_id, status="went-ahead")
    responses.forget_order(connection, collections=ids)


def _complete(connection: Connection, event_id: str, policy: Policy, today: date) -> None:
    """Count what came in, and leave nothing that tells of few, of an order, or of tablets."""
    records = collections.of_event(connection, event_id)
    linked = collections.answered(connection, [record.id for record in records])
    # What came late to a survey that nobody had answered when it was closed points at nothing.
    counted = {record.id: max(linked[record.id], record.counted or 0) for record in records}
    _close(connection, counted, today)
    events.change(connection, event_id, counted=sum(counted.values()))
    responses.forget_order(connection, collections=counted)
    responses.unlink(connection, [id_ for id_ in counted if counted[id_] < policy.n])
    deliveries.forget(connection, event_id)
    boards.tidy(connection, event_id)


def _ready(connection: Connection) -> list[str]:
    """The events that wait and need not any more."""
    waiting = [event.id for event in events.waiting(connection)]
    return [id_ for id_ in waiting if not _awaited_of(connection, id_)]


def _awaited_of(connection: Connection, event_id: str) -> bool:
    """Whether some tablet may still hold envelopes of an event."""
    return any(not one.settled for one in deliveries.of_event(connection, event_id))


def _close(connection: Connection, counted: dict[str, int], today: date) -> None:
    for id_, number in counted.items():
        collections.close(connection, id_, today, number)


def _closed(connection: Connection, event_id: str) -> Closed:
    event, records = _event(connection, event_id), collections.of_event(connection, event_id)
    linked = collections.answered(connection, [record.id for record in records])
    return Closed(
        counted=sum(linked.values()) if event.counted is None else event.counted,
        unlinked=any(record.counted and not linked[record.id] for record in records),
        waits=event.counted is None,
    )


def _event(connection: Connection, id_: str) -> EventRecord:
    event = events.find(connection, id_)
    if event is None:
        raise FaultyError([Fault(f"event {id_}", "is not there.", "Look up its id.")])
    return event


def _awaited(connection: Connection, id_: str) -> EventRecord:
    """An event at which a survey may still be opened."""
    event = _event(connection, id_)
    if event.status not in {"planned", "open"}:
        raise FaultyError([Fault(f"event {id_}", "is over.", "Open it standing, for the group.")])
    return event


def _faults_of_group(connection: Connection, event: str | None, group: str | None) -> list[Fault]:
    if event and group:
        return [Fault("group", "is the event's.", "Give an event or a group.")]
    if group and groups.find(connection, group) is None:
        return [Fault("group", f"{group} is no group.", "Add the group first.")]
    return []


def _faults_of_edition(connection: Connection, survey: Survey, edition: str) -> list[Fault]:
    if editions.latest(connection, survey.id) == edition:
        return []
    return [Fault(f"survey {survey.id}", "has a newer edition.", "Open the newest one.")]


def _faults_of_words(connection: Connection, survey: Survey, edition: str) -> list[Fault]:
    """What may not be asked. What was published on our own pages was looked at there."""
    if any(one.edition == edition for one in shelf.all_of_it(connection)):
        return []
    return [replace(fault, place=f"{survey.id}: {fault.place}") for fault in unfit(survey)]


def _faults_of_dates(opens: date, closes: date | None, channel: str) -> list[Fault]:
    faults = []
    if closes is not None and closes < opens:
        faults.append(Fault("closes", "is before it opens.", "Give a later day."))
    if channel not in CHANNELS:
        faults.append(Fault("channel", f"is {channel}.", f"Give one of {', '.join(CHANNELS)}."))
    return faults


def _faults_of_twice(
    connection: Connection, event: EventRecord, survey: Survey, channel: str, today: date
) -> list[Fault]:
    for record in collections.of_event(connection, event.id):
        same = (record.survey, record.channel) == (survey.id, channel)
        if same and record.state(today) != "closed":
            do = f"Its code is {record.code}."
            return [Fault(f"survey {survey.id}", "is open at this event already.", do)]
    return []


def _faults_of_asking_again(
    connection: Connection, event: EventRecord, survey: Survey
) -> Iterator[Fault]:
    """What another survey asks here too. Each is counted by itself, so the child who answered one
    and not the other could be found by taking the two results from each other."""
    asks = {item.id: item.text for item in survey.items if item.counts}
    for record in collections.of_event(connection, event.id):
        nobody_answered = record.counted == 0
        other = editions.find(connection, record.edition)
        if other is None or other.id == survey.id or nobody_answered:
            continue
        for item in other.items:
            if item.counts and item.id in asks:
                wrong = f"asks “{asks[item.id]}” too, which “{other.title}” already asks here."
                yield Fault(f"survey {survey.id}", wrong, "Ask it once at one event.")


def _new_code(connection: Connection) -> str:
    """A code that no collection ever had."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        if collections.by_code(connection, code) is None:
            return code

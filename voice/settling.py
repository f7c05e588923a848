"""What each tablet of an event still holds, in words, and what a person's word settles."""

from dataclasses import dataclass, replace
from datetime import date

from voice.faults import Fault, FaultyError
from voice.store import deliveries as held
from voice.store import events, ranges
from voice.store import tablets as known
from voice.store.db import Connection, Database, within
from voice.store.deliveries import DeliveryRecord
from voice.store.events import RUNNING
from voice.store.tablets import TabletRecord

LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one tablet still holds of one event, as far as is known."""

    tablet: str
    name: str
    colour: str
    state: str
    """fetched, used, absent or lost."""
    heard: bool
    """Whether it told how many were finished on it; once the event was closed, since then."""
    waiting: int | None
    """Envelopes that are still on it; None where nobody knows."""
    here: int
    """Envelopes that came in."""
    wiped: bool
    """Whether it told of fewer than before: it forgot what it held."""
    ended: bool
    """Whether nothing is taken from it any more."""
    settled: bool
    """Whether the event need not wait for it."""
    seen: date | None
    """The day on which it was last heard of, about whatever it was."""
    done: bool
    """Whether somebody said “We’re done” at the event."""

    @property
    def says(self) -> str:
        """The same in words, to stand behind its name or alone."""
        if self.state in _SAYS:
            return _SAYS[self.state].format(self.name)
        if self.is_off:
            return f"{self.name} was {self.off}".rstrip(".")
        if self.wiped:
            return f"{self.name} forgot what it held; {self.here} came in before"
        if self.waiting is None and self.done:
            return f"{self.name} {NOT_TOLD}".rstrip(".")
        if self.waiting is None:
            return f"{self.name} has not told yet whether envelopes are on it"
        if not self.waiting:
            return _ALL[self.done].format(self.name)
        it = "it sends itself" if self.waiting == 1 else "they send themselves"
        return f"{_envelopes(self.waiting)} still on {self.name}; {it} on Wi-Fi"

    @property
    def is_off(self) -> bool:
        """Whether it was taken off the list while an event waits for it: it can send nothing."""
        return self.ended and not self.settled

    @property
    def off(self) -> str:
        """What is said of it then, and what helps."""
        if not self.waiting:
            return f"taken off the list, and nobody knows what is on it. {_HELPS}"
        it = "it" if self.waiting == 1 else "them"
        how = _HELPS.replace("what is on it", it, 1)
        return f"taken off the list with {_envelopes(self.waiting)} on it. {how}"


NOT_TOLD = "has not told yet since “We’re done”. Switch it on where there is Wi-Fi."
_HELPS = "Save what is on it as a file on it, or declare it lost."
_ALL = {True: "all envelopes of {} are here", False: "all that {} told of is here"}
"""By whether “We’re done” was said: before, children may have answered since it told."""
_SAYS = {"absent": "{} was not used", "lost": "{} is lost; nobody waits for it"}


def deliveries(at: Database | Connection, event_id: str) -> list[Delivery]:
    """Every tablet of an event and what it still holds, by name; none once it is complete."""
    with within(at) as connection:
        event = events.find(connection, event_id)
        done = event is not None and event.status not in RUNNING
        named = {tablet.id: tablet for tablet in known.all_tablets(connection)}
        found = held.of_event(connection, event_id)
        return [_told_of(one, named[one.tablet], done=done) for one in found]


def lost(database: Database, tablet_id: str, event_id: str, why: str, today: date) -> None:
    """Declare that nothing more comes from a tablet, and why; the event keeps the reason.

    This may be said before the event is closed: the close does not wait for it then.
    ``opening.complete_events`` then completes the event if it waited for nothing else. Raises
    ``FaultyError``.
    """
    why = " ".join(why.split())
    with database.writing() as connection:
        tablet, delivery = _declared(connection, tablet_id, event_id)
        if not 0 < len(why) <= LONGEST_WHY:
            raise FaultyError([Fault("why", "is missing or long.", "Say it in a sentence.")])
        held.keep(connection, replace(delivery, state="lost"))
        events.tell_lost(connection, event_id, f"{tablet.name}: {why}")


def absent(database: Database, tablet_id: str, event_id: str) -> None:
    """Declare that a tablet was not used at an event. Raises ``FaultyError`` where it was."""
    with database.writing() as connection:
        tablet, delivery = _declared(connection, tablet_id, event_id)
        if delivery.finished | delivery.arrived:
            wrong = "was used: envelopes came from it or are on it."
            raise FaultyError([Fault(tablet.name, wrong, "If it is gone, say that it is lost.")])
        held.keep(connection, replace(delivery, state="absent"))


def empty(database: Database, tablet_id: str, event_id: str) -> None:
    """Declare that nothing more is on a tablet, in place of its own word: it stays without a
    network, and the file it saved is in.

    What is known to be on it no word can settle: raises ``FaultyError`` that says what is missing,
    or that it forgot what it held.
    """
    with database.writing() as connection:
        tablet, delivery = _declared(connection, tablet_id, event_id)
        if delivery.missing:
            which = ranges.write(delivery.missing).replace(",", ", ")
            wrong, do = (
                f"still has envelopes: {which}.",
                "Save them as a file on it, and bring it in.",
            )
            raise FaultyError([Fault(tablet.name, wrong, do)])
        if delivery.wiped:
            wrong = "has forgotten what it held."
            raise FaultyError([Fault(tablet.name, wrong, "Say that it is lost.")])
        held.keep(connection, replace(delivery, heard=True))


def _declared(
    connection: Connection, tablet_id: str, event_id: str
) -> tuple[TabletRecord, DeliveryRecord]:
    """What is declared of a tablet that an event may wait for. Raises ``FaultyError``."""
    tablet, record = known.find(connection, tablet_id), held.find(connection, tablet_id, event_id)
    if tablet is None or record is None:
        wrong = "has nothing of this event, or the event is complete."
        raise FaultyError([Fault(f"tablet {tablet_id}", wrong, "Look at the event’s page.")])
    return tablet, record


def _told_of(record: DeliveryRecord, tablet: TabletRecord, *, done: bool) -> Delivery:
    return Delivery(
        tablet=tablet.id,
        name=tablet.name,
        colour=tablet.colour,
        state=record.state,
        heard=record.heard,
        waiting=len(record.missing) if record.heard or record.missing else None,
        here=len(record.arrived),
        wiped=record.wiped,
        ended=tablet.ended,
        settled=record.settled,
        seen=tablet.seen,
        done=done,
    )


def _envelopes(number: int) -> str:
    return f"{number} envelope{'' if number == 1 else 's'}"

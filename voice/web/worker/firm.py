"""What stands firm: what may no longer be done to an event, and what to do in its place.

Papers and closed periods have told what they told. An event they tell of does not change silently.
"""

from datetime import date

from voice.faults import RefusedError
from voice.store.events import EventRecord

RUNNING = frozenset({"planned", "open"})
OVER: dict[str, str] = {
    "went-ahead": (
        "This event is closed. What was counted can be put right on its page, with “Correct the "
        "numbers”; everything else stays as it is."
    ),
    "cancelled": "This event is cancelled. If the group meets after all, add a new event.",
}
STILL_TO_COME = "This event is still to come. Count who comes and close it on its day."
CORRECTING: dict[str, str] = {
    "went-ahead": (
        "This event is closed. A correction shows in the next paper, not in one that was made."
    ),
    "cancelled": (
        "This event is cancelled. A correction shows in the next paper, not in one that was made."
    ),
}
"""By the status of an event: what to know before its numbers or its note are put right."""


def ahead(event: EventRecord) -> EventRecord:
    """The event, where it may still be changed or cancelled. Raises ``RefusedError``."""
    if event.status not in RUNNING:
        raise RefusedError(OVER[event.status])
    return event


def at_hand(event: EventRecord, today: date) -> EventRecord:
    """The event, where it may be counted at and closed: its day has come. Raises likewise."""
    if ahead(event).day > today:
        raise RefusedError(STILL_TO_COME)
    return event

"""What a group said together, in a file that a tablet saved: cards and agreed messages.

They go where the tablet would have sent them. Bringing them in twice changes nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from voice import together
from voice.boards import NoBoardError
from voice.card_merging import read_bases
from voice.faults import Fault, FaultyError
from voice.store.db import Database
from voice.store.tablets import TabletRecord

__all__ = ["Carried", "carried_in", "take_in"]

_SAVE = "Save it once more on the tablet. Nothing of it was taken in, and nothing is lost."
_FILE = TabletRecord("", "tablet", "", "", None, None, None, 0, False)
"""A file may be of any event, as a tablet may: whose it is does not matter for a card."""

Raw = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Carried:
    """How many cards and messages of a file are with us now, and how many could not be taken."""

    cards: int = 0
    messages: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The cards and messages in a file, as they came."""

    cards: Sequence[Raw] = ()
    messages: Sequence[Raw] = ()


def carried_in(said: Raw) -> Found:
    """What stands in a file beside its envelopes. Older files have none. Raises ``FaultyError``."""
    both = said.get("together", {})
    if isinstance(both, dict):
        rows = [both.get(name, []) for name in ("cards", "messages")]
        if all(
            isinstance(each, list) and all(isinstance(row, dict) for row in each) for each in rows
        ):
            return Found(*rows)
    raise FaultyError([Fault("file", "is damaged, or is none that a tablet makes.", _SAVE)])


def take_in(database: Database, found: Found, today: date) -> Carried:
    """Put cards on their boards and keep messages, once; what cannot be taken holds no other up.

    Raises ``BusyError``: bring the file in again then.
    """
    boards: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    for card in found.cards:
        boards[str(card.get("event")), str(card.get("survey"))].append(card)
    cards = sum(_cards(database, *of, rows, today) for of, rows in boards.items())
    messages = sum(_message(database, row, today) for row in found.messages)
    left = len(found.cards) + len(found.messages) - cards - messages
    return Carried(cards, messages, left)


def _cards(database: Database, event: str, survey: str, rows: Sequence[Raw], today: date) -> int:
    """How many of these cards of a board were taken: those with a fault are found by halves."""
    try:
        cards = together.read_cards(list(rows), event, survey)
        bases = read_bases(list(rows))
        together.merge(database, _FILE, event, survey, cards, today, bases)
    except NoBoardError:
        return 0
    except FaultyError:
        if len(rows) == 1:
            return 0
        half = len(rows) // 2
        first = _cards(database, event, survey, rows[:half], today)
        return first + _cards(database, event, survey, rows[half:], today)
    return len(rows)


def _message(database: Database, row: Raw, today: date) -> int:
    said = (row.get("id"), row.get("words"), row.get("signed"))
    try:
        together.agree(database, _FILE, str(row.get("event")), *said, today=today)
    except (NoBoardError, FaultyError):
        return 0
    return 1

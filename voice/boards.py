"""Boards: the open questions a group answers aloud at an event, and the cards under them.

Speech of the group: no respondent is counted by it. Nothing here has an order or a clock.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from voice.faults import Fault, FaultyError
from voice.store import boards as kept
from voice.store import editions, events
from voice.store.boards import CardRecord as Card
from voice.store.db import Connection, Database, within
from voice.store.events import EventRecord
from voice.store.tablets import TabletRecord as Tablet
from voice.survey.model import ID_LETTERS, Survey
from voice.survey.writing import clean

__all__ = [
    "Board",
    "Card",
    "ChartLine",
    "Column",
    "NoBoardError",
    "OverError",
    "board_of",
    "boards_at",
    "card_of",
    "columns_of",
    "empty_boards",
    "event_for",
    "event_of",
    "full_enough",
    "is_complete",
    "is_short",
    "lines_of",
    "on_one_line",
    "told",
]

LONGEST_CARD, MOST_CARDS, MOST_EVER = 200, 200, 2_000
"""Letters of a card; cards of a board, and the same with those taken away."""
DAYS_AFTER = 30
"""How long after its day an event that is complete takes what comes late."""


_DASH = re.compile(r"[-–—•·]\s+")
_STARS = re.compile(r"[*★⭐]\ufe0f?\s*")


class NoBoardError(LookupError):
    """Raised where no board is open, no card or event is, or a phone is at another event."""


class OverError(FaultyError):
    """Raised for what comes long after the event was complete."""


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a flip chart."""

    words: str
    starred: bool
    """Whether it began with a star: it matters most to the group."""


@dataclass(frozen=True, slots=True)
class Column:
    """An open question that a group answers together."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Board:
    """A questionnaire's open questions at an event, and what is on the board."""

    survey_id: str
    title: str
    columns: tuple[Column, ...]
    cards: tuple[Card, ...] = ()
    """Those taken away included: they have no words."""

    def under(self, item: str) -> list[Card]:
        """The cards of one column: starred ones first, then by words, never as they were said."""
        there = (card for card in self.cards if card.item == item and card.words)
        return sorted(there, key=lambda one: (not one.starred, one.words.casefold(), one.id))

    def has(self, item: str) -> bool:
        """Whether one of its questions has this id."""
        return any(column.id == item for column in self.columns)

    @property
    def number(self) -> int:
        """How many cards are on it."""
        return sum(bool(card.words) for card in self.cards)


def columns_of(survey: Survey) -> tuple[Column, ...]:
    """The open questions of a questionnaire: those that are answered in words."""
    return tuple(Column(item.id, item.text) for item in survey.items if item.writes)


def boards_at(at: Database | Connection, event_id: str) -> list[Board]:
    """The boards of an event with all their cards, by title."""
    with within(at) as connection:
        return [
            replace(empty, cards=tuple(kept.cards(connection, event_id, empty.survey_id)))
            for empty in empty_boards(connection, event_id)
        ]


def empty_boards(at: Database | Connection, event_id: str) -> tuple[Board, ...]:
    """The boards of an event without any card, by title: what a device needs to begin."""
    with within(at) as connection:
        found = [
            Board(survey.id, survey.title, columns_of(survey))
            for record in kept.of_event(connection, event_id)
            if (survey := editions.find(connection, record.edition))
        ]
    return tuple(sorted(found, key=lambda one: (one.title, one.survey_id)))


def told(boards: Iterable[Board]) -> list[dict[str, object]]:
    """What a device is told of the boards at an event."""
    return [
        {
            "survey": board.survey_id,
            "title": board.title,
            "columns": [{"id": column.id, "text": column.text} for column in board.columns],
        }
        for board in boards
    ]


def event_of(connection: Connection, event_id: str) -> EventRecord:
    """The event of that id. Raises ``NoBoardError``."""
    event = events.find(connection, event_id) if is_short(event_id) else None
    if event is None:
        raise NoBoardError("no such event")
    return event


def event_for(connection: Connection, tablet: Tablet, event_id: str, today: date) -> EventRecord:
    """The event a device sends from. Raises ``NoBoardError`` and ``OverError``."""
    event = event_of(connection, event_id)
    if tablet.event not in (None, event.id):
        raise NoBoardError("a phone is at one event alone")
    if is_complete(event) and today > event.day + timedelta(days=DAYS_AFTER):
        wrong = f"is complete, and its day is more than {DAYS_AFTER} days ago."
        raise OverError([Fault("event", wrong, "Type it in on the event’s page at the office.")])
    return event


def board_of(connection: Connection, event_id: str, survey_id: str) -> Board:
    """A board with its cards. Raises ``NoBoardError``."""
    for board in boards_at(connection, event_id):
        if board.survey_id == survey_id:
            return board
    raise NoBoardError("no such board")


def card_of(connection: Connection, card_id: str) -> Card:
    """A card that was not taken away. Raises ``NoBoardError``."""
    card = kept.find_card(connection, card_id)
    if card is None or not card.words:
        raise NoBoardError("no such card")
    return card


def is_complete(event: EventRecord) -> bool:
    """Whether nothing of an event is awaited from any device."""
    return event.counted is not None or event.status == "cancelled"


def full_enough(cards: list[Card], place: str = "cards") -> list[Card]:
    """The cards of a board. Raises ``FaultyError`` where they are more than it holds."""
    if sum(bool(card.words) for card in cards) > MOST_CARDS or len(cards) > MOST_EVER:
        do = f"A board holds {MOST_CARDS} cards."
        raise FaultyError([Fault(place, "are too many cards.", do)])
    return cards


def on_one_line(said: str) -> str:
    """Words on one line, without what no letter is."""
    return " ".join(clean(said).split())


def lines_of(typed: str) -> list[ChartLine]:
    """The lines of a flip chart, each once, without the dash, dot or star they begin with."""
    found: dict[str, bool] = {}
    for raw in clean(typed).split("\n"):
        words, starred = _without_marks(raw.strip())
        if words:
            found[words] = found.get(words, False) or starred
    return [ChartLine(words, starred) for words, starred in found.items()]


def _without_marks(line: str) -> tuple[str, bool]:
    """A line without the marks it begins with, and whether a star was among them."""
    starred = False
    while found := _DASH.match(line) or _STARS.match(line):
        starred = starred or found.re is _STARS
        line = line[found.end() :]
    return on_one_line(line), starred


def is_short(said: object) -> bool:
    """Whether it can be an id of ours, and so be asked for."""
    return (
        isinstance(said, str)
        and said.isascii()
        and said.isprintable()
        and 0 < len(said) <= ID_LETTERS
    )

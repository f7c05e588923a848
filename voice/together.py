"""Together: what a group says aloud, on a board of open questions or in one message.

Speech of the group, said before others and for others: nobody learns who said what, or in which
order. Several devices may work on one board, with and without a network: each card carries its
``edit``, the higher one wins, and a tie leaves what is here; ``voice.card_merging`` sees to it that
two changes of one card lose no words.

A board takes all of that until its event is complete. What comes later, from a tablet that was
away, is still the group's: until ``boards.DAYS_AFTER`` days after the event's day, words that are
not on the board become new cards. What is on the board by then stays as it is, since two people may
have checked it: other words for a card that is there become a card beside it, and no device can
take a card away any more. What comes to an event that is over is put forward for papers at once.
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from voice import card_merging, quotes
from voice import words as words_of
from voice.boards import (
    LONGEST_CARD,
    MOST_EVER,
    Board,
    Card,
    ChartLine,
    NoBoardError,
    board_of,
    card_of,
    columns_of,
    event_for,
    event_of,
    full_enough,
    is_complete,
    is_short,
    lines_of,
    on_one_line,
)
from voice.card_merging import Base
from voice.faults import Fault, FaultyError
from voice.store import boards as kept
from voice.store import editions, events
from voice.store.boards import BoardRecord, MessageRecord
from voice.store.db import Connection, Database, within
from voice.store.events import RUNNING
from voice.store.tablets import TabletRecord as Tablet
from voice.survey.model import Survey

SHORTEST_MESSAGE, LONGEST_MESSAGE, LONGEST_NAME = 12, 300, 120
"""Letters of a message and of the name that a group signs it with."""
LAST_EDIT = 9_999
STILL_AT_IT = timedelta(days=1)
"""So long after an event's day a device is told all that is on a board."""

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def open_board(database: Database, survey: Survey, event_id: str, today: date) -> BoardRecord:
    """Open a board at an event; opening again changes nothing. An event that is to come is open
    by this; one that is over is not opened again, but a flip chart of it can be typed in.

    An edition that is new is published. Raises ``FaultyError`` for a questionnaire without open
    questions, an edition that is not the newest, and an event that is not there or was cancelled.
    """
    place = f"survey {survey.id}"
    if not columns_of(survey):
        raise _faulty(place, "has no open questions.", "Choose one that asks for words or ideas.")
    with database.writing() as connection:
        event = events.find(connection, event_id)
        if event is None or event.status == "cancelled":
            wrong = "was cancelled." if event else "is not there."
            raise _faulty(f"event {event_id}", wrong, "Choose another event.")
        edition = editions.publish(connection, survey)
        if editions.latest(connection, survey.id) != edition:
            raise _faulty(place, "has a newer edition.", "Open the newest one.")
        if event.status in RUNNING:
            events.change(connection, event_id, status="open")
        return kept.open(connection, event_id, survey.id, edition)


# What devices send


def read_cards(said: object, event_id: str, survey_id: str) -> list[Card]:
    """The cards in a post, tidied. Raises ``FaultyError``, naming each that cannot be one."""
    if not isinstance(said, list) or len(said) > MOST_EVER:
        raise _faulty("cards", "are no list.", f"Send at most {MOST_EVER} at a time.")
    found = [_card(raw, event_id, survey_id) for raw in said]
    do = f"Send id, item, words of at most {LONGEST_CARD} letters, starred and edit."
    faults = [
        Fault(f"card {number}", "cannot be one.", do)
        for number, card in enumerate(found, 1)
        if card is None
    ]
    if faults:
        raise FaultyError(faults)
    return [card for card in found if card]


def merge(
    database: Database,
    tablet: Tablet,
    event_id: str,
    survey_id: str,
    cards: Sequence[Card],
    today: date,
    bases: Mapping[str, Base] = MappingProxyType({}),
) -> list[Card]:
    """Take in what a device has of a board; gives all of it, cards that were taken away included,
    while the group may still be at it: until the day after the event. Later only what was just
    sent, so that a tablet that was found tells nobody what groups said.

    Sending again changes nothing. Where ``bases`` tell, by a card's id, on which words a change
    was made, two devices at one time lose no words. Raises
    ``NoBoardError``, ``OverError`` and, with nothing taken in, ``FaultyError``.
    """
    if not cards:
        with database.reading() as connection:
            event = event_for(connection, tablet, event_id, today)
            found = list(board_of(connection, event_id, survey_id).cards)
            return _shown(found, cards, event.day, today)
    with database.writing() as connection:
        event = event_for(connection, tablet, event_id, today)
        _check_cards(connection, board_of(connection, event_id, survey_id), cards)
        for card in cards:
            if is_complete(event):
                card_merging.take_late(connection, card)
            else:
                card_merging.take(connection, card, bases.get(card.id))
        quotes.forward_event(connection, event_id)
        found = full_enough(kept.cards(connection, event_id, survey_id))
        return _shown(found, cards, event.day, today)


def messages(at: Database | Connection, event_id: str) -> list[MessageRecord]:
    """The agreed messages of an event, by their words."""
    with within(at) as connection:
        return kept.messages(connection, event_id)


def agree(
    database: Database,
    tablet: Tablet,
    event_id: str,
    id_: object,
    words: object,
    signed: object,
    today: date,
) -> str:
    """Keep a message that nobody said no to: ``stored``, or ``already`` where its id was here.

    Raises ``NoBoardError`` for an event that is not there, ``OverError`` and ``FaultyError``.
    """
    message = _message(event_id, id_, words, signed)
    with database.writing() as connection:
        event_for(connection, tablet, event_id, today)
        new = kept.add_message(connection, message)
        quotes.forward_event(connection, event_id)
    return "stored" if new else "already"


def signature(message: MessageRecord, day: date) -> str:
    """Whose message it is: the group's own name, or “young people in our groups, autumn 2019”."""
    return message.signed or usual_signature(day)


def usual_signature(day: date) -> str:
    """Who stands under the message of a group that gave itself no name of its own."""
    return f"young people in our groups, {words_of.season(day)}"


# What a worker does


def write(
    database: Database, event_id: str, survey_id: str, item: str, lines: str, today: date
) -> list[Card]:
    """Type in one column of a flip chart, as ``write_chart`` does."""
    return write_chart(database, event_id, survey_id, {item: lines}, today)


def write_chart(
    database: Database, event_id: str, survey_id: str, chart: Mapping[str, str], today: date
) -> list[Card]:
    """Type in a flip chart, lines by column: each is a card; empty ones are passed over.

    One that begins with a star is a starred card. Lines that are under their question already are
    not put there twice; a star typed before one is given to it. All of it is kept or none. Gives
    the new cards.
    Raises ``FaultyError`` with each fault at its column, and ``NoBoardError``.
    """
    with database.writing() as connection:
        board, event = board_of(connection, event_id, survey_id), event_of(connection, event_id)
        if event.day > today:
            raise _faulty("chart", "is of a day to come.", "Type it in on the day or later.")
        typed = _typed(board, chart)
        new = [
            Card(str(uuid.uuid4()), event_id, survey_id, item, line.words, line.starred, 1)
            for item, line in typed
            if not _under(board, item, line)
        ]
        for card in new:
            kept.put_card(connection, card)
        for item, line in typed:
            for card in _under(board, item, line):
                if line.starred and not card.starred:
                    _rewrite(connection, replace(card, starred=True))
        full_enough(kept.cards(connection, event_id, survey_id), "chart")
        quotes.forward_event(connection, event_id)
    return new


def change(
    database: Database,
    card_id: str,
    words: str,
    item: str | None = None,
    starred: bool | None = None,
) -> Card:
    """Give a card other words and, where it is said, another column or a star or none.

    Raises ``FaultyError`` at ``words`` or ``item``, and ``NoBoardError``.
    """
    said = on_one_line(words)
    if not 0 < len(said) <= LONGEST_CARD:
        wrong = "are too many letters." if said else "are missing."
        raise _faulty("words", wrong, f"Write 1 to {LONGEST_CARD} letters, or take the card away.")
    return _change(database, card_id, words=said, item=item, starred=starred)


def star(database: Database, card_id: str, starred: bool) -> Card:
    """Say that a card matters most to the group, or not any more. Raises ``NoBoardError``."""
    return _change(database, card_id, starred=starred)


def move(database: Database, card_id: str, item: str) -> Card:
    """Put a card under another question of its board. Raises ``FaultyError``, ``NoBoardError``."""
    return _change(database, card_id, item=item)


def remove(database: Database, card_id: str) -> Card:
    """Take a card away, from every device too. Gives it as it was. Raises ``NoBoardError``."""
    with database.writing() as connection:
        card = card_of(connection, card_id)
        _rewrite(connection, replace(card, words="", starred=False))
        if is_complete(event_of(connection, card.event)):
            kept.tidy(connection, card.event)
    return card


def _change(
    database: Database,
    card_id: str,
    words: str | None = None,
    item: str | None = None,
    starred: bool | None = None,
) -> Card:
    with database.writing() as connection:
        card = card_of(connection, card_id)
        if item is not None and not board_of(connection, card.event, card.survey).has(item):
            raise _faulty("item", "is no question of this board.", "Choose one of its questions.")
        new = replace(
            card,
            words=card.words if words is None else words,
            item=card.item if item is None else item,
            starred=card.starred if starred is None else starred,
        )
        return card if new == card else _rewrite(connection, new)


def _rewrite(connection: Connection, card: Card) -> Card:
    """Change a card so that no device's older one wins; what is complete tells of no change."""
    complete = is_complete(event_of(connection, card.event))
    new = replace(card, edit=card.edit if complete else card.edit + 1)
    kept.replace_card(connection, new)
    quotes.forward_event(connection, card.event)
    return new


def _shown(found: list[Card], sent: Sequence[Card], day: date, today: date) -> list[Card]:
    """What a device is told of a board: all of it, or long after only what it sent itself."""
    if today <= day + STILL_AT_IT:
        return found
    ids, words = {card.id for card in sent}, {card.words for card in sent}
    return [card for card in found if card.id in ids or (card.words and card.words in words)]


def _check_cards(connection: Connection, board: Board, cards: Sequence[Card]) -> None:
    """Raises ``FaultyError`` for cards under no question of a board, or of another board."""
    ours = {card.id for card in board.cards}
    faults = []
    for number, card in enumerate(cards, 1):
        if not board.has(card.item):
            do = "Send the id of one of its columns."
            faults.append(Fault(f"card {number}", "is under no question of this board.", do))
        elif card.id not in ours and kept.find_card(connection, card.id):
            faults.append(Fault(f"card {number}", "is of another board.", "Make a new id."))
    if faults:
        raise FaultyError(faults)


# What was said


def _card(raw: object, event_id: str, survey_id: str) -> Card | None:
    """A card as it was sent; None where it has not the shape of one."""
    match raw:
        case {
            "id": str(id_),
            "item": str(item),
            "words": str(words),
            "starred": bool(starred),
            "edit": int(edit),
        }:
            said = on_one_line(words)
            fits = len(said) <= LONGEST_CARD and 0 < edit <= LAST_EDIT and edit is not True
            if fits and _ID.fullmatch(id_) and is_short(item):
                return Card(id_, event_id, survey_id, item, said, starred and said != "", edit)
    return None


def _message(event_id: str, id_: object, words: object, signed: object) -> MessageRecord:
    """A message as it was sent. Raises ``FaultyError``."""
    said = on_one_line(words) if isinstance(words, str) else ""
    name = on_one_line(signed) if isinstance(signed, str) else None
    faults = []
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        faults.append(Fault("id", "is no UUID.", "Send a random one (version 4)."))
    if not SHORTEST_MESSAGE <= len(said) <= LONGEST_MESSAGE:
        do = f"Write {SHORTEST_MESSAGE} to {LONGEST_MESSAGE} letters."
        faults.append(Fault("words", "are too short or too long.", do))
    if name is None or len(name) > LONGEST_NAME:
        do = f"Write at most {LONGEST_NAME} letters, or none."
        faults.append(Fault("signed", "is no name.", do))
    if faults:
        raise FaultyError(faults)
    return MessageRecord(str(id_), event_id, said, name or "")


def _typed(board: Board, chart: Mapping[str, str]) -> list[tuple[str, ChartLine]]:
    """The lines of a flip chart by column, each once."""
    typed, faults = [], []
    for item, lines in chart.items():
        if not board.has(item):
            raise NoBoardError("no such column")
        for line in lines_of(lines):
            if len(line.words) > LONGEST_CARD:
                begins = f"which begins “{line.words[:30]}”."
                wrong = f"has a line of {len(line.words)} letters, {begins}"
                faults.append(Fault(item, wrong, f"A card holds {LONGEST_CARD}: make two of it."))
            typed.append((item, line))
    if faults:
        raise FaultyError(faults)
    return typed


def _under(board: Board, item: str, line: ChartLine) -> list[Card]:
    """The cards of a column that say what a line says."""
    return [card for card in board.under(item) if card.words == line.words]


def _faulty(place: str, wrong: str, do: str) -> FaultyError:
    return FaultyError([Fault(place, wrong, do)])

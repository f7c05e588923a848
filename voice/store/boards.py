"""What a group said together at an event: boards, the cards on them, and agreed messages.

Speech of the group, never an answer. Nothing here has an order or a clock.
"""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Select, delete, insert, select, update

from voice.store.db import Connection
from voice.store.row_order import by_keys
from voice.store.schema_small_groups import board, card, message


@dataclass(frozen=True, slots=True)
class BoardRecord:
    """That a group works on the open questions of one questionnaire at an event."""

    event: str
    survey: str
    edition: str


@dataclass(frozen=True, slots=True)
class CardRecord:
    """Words of the group under one question. No words: it was taken away."""

    id: str
    event: str
    survey: str
    item: str
    words: str
    starred: bool
    edit: int
    """How often it was written: the higher one wins where two devices changed the same card."""


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """Sentences nobody in the group said no to."""

    id: str
    event: str
    words: str
    signed: str
    """The group's own name for it; empty for the usual signature."""


def open(connection: Connection, event: str, survey: str, edition: str) -> BoardRecord:  # noqa: A001 - boards.open is the word
    """Open a board, once: the one that is open already stays as it is."""
    found = find(connection, event, survey)
    if found is None:
        found = BoardRecord(event, survey, edition)
        connection.execute(insert(board), asdict(found))
    return found


def find(connection: Connection, event: str, survey: str) -> BoardRecord | None:
    chosen = _BOARD.where(board.c.event == event, board.c.survey == survey)
    row = connection.execute(chosen).first()
    return None if row is None else BoardRecord(*row)


def of_event(connection: Connection, event: str) -> list[BoardRecord]:
    """The boards of an event, by the id of their questionnaires."""
    rows = connection.execute(_BOARD.where(board.c.event == event))
    return sorted((BoardRecord(*row) for row in rows), key=lambda one: one.survey)


def cards(connection: Connection, event: str, survey: str) -> list[CardRecord]:
    """Every card of a board, those taken away included, by their ids, which are random."""
    return _cards(connection, _CARD.where(card.c.event == event, card.c.survey == survey))


def find_card(connection: Connection, id_: str) -> CardRecord | None:
    return next(iter(_cards(connection, _CARD.where(card.c.id == id_))), None)


def put_card(connection: Connection, new: CardRecord) -> bool:
    """Keep a card where it is new, or of a higher edit than the one we have. Says whether it was.

    For ``database.writing()``: nobody else puts cards meanwhile. A card never leaves its board.
    """
    row = asdict(new)
    same = (card.c.id == new.id, card.c.event == new.event, card.c.survey == new.survey)
    changed = {name: row[name] for name in ("item", "words", "starred", "edit")}
    later = update(card).where(*same, card.c.edit < new.edit).values(**changed)
    if connection.execute(later).rowcount:
        return True
    if find_card(connection, new.id):
        return False
    connection.execute(insert(card), row)
    return True


def replace_card(connection: Connection, new: CardRecord) -> None:
    """Change a card that is there, whatever its edit."""
    row = asdict(new)
    changed = {name: row[name] for name in ("item", "words", "starred", "edit")}
    connection.execute(update(card).where(card.c.id == new.id).values(**changed))


def drop_card(connection: Connection, id_: str) -> None:
    connection.execute(delete(card).where(card.c.id == id_))


def tidy(connection: Connection, event: str) -> None:
    """Leave nothing of an event that tells what was taken away, how often a card was changed, or in
    which order they were said."""
    connection.execute(delete(card).where(card.c.event == event, card.c.words == ""))
    connection.execute(update(card).where(card.c.event == event).values(edit=1))
    by_keys(connection, card, card.c.event == event)


def spoken(connection: Connection, event: str) -> bool:
    """Whether a group left anything at an event: a card with words, or a message."""
    card_there = select(card.c.id).where(card.c.event == event, card.c.words != "").limit(1)
    message_there = select(message.c.id).where(message.c.event == event).limit(1)
    found = (connection.execute(chosen).first() for chosen in (card_there, message_there))
    return any(row is not None for row in found)


def messages(connection: Connection, event: str) -> list[MessageRecord]:
    """The agreed messages of an event, by their words."""
    rows = connection.execute(_MESSAGE.where(message.c.event == event))
    found = (MessageRecord(*row) for row in rows)
    return sorted(found, key=lambda one: (one.words.casefold(), one.id))


def add_message(connection: Connection, new: MessageRecord) -> bool:
    """Keep a message. False where one with its id is there already, which stays as it is."""
    there = connection.execute(_MESSAGE.where(message.c.id == new.id)).first()
    if there is None:
        connection.execute(insert(message), asdict(new))
    return there is None


_BOARD = select(*(board.c[name] for name in BoardRecord.__dataclass_fields__))
_CARD = select(*(card.c[name] for name in CardRecord.__dataclass_fields__))
_MESSAGE = select(*(message.c[name] for name in MessageRecord.__dataclass_fields__))


def _cards(connection: Connection, chosen: Select[Any]) -> list[CardRecord]:
    found = (CardRecord(*row) for row in connection.execute(chosen))
    return sorted(found, key=lambda one: one.id)

"""What becomes of a card that a device sends while others change the same one.

Nothing that somebody typed goes because of what somebody else did at the same time: a device tells
on which words its change was made, and where the service has others by then, they stay. What was
typed meanwhile becomes a card beside them.
"""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from voice.boards import LONGEST_CARD, on_one_line
from voice.store import boards as kept
from voice.store.boards import CardRecord as Card
from voice.store.db import Connection

__all__ = ["Base", "read_bases", "take", "take_late"]

MOST_TRIED = 10


@dataclass(frozen=True, slots=True)
class Base:
    """What a device knew of a card when it changed it."""

    was: str | None
    """Its words as the service last had them for this device; None for a card of its own."""
    tried: tuple[str, ...] = ()
    """Words it sent since and had no answer to: they may be here, or may not."""

    def knows(self, words: str) -> bool:
        """Whether somebody at the device saw these words, or wrote them."""
        return words == self.was or words in self.tried

    def typed(self, card: Card, there: Card) -> bool:
        """Whether the words of a card were written since, and may be nowhere else."""
        if self.was is not None or set(self.tried) - {card.words}:
            return card.words != self.was
        # A new card that is here already came once; it was changed or taken away after that.
        return not self.tried and card.edit > there.edit


def read_bases(said: object) -> dict[str, Base]:
    """What a post tells of the cards in it, by their ids; what cannot be read is passed over, so
    that such a card is one of a device that tells nothing."""
    raws = said if isinstance(said, list) else []
    found = ((raw.get("id"), _base(raw)) for raw in raws if isinstance(raw, Mapping))
    return {id_: base for id_, base in found if isinstance(id_, str) and base}


def take(connection: Connection, card: Card, base: Base | None) -> None:
    """Take in a card of an event that is not complete. Taking it in again changes nothing.

    Without a base the higher edit wins, and a tie leaves what is here.
    """
    there = kept.find_card(connection, card.id)
    if base is None or there is None or there.words == card.words:
        kept.put_card(connection, card)
    elif not card.words:
        if base.knows(there.words):
            kept.put_card(connection, card)
    elif base.typed(card, there):
        _take_words(connection, card, there, base)
    else:
        _take_rest(connection, card, there)


def take_late(connection: Connection, card: Card) -> None:
    """Take in a card after its event was complete: words that are not here become a new card."""
    there = kept.find_card(connection, card.id)
    if not card.words or (there and there.words == card.words):
        return
    if there:
        _put_beside(connection, card)
    else:
        kept.put_card(connection, replace(card, edit=1))


def _take_words(connection: Connection, card: Card, there: Card, base: Base) -> None:
    """Words that were typed: in their place, or beside what is there.

    One that was taken in before and was changed since is always behind by its edit.
    """
    if card.edit >= there.edit and (not there.words or base.knows(there.words)):
        _put_over(connection, card, there)
    else:
        _put_beside(connection, card)


def _take_rest(connection: Connection, card: Card, there: Card) -> None:
    """A star or a place under another question, for a card whose words another device changed.
    One that was taken away stays so only where that was the later change."""
    if card.edit > there.edit or (card.edit == there.edit and not there.words):
        _put_over(connection, replace(card, words=there.words or card.words), there)


def _put_over(connection: Connection, card: Card, there: Card) -> None:
    kept.replace_card(connection, replace(card, edit=max(card.edit, there.edit + 1)))


def _put_beside(connection: Connection, card: Card) -> None:
    kept.put_card(connection, replace(card, id=_beside(card), edit=1))


def _beside(card: Card) -> str:
    """The id of a card beside the one of the same id: the same for the same words, each time."""
    digest = hashlib.sha256(f"{card.id} {card.words}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def _base(raw: Mapping[str, object]) -> Base | None:
    """None where it tells nothing, or nothing that a device tells."""
    was, tried = raw.get("was", 0), raw.get("tried", [])
    if not (was is None or _is_words(was)) or not isinstance(tried, list):
        return None
    if len(tried) > MOST_TRIED or not all(_is_words(one) for one in tried):
        return None
    return Base(None if was is None else on_one_line(str(was)), tuple(map(on_one_line, tried)))


def _is_words(said: object) -> bool:
    return isinstance(said, str) and len(said) <= LONGEST_CARD

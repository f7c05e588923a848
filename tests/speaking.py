"""A group that says something together, for tests: an event with an open board and a tablet."""

import uuid
from dataclasses import replace
from datetime import timedelta

from tests import factories
from tests.closing import POLICY
from tests.factories import THURSDAY
from tests.store.devices import a_tablet
from voice import opening, together
from voice.boards import Card, boards_at
from voice.store.db import Database
from voice.store.tablets import TabletRecord

EVENT = "pond-dipping"
ASKED = factories.a_survey(
    items=[
        factories.feeling(),
        factories.words(id="advice", text="What would you tell somebody?"),
        factories.words(id="good", kind="ideas", text="What is good?"),
    ]
)
DAY = timedelta(days=1)
SAID = "We want our meetings after school."


TABLET = TabletRecord("Tablet A", "tablet", "Tablet A", "blue", None, None, None, 0, False)


def a_hall(database: Database) -> Database:
    """Today's event with an open board and a tablet."""
    with database.writing() as connection:
        factories.an_event(connection, EVENT, name="Pond dipping")
        a_tablet(connection)
    together.open_board(database, ASKED, EVENT, THURSDAY)
    return database


def a_card(words: str = "Ask for a night light", **more: object) -> Card:
    made = Card(str(uuid.uuid4()), EVENT, ASKED.id, "advice", words, False, 1)
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a card


def send(database: Database, *cards: Card, after: int = 0, by: TabletRecord = TABLET) -> list[Card]:
    """What the device is told after it sent these, some days after the event."""
    return together.merge(database, by, EVENT, ASKED.id, cards, THURSDAY + after * DAY)


def words(database: Database, item: str = "advice") -> list[str]:
    (board,) = boards_at(database, EVENT)
    return [card.words for card in board.under(item)]


def end(database: Database) -> None:
    assert not opening.close_event(database, EVENT, POLICY, THURSDAY).waits

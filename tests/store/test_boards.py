"""Boards, cards and messages as they are kept, and many devices at one time."""

import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from tests import factories
from tests.factories import THURSDAY
from tests.store.devices import a_tablet
from voice import together
from voice.faults import BusyError
from voice.store import boards, editions
from voice.store.boards import CardRecord, MessageRecord
from voice.store.db import Connection, Database
from voice.store.schema_small_groups import card
from voice.store.tablets import TabletRecord

EVENT, ITEM = "pond-dipping", "say-more"
SURVEY = factories.a_survey()


def a_card(words: str = "Ask for a night light", edit: int = 1, **more: object) -> CardRecord:
    made = CardRecord(str(uuid.uuid4()), EVENT, SURVEY.id, ITEM, words, False, edit)
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a card


def a_board(connection: Connection) -> str:
    factories.an_event(connection, EVENT)
    edition = editions.publish(connection, SURVEY)
    return boards.open(connection, EVENT, SURVEY.id, edition).edition


@pytest.fixture
def hall(database: Database) -> Database:
    """An event with an open board."""
    with database.writing() as connection:
        a_board(connection)
    return database


def on_it(database: Database) -> list[CardRecord]:
    with database.reading() as connection:
        return boards.cards(connection, EVENT, SURVEY.id)


def test_a_board_is_open_once(hall: Database) -> None:
    with hall.writing() as connection:
        again = boards.open(connection, EVENT, SURVEY.id, "f" * 64)
        assert boards.of_event(connection, EVENT) == [again]
    assert again.edition == SURVEY.fingerprint


def test_the_higher_edit_of_a_card_wins_and_a_tie_leaves_what_is_here(hall: Database) -> None:
    first = a_card(edit=2)
    tried = [
        (first, True),
        (replace(first, words="older", edit=1), False),
        (replace(first, words="as old", edit=2), False),
        (replace(first, words="newer", starred=True, edit=3), True),
        (replace(first, words="", edit=4), True),
    ]
    with hall.writing() as connection:
        assert [boards.put_card(connection, card) for card, _ in tried] == [won for _, won in tried]
    assert on_it(hall) == [tried[-1][0]]


def test_cards_come_in_no_order_of_time(hall: Database) -> None:
    made = [a_card(f"card {number}") for number in range(9)]
    with hall.writing() as connection:
        for card in made:
            boards.put_card(connection, card)
    assert on_it(hall) == sorted(made, key=lambda card: card.id)


def test_tidying_leaves_no_card_that_was_taken_away_and_no_number_of_changes(
    hall: Database,
) -> None:
    kept, gone = a_card(edit=7, starred=True), a_card("", edit=3)
    with hall.writing() as connection:
        for card in (kept, gone):
            boards.put_card(connection, card)
        boards.tidy(connection, "another")
        assert len(boards.cards(connection, EVENT, SURVEY.id)) == 2
        boards.tidy(connection, EVENT)
    assert on_it(hall) == [replace(kept, edit=1)]


def test_tidying_forgets_in_which_order_the_cards_were_said(hall: Database) -> None:
    for number in range(40):
        with hall.writing() as connection:
            boards.put_card(connection, a_card(f"Card {number}"))
    with hall.writing() as connection:
        boards.tidy(connection, EVENT)
    lie = select(card.c.id)
    with hall.reading() as connection:
        if connection.dialect.name == "postgresql":
            lie = lie.order_by(text("ctid"))
            assert len(set(connection.scalars(text("SELECT xmin::text FROM card")))) == 1
        found = list(connection.scalars(lie))
    assert found == sorted(found)
    assert len(found) == 40


def test_a_message_is_kept_once(hall: Database) -> None:
    message = MessageRecord(str(uuid.uuid4()), EVENT, "We want to know who will be there.", "")
    with hall.writing() as connection:
        assert boards.add_message(connection, message)
        assert not boards.add_message(connection, replace(message, words="We want less."))
        assert boards.messages(connection, EVENT) == [message]
        assert boards.messages(connection, "another") == []


@pytest.mark.parametrize(("words", "spoken"), [("Ask for a night light", True), ("", False)])
def test_a_group_has_spoken_where_a_card_has_words(
    hall: Database, words: str, spoken: bool
) -> None:
    with hall.writing() as connection:
        assert not boards.spoken(connection, EVENT)
        boards.put_card(connection, a_card(words))
        assert boards.spoken(connection, EVENT) is spoken


def test_two_devices_that_send_at_once_lose_nothing(hall: Database) -> None:
    """Each has ten cards of its own, and changed the same five of both: the later ones stay."""
    shared = [a_card(f"both {number}") for number in range(5)]
    with hall.writing() as connection:
        devices = [a_tablet(connection, name) for name in ("Tablet A", "Tablet B")]
        for card in shared:
            boards.put_card(connection, card)
    own = [[a_card(f"{device.name} {number}") for number in range(10)] for device in devices]
    changed = [
        [
            replace(card, words=f"{device.name} changed", edit=2 + (at + place) % 2)
            for at, card in enumerate(shared)
        ]
        for place, device in enumerate(devices)
    ]

    def send(place: int) -> None:
        for card in [*own[place], *changed[place]]:
            merge(hall, devices[place], [card])

    with ThreadPoolExecutor(2) as both:
        list(both.map(send, range(2)))
    latest = [card for cards in changed for card in cards if card.edit == 3]
    expected = {card.id: card for card in [*own[0], *own[1], *latest]}
    assert {card.id: card for card in on_it(hall)} == expected


def merge(database: Database, device: TabletRecord, cards: Sequence[CardRecord]) -> None:
    """Send until it is taken in, as devices do."""
    while True:
        try:
            together.merge(database, device, EVENT, SURVEY.id, cards, THURSDAY)
        except BusyError:
            continue
        return

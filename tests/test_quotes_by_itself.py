"""What a group said is put forward by itself, whenever it comes."""

import uuid
from dataclasses import replace

from tests import factories
from tests.quotes import a_card, a_message, an_event, lines, words_of
from tests.store.devices import a_tablet
from voice import opening, settling, together
from voice.analysis.policy import Policy
from voice.store import deliveries
from voice.store.db import Database


def close(database: Database, event: str = "canoeing") -> None:
    opening.close_event(database, event, Policy(), factories.THURSDAY)


def test_closing_an_event_puts_forward_what_its_group_said(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection, status="open")
        a_card(connection, "Bring your own pillow")
        a_message(connection, "We want one worker for longer.")
    assert lines(database) == []
    close(database)
    assert words_of(database) == ["Bring your own pillow", "We want one worker for longer."]


def test_an_event_that_waited_puts_forward_what_came_meanwhile(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection, status="open")
        tablet = a_tablet(connection)
        deliveries.fetch(connection, tablet.id, "canoeing")
    close(database)
    with database.writing() as connection:
        a_card(connection, "Bring your own pillow")
    settling.lost(database, tablet.id, "canoeing", "It fell into the pond.", factories.THURSDAY)
    opening.complete_events(database, Policy(), factories.THURSDAY)
    assert words_of(database) == ["Bring your own pillow"]


def test_a_flip_chart_typed_in_later_is_put_forward(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        card = a_card(connection, "Bring your own pillow")
    day = factories.THURSDAY
    together.write(database, "canoeing", "advice", "arriving", "Ask for a light\n", day)
    assert words_of(database) == ["Ask for a light", "Bring your own pillow"]
    together.change(database, card.id, "Bring a pillow")
    assert words_of(database) == ["Ask for a light", "Bring a pillow"]
    together.remove(database, card.id)
    assert words_of(database) == ["Ask for a light"]


def test_what_a_tablet_brings_late_is_put_forward(database: Database) -> None:
    with database.writing() as connection:
        an_event(connection)
        card = a_card(connection, "Bring your own pillow")
        tablet = a_tablet(connection)
    day = factories.THURSDAY
    late = replace(card, id=str(uuid.uuid4()), words="Ask for a light")
    together.merge(database, tablet, "canoeing", "advice", [late], day)
    said = "We want to be asked before things change."
    together.agree(database, tablet, "canoeing", str(uuid.uuid4()), said, "", day)
    assert words_of(database) == ["Ask for a light", "Bring your own pillow", said]

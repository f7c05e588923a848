"""What the example council's young people say aloud, and how two people clear it for a paper."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from voice import quotes, together
from voice.store import boards
from voice.store import quotes as kept
from voice.store.boards import MessageRecord
from voice.store.db import Database
from voice.survey.model import Survey

STAR = "* "
"""Before a card that the group starred."""
CHECKERS = ("worker", "reviewer")


def aloud(
    database: Database, surveys: Mapping[str, Survey], event: str, day: date, told: dict[str, Any]
) -> None:
    """Fill an event's boards, and keep the messages that its group agreed on."""
    for survey_id, columns in told.get("boards", {}).items():
        together.open_board(database, surveys[survey_id], event, day)
        for item, lines in columns.items():
            plain = [line.removeprefix(STAR) for line in lines]
            cards = together.write(database, event, survey_id, item, "\n".join(plain), day)
            for card, line in zip(cards, lines, strict=True):
                if line.startswith(STAR):
                    together.star(database, card.id, starred=True)
    with database.writing() as connection:
        for words in told.get("messages", ()):
            boards.add_message(connection, MessageRecord(str(uuid.uuid4()), event, words, ""))


def for_the_paper(database: Database, event: str, told: dict[str, Any], least: int) -> None:
    """Put forward all that was said at an event that is over, and let two people look at it."""
    for moment in told.get("moments", ()):
        quotes.moment(database, event, moment, least=least)
    with database.writing() as connection:
        quotes.forward_event(connection, event)
        lines = kept.of_event(connection, event)
    for line in lines:
        for person in CHECKERS:
            quotes.check(database, line.id, person, least=least)

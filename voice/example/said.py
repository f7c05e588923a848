"""What the example council's young people say aloud, and how two people clear it for a paper."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from voice import quotes, together
from voice.analysis import phrases
from voice.store import boards, editions
from voice.store import quotes as kept
from voice.store.boards import MessageRecord
from voice.store.db import Database
from voice.store.quotes import QuoteRecord
from voice.store.remarks import UnreadRemark
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
    _clear(database, lines, least)


def written(database: Database, read: Iterable[UnreadRemark], least: int) -> None:
    """Put forward what was read, may be told as it stands and has nothing to look at, once each."""
    lines: dict[tuple[str, str, str], QuoteRecord] = {}
    with database.writing() as connection:
        for one in read:
            told = quotes.may_be_told(connection, one.survey, one.item, one.leave)
            as_it_stands = told == "remark" or editions.harmless(connection, one.survey, one.item)
            key = (one.survey, one.item, one.words)
            if as_it_stands and key not in lines and not phrases.check(one.words, group=False):
                lines[key] = quotes.put_forward(connection, one.id)
    _clear(database, lines.values(), least)


def _clear(database: Database, lines: Iterable[QuoteRecord], least: int) -> None:
    for line in lines:
        for person in CHECKERS:
            quotes.check(database, line.id, person, line.print, least=least)

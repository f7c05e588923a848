"""Lines on their way into a paper, for tests: events with cards, things read, people who look."""

import uuid
from datetime import date
from typing import Any

from tests import factories
from voice import quotes
from voice.store import attendance, boards, editions, remarks, responses
from voice.store import quotes as kept
from voice.store.boards import CardRecord, MessageRecord
from voice.store.db import Connection, Database
from voice.store.events import EventRecord
from voice.store.quotes import QuoteRecord
from voice.survey.answers import Reading
from voice.survey.model import Survey

LEAST = 10
ANN, BEA = "ann", "bea"
ASKED = factories.a_survey(
    id="advice",
    items=[
        factories.words(id="arriving", text="What would you tell somebody new?"),
        {"id": "food", "kind": "ideas", "text": "What shall we eat?", "harmless": True},
    ],
)


def a_line(**changes: Any) -> QuoteRecord:
    """A moment that nobody has looked at; ``changes`` replace its fields."""
    words = changes.get("words", "They laughed a lot.")
    made: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "source": "moment",
        "of": None,
        "event": None,
        "group": None,
        "month": "2019-10",
        "survey": "",
        "item": "",
        "words": words,
        "said": words,
        "reason": "",
        "first": None,
        "second": None,
        "left_out": False,
    }
    return QuoteRecord(**made | changes)


def an_event(
    connection: Connection, id_: str = "canoeing", came: int | None = 3, **changes: Any
) -> EventRecord:
    """A small event that went ahead."""
    given = {"name": "Canoeing", "place": "Grafham Water", "host": "Sam", "status": "went-ahead"}
    event = factories.an_event(connection, id_, **given | changes)
    if came is not None:
        attendance.put(connection, id_, "came", attendance.ALL, came)
    return event


def a_card(
    connection: Connection, words: str, event: str = "canoeing", **changes: Any
) -> CardRecord:
    """A card on the event's board, the board with it."""
    edition = editions.publish(connection, ASKED)
    boards.open(connection, event, ASKED.id, edition)
    made = CardRecord(str(uuid.uuid4()), event, ASKED.id, "arriving", words, False, 1)
    given = {name: changes.get(name, getattr(made, name)) for name in made.__dataclass_fields__}
    card = CardRecord(**given)
    boards.put_card(connection, card)
    return card


def a_message(connection: Connection, words: str, event: str = "canoeing") -> MessageRecord:
    made = MessageRecord(str(uuid.uuid4()), event, words, "")
    boards.add_message(connection, made)
    return made


def a_remark(
    connection: Connection,
    words: str,
    leave: str | None,
    item: str = "arriving",
    read: bool = True,
) -> str:
    """Something written that was read; its id."""
    factories.a_group(connection)
    editions.publish(connection, ASKED)
    before = {one.id for one in remarks.unread(connection, factories.THURSDAY)}
    remarks.add(
        connection,
        [(item, words)],
        survey=ASKED.id,
        group="just-us",
        month="2019-10",
        due=factories.THURSDAY,
        leave=leave,
    )
    (new,) = {one.id for one in remarks.unread(connection, factories.THURSDAY)} - before
    if read:
        remarks.mark_read(connection, new, "reviewer")
    return new


def answer(database: Database, number: int, survey: Survey = ASKED, month: str = "2019-10") -> None:
    """So many answers to a questionnaire come in."""
    with database.writing() as connection:
        factories.a_group(connection)
        edition = editions.publish(connection, survey)
        given = [Reading((), (), None, None)] * number
        responses.add(
            connection, given, edition=edition, collection=None, group="just-us", month=month
        )


def keep(database: Database, **changes: Any) -> QuoteRecord:
    """A line in the database."""
    line = a_line(**changes)
    with database.writing() as connection:
        kept.add(connection, line)
    return line


def find(database: Database, id_: str) -> QuoteRecord:
    with database.reading() as connection:
        found = kept.find(connection, id_)
    assert found is not None
    return found


def lines(database: Database) -> list[QuoteRecord]:
    with database.reading() as connection:
        return kept.all_of(connection)


def words_of(database: Database) -> list[str]:
    return [one.said for one in lines(database)]


def look(database: Database, id_: str, person: str = ANN) -> QuoteRecord:
    """Somebody looks at a line as it stands."""
    return quotes.check(database, id_, person, find(database, id_).print, least=LEAST)


def clear(database: Database, id_: str) -> QuoteRecord:
    """Two people look at a line."""
    look(database, id_)
    return look(database, id_, BEA)


def told(database: Database, until: date, meeting: date = date(2020, 1, 15)) -> list[str]:
    """What the paper for a meeting may tell, up to a day."""
    with database.reading() as connection:
        return [one.said for one in kept.to_tell(connection, until, meeting)]

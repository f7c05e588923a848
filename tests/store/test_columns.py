"""What an attacker with the whole file learns from each column beside an answer.

The attacker has the database file, or PostgreSQL's data folder, and everything published; they
know who came to which event. They do not have the keys. A new column fails until it is listed
here: write down what it tells before you add it.

No column, but the file tells it: where a row lies in its page, and on PostgreSQL its transaction,
give away in which order the records of an open event came in, and so which words came with which
answers. ``responses.forget_order`` takes that away at the close (tests/store/test_responses.py);
no copy of the file is made before (docs/decisions/0005-order-in-the-file.md).
"""

import pytest
from sqlalchemy import Date, DateTime, Time, select
from sqlalchemy.types import TypeEngine

from tests import factories
from voice import collect
from voice.keys import Keys
from voice.store import schema
from voice.store.db import Database
from voice.store.schema import BESIDE_AN_ANSWER, metadata

LEARNS = {
    "response.id": "Nothing: random, made here. It is not the id that the tablet made.",
    "response.edition": "Which questions a young person saw, and that they were asked in the weeks "
    "in which that edition was used. Not the language, pictures or sounds.",
    "response.collection": "At which event they answered, while at least N did or until its close. "
    "With who came, that is one of N or more; before the close it can be one of few.",
    "response.group": "Which group they are one of.",
    "response.month": "The month of the event, or a later one if it came late. No day.",
    "response.age_band": "Which of three bands they tapped, if any.",
    "response.helped": "Whether they answered alone or with somebody, if asked.",
    "answer.response": "Which answers one young person gave: all of one response belong together. "
    "With an answer known from elsewhere, the others: hence the encrypted disk and the policy.",
    "answer.item": "The question; never one to be answered in words.",
    "answer.option": "The answer, or why there is none. Never a word they wrote, nor whether they "
    "wrote (docs/decisions/0010-writing-leaves-no-row.md).",
    "answer.edition": "The same as response.edition.",
    "remark.id": "Nothing: random, its own. No response has it.",
    "remark.item": "The question the words answer, as far as it is known.",
    "remark.survey": "The survey, not the edition.",
    "remark.group": "Which group the writer is one of.",
    "remark.month": "The month, as of a response. No day.",
    "remark.age_band": "Nothing: always empty (docs/decisions/0004-remarks-and-days.md).",
    "remark.leave": "What the writer allows: their words, only what they mean, or nothing beyond "
    "the team, which is also kept where they chose nothing. Empty where nobody was asked: harmless "
    "ideas, words from before and words that could not be placed. What one writer allows for two "
    "texts may differ, so it ties no remark to another for certain; but where few wrote in a group "
    "and month and one choice is rare, texts with it may well be of one writer.",
    "remark.words": "What was written; that may name anybody, or be known by its manner.",
    "remark.translation": "The same words in English; where there is one, that the writer wrote in "
    "another language, which the words tell too.",
    "remark.due": "The working day after the words came, until somebody has read them: with who "
    "came that day, that the writer is one of them. Gone with the reading.",
    "remark.read_by": "The role of whoever read them. Not the day: the trail counts by day.",
    "receipt.mac": "Nothing without the key. With the key and a tablet's own id, that this record "
    "came in; not what it said.",
    "receipt.body_mac": "Nothing without the key. With the key, whether guessed bytes came in "
    "under a known id.",
    "receipt.outcome": "How many records of a collection were stored, set aside or in conflict.",
    "receipt.collection": "How many records came in for a collection. Ends 30 days after it, "
    "at an event a year after it.",
    "set_aside.id": "Nothing: random, or, of what came from a tablet and could not be placed, made "
    "with the key.",
    "set_aside.why": "Why the record could not be read, never words.",
    "set_aside.month": "The month, as of a response.",
    "set_aside.received": "A whole record as it was sent, words beside answers, its own id "
    "blotted out. Its words are remarks too: with them, the group it came from. Rare. Of "
    "what came sealed and could not be opened, what stood outside too: its id and its number, "
    "without which it can never be opened; while an event waits for its tablet, that tablet; not "
    "what is inside.",
    "tally.month": "A month, or a whole year.",
    "tally.what": "What was counted, by month for the whole service: never by event.",
    "tally.value": "The value that was counted.",
    "tally.number": "How many. Unpublished, like answers.",
    "slip.mac": "Nothing without the key. With the key and a printed code, whether that code was "
    "used; by which response, only while the collection is open and the file tells the order.",
    "slip.collection": "How many one-time codes of a collection were used.",
    "delivery.tablet": "Which tablet was at an event. One row a tablet and event, never a row an "
    "envelope: no response, receipt or envelope has it.",
    "delivery.event": "The same. The row is gone when the event is complete.",
    "delivery.state": "Whether a tablet was used, left in the cupboard or lost.",
    "delivery.heard": "Whether a tablet has told how many were finished on it.",
    "delivery.wiped": "Whether a tablet forgot what it had told before.",
    "delivery.finished": "How many answered on that tablet. The numbers are the order of its "
    "children, so a gap says that the third threw theirs away; which response is whose they do not "
    "say, for nothing that was opened keeps its number.",
    "delivery.arrived": "Which of them came in. While the event is open the file tells with which "
    "responses (docs/decisions/0005-order-in-the-file.md): from two copies of it, the third child "
    "on that tablet may be told from the fourth. After its completion, nothing: the row is gone, "
    "overwritten, and the responses were put in another order.",
    "card.id": "Nothing: random, made on the tablet.",
    "card.event": "At which event it was said before everybody there.",
    "card.survey": "Which board it stood on.",
    "card.item": "In which column.",
    "card.words": "What was called out before the group, and perhaps whose words they were to "
    "those who were there. Children are told so before.",
    "card.starred": "That the group thought it important.",
    "card.edit": "How often the card was changed.",
    "message.id": "Nothing: random, made on the tablet.",
    "message.event": "At which event the group agreed on it; so that nobody there said no.",
    "message.words": "What the group wants councillors to hear, in its own words.",
    "message.signed": "The name the group gave itself.",
    "quote.id": "Nothing: random, its own.",
    "quote.source": "Whether it was said before others, written alone, or seen by a worker.",
    "quote.of": "Which card, message or remark it was made from; those tell nothing more.",
    "quote.event": "At which event it was said before others. Empty for what a child wrote alone.",
    "quote.group": "Which group, as the remark has it.",
    "quote.month": "The month, as the remark has it.",
    "quote.survey": "Which questionnaire or board.",
    "quote.item": "Which question or column.",
    "quote.words": "What was said or written, as it came.",
    "quote.said": "What may be published.",
    "quote.reason": "Why words were changed, in general terms; a worker could write too much here.",
    "quote.first": "Which worker read it first. Nothing of a child.",
    "quote.second": "Which worker read it then. Nothing of a child.",
    "coding.remark": "Which text; that tells nothing more.",
    "coding.coder": "Which person of the team sorted it. Nothing of a child.",
    "coding.theme": "What it is about, as the words tell.",
    "coding.frame": "By which code frame it was sorted.",
    "quote.left_out": "That somebody decided against it.",
    "quote.told": "The meeting whose paper told it, which the paper says too.",
}


def test_every_column_beside_an_answer_says_what_an_attacker_learns() -> None:
    there = {str(column) for name in BESIDE_AN_ANSWER for column in metadata.tables[name].columns}
    assert set(LEARNS) == there


def test_every_table_that_knows_of_a_response_is_among_them() -> None:
    answered = {"response", "answer", "remark", "receipt", "set_aside", "tally"}
    named = answered | {"slip", "delivery", "card", "message", "quote", "coding"}
    assert set(BESIDE_AN_ANSWER) == named
    pointing = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in {"response", "answer", "remark", "receipt"}
    }
    assert pointing <= named


@pytest.mark.parametrize("name", BESIDE_AN_ANSWER)
def test_nothing_beside_an_answer_holds_a_day_or_an_hour(name: str) -> None:
    timed: set[type[TypeEngine[object]]] = {Date, DateTime, Time, schema.Moment}
    found = {
        str(column)
        for column in metadata.tables[name].columns
        if isinstance(column.type, tuple(timed))
    }
    assert found <= {"remark.due", "quote.told"}


@pytest.mark.parametrize("name", BESIDE_AN_ANSWER)
def test_no_table_beside_an_answer_counts_its_rows(name: str) -> None:
    """A row number is the order of arrival; so is a key that is made by counting."""
    table = metadata.tables[name]
    assert table.dialect_options["sqlite"]["with_rowid"] is False
    assert all(key.type.python_type is str for key in table.primary_key)


def test_what_tablets_still_hold_is_one_row_a_tablet_and_event_and_reaches_no_answer() -> None:
    """A row an envelope would tie a child's place in the queue to what came in with it."""
    delivery = metadata.tables["delivery"]
    assert {key.name for key in delivery.primary_key} == {"tablet", "event"}
    assert {key.column.table.name for key in delivery.foreign_keys} == {"tablet", "event"}
    pointing = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in {"tablet", "delivery"}
    }
    assert pointing == {"delivery"}


def test_words_and_answers_have_no_thread_between_them() -> None:
    """Group, month and survey are all that a remark and a response have in common."""
    remark, response = metadata.tables["remark"], metadata.tables["response"]
    shared = {column.name for column in remark.columns} & {
        column.name for column in response.columns
    }
    assert shared == {"id", "group", "month", "age_band"}
    assert {key.column.table.name for key in remark.foreign_keys} == {"group"}


def test_who_came_and_what_was_said_share_nothing_finer_than_the_event() -> None:
    reached = {
        name: {key.column.table.name for key in metadata.tables[name].foreign_keys}
        for name in ("attendance", "response", "answer", "remark")
    }
    assert reached["attendance"] == {"event"}
    assert not reached["attendance"] & (reached["response"] | reached["answer"] | reached["remark"])


@pytest.mark.parametrize("writers", [[4], [n for n in range(12) if n != 4]])
def test_no_row_beside_a_response_tells_whether_its_child_wrote(
    database: Database, keyring: Keys, writers: list[int]
) -> None:
    """Twelve answer alike and differ in who wrote: where one wrote, the words are that child's."""
    ideas = {"id": "next-time", "kind": "ideas", "text": "What next?"}
    hidden = factories.words(id="why", show_if={"item": "say-more", "was_answered": True})
    survey = factories.a_survey(items=[factories.feeling(), factories.words(), ideas, hidden])
    with database.writing() as connection:
        record = factories.a_collection(connection, survey)
    wrote = {"say-more": "my own words", "next-time": ["pond"], "why": "because"}
    silent: list[dict[str, object]] = [{}, {"say-more": None, "next-time": None, "why": None}]
    for number in range(12):
        words = wrote if number in writers else silent[number % 2]
        body = factories.a_submission(survey, answers={"feeling-now": "happy", **words})
        collect.take_in(database, keyring, record.code, body, factories.THURSDAY)
    with database.reading() as connection:
        rows = {
            name: connection.execute(select(metadata.tables[name])).mappings().all()
            for name in ("response", "answer", "remark")
        }
    assert len(rows["remark"]) == 3 * len(writers)
    assert len(rows["response"]) == 12
    beside: dict[str, list[object]] = {str(row["id"]): [] for row in rows["response"]}
    for row in rows["response"]:
        beside[row["id"]].append(sorted((k, str(v)) for k, v in row.items() if k != "id"))
    for row in rows["answer"]:
        beside[row["response"]].append((row["item"], row["option"]))
    kinds = {str(told) for told in beside.values()}
    assert len(kinds) == 1
    assert "happy" in str(kinds)

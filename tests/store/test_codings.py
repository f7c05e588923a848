"""Codings beside the texts they are of."""

from datetime import date

from sqlalchemy import delete

from tests.quotes import ASKED, a_remark
from voice.store import codings, frames, responses
from voice.store.codings import CodingRecord
from voice.store.db import Connection, Database
from voice.store.schema import remark

DAY = date(2019, 11, 20)


def a_frame(connection: Connection) -> int:
    return frames.add(connection, [], DAY).version


def test_a_decision_takes_the_place_of_the_one_before(database: Database) -> None:
    with database.writing() as connection:
        text, frame = a_remark(connection, "The bus", "words"), a_frame(connection)
        codings.put(connection, text, "ann", ["home", "fun"], frame)
        codings.put(connection, text, "ann", ["travel"], frame)
        codings.put(connection, text, "bea", [], frame)
        found = [
            CodingRecord(text, "ann", frozenset({"travel"})),
            CodingRecord(text, "bea", frozenset()),
        ]
        assert codings.of(connection, text) == codings.all_of(connection) == found
        codings.forget(connection, text, "ann")
        assert codings.of(connection, text) == found[1:]


def test_only_what_was_read_is_there_to_sort(database: Database) -> None:
    with database.writing() as connection:
        a_remark(connection, "Unread", "words", read=False)
        read = a_remark(connection, "Read", None)
        a_remark(connection, "Crisps", None, item="food")
        (one,) = codings.texts(connection, ASKED.id, "arriving")
        assert (one.id, one.words, one.translation, one.leave) == (read, "Read", "", "team")
        assert len(codings.texts(connection)) == 2


def test_a_paper_counts_by_month_and_sees_no_words(database: Database) -> None:
    with database.writing() as connection:
        a_remark(connection, "Unread", "words", read=False)
        read = a_remark(connection, "Read", "idea")
        assert codings.written(connection, "", "2019-09") == []
        assert codings.written(connection, "2019-10", "2019-12") == []
        (one,) = codings.written(connection, "2019-09", "2019-10")
    assert (one.id, one.group, one.month, one.leave) == (read, "just-us", "2019-10", "idea")
    assert not hasattr(one, "words")


def test_decisions_on_a_text_that_is_gone_are_none(database: Database) -> None:
    with database.writing() as connection:
        text = a_remark(connection, "The bus", "words")
        codings.put(connection, text, "ann", ["travel"], a_frame(connection))
        connection.execute(delete(remark).where(remark.c.id == text))
        assert codings.all_of(connection) == []


def test_the_close_keeps_decisions_and_forgets_in_which_order_they_were_made(
    database: Database,
) -> None:
    with database.writing() as connection:
        frame = a_frame(connection)
        texts = [a_remark(connection, f"Text {number}", "words") for number in range(5)]
        for text in texts:
            codings.put(connection, text, "ann", ["travel"], frame)
        before = codings.all_of(connection)
        responses.forget_order(connection, months=["2019-10"])
        assert codings.all_of(connection) == before
        assert len(before) == 5

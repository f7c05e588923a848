from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests import factories
from voice.store import remarks, schema
from voice.store.db import Connection, Database
from voice.store.remarks import Waiting

DUE = date(2019, 10, 25)
DAY = timedelta(days=1)


def say(connection: Connection, *words: str, due: date = DUE, group: str | None = None) -> None:
    said = [("say-more", each) for each in words]
    remarks.add(connection, said, survey="how-are-you", group=group, month="2019-10", due=due)


def test_words_wait_alone_with_their_question(database: Database) -> None:
    with database.writing() as connection:
        factories.a_group(connection)
        say(connection, "I like the pond", group="just-us")
        [found] = remarks.unread(connection, DUE)
    assert (found.survey, found.item, found.words) == ("how-are-you", "say-more", "I like the pond")
    assert (found.due, found.overdue) == (DUE, False)


def test_the_longest_due_come_first_and_are_overdue_the_day_after(database: Database) -> None:
    with database.writing() as connection:
        say(connection, "later", due=DUE + DAY)
        say(connection, "first")
        found = remarks.unread(connection, DUE + DAY)
        assert [(one.words, one.overdue) for one in found] == [("first", True), ("later", False)]
        assert remarks.waiting(connection, DUE) == Waiting(unread=2, overdue=0)
        assert remarks.waiting(connection, DUE + DAY) == Waiting(unread=2, overdue=1)


def test_those_due_on_one_day_come_in_no_order_of_arrival(database: Database) -> None:
    with database.writing() as connection:
        for number in range(20):
            say(connection, str(number))
        found = [int(one.words) for one in remarks.unread(connection, DUE)]
    assert sorted(found) == list(range(20))
    assert found != sorted(found)


def test_reading_leaves_the_role_and_takes_the_day(database: Database) -> None:
    with database.writing() as connection:
        say(connection, "hello")
        [found] = remarks.unread(connection, DUE)
        assert remarks.mark_read(connection, found.id, "reviewer") is True
        assert remarks.unread(connection, DUE) == []
        row = connection.execute(select(schema.remark)).one()
    assert (row.due, row.read_by, row.words) == (None, "reviewer", "hello")


@pytest.mark.parametrize(
    ("given", "told"), [("words", "words"), ("idea", "idea"), ("team", "team"), (None, "team")]
)
def test_what_the_writer_allows_stays_with_the_words(
    database: Database, given: str | None, told: str
) -> None:
    with database.writing() as connection:
        factories.a_group(connection)
        remarks.add(
            connection,
            [("say-more", "hello")],
            survey="how-are-you",
            group="just-us",
            month="2019-10",
            due=DUE,
            leave=given,
        )
        (unread,) = remarks.unread(connection, DUE)
        found = remarks.find(connection, unread.id)
        assert remarks.find(connection, "another") is None
    assert unread.leave == told
    assert found == remarks.RemarkRecord(
        unread.id, "how-are-you", "say-more", "hello", "just-us", "2019-10", told
    )


def test_words_are_read_once(database: Database) -> None:
    with database.writing() as connection:
        say(connection, "hello")
        [found] = remarks.unread(connection, DUE)
        remarks.mark_read(connection, found.id, "reviewer")
        assert remarks.mark_read(connection, found.id, "safeguarding") is False
        assert remarks.mark_read(connection, "never-said", "reviewer") is False
        assert connection.execute(select(schema.remark.c.read_by)).scalar() == "reviewer"


def test_nothing_said_is_nothing_kept(database: Database) -> None:
    with database.writing() as connection:
        say(connection)
        assert remarks.waiting(connection, DUE) == Waiting(0, 0)


@pytest.mark.parametrize("words", ["Ünïcödé", "سلام", "👩‍👩‍👧", "'; DROP TABLE remark; --", "a\nb"])
def test_words_come_back_as_they_were_written(database: Database, words: str) -> None:
    with database.writing() as connection:
        say(connection, words)
        assert [one.words for one in remarks.unread(connection, DUE)] == [words]


def test_two_remarks_of_one_young_person_have_nothing_in_common_but_their_place(
    database: Database,
) -> None:
    with database.writing() as connection:
        say(connection, "one", "two")
        rows = connection.execute(select(schema.remark.c.id, schema.remark.c.age_band)).all()
    assert len({row.id for row in rows}) == 2
    assert {row.age_band for row in rows} == {None}

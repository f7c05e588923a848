from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from tests import factories
from tests.factories import CODE, THURSDAY
from voice.store import collections, editions, responses, schema
from voice.store.collections import CollectionRecord, Place
from voice.store.db import Connection, Database
from voice.survey.answers import Reading

DAY = timedelta(days=1)


def answer(connection: Connection, record: CollectionRecord, number: int) -> None:
    """So many responses that point at a collection."""
    reading = Reading(rows=(("feeling-now", "happy"),), remarks=(), age_band=None, helped=None)
    responses.add(
        connection,
        [reading] * number,
        edition=record.edition,
        collection=record.id,
        group="just-us",
        month="2019-10",
    )


def close_month(connection: Connection, month: str) -> None:
    row = {"id": month, "first": month, "last": month, "closed": THURSDAY}
    connection.execute(insert(schema.period), row)


def test_a_collection_is_found_by_id_code_and_event(database: Database) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection)
        assert collections.find(connection, record.id) == record
        assert collections.by_code(connection, CODE) == record
        assert collections.of_event(connection, "pond-dipping") == [record]
        assert collections.standing(connection) == []
        assert collections.by_code(connection, "XXXXXXXX") is None


def test_a_standing_collection_belongs_to_no_event(database: Database) -> None:
    with database.writing() as connection:
        factories.a_group(connection)
        record = factories.a_collection(connection, event=None, group="just-us", name="Reviews")
        assert collections.standing(connection) == [record]
        assert record.event is None


def test_a_code_is_never_used_twice(database: Database) -> None:
    with database.writing() as connection:
        factories.a_collection(connection)
    with pytest.raises(DBAPIError), database.writing() as connection:
        factories.a_collection(connection, event="another")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (THURSDAY - DAY, "not-yet"),
        (THURSDAY, "open"),
        (THURSDAY + DAY, "open"),
        (THURSDAY + 2 * DAY, "closed"),
    ],
)
def test_the_days_say_whether_one_can_start(database: Database, today: date, state: str) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection, closes=THURSDAY + DAY)
    assert record.state(today) == state


def test_closing_counts_and_lets_nobody_start_that_same_day(database: Database) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection, closes=THURSDAY + 9 * DAY)
        collections.close(connection, record.id, THURSDAY, 7)
        closed = collections.find(connection, record.id)
    assert (closed.state(THURSDAY), closed.closes, closed.counted) == ("closed", THURSDAY, 7)


def test_closing_late_does_not_move_the_last_day(database: Database) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection, closes=THURSDAY)
        collections.close(connection, record.id, THURSDAY + 9 * DAY, 7)
        assert collections.find(connection, record.id).closes == THURSDAY


def test_answered_counts_what_points_at_each(database: Database) -> None:
    with database.writing() as connection:
        one = factories.a_collection(connection)
        other = factories.a_collection(connection, code="CCCCCCCC")
        answer(connection, one, 3)
        assert collections.answered(connection, [one.id, other.id]) == {one.id: 3, other.id: 0}
        assert collections.answered(connection, []) == {}


class TestPlace:
    """What the child's door needs to know, in one statement."""

    def place(self, connection: Connection, asked: str | None = None) -> Place:
        found = collections.place(connection, CODE, asked)
        assert found is not None
        return found

    def test_it_names_the_event_its_group_and_the_host(self, database: Database) -> None:
        with database.writing() as connection:
            factories.an_event(connection, host="Sam")
            record = factories.a_collection(connection)
            place = self.place(connection)
        assert place.collection == record
        assert (place.group, place.group_name) == ("just-us", "Just Us")
        assert (place.event_name, place.event_day, place.host) == ("Pond dipping", THURSDAY, "Sam")

    def test_a_standing_collection_has_its_own_group_or_none(self, database: Database) -> None:
        with database.writing() as connection:
            factories.a_group(connection)
            factories.a_collection(connection, event=None, group="just-us")
            factories.a_collection(connection, event=None, code="CCCCCCCC")
            assert self.place(connection).group_name == "Just Us"
            other = collections.place(connection, "CCCCCCCC")
        assert (other.group, other.group_name, other.event_day, other.host) == (
            None,
            None,
            None,
            "",
        )

    def test_a_code_never_issued_is_no_place(self, database: Database) -> None:
        with database.reading() as connection:
            assert collections.place(connection, "XXXXXXXX") is None

    def test_the_definition_is_that_of_the_edition_asked_about(self, database: Database) -> None:
        newer = factories.a_survey(title="How are you now?")
        with database.writing() as connection:
            factories.a_collection(connection)
            editions.publish(connection, newer)
            assert self.place(connection).definition == factories.a_survey().definition
            assert self.place(connection, newer.fingerprint).definition == newer.definition
            assert self.place(connection, "0" * 64).definition is None

    def test_while_the_month_is_open_a_record_counts_in_the_events_month(
        self, database: Database
    ) -> None:
        with database.writing() as connection:
            record = factories.a_collection(connection)
            close_month(connection, "2019-09")
            place = self.place(connection)
        for today in (THURSDAY, THURSDAY + 40 * DAY, date(1970, 1, 1)):
            assert place.month(today) == "2019-10"
        assert (place.link(), place.moved) == (record.id, False)

    @pytest.mark.parametrize(
        ("closed", "counts_in"), [("2019-10", "2019-11"), ("2019-12", "2020-01")]
    )
    def test_after_the_months_close_it_counts_in_the_next_open_one_and_points_at_nothing(
        self, database: Database, closed: str, counts_in: str
    ) -> None:
        with database.writing() as connection:
            factories.a_collection(connection)
            close_month(connection, "2019-09")
            close_month(connection, closed)
            place = self.place(connection)
        assert place.month(THURSDAY) == counts_in
        assert (place.link(), place.moved) == (None, True)

    def test_without_an_event_a_record_counts_in_the_month_it_comes_in(
        self, database: Database
    ) -> None:
        with database.writing() as connection:
            record = factories.a_collection(connection, event=None)
            assert self.place(connection).month(date(2019, 12, 31)) == "2019-12"
            close_month(connection, "2019-12")
            assert self.place(connection).month(date(2019, 12, 31)) == "2020-01"
            assert self.place(connection).link() == record.id

    def test_what_comes_late_points_where_the_others_point(self, database: Database) -> None:
        with database.writing() as connection:
            record = factories.a_collection(connection)
            assert self.place(connection).unlinked is False
            answer(connection, record, 12)
            collections.close(connection, record.id, THURSDAY, 12)
            assert self.place(connection).link() == record.id
            responses.unlink(connection, [record.id])
            assert self.place(connection).unlinked is True
            assert self.place(connection).link() is None

    def test_more_can_be_counted_after_the_close(self, database: Database) -> None:
        with database.writing() as connection:
            record = factories.a_collection(connection)
            collections.close(connection, record.id, THURSDAY, 4)
            collections.count_more(connection, record.id, 3)
            assert collections.find(connection, record.id).counted == 7

"""Tables by two dimensions that are wanted at the next close."""

from datetime import date

import pytest

from voice.store import wanted
from voice.store.db import Database
from voice.store.wanted import WantedRecord

TODAY, LATER = date(2019, 10, 24), date(2019, 10, 31)
BOTH = WantedRecord("how-are-you", "listened", "age_band", "group", TODAY)


def test_the_two_dimensions_stand_in_the_order_of_their_names(database: Database) -> None:
    with database.writing() as connection:
        wanted.add(connection, "how-are-you", "listened", "group", "age_band", TODAY)
        assert wanted.all_wanted(connection) == [BOTH]


def test_wanted_twice_it_is_wanted_once_since_the_first_day(database: Database) -> None:
    with database.writing() as connection:
        wanted.add(connection, "how-are-you", "listened", "age_band", "group", TODAY)
        again = wanted.add(connection, "how-are-you", "listened", "group", "age_band", LATER)
        assert again == BOTH
        assert wanted.all_wanted(connection) == [BOTH]


def test_one_dimension_twice_is_none(database: Database) -> None:
    with database.writing() as connection, pytest.raises(ValueError, match="has two"):
        wanted.add(connection, "how-are-you", "listened", "group", "group", TODAY)


def test_they_are_listed_by_what_they_are_of(database: Database) -> None:
    with database.writing() as connection:
        for item, second in (("listened", "month"), ("good", "helped"), ("listened", "helped")):
            wanted.add(connection, "how-are-you", item, "group", second, TODAY)
        found = [(one.item, one.second) for one in wanted.all_wanted(connection)]
    assert found == [("good", "helped"), ("listened", "helped"), ("listened", "month")]


def test_what_is_wanted_no_more_is_gone_and_may_be_removed_again(database: Database) -> None:
    with database.writing() as connection:
        kept = wanted.add(connection, "how-are-you", "good", "group", "month", TODAY)
        wanted.add(connection, "how-are-you", "listened", "age_band", "group", TODAY)
        for _ in range(2):
            wanted.remove(connection, BOTH)
        assert wanted.all_wanted(connection) == [kept]
        wanted.clear(connection)
        assert wanted.all_wanted(connection) == []

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from tests import factories
from voice.analysis import terms as analysis
from voice.faults import FaultyError
from voice.store import attendance, events, terms
from voice.store.db import Connection, Database
from voice.store.terms import SeatRecord, Sessions, TermRecord

GROUP = "just-us"
SEAT = SeatRecord("a", "Co-opted seats", 2, "2019-09", "The report says thank you.")


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.writing() as connection:
        factories.a_group(connection, GROUP)
        yield connection


def test_numbers_of_a_term_replace_those_before(connection: Connection) -> None:
    terms.put(connection, GROUP, "2019-autumn", 9, 2, None)
    terms.put(connection, GROUP, "2019-autumn", 10, None, 0)
    assert terms.of_group(connection, GROUP) == [TermRecord(GROUP, "2019-autumn", 10, None, 0)]
    assert terms.of_group(connection, "another") == []


def test_terms_stand_by_time(connection: Connection) -> None:
    for name in ("2019-autumn", "2020-spring", "2019-spring", "2019-summer"):
        terms.put(connection, GROUP, name, None, None, None)
    names = [record.term for record in terms.all_terms(connection)]
    assert names == ["2019-spring", "2019-summer", "2019-autumn", "2020-spring"]
    assert all(analysis.before(later) == sooner for sooner, later in pairwise(names))


@pytest.mark.parametrize(
    ("name", "numbers", "places"),
    [
        ("2019-winter", (1, 1, 1), ["term"]),
        ("autumn", (1, 1, 1), ["term"]),
        ("2019-autumn", (-1, None, -2), ["members", "left"]),
        ("2019-autumn", (3, 4, None), ["new"]),
    ],
)
def test_what_cannot_be_is_told(
    connection: Connection, name: str, numbers: tuple[int, int | None, int], places: list[str]
) -> None:
    with pytest.raises(FaultyError) as told:
        terms.put(connection, GROUP, name, *numbers)
    assert [fault.place for fault in told.value.faults] == places
    assert terms.all_terms(connection) == []


def test_sessions_are_counted_by_group_and_term(connection: Connection) -> None:
    for id_, day, status, came in (
        ("a", date(2019, 9, 5), "went-ahead", 4),
        ("b", date(2019, 10, 3), "went-ahead", 7),
        ("c", date(2019, 10, 24), "went-ahead", None),
        ("d", date(2019, 10, 25), "cancelled", None),
        ("e", date(2019, 11, 7), "went-ahead", 9),
        ("f", date(2019, 8, 30), "went-ahead", 5),
    ):
        events.add(connection, id_, GROUP, "Session", day, status=status)
        if came is not None:
            attendance.put(connection, id_, "came", "all", came)
            attendance.put(connection, id_, "came", "girls", came)
    found = terms.sessions(connection, date(2019, 10, 31))
    assert found == {
        (GROUP, "2019-autumn"): Sessions(3, 2, 11),
        (GROUP, "2019-summer"): Sessions(1, 1, 5),
    }
    record = terms.put(connection, GROUP, "2019-autumn", 9, None, None)
    told = terms.with_sessions(record, "Just Us groups", found, over=False)
    assert (told.held, told.average, told.members, told.over) == (3, 6, 9, False)


def test_a_role_is_kept_and_put_right(connection: Connection) -> None:
    terms.add_seat(connection, SEAT)
    later = SeatRecord("b", "Co-opted seats", 3, "2020-01")
    terms.add_seat(connection, later)
    terms.add_seat(connection, SeatRecord("c", "awards committee", 4, "2019-07"))
    assert [record.id for record in terms.all_seats(connection)] == ["c", "b", "a"]
    assert terms.find_seat(connection, "a") == SEAT
    right = SeatRecord("a", "Co-opted seats", 1, "2019-09")
    terms.change_seat(connection, right)
    assert terms.find_seat(connection, "a") == right


def test_a_role_that_is_not_there_cannot_be_put_right(connection: Connection) -> None:
    with pytest.raises(FaultyError, match="is not there"):
        terms.change_seat(connection, SEAT)
    assert terms.find_seat(connection, "a") is None

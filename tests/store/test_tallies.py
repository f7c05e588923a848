from collections.abc import Iterator

import pytest

from voice.analysis.shares import Count
from voice.faults import FaultyError
from voice.store import tallies
from voice.store.db import Connection, Database

KNOWN, DISABLED = ("disability", "all"), ("disability", "disabled")
NUMBERS = {KNOWN: 40, DISABLED: 6}


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.writing() as connection:
        yield connection


def test_months_of_a_year_stand_together(connection: Connection) -> None:
    tallies.put(connection, "2026-03", NUMBERS)
    tallies.put(connection, "2026-01", {KNOWN: 30, DISABLED: 0})
    tallies.put(connection, "2025-12", NUMBERS)
    found = tallies.of_year(connection, 2026)
    assert found == Count(({KNOWN: 30, DISABLED: 0}, NUMBERS), by_month=True)
    assert tallies.times(connection) == ("2025-12", "2026-01", "2026-03")


def test_what_is_counted_of_the_whole_year_stands_for_it(connection: Connection) -> None:
    tallies.put(connection, "2026-03", NUMBERS)
    tallies.put(connection, "2026", {KNOWN: 90, DISABLED: 9})
    whole = Count(({KNOWN: 90, DISABLED: 9},), by_month=False)
    assert tallies.of_year(connection, 2026) == whole


def test_numbers_replace_those_before_and_may_be_taken_away(connection: Connection) -> None:
    tallies.put(connection, "2026-03", NUMBERS)
    tallies.put(connection, "2026-03", {KNOWN: 41})
    assert tallies.of(connection, "2026-03") == {KNOWN: 41}
    tallies.put(connection, "2026-03", {})
    assert tallies.times(connection) == ()
    assert tallies.of_year(connection, 2026) == Count((), by_month=True)


@pytest.mark.parametrize(
    ("time", "numbers", "places"),
    [
        ("2026-13", NUMBERS, ["time"]),
        ("last week", NUMBERS, ["time"]),
        ("2026", {KNOWN: 3, ("shoes", "big"): 1}, ["shoes_big"]),
        ("2026", {KNOWN: -1}, ["disability_all"]),
        ("2026", {DISABLED: 6}, ["disability_all"]),
        ("2026", {KNOWN: 5, DISABLED: 6}, ["disability_disabled"]),
    ],
)
def test_what_cannot_be_is_told_at_its_box(
    connection: Connection, time: str, numbers: dict[tuple[str, str], int], places: list[str]
) -> None:
    with pytest.raises(FaultyError) as told:
        tallies.put(connection, time, numbers)
    assert [fault.place for fault in told.value.faults] == places
    assert tallies.times(connection) == ()

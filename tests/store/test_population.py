from collections.abc import Iterator
from datetime import date

import pytest

from voice.faults import FaultyError
from voice.store import population
from voice.store.db import Connection, Database

TODAY = date(2026, 11, 20)
ALL, TEENS, SMALL = ("all", "all"), ("age_band", "10-16"), ("age_band", "0-9")


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.writing() as connection:
        yield connection


def test_the_numbers_of_a_year_replace_those_before(connection: Connection) -> None:
    population.put(connection, 2025, {ALL: 600, TEENS: 240, SMALL: 100}, TODAY)
    population.put(connection, 2025, {ALL: 610, TEENS: 0}, TODAY)
    population.put(connection, 2026, {ALL: 640}, TODAY)
    assert population.of(connection, 2025) == {ALL: 610, TEENS: 0}
    assert list(population.years(connection)) == [2025, 2026]
    assert population.of(connection, 2019) == {}


def test_every_box_is_kept(connection: Connection) -> None:
    numbers = dict.fromkeys(population.KEYS, 5) | {ALL: 90}
    population.put(connection, 2026, numbers, TODAY)
    assert population.of(connection, 2026) == numbers


@pytest.mark.parametrize(
    ("year", "numbers", "places"),
    [
        (2027, {ALL: 5}, ["year"]),
        (1999, {ALL: 5}, ["year"]),
        (2026, {ALL: -1}, ["all_all"]),
        (2026, {ALL: 9, ("shoes", "big"): 3}, ["shoes_big"]),
        (2026, {TEENS: 3}, ["all_all"]),
        (2026, {ALL: 9, SMALL: 0, TEENS: 10}, ["age_band_10-16"]),
        (2026, {ALL: 9, SMALL: 5, TEENS: 5}, ["age_band_0-9"]),
    ],
)
def test_what_cannot_be_is_told_at_its_box(
    connection: Connection, year: int, numbers: dict[tuple[str, str], int], places: list[str]
) -> None:
    with pytest.raises(FaultyError) as told:
        population.put(connection, year, numbers, TODAY)
    assert [fault.place for fault in told.value.faults] == places
    assert population.years(connection) == {}

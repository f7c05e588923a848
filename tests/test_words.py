"""Days and months are written one way everywhere."""

from datetime import UTC, date, datetime

import pytest

from voice import words


def test_a_day_is_written_in_full() -> None:
    assert words.long_day(date(2019, 11, 20)) == "20 November 2019"
    assert words.week_day(date(2019, 11, 20)) == "Wednesday 20 November 2019"


def test_a_moment_is_that_of_the_council_in_summer_and_in_winter() -> None:
    july, november = datetime(2019, 7, 1, 23, 5, tzinfo=UTC), datetime(2019, 11, 20, 9, tzinfo=UTC)
    assert words.moment(july) == "Tuesday 2 July 2019 at 0.05"
    assert words.moment(november) == "Wednesday 20 November 2019 at 9.00"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2019-10", "2019-10", "October 2019"),
        ("2019-09", "2019-10", "September to October 2019"),
        ("2019-12", "2020-01", "December 2019 to January 2020"),
    ],
)
def test_months_are_said_without_repeating_the_year(first: str, last: str, said: str) -> None:
    assert words.months_name(first, last) == said


@pytest.mark.parametrize(
    ("language", "way"), [("en_GB", "ltr"), ("ar", "rtl"), ("ckb", "rtl"), ("ti", "ltr")]
)
def test_every_language_knows_its_direction(language: str, way: str) -> None:
    assert words.direction(language) == way


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2019, 2, 28), "winter 2018–19"),
        (date(2019, 3, 1), "spring 2019"),
        (date(2019, 5, 31), "spring 2019"),
        (date(2019, 6, 1), "summer 2019"),
        (date(2019, 8, 15), "summer 2019"),
        (date(2019, 9, 1), "autumn 2019"),
        (date(2019, 11, 30), "autumn 2019"),
        (date(2019, 12, 1), "winter 2019–20"),
        (date(2099, 12, 1), "winter 2099–00"),
    ],
)
def test_a_day_has_its_season_and_year(day: date, said: str) -> None:
    assert words.season(day) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2019, 7, 26), date(2019, 8, 31), "summer 2019"),
        (date(2019, 7, 26), date(2019, 10, 31), "summer and autumn 2019"),
        (date(2019, 3, 1), date(2019, 10, 31), "spring to autumn 2019"),
        (date(2019, 9, 1), date(2020, 1, 31), "autumn 2019 to winter 2019–20"),
        (date(2019, 12, 31), date(2020, 2, 1), "winter 2019–20"),
        (date(2019, 7, 1), date(2020, 7, 31), "summer 2019 to summer 2020"),
    ],
)
def test_seasons_are_said_without_repeating_the_year(first: date, last: date, said: str) -> None:
    assert words.seasons(first, last) == said

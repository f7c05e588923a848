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

"""Days and months are written one way everywhere."""

from datetime import date

import pytest

from voice import words


def test_a_day_is_written_in_full() -> None:
    assert words.long_day(date(2019, 11, 20)) == "20 November 2019"
    assert words.week_day(date(2019, 11, 20)) == "Wednesday 20 November 2019"


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

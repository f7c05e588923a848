"""Months and periods."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.analysis import periods

OCTOBER = "2019-10"


def test_a_month_is_written_year_and_month() -> None:
    assert periods.is_month(OCTOBER)
    for text in ("2019-13", "2019-00", "2019-1", "19-10", "2019/10", "2019-10-01", " 2019-10", ""):
        assert not periods.is_month(text)


def test_a_month_knows_its_days() -> None:
    assert periods.first_day("2020-02") == date(2020, 2, 1)
    assert periods.last_day("2020-02") == date(2020, 2, 29)
    assert periods.month_of(date(2019, 12, 31)) == "2019-12"


def test_december_is_followed_by_january() -> None:
    assert periods.after("2019-12") == "2020-01"


def test_a_month_is_over_on_the_day_after_its_last() -> None:
    assert not periods.is_over(OCTOBER, date(2019, 10, 31))
    assert periods.is_over(OCTOBER, date(2019, 11, 1))


def test_a_period_is_every_month_from_first_to_last() -> None:
    assert periods.months("2019-11", "2020-02") == ("2019-11", "2019-12", "2020-01", "2020-02")
    assert periods.months(OCTOBER, OCTOBER) == (OCTOBER,)
    assert periods.months(OCTOBER, "2019-09") == ()


@pytest.mark.parametrize(
    ("known", "new"),
    [([], "2019-P1"), (["2019-P1"], "2019-P2"), (["2018-P1", "2018-P2"], "2019-P1")],
)
def test_periods_are_numbered_within_the_year_of_their_last_month(
    known: list[str], new: str
) -> None:
    assert periods.new_id(OCTOBER, known) == new


@given(st.dates(date(1999, 1, 1), date(2999, 1, 1)))
@settings(deadline=None)
def test_every_day_lies_in_its_month(day: date) -> None:
    month = periods.month_of(day)
    assert periods.is_month(month)
    assert periods.first_day(month) <= day <= periods.last_day(month)
    assert periods.after(month) > month


@pytest.mark.parametrize(
    ("id_", "is_one"), [("2019", True), ("2019-P1", False), ("2019-10", False)]
)
def test_a_year_is_told_from_its_periods_by_its_id(id_: str, is_one: bool) -> None:
    assert periods.is_year(id_) is is_one


def test_a_period_is_counted_to_the_year_of_its_last_month() -> None:
    assert periods.year_of(periods.new_id("2020-02", ["2019-P1"])) == "2020"

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.workdays import bank_holidays, easter, is_working_day, next_working_day

DAY = timedelta(days=1)

PUBLISHED = {
    # As the government publishes them for England and Wales.
    2019: ["01-01", "04-19", "04-22", "05-06", "05-27", "08-26", "12-25", "12-26"],
    2020: ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"],
    2021: ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2022: [
        *["01-03", "04-15", "04-18", "05-02", "06-02", "06-03"],
        *["08-29", "09-19", "12-26", "12-27"],
    ],
    2023: ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"],
    2024: ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"],
    2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_are_those_published(year: int) -> None:
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == PUBLISHED[year]


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, "03-22"), (1943, "04-25"), (1961, "04-02"), (2000, "04-23"), (2008, "03-23"),
     (2019, "04-21"), (2038, "04-25"), (2049, "04-18"), (2076, "04-19")],
)  # fmt: skip
def test_easter_is_where_the_church_has_it(year: int, day: str) -> None:
    assert f"{easter(year):%m-%d}" == day


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_its_first_and_last_day(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(st.dates(date(1978, 1, 1), date(2100, 1, 1)))
def test_the_next_working_day_is_one_and_none_lies_between(day: date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert found > day
    between = [day + DAY * number for number in range(1, (found - day).days)]
    assert not any(is_working_day(other) for other in between)
    assert len(between) <= 4, "four days off in a row at most: Easter, Christmas"


@pytest.mark.parametrize(
    ("came", "due"),
    [
        ("2019-10-24", "2019-10-25"),  # Thursday
        ("2019-10-25", "2019-10-28"),  # Friday
        ("2019-10-26", "2019-10-28"),  # Saturday
        ("2019-12-24", "2019-12-27"),  # Christmas Eve
        ("2020-04-09", "2020-04-14"),  # Maundy Thursday
        ("2021-12-24", "2021-12-29"),  # Christmas on a Saturday
    ],
)
def test_what_came_in_is_due_on_the_next_working_day(came: str, due: str) -> None:
    assert next_working_day(date.fromisoformat(came)) == date.fromisoformat(due)

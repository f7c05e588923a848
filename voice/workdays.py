"""Working days in England: when something that came in today must have been seen to."""

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5
_MONDAY = 0

_MOVED: dict[date, date] = {
    # Bank holidays that a proclamation moved to another day, as two anniversaries of VE Day.
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
_EXTRA = {
    # Bank holidays of one year only: a jubilee, a funeral, a coronation.
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
}


def is_working_day(day: date) -> bool:
    """Neither a Saturday or Sunday nor a bank holiday in England."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def next_working_day(day: date) -> date:
    """The first working day after a day."""
    later = day + _DAY
    while not is_working_day(later):
        later += _DAY
    return later


@lru_cache(maxsize=16)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, as the law has them since 1978."""
    sunday = easter(year)
    usual = {
        _not_at_the_weekend(date(year, 1, 1)),
        sunday - 2 * _DAY,
        sunday + _DAY,
        _first_monday(date(year, 5, 1)),
        _first_monday(date(year, 5, 25)),
        _first_monday(date(year, 8, 25)),
    }
    christmas = _not_at_the_weekend(date(year, 12, 25))
    boxing = _not_at_the_weekend(date(year, 12, 26))
    # On a Saturday and Sunday both have a substitute: Monday for one, Tuesday for the other.
    usual |= {christmas, boxing + _DAY if boxing == christmas else boxing}
    moved = {_MOVED.get(day, day) for day in usual}
    return frozenset(moved | {day for day in _EXTRA if day.year == year})


def easter(year: int) -> date:
    """Easter Sunday, by Gauss's rule as Butcher put it for the Gregorian calendar."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, odd = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    quarter, rest = divmod(rest, 4)
    week = (32 + 2 * odd + 2 * quarter - moon - rest) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _not_at_the_weekend(day: date) -> date:
    return day if day.weekday() < _SATURDAY else _first_monday(day)


def _first_monday(day: date) -> date:
    """The first Monday on or after a day."""
    return day + timedelta(days=(_MONDAY - day.weekday()) % 7)

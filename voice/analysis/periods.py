"""Months, and the periods they are closed in: event, month, period, year are one tree.

A month is written ``2019-11``. A period is whole months, from the one after the last close to the
one that is closed; it is called by the year of its last month and its number within that year.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

_YEAR = re.compile(r"[1-9]\d{3}")
_MONTH = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])")


def is_month(text: str) -> bool:
    return _MONTH.fullmatch(text) is not None


def is_year(id_: str) -> bool:
    """Whether a release of this id tells a year, and not one of its periods."""
    return _YEAR.fullmatch(id_) is not None


def year_of(period: str) -> str:
    """The year a period is counted to: that of its last month."""
    return period[:4]


def complete_years(periods: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The years to which no period can be added: of ids and last months, oldest first."""
    newest = max((last for _, last in periods), default="")
    years = dict.fromkeys(year_of(period) for period, _ in periods)
    return tuple(year for year in years if year < newest[:4] or newest == f"{year}-12")


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def last_day(month: str) -> date:
    return first_day(after(month)) - timedelta(days=1)


def after(month: str) -> str:
    """The month after this one."""
    # Any month's first day and 31 more lie in the month after it.
    return month_of(first_day(month) + timedelta(days=31))


def is_over(month: str, today: date) -> bool:
    """Whether the month has ended: nothing that happens today belongs to it."""
    return today > last_day(month)


def months(first: str, last: str) -> tuple[str, ...]:
    """Every month from the first to the last; none where they are the wrong way round."""
    found = []
    while first <= last:
        found.append(first)
        first = after(first)
    return tuple(found)


def new_id(last: str, known: Iterable[str]) -> str:
    """What the period that ends with month ``last`` is called, beside those known already."""
    year = last[:4]
    return f"{year}-P{1 + sum(one.startswith(f'{year}-P') for one in known)}"

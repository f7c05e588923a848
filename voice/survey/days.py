"""Days that a text names with their year, such as “5 December 2019” or “05/12/2019”."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(_MONTHS)
_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{_MONTH})"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?)?,? (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:in|by|of) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def days_in(text: str) -> tuple[date, ...]:
    """Every day that is named with its year. A month or a year by itself is its last day."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[date]:
    for named in _NAMED.finditer(text):
        month, day = _MONTHS[named["month"].casefold()], named["day"] or named["after"]
        yield _day(int(named["year"]), month, int(day) if day else 0)
    for written in _NUMBERS.finditer(text):
        if 1 <= int(written["month"]) <= 12:
            yield _day(int(written["year"]), int(written["month"]), int(written["day"]))
    for alone in _YEAR.finditer(text):
        yield date(int(alone["year"]), 12, 31)


def _day(year: int, month: int, day: int) -> date:
    """That day, or the last of the month where there is none such."""
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day if 1 <= day <= last else last)

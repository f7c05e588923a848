"""Languages and dates: how we write them. British English in the product's own words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

ENGLISH = "en_GB"
COUNCIL_TIME = ZoneInfo("Europe/London")
"""Where the council's days begin and end."""

SEASONS = ("winter", "spring", "summer", "autumn")
"""Winter begins in December, the others three months each after it."""


def direction(language: str) -> str:
    """``ltr`` or ``rtl``, for the ``dir`` of a page. Takes ``en_GB`` and ``en-GB``."""
    return _locale(language).text_direction


def own_name(language: str) -> str:
    """What a language calls itself: العربية. Raises ``ValueError`` for none that we know."""
    return str(_locale(language).get_display_name())


def english_name(language: str) -> str:
    """What English calls a language: Arabic. Raises ``ValueError`` for none that we know."""
    return str(_locale(language).get_display_name(ENGLISH))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except UnknownLocaleError as error:
        raise ValueError(f"“{language}” is no language we know") from error


def long_day(day: date) -> str:
    """A day as the paper and the pages write it: 20 November 2019."""
    return format_date(day, "d MMMM y", locale=ENGLISH)


def week_day(day: date) -> str:
    """A day with its name: Thursday 20 November 2019."""
    return format_date(day, "EEEE d MMMM y", locale=ENGLISH)


def moment(at: datetime) -> str:
    """A day and an hour where the council is: Thursday 20 November 2019 at 23.59."""
    council = at.astimezone(COUNCIL_TIME)
    return f"{week_day(council.date())} at {format_time(council.time(), 'H.mm', locale=ENGLISH)}"


def month_name(month: str) -> str:
    """``2019-11`` as November 2019."""
    return format_date(date.fromisoformat(f"{month}-01"), "MMMM y", locale=ENGLISH)


def season(day: date) -> str:
    """``2019-08-15`` as summer 2019. A winter has two years: winter 2019–20."""
    name = SEASONS[day.month % 12 // 3]
    if name != SEASONS[0]:
        return f"{name} {day.year}"
    first = day.year if day.month == 12 else day.year - 1
    return f"{name} {first}–{(first + 1) % 100:02}"


def seasons(first: date, last: date) -> str:
    """All seasons from one day to another: summer and autumn 2019, spring to autumn 2019."""
    start, end = season(first), season(last)
    if start == end:
        return start
    before, year = start.split()
    if not end.endswith(f" {year}"):
        return f"{start} to {end}"
    beside = SEASONS.index(end.split()[0]) - SEASONS.index(before) == 1
    return f"{before} {'and' if beside else 'to'} {end}"


def months_name(first: str, last: str) -> str:
    """``2019-09`` to ``2019-10`` as September to October 2019."""
    if first == last:
        return month_name(first)
    if first[:4] == last[:4]:
        start = format_date(date.fromisoformat(f"{first}-01"), "MMMM", locale=ENGLISH)
        return f"{start} to {month_name(last)}"
    return f"{month_name(first)} to {month_name(last)}"

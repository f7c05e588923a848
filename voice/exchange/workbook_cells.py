"""What single cells say: numbers and dates as the person who typed them would read them."""

import datetime
import math
import re

A_DATE = (
    "This is stored as a date. Spreadsheets make dates of what was typed, such as 1-2.",
    "We wrote the date. Look whether it was meant.",
)
BROKEN = ("A formula has gone wrong here.", "We read the cell as empty.")
NO_RESULT = (
    "There is a formula here and the file does not hold what comes out of it.",
    "We read the cell as empty. Type the words themselves.",
)

_FIRST_DAY = datetime.datetime(1899, 12, 30, tzinfo=datetime.UTC)
_MAC_DAYS = 1462
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(45, 48)})
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def number_text(value: float) -> str:
    """A number without needless decimals: 3, 2.5."""
    if math.isfinite(value) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def number_of(text: str) -> float | None:
    """The number a cell stores, or None."""
    try:
        return float(text)
    except ValueError:
        return None


def date_text(value: float, counts_from_1904: bool) -> str | None:
    """The day a number stands for, or None where there is no such day."""
    try:
        days = value + (_MAC_DAYS if counts_from_1904 else 0)
        return (_FIRST_DAY + datetime.timedelta(days=days)).date().isoformat()
    except (OverflowError, ValueError):
        return None


def is_date_format(number: int, code: str | None) -> bool:
    """Whether a number format shows days or hours."""
    if code is None:
        return number in _BUILT_IN_DATES
    return bool(re.search("[dmyh]", _NOT_FORMAT.sub("", code[:200]).lower()))

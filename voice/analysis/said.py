"""How a figure is written: a share, a list, a count in words. Knows no question and no answer.

What is said of figures is decided in ``messages``, what rows of tables are called in ``labels``.
"""

from collections.abc import Iterable
from fractions import Fraction

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

SIMPLE = (
    *(Fraction(1, whole) for whole in (*range(2, 11), 12, 15, 20, 25, 30, 40, 50, 100)),
    *(Fraction(2, 3), Fraction(3, 4), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5)),
    *(Fraction(7, 10), Fraction(9, 10)),
)
"""The shares that have words; the nearest one stands for all others."""


def share(count: int, n: int, n_pct: int) -> str:
    """``7 of 12``, and from ``n_pct`` answers on a whole percentage: ``58%``."""
    return f"{percent(count, n)}%" if n >= n_pct else f"{count} of {n}"


def percent(count: int, n: int) -> int:
    """The whole percentage, a half rounded up."""
    return (200 * count + n) // (2 * n)


def about(count: int, n: int) -> str:
    """A share as a few in many: none, about 1 in 20, half, nearly all, all."""
    exactly = Fraction(count, n)
    if exactly in (0, 1):
        return "all" if exactly else "none"
    if exactly > Fraction(19, 20):
        return "nearly all"
    if exactly < Fraction(1, 150):
        return "fewer than 1 in 100"
    near = min(SIMPLE, key=lambda one: max(one / exactly, exactly / one))
    words = f"{near.numerator} in {near.denominator}" if near != Fraction(1, 2) else "half"
    return words if near == exactly else f"about {words}"


def quoted(label: str) -> str:
    """An answer in single quotation marks, as it was offered."""
    return f"‘{label}’"


def listed(parts: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    told = list(parts)
    return " and ".join(part for part in (", ".join(told[:-1]), *told[-1:]) if part)


def counted(number: int, one: str, more: str = "") -> str:
    """``1 event``, ``12 events``; ``more`` where the plural is not one with an s."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def number_word(number: int) -> str:
    """``Three`` for 3; digits above ten. To begin a title with."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop, each only where it lacks one."""
    text = text.strip()
    if not text:
        return ""
    ended = text if text.endswith((".", "!", "?", "…", ".”", ".’")) else f"{text}."
    return ended[0].upper() + ended[1:]

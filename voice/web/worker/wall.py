"""How big the words of a sheet can be so that all of them are on one page of A4.

A browser breaks lines by itself; what is reckoned here is a little more room than it needs. The
lengths are those of ``static/worker-together.css``, in the height of a letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

SIZES = (21, 19, 17, 16, 15, 14, 13, 12, 11, 10)
"""Points, the biggest first. Each is a class of the style sheet; the last is for what needs more
pages than one."""
_WIDTH, _HEIGHT = 527.0, 760.0
"""Points of a page within its margins."""
_LETTER = 0.52
"""How wide a letter is, most of the time."""
_SINGLE = 19
"""From this size on, cards stand one to a line."""


@dataclass(frozen=True, slots=True)
class Column:
    """A question and the words under it."""

    question: str
    cards: Sequence[str]


def size(columns: Sequence[Column], messages: Sequence[tuple[str, str]]) -> int:
    """The biggest size at which everything is on one page; the smallest where none is.

    ``messages`` are words and whose they are.
    """
    return next((one for one in SIZES if _needs(one, columns, messages) <= _HEIGHT), SIZES[-1])


def _needs(size: int, columns: Sequence[Column], messages: Sequence[tuple[str, str]]) -> float:
    """How high all of it is at a size, in points."""
    width = _WIDTH / size
    head = 2.2 * _lines("What we said together", width / 2) + 1.36 * 2 + 0.85
    foot = 0.24 + 1.09 * 2
    said = sum(
        3.5 + 1.66 * _lines(words, (width - 1.2) / 1.3) + 1.36 * _lines(signed, width - 1.2)
        for words, signed in messages
    )
    bands = sum(_band(column, width - 1.2, single=size >= _SINGLE) for column in columns)
    return size * (head + said + bands + foot)


def _band(column: Column, width: float, *, single: bool) -> float:
    """How high a question is with its cards, in letters."""
    head = 0.6 + 1.22 * _lines(column.question, width) + 0.42
    inner = (width if single else (width - 0.3) / 2) - 0.96
    cards = [1.36 * _lines(words, inner) + 0.9 for words in column.cards]
    return head + (sum(cards) if single else _halved(cards)) + 0.3 + 0.6


def _halved(cards: Sequence[float]) -> float:
    """How high two columns are that hold all of these in their order."""
    whole = sum(cards)
    return min((max(left, whole - left) for left in accumulate(cards)), default=0.0)


def _lines(words: str, width: float) -> int:
    """How many lines words need, in a width in letters' heights; words are not broken."""
    room, lines, at = max(1, int(width / _LETTER)), 1, 0
    for word in words.split():
        if at and at + 1 + len(word) > room:
            lines, at = lines + 1, 0
        at += len(word) + (1 if at else 0)
        lines, at = lines + (ceil(at / room) - 1), (at - 1) % room + 1
    return lines

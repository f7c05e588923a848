"""What young people wrote about, as a paper may say it: themes by name, never a number.

A theme is named where at least k answers to one question are about it. The policy (section 10)
asks for k remarks to one question, the largest over questions and never a sum. Somebody who comes
often writes often: so of each group only its fullest month counts, and groups that share members
count once, as for ``d``.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from voice.analysis import children
from voice.analysis.aloud import Asked, Line

NO_GROUP = ""
"""The place of what was written outside groups."""
LONG = 140
"""Letters of a quote; a shorter one goes before it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text that may count: sorted, and with leave to be told in some way."""

    asked: Asked
    group: str
    month: str
    themes: frozenset[str]
    line: Line | None = None
    """What the same paper tells of it; two people checked it."""


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """One theme that a paper names."""

    name: str
    asked: tuple[Asked, ...]
    """The questions in whose answers it came up often enough."""
    line: Line | None
    """Words that carry it, where there are any."""


def told(
    names: Mapping[str, str],
    written: Collection[Written],
    k: int,
    overlaps: Mapping[str, Collection[str]],
    order: Sequence[str] = (),
) -> tuple[ToldTheme, ...]:
    """The themes that may be named, in the order of ``names`` (id → name); no other order tells
    of how many there were. ``order`` is that of the questionnaires."""
    found: list[ToldTheme] = []
    for theme, name in names.items():
        under = [one for one in written if theme in one.themes]
        asked = [
            question
            for question in sorted({one.asked for one in under}, key=lambda one: _turn(one, order))
            if at_least([one for one in under if one.asked == question], overlaps) >= k
        ]
        if asked:
            lines = [one.line for one in under if one.line and one.asked in asked]
            found.append(ToldTheme(name, tuple(asked), _best(lines, found)))
    return tuple(found)


def at_least(written: Iterable[Written], overlaps: Mapping[str, Collection[str]]) -> int:
    """How many of these answers to one question count: of each group those of its fullest month."""
    by_month = Counter((one.group, one.month) for one in written)
    largest: dict[str, int] = {}
    for (group, _month), number in by_month.items():
        largest[group] = max(number, largest.get(group, 0))
    return children.apart(largest, overlaps)


def _best(lines: Iterable[Line], before: Iterable[ToldTheme]) -> Line | None:
    """One line, if there is one not too long and that no theme before it has."""
    taken = {one.line for one in before}
    return min(
        lines,
        key=lambda one: (one in taken, len(one.text) > LONG, one.text.casefold(), one.text),
        default=None,
    )


def _turn(asked: Asked, order: Sequence[str]) -> tuple[int, Asked]:
    return (order.index(asked.survey) if asked.survey in order else len(order), asked)

"""The numbers of a tablet's envelopes, kept short: ``1-13,15``. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

LAST = 9999
"""No tablet gives out a higher number at one event; a higher one is a fault."""

_RANGE = re.compile(r"([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?")


def read(text: str) -> frozenset[int]:
    """The numbers that a text of ranges means. Raises ``ValueError`` for what is none."""
    return frozenset(
        number for part in text.split(",") if text for number in _numbers_of(part.strip())
    )


def write(numbers: Iterable[int]) -> str:
    """The shortest text of ranges for these numbers. Raises ``ValueError`` beyond 1 to ``LAST``."""
    ordered = sorted(set(numbers))
    if ordered and not 1 <= ordered[0] <= ordered[-1] <= LAST:
        raise ValueError(f"numbers go from 1 to {LAST}")
    return ",".join(
        f"{first}-{last}" if last > first else str(first) for first, last in _runs(ordered)
    )


def _numbers_of(part: str) -> range:
    found = _RANGE.fullmatch(part)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if last < first:
        raise ValueError("is not a range of numbers")
    return range(first, last + 1)


def _runs(ordered: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of numbers that follow each other."""
    starts = [n for n, before in zip(ordered, [None, *ordered], strict=False) if before != n - 1]
    ends = [n for n, after in zip(ordered, [*ordered[1:], None], strict=False) if after != n + 1]
    return zip(starts, ends, strict=True)


@dataclass(frozen=True, slots=True)
class Told:
    """What a tablet tells of its numbers at one event."""

    last: int
    """The last number it gave out."""
    finished: frozenset[int]
    """Those up to it that are an envelope, closed for good."""
    open: frozenset[int]
    """Those of children who are still answering: nobody knows yet what becomes of them."""


def told(said: object) -> Told:
    """What a tablet tells of one event, ``{"last": 14, "not": [12], "open": [13]}``: those in
    ``not`` are free again. Raises ``ValueError`` for what is not that."""
    if not isinstance(said, dict):
        raise ValueError("is no object")
    last = said.get("last")
    if not _is_number(last) or not 0 <= last <= LAST:
        raise ValueError(f"has no last number up to {LAST}")
    free, open_ = _numbers(said.get("not", [])), _numbers(said.get("open", []))
    return Told(last, frozenset(range(1, last + 1)) - free - open_, open_)


def _numbers(said: object) -> frozenset[int]:
    if not isinstance(said, list) or len(said) > LAST or not all(map(_is_number, said)):
        raise ValueError("has no list of numbers that are not finished")
    return frozenset(said)


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)

"""What may be said: protected tables and the release that holds them.

A ``Safe`` table is made only by ``disclosure.protect`` and, from a stored release, by
``opendata.read``; the seal makes that a fact at run time as well as for mypy.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, InitVar, dataclass
from typing import Any, Final

from voice.analysis.counts import Answer


class _Seal:
    """The type of the one seal there is."""


_SEAL: Final = _Seal()


@dataclass(frozen=True, slots=True)
class SafeRow:
    """One row that may be said. Exactly one of ``counts`` and ``words`` is given, or neither.

    Neither means that only ``n`` is said. ``at_least`` goes with bounded words.
    """

    value: str | None
    """The dimension's value; joined values are written ``one+other``; None for everybody."""
    label: str
    n: int | None
    """Answers; None where policy section 4 says words only ("we asked fewer than ten")."""
    counts: tuple[int, ...] | None = None
    """One number an answer, in the order of the table's answers."""
    words: str | None = None
    at_least: tuple[str, int] | None = None
    """The answer id that ``words`` speak of, and the least number of answers it may have."""
    mean: float | None = None
    crossed: str | None = None
    """The second dimension's value, where the table has one; joined ones as in ``value``."""


@dataclass(frozen=True, slots=True)
class Safe:
    """One protected table. ``form`` is the rung of the ladder it stands on."""

    name: str
    """``survey/item``, ``survey/item by dimension`` or ``survey/item by one and other``; a
    tick-all table adds ``: answer``."""
    survey: str
    item: str
    text: str
    kind: str
    period: str
    dimension: str | None
    form: str
    """as-asked, collapsed, joined, bounded, n-only or service-words."""
    sensitivity: str
    """personal or service, as protected: service items count as personal until signed."""
    answers: tuple[Answer, ...]
    """In scale order. A merged answer's id is its parts' ids joined by ``+``. A tick-all table
    has one answer, the one it is about: of n, so many ticked it."""
    rows: tuple[SafeRow, ...]
    """In a fixed order, never by size."""
    multiple: bool = False
    tick: str | None = None
    """For tick-all: the answer id this yes/no table is about."""
    theme: str | None = None
    promise: str | None = None
    priority: str | None = None
    base: str | None = None
    """The item of the same survey whose answers decide whether this one is asked."""
    base_in: tuple[str, ...] = ()
    """The answers to ``base`` after which it is asked."""
    crossed: str | None = None
    """The second dimension of a table by two; it comes after ``dimension`` by name."""
    before: str | None = None
    """The item of the same survey that asked the same before the activity."""
    _: KW_ONLY
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        if seal is not _SEAL:
            raise TypeError("a Safe table is made only by disclosure.protect")

    @property
    def question(self) -> str:
        """``survey/item``: what this table is about in ``tables.json``."""
        return f"{self.survey}/{self.item}"


@dataclass(frozen=True, slots=True)
class NotShown:
    """A table that is not shown, why, and what would bring it back, in a sentence each."""

    survey: str
    item: str
    text: str
    dimension: str | None
    reason: str
    back: str = ""
    crossed: str | None = None
    """The second dimension of a table by two."""


@dataclass(frozen=True, slots=True)
class Release:
    """All that may be said about the answers of one closed period. Never recomputed."""

    id: str
    period: str
    months: tuple[str, ...]
    policy: dict[str, Any]
    earlier: tuple[str, ...]
    hierarchies: dict[str, dict[str, list[str]]]
    """By dimension, what each wider value takes together: ``time``, ``group``, ``age_band``,
    ``helped`` and ``answer``. The part ``_not-said`` is those who did not say."""
    tables: tuple[Safe, ...]
    not_shown: tuple[NotShown, ...]
    log: tuple[dict[str, Any], ...] = ()
    """What was asked for, the rung taken and why; no true value of anything withheld."""

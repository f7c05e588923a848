"""What was written as it is sorted: question by question, in an order of each person's own.

Nobody learns here who wrote a text, when, or in which group.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from voice import theming
from voice.analysis.suggestions import Rule, Sorted, Suggester, Suggestion
from voice.people import Who
from voice.store import codings, editions
from voice.store.codings import CodingRecord, TextRecord
from voice.store.db import Connection
from voice.store.frames import FrameRecord, ThemeRecord
from voice.web.allowed import WORDS
from voice.web.worker.questions import Questions

KEYS = "1234567890abcdfghijklmopqrstvwxyz"
"""The key of each theme, in their order. E, N and U are for other things."""


@dataclass(frozen=True, slots=True)
class Question:
    """An open question, and how far somebody is with it."""

    survey: str
    item: str
    text: str
    texts: int
    waiting: int
    """Those that whoever asks has not sorted."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A theme that may fit, and why."""

    theme: ThemeRecord
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """One text to sort."""

    text: TextRecord
    counts: bool
    """Whether it may count towards a theme in a paper: not where it is for the team only."""
    mine: frozenset[str] | None
    """The themes whoever asks put it under; None where they have not sorted it."""
    agreed: bool
    """Whether those who sorted it have agreed, so that it stays as it is."""
    hints: tuple[Hint, ...] = ()


class Cards:
    """All that one person may sort. Reads once and serves one page."""

    def __init__(self, connection: Connection, who: Who) -> None:
        self._connection = connection
        self._who = who
        self._questions = Questions(connection)
        self._harmless: dict[tuple[str, str], bool] = {}
        self.frame: FrameRecord = theming.current(connection)
        self._by = theming.by_text(codings.all_of(connection), self.frame)

    def questions(self) -> list[Question]:
        """Every question with something to sort, by its words."""
        all_, waiting = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for text in self._texts():
            all_[text.survey, text.item] += 1
            waiting[text.survey, text.item] += self._waits(text.id)
        found = [
            Question(*key, self._questions.text(*key), number, waiting[key])
            for key, number in all_.items()
        ]
        return sorted(found, key=lambda one: (one.text, one.survey, one.item))

    def waiting(self) -> int:
        """How many texts whoever asks has not sorted, of all questions."""
        return sum(self._waits(text.id) for text in self._texts())

    def question(self, survey: str, item: str) -> str:
        """What was asked."""
        return self._questions.text(survey, item)

    def of(self, survey: str, item: str) -> list[Card]:
        """The texts of one question, always in the same order for one person and in another for
        each: no two people are led the same way."""
        found = [self._card(text) for text in self._texts(survey, item)]
        return sorted(found, key=lambda card: _place(self._who.id, card.text.id))

    def with_hints(self, card: Card) -> Card:
        """The same with what may fit. It learns from texts that this person sorted or that were
        agreed on, never from what somebody else thinks alone."""
        told = self._suggester.of(theming.with_english(card.text).words)
        hints = tuple(
            Hint(theme, why(one, theme.name))
            for one in told
            if (theme := self.frame.find(one.theme)) is not None
        )
        return Card(card.text, card.counts, card.mine, card.agreed, hints)

    def picture(self) -> list[tuple[ThemeRecord, int]]:
        """How many texts stand under each theme: for the team alone."""
        stands = (theming.decided(self._by.get(text.id, [])) for text in self._texts())
        number = Counter(theme for themes in stands for theme in themes or ())
        return [(theme, number[theme.id]) for theme in self.frame.themes]

    @cached_property
    def _suggester(self) -> Suggester:
        rules = [Rule(one.id, one.keywords) for one in self.frame.themes]
        known = []
        for text in self._texts():
            said = self._said(text.id, codings.AGREED) or self._said(text.id, self._who.id)
            if said and said.themes:
                known.append(Sorted(theming.with_english(text).words, said.themes))
        return Suggester(rules, known)

    def _texts(self, survey: str = "", item: str = "") -> list[TextRecord]:
        """What whoever asks may read: what is for the team only, if they read the queue."""
        found = codings.texts(self._connection, survey, item)
        reads_all = self._who.role in WORDS
        return [text for text in found if reads_all or self._counts(text)]

    def _card(self, text: TextRecord) -> Card:
        mine = self._said(text.id, self._who.id)
        agreed = self._said(text.id, codings.AGREED) is not None
        return Card(text, self._counts(text), mine.themes if mine else None, agreed)

    def _waits(self, remark: str) -> bool:
        """Whether whoever asks may still sort it: not where others have agreed meanwhile."""
        done = {self._who.id, codings.AGREED}
        return all(one.coder not in done for one in self._by.get(remark, ()))

    def _counts(self, text: TextRecord) -> bool:
        key = text.survey, text.item
        if key not in self._harmless:
            self._harmless[key] = editions.harmless(self._connection, *key)
        return text.leave in ("words", "idea") or self._harmless[key]

    def _said(self, remark: str, coder: str) -> CodingRecord | None:
        return next((one for one in self._by.get(remark, ()) if one.coder == coder), None)


def why(one: Suggestion, name: str) -> str:
    """The reason of a suggestion in words."""
    reasons = []
    if one.found:
        reasons.append(f"because of {_quoted(one.found)}")
    if one.like:
        texts = "a text" if one.like == 1 else f"{one.like} texts"
        reasons.append(f"because it is like {texts} under {name}: {_quoted(one.shared)}")
    return ", and ".join(reasons)


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{one}”" for one in words)


def _place(person: str, remark: str) -> str:
    return hashlib.sha256(f"{person} {remark}".encode()).hexdigest()

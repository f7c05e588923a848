"""Words in other languages as they stand: what is there, what is not, and who approved it."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voice import house_words
from voice.faults import Fault, FaultyError
from voice.store import translations
from voice.store.db import Connection
from voice.store.translations import OURS, ApprovalRecord, Words
from voice.survey import translation
from voice.survey.translation import ENGLISH, fingerprint

THERE, MISSING, STALE = "there", "missing", "stale"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4}){0,2}")
"""A language as pages name it: ``ar``, ``fa-AF``, ``zh-Hant``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text: its English and what stands beside it."""

    place: str
    english: str
    text: str
    state: str
    """there; missing; stale: made from other English words."""


@dataclass(frozen=True, slots=True)
class Told:
    """The words of an owner in one language."""

    language: str
    lines: tuple[Line, ...]
    approval: ApprovalRecord | None
    """Who approved them; also where words have changed since."""
    digest: str
    """What an approval of these very words names."""

    @property
    def missing(self) -> int:
        return sum(line.state == MISSING for line in self.lines)

    @property
    def stale(self) -> int:
        return sum(line.state == STALE for line in self.lines)

    @property
    def whole(self) -> bool:
        """Whether every text is there and says the English of today."""
        return bool(self.lines) and all(line.state == THERE for line in self.lines)

    @property
    def approved(self) -> bool:
        """Whether somebody approved every word as it stands."""
        return self.whole and self.approval is not None and self.approval.words == self.digest


def tell(
    connection: Connection,
    owner: str,
    language: str,
    english: Mapping[str, str],
    proposed: Mapping[str, str] | None = None,
) -> Told:
    """The words of an owner in a language. ``english`` is all of its English by place;
    ``proposed`` stands where nobody has written anything else."""
    kept = translations.of(connection, owner, language)
    lines = tuple(
        _line(place, words, kept.get(place), (proposed or {}).get(place, ""))
        for place, words in english.items()
    )
    approval = translations.approvals(connection, owner).get(language)
    return Told(language, lines, approval, digest(lines))


def ours(connection: Connection, language: str) -> Told:
    """Our own words in a language: what we ship, and what the team has written in its place."""
    english = {one.place: one.english for one in house_words.phrases(language)}
    return tell(connection, OURS, language, english, house_words.shipped(language))


def check_language(language: str) -> None:
    """Raises ``FaultyError`` for what is no language that we know."""
    if not is_language(language):
        raise FaultyError([Fault("language", "is none that we know.", "Choose one of the list.")])


def is_language(language: str) -> bool:
    """Whether it is a language that we know, and not English."""
    try:
        translation.Meta(language=language)
    except ValueError:
        return False
    return language != ENGLISH and _TAG.fullmatch(language) is not None


def _line(place: str, english: str, kept: Words | None, proposed: str) -> Line:
    mark = fingerprint(english)
    if kept is None:
        return Line(place, english, proposed, THERE if proposed else MISSING)
    return Line(place, english, kept.text, THERE if kept.english == mark else STALE)


def digest(lines: Iterable[Line]) -> str:
    """What was said of which English, wherever it stands: places change when ids do."""
    pairs = sorted({(fingerprint(line.english), line.text) for line in lines})
    return hashlib.sha256(json.dumps(pairs, ensure_ascii=False).encode()).hexdigest()

"""Themes that a text may belong under, each with its reason. They suggest and never decide.

Two simple things, both of which a person can check by eye: keywords of the code frame that stand
in the text, and texts sorted before that use the same telling words. Nothing is learnt elsewhere,
nothing leaves the house, and the same texts always give the same suggestions.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

ALIKE = 0.3
"""How alike two texts must be (the cosine of their weighted words) for one to suggest the other's
themes. Two short texts that share one rare word of two or three are just about that."""
SHOWN = 3
"""So many shared words are shown as the reason."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TELL_NOTHING = (
    "a about after again all also always am an and any are as at be because been being but by can"
    " cannot can't come could day did do does doesn't doing don't down each even every few for from"
    " get give go going good got had has have having he her here hers him his how i i'd i'm i've if"
    " in into is isn't it it's its just know like lot lots made make many may maybe me mean means"
    " might mine more most much must my need never new nice no nobody not nothing now of off often"
    " on one only or other our out over own people please put really same say says see she should"
    " so some somebody someone something sometimes still such than thank thanks that that's the"
    " their them then there these they thing things think this those to today too up us use very"
    " want wanted was wasn't way we well were what when where which while who why will wish with"
    " won't would yes yet you your"
)
_SMALL = frozenset(_TELL_NOTHING.split())
_ENDINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\W\d_]{2})ie[sd]$"), "y"),
    (re.compile(r"(?:(?<=[sxz])|(?<=[cs]h))es$"), ""),
    (re.compile(r"(?<=[^\W\d_]{3})(?<!s)s$"), ""),
)
"""Endings of many and of whose it is, and what stands there without them."""
_OF_DOING = re.compile(r"(?<=[^\W\d_]{4})(?:ings?|ed)$")
_TWICE = re.compile(r"([bdgmnprt])\1$|(?<=[^\W\d_]{5})ll$")
_SILENT = re.compile(r"(?<=[^\W\d_]{4})e$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A theme and the words by which it is suggested."""

    theme: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A text and the themes it was sorted under."""

    words: str
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One theme, and why."""

    theme: str
    found: tuple[str, ...]
    """Words of the text that are keywords, as the text has them."""
    like: int
    """How many texts under the theme are like it."""
    shared: tuple[str, ...]
    """The most telling words it shares with them, as the text has them."""


class Suggester:
    """Prepared once for many texts."""

    def __init__(self, rules: Sequence[Rule], known: Collection[Sorted]) -> None:
        self._rules = rules
        self._keywords = {one.theme: [_stems(keyword) for keyword in one.keywords] for one in rules}
        stems = [frozenset(telling(one.words)) for one in known]
        self._number = len(stems)
        self._texts = Counter(stem for one in stems for stem in one)
        self._known = [
            (one.themes, self._weighted(own)) for one, own in zip(known, stems, strict=True)
        ]

    def of(self, words: str) -> tuple[Suggestion, ...]:
        """What a text may be about, in the order of the themes."""
        written = telling(words)
        own = self._weighted(written)
        alike = [
            (themes, shared) for themes, theirs in self._known if (shared := _alike(own, theirs))
        ]
        read = [(stem(one), one) for one in _WORD.findall(words)]
        return tuple(
            told
            for rule in self._rules
            if (told := self._suggestion(rule.theme, read, alike, own, written)) is not None
        )

    def _suggestion(
        self,
        theme: str,
        read: Sequence[tuple[str, str]],
        alike: Sequence[tuple[frozenset[str], frozenset[str]]],
        own: Mapping[str, float],
        written: Mapping[str, str],
    ) -> Suggestion | None:
        there = {one for one, _ in read}
        keywords = (one for one in self._keywords[theme] if there.issuperset(one))
        found = dict.fromkeys(run for keyword in keywords if (run := _run(read, keyword)))
        like = [shared for themes, shared in alike if theme in themes]
        stems = sorted({one for shared in like for one in shared}, key=lambda one: (-own[one], one))
        shared = tuple(written[one] for one in stems[:SHOWN])
        return Suggestion(theme, tuple(found), len(like), shared) if found or like else None

    def _weighted(self, stems: Iterable[str]) -> dict[str, float]:
        """Each word by how rare it is among the texts sorted; all together of length 1."""
        weights = {one: 1 + log((1 + self._number) / (1 + self._texts[one])) for one in stems}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {one: weight / length for one, weight in weights.items()}


def telling(words: str) -> dict[str, str]:
    """The words of a text that tell what it is about: stem → as the text first has it."""
    found: dict[str, str] = {}
    for word in _WORD.findall(words):
        if word.casefold().replace("’", "'") not in _SMALL and len(word) > 1:
            found.setdefault(stem(word), word.casefold())
    return found


def stem(word: str) -> str:
    """A word without its ending, so that “buses” is found where somebody wrote “bus”.

    Short words keep theirs: “caring” must not become “car”.
    """
    low = word.casefold().replace("’", "'").removesuffix("'s")
    for ending, instead in _ENDINGS:
        short = ending.sub(instead, low)
        if short != low:
            low = short
            break
    short = _OF_DOING.sub("", low)
    if short != low:
        low = _TWICE.sub(lambda found: found[1] or "l", short)
    return _SILENT.sub("", low)


def _stems(keyword: str) -> tuple[str, ...]:
    return tuple(stem(one) for one in _WORD.findall(keyword))


def _run(read: Sequence[tuple[str, str]], keyword: tuple[str, ...]) -> str:
    """Where the words of a keyword stand one after the other, as the text has them."""
    size = len(keyword)
    if not size:
        return ""
    for at in range(len(read) - size + 1):
        part = read[at : at + size]
        if tuple(one for one, _ in part) == keyword:
            return " ".join(word for _, word in part)
    return ""


def _alike(own: Mapping[str, float], theirs: Mapping[str, float]) -> frozenset[str]:
    """The words that two texts share, where that makes them alike; else none."""
    shared = own.keys() & theirs.keys()
    return (
        frozenset(shared) if sum(own[one] * theirs[one] for one in shared) >= ALIKE else frozenset()
    )

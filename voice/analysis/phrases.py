"""What in a text may tell of one person. It shows where to look and decides nothing.

The same finds as ``static/phrases.js``: both read the list in ``static/phrases-list.js``.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from voice.paths import STATIC


@dataclass(frozen=True, slots=True)
class Flag:
    """A place in a text to look at, and why, in a sentence for whoever reads it."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: letters, and apostrophes between them."""

    start: int
    end: int
    text: str
    low: str
    """In small letters, with straight apostrophes."""
    first: bool
    """Whether it begins a sentence."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Words that give something away, and what such words are without their endings."""

    words: frozenset[str]
    stems: frozenset[str]

    def has(self, low: str) -> bool:
        return low in self.words or (len(low) >= _STEMMED and _stem(low) in self.stems)


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a phrase: one of several, or whatever begins like one of several."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def is_(self, low: str) -> bool:
        return low in self.words or bare(low) in self.words or low.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class _Rule:
    why: str
    phrases: tuple[tuple[_Part, ...], ...]
    group: bool
    """Whether it is for words of a group alone: one who writes may say “I”."""


@dataclass(frozen=True, slots=True)
class _List:
    rules: tuple[_Rule, ...]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    name: str
    no_names: frozenset[str]


def either(words: str) -> frozenset[str]:
    """Words that are written with upright strokes between them."""
    return frozenset(words.split("|"))


_WORD = re.compile("l+(?:'l+)*")
_NEXT = re.compile("[ -]{1,3}")
_SENTENCE = re.compile('[.!?:\n“"•]')
_SHORT = 4
_I = either("i|i'm|i've|i'll|i'd")
"""Written large, and no name of anybody; in words of a group they have their own rule."""
_LEAST_LETTERS = 3
"""Of a word of a place or an event's name that could give it away."""
_SMALL_WORDS = either(
    "the|and|for|our|your|with|from|this|that|just|but|not|out|all|event|group|groups|meeting|"
    "session|sessions|day|days|half|term|club|young|people|children|voices|matter|near|road|"
    "street|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|"
    "september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|"
    "sunday|morning|afternoon|evening|planned"
)
"""Words of many names, which give nothing away."""
_GENDER_WORDS = either(
    "boy|boys|girl|girls|lad|lads|lass|lasses|he|she|him|his|her|hers|himself|herself|he'd|she'd|"
    "he'll|she'll|brother|brothers|sister|sisters|son|sons|daughter|daughters|grandson|"
    "granddaughter|nephew|niece|male|female|gentleman|gentlemen|lady|ladies|man|men|woman|women|"
    "boyfriend|girlfriend"
)
_ENDINGS = re.compile("(?:ings|ing|eries|ery|ers|er|ed|es|e|s)$")
_Y = re.compile("y$")
_STEMMED = 4
"""Letters a word has at the least before an ending is taken off it."""
GENDER = "Tells whether it was a boy or a girl."
PLACE = "Tells where it was."
ACTIVITY = "Tells what was done, and so which event it was."
HOST = "Names who met the children."


def check(text: str, *, group: bool = True) -> tuple[Flag, ...]:
    """What to look at in a text, from its start to its end, none over another.

    In words of a ``group``, one person who says “I” is to be looked at as well.
    """
    words = words_of(text)
    found = [*_spoken(text, words, group), *_patterned(text), *_names(text, words, group)]
    return apart(found)


def check_small(text: str, place: str, name: str, host: str) -> tuple[Flag, ...]:
    """What would show which event with few children a text is about, or who it was there.

    Those are words for boys and girls, the place, what was done, as the event's ``name`` has it,
    and whoever met the children.
    """
    kinds = [
        (GENDER, _Given(_GENDER_WORDS, frozenset())),
        (HOST, _telling(host)),
        (PLACE, _telling(place)),
        (ACTIVITY, _telling(name)),
    ]
    found = [
        (word.start, word.end, order, why)
        for word in words_of(text)
        for order, (why, given) in enumerate(kinds)
        if given.has(bare(word.low))
    ]
    return apart(found)


def both(first: Iterable[Flag], second: Iterable[Flag]) -> tuple[Flag, ...]:
    """The flags of two checks of one text; where two meet, the first check's stay."""
    kept = list(first)
    clear = (b for b in second if not any(a.start < b.end and b.start < a.end for a in kept))
    return tuple(sorted([*kept, *clear], key=lambda flag: flag.start))


_Found = tuple[int, int, int, str]
"""Start, end, which rule comes first, why."""


def apart(found: Iterable[_Found]) -> tuple[Flag, ...]:
    """From the left, the longest first; of two that are alike the earlier rule's."""
    kept: list[Flag] = []
    for start, end, _order, why in sorted(found, key=lambda one: (one[0], -one[1], one[2])):
        if not kept or start >= kept[-1].end:
            kept.append(Flag(start, end, why))
    return tuple(kept)


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    shape = "".join(map(_shape, text))
    found: list[Word] = []
    for match in _WORD.finditer(shape):
        start, end = match.span()
        first = not found or bool(_SENTENCE.search(text, found[-1].end, start))
        low = text[start:end].lower().replace("’", "'")
        found.append(Word(start, end, text[start:end], low, first))
    return found


def _shape(letter: str) -> str:
    if letter in "'’":
        return "'"
    return "l" if unicodedata.category(letter)[0] in "LM" else " "


def _spoken(text: str, words: list[Word], group: bool) -> Iterator[_Found]:
    for order, rule in enumerate(_listed().rules):
        for parts in rule.phrases if group or not rule.group else ():
            for at in range(len(words) - len(parts) + 1):
                run = words[at : at + len(parts)]
                if _stands(text, run, parts):
                    yield run[0].start, run[-1].end, order, rule.why


def _stands(text: str, run: list[Word], parts: tuple[_Part, ...]) -> bool:
    if not all(part.is_(word.low) for word, part in zip(run, parts, strict=True)):
        return False
    return all(_NEXT.fullmatch(text, one.end, other.start) for one, other in pairwise(run))


def _patterned(text: str) -> Iterator[_Found]:
    listed = _listed()
    for order, (why, pattern) in enumerate(listed.patterns, start=len(listed.rules)):
        for match in pattern.finditer(text):
            yield *match.span(), order, why


def _names(text: str, words: list[Word], group: bool) -> Iterator[_Found]:
    """Capital letters inside a sentence."""
    listed = _listed()
    if not _has(text, "Ll"):
        return
    no_names = listed.no_names if group else listed.no_names | _I
    for word in words:
        if not word.first and _has(word.text[0], "Lu") and not _is_known(word, no_names):
            yield word.start, word.end, len(listed.rules) + len(listed.patterns), listed.name


def _is_known(word: Word, no_names: frozenset[str]) -> bool:
    short = 1 < len(word.text) <= _SHORT and not _has(word.text, "Ll")
    return short or word.low in no_names or bare(word.low) in no_names


def _has(text: str, category: str) -> bool:
    return any(unicodedata.category(letter) == category for letter in text)


def _telling(text: str) -> _Given:
    """The words of a name or a place that could give it away, and their stems."""
    words = {bare(word.low) for word in words_of(text)}
    telling = {word for word in words - _SMALL_WORDS if len(word) >= _LEAST_LETTERS}
    stems = {_stem(word) for word in telling if len(word) >= _STEMMED}
    return _Given(frozenset(telling | {f"{word}s" for word in telling}), frozenset(stems))


def bare(low: str) -> str:
    """A word in small letters without the s of whose it is."""
    return low.removesuffix("'s")


def _stem(low: str) -> str:
    """A word without its ending, so that “baked” is found where an event says “baking”."""
    if len(low) < _STEMMED:
        return low
    short = _ENDINGS.sub("", low)
    if len(short) < _LEAST_LETTERS:
        return low
    if len(short) == _LEAST_LETTERS:
        return short
    short = _Y.sub("i", short.removesuffix("e"))
    return short[:-1] if short[-1] == short[-2] else short


@cache
def _listed() -> _List:
    text = (STATIC / "phrases-list.js").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text.partition("export default ")[2])
    sets = read["sets"]
    rules = tuple(
        _Rule(
            one["why"],
            tuple(_parted(each, sets) for each in one["phrases"]),
            group=one.get("group", False),
        )
        for one in read["rules"]
    )
    patterns = tuple((one["why"], re.compile(one["pattern"])) for one in read["patterns"])
    return _List(rules, patterns, read["name"], either(read["no_names"]))


def _parted(phrase: str, sets: dict[str, str]) -> tuple[_Part, ...]:
    parts = (sets[part[1:-1]] if part.startswith("<") else part for part in phrase.split(" "))
    return tuple(_part(part.split("|")) for part in parts)


def _part(either: list[str]) -> _Part:
    beginnings = tuple(one[:-1] for one in either if one.endswith("*"))
    return _Part(frozenset(one for one in either if not one.endswith("*")), beginnings)

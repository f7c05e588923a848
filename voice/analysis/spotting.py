"""What in words for a paper may show who said them or where: names, places, schools, numbers.

A dictionary, patterns and, where one is installed, a language model. It shows where to look and
decides nothing: a name it does not know is still a name. The names and places are lists beside
this file, each with its source and licence.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

from voice.analysis import phrases
from voice.analysis.phrases import Flag, Word

NAME = "A first name."
MAY_BE_NAME = "A first name?"
PLACE = "A town or a village."
LOCAL = "On your own list of words to look at."
SCHOOL = "A school or a college."
HEALTH_NUMBER = "An NHS number."
PHONE = "A phone number."
HOUSE = "A house and its road."
HANDLE = "A name on a network or in a game."
DAY = "A day. With it somebody may know who it was."

Model = Callable[[str], Iterable[tuple[int, int, str]]]
"""A language model: start, end and why of each thing it marks in a text."""

_LEAST_IN_SMALL = 4
"""Letters that a name written in small letters has at the least; a place one more."""
_LONGEST_PLACE = 5
"""Words."""
_AFTER_NAME = phrases.either(
    "is|was|has|had|and|says|said|helps|helped|makes|made|gets|got|gave|took|always|never|who|can|"
    "should|listens|listened|came|comes|left|likes|liked|loves|loved|told|does|did"
)
"""What stands after a name that begins a sentence and could be a word as well."""
_SCHOOLS = (
    "school|primary|academy|high|infants|infant|juniors|junior|nursery|college|sixth form|grammar"
)
_ROADS = "road|street|lane|avenue|close|drive|way|court|crescent|place|grove|terrace|rd|st|ave"
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_NETWORKS = (
    "snap|snapchat|insta|instagram|tiktok|tik tok|discord|facebook|whatsapp|xbox|psn|playstation|"
    "roblox|fortnite|minecraft|steam|gamertag|username|user name|handle"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (PHONE, re.compile(r"(?<!\d)(?:\+44[ ()-]{0,3}(?:0\)? ?)?|0)\d(?:[ ()-]?\d){8,9}(?!\d)")),
    (HOUSE, re.compile(rf"(?<!\d)\d{{1,4}}[a-z]? (?:[\w'’]+ ){{1,2}}(?:{_ROADS})\b", re.I)),
    (DAY, re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b", re.I)),
    (DAY, re.compile(rf"\b(?:{_MONTHS}) (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b", re.I)),
    (DAY, re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")),
    (DAY, re.compile(r"\bmy (?:\d+(?:st|nd|rd|th) )?birthday\b", re.I)),
    (SCHOOL, re.compile(rf"\b(?:[A-Z][\w'’]*\.? ){{1,4}}(?i:{_SCHOOLS})\b")),
    (SCHOOL, re.compile(rf"\b(?:st|saint)\.? \w+(?:['’]s|s)?(?: (?:{_SCHOOLS}))+\b", re.I)),
    (HANDLE, re.compile(rf"\b(?:{_NETWORKS})(?: name| tag)?(?: is|'s|’s|:) *@?\w[\w.-]+", re.I)),
    (HANDLE, re.compile(r"(?<![\w@])@\w[\w.]+")),
)
_TEN_FIGURES = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Known:
    """A list of names: those that are only names, and those that are words as well."""

    sure: frozenset[str]
    unsure: frozenset[str]


def spot(
    text: str, *, group: bool = True, local: Collection[str] = (), model: Model | None = None
) -> tuple[Flag, ...]:
    """All that a person should look at in a text, from its start to its end, none over another.

    Holds what ``phrases.check`` holds, and more. ``local`` are words of this council's own list, in
    small letters: its streets, homes and schools.
    """
    words = phrases.words_of(text)
    found = [
        *_runs(words, frozenset(local), LOCAL),
        *_patterned(text),
        *_health_numbers(text),
        *_runs(words, _places().sure, PLACE),
        *_first_names(words),
        *(model(text) if model else ()),
    ]
    own = phrases.apart((start, end, 0, why) for start, end, why in found)
    return phrases.both(own, phrases.check(text, group=group))


def own_list(text: str) -> frozenset[str]:
    """The words of a council's own list: one a line, in any letters, ``#`` begins a remark."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(_as_words(line) for line in lines if line) - {""}


def is_health_number(figures: str) -> bool:
    """Whether ten figures are an NHS number: the last one checks the others, modulo 11.

    NHS Data Model and Dictionary, NHS NUMBER: weights 10 to 2, 11 less the remainder, 11 is
    written 0, and 10 is never given.
    """
    total = sum(int(f) * weight for f, weight in zip(figures, range(10, 1, -1), strict=False))
    check = (11 - total % 11) % 11
    return len(figures) == 10 and check != 10 and check == int(figures[9])


_Found = tuple[int, int, str]


def _patterned(text: str) -> Iterator[_Found]:
    for why, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield *match.span(), why


def _health_numbers(text: str) -> Iterator[_Found]:
    for match in _TEN_FIGURES.finditer(text):
        if is_health_number(re.sub(r"\D", "", match.group())):
            yield *match.span(), HEALTH_NUMBER


def _runs(words: list[Word], known: Collection[str], why: str) -> Iterator[_Found]:
    """Words that stand beside each other and are one name of a list."""
    for at, word in enumerate(words):
        for size in range(_LONGEST_PLACE, 0, -1):
            run = words[at : at + size]
            name = " ".join(phrases.bare(one.low) for one in run)
            if len(run) == size and name in known and (why == LOCAL or _is_long(run, name)):
                yield word.start, run[-1].end, why
                break


def _as_words(name: str) -> str:
    """A name as its words stand in a text: in small letters, with one space between them."""
    return " ".join(phrases.bare(word.low) for word in phrases.words_of(name))


def _is_long(run: list[Word], name: str) -> bool:
    """Whether a place in small letters is long enough not to be a slip of the finger."""
    return run[0].text[0].isupper() or len(name) > _LEAST_IN_SMALL


def _first_names(words: list[Word]) -> Iterator[_Found]:
    known = _names()
    for word, then in zip_longest(words, words[1:]):
        low, capital = phrases.bare(word.low), word.text[0].isupper()
        if low in known.sure and (capital or len(low) >= _LEAST_IN_SMALL):
            yield word.start, word.end, NAME
        elif low in known.unsure and capital and _begins(word, then):
            yield word.start, word.end, MAY_BE_NAME


def _begins(word: Word, then: Word | None) -> bool:
    """Whether a word with a capital stands where a name would: whose, or followed by what it does.

    Inside a sentence a capital is marked anyway.
    """
    return word.low != phrases.bare(word.low) or (then is not None and then.low in _AFTER_NAME)


@cache
def _names() -> _Known:
    return _read("first-names.txt", None)


@cache
def _places() -> _Known:
    found = _read("places.txt", ";")
    return _Known(frozenset(map(_as_words, found.sure)), found.unsure)


def _read(name: str, between: str | None) -> _Known:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    body = " ".join(line for line in text.splitlines() if not line.startswith("#"))
    found = [" ".join(one.split()) for one in body.split(between)]
    return _Known(
        frozenset(one for one in found if one and not one.endswith("?")),
        frozenset(one[:-1] for one in found if one.endswith("?")),
    )

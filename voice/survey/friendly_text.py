"""Sentences, words and syllables of a short English text, with where they stand in it."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import pyphen

_SENTENCE = re.compile(r"[^.?!:;…\n]+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_INSIDE = re.compile(r"(?<=[^aeiouy])e(?=(?:ly|ty|ful|less|ment)$)")
"""The e of a word that was made longer: lovely, safety, careful."""
_SPOKEN_ES = ("ses", "xes", "zes", "ces", "ges", "shes", "ches")
SHORT_WORD = 5
"""Letters up to which an e inside is spoken: very."""
LONGEST_WORD = 40
"""Letters above which nothing is a word of ours."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends: a colon ends one as well, since a breath is taken."""
    for found in _SENTENCE.finditer(text):
        said = found[0]
        if said.strip():
            start = found.start() + len(said) - len(said.lstrip())
            yield start, start + len(said.strip())


def words(text: str) -> Iterator[re.Match[str]]:
    """Each word; “grown-ups” is two, “don't” is one."""
    return _WORD.finditer(text)


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """About how many syllables an English word has: at least one.

    A dictionary for the ends of lines knows where a word is made of parts, and leaves parts of
    one syllable together (“fam-ily”); vowels are counted inside each part.
    """
    if len(word) > LONGEST_WORD:
        return len(_VOWELS.findall(word.lower())) or 1
    spoken = _SILENT_INSIDE.sub("", word.lower()) if len(word) > SHORT_WORD else word.lower()
    parts = _dictionary().inserted(spoken).split("-")
    return max(1, sum(_in_part(part) for part in parts))


def _in_part(part: str) -> int:
    count = len(_VOWELS.findall(part))
    return count - 1 if count > 1 and _ends_silent(part) else count


def _ends_silent(part: str) -> bool:
    """Whether the last vowel is written and not spoken: made, times, listened."""
    if part.endswith("ed"):
        return not part.endswith(("ted", "ded"))
    if part.endswith("es"):
        return not part.endswith(_SPOKEN_ES)
    return part.endswith("e") and not re.search(r"[^aeiouy]le$", part)


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")

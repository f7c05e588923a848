"""Whether words that should only say what somebody meant hold that person's own words."""

import re
import unicodedata
from collections.abc import Iterator

RUN = 4
"""So many words of the original, one after another, are never in its gist."""
_SURE = 8
"""Letters that stand together by chance in no other words; fewer are compared word by word."""
_WITHIN_A_WORD = re.compile("['’]")


def holds(original: str, gist: str) -> bool:
    """Whether the gist holds four words of the original in a row, or all of it where it is shorter.

    Letters and digits alone are compared: capitals, marks on letters, blanks, hyphens and what
    cannot be seen make no difference.
    """
    words, said = _words(original), _words(gist)
    if not words:
        return original.strip() in gist
    return any(_stands_in(run, said) for run in _runs(words))


def _runs(words: list[str]) -> Iterator[list[str]]:
    most = max(1, len(words) - RUN + 1)
    return (words[at : at + RUN] for at in range(most))


def _stands_in(run: list[str], said: list[str]) -> bool:
    """Wherever the gist parts its words; short runs only as whole words."""
    letters = "".join(run)
    if len(letters) >= _SURE:
        return letters in "".join(said)
    parts = range(len(said))
    return any(
        letters == "".join(said[at : to + 1]) for at in parts for to in parts[at : at + _SURE]
    )


def _words(text: str) -> list[str]:
    """Words as letters and digits alone, all small and without marks."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (_letter(letter) for letter in _WITHIN_A_WORD.sub("", plain))
    return "".join(kept).split()


def _letter(letter: str) -> str:
    kind = unicodedata.category(letter)[0]
    if kind == "M":
        return ""
    return letter if kind in "LN" else " "

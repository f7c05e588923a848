"""Words and names of a spreadsheet form as ours: texts without markup, ids in small letters."""

import re
import unicodedata

from voice.survey.model import ID_FORM, ID_LETTERS
from voice.survey.writing import clean

MOST = 400
"""Letters a text may have in a questionnaire."""
_LOOKED_AT = 1000
_REFERENCE = re.compile(r"\$\{[^}]*\}")
_TAG = re.compile(
    r"</?(?:span|b|i|u|em|strong|br|p|div|h[1-6]|font|a|center|small|big|sub|sup)\b[^<>]*>", re.I
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_HEADING = re.compile(r"^#{1,6}\s+", re.M)
_LINK = re.compile(r"\[([^\]\[]+)\]\(([^)(]+)\)")
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}


def said(text: str) -> str:
    """The text as a child would read it; of a very long one its beginning.

    Without marks for bold, headings and colours; an answer put into it (``${name}``) is an
    ellipsis, because we never show a child what they said before.
    """
    words = clean(text[:_LOOKED_AT].replace("\xa0", " "))
    words = _REFERENCE.sub("…", words)
    if "<" in words:
        words = _TAG.sub("", words)
    words = _HEADING.sub("", _LINK.sub(r"\1", _STRONG.sub(r"\2", words)))
    for written, letter in _ENTITIES.items():
        words = words.replace(written, letter)
    return clean(words)


def has_reference(text: str) -> bool:
    """Whether an earlier answer is put into the text."""
    return "${" in text and bool(_REFERENCE.search(text[:_LOOKED_AT]))


def shortened(text: str) -> str:
    """The text, cut at a word and marked where it is longer than a text may be."""
    if len(text) <= MOST:
        return text
    return text[: MOST - 1].rsplit(" ", 1)[0].rstrip()[: MOST - 1] + "…"


def id_from(name: str) -> str:
    """An id in the form of ours, or an empty text where no letter can be kept."""
    flat = unicodedata.normalize("NFKD", name[:300].casefold())
    flat = flat.encode("ascii", "ignore").decode()
    minus = "minus-" if re.match(r"\s*-\s*[0-9]", flat) else ""
    return (minus + re.sub(r"[^a-z0-9]+", "-", flat).strip("-"))[:ID_LETTERS].strip("-")


def is_same_name(name: str, made: str) -> bool:
    """Whether an id only spells a name in our way: hyphens and small letters."""
    return re.sub(r"[\s_.:-]+", "-", name.strip().lower()).strip("-") == made


def is_id(name: str) -> bool:
    """Whether a name can stand as an id as it is."""
    return len(name) <= ID_LETTERS and re.fullmatch(ID_FORM, name) is not None


class Ids:
    """Gives out ids, each once."""

    def __init__(self, kept: frozenset[str]) -> None:
        self._given: set[str] = set()
        self._kept = kept
        self._last: dict[str, int] = {}

    def new(self, wanted: str, otherwise: str) -> str:
        """The id wanted, or the nearest that is free. ``otherwise`` stands where it is empty."""
        first = wanted or otherwise
        if first in self._kept:
            first = f"{first}-asked"
        found, number = first, self._last.get(first, 1)
        while found in self._given:
            number += 1
            tail = f"-{number}"
            found = first[: ID_LETTERS - len(tail)].rstrip("-") + tail
        self._last[first] = number
        self._given.add(found)
        return found

    def take(self, exact: str) -> bool:
        """Keep this very id; whether it was free."""
        free = exact not in self._given
        self._given.add(exact)
        return free

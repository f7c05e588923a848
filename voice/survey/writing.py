"""What a young person wrote, made safe to keep and to print without changing what it says."""

import re
import unicodedata

_ORDERS = "\u202a-\u202e\u2066-\u2069"
"""Marks that turn the order of letters round: they can make a word read as another."""
_NOT_LETTERS = re.compile(
    f"[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f{_ORDERS}\ufeff\ud800-\udfff\ufdd0-\ufdef]"
)
_NEW_LINES = re.compile("\r\n|[\r\u2028\u2029]")


def clean(words: str) -> str:
    """The words without what no letter is: controls, marks of order, halves of characters.

    Joiners stay (Persian, Kurdish and many pictures need them), and so do lines. Words of which
    nothing can be seen come back empty. The result can be stored, encoded and put into XML.
    """
    lines = _NEW_LINES.sub("\n", words).replace("\t", " ")
    kept = "".join(
        letter for letter in _NOT_LETTERS.sub("", lines) if ord(letter) & 0xFFFE != 0xFFFE
    ).strip()
    return kept if any(unicodedata.category(letter)[0] not in "ZC" for letter in kept) else ""


def plain(text: str) -> str:
    """The text for comparing: small letters, one space between words, straight apostrophes."""
    return " ".join(text.replace("’", "'").casefold().split())


def is_latin(text: str) -> bool:
    """Whether no more than half of its letters are of another script than ours."""
    letters = [one for one in text if one.isalpha()]
    others = [one for one in letters if "LATIN" not in unicodedata.name(one, "")]
    return 2 * len(others) <= len(letters)

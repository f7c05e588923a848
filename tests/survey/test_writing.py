"""What was written keeps its letters and loses what no letter is."""

import unicodedata
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice.survey.writing import clean, plain


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  I like it.  ", "I like it."),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a b"),
        ("\x00\x07bell\x1b[31m", "bell[31m"),
        ("safe\u202eefas", "safeefas"),
        ("\u2066x\u2069", "x"),
        ("half \ud83d a picture", "half  a picture"),
        ("\ufeffmark\ufffe\uffff", "mark"),
        ("می‌خواهم", "می‌خواهم"),
        ("👩‍👧 and 🏳️‍🌈", "👩‍👧 and 🏳️‍🌈"),
        ("\u200f\u200eخانه", "\u200f\u200eخانه"),
        ("\u200b \u200d\n", ""),
        ("", ""),
        ("👍", "👍"),
        ("!!", "!!"),
    ],
)
def test_words_are_made_safe_and_stay_as_written(written: str, kept: str) -> None:
    assert clean(written) == kept


@given(st.text(st.characters(codec=None, exclude_categories=())))
@example("\x85\u2029\U0010ffff")
def test_clean_words_can_be_stored_sent_and_printed(written: str) -> None:
    kept = clean(written)
    kept.encode()
    assert clean(kept) == kept
    assert len(kept) <= len(written)
    assert not {unicodedata.category(letter) for letter in kept} & {"Cs"}
    assert ET.fromstring(f"<p>{escape(kept)}</p>") is not None  # noqa: S314 - our own text


def test_plain_text_is_for_comparing() -> None:
    assert plain("  Don’t\nKnow ") == "don't know"

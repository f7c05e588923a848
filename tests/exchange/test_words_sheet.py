"""The sheet for a translator: what goes out comes back, and nothing else is taken for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.exchange import words_sheet
from voice.exchange.words_sheet import Line
from voice.faults import FaultyError
from voice.survey.writing import clean

WORDS = st.text(max_size=60).map(lambda text: " ".join(clean(text).split()))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=5), st.sampled_from(["Arabic", "Ukrainian", "English words"]))
def test_what_goes_out_comes_back(said: list[str], language: str) -> None:
    lines = [Line(f"items.a-{n}.text", "=Hello", "The question", s) for n, s in enumerate(said)]
    found = words_sheet.read(words_sheet.write(language, lines), "words.xlsx")
    assert {place: " ".join(text.split()) for place, text in found.items()} == {
        line.place: line.text for line in lines if line.text
    }


@pytest.mark.parametrize("raw", [b"", b"not a sheet", b"a,b\n1,2", b"English,x\n1,2"])
def test_what_is_no_such_sheet_is_refused(raw: bytes) -> None:
    with pytest.raises(FaultyError):
        words_sheet.read(raw, "words.csv")


def test_a_translator_may_name_the_column_as_they_like() -> None:
    raw = "What it is,English,العربية,Leave this as it is\nThe name,Hello,مرحبا,title\n".encode()
    assert words_sheet.read(raw, "words.csv") == {"title": "مرحبا"}

"""No text of a sheet is taken for a formula, and every text comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.exchange.safe_cells import STARTS_FORMULA, safe, unsafe


@given(st.text("'=+-@＝\t ax", max_size=6) | st.text(max_size=10))
def test_a_text_comes_back_and_begins_no_formula(text: str) -> None:
    assert not safe(text).startswith(tuple(STARTS_FORMULA))
    assert unsafe(safe(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@sum(a1)", "\t=1", "＝1"])
def test_what_begins_a_formula_has_an_apostrophe_before_it(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "’twas", "'tis", "a=b"])
def test_other_texts_stay(text: str) -> None:
    assert safe(text) == unsafe(text) == text

"""The numbers of envelopes as short texts, and what a tablet may tell of them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from voice.store import ranges

NUMBERS = some.frozensets(some.integers(1, ranges.LAST), max_size=60) | some.builds(
    lambda first, length: frozenset(range(first, first + length)),
    some.integers(1, 500),
    some.integers(0, 500),
)


@given(NUMBERS)
def test_what_is_written_is_read_again(numbers: frozenset[int]) -> None:
    assert ranges.read(ranges.write(numbers)) == numbers


@given(NUMBERS, NUMBERS)
def test_the_text_of_both_together_means_both(one: frozenset[int], other: frozenset[int]) -> None:
    assert ranges.read(ranges.write(one | other)) == ranges.read(ranges.write(one)) | ranges.read(
        ranges.write(other)
    )


@given(NUMBERS)
def test_one_set_has_one_text_and_it_is_as_short_as_can_be(numbers: frozenset[int]) -> None:
    text = ranges.write(sorted(numbers, reverse=True))
    assert text == ranges.write(numbers)
    parts = [ranges.read(part) for part in text.split(",")] if text else []
    for before, after in pairwise(parts):
        assert max(before) + 1 < min(after)


def test_a_text_looks_like_this() -> None:
    assert ranges.write({15, *range(1, 14)}) == "1-13,15"
    assert ranges.write({3}) == "3"
    assert (ranges.write([]), ranges.read("")) == ("", frozenset())
    assert ranges.read("2, 4-5") == {2, 4, 5}


@pytest.mark.parametrize("text", ["0", "x", "1-", "-1", "3-2", "1,,2", ",", "10000", "1--2", "١"])
def test_a_text_that_is_none_is_a_fault(text: str) -> None:
    with pytest.raises(ValueError, match="range"):
        ranges.read(text)


@pytest.mark.parametrize("number", [0, -1, ranges.LAST + 1])
def test_numbers_have_bounds(number: int) -> None:
    with pytest.raises(ValueError, match="9999"):
        ranges.write([number])


@given(some.integers(0, 300), some.frozensets(some.integers(-5, 320)))
def test_what_was_given_out_and_is_not_open_is_finished(last: int, open_: frozenset[int]) -> None:
    told = ranges.told({"last": last, "not": sorted(open_)})
    assert told.last == last
    assert told.finished == {n for n in range(1, last + 1) if n not in open_}
    assert ranges.told({"last": last, "open": sorted(open_)}) == replace(told, open=open_)


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {},
        {"last": "3"},
        {"last": True},
        {"last": -1},
        {"last": 10000},
        {"last": 2.0},
        {"last": 3, "not": 2},
        {"last": 3, "not": ["2"]},
        {"last": 3, "not": [1] * 10000},
        {"last": 3, "open": 3},
        {"last": 3, "open": ["3"]},
    ],
)
def test_a_tablet_that_tells_something_else_is_told_so(said: object) -> None:
    with pytest.raises(ValueError, match=r"number|object"):
        ranges.told(said)


def test_none_open_need_not_be_said() -> None:
    assert ranges.told({"last": 2}) == ranges.Told(2, frozenset({1, 2}), frozenset())

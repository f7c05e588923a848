"""Figures in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import said


def test_few_answers_are_told_one_by_one() -> None:
    assert said.share(7, 12, 30) == "7 of 12"
    assert said.share(7, 29, 30) == "7 of 29"


def test_many_answers_are_told_in_whole_percentages() -> None:
    assert said.share(7, 30, 30) == "23%"


@pytest.mark.parametrize(("count", "n", "percent"), [(1, 200, 1), (1, 201, 0), (199, 200, 100)])
def test_half_a_percentage_is_rounded_up(count: int, n: int, percent: int) -> None:
    assert said.percent(count, n) == percent


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_percentage_is_never_more_than_half_off(pair: tuple[int, int]) -> None:
    count, n = pair
    assert abs(said.percent(count, n) * n - 100 * count) <= n / 2


def test_lists_read_as_a_sentence() -> None:
    assert said.listed([]) == ""
    assert said.listed(["a"]) == "a"
    assert said.listed(["a", "b"]) == "a and b"
    assert said.listed(["a", "b", "c"]) == "a, b and c"


def test_one_thing_has_no_plural() -> None:
    assert said.counted(1, "event") == "1 event"
    assert said.counted(0, "event") == "0 events"
    assert said.counted(2, "person", "people") == "2 people"
    assert said.counted(1204, "answer") == "1,204 answers"


def test_small_numbers_begin_a_title_as_words() -> None:
    assert said.number_word(3) == "Three"
    assert said.number_word(12) == "12"


@pytest.mark.parametrize(
    ("text", "told"),
    [("", ""), ("nobody came", "Nobody came."), ("Why? ", "Why?"), ("‘Yes.’", "‘Yes.’")],
)
def test_a_sentence_begins_large_and_ends(text: str, told: str) -> None:
    assert said.sentence(text) == told


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ((0, 90), "none"),
        ((90, 90), "all"),
        ((89, 90), "nearly all"),
        ((5, 900), "fewer than 1 in 100"),
        ((45, 90), "half"),
        ((46, 90), "about half"),
        ((30, 90), "1 in 3"),
        ((61, 90), "about 2 in 3"),
        ((81, 90), "9 in 10"),
        ((11, 1000), "about 1 in 100"),
    ],
)
def test_a_share_is_a_few_in_many(side: tuple[int, int], words: str) -> None:
    assert said.about(*side) == words

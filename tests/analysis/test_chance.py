"""A change is only called one beyond chance."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import chance
from voice.analysis.chance import Pair


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    of_before, of_now = draw(st.integers(1, 40)), draw(st.integers(1, 40))
    before, now = draw(st.integers(0, of_before)), draw(st.integers(0, of_now))
    return Pair(before, of_before, now, of_now)


@pytest.mark.parametrize(
    ("pair", "known"),
    [
        # Fisher's own tea tasting: three of four cups told apart, 34 of 70 ways are no likelier.
        (Pair(3, 4, 1, 4), Fraction(34, 70)),
        (Pair(4, 4, 0, 4), Fraction(2, 70)),
        (Pair(5, 10, 5, 10), Fraction(1)),
    ],
)
def test_the_likelihood_is_fishers(pair: Pair, known: Fraction) -> None:
    assert chance.likelihood(pair) == known


def test_the_likelihood_of_a_lopsided_table_is_that_of_the_textbooks() -> None:
    assert round(float(chance.likelihood(Pair(1, 10, 11, 14))), 6) == 0.002759


@given(pairs())
def test_the_likelihood_is_one_of_a_chance_and_has_two_sides(pair: Pair) -> None:
    found = chance.likelihood(pair)
    assert 0 < found <= 1
    turned = Pair(pair.now, pair.of_now, pair.before, pair.of_before)
    other = Pair(pair.of_before - pair.before, pair.of_before, pair.of_now - pair.now, pair.of_now)
    assert found == chance.likelihood(turned) == chance.likelihood(other)


@given(pairs())
def test_the_likelihood_counts_every_table_no_likelier_than_the_one_seen(pair: Pair) -> None:
    total, margin = pair.of_before + pair.of_now, pair.before + pair.now
    seen = comb(pair.of_before, pair.before) * comb(pair.of_now, pair.now)
    counted = sum(
        ways
        for now in range(margin + 1)
        if (ways := comb(pair.of_now, now) * comb(pair.of_before, margin - now)) <= seen
    )
    assert chance.likelihood(pair) == Fraction(counted, comb(total, margin))


def test_one_clear_change_is_found() -> None:
    assert chance.beyond([Pair(3, 30, 27, 30)]) == (True,)


def test_a_change_clear_alone_is_not_so_among_many_comparisons() -> None:
    borderline, nothing = Pair(5, 20, 13, 20), Pair(10, 20, 10, 20)
    assert chance.beyond([borderline]) == (True,)
    assert chance.beyond([borderline, *[nothing] * 9]) == (False,) * 10


def test_the_second_change_need_not_be_as_clear_as_the_first() -> None:
    """Step by step: the clearest is held against all comparisons, the next against one fewer."""
    clear, less = Pair(0, 40, 40, 40), Pair(3, 20, 10, 20)
    assert chance.likelihood(less) * 2 > chance.RISK
    assert chance.beyond([less, clear]) == (True, True)


@given(st.lists(pairs(), max_size=6))
def test_more_comparisons_never_make_a_change_clearer(looked: list[Pair]) -> None:
    alone = [chance.beyond([pair])[0] for pair in looked]
    together = chance.beyond(looked)
    assert all(one or not other for one, other in zip(alone, together, strict=True))


def test_nothing_to_look_at_changes_nothing() -> None:
    assert chance.beyond([]) == ()

"""Alpha against the worked examples of those who made it, and small cases by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import agreement
from voice.analysis.agreement import alpha, masi, nominal

MISSING = "."


def units(*observers: str) -> list[list[str]]:
    """What was said of each unit, out of a row an observer."""
    rows = [row.split() for row in observers]
    return [[one for one in column if one != MISSING] for column in zip(*rows, strict=True)]


PUBLISHED = {
    # K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A, B and C
    "two observers, yes or no": (
        units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"),
        0.095,
    ),
    "two observers, five names": (
        units("a a b b d c c c e d d a", "b a b b b c c c e d d d"),
        0.692,
    ),
    "four observers, with gaps": (
        units(
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ),
        0.743,
    ),
    # The example of the encyclopedias: three coders, fifteen units
    "three observers, with gaps": (
        units(
            ". . . . . 3 4 1 2 1 1 3 3 . 3",
            "1 . 2 1 3 3 4 3 . . . . . . .",
            ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
        ),
        0.691,
    ),
}


@pytest.mark.parametrize(("said", "published"), PUBLISHED.values(), ids=PUBLISHED)
def test_alpha_is_what_the_published_examples_say(said: list[list[str]], published: float) -> None:
    assert alpha(said, nominal) == pytest.approx(published, abs=0.0005)


def test_sets_that_share_something_are_partly_alike() -> None:
    a, b, c = frozenset("a"), frozenset("ab"), frozenset("bc")
    assert masi(a, a) == 0
    assert masi(a, c) == 1
    assert masi(a, b) == pytest.approx(1 - 2 / 3 * 1 / 2)
    assert masi(b, c) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(frozenset(), a) == 1
    assert masi(frozenset(), frozenset()) == 0


def test_who_always_says_the_same_word_cannot_agree_beyond_chance() -> None:
    assert alpha([["a", "a"], ["a", "a"]], nominal) is None
    assert alpha([], nominal) is None
    assert alpha([["a"], ["b"]], nominal) is None


def test_a_row_for_all_themes_and_one_for_each() -> None:
    said = {
        "one": {"ann": frozenset({"bus"}), "bea": frozenset({"bus"})},
        "two": {"ann": frozenset({"bus"}), "bea": frozenset({"home"})},
        "three": {"ann": frozenset(), "bea": frozenset()},
        "alone": {"ann": frozenset({"home"})},
    }
    together, bus, home, fun = agreement.of(said, ["bus", "home", "fun"])
    assert (together.theme, together.texts, together.alike, together.said) == ("", 3, 2, 2)
    assert together.alpha == pytest.approx(1 - 5 * 2 / 22)
    assert (bus.texts, bus.alike, bus.said) == (3, 2, 2)
    assert bus.alpha == pytest.approx(1 - 5 * 2 / 18)
    assert (home.alike, home.said, home.alpha) == (2, 1, pytest.approx(0))
    assert (fun.alike, fun.said, fun.alpha) == (3, 0, None)


@given(st.lists(st.tuples(*[st.frozensets(st.sampled_from("abc"))] * 2), max_size=12))
def test_alpha_is_one_only_where_all_agree_and_does_not_know_who_is_who(
    pairs: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    found = alpha(pairs, masi)
    turned = alpha([(other, one) for one, other in pairs], masi)
    assert found == (None if turned is None else pytest.approx(turned))
    if found is not None:
        assert found <= 1
        assert (found == 1) == all(one == other for one, other in pairs)

"""What a text may be about, each with a reason that stands in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis.suggestions import Rule, Sorted, Suggester, Suggestion, stem, telling

RULES = (
    Rule("workers", ("social worker", "call back")),
    Rule("travel", ("bus", "taxi")),
    Rule("fun", ("trip", "swim")),
)
KNOWN = (
    Sorted("We waited for the driver again", frozenset({"travel"})),
    Sorted("The driver is kind", frozenset({"travel"})),
    Sorted("Pizza and a film night", frozenset({"fun"})),
    Sorted("Nothing to say", frozenset()),
)


def of(text: str, known: tuple[Sorted, ...] = ()) -> dict[str, Suggestion]:
    return {one.theme: one for one in Suggester(RULES, known).of(text)}


def test_a_keyword_is_found_with_its_endings_and_told_as_it_was_written() -> None:
    assert of("The Buses were late")["travel"].found == ("Buses",)
    assert of("more trips, and swimming!")["fun"].found == ("trips", "swimming")


def test_a_keyword_of_two_words_stands_together_only() -> None:
    assert of("My social workers never call")["workers"].found == ("social workers",)
    assert of("A social evening for every worker") == {}


def test_a_text_like_those_sorted_before_is_suggested_with_the_words_it_shares() -> None:
    found = of("A new driver every week", KNOWN)
    assert found == {"travel": Suggestion("travel", (), 2, ("driver",))}


def test_small_words_make_no_texts_alike() -> None:
    assert of("We are here for the other one again", KNOWN) == {}


def test_what_was_sorted_under_none_suggests_nothing() -> None:
    assert of("Nothing to say", KNOWN) == {}


def test_themes_come_in_the_order_of_the_frame() -> None:
    assert list(of("A trip by bus with my social worker")) == ["workers", "travel", "fun"]


def test_a_theme_that_is_offered_no_more_is_not_suggested() -> None:
    assert of("Snow", (Sorted("Snow", frozenset({"weather"})),)) == {}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("buses", "bus"),
        ("worries", "worry"),
        ("worried", "worrying"),
        ("classes", "class"),
        ("homes", "home"),
        ("swimming", "swim"),
        ("houses", "housing"),
        ("travelling", "travel"),
        ("Mum’s", "mum"),
        ("bullied", "bullying"),
    ],
)
def test_endings_make_no_other_word(word: str, other: str) -> None:
    assert stem(word) == stem(other)


@pytest.mark.parametrize(("word", "other"), [("caring", "car"), ("work", "worker"), ("gas", "ga")])
def test_other_words_stay_apart(word: str, other: str) -> None:
    assert stem(word) != stem(other)


def test_no_text_breaks_it_in_any_script() -> None:
    assert of("አውቶቡስ!!! 🙂 123", KNOWN) == {}
    assert of("", KNOWN) == {}


@given(st.text(max_size=80))
def test_every_reason_stands_in_the_text(text: str) -> None:
    for one in Suggester(RULES, KNOWN).of(text):
        assert one.found or one.like
        assert all(word in telling(text).values() for word in one.shared)


@given(st.text(max_size=60))
def test_the_same_texts_give_the_same_suggestions(text: str) -> None:
    assert Suggester(RULES, KNOWN).of(text) == Suggester(RULES, KNOWN).of(text)

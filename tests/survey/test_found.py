"""Words in a record that is not counted: all are found, and no answer is taken for words."""

import uuid
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from voice.survey import answers, found
from voice.survey.answers import Submission
from voice.survey.found import NO_ITEM
from voice.survey.model import AGE_BANDS, RESERVED
from voice.survey.writing import clean

IDEAS = {"id": "next-time", "kind": "ideas", "text": "What next?"}
SURVEY = factories.a_survey(items=[factories.feeling(), factories.good(), factories.words(), IDEAS])


def sent(
    given: dict[str, object], age_band: str | None = None, helped: str | None = None
) -> Submission:
    return Submission(str(uuid.uuid4()), "a" * 64, age_band, helped, given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"say-more": " I am not safe "}, [("say-more", "I am not safe")]),
        ({"say-more": "help"}, [("say-more", "help")]),
        ({"say-more": "17+"}, [("say-more", "17+")]),
        ({"say-more": ["help", {"me": "now"}]}, [("say-more", w) for w in ("help", "me", "now")]),
        ({"say-more": "x" * 50_000}, [("say-more", "x" * 50_000)]),
        ({"next-time": ["pond"] * 9}, [("next-time", "pond")] * 9),
        ({"next-time": "one, not a list"}, [("next-time", "one, not a list")]),
        ({"say-more": None, "next-time": [None, 7, " ", "\x00"]}, []),
        ({"say-more": "_skipped"}, []),
        ({"feeling-now": "happy", "good": ["friends", "food"], "another": "very-often"}, []),
        ({"feeling-now": "I feel bad"}, [("feeling-now", "I feel bad")]),
        ({"good": ["friends", "My dog"]}, [("good", "My dog")]),
        ({"another": "my own words"}, [("another", "my own words")]),
        ({"another": "x" * 61}, [("another", "x" * 61)]),
        ({"another": ["a", "b c", ["d e"]]}, [("another", "b c"), ("another", "d e")]),
        ({"another": "Mum"}, [("another", "Mum")]),
        ({"another": "妈妈打我"}, [("another", "妈妈打我")]),
        ({"No id!": "my own words"}, [(NO_ITEM, "No id!"), (NO_ITEM, "my own words")]),
        ({"x" * 61: "a b"}, [(NO_ITEM, "x" * 61), (NO_ITEM, "a b")]),
    ],
)
def test_words_are_found_and_options_are_left(
    given: dict[str, object], words: list[tuple[str, str]]
) -> None:
    assert list(found.words(SURVEY, sent(given))) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", []),
        (b"   ", []),
        (b" not JSON at all ", ["not JSON at all"]),
        (b'{"answers": {"say-more": "cut o', ['{"answers": {"say-more": "cut o']),
        (b"\xffhelp", ["\ufffdhelp"]),
        (b"[" * 5000, ["[" * 5000]),
        (b"7", []),
        (b'["two words", {"My dog": null}, "happy"]', ["two words", "My dog"]),
        (b'{"id": "A B", "edition": "C D", "code": "BCDGHJMN", "age_band": "17+"}', []),
        (b'{"helped": "my aunt", "Why?": [["so it is"]]}', ["Why?", "my aunt", "so it is"]),
        (b'{"answers": {"feeling-now": "happy", "say-more": "I am sad"}}', ["I am sad"]),
    ],
)
def test_words_are_found_in_what_is_no_record(text: bytes, words: list[str]) -> None:
    assert list(found.anywhere(text)) == [(NO_ITEM, said) for said in words]


@given(text=st.binary() | st.text().map(str.encode))
def test_whatever_it_is_no_record_is_read_without_a_fault(text: bytes) -> None:
    assert all(said == clean(said) for _, said in found.anywhere(text))


def test_words_beside_the_answers_are_found_too() -> None:
    told = found.words(SURVEY, sent({}, "I am nine", "by my aunt"))
    assert told == ((NO_ITEM, "I am nine"), (NO_ITEM, "by my aunt"))
    for band in AGE_BANDS:
        assert found.words(SURVEY, sent({}, band, "together")) == ()


def test_words_that_a_rule_hides_are_found_and_no_others() -> None:
    hidden = factories.words(id="why", show_if={"item": "feeling-now", "is": "sad"})
    survey = factories.a_survey(items=[factories.feeling(), hidden, factories.words()])
    record = sent({"feeling-now": "happy", "why": "I am scared", "say-more": "bye"})
    told = answers.read(survey, record)
    assert told.remarks == (("say-more", "bye"),)
    assert found.hidden(survey, record, told) == (("why", "I am scared"),)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from (name, *texts(each))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=12,
)
IDS = st.sampled_from([item.id for item in SURVEY.items]) | st.text(max_size=70)


@given(st.dictionaries(IDS, JSON, max_size=5), st.none() | st.text(max_size=30))
def test_every_word_of_a_record_is_found_unless_it_can_be_an_options_id(
    given: dict[str, object], band: str | None
) -> None:
    told = found.words(SURVEY, sent(given, band))
    kept = [words for _, words in told]
    for text in (*texts(given), *texts(band)):
        can_be_option = text.isascii() and text == text.lower() and " " not in text
        if clean(text) and not can_be_option:
            assert clean(text) in kept
    for item in ("say-more", "next-time"):
        for text in texts(given.get(item)):
            assert not clean(text) or text in RESERVED or (item, clean(text)) in told
    for item, words in told:
        assert words == clean(words)
        assert item == NO_ITEM or item in given

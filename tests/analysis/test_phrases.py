from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phrases import CORPUS, by_chance
from voice.analysis import phrases
from voice.analysis.phrases import Flag, check, check_small


def marked(text: str) -> list[str]:
    return [text[flag.start : flag.end] for flag in check(text)]


def small(
    text: str, place: str = "Grafham Water", name: str = "Canoeing", host: str = "Sam"
) -> list[str]:
    return [text[flag.start : flag.end] for flag in check_small(text, place, name, host)]


@pytest.mark.parametrize(
    "text",
    [
        "We want our social workers to ring us back.",
        "We would like more trips and a pizza night on Fridays.",
        "Tell children in care who will come to the review.",
        "Let us choose. Ask us what we think of the Pathway Plan!",
        "LET US SEE OUR FRIENDS",
        "",
    ],
)
def test_a_sentence_of_a_group_has_no_flag(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I like pizza", ["I"]),
        ("Because i'm here", ["i'm"]),
        ("It was for me and mine", ["me", "mine"]),
        ("We saw my mum", ["my mum"]),
        ("My real mum’s house", ["My real mum’s"]),
        ("We like our carers but his foster carer shouts", ["his foster carer", "shouts"]),
        ("Her last placement was far", ["Her last placement"]),
        ("Some of us have ADHD", ["ADHD"]),
        ("We need help with self-harm", ["self-harm"]),
        ("We don’t feel safe there", ["don’t feel safe"]),
        ("There is bullying", ["bullying"]),
        ("Someone died", ["Someone", "died"]),
        ("Ask Anna about it", ["Anna"]),
        ("We told Mr Green", ["Mr", "Green"]),
        ("We met at Parkside. Nice", ["Parkside"]),
        ("Ring 01223 000 000 now", ["01223 000 000"]),
        ("Write to a.b@example.org", ["a.b@example.org"]),
        ("See www.example.org/x", ["www.example.org/x"]),
        ("Follow @lia_9", ["@lia_9"]),
        ("It is at cb1 2ab", ["cb1 2ab"]),
        ("We meet at 12a Mill Road", ["12a Mill Road"]),
        ("We are all 9", ["9"]),
        ("She and a boy", ["She", "a boy"]),
    ],
)
def test_what_may_tell_of_one_person_is_flagged(text: str, found: list[str]) -> None:
    assert marked(text) == found


def test_a_flag_says_why_in_a_sentence() -> None:
    assert [flag.why for flag in check("I saw my mum")] == [
        "One person speaks. In words of a group, “we” is safer.",
        "Family, friends or a carer of one person.",
    ]
    flags = [flag for text in (*CORPUS, *by_chance(50)) for flag in check(text)]
    assert {flag.why[-1] for flag in flags} <= set(".?")


def test_words_of_a_phrase_stand_next_to_each_other() -> None:
    assert marked("my, mum") == ["my", "mum"]
    assert marked("my\nmum") == ["my", "mum"]
    assert marked("my - mum") == ["my - mum"]


def test_one_who_writes_may_say_i() -> None:
    text = "I told my mum, and she was happy for me"
    found = [text[flag.start : flag.end] for flag in check(text, group=False)]
    assert found == ["my mum", "she"]


@pytest.mark.parametrize("word", ["I", "I'm", "I’ve", "I'll", "I’d", "I'd"])
def test_i_inside_a_sentence_is_no_name(word: str) -> None:
    text = f"We know that {word} said so to Anna"
    assert [text[one.start : one.end] for one in check(text, group=False)] == ["Anna"]
    assert marked(text) == [word, "Anna"]


def test_a_small_event_flags_gender_place_activity_and_host() -> None:
    text = "The girls took a canoe on the water at Grafham, and Sam's boat sank"
    assert small(text) == ["girls", "canoe", "water", "Grafham", "Sam's"]
    assert [flag.why for flag in check_small(text, "Grafham Water", "Canoeing", "Sam")] == [
        phrases.GENDER,
        phrases.ACTIVITY,
        phrases.PLACE,
        phrases.PLACE,
        phrases.HOST,
    ]


def test_words_that_many_names_hold_give_nothing_away() -> None:
    assert small("We had a good day, just us", place="", name="Just Us, a day in October") == []
    assert small("We did it in October at the club", place="The Club", name="October day") == []
    assert small("An event with nothing known", place="", name="", host="") == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Canoeing", "canoes"),
        ("Climbing wall", "climbed"),
        ("Picnic", "PICNICS"),
        ("Bake day", "baked"),
        ("Bake day", "baking"),
        ("Baking", "bakes"),
        ("Bakery visit", "bake"),
        ("Swimming", "swim"),
        ("Grill night", "grilling"),
        ("Hike", "hiked"),
        ("Pony day", "ponies"),
        ("Art day", "arts"),
        ("Cookery", "cooked"),
    ],
)
def test_an_activity_is_found_with_another_ending(name: str, said: str) -> None:
    assert small(f"We liked {said}", name=name) == [said]


@pytest.mark.parametrize(
    ("host", "name", "text"),
    [("Sam", "", "We did the same"), ("", "Car wash", "We care"), ("", "Art day", "We are here")],
)
def test_short_words_are_not_found_in_others(host: str, name: str, text: str) -> None:
    assert small(text, host=host, name=name) == []


def test_two_checks_of_one_text_are_shown_together() -> None:
    text = "Her canoe and my mum"
    flags = phrases.both(check_small(text, "", "Canoeing", ""), check(text))
    assert [text[flag.start : flag.end] for flag in flags] == ["Her", "canoe", "my mum"]
    assert flags[0].why == phrases.GENDER


@given(st.one_of(st.text(max_size=80), st.sampled_from(by_chance(200))))
def test_flags_lie_inside_the_text_and_never_over_each_other(text: str) -> None:
    flags = check(text)
    assert all(0 <= flag.start < flag.end <= len(text) for flag in flags)
    assert all(one.end <= other.start for one, other in pairwise(flags))
    assert check(text) == flags == phrases.both(flags, ())


def test_what_is_flagged_in_two_texts_is_flagged_where_they_stand_apart() -> None:
    one, other = "We saw my mum.", "Ask Anna."
    shift = len(one) + 1
    moved = tuple(Flag(f.start + shift, f.end + shift, f.why) for f in check(other))
    assert check(f"{one}\n{other}") == check(one) + moved

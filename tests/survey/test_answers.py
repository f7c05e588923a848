"""A record is read by its edition: nothing is guessed, nothing is left without a row."""

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice import paths
from voice.survey.answers import Reading, Submission, parse, read
from voice.survey.load import load_all
from voice.survey.model import (
    AGE_BANDS,
    COUNTED,
    DONT_KNOW,
    HELPED,
    NONE_TICKED,
    NOT_ASKED,
    NOT_REACHED,
    RESERVED,
    SKIPPED,
    WORDS_LIMIT,
    WRITTEN,
    Survey,
    UnknownAnswerError,
)

SHIPPED = load_all(paths.SURVEYS)


def sent(answers: dict[str, Any], age_band: str | None = None, helped: str | None = None) -> Any:
    return Submission(id="", edition="", age_band=age_band, helped=helped, answers=answers)


def reading(survey: Survey, **answers: Any) -> Reading:
    """Item ids with underscores for hyphens."""
    return read(survey, sent({item.replace("_", "-"): raw for item, raw in answers.items()}))


def test_every_asking_item_has_a_row(tiny: dict[str, Survey]) -> None:
    assert reading(tiny["info"]).rows == (("food-idea", NOT_REACHED),)
    assert reading(tiny["many"], good_in_life=["pets", "home"]).rows == (
        ("good-in-life", "home"),
        ("good-in-life", "pets"),
    )


def test_four_kinds_of_absence_are_four_values(tiny: dict[str, Survey]) -> None:
    survey = tiny["choice"]
    assert reading(survey, listened_to=None).rows == (("listened-to", SKIPPED),)
    assert reading(survey, listened_to=DONT_KNOW).rows == (("listened-to", DONT_KNOW),)
    assert reading(survey).rows == (("listened-to", NOT_REACHED),)
    rows = dict(reading(tiny["rules"], came_before="no").rows)
    assert rows["liked-before"] == NOT_ASKED


def test_a_tick_all_left_empty_is_an_answer(tiny: dict[str, Survey]) -> None:
    assert reading(tiny["many"], good_in_life=[]).rows == (("good-in-life", NONE_TICKED),)


def test_words_are_kept_apart_from_the_rows(tiny: dict[str, Survey]) -> None:
    told = reading(tiny["words"], tell_us=" We like\u202e it. ")
    assert told.rows == (("tell-us", WRITTEN),)
    assert told.remarks == (("tell-us", "We like it."),)
    ideas = reading(tiny["ideas"], next_time=["pizza", " ", "music"])
    assert ideas.rows == (("next-time", WRITTEN),)
    assert ideas.remarks == (("next-time", "pizza"), ("next-time", "music"))


LEFT: list[tuple[object, str]] = [
    ("words", "words"),
    ("idea", "idea"),
    ("team", "team"),
    ("everybody", "team"),
    (["words"], "team"),
    (None, "team"),
]


@pytest.mark.parametrize(("chosen", "leave"), LEFT)
def test_only_a_leave_that_was_chosen_lets_words_go_further(
    tiny: dict[str, Survey], chosen: object, leave: str
) -> None:
    record = replace(sent({"tell-us": "Hello"}), leave={"tell-us": chosen})
    assert read(tiny["words"], record).leave == {"tell-us": leave}


def test_who_chose_nothing_lets_only_the_team_read_it(tiny: dict[str, Survey]) -> None:
    assert reading(tiny["words"], tell_us="Hello").leave == {"tell-us": "team"}
    assert reading(tiny["ideas"], next_time=["pizza"]).leave == {}  # harmless ones ask for no leave
    assert reading(tiny["many"], good_in_life=[]).leave == {}


@pytest.mark.parametrize("leave", [None, "words", 3, ["words"], {"x": {"y": "z"}}, {"": None}])
def test_no_record_is_refused_for_its_leave(leave: object) -> None:
    record = {"id": str(uuid4()), "edition": "0" * 64, "answers": {}, "leave": leave}
    assert parse(json.dumps(record).encode()).edition == "0" * 64


def test_rules_are_replayed_one_after_another(tiny: dict[str, Survey]) -> None:
    survey = tiny["rules"]
    assert dict(
        reading(survey, came_before="yes", liked_before=["food"], best_food="Pie").rows
    ) == {
        "came-before": "yes",
        "liked-before": "food",
        "best-food": WRITTEN,
        "why-not-before": NOT_ASKED,
        "next-time": NOT_REACHED,
    }


def test_a_hidden_item_is_not_asked_whatever_was_sent(tiny: dict[str, Survey]) -> None:
    told = reading(
        tiny["rules"],
        came_before="no",
        liked_before=["an", "unknown", 1],
        best_food="It was the pie.",
        why_not_before="",
    )
    assert dict(told.rows) == {
        "came-before": "no",
        "liked-before": NOT_ASKED,
        "best-food": NOT_ASKED,
        "why-not-before": SKIPPED,
        "next-time": NOT_REACHED,
    }
    assert told.remarks == ()


def test_the_last_question_on_our_promise_follows_any_answer(shipped: dict[str, Survey]) -> None:
    survey = shipped["our-promise-to-you"]
    assert dict(reading(survey, promise_heard="yes").rows)["promise-means"] == NOT_ASKED
    told = reading(survey, promise_kept_goals="partly", promise_means="That you try.")
    assert dict(told.rows)["promise-means"] == WRITTEN


def test_age_and_help_are_kept_as_sent(tiny: dict[str, Survey]) -> None:
    told = read(tiny["worry"], sent({}, age_band="17+", helped="together"))
    assert (told.age_band, told.helped) == ("17+", "together")


@pytest.mark.parametrize(
    ("answers", "beside"),
    [
        ({"home-safe": "maybe"}, {}),
        ({"home-safe": ["yes"]}, {}),
        ({"home-safe": SKIPPED}, {}),
        ({"home-safe": DONT_KNOW}, {}),
        ({"another": None}, {}),
        ({"age_band": "0-9"}, {}),
        ({}, {"age_band": "11-15"}),
        ({}, {"age_band": ""}),
        ({}, {"helped": "by Sam"}),
    ],
)
def test_what_no_item_can_have_is_set_aside_without_repeating_it(
    tiny: dict[str, Survey], answers: dict[str, Any], beside: dict[str, Any]
) -> None:
    with pytest.raises(UnknownAnswerError) as unknown:
        read(tiny["worry"], sent(answers, **beside))
    assert len(str(unknown.value)) < 200
    for word in ("maybe", "another", "11-15", "Sam"):
        assert word not in str(unknown.value)


def test_words_that_are_too_long_are_set_aside_whole(tiny: dict[str, Survey]) -> None:
    with pytest.raises(UnknownAnswerError, match="longer than 1000 letters"):
        reading(tiny["words"], tell_us="é" * (WORDS_LIMIT + 1))
    assert reading(tiny["words"], tell_us="\r\n".join("ab" * 167) + "\x00" * 99).remarks


def test_a_screen_to_read_may_be_passed_and_not_answered(tiny: dict[str, Survey]) -> None:
    assert reading(tiny["info"], welcome=None).rows == (("food-idea", NOT_REACHED),)
    with pytest.raises(UnknownAnswerError):
        reading(tiny["info"], welcome="read")


def raws(survey: Survey) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to some of a survey's questions, most of them such as its items can have."""
    strange = st.sampled_from([True, 3, "maybe", SKIPPED, ["home", 1], {"a": []}, "é" * 1001])
    texts = st.text(max_size=40)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "words": texts,
        "ideas": st.lists(texts, max_size=6),
        "info": st.none(),
    }
    fields = {}
    for item in survey.items:
        ids = [option.id for option in item.choices]
        one: st.SearchStrategy[Any] = st.sampled_from(ids) if ids else kinds[item.kind]
        raw = st.lists(one) if item.multiple else one
        fields[item.id] = raw | st.none() | st.just(DONT_KNOW) | strange
    return st.fixed_dictionaries({}, optional=fields)


records = st.sampled_from(sorted(SHIPPED)).flatmap(
    lambda name: st.tuples(
        st.just(SHIPPED[name]),
        raws(SHIPPED[name]),
        st.sampled_from([None, *AGE_BANDS]),
        st.sampled_from([None, *HELPED]),
    )
)


@given(records)
def test_any_record_is_read_whole_or_set_aside(
    record: tuple[Survey, dict[str, Any], str | None, str | None],
) -> None:
    survey, answers, age_band, helped = record
    try:
        told = read(survey, sent(answers, age_band, helped))
    except UnknownAnswerError:
        return
    assert list(dict(told.rows)) == [item.id for item in survey.items if item.asks]
    assert len(set(told.rows)) == len(told.rows)
    for item, option in told.rows:
        assert option in (*survey.item(item).stored_options, *RESERVED)
    written = {item for item, option in told.rows if option == WRITTEN}
    assert written == {item for item, _ in told.remarks}


@given(records)
def test_one_absence_stands_alone(
    record: tuple[Survey, dict[str, Any], str | None, str | None],
) -> None:
    survey, answers, _, _ = record
    try:
        told = read(survey, sent(answers))
    except UnknownAnswerError:
        return
    absent = [item for item, option in told.rows if option.startswith("_")]
    assert len(absent) == len(set(absent))
    for item, option in told.rows:
        if option.startswith("_"):
            assert [row for row in told.rows if row[0] == item] == [(item, option)]
        if item not in answers:
            assert option in {NOT_REACHED, NOT_ASKED}
    assert {WRITTEN, NONE_TICKED} == COUNTED


@given(records)
def test_a_record_says_the_same_by_wire(
    record: tuple[Survey, dict[str, Any], str | None, str | None],
) -> None:
    survey, answers, age_band, helped = record
    data = {
        "id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "edition": survey.fingerprint,
        "age_band": age_band,
        "helped": helped,
        "answers": answers,
    }
    wired = parse(json.dumps(data).encode())
    assert wired.answers == answers
    assert (wired.age_band, wired.helped, wired.edition) == (age_band, helped, survey.fingerprint)

"""What young people said to be passed on: in no order of theirs, once, and not too early."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import aloud
from voice.analysis.aloud import Asked, Line, Pool, of_source, pool, whole_months

GOOD, BAD = Asked("four", 2, "What is good?"), Asked("four", 3, "What is not?")
FOOD = Asked("stall", 0, "What food?")


def card(text: str, asked: Asked = GOOD, starred: bool = False) -> Line:
    return Line(text, aloud.CARD, asked, starred=starred)


def test_what_a_group_starred_stands_first_then_lines_stand_by_their_words() -> None:
    lines = [card("zoo"), card("Apples"), card("music", starred=True)]
    assert [line.text for line in of_source(lines, aloud.CARD)] == ["music", "Apples", "zoo"]


@given(st.lists(st.sampled_from(["Pizza", "pizza.", " PIZZA ", "Chips", "Fruit!"]), max_size=12))
def test_the_order_in_which_lines_came_changes_nothing(texts: list[str]) -> None:
    lines = [card(text, starred=text == "Chips") for text in texts]
    shuffled = Random(1).sample(lines, len(lines))
    assert of_source(lines, aloud.CARD) == of_source(shuffled, aloud.CARD)


def test_the_same_words_at_two_events_are_told_once() -> None:
    lines = [card("Days out"), card("days  out."), card("Days out", BAD)]
    assert [(line.text, line.asked) for line in of_source(lines, aloud.CARD)] == [
        ("Days out", GOOD),
        ("Days out", BAD),
    ]


def test_of_the_same_words_the_starred_ones_are_told() -> None:
    assert [
        one.starred for one in of_source([card("Pizza"), card("pizza", starred=True)], "card")
    ] == [True]


def test_sources_are_never_mixed_and_empty_lines_are_none() -> None:
    lines = [card("Pizza"), card("  "), Line("We want pizza", aloud.MESSAGE)]
    assert [line.text for line in of_source(lines, aloud.MESSAGE)] == ["We want pizza"]
    assert [line.text for line in of_source(lines, aloud.CARD)] == ["Pizza"]


def test_one_question_asked_at_several_events_is_one_list() -> None:
    lines = [card("b", BAD), card("a"), card("Soup", FOOD), card("c")]
    told = aloud.by_question(lines, aloud.CARD, ("stall", "four"))
    assert {asked.text: [line.text for line in own] for asked, own in told.items()} == {
        "What food?": ["Soup"],
        "What is good?": ["a", "c"],
        "What is not?": ["b"],
    }
    assert list(told) == [FOOD, GOOD, BAD]
    assert list(aloud.by_question(lines, aloud.CARD)) == [GOOD, BAD, FOOD]


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2019, 10, 31), date(2019, 10, 31)),
        (date(2019, 11, 8), date(2019, 10, 31)),
        (date(2020, 2, 28), date(2020, 1, 31)),
        (date(2020, 2, 29), date(2020, 2, 29)),
        (date(2020, 1, 30), date(2019, 12, 31)),
    ],
)
def test_a_month_is_told_once_it_is_over(day: date, until: date) -> None:
    assert whole_months(day) == until


def counts(**months: int) -> Callable[[date | None, date], int]:
    """People by month, as in oct=5; whoever comes in two months is somebody else."""
    numbers = {"aug": 8, "sep": 9, "oct": 10, "nov": 11}

    def people(after: date | None, until: date) -> int:
        first = after.month if after else 0
        return sum(n for name, n in months.items() if first < numbers[name] <= until.month)

    return people


AUGUST, SEPTEMBER, OCTOBER = date(2019, 8, 31), date(2019, 9, 30), date(2019, 10, 31)


def test_words_with_leave_wait_until_ten_young_people_took_part() -> None:
    assert pool([], AUGUST, 10, counts(aug=9)) is None
    assert pool([], AUGUST, 10, counts(aug=10)) == Pool(None, AUGUST, 10)


def test_what_waits_is_told_with_what_came_later() -> None:
    few = counts(aug=6, sep=3, oct=5)
    assert pool([AUGUST], SEPTEMBER, 10, few) is None
    assert pool([AUGUST, SEPTEMBER], OCTOBER, 10, few) == Pool(None, OCTOBER, 14)


def test_a_paper_that_told_words_begins_a_new_time() -> None:
    many = counts(aug=12, sep=4, oct=8)
    assert pool([AUGUST], SEPTEMBER, 10, many) is None
    assert pool([AUGUST, SEPTEMBER], OCTOBER, 10, many) == Pool(AUGUST, OCTOBER, 12)


def test_no_month_is_lost_between_cut_offs_in_the_middle_of_one() -> None:
    many = counts(aug=12, sep=12, oct=12)
    first = pool([], date(2019, 9, 20), 10, many)
    then = pool([date(2019, 9, 20)], date(2019, 10, 31), 10, many)
    assert first == Pool(None, AUGUST, 12)
    assert then == Pool(AUGUST, OCTOBER, 24)


@given(
    st.lists(st.integers(0, 12), min_size=12, max_size=12),
    st.lists(st.dates(date(2019, 1, 1), date(2019, 12, 30)), max_size=5, unique=True).map(sorted),
)
def test_every_month_is_told_at_most_once_and_never_of_fewer_than_ten(
    came: list[int], cutoffs: list[date]
) -> None:
    def people(after: date | None, until: date) -> int:
        upto = until.month if until.year == 2019 else 0
        return sum(came[(after.month if after else 0) : upto])

    told: list[Pool] = []
    for place, cutoff in enumerate(cutoffs):
        found = pool(cutoffs[:place], cutoff, 10, people)
        if found:
            told.append(found)
            assert found.people >= 10
    for one, other in pairwise(told):
        assert other.after == one.until

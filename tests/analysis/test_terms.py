"""Terms of regular groups: members exact, who joined and left only where nobody is pointed at."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import terms
from voice.analysis.terms import Seat, Term

K = 5


def a_term(**fields: Any) -> Term:
    return Term("Just Us groups", "2019-autumn", **fields)


@given(st.dates(date(2001, 1, 1), date(2100, 12, 31)))
def test_every_day_is_in_its_term_and_terms_follow_each_other(day: date) -> None:
    term = terms.term_of(day)
    first, last = terms.days_of(term)
    assert first <= day <= last
    assert terms.PATTERN.fullmatch(term)
    assert terms.term_of(last + timedelta(days=1)) != term
    assert terms.days_of(terms.before(term))[1] == first - timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 1, 1), "spring term 2019"),
        (date(2019, 4, 30), "spring term 2019"),
        (date(2019, 7, 23), "summer term 2019"),
        (date(2019, 10, 24), "autumn term 2019"),
    ],
)
def test_a_term_has_a_name(day: date, name: str) -> None:
    assert terms.name_of(terms.term_of(day)) == name


def test_sessions_are_told_with_how_many_came_on_average() -> None:
    assert terms.told(a_term(held=3, counted=2, came=9), K) == (
        "3 sessions were held; on average 5 came."
    )
    assert terms.told(a_term(held=1), K) == "1 session was held."
    assert terms.told(a_term(held=1, counted=1, came=17), K) == "1 session was held; 17 came."
    assert terms.told(a_term(held=2, counted=2, came=8, members=9), K) == (
        "2 sessions were held; on average 4 came. The group has 9 members."
    )


def test_a_term_that_goes_on_does_not_tell_yet_who_joined() -> None:
    """Told now and again when it is over, the two numbers would tell who joined in between."""
    told = terms.told(a_term(held=2, members=20, new=6, left=0, over=False), K)
    assert told == "2 sessions were held so far. The group has 20 members."


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"members": 20, "new": 6, "left": 5}, "20 members; 6 joined and 5 left."),
        ({"members": 20, "new": 0, "left": 0}, "20 members; nobody joined and nobody left."),
        ({"members": 20, "new": 6}, "20 members; 6 joined."),
        ({"members": 20, "new": 6, "left": 0, "before": 14}, "20 members; 6 joined and nobody"),
        ({"members": 1}, "1 member."),
    ],
)
def test_who_joined_and_left_is_told_of_many(numbers: dict[str, int], told: str) -> None:
    assert told in terms.members(a_term(**numbers), K)


@pytest.mark.parametrize(
    "numbers",
    [
        {"new": 2, "left": 0},
        {"new": 6, "left": 1},
        {"new": 17, "left": 0},
        {"new": 6, "before": 15},
        {"left": 5, "before": 24},
        {"new": 6, "left": 6, "before": 9},
    ],
)
def test_who_joined_and_left_is_not_told_of_few(numbers: dict[str, int]) -> None:
    """Neither alone nor worked out from the members of the term before."""
    assert terms.members(a_term(members=20, **numbers), K) == "The group has 20 members."


NUMBER = st.one_of(st.none(), st.integers(0, 30))


@given(st.integers(0, 40), NUMBER, NUMBER, NUMBER, st.integers(3, 8))
def test_no_reader_can_work_out_fewer_than_k_who_joined_or_left(
    members: int, new: int | None, left: int | None, before: int | None, k: int
) -> None:
    told = terms.members(a_term(members=members, new=new, left=left, before=before), k)
    known = {did: _number(told, did) for did in ("joined", "left")}
    joined, gone = known["joined"], known["left"]
    found = {number for number in known.values() if number is not None}
    if joined is not None:
        found.add(members - joined)
    if before is not None:
        found |= set() if gone is None else {before - gone, members - before + gone}
        found |= set() if joined is None else {before + joined - members}
    assert [number for number in found if 0 < number < k] == []


def _number(told: str, did: str) -> int | None:
    if f"nobody {did}" in told:
        return 0
    match = re.search(rf"(\d+) {did}", told)
    return int(match[1]) if match else None


def test_roles_stand_as_they_were_written_last() -> None:
    seats = [
        Seat("Young inspectors", 3, "2019-07"),
        Seat("Co-opted seats", 2, "2019-01"),
        Seat("co-opted seats", 1, "2019-09"),
        Seat("Awards committee", 4, "2019-12"),
    ]
    assert terms.standing(seats, "2019-10") == [seats[2], seats[0]]

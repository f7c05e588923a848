"""Sums over events: an attacker who solves whole numbers finds nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.analysis import pools
from voice.analysis.pools import Pool, Split

K, W = 5, 4


def bounds(some: set[int], events: list[Split], part: int) -> tuple[int, int]:
    """What a part of some events lies between, worked out by trying everything.

    The totals of all are told, and the sum of the part.
    """
    total = sum(one.all_parts[part] for one in events)
    mine, others = {0}, {0}
    for place, one in enumerate(events):
        now = range(one.came + 1)
        if place in some:
            mine = {sum_ + more for sum_ in mine for more in now if sum_ + more <= total}
        else:
            others = {sum_ + more for sum_ in others for more in now if sum_ + more <= total}
    fits = [sum_ for sum_ in mine if total - sum_ in others]
    return min(fits), max(fits)


def test_a_sum_of_events_that_are_told_one_by_one_is_told() -> None:
    found = pools.added([[Split(11, (5, 6), "a"), Split(7, (7, 0), "a")]], {}, K, W)
    assert found == (Pool(18, (12, 6), 2, 0, 0),)


def test_a_sum_that_gives_away_the_one_event_it_adds_is_not_told() -> None:
    told, small = Split(20, (10, 10), "a"), Split(8, (2, 6), "a")
    assert pools.added([[told, small]], {}, K, W) == ()
    assert pools.added([[told], [small]], {}, K, W) == (Pool(20, (10, 10), 1, 0, 0),)


def test_a_step_that_may_not_be_told_waits_for_the_next() -> None:
    small = [Split(6, (3,), group) for group in "abcd"]
    told = pools.added([[Split(20, (10,), "a")], small[:1], [], small[1:]], {}, K, W)
    assert told == (Pool(20, (10,), 1, 0, 0), Pool(24, (12,), 4, 1, 3))
    assert pools.together(told) == Pool(44, (22,), 5, 0, 3)
    assert pools.together([]) is None


def test_regulars_are_counted_once() -> None:
    one_child = [Split(9, (1,), "a") for _ in range(12)]
    assert pools.added([one_child], {}, K, W) == ()
    five = [Split(9, (1,), group) for group in "abcde" for _ in range(4)]
    assert pools.added([five], {}, K, W) == (Pool(180, (20,), 20, 0, 0),)
    assert pools.added([five], {"a": "bcde", "b": "cde"}, K, W) == ()


def test_who_was_at_one_event_does_not_work_out_the_others() -> None:
    most_at_two = [Split(6, (4,), "a"), Split(6, (4,), "b"), Split(6, (1,), "c")]
    assert not pools.may_be_added(most_at_two, {}, K, W)
    assert pools.may_be_added([Split(6, (3,), group) for group in "abcd"], {}, K, W)


def test_nobody_at_all_may_be_told() -> None:
    events = [Split(12, (3, 9, 0), group) for group in "abcdef"]
    assert pools.added([events], {}, K, W) == (Pool(72, (18, 54, 0), 6, 0, 0),)


@pytest.mark.parametrize(
    ("tallies", "found"),
    [
        ({"all": 9, "0-9": 4, "10-16": 5}, Split(9, (4, 5, 0), "a")),
        ({"all": 9, "0-9": 4, "10-16": 4}, None),
        ({"all": 9}, None),
        ({"all": 0, "0-9": 0}, None),
        ({"0-9": 3}, None),
        ({"all": 9, "0-9": 4, "10-16": 5, "carers": 0}, Split(9, (4, 5, 0), "a")),
        ({"all": 9, "0-9": 4, "10-16": 5, "carers": 2}, None),
        ({"all": 9, "0-9": 4, "10-16": 5, "households": 2}, None),
    ],
)
def test_ages_count_where_everybody_has_one(tallies: dict[str, int], found: Split | None) -> None:
    given = {("came", name): number for name, number in tallies.items()}
    assert pools.split(given, "age_band", "a") == found


def test_gender_and_place_count_where_somebody_asked() -> None:
    came = {("came", "all"): 9, ("came", "girls"): 4, ("came", "boys"): 3}
    assert pools.split(came, "gender", "a") == Split(9, (4, 3), "a")
    assert pools.split(came, "placement", "a") is None
    assert pools.split(came | {("came", "out-of-county"): 0}, "placement", "a")
    assert pools.split({("came", "all"): 9, ("came", "girls"): 4}, "gender", "a") is None


def an_event(values: int) -> st.SearchStrategy[Split]:
    numbers = st.lists(st.integers(0, 9), min_size=values + 1, max_size=values + 1)
    return st.builds(
        lambda parts, group: Split(sum(parts), tuple(parts[:-1]), group),
        numbers.filter(any),
        st.sampled_from("abcdef"),
    )


steps = st.integers(1, 3).flatmap(
    lambda values: st.lists(
        st.lists(an_event(values), min_size=1, max_size=7), min_size=1, max_size=4
    )
)


@settings(max_examples=150, deadline=None)
@given(steps, st.sampled_from([frozenset[tuple[str, str]](), frozenset({("a", "b"), ("c", "d")})]))
def test_nobody_is_worked_out_from_sums_told_one_after_the_other(
    given_steps: list[list[Split]], pairs: frozenset[tuple[str, str]]
) -> None:
    overlaps = {one: {other} for one, other in pairs}
    told = pools.added(given_steps, overlaps, K, W)
    for until in range(len(given_steps)):
        sooner = tuple(one for one in told if one.last < until)
        assert pools.added(given_steps[:until], overlaps, K, W) == sooner
    for one in told:
        attack([each for step in given_steps[one.first : one.last + 1] for each in step])


def attack(added: list[Split]) -> None:
    """The reader knows what two sums differ by, every total, every split told by itself, and
    perhaps who came to one event more. Nothing of 1 to k - 1 comes of it, and nothing narrow."""
    untold = [one for one in added if not pools.told_alone(one, K)]
    for known in (None, *untold):
        others = [one for one in untold if one is not known]
        for part in range(len(added[0].all_parts)):
            left = sum(one.all_parts[part] for one in others)
            assert left == 0 or left >= K
            if 0 < left < sum(one.came for one in others):
                for some in worth_knowing(others):
                    low, high = bounds(some, others, part)
                    came = sum(others[place].came for place in some)
                    assert high - low >= W or low >= K or (low, high) == (0, came)


def worth_knowing(events: list[Split]) -> list[set[int]]:
    """Each event and each group, and all but it."""
    every = set(range(len(events)))
    groups = [
        {place for place, one in enumerate(events) if one.group == group}
        for group in {one.group for one in events}
    ]
    some = [*({place} for place in every), *groups]
    return [one for one in (*some, *(every - one for one in some)) if one and one != every]


@settings(max_examples=100, deadline=None)
@given(st.lists(an_event(1), min_size=1, max_size=8))
def test_a_sum_is_of_as_many_as_k_whoever_comes_again(events: list[Split]) -> None:
    same_people = [Split(one.came, one.parts, "a") for one in events]
    found = pools.added([same_people], {}, K, W)
    rest = [one for one in same_people if not pools.told_alone(one, K)]
    if found and rest:
        for part in (0, 1):
            most = max(one.all_parts[part] for one in rest)
            assert most == 0 or most >= K

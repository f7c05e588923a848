"""How many different children at the least: never more than there were."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from voice.analysis.children import apart, at_one_sitting

NO_OVERLAP: dict[str, frozenset[str]] = {}


def test_nothing_was_given_by_nobody() -> None:
    assert at_one_sitting(0, 8, (8,)) == 0


def test_one_small_sitting_is_that_many_children() -> None:
    assert at_one_sitting(8, 8, (8,)) == 8


def test_part_of_one_small_sitting_is_that_many_children() -> None:
    assert at_one_sitting(3, 8, (8,)) == 3


def test_of_several_sittings_one_has_its_share() -> None:
    # Nine answers of three sittings: three at least came together.
    assert at_one_sitting(9, 20, (7, 7, 6)) == 3


def test_the_fullest_sitting_counts_less_what_may_lie_outside_the_row() -> None:
    assert at_one_sitting(12, 14, (9, 3, 2)) == 7


def test_late_answers_may_each_be_of_another_sitting() -> None:
    assert at_one_sitting(6, 6, (2, 2)) == 2
    assert at_one_sitting(2, 4, (2,)) == 1


def test_answers_without_a_known_sitting_may_be_one_childs() -> None:
    assert at_one_sitting(9, 9, ()) == 1


def test_numbers_that_contradict_each_other_say_nothing() -> None:
    assert at_one_sitting(5, 5, (8,)) == 1
    assert at_one_sitting(6, 5, (5,)) == 1


def test_groups_without_overlap_add_up() -> None:
    assert apart({"north": 8, "south": 5}, NO_OVERLAP) == 13


def test_of_two_that_overlap_the_larger_counts() -> None:
    assert apart({"north": 8, "south": 5}, {"north": frozenset({"south"})}) == 8


def test_two_small_groups_may_outweigh_the_large_one_both_overlap() -> None:
    overlaps = {"fun-day": frozenset({"north", "south"})}
    assert apart({"fun-day": 9, "north": 6, "south": 5}, overlaps) == 11


def test_a_group_overlaps_itself_no_more_than_once() -> None:
    assert apart({"north": 4}, {"north": frozenset({"north"})}) == 4


def test_groups_of_which_nobody_answered_do_not_count() -> None:
    assert apart({"north": 0}, NO_OVERLAP) == 0


def test_many_overlapping_groups_are_taken_largest_first() -> None:
    ring = {f"g{i}": frozenset({f"g{(i + 1) % 20}"}) for i in range(20)}
    largest = {f"g{i}": 10 if i % 2 else 1 for i in range(20)}
    assert apart(largest, ring) == 100


GROUPS = "abcdef"
PAIRS = list(combinations(GROUPS, 2))


@given(
    st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 9)),
    st.sets(st.sampled_from(PAIRS)),
)
@settings(deadline=None)
def test_the_best_choice_of_groups_is_found(
    largest: dict[str, int], pairs: set[tuple[str, str]]
) -> None:
    overlaps = {one: frozenset(b for a, b in pairs if a == one) for one in GROUPS}
    choices = (c for size in range(len(largest) + 1) for c in combinations(sorted(largest), size))
    best = max(
        sum(largest[group] for group in choice)
        for choice in choices
        if not pairs.intersection(combinations(choice, 2))
    )
    assert apart(largest, overlaps) == best


@st.composite
def sittings(draw: st.DrawFn) -> tuple[list[int], list[int], int, int]:
    """Of each sitting how many answered and how many of them are in the row, and late ones."""
    counted = draw(st.lists(st.integers(1, 9), max_size=5))
    inside = [draw(st.integers(0, number)) for number in counted]
    late = draw(st.integers(0, 4))
    return counted, inside, late, draw(st.integers(0, late))


@given(sittings())
@settings(max_examples=300, deadline=None)
def test_never_more_than_came_to_the_fullest_sitting(
    made: tuple[list[int], list[int], int, int],
) -> None:
    counted, inside, late, late_inside = made
    row, loose = sum(inside) + late_inside, sum(counted) + late
    bound = at_one_sitting(row, loose, counted)
    assert bound <= max([*inside, min(1, late_inside)], default=0)
    assert (bound > 0) == (row > 0)

"""Why children did not come: the total always, a reason only where it is nobody or at least k."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.test_activity import sums_of
from voice.analysis import absences
from voice.store import attendance

K = 5
NAMES = tuple(name for name, _ in absences.REASONS)


def missed(**numbers: int) -> dict[tuple[str, str], int]:
    parts = {name.replace("_", "-"): number for name, number in numbers.items()}
    return {("did-not-come", name): number for name, number in parts.items()} | {
        ("did-not-come", "all"): sum(parts.values())
    }


def test_every_reason_that_is_kept_can_be_told() -> None:
    assert attendance.REASONS == NAMES


def test_reasons_of_many_are_told() -> None:
    assert absences.told(missed(taxi=6, unwell=5), K) == (
        "11 did not come: 6 had a taxi that did not come and 5 were unwell."
    )
    assert absences.told(missed(no_transport=7, too_far=0), K) == (
        "7 did not come: all had no transport."
    )


@pytest.mark.parametrize(
    "numbers", [{"taxi": 6, "unwell": 1}, {"taxi": 3}, {"not_told": 4}, {"taxi": 4, "unwell": 4}]
)
def test_reasons_of_few_leave_the_total_alone(numbers: dict[str, int]) -> None:
    assert absences.told(missed(**numbers), K) == f"{sum(numbers.values())} did not come."


def test_where_everybody_came_or_nobody_counted_nothing_is_told() -> None:
    assert absences.told({}, K) == absences.told(missed(taxi=0), K) == ""


def test_a_total_of_which_not_all_gave_a_reason_is_told_alone() -> None:
    tallies = missed(taxi=6) | {("did-not-come", "all"): 8}
    assert absences.told(tallies, K) == "8 did not come."


def test_a_reason_is_not_told_beside_those_who_cancelled_on_the_day_if_they_differ_by_few() -> None:
    off = {("cancelled-on-the-day", "all"): 6}
    assert absences.told(missed(unwell=5, taxi=5) | off, K) == "10 did not come."
    assert ":" in absences.told(missed(unwell=6, taxi=6) | off, K)


def test_one_child_who_misses_many_events_is_no_part_of_a_sum() -> None:
    assert absences.told_of_all([missed(taxi=1)] * 9, K) == "9 did not come."
    assert absences.told_of_all([missed(taxi=6), missed(taxi=5, unwell=5), {}], K) == (
        "16 did not come: 11 had a taxi that did not come and 5 were unwell."
    )
    assert absences.told_of_all([{}, missed(taxi=0)], K) == ""


numbers = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 20))


@given(numbers, st.one_of(st.none(), st.integers(0, 30)), st.integers(3, 8))
def test_no_reader_can_work_out_a_reason_of_fewer_than_k(
    parts: dict[str, int], off: int | None, k: int
) -> None:
    tallies = missed(**parts)
    tallies |= {} if off is None else {("cancelled-on-the-day", "all"): off}
    told = absences.told(tallies, k)
    whole = tallies["did-not-come", "all"]
    _, colon, reasons = told.partition(":")
    known = [int(one) for one in re.findall(r"\d+", reasons)] or [whole] * bool(colon)
    wholes = {0, whole} | ({off, abs(whole - off)} if off is not None else set())
    found = {abs(one - some) for one in wholes for some in sums_of(known)}
    assert [number for number in found if 0 < number < k] == []


@given(st.lists(numbers, max_size=6), st.integers(3, 8))
def test_a_sum_of_reasons_is_made_only_of_what_each_event_may_tell(
    events: list[dict[str, int]], k: int
) -> None:
    tallies = [missed(**parts) for parts in events]
    told = absences.told_of_all(tallies, k)
    if ":" in told:
        alone = [absences.told(one, k) for one in tallies]
        assert all(":" in one for one in alone if one)
    total = sum(one["did-not-come", "all"] for one in tallies)
    assert told.startswith(f"{total} did not come") if total else told == ""

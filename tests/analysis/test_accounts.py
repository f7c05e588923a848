"""All that is said of an event and of several: exact totals, and nothing else below k."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import absences, activity, splits
from voice.analysis.activity import Event

K = 5
TOTALS = (
    "letters",
    "calls",
    "places",
    "signed-up",
    "cancelled-on-the-day",
    "came",
    "did-not-come",
    "awards",
)
PARTS = (
    *(("came", name) for labels in splits.SPLITS for name, _ in labels),
    *(("did-not-come", name) for name, _ in absences.REASONS),
)
GUESTS = tuple(("guests", name) for name, _one, _more in activity.GUESTS)
SMALL = st.integers(0, K - 1)


@st.composite
def small_events(draw: st.DrawFn) -> Event:
    """An event to which fewer than ten came, with whatever else was counted of it."""
    totals = {(what, "all"): draw(st.integers(0, 9)) for what in TOTALS}
    missed = draw(st.lists(st.sampled_from(absences.REASONS), max_size=9))
    totals["did-not-come", "all"] = len(missed)
    parts = {part: draw(SMALL) for part in draw(st.sets(st.sampled_from(PARTS)))}
    parts |= {("did-not-come", name): missed.count((name, says)) for name, says in missed}
    guests = {guest: draw(SMALL) for guest in draw(st.sets(st.sampled_from(GUESTS)))}
    day = date(2019, 10, 1) + timedelta(days=draw(st.integers(0, 60)))
    ages = draw(st.sampled_from(["", "5-14"]))
    tallies = totals | parts | guests
    return Event("Just Us", "Pond day", day, "went-ahead", ages=ages, tallies=tallies)


def exact(events: list[Event]) -> set[int]:
    """The numbers that anybody may know: totals and guests, of each event and of all."""
    sums: dict[tuple[str, str], int] = {}
    known = set()
    for event in events:
        for cell, number in event.tallies.items():
            if cell[1] == "all" or cell[0] == "guests":
                sums[cell] = sums.get(cell, 0) + number
                known.add(number)
    return known | set(sums.values())


def numbers(sentences: tuple[str, ...]) -> set[int]:
    return {int(one) for sentence in sentences for one in re.findall(r"\d+", sentence)}


@given(small_events())
def test_a_small_event_tells_totals_and_no_part_of_fewer_than_k(event: Event) -> None:
    told = activity.account(event, K)
    small = {number for number in numbers(told) if 0 < number < K}
    assert small <= exact([event])
    said = " ".join(told)
    labels = [says for labels in splits.SPLITS for _, says in labels]
    for says in [*labels, *(says for _, says in absences.REASONS)]:
        for number in re.findall(rf"(\d+) {re.escape(says)}", said):
            assert int(number) == 0 or int(number) >= K
    assert "youngest" not in said


@given(st.lists(small_events(), min_size=2, max_size=6))
def test_several_small_events_tell_sums_of_totals_and_no_reason_of_one(
    events: list[Event],
) -> None:
    told = activity.account_of_all(events, K)
    assert {number for number in numbers(told) if 0 < number < K} <= exact(events)
    said = " ".join(told)
    alone = [absences.told(event.tallies, K) for event in events]
    if not all(":" in one for one in alone if one):
        assert not any(says in said for _, says in absences.REASONS)

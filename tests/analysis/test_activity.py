"""Activity facts: totals exact, splits only where every part is nobody or at least k."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.analysis import activity, splits
from voice.analysis.activity import Event

K = 5


def an_event(status: str = "went-ahead", **fields: Any) -> Event:
    return Event("Just Us groups", "Just Us session", date(2019, 8, 19), status, **fields)


def came(**numbers: int) -> dict[tuple[str, str], int]:
    names = {"upto9": "0-9", "teens": "10-16", "older": "17+"}
    return {
        ("came", names.get(name, name.replace("_", "-"))): number
        for name, number in numbers.items()
    }


def test_a_small_event_says_exactly_how_many_signed_up_and_came() -> None:
    event = an_event(tallies={("signed-up", "all"): 9, ("came", "all"): 3})
    assert activity.account(event, K) == ("9 signed up and 3 came.",)


def test_who_cancelled_on_the_day_is_told() -> None:
    tallies = {("signed-up", "all"): 4, ("cancelled-on-the-day", "all"): 1, ("came", "all"): 3}
    told = activity.account(an_event(tallies=tallies), K)
    assert told == ("4 signed up, 1 had to cancel on the day and 3 came.",)


def test_how_people_were_asked_is_told() -> None:
    tallies = {("letters", "all"): 116, ("calls", "all"): 1, ("came", "all"): 3}
    assert activity.account(an_event(tallies=tallies), K)[0] == (
        "To ask people to come: 116 letters and 1 call."
    )


def test_a_split_with_large_parts_is_told() -> None:
    told = splits.told(came(all=18, girls=11, boys=7), K)
    assert told == ("11 were girls and 7 were boys.",)


@pytest.mark.parametrize(
    "numbers",
    [
        {"all": 12, "girls": 8, "boys": 4},
        {"all": 12, "girls": 8},
        {"all": 12, "out_of_county": 2},
        {"all": 12, "out_of_county": 10},
        {"all": 12, "upto9": 6, "teens": 5, "older": 1},
        {"girls": 8, "boys": 8},
        {"all": 10, "girls": 8, "boys": 8},
        {"all": 12, "households": 3},
        {"all": 12, "children": 10, "carers": 2, "upto9": 5, "teens": 5},
        {"all": 12, "children": 10, "carers": 2, "girls": 5, "boys": 5},
        {"all": 12, "carers": 2, "girls": 10},
    ],
)
def test_a_split_with_a_small_part_or_rest_is_not_told(numbers: dict[str, int]) -> None:
    assert splits.told(came(**numbers), K) == ()


def test_a_part_of_nobody_is_allowed_and_not_mentioned() -> None:
    assert splits.told(came(all=12, upto9=6, teens=6, older=0), K) == (
        "6 were aged up to 9 and 6 were aged 10 to 16.",
    )
    assert splits.told(came(all=12, out_of_county=0), K) == ()


def test_children_are_split_apart_from_carers() -> None:
    told = splits.told(came(all=132, carers=48, children=84, households=40, girls=80), K)
    assert told == (
        "48 were carers and 84 were children and young people.",
        "40 households came.",
    )
    both = splits.told(came(all=132, carers=48, children=84, girls=44, boys=40), K)
    assert both[-1] == "44 were girls and 40 were boys."


def test_a_part_that_is_everybody_is_told_as_all() -> None:
    assert splits.told(came(all=12, girls=12, boys=0), K) == ("All were girls.",)
    assert splits.told(came(all=12, households=12), K) == ("12 households came.",)


def test_a_fun_day_tells_ages_of_the_children_beside_the_carers() -> None:
    told = splits.told(came(all=139, carers=51, upto9=38, teens=41, older=9), K)
    assert told == (
        "51 were carers.",
        "38 were aged up to 9, 41 were aged 10 to 16 and 9 were aged 17 and over.",
    )


def test_an_age_is_not_told_where_it_would_tell_how_many_carers_are_children() -> None:
    """Of 12, 5 were carers; if 6 were 17 and over, then one of the 7 children was."""
    told = splits.told(came(all=12, carers=5, children=7, older=6), K)
    assert told == splits.told(came(all=12, carers=5, children=7, upto9=6, older=6), K)
    assert told == ("5 were carers and 7 were children and young people.",)


def test_splits_that_cover_different_numbers_of_people_are_not_both_told() -> None:
    """Were both told, 3 would be people whose age and not whose gender was written down."""
    told = splits.told(came(all=24, upto9=8, teens=8, girls=8, boys=5), K)
    assert told == ("8 were aged up to 9 and 8 were aged 10 to 16.",)


CATEGORIES = ("carers", "children", "households", "0-9", "10-16", "17+", "girls", "boys")
COUNTED_ALONE = ("out-of-county", "children-who-foster")
BEFORE = ("first-time", "been-before")
EVERY = [*CATEGORIES, *COUNTED_ALONE, *BEFORE]


SAYS = {says: name for labels in splits.SPLITS for name, says in labels}
AGES, GENDERS = ("0-9", "10-16", "17+"), ("girls", "boys")


def read(whole: int, told: Iterable[str]) -> dict[str, int]:
    """What a reader finds in the sentences, by category."""
    pattern = re.compile(rf"([0-9]+|All) ({'|'.join(map(re.escape, SAYS))})")
    found = [pair for sentence in told for pair in pattern.findall(sentence)]
    return {SAYS[says]: whole if number == "All" else int(number) for number, says in found}


def sums_of(parts: Sequence[int]) -> set[int]:
    sizes = range(1, len(parts) + 1)
    return {sum(some) for size in sizes for some in combinations(parts, size)}


def covered(parts: Sequence[int], whole: int) -> set[int]:
    """How many people a split is about, and how many it is not about."""
    return {sum(parts), whole - sum(parts)} if len(parts) > 1 else set()


def worked_out(whole: int, told: Iterable[str]) -> set[int]:
    """Every number of people that adding parts, and taking them from a total, can give."""
    known = read(whole, told)
    several = [
        [known[name] for name in names if name in known] for names in (AGES, GENDERS, BEFORE)
    ]
    children = {known["children"]} if "children" in known else set()
    children |= {whole - known["carers"]} if "carers" in known else set()
    found = {*known.values(), *(whole - number for number in known.values())}
    for parts in several:
        others = (covered(other, whole) for other in several if other is not parts)
        totals = {whole, *children}.union(*others)
        found |= {abs(total - some) for total in totals for some in sums_of(parts)}
    totals = {whole, *children}.union(*(covered(parts, whole) for parts in several))
    for name in COUNTED_ALONE:
        found |= {abs(total - known[name]) for total in totals if name in known}
    if "17+" in known:
        found |= {abs(whole - some - known["17+"]) for some in children}
    return found


@st.composite
def believable(draw: st.DrawFn) -> dict[tuple[str, str], int]:
    """Tallies that agree with each other: each who came is a carer or a child, and so on."""
    carers, children = draw(st.integers(0, 12)), draw(st.integers(0, 30))
    whole = carers + children
    split = draw(st.sampled_from([whole, children]))
    young = draw(st.integers(0, split))
    teens = draw(st.integers(0, split - young))
    girls = draw(st.integers(0, split))
    numbers = [carers, children, draw(st.integers(0, whole)), young, teens]
    numbers += [split - young - teens, girls, split - girls]
    tallies = dict(zip(CATEGORIES, numbers, strict=True))
    tallies |= {name: draw(st.integers(0, whole)) for name in COUNTED_ALONE}
    first = draw(st.integers(0, split))
    tallies |= dict(zip(BEFORE, (first, split - first), strict=True))
    kept = draw(st.sets(st.sampled_from(EVERY)))
    return {("came", name): tallies[name] for name in kept} | {("came", "all"): whole}


@st.composite
def any_numbers(draw: st.DrawFn) -> dict[tuple[str, str], int]:
    """Tallies that need not agree: a worker miscounted, or left some out."""
    kept = draw(st.sets(st.sampled_from(EVERY)))
    tallies = {("came", name): draw(st.integers(0, 25)) for name in kept}
    return tallies | {("came", "all"): draw(st.integers(0, 40))}


@given(st.one_of(believable(), any_numbers()), st.integers(3, 8))
def test_no_reader_can_work_out_a_number_below_k(
    tallies: dict[tuple[str, str], int], k: int
) -> None:
    told = splits.told(tallies, k)
    whole = tallies["came", "all"]
    assert [number for number in worked_out(whole, told) if 0 < number < k] == []


@given(believable())
def test_what_is_told_is_what_was_counted(tallies: dict[tuple[str, str], int]) -> None:
    found = read(tallies["came", "all"], splits.told(tallies, K))
    assert all(tallies["came", name] == number for name, number in found.items())


def test_a_called_off_event_says_why_and_who_had_signed_up() -> None:
    event = an_event("cancelled", why="snow", tallies={("signed-up", "all"): 6})
    assert activity.account(event, K) == ("Cancelled: snow.", "6 people had signed up.")
    assert activity.account(an_event("cancelled"), K) == ("Cancelled.",)


@pytest.mark.parametrize("status", ["planned", "open"])
def test_an_event_nobody_wrote_up_says_so(status: str) -> None:
    (told,) = activity.account(an_event(status), K)
    assert told.startswith("What became of it had not been written down")


def test_an_event_held_without_a_count_says_so() -> None:
    assert activity.account(an_event(), K) == ("How many came was not written down.",)


def test_the_workers_note_comes_last() -> None:
    event = an_event(note="pond dipping", tallies=came(all=5))
    assert activity.account(event, K) == ("5 came.", "Pond dipping.")


def test_the_place_is_named_only_where_it_is_safe() -> None:
    assert an_event(place="The Mill", district="Fenland").where == "Fenland"
    safe = an_event(place="The Mill", place_safe=True, district="Fenland")
    assert safe.where == "The Mill, Fenland"
    assert an_event(place="March", place_safe=True, district="March").where == "March"
    assert an_event(place="The Mill").where == ""


def test_totals_are_exact_and_count_only_what_is_known() -> None:
    events = [
        an_event(tallies={("signed-up", "all"): 9, ("came", "all"): 5}),
        an_event(tallies={("came", "all"): 18}),
        an_event("cancelled", tallies={("signed-up", "all"): 2}),
        an_event("planned"),
    ]
    totals = activity.totals(events)
    assert (totals.held, totals.cancelled, totals.open) == (2, 1, 1)
    assert (totals.signed_up, totals.came) == (11, 23)
    assert activity.totals([an_event()]).came is None


def test_groups_stand_by_name_and_their_events_by_day() -> None:
    early = an_event()
    late = Event("Just Us groups", "Later", date(2019, 9, 2), "went-ahead")
    other = Event("Forum", "Evening", date(2019, 9, 1), "went-ahead")
    assert activity.by_group([late, other, early]) == {
        "Forum": [other],
        "Just Us groups": [early, late],
    }


def test_no_event_says_what_it_was_asked_or_how_many_answered() -> None:
    assert not {"counted", "answered", "surveys", "asked", "boards"} & set(Event.__slots__)


def held(number: int, **tallies: int) -> list[Event]:
    return [an_event(tallies=came(**tallies)) for _ in range(number)]


def test_several_events_are_split_where_each_of_them_may_be() -> None:
    told = activity.splits_of_all(held(5, all=18, girls=11, boys=7), K)
    assert told == ("55 were girls and 35 were boys.",)
    assert activity.splits_of_all(held(5, all=18, girls=18), K) == ("All were girls.",)


def test_one_person_at_many_events_is_no_part_of_a_sum() -> None:
    assert activity.splits_of_all(held(6, all=18, girls=17, boys=1), K) == ()


def test_events_that_were_not_counted_alike_have_no_split_together() -> None:
    assert activity.splits_of_all([*held(2, all=18, girls=11, boys=7), *held(1, all=9)], K) == ()
    assert activity.splits_of_all([], K) == ()


def test_every_split_is_looked_for_by_the_reader_of_these_tests() -> None:
    assert {name for labels in splits.SPLITS for name, _ in labels} == set(EVERY)


def test_guests_places_and_awards_are_exact_at_any_number() -> None:
    tallies = came(all=3) | {("places", "all"): 12, ("awards", "all"): 1}
    tallies |= {("guests", "all"): 3, ("guests", "councillors"): 1, ("guests", "partners"): 2}
    assert activity.account(an_event(tallies=tallies), K) == (
        "There were 12 places.",
        "3 came.",
        "Guests: 1 councillor and 2 partners’ workers.",
        "1 award was gained.",
    )
    told = activity.account_of_all([an_event(tallies=tallies)] * 2, K)
    assert told == (
        "Councillors came twice and partners’ workers 4 times as guests.",
        "2 awards were gained.",
    )


@pytest.mark.parametrize(
    ("guests", "told"),
    [
        ({"managers": 1}, "Managers came once as guests."),
        (
            {"councillors": 1, "managers": 1},
            "Councillors and managers each came once as guests.",
        ),
    ],
)
def test_guests_of_several_events_are_told_by_how_often_they_came(
    guests: dict[str, int], told: str
) -> None:
    tallies = came(all=3) | {("guests", name): number for name, number in guests.items()}
    events = [an_event(tallies=tallies), an_event(tallies=came(all=3))]
    assert activity.account_of_all(events, K) == (told,)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"all": 10}, True),
        ({"all": 9}, False),
        ({"all": 20, "carers": 11}, False),
        ({"all": 20, "children": 9}, False),
        ({"all": 20, "carers": 5, "children": 15}, True),
    ],
)
def test_ages_are_told_as_a_range_only_where_many_children_came(
    numbers: dict[str, int], told: bool
) -> None:
    account = activity.account(an_event(ages="5-14", tallies=came(**numbers)), K)
    assert ("The youngest was 5 and the oldest 14." in account) is told
    assert activity.account(an_event(ages="", tallies=came(all=30)), K) == ("30 came.",)

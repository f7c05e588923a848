"""Those who came beside those the council looks after: what may be told, and nobody in it."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.analysis import chance, shares
from voice.analysis.shares import EVERYBODY, Count, Gathered, Held, Key, Share, Side, Step, Year

K, W, N_PCT = 5, 4, 30
POPULATION = {
    EVERYBODY: 600,
    ("age_band", "0-9"): 180,
    ("age_band", "10-16"): 240,
    ("age_band", "17+"): 180,
    ("placement", "out-of-county"): 150,
    ("disability", "disabled"): 60,
    ("asylum", "unaccompanied"): 90,
}
DISABLED, ALONE = ("disability", "disabled"), ("asylum", "unaccompanied")


def held(group: str = "a", **came: int) -> Held:
    """Who came: ``all``, ``up_to_9``, ``to_16``, ``over``, ``out``."""
    names = {"up_to_9": "0-9", "to_16": "10-16", "over": "17+", "out": "out-of-county"}
    return Held(group, {("came", names.get(name, name)): one for name, one in came.items()})


def a_year(*periods: list[Held], over: bool = True, **known: object) -> Year:
    steps = tuple(Step(f"2026-{n:02}", f"2026-{n:02}", tuple(p)) for n, p in enumerate(periods, 1))
    given = {"population": POPULATION, "counted_in": 2026} | known
    return shares.of_year(Gathered(2026, over, steps, **given), K, W, N_PCT)  # type: ignore[arg-type]


FORTY = [held(all=20, up_to_9=5, to_16=15, over=0, out=0) for _ in range(2)]


def by_key(year: Year) -> dict[Key, Share]:
    return {one.key: one for one in year.shares}


def test_attendance_stands_beside_the_population() -> None:
    found = by_key(a_year(FORTY))
    assert found["age_band", "10-16"].came == Side(30, 40)
    assert found["age_band", "10-16"].ours == Side(240, 600)
    assert found["age_band", "10-16"].compared == shares.MORE
    assert found["age_band", "17+"].compared == shares.FEWER
    assert found["age_band", "0-9"].compared == shares.ALIKE
    assert found["placement", "out-of-county"].compared == shares.FEWER
    assert not any(one.once for one in found.values())


def test_a_year_that_goes_on_tells_age_bands_of_its_closed_periods_only() -> None:
    year = a_year(FORTY, FORTY, over=False, service=Count(({("asylum", "all"): 90, ALONE: 40},)))
    assert {one.key[0] for one in year.shares} == {"age_band"}
    assert [(one.first, one.came) for one in year.periods] == [("2026-01", 40), ("2026-02", 40)]
    assert year.not_shown == ("gender", "placement", "disability", "asylum", "language")
    assert year.events == {"age_band": 4}
    assert year.waiting is None


def test_months_that_could_point_at_somebody_wait_for_those_after_them() -> None:
    small = [held(all=3, up_to_9=2, to_16=1, over=0)]
    assert a_year(FORTY, small, []).waiting == ("2026-02", "2026-03")
    assert a_year(FORTY, [], []).waiting is None
    assert a_year(small).waiting is None


def test_without_a_population_nothing_is_compared() -> None:
    year = a_year(FORTY, population={}, counted_in=None)
    assert {one.compared for one in year.shares} == {shares.UNCOMPARED}
    assert year.everybody is None


def test_from_too_few_nothing_is_compared() -> None:
    year = a_year([held(all=20, up_to_9=5, to_16=15, over=0)])
    assert {one.compared for one in year.shares} == {shares.UNCOMPARED}


def test_a_population_of_few_stands_beside_nothing() -> None:
    year = a_year(FORTY, population=POPULATION | {("placement", "out-of-county"): 3})
    assert by_key(year)["placement", "out-of-county"].ours is None


@pytest.mark.parametrize(
    ("times", "by_month", "told"),
    [
        ([(200, 12)], False, Side(12, 200)),
        ([(200, 0)], False, Side(0, 200)),
        ([(200, 4)], False, None),
        ([(200, 197)], False, None),
        ([(200, 57)], False, None),  # all but three of the sixty
        ([(200, 60)], False, Side(60, 200)),
        ([(578, 40)], False, None),  # all but two of those who are not disabled
        ([(580, 40)], False, Side(40, 580)),
        ([(575, 40)], False, Side(40, 575)),
        ([(597, 52)], False, None),  # all but three of everybody
        ([(600, 60)], False, Side(60, 600)),
        ([(40, 2), (40, 3), (40, 4)], True, None),  # perhaps the same four again and again
        ([(40, 2), (40, 5), (40, 0)], True, Side(7, 120)),
        ([], False, None),
        ([(0, 0)], False, None),
    ],
)
def test_the_whole_service_is_told_of_k_different_young_people(
    times: list[tuple[int, int]], by_month: bool, told: Side | None
) -> None:
    counts = tuple({("disability", "all"): all_, DISABLED: part} for all_, part in times)
    found = by_key(a_year(service=Count(counts, by_month)))
    assert (found[DISABLED].came if DISABLED in found else None) == told


def test_all_but_a_few_of_everybody_is_told_beside_no_part_either() -> None:
    told = [
        a_year(service=Count(({("language", "all"): all_, ("language", "other"): 90},)))
        for all_ in (597, 595)
    ]
    assert [len(year.of("language")) for year in told] == [0, 1]


def test_the_rest_of_two_parts_is_held_against_the_population_too() -> None:
    girls, boys = ("gender", "girls"), ("gender", "boys")
    population = POPULATION | {girls: 300, boys: 280}
    for others, told in ((20, 2), (18, 0), (12, 2)):
        counted = {girls: 200, boys: 180, ("gender", "all"): 380 + others}
        year = a_year(service=Count((counted,)), population=population)
        assert len(year.of("gender")) == told, others


def test_gender_has_one_source() -> None:
    service = Count(({("gender", "all"): 90, ("gender", "girls"): 50, ("gender", "boys"): 40},))
    assert a_year(FORTY, service=service).of("gender")
    asked = held(all=12, up_to_9=12, to_16=0, over=0, girls=3, boys=9)
    assert not a_year([*FORTY, asked], service=service).of("gender")


def test_a_language_is_told_beside_nobody() -> None:
    service = Count(({("language", "all"): 90, ("language", "other"): 30},))
    (found,) = a_year(service=service).of("language")
    assert (found.ours, found.compared) == (None, shares.UNCOMPARED)


def test_the_exact_test_is_that_of_the_binomial_distribution() -> None:
    assert chance.of_share(0, 3, 1, 2) == Fraction(1, 4)
    assert chance.of_share(2, 3, 1, 2) == 1
    assert chance.of_share(3, 3, 1, 3) == Fraction(1, 27)
    assert chance.of_share(0, 3, 0, 9) == chance.of_share(3, 3, 9, 9) == 1
    assert chance.of_share(1, 3, 0, 9) == chance.of_share(1, 3, 9, 9) == 0


# Nobody is worked out


def an_event() -> st.SearchStrategy[Held]:
    def made(bands: list[int], out: int, group: str) -> Held:
        came = sum(bands)
        names = zip(("up_to_9", "to_16", "over"), bands, strict=True)
        return held(group, all=came, out=min(out, came), **dict(names))

    bands = st.lists(st.integers(0, 12), min_size=3, max_size=3).filter(any)
    return st.builds(made, bands, st.integers(0, 12), st.sampled_from("abcdef"))


counted = st.builds(
    lambda part, more: {("disability", "all"): part + more, DISABLED: part},
    st.integers(0, 70),
    st.integers(0, 30) | st.integers(510, 550),
)
few_people = st.integers(0, 80).map(lambda n: POPULATION | {DISABLED: n})


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(an_event(), max_size=8), max_size=4),
    st.lists(counted, max_size=3),
    st.booleans(),
    st.booleans(),
    few_people,
)
def test_no_reader_works_out_one_to_k_less_one(
    periods: list[list[Held]],
    times: list[dict[Key, int]],
    by_month: bool,
    over: bool,
    population: dict[Key, int],
) -> None:
    service = Count(tuple(times if by_month else times[:1]), by_month)
    year = a_year(*periods, over=over, service=service, population=population)
    for axis in {one.key[0] for one in year.shares}:
        told = year.of(axis)
        parts = [one.came.count for one in told]
        assert safe(differences(parts, told[0].came.of))
        if told[0].once and not by_month:
            assert safe({abs(one.ours.count - one.came.count) for one in told if one.ours})
            assert safe({abs(one.ours.of - one.came.of) for one in told if one.ours})
            assert safe({abs(rest(one.ours) - rest(one.came)) for one in told if one.ours})
        assert safe(one.ours.count for one in told if one.ours)
    for until in range(len(year.periods) + 1):  # each paper told the sum up to then
        some = year.periods[:until]
        sums = [sum(column) for column in zip(*(one.parts for one in some), strict=True)]
        assert safe(differences(sums, sum(one.came for one in some)))


def rest(side: Side) -> int:
    return side.of - side.count


def differences(parts: list[int], whole: int) -> set[int]:
    """Every sum of parts, and what it leaves of the whole."""
    sums = {sum(some) for size in range(len(parts) + 1) for some in combinations(parts, size)}
    return sums | {whole - some for some in sums}


def safe(numbers: Iterable[int]) -> bool:
    return all(number == 0 or number >= K for number in numbers)

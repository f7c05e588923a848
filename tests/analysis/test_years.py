"""A year beside its periods: nobody takes these away and finds what one of them kept."""

import re
from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.crowd import SIGNED, Crowd, Given, a_question, faces, ideas, many
from voice.analysis import reasons, years
from voice.analysis.counts import Counts, Group, Question, tabulate
from voice.analysis.disclosure import protect, without
from voice.analysis.policy import Policy
from voice.analysis.reasons import Reason
from voice.analysis.safe import Release, Safe
from voice.analysis.years import Year

MONTHS = {"2019-P1": ("2019-02",), "2019-P2": ("2019-06",), "2019-P3": ("2019-12",)}
YES_NO = a_question(("yes", "no"))
GROUPS = {name: Group(name, name.capitalize()) for name in ("just-us", "north", "south")}


def close(
    question: Question,
    *periods: Sequence[Given],
    policy: Policy = SIGNED,
    periods_by: Policy | None = None,
) -> tuple[list[Release], Release]:
    """The releases of up to three periods, and of the year they are."""
    given_ = [
        Given(o.child, o.answers, f"{o.sitting}-{month}", o.group, month, o.age_band, o.helped)
        for (month,), crowd in zip(MONTHS.values(), periods, strict=False)
        for o in crowd
    ]

    def counted(some: frozenset[str], least: int = 1) -> list[Counts]:
        months = tuple(month for one in sorted(some) for month in MONTHS[one])
        crowd = Crowd(tuple(one for one in given_ if one.month in months))
        about = crowd.gathered(), [question], GROUPS, months
        return tabulate(*about, "2019", by=years.BREAKDOWNS, least=least)

    made: list[Release] = []
    for id_ in list(MONTHS)[: len(periods)]:
        crowd = Crowd(tuple(one for one in given_ if one.month in MONTHS[id_]))
        tables = tabulate(crowd.gathered(), [question], GROUPS, MONTHS[id_], id_)
        made.append(protect(tables, made, periods_by or policy, period=id_, months=MONTHS[id_]))
    everything = frozenset(release.id for release in made)
    months = tuple(month for release in made for month in release.months)
    year = Year(tuple(made), counted)
    return made, protect(
        counted(everything, 2), made, policy, period="2019", months=months, year=year
    )


def gave(item: str = "listened", group: str = "just-us", **answers: int) -> list[Given]:
    """So many different children of one group gave each answer at one sitting."""
    told: list[Given] = []
    for answer, number in answers.items():
        told += many(number, {item: answer}, len(told), group=group, sitting=group)
    return told


def whole(release: Release, tick: str | None = None) -> Safe | None:
    found = (t for t in release.tables if t.dimension is None and t.tick == tick)
    return next(found, None)


def said(release: Release) -> tuple[str, tuple[int, ...] | None] | None:
    table = whole(release)
    return (table.form, table.rows[0].counts) if table else None


class TestFigures:
    def test_all_periods_told_it(self) -> None:
        _, year = close(YES_NO, gave(yes=7, no=8), gave(yes=6, no=9))
        assert said(year) == ("as-asked", (13, 17))

    def test_no_period_told_it(self) -> None:
        _, year = close(YES_NO, gave(yes=4, no=4), gave(group="north", yes=4, no=4))
        assert said(year) == ("as-asked", (8, 8))

    def test_one_that_did_not_and_is_too_small_keeps_all_back(self) -> None:
        made, year = close(YES_NO, gave(yes=7, no=8), gave(yes=6, no=2))
        assert [said(one) for one in made] == [("as-asked", (7, 8)), None]
        assert said(year) is None
        assert year.not_shown[0].reason.startswith("Not all of its periods showed it")

    def test_one_that_nobody_was_asked_in_is_no_matter(self) -> None:
        _, year = close(YES_NO, gave(yes=7, no=8), gave("good", food=9), gave(yes=6, no=6))
        assert said(year) == ("as-asked", (13, 14))

    def test_two_that_did_not_are_looked_at_together(self) -> None:
        _, year = close(
            YES_NO, gave(yes=7, no=8), gave(yes=6, no=2), gave(group="north", yes=1, no=6)
        )
        assert said(year) == ("as-asked", (14, 16))

    def test_those_together_must_be_of_enough_young_people(self) -> None:
        _, year = close(YES_NO, gave(yes=7, no=8), gave(yes=6, no=2), gave(yes=1, no=6))
        assert said(year) == ("n-only", None)

    def test_a_period_of_which_all_said_the_same_is_not_told_by_the_rest(self) -> None:
        made, year = close(YES_NO, gave(yes=7, no=8), gave(yes=12))
        assert said(made[1]) == ("bounded", None)
        assert said(year) == ("n-only", None)


class TestScales:
    def test_a_coarser_scale_of_one_period_is_subtracted_too(self) -> None:
        first = gave("feeling", awful=3, sad=4, good=4, great=4)
        second = gave("feeling", good=3, great=4)
        made, year = close(faces(), first, second)
        assert said(made[0]) == ("collapsed", (7, 0, 8))
        assert said(made[1]) is None
        assert said(year) is None, "seven of the second period said up"

    def test_what_no_period_told_as_asked_the_year_tells_on_their_scale(self) -> None:
        one = gave("feeling", awful=3, sad=4, good=4, great=4)
        _, year = close(faces(), one, one)
        assert said(year) == ("collapsed", (14, 0, 16)), "each kept four of an answer back"

    def test_where_one_told_it_as_asked_the_year_is_coarser(self) -> None:
        asked = gave("feeling", awful=5, sad=5, good=5, great=5)
        coarse = gave("feeling", awful=3, sad=4, good=4, great=4)
        _, year = close(faces(), asked, coarse)
        assert said(year) == ("collapsed", (17, 0, 18))


class TestNumbers:
    def test_a_number_of_answers_too_small_to_tell_is_not_left_over(self) -> None:
        made, year = close(YES_NO, gave(yes=12), gave(yes=8))
        assert said(made[0]) == ("bounded", None)
        assert said(year) is None

    def test_nor_where_a_tick_told_it(self) -> None:
        def ticks(*some: tuple[tuple[str, ...], int]) -> list[Given]:
            told: list[Given] = []
            for answer, number in some:
                told += many(number, {"good": answer}, len(told))
            return told

        made, year = close(
            ideas(), ticks((("school",), 7), ((), 8)), ticks((("food",), 5), (("friends",), 4))
        )
        assert [table.tick for table in made[0].tables] == ["school"]
        assert made[1].tables == ()
        assert year.tables == (), "nine answered in the second period"

    def test_words_about_the_service_are_of_a_period(self) -> None:
        heard = a_question(("yes", "no"), "heard", sensitivity="service")
        made, year = close(heard, gave("heard", yes=2, no=2), gave("heard", yes=1, no=2))
        assert [said(one) for one in made] == [("service-words", None)] * 2
        assert year.tables == ()


class TestRows:
    def test_every_row_is_looked_at(self) -> None:
        both = [*gave(yes=6, no=6), *gave(group="north", yes=6, no=6)]
        one = [*gave(yes=6, no=6), *gave(group="north", yes=2, no=6)]
        _, year = close(YES_NO, both, both)
        assert [table.dimension for table in year.tables] == [None, "group"]
        _, smaller = close(YES_NO, both, one)
        assert [table.dimension for table in smaller.tables] == [None]

    def test_a_group_that_met_in_one_period_only_is_told_where_the_others_are(self) -> None:
        both = [*gave(yes=6, no=6), *gave(group="north", yes=6, no=6)]
        _, year = close(YES_NO, both, gave(group="south", yes=6, no=6))
        by_group = next(table for table in year.tables if table.dimension == "group")
        assert [row.value for row in by_group.rows] == ["just-us", "north", "south"]

    def test_months_and_two_dimensions_are_not_among_them(self) -> None:
        _, year = close(YES_NO, gave(yes=30, no=30), gave(yes=30, no=30))
        assert {table.dimension for table in year.tables} == {None}


def test_a_list_signed_within_the_year_does_not_count_for_it() -> None:
    heard = a_question(("yes", "no"), "heard", sensitivity="service")
    crowd = gave("heard", yes=20, no=1)
    _, year = close(heard, crowd, crowd, periods_by=Policy())
    assert said(year) == ("n-only", None)
    assert year.policy["service_signed"] == ""
    _, signed = close(heard, crowd, crowd)
    assert said(signed) == ("as-asked", (40, 2))


def _answers(chance: Random, lean: float) -> list[Given]:
    found: list[Given] = []
    for group in ("just-us", "north"):
        for child in range(chance.choice([0, 3, 8, 14, 20])):
            answer = chance.choice(["awful", "sad", "okay", "good", "great"])
            answer = "good" if chance.random() < lean else answer
            found.append(Given(child, {"feeling": answer}, group, group))
    return found


def _finer(table: Safe, answer: str) -> list[int] | None:
    """Where in a table the parts of an answer are; None if the table puts more together."""
    parts = set(answer.split("+"))
    found = [n for n, one in enumerate(table.answers) if set(one.id.split("+")) <= parts]
    covered = {part for place in found for part in table.answers[place].id.split("+")}
    return found if covered == parts else None


def _left(year: Safe, made: Sequence[Release], place: int, value: str | None) -> int | None:
    """What is left of a cell of the year less all periods that told that cell; None if none did."""
    cell, told = _row(year, value), 0
    spoke = False
    for release in made:
        for table in release.tables:
            same = (table.question, table.dimension) == (year.question, year.dimension)
            where = _finer(table, year.answers[place].id) if same else None
            row = _row(table, value) if same else None
            if where is not None and row is not None:
                told, spoke = told + sum(row[one] for one in where), True
    return cell[place] - told if spoke and cell else None


def _row(table: Safe, value: str | None) -> tuple[int, ...] | None:
    return next((row.counts for row in table.rows if row.value == value), None)


@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.4, 0.8]))
@settings(max_examples=60, deadline=None)
def test_nothing_small_is_left_of_any_cell_of_a_year(seed: int, lean: float) -> None:
    chance = Random(seed)
    made, year = close(faces(), *(_answers(chance, lean) for _ in MONTHS))
    for table in year.tables:
        for row in table.rows:
            for place in range(len(table.answers) if row.counts else 0):
                left = _left(table, made, place, row.value)
                assert left is None or left == 0 or left >= SIGNED.k


@given(st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_a_year_of_loud_periods_is_loud(seed: int) -> None:
    """Where every period told the question as it was asked, so does the year."""
    chance = Random(seed)
    made, year = close(faces(), *(_answers(chance, 0.0) for _ in MONTHS))
    spoke = [one for one in made if (told := said(one)) and told[0] == "as-asked"]
    asked = [one for one in made if one.tables or one.not_shown]
    if asked and len(spoke) == len(asked):
        told = said(year)
        assert told is not None
        assert told[0] == "as-asked"


def test_what_brings_a_table_of_a_year_back_is_the_next_year() -> None:
    few, year = close(YES_NO, gave(yes=2, no=2))
    assert few[0].not_shown[0].back == "One or two more sessions usually bring it back."
    assert year.not_shown[0].back == "More answers in the next year can bring it back."
    _, whole_year = close(YES_NO, gave(yes=6, no=6))
    (gone,) = without(whole_year, "how-are-you/listened", "narrow").not_shown
    assert gone.back == "The next year may show it."


def test_no_reason_says_a_number_but_those_of_the_policy() -> None:
    known = [one for one in vars(reasons).values() if isinstance(one, Reason)]
    assert len({one.id for one in known}) == len(known) > 8
    for one in known:
        told = f"{one.told(Policy(n=77, n_cross=88))} {one.back} {one.next_year}"
        assert set(re.findall(r"[0-9]+", told)) <= {"77", "88"}
        assert one.sentence.endswith(".")
        assert one.back.endswith(".")

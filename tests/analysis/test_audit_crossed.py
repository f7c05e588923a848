"""The audit on tables by two dimensions at once, beside all that is said by one."""

import pytest

from tests.analysis.documents import (
    QUESTION,
    Cells,
    a_document,
    a_table,
    counts,
    of_answers,
    only_n,
)
from voice.analysis.audit import examine
from voice.analysis.published import parse, read
from voice.analysis.systems import systems

YEAR = {"2019-P1": ["2019-09"], "2019-P2": ["2019-10"], "2019": ["2019-P1", "2019-P2"]}
YOUNG, OLD = "0-9", "17+"


def kinds(*documents: str) -> set[str]:
    return {finding.kind for finding in examine(documents).findings}


def at(happy: int, okay: int, band: str, group: str) -> Cells:
    return of_answers({"happy": happy, "okay": okay}, age_band=band, group=group)


def crossed(*rows: Cells, period: str = "2019-P1") -> dict[str, object]:
    return a_table(*rows, by="age band and group", period=period)


FOUR = (at(12, 10, YOUNG, "a"), at(14, 9, YOUNG, "b"), at(11, 11, OLD, "a"), at(9, 13, OLD, "b"))
AGES = (of_answers({"happy": 26, "okay": 19}, age_band=YOUNG),
        of_answers({"happy": 20, "okay": 24}, age_band=OLD))  # fmt: skip
GROUPS = (of_answers({"happy": 23, "okay": 21}, group="a"),
          of_answers({"happy": 23, "okay": 22}, group="b"))  # fmt: skip
EVERYBODY = a_table(of_answers({"happy": 46, "okay": 43}))


class TestOneRelease:
    def test_rows_of_large_counts_pass_beside_both_breakdowns(self) -> None:
        tables = [EVERYBODY, a_table(*AGES, by="age"), a_table(*GROUPS, by="group"), crossed(*FOUR)]
        verdict = examine([a_document(tables)])
        assert verdict.passed
        assert verdict.solves == 0

    @pytest.mark.parametrize("few", [1, 2, 3, 4])
    def test_a_small_count_is_seen(self, few: int) -> None:
        verdict = examine([a_document([crossed(*FOUR[:3], at(9, few, OLD, "b"))])])
        assert "small" in {finding.kind for finding in verdict.findings}
        assert any("by age band and group" in finding.sentence for finding in verdict.findings)
        assert {finding.tables for finding in verdict.findings} == {
            (f"{QUESTION} by age band and group",)
        }

    def test_that_all_of_a_band_in_a_group_said_the_same_is_seen(self) -> None:
        assert kinds(a_document([crossed(*FOUR[:3], at(22, 0, OLD, "b"))])) == {"alike"}

    def test_a_row_left_out_is_worked_out_from_both_breakdowns(self) -> None:
        bands = AGES[0], of_answers({"happy": 20, "okay": 14}, age_band=OLD)
        tables = [a_table(*bands, by="age"), crossed(*FOUR[:3])]
        assert "small" in kinds(a_document(tables))

    def test_a_band_less_its_rows_is_a_small_number_that_no_row_names(self) -> None:
        """Four of the young are in other groups. Which of them, and what they said, is open."""
        lenient = {"k": 5, "w": 2}
        others = a_table(only_n(20, group="c"), only_n(20, group="d"), by="other groups")
        everybody = a_table(only_n(200))
        n = a_table(only_n(49, age_band=YOUNG), by="age")
        assert examine([a_document([everybody, others, n], policy=lenient)]).passed
        rows = crossed(only_n(22, age_band=YOUNG, group="a"), only_n(23, age_band=YOUNG, group="b"))
        assert examine([a_document([everybody, rows, others], policy=lenient)]).passed
        assert "small" in kinds(a_document([everybody, rows, others, n], policy=lenient))

    def test_words_and_figures_of_one_band_in_two_groups(self) -> None:
        """What is left of the band by the group in figures is the group of which nothing is."""
        rows = [at(12, 10, YOUNG, "a"), only_n(14, age_band=YOUNG, group="b")]
        assert examine([a_document([crossed(*rows)])]).passed
        band = of_answers({"happy": 23, "okay": 13}, age_band=YOUNG)
        assert kinds(a_document([crossed(*rows), a_table(band, by="age")])) == {"small"}

    def test_a_table_of_groups_joined_beside_one_of_them(self) -> None:
        joined = {"a+b": ["a", "b"]}
        rows = [at(26, 19, YOUNG, "a+b"), at(20, 24, OLD, "a+b")]
        one = a_table(at(12, 10, YOUNG, "a"), by="the young of a")
        assert examine([a_document([EVERYBODY, crossed(*rows), one], group=joined)]).passed
        close = a_table(at(24, 10, YOUNG, "a"), by="the young of a")
        assert "small" in kinds(a_document([EVERYBODY, crossed(*rows), close], group=joined))

    def test_what_rows_add_up_to_is_laid_beside_a_third_dimension(self) -> None:
        """Of the young nobody is sad in either group, and of those without help nobody okay."""
        rows = [
            counts(9, 9, 0, age_band=YOUNG, group="a"),
            counts(9, 9, 0, age_band=YOUNG, group="b"),
            counts(9, 9, 9, age_band=OLD, group="a"),
        ]
        assert examine([a_document([crossed(*rows)])]).passed
        helped = a_table(counts(9, 0, 5, helped="no"), counts(18, 27, 4, helped="yes"), by="helped")
        verdict = examine([a_document([crossed(*rows), helped], policy={"k": 4, "w": 3})])
        assert {finding.kind for finding in verdict.findings} == {"alike"}
        assert "by age band and helped" in verdict.findings[0].sentence


class TestSeveralReleases:
    def test_a_year_less_its_only_other_period(self) -> None:
        first = a_document([crossed(*FOUR)], months=["2019-09"])
        second = a_document([], "2019-P2", ["2019-10"], ["2019-P1"])
        fine = [at(24, 20, b, g) for b in (YOUNG, OLD) for g in "ab"]
        year = a_document(
            [crossed(*fine, period="2019")], "2019", ["2019-P1", "2019-P2"], time=YEAR
        )
        assert examine([first, second, year]).passed
        close = [*fine[:3], at(12, 20, OLD, "b")]
        year = a_document(
            [crossed(*close, period="2019")], "2019", ["2019-P1", "2019-P2"], time=YEAR
        )
        verdict = examine([first, second, year])
        assert {finding.kind for finding in verdict.findings} == {"small"}

    def test_a_year_by_one_dimension_less_periods_by_two(self) -> None:
        first = a_document([crossed(*FOUR)], months=["2019-09"])
        second = a_document(
            [crossed(*(at(12, 10, b, g) for b in (YOUNG, OLD) for g in "ab"), period="2019-P2")],
            "2019-P2",
            ["2019-10"],
            ["2019-P1"],
        )
        bands = (
            of_answers({"happy": 52, "okay": 39}, age_band=YOUNG),
            of_answers({"happy": 44, "okay": 44}, age_band=OLD),
        )
        table = a_table(*bands, by="age", period="2019")
        year = a_document([table], "2019", earlier=["2019-P1", "2019-P2"], time=YEAR)
        assert "small" in kinds(first, second, year)


class TestAxes:
    def made_of(self, *tables: dict[str, object]) -> list[list[str]]:
        ((component, _),) = systems(read([parse(a_document(tables))]))
        return [[one.name for one in axis.dimensions] for axis in component.axes]

    def test_what_is_crossed_is_one_axis_and_a_third_dimension_stays_free(self) -> None:
        helped = a_table(counts(20, 20, 20, helped="no"), by="helped")
        assert self.made_of(crossed(*FOUR), helped) == [["age_band", "group"], ["helped"]]

    def test_two_crossings_that_share_a_dimension_are_one_axis(self) -> None:
        other = a_table(counts(20, 20, 20, group="a", helped="no"), by="group and helped")
        assert self.made_of(crossed(*FOUR), other) == [["age_band", "group", "helped"]]

    def test_without_a_crossing_each_dimension_is_an_axis(self) -> None:
        tables = [a_table(*AGES, by="age"), a_table(*GROUPS, by="group")]
        assert self.made_of(*tables) == [["age_band"], ["group"]]

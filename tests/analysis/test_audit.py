"""The audit: named ways to a disclosure, each of which it must see through."""

import pytest

from tests.analysis.documents import (
    QUESTION,
    a_document,
    a_table,
    bounded,
    counts,
    of_answers,
    only_n,
)
from voice.analysis.audit import Finding, Verdict, examine, explain

SMALL = {"small", "narrow"}
YEAR = {"2019-P1": ["2019-09"], "2019-P2": ["2019-10"], "2019": ["2019-P1", "2019-P2"]}


def kinds(*documents: str) -> set[str]:
    return {finding.kind for finding in examine(documents).findings}


def first(*tables: dict[str, object]) -> str:
    return a_document(tables, months=["2019-09"])


def second(*tables: dict[str, object]) -> str:
    return a_document(tables, "2019-P2", ["2019-10"], ["2019-P1"])


def year(*tables: dict[str, object]) -> str:
    return a_document(tables, "2019", earlier=["2019-P1", "2019-P2"], time=YEAR)


class TestOneTable:
    def test_a_row_of_large_counts_passes(self) -> None:
        verdict = examine([a_document([a_table(counts(7, 6, 5))])])
        assert verdict.passed
        assert verdict.findings == ()

    def test_an_answer_nobody_gave_says_nothing_of_any_child(self) -> None:
        assert examine([a_document([a_table(counts(7, 6, 0))])]).passed

    @pytest.mark.parametrize("few", [1, 2, 3, 4])
    def test_a_small_count_is_seen(self, few: int) -> None:
        assert kinds(a_document([a_table(counts(7, 6, few))])) == {"small"}

    def test_that_all_said_the_same_is_seen(self) -> None:
        assert kinds(a_document([a_table(counts(12, 0, 0))])) == {"alike"}

    def test_that_all_said_the_same_is_seen_where_the_rest_is_not_listed(self) -> None:
        assert kinds(a_document([a_table(of_answers({"happy": 12}))])) == {"alike"}

    def test_all_but_one_is_seen(self) -> None:
        assert "small" in kinds(a_document([a_table(counts(12, 1, 0))]))

    def test_an_answer_left_out_is_worked_out_from_n(self) -> None:
        given = {"happy": 8, "okay": 6}
        assert kinds(a_document([a_table(of_answers(given, n=16))])) == {"small"}

    def test_a_number_of_answers_alone_passes(self) -> None:
        assert examine([a_document([a_table(only_n(12))])]).passed

    def test_a_small_number_of_answers_is_seen(self) -> None:
        assert kinds(a_document([a_table(only_n(3))])) == {"small"}

    def test_it_judges_by_the_parameters_of_the_document(self) -> None:
        tables = [a_table(counts(7, 6, 3))]
        assert examine([a_document(tables, policy={"k": 3, "w": 2})]).passed
        assert not examine([a_document(tables, policy={"k": 4, "w": 3})]).passed


class TestBoundedWords:
    def test_four_children_may_have_said_otherwise_or_none(self) -> None:
        verdict = examine([a_document([a_table(bounded("happy", 8, 12))])])
        assert verdict.passed
        assert verdict.narrowest == 4

    def test_one_step_closer_is_too_close(self) -> None:
        assert kinds(a_document([a_table(bounded("happy", 9, 12))])) == {"narrow"}

    def test_at_most_one_who_said_otherwise_is_seen(self) -> None:
        assert "narrow" in kinds(a_document([a_table(bounded("happy", 11, 12))]))
        assert "alike" in kinds(a_document([a_table(bounded("happy", 12, 12))]))

    def test_two_periods_in_words_and_their_year_in_figures(self) -> None:
        documents = (
            first(a_table(bounded("happy", 8, 12))),
            second(a_table(bounded("happy", 10, 14), period="2019-P2")),
            year(a_table(counts(19, 7, 0), period="2019")),
        )
        verdict = examine(documents)
        assert {finding.kind for finding in verdict.findings} == {"narrow"}
        assert {finding.tables for finding in verdict.findings} == {(QUESTION,)}
        assert verdict.narrowest == 1

    def test_two_periods_in_words_and_a_year_that_leaves_them_apart(self) -> None:
        documents = (
            first(a_table(bounded("happy", 8, 12))),
            second(a_table(bounded("happy", 10, 14), period="2019-P2")),
            year(a_table(bounded("happy", 22, 26), period="2019")),
        )
        assert examine(documents).passed


class TestBreakdowns:
    def test_breakdowns_with_large_counts_pass_together(self) -> None:
        tables = [
            a_table(counts(16, 11, 5)),
            a_table(counts(6, 5, 0, age_band="0-9"), counts(10, 6, 5, age_band="17+"), by="age"),
            a_table(counts(6, 6, 5, group="a"), counts(10, 5, 0, group="b"), by="group"),
        ]
        assert examine([a_document(tables)]).passed

    def test_two_breakdowns_leave_those_in_both_only_one_answer(self) -> None:
        """Each row passes by itself. But up to nine nobody is sad, and in group a nobody okay."""
        tables = [
            a_table(counts(16, 11, 5)),
            a_table(counts(6, 5, 0, age_band="0-9"), counts(10, 6, 5, age_band="17+"), by="age"),
            a_table(counts(6, 0, 5, group="a"), counts(10, 11, 0, group="b"), by="group"),
        ]
        (finding,) = examine([a_document(tables)]).findings
        assert finding.kind == "alike"
        assert finding.tables == (f"{QUESTION} by age", f"{QUESTION} by group")
        assert "by age band and group" in finding.sentence

    def test_who_is_in_no_row_is_worked_out_from_everybody(self) -> None:
        tables = [
            a_table(counts(16, 11, 8)),
            a_table(counts(6, 5, 0, age_band="0-9"), counts(10, 6, 6, age_band="17+"), by="age"),
        ]
        assert kinds(a_document(tables)) == {"small", "alike"}

    def test_rows_that_are_everybody_say_that_nobody_is_in_another(self) -> None:
        """Without the table of everybody, a value no cell names had no response."""
        both = counts(6, 5, 0, age_band="0-9"), counts(10, 6, 5, age_band="17+")
        assert examine([a_document([a_table(*both, by="age")])]).passed

    def test_joined_groups_in_one_release_and_one_of_them_in_the_next(self) -> None:
        """Together in the first period, apart in the year: the second period gives one away."""
        joined = a_table(counts(8, 8, 0, group="a+b"), counts(9, 7, 6, group="c"), by="group")
        later = (counts(6, 5, 5, group=g) for g in ("a", "b", "c"))
        whole = (
            counts(12, 11, 5, group="a"),
            counts(8, 7, 5, group="b"),
            counts(15, 12, 11, group="c"),
        )
        documents = (
            first(a_table(counts(17, 15, 6)), joined),
            second(
                a_table(counts(18, 15, 15), period="2019-P2"),
                a_table(*later, by="group", period="2019-P2"),
            ),
            year(
                a_table(counts(35, 30, 21), period="2019"),
                a_table(*whole, by="group", period="2019"),
            ),
        )
        assert examine(documents[:2]).passed
        verdict = examine(documents)
        assert "small" in {finding.kind for finding in verdict.findings}
        assert all(f"{QUESTION} by group" in finding.tables for finding in verdict.findings)

    def test_nested_bands_in_two_tables(self) -> None:
        """Hidden by age in one table, but another shows all under 17 together."""
        fine = a_table(
            counts(9, 7, 6, age_band="10-16"),
            only_n(14, age_band="0-9"),
            only_n(21, age_band="17+"),
            by="age",
        )
        coarse = a_table(counts(17, 10, 9, age_band="0-9+10-16"), by="under 17")
        bands = {"0-9+10-16": ["0-9", "10-16"]}
        everybody = a_table(counts(27, 16, 14))
        assert examine([a_document([everybody, fine], age_band=bands)]).passed
        assert examine([a_document([everybody, coarse], age_band=bands)]).passed
        assert "small" in kinds(a_document([everybody, fine, coarse], age_band=bands))

    def test_a_bridge_between_hidden_counts(self) -> None:
        """Two or more hidden in every line, as the rule of thumb has it, and one known exactly."""
        true = {"a": (20, 9, 9, 8), "b": (7, 12, 3, 30), "c": (11, 14, 6, 9), "d": (9, 8, 7, 13)}
        hidden = {"a": "wx", "b": "wxy", "c": "yz", "d": "yz"}
        columns = [sum(column) for column in zip(*true.values(), strict=True)]
        cells = [*of_answers(dict(zip("wxyz", columns, strict=True)))]
        for group, row in true.items():
            given = dict(zip("wxyz", row, strict=True))
            shown = {answer: given[answer] for answer in given if answer not in hidden[group]}
            cells += of_answers(shown, sum(row), group=group)
        (finding,) = examine([a_document([a_table(cells, by="group")])]).findings
        assert finding.kind == "small"

    def test_a_table_by_three_dimensions_at_once_is_not_let_through(self) -> None:
        cross = a_table(counts(9, 9, 9, group="a", age_band="17+", helped="no"), by="three")
        assert kinds(a_document([cross])) == {"unreadable"}
        months = a_table(counts(9, 9, 9, group="a", age_band="17+", month="2019-09"), by="three")
        assert kinds(a_document([months])) == {"unreadable"}


class TestTime:
    def test_a_year_less_its_only_other_period(self) -> None:
        documents = (
            first(a_table(counts(10, 6, 6))),
            second(),
            year(a_table(counts(19, 8, 12), period="2019")),
        )
        verdict = examine(documents)
        assert {finding.kind for finding in verdict.findings} == {"small"}
        assert {finding.tables for finding in verdict.findings} == {(QUESTION,)}

    def test_a_year_whose_other_period_would_have_passed_too(self) -> None:
        documents = (
            first(a_table(counts(10, 6, 6))),
            second(),
            year(a_table(counts(19, 12, 12), period="2019")),
        )
        assert examine(documents).passed

    def test_a_year_less_the_period_shown_is_a_count_of_two_others(self) -> None:
        """Nobody knows in which of the two it was, yet it is known that only four said so."""
        time = {"2019-P1": ["2019-01"], "2019-P2": ["2019-02"], "2019-P3": ["2019-03"]}
        whole = {**time, "2019": [*time]}
        shown = a_document([a_table(counts(10, 6, 6))], months=["2019-01"])
        later = a_document(
            [a_table(counts(25, 16, 10), period="2019")], "2019", earlier=["2019-P1"], time=whole
        )
        assert examine([shown]).passed
        assert kinds(shown, later) == {"small"}

    def test_a_late_tablet_shows_where_a_period_is_stated_anew(self) -> None:
        again = a_document(
            [a_table(counts(8, 6, 5), period="2019-09 with the late ones")],
            "2019-P1b",
            earlier=["2019-P1"],
            time={"2019-09 with the late ones": ["2019-09", "late"]},
        )
        assert kinds(first(a_table(counts(7, 6, 5))), again) == {"alike", "small"}

    def test_the_same_months_told_twice_and_differently_contradict(self) -> None:
        again = a_document(
            [a_table(counts(8, 6, 5))], "2019-P1b", ["2019-09"], time={"2019-P1": ["2019-09"]}
        )
        assert "contradiction" in kinds(first(a_table(counts(7, 6, 5))), again)

    def test_months_beside_age_bands(self) -> None:
        months = [counts(9, 8, 0, month="2019-09"), counts(9, 8, 7, month="2019-10")]
        bands = [counts(9, 0, 7, age_band="0-9"), counts(9, 16, 0, age_band="17+")]
        tables = [
            a_table(counts(18, 16, 7)),
            a_table(*months, by="month"),
            a_table(*bands, by="age"),
        ]
        (finding,) = examine([a_document(tables)]).findings
        assert (finding.kind, "2019-09 by age band" in finding.sentence) == ("alike", True)


class TestReading:
    @pytest.mark.parametrize(
        "text", ["", "{", "[]", "{}", '{"tables": []}', '{"tables": [{}], "release": "a"}']
    )
    def test_what_is_no_release_is_not_let_through(self, text: str) -> None:
        assert kinds(text) == {"unreadable"}

    @pytest.mark.parametrize("published", [-1, 2.5, "7", True, [7]])
    def test_what_is_no_count_is_not_let_through(self, published: object) -> None:
        cell = [{"dims": {}, "published": published}]
        assert kinds(a_document([a_table(cell)])) == {"unreadable"}

    def test_an_earlier_release_that_is_missing_is_not_passed_over(self) -> None:
        assert kinds(second(a_table(counts(7, 6, 5), period="2019-P2"))) == {"unreadable"}

    def test_a_release_given_twice_is_refused(self) -> None:
        assert kinds(first(), first()) == {"unreadable"}

    def test_a_period_of_other_months_than_before_is_refused(self) -> None:
        one = a_document([a_table(counts(7, 6, 5))], months=["2019-09"])
        other = a_document([], "2019-P2", time={"2019-P1": ["2019-09", "2019-10"]})
        assert kinds(one, other) == {"unreadable"}

    def test_a_month_outside_its_period_is_refused(self) -> None:
        table = a_table(counts(7, 6, 5, month="2018-01"), by="month")
        assert kinds(a_document([table])) == {"unreadable"}

    def test_no_release_and_an_empty_release_say_nothing(self) -> None:
        assert examine([]) == Verdict((), None, 0)
        assert examine([a_document([])]).passed


class TestVerdict:
    SHOWN = first(a_table(counts(12, 9, 3)))

    def test_the_same_documents_give_the_same_verdict_however_long_it_takes(self) -> None:
        one, other = examine([self.SHOWN]), examine([self.SHOWN])
        assert one == other
        assert one.seconds != other.seconds

    def test_no_time_at_all_refuses(self) -> None:
        verdict = examine([self.SHOWN], patience=0)
        assert verdict.timed_out
        assert not verdict.passed
        (sentence,) = explain(verdict)
        assert sentence.startswith("The audit did not finish in its time, so nothing may be said.")

    def test_a_finding_says_where_and_never_what(self) -> None:
        (finding,) = examine([self.SHOWN]).findings
        sentence = f"“{QUESTION}”, 2019-P1: a small count is shown or can be worked out."
        assert finding == Finding((QUESTION,), "small", sentence)
        assert explain(examine([self.SHOWN])) == [f"{sentence} Leave out {QUESTION}."]

    def test_what_lies_in_earlier_releases_is_no_fault_of_the_newest(self) -> None:
        found = examine([self.SHOWN, second(a_table(counts(9, 8, 7), period="2019-P2"))]).findings
        assert [finding.tables for finding in found] == [()]
        later = second(a_table(counts(9, 8, 7), period="2019-P2"))
        assert "no table of the newest mends it" in explain(examine([self.SHOWN, later]))[0]

    def test_a_pass_says_how_close_a_reader_comes(self) -> None:
        verdict = examine([a_document([a_table(bounded("happy", 8, 12))])])
        assert explain(verdict) == [
            "No small count that is withheld can be worked out more closely than 4 steps."
        ]

    def test_a_pass_without_anything_withheld_says_so(self) -> None:
        verdict = examine([first(a_table(counts(9, 8, 7)))])
        assert explain(verdict) == ["Nothing more can be worked out: no small count is withheld."]

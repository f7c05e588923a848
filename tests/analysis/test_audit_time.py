"""The audit over time: years, periods and months, late answers, and its own patience."""

from collections.abc import Mapping, Sequence
from random import Random
from time import perf_counter

import pytest

from tests.analysis.documents import (
    QUESTION,
    Cells,
    a_document,
    a_table,
    bounded,
    counts,
    of_answers,
    only_n,
)
from voice.analysis.audit import examine

TERMS = {"2019-P1": ["2019-01", "2019-02"], "2019-P2": ["2019-06"], "2019-P3": ["2019-10"]}
WINTER, SUMMER, AUTUMN = TERMS


def kinds(*documents: str) -> set[str]:
    return {finding.kind for finding in examine(documents).findings}


def told(shown: Mapping[str, Sequence[Cells]], year: Sequence[Cells], by: str = "") -> list[str]:
    """The three terms, each with the rows shown of it or nothing, and then the year."""
    documents = [
        a_document(
            [a_table(*shown[term], period=term, by=by)] if term in shown else [],
            term,
            TERMS[term],
            earlier=list(TERMS)[:place],
        )
        for place, term in enumerate(TERMS)
    ]
    table = a_table(*year, period="2019", by=by)
    tree = {**TERMS, "2019": list(TERMS)}
    return [*documents, a_document([table], "2019", earlier=list(TERMS), time=tree)]


SHOWN = {WINTER: [counts(9, 8, 7)], AUTUMN: [counts(10, 6, 6)]}


class TestYears:
    def test_a_year_less_autumn_less_winter_is_summer(self) -> None:
        verdict = examine(told(SHOWN, [counts(24, 20, 16)]))
        assert {finding.kind for finding in verdict.findings} == {"small"}
        assert any(f", {SUMMER}:" in finding.sentence for finding in verdict.findings)
        assert {finding.tables for finding in verdict.findings} == {(QUESTION,)}

    def test_a_year_whose_missing_term_would_have_passed(self) -> None:
        assert examine(told(SHOWN, [counts(24, 20, 18)])).passed

    def test_a_missing_term_in_which_all_said_the_same(self) -> None:
        assert "alike" in kinds(*told(SHOWN, [counts(29, 14, 13)]))

    def test_the_n_of_a_year_tells_the_n_of_the_missing_term(self) -> None:
        assert "small" in kinds(*told(SHOWN, [only_n(49)]))
        assert examine(told(SHOWN, [only_n(56)])).passed

    def test_two_missing_terms_of_which_only_the_sum_is_known(self) -> None:
        """Which of the two it was is open; that there were three is not."""
        shown = {AUTUMN: [counts(10, 6, 6)]}
        assert kinds(*told(shown, [counts(20, 9, 16)])) == {"small"}
        assert examine(told(shown, [counts(20, 16, 16)])).passed

    def test_words_in_a_term_and_figures_in_its_year(self) -> None:
        shown = {**SHOWN, SUMMER: [bounded("happy", 8, 12)]}
        assert kinds(*told(shown, [counts(29, 16, 13)])) & {"small", "narrow"}

    def test_a_year_by_group_less_terms_by_group(self) -> None:
        shown = {
            WINTER: [counts(9, 8, 7, group="a"), counts(9, 9, 9, group="b")],
            AUTUMN: [counts(9, 8, 7, group="a"), counts(9, 9, 9, group="b")],
        }
        fine = [counts(25, 23, 20, group="a"), counts(24, 24, 24, group="b")]
        assert examine(told(shown, fine, by="group")).passed
        close = [counts(25, 23, 20, group="a"), counts(24, 24, 20, group="b")]
        assert "small" in kinds(*told(shown, close, by="group"))

    def test_a_year_by_group_less_terms_of_groups_joined(self) -> None:
        """Joined in every term, apart in the year: nothing of one group in one term is known."""
        joined = {term: [counts(18, 17, 16, group="a+b")] for term in TERMS}
        apart = [counts(29, 26, 24, group="a"), counts(25, 25, 24, group="b")]
        assert examine(told(joined, apart, by="group")).passed
        few = [counts(51, 48, 45, group="a"), counts(3, 3, 3, group="b")]
        assert "small" in kinds(*told(joined, few, by="group"))

    def test_several_years_told_together(self) -> None:
        """Two years less the one that was shown is the one that was not."""
        years = {"2019": ["2019-01"], "2020": ["2020-01"]}
        first = a_document([a_table(counts(20, 18, 16), period="2019")], "2019", ["2019-01"])
        second = a_document([], "2020", ["2020-01"], ["2019"])
        tree = {**years, "2019 and 2020": list(years)}

        def both(*given: int) -> str:
            table = a_table(counts(*given), period="2019 and 2020")
            return a_document([table], "both", earlier=list(years), time=tree)

        assert examine([first, second, both(30, 28, 26)]).passed
        assert kinds(first, second, both(30, 28, 18)) == {"small"}


class TestMonths:
    def test_a_term_less_its_only_other_month(self) -> None:
        whole, one = a_table(counts(18, 16, 10)), counts(9, 8, 7, month="2019-09")
        assert "small" in kinds(a_document([whole, a_table(one, by="month")]))
        whole = a_table(counts(18, 16, 14))
        assert examine([a_document([whole, a_table(one, by="month")])]).passed

    def test_a_year_less_a_month_of_one_term_and_the_other_terms(self) -> None:
        """Of winter one month and how many answered: the year gives its other month away."""
        shown = {SUMMER: [counts(9, 8, 7)], AUTUMN: [counts(9, 8, 7)]}
        month = a_table(counts(9, 8, 7, month="2019-01"), period=WINTER, by="month")

        def winter(n: int) -> str:
            return a_document([a_table(only_n(n), period=WINTER), month], WINTER, TERMS[WINTER])

        assert "small" in kinds(winter(43), *told(shown, [counts(36, 32, 23)])[1:])
        assert examine([winter(48), *told(shown, [counts(36, 32, 28)])[1:]]).passed


class TestRegulars:
    def test_a_group_of_the_same_few_in_every_term(self) -> None:
        """The audit sees answers, not children. That few came again and again is the row rule's
        to see; here each term shows fourteen answers, and the year no more than their sum."""
        shown = {term: [counts(9, 5, 0, group="a")] for term in TERMS}
        assert examine(told(shown, [counts(27, 15, 0, group="a")], by="group")).passed


class TestPatience:
    def test_a_tangle_is_refused_when_its_time_is_up(self) -> None:
        start = perf_counter()
        verdict = examine([a_tangle()], patience=0.3)
        assert verdict.timed_out
        assert not verdict.passed
        assert perf_counter() - start < 2

    def test_what_was_not_finished_is_not_remembered_as_settled(self) -> None:
        tangle = a_tangle(seed=2)
        assert examine([tangle], patience=0.1).timed_out
        assert examine([tangle], patience=0.1).timed_out

    @pytest.mark.parametrize("patience", [30.0, 600.0])
    def test_with_time_enough_the_patience_changes_nothing(self, patience: float) -> None:
        documents = told(SHOWN, [counts(24, 20, 18)])
        assert examine(documents, patience) == examine(documents)


class TestSettled:
    """What passed at its own close need not be judged again, unless it is another system now."""

    def test_what_is_new_is_judged_and_what_is_old_is_not(self) -> None:
        documents = told({WINTER: [bounded("happy", 8, 12)], SUMMER: SHOWN[WINTER]}, [only_n(60)])
        again = a_document(
            [a_table(bounded("happy", 9, 14), period="2020")],
            "2020",
            ["2020-01"],
            [*TERMS, "2019"],
        )
        whole = examine([*documents, again])
        newest = examine([*documents, again], settled=len(documents))
        assert (whole.passed, newest.passed) == (True, True)
        assert 0 < newest.solves < whole.solves

    def test_a_year_that_ties_old_terms_together_is_judged_with_them(self) -> None:
        documents = told(SHOWN, [counts(24, 20, 16)])
        assert examine(documents, settled=3).findings == examine(documents).findings

    def test_a_rule_of_who_is_asked_that_comes_later_is_judged(self) -> None:
        after = a_table(of_answers({"yes": 7, "no": 5}), question="q/then", period=SUMMER)
        late = a_table(of_answers({"yes": 7, "no": 5}), question="q/then", period=WINTER)
        route = {"base": {"item": "q/first", "in": ["yes"]}}
        tree = {term: TERMS[term] for term in (WINTER, SUMMER)}
        fine = a_document([after], SUMMER, earlier=[WINTER], time=tree)
        close = a_document([late | route], SUMMER, earlier=[WINTER], time=tree)
        winter = a_document(
            [a_table(only_n(14), question="q/first", period=WINTER)], WINTER, TERMS[WINTER]
        )
        assert examine([winter, fine], settled=1).passed
        assert not examine([winter, close], settled=1).passed


SCORES = {str(score): score for score in range(1, 6)}


def a_tangle(seed: int = 1) -> str:
    """Rounded means of everything beside collapsed counts: more than can be checked in a minute."""
    dice = Random(seed)
    months = [f"2019-{month:02}" for month in range(1, 13)]
    values = {"month": months, "age_band": ["0-9", "10-16", "17+"], "group": list("abcdefgh")}
    who = [
        {"answer": dice.choice(list(SCORES)), **{d: dice.choice(v) for d, v in values.items()}}
        for _ in range(2000)
    ]
    tables = []
    for name, known in values.items():
        rows = [[one["answer"] for one in who if one[name] == value] for value in known]
        given = [
            of_answers(
                {"1+2": sum(a in "12" for a in row), "3+4+5": sum(a in "345" for a in row)},
                **{name: value},
            )
            for value, row in zip(known, rows, strict=True)
        ]
        means = [
            {"dims": {name: value}, "published": round(sum(map(int, row)) / len(row), 1)}
            for value, row in zip(known, rows, strict=True)
        ]
        tables.append(a_table(*given, by=name, period="2019"))
        tables.append(a_table(means, by=f"{name}: mean", period="2019", unit="mean", scores=SCORES))
    return a_document(tables, "2019", months)

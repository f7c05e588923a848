"""From what was published to systems of atoms: which there are, and what is told apart in them."""

import json
from random import Random

from tests.analysis.documents import (
    QUESTION,
    a_document,
    a_table,
    bounded,
    counts,
    of_answers,
    only_n,
    ticked,
)
from voice.analysis.atoms import Component, alike
from voice.analysis.audit import examine
from voice.analysis.narrowing import judge
from voice.analysis.published import parse, read
from voice.analysis.systems import systems

YEAR = {"2019-P1": ["2019-09"], "2019-P2": ["2019-10"], "2019": ["2019-P1", "2019-P2"]}


def made_of(*documents: str) -> list[Component]:
    return [component for component, _ in systems(read([parse(text) for text in documents]))]


def first(*tables: dict[str, object]) -> str:
    return a_document(tables, months=["2019-09"])


def second(*tables: dict[str, object]) -> str:
    return a_document(tables, "2019-P2", ["2019-10"], ["2019-P1"])


def year(*tables: dict[str, object]) -> str:
    return a_document(tables, "2019", earlier=["2019-P1", "2019-P2"], time=YEAR)


class TestAlike:
    def test_what_no_set_tells_apart_is_one(self) -> None:
        found = alike("abcd", [frozenset("ab"), frozenset("abc")])
        assert found == [frozenset("ab"), frozenset("c"), frozenset("d")]

    def test_without_sets_everything_is_one(self) -> None:
        assert alike("abc", []) == [frozenset("abc")]
        assert alike("", []) == []


class TestSystems:
    def test_each_question_is_a_system_of_its_own(self) -> None:
        tables = [a_table(counts(7, 6, 5), question=name) for name in ("q/a", "q/b")]
        assert [one.question for one in made_of(a_document(tables))] == ["q/a", "q/b"]

    def test_each_answer_of_a_tick_all_is_a_system_of_its_own(self) -> None:
        tables = [a_table(ticked(tick, 9, 20), question="q/a") for tick in ("x", "y")]
        assert len(made_of(a_document(tables, multiple=["q/a"]))) == 2

    def test_a_question_and_the_one_before_it_are_one_system(self) -> None:
        after = a_table(only_n(8), question="q/b", base={"item": "q/a", "in": ["happy"]})
        (both,) = made_of(a_document([a_table(counts(9, 6, 5), question="q/a"), after]))
        assert both.question == "q/b"
        # Happy, with and without an answer to the second question; okay; sad.
        assert both.kinds == 4

    def test_a_question_whose_base_is_not_told_of_stands_alone(self) -> None:
        after = a_table(counts(9, 6, 5), question="q/b", base={"item": "q/a", "in": ["happy"]})
        (alone,) = made_of(a_document([after]))
        assert alone.kinds == 3

    def test_periods_are_apart_until_a_figure_of_both_ties_them(self) -> None:
        one = first(a_table(counts(7, 6, 5)))
        other = second(a_table(only_n(14), period="2019-P2"))
        assert [len(c.spans) for c in made_of(one, other)] == [1, 1]
        tied = made_of(one, other, year(a_table(counts(14, 12, 10), period="2019")))
        assert [[span.name for span in c.spans] for c in tied] == [["2019-P1", "2019-P2", "2019"]]

    def test_a_year_that_only_adds_up_its_periods_ties_nothing(self) -> None:
        documents = (
            first(a_table(counts(7, 6, 5))),
            second(a_table(counts(8, 6, 6), period="2019-P2")),
            year(a_table(counts(15, 12, 11), period="2019")),
        )
        assert [len(c.spans) for c in made_of(*documents)] == [1, 1]

    def test_a_year_that_does_not_add_up_its_periods_contradicts(self) -> None:
        documents = (
            first(a_table(counts(7, 6, 5))),
            second(a_table(counts(8, 6, 6), period="2019-P2")),
            year(a_table(counts(25, 12, 11), period="2019")),
        )
        assert "contradiction" in {finding.kind for finding in examine(documents).findings}

    def test_months_that_are_never_told_apart_are_one_stretch(self) -> None:
        (whole,) = made_of(a_document([a_table(counts(7, 6, 5))]))
        assert whole.stretches == 1
        months = [counts(7, 6, 5, month="2019-09"), counts(9, 6, 5, month="2019-10")]
        tables = [a_table(counts(16, 12, 10)), a_table(*months, by="month")]
        assert [component.stretches for component in made_of(a_document(tables))] == [1, 1]

    def test_a_breakdown_of_the_whole_period_ties_its_months(self) -> None:
        months = [counts(7, 6, 5, month="2019-09"), counts(9, 6, 5, month="2019-10")]
        bands = [counts(8, 6, 5, age_band=band) for band in ("0-9", "17+")]
        tables = [a_table(*months, by="month"), a_table(*bands, by="age")]
        (tied,) = made_of(a_document([a_table(counts(16, 12, 10)), *tables]))
        assert (tied.stretches, len(tied.spans)) == (2, 3)

    def test_who_is_in_no_row_is_a_value_of_its_own(self) -> None:
        bands = a_table(counts(7, 6, 5, age_band="0-9"), counts(7, 6, 5, age_band="17+"), by="age")
        (component,) = made_of(a_document([a_table(counts(14, 12, 10)), bands]))
        ((dimension,),) = (axis.dimensions for axis in component.axes)
        assert dimension.values == (
            frozenset({"0-9"}),
            frozenset({"17+"}),
            frozenset({"_not-said"}),
        )

    def test_answers_beside_those_named_are_one_kind_more(self) -> None:
        (words,) = made_of(a_document([a_table(bounded("happy", 8, 12))]))
        assert words.kinds == 2
        (whole,) = made_of(a_document([a_table(counts(7, 6, 5))]))
        assert whole.kinds == 3

    def test_nothing_of_a_question_about_the_service_is_a_target(self) -> None:
        (service,) = made_of(a_document([a_table(counts(7, 1, 0), sensitivity="service")]))
        assert service.targets == ()
        assert judge(service).dangers == ()

    def test_the_rules_are_those_of_the_newest_release_that_bears_on_it(self) -> None:
        loose = {"k": 3, "w": 2}
        one = a_document([a_table(counts(7, 6, 5))], months=["2019-09"], policy=loose)
        other = second(a_table(counts(7, 6, 5), period="2019-P2"))
        assert [component.parameters.k for component in made_of(one, other)] == [3, 5]


class TestWork:
    def test_what_is_known_entirely_needs_no_solver(self) -> None:
        bands = [counts(7, 6, 5, age_band=band) for band in ("0-9", "10-16", "17+")]
        groups = [counts(7, 6, 5, group=group) for group in "abc"]
        tables = [a_table(counts(21, 18, 15)), a_table(*bands, by="age"), a_table(*groups, by="g")]
        verdict = examine([a_document(tables)])
        assert (verdict.passed, verdict.solves) == (True, 0)

    def test_a_year_of_breakdowns_and_months_takes_few_solves(self) -> None:
        """Every world settles many counts at once: some three thousand targets, a handful each."""
        dice = Random(1)
        values = {
            "age_band": ["0-9", "10-16", "17+"],
            "group": list("abcdef"),
            "helped": ["x", "y"],
        }
        documents: list[str] = []
        for number in range(1, 7):
            months = [f"2019-{2 * number - 1:02}", f"2019-{2 * number:02}"]
            who = [
                {"answer": dice.choice("vwxyz"), "month": dice.choice(months)}
                | {name: dice.choice(known) for name, known in values.items()}
                for _ in range(500)
            ]
            by = {None: [None], "month": months, **values}
            tables = [
                a_table(*(whole_row(who, name, value) for value in known), period=f"2019-P{number}")
                | {"name": f"{QUESTION} by {name}"}
                for name, known in by.items()
            ]
            before = [json.loads(text)["release"] for text in documents]
            documents.append(a_document(tables, f"2019-P{number}", months, before))
        verdict = examine(documents)
        assert verdict.passed
        assert verdict.solves < 150


def whole_row(
    who: list[dict[str, str]], name: str | None, value: str | None
) -> list[dict[str, object]]:
    inside = [one for one in who if name is None or one[name] == value]
    given = {answer: sum(one["answer"] == answer for one in inside) for answer in "vwxyz"}
    return of_answers(given, **({} if name is None or value is None else {name: value}))

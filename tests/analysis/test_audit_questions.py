"""The audit on questions of every kind: asked of some, tick-all, means, about the service."""

import json

import pytest

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
from voice.analysis.audit import examine

SMALL = {"small", "narrow"}


def kinds(*documents: str) -> set[str]:
    return {finding.kind for finding in examine(documents).findings}


BASE = "promise/heard"
AFTER = "promise/kept"
ROUTE = {"base": {"item": BASE, "in": ["yes"]}}


def asked(yes: int, no: int, sensitivity: str = "personal") -> dict[str, object]:
    return a_table(of_answers({"yes": yes, "no": no}), question=BASE, sensitivity=sensitivity)


def followed(kept: int, broken: int) -> dict[str, object]:
    return a_table(of_answers({"kept": kept, "broken": broken}), question=AFTER, **ROUTE)


class TestRoutes:
    def test_a_question_asked_after_one_answer_passes_where_enough_gave_another(self) -> None:
        assert examine([a_document([asked(14, 8), followed(8, 6)])]).passed

    def test_those_who_were_not_asked_are_a_small_count(self) -> None:
        """The first question's answers are withheld; the second one's n gives them away."""
        n = a_table(only_n(14), question=BASE)
        assert examine([a_document([n])]).passed
        assert examine([a_document([followed(7, 5)])]).passed
        found = examine([a_document([n, followed(7, 5)])]).findings
        assert {finding.kind for finding in found} <= SMALL
        assert {finding.tables for finding in found} == {(BASE, AFTER)}

    def test_that_everybody_was_asked_says_that_all_gave_that_answer(self) -> None:
        words = a_table(bounded("yes", 8, 12), question=BASE)
        assert "alike" in kinds(a_document([words, followed(7, 5)]))

    def test_a_difference_between_two_bands_of_those_asked(self) -> None:
        bands = [of_answers({"yes": 14, "no": 8}, age_band=a) for a in ("0-9", "17+")]
        first_by_age = a_table(*bands, question=BASE, by="age")
        after = [only_n(n, age_band=a) for a, n in (("0-9", 14), ("17+", 20))]
        second_by_age = a_table(*after, question=AFTER, by="age", **ROUTE)
        assert "contradiction" in kinds(a_document([first_by_age, second_by_age]))
        loose = {"base": {"item": BASE, "in": ["yes", "no"]}}
        open_by_age = a_table(*after, question=AFTER, by="age", **loose)
        assert kinds(a_document([first_by_age, open_by_age])) & SMALL

    def test_a_question_after_one_about_the_service(self) -> None:
        assert examine([a_document([asked(14, 2, "service")])]).passed
        found = kinds(a_document([asked(14, 2, "service"), followed(8, 6)]))
        assert "small" in found

    def test_a_question_also_asked_of_those_who_skipped_is_bound_by_nothing(self) -> None:
        n = a_table(only_n(14), question=BASE)
        route = {"base": {"item": BASE, "in": ["yes", "_skipped"]}}
        after = a_table(of_answers({"kept": 9, "broken": 9}), question=AFTER, **route)
        assert examine([a_document([n, after])]).passed

    def test_a_question_after_one_answer_of_a_tick_all(self) -> None:
        ticks = a_table(ticked("school", 14, 16), question=BASE)
        route = {"base": {"item": BASE, "in": ["school"]}}
        after = a_table(of_answers({"kept": 8, "broken": 6}), question=AFTER, **route)
        assert "small" in kinds(a_document([ticks, after], multiple=[BASE]))
        ticks = a_table(ticked("school", 14, 20), question=BASE)
        assert examine([a_document([ticks, after], multiple=[BASE])]).passed


class TestTickAll:
    def test_each_answer_is_a_yes_or_no(self) -> None:
        tables = [
            a_table(ticked(option, yes, 20), question="q/good") | {"name": f"q/good: {option}"}
            for option, yes in (("friends", 12), ("school", 15), ("food", 9))
        ]
        assert examine([a_document(tables, multiple=["q/good"])]).passed

    @pytest.mark.parametrize(
        ("yes", "kind"), [(3, "small"), (17, "small"), (20, "alike"), (0, "alike")]
    )
    def test_few_or_nearly_all_ticks_are_seen(self, yes: int, kind: str) -> None:
        table = a_table(ticked("friends", yes, 20), question="q/good")
        assert kinds(a_document([table], multiple=["q/good"])) == {kind}

    def test_more_ticks_than_answers_contradict(self) -> None:
        table = a_table(ticked("friends", 21, 20), question="q/good")
        assert "contradiction" in kinds(a_document([table], multiple=["q/good"]))

    def test_how_many_ticked_one_answer_bounds_nothing_of_another(self) -> None:
        tables = [
            a_table(ticked("friends", 10, 20), question="q/good"),
            a_table(ticked("food", 12, 20), question="q/good") | {"name": "q/good: food"},
        ]
        assert examine([a_document(tables, multiple=["q/good"])]).passed


class TestWholeNumbers:
    def test_a_percentage_of_few_is_a_count(self) -> None:
        """43 % of 7 is 3."""
        percent = a_table([{"dims": {"answer": "happy"}, "published": 43}], unit="percent")
        table = a_table(only_n(7))
        assert "small" in kinds(a_document([table, percent | {"name": "percent"}]))

    def test_a_percentage_of_many_leaves_enough_open(self) -> None:
        percent = a_table([{"dims": {"answer": "happy"}, "published": 4}], unit="percent")
        tables = [a_table(only_n(1000)), percent | {"name": "percent"}]
        assert examine([a_document(tables)]).passed

    @pytest.mark.parametrize(
        ("half", "mean", "passes"), [(12, 3.0, True), (6, 3.0, False), (12, 3.9, False)]
    )
    def test_a_mean_can_be_too_much_beside_a_collapsed_scale(
        self, half: int, mean: float, passes: bool
    ) -> None:
        """Half gave one to three stars, half four or five. With six each, a mean of 3 leaves room
        for three times three stars at most; a mean near the highest there can be is worse."""
        collapsed = a_table(of_answers({"1+2+3": half, "4+5": half}))
        assert examine([a_document([collapsed])]).passed
        table = a_table([{"dims": {}, "published": mean}], unit="mean", scores=SCORES)
        assert examine([a_document([collapsed, table | {"name": "mean"}])]).passed is passes

    def test_a_mean_of_a_row_that_is_shown_says_nothing_more(self) -> None:
        row = of_answers({"1": 5, "2": 6, "3": 7, "4": 8, "5": 9})
        mean = a_table([{"dims": {}, "published": 3.3}], unit="mean", scores=SCORES)
        assert examine([a_document([a_table(row), mean])]).passed

    def test_a_mean_takes_its_scores_from_the_labels_too(self) -> None:
        row = of_answers({"1": 5, "2": 6, "3": 7, "4": 8, "5": 9})
        mean = a_table([{"dims": {}, "published": 3.3}], unit="mean")
        document = json.loads(a_document([a_table(row), mean]))
        assert kinds(json.dumps(document)) == {"unreadable"}
        answers = [{"id": a, "score": s} for a, s in SCORES.items()]
        document["labels"] = {"tables": [{"name": QUESTION, "answers": answers}]}
        assert examine([json.dumps(document)]).passed


SCORES = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


class TestService:
    def test_any_count_about_the_service_may_be_said(self) -> None:
        assert examine([a_document([a_table(counts(9, 1, 0), sensitivity="service")])]).passed

    def test_figures_about_the_service_must_not_contradict(self) -> None:
        tables = [
            a_table(counts(9, 2, 0), sensitivity="service"),
            a_table(counts(9, 1, 0), sensitivity="service") | {"name": "again"},
        ]
        assert kinds(a_document(tables)) == {"contradiction"}

    def test_a_question_one_table_calls_personal_is_personal(self) -> None:
        tables = [a_table(counts(9, 1, 0), sensitivity="service"), a_table(only_n(10), by="x")]
        assert "small" in kinds(a_document(tables))

"""The audit against somebody who writes down every table that could be meant."""

from random import Random
from typing import Any

import pytest

from tests.analysis.documents import a_document, a_table, bounded, of_answers, only_n
from tests.analysis.enumerator import Enumerator, TooManyError
from voice.analysis.audit import examine

ANSWERS = ("yes", "unsure", "no")
VALUES = {"age_band": ("0-9", "17+"), "group": ("a", "b")}
MONTHS = {"2019-P1": ["2019-09"], "2019-P2": ["2019-10"]}
SMALL = {"k": 3, "w": 2}
Respondent = dict[str, str]


def a_handful(dice: Random, answers: tuple[str, ...]) -> list[Respondent]:
    """Up to nine respondents, who rarely say neither age nor group."""
    return [
        {
            "answer": dice.choice(answers),
            **{d: dice.choice([*values, *values, "_not-said"]) for d, values in VALUES.items()},
        }
        for _ in range(dice.randint(3, 9))
    ]


def a_row(dice: Random, who: list[Respondent], answers: tuple[str, ...], **where: str) -> Any:
    """What is published of them: all of it, half of it, words or only how many."""
    inside = [one for one in who if all(one[d] == v for d, v in where.items())]
    given = {answer: sum(one["answer"] == answer for one in inside) for answer in answers}
    most = max(given, key=lambda answer: given[answer])
    form = dice.choice(["whole", "whole", "whole", "n", "bounded", "part"])
    if form == "n":
        return only_n(len(inside), **where)
    if form == "bounded":
        return bounded(most, max(0, given[most] - dice.randint(0, 2)), len(inside), **where)
    if form == "part":
        given.pop(dice.choice(answers))
    return of_answers(given, len(inside), **where)


def some_tables(dice: Random, who: list[Respondent], answers: tuple[str, ...], period: str) -> Any:
    tables = [a_table(a_row(dice, who, answers), period=period, question="q/q")]
    for dimension in dice.sample(list(VALUES), dice.randint(0, 2)):
        rows = [
            a_row(dice, who, answers, **{dimension: value})
            for value in (*VALUES[dimension], "_not-said")
        ]
        tables.append(a_table(*rows, period=period, question="q/q", by=dimension))
    return tables


def some_releases(seed: int) -> list[str]:
    """One or two periods, and now and then their year."""
    dice = Random(seed)
    answers = ANSWERS[: dice.choice([2, 3])]
    people = {period: a_handful(dice, answers) for period in list(MONTHS)[: dice.choice([1, 2])]}
    documents = []
    for period, who in people.items():
        tables = some_tables(dice, who, answers, period)
        time, before = {period: MONTHS[period]}, list(MONTHS)[: len(documents)]
        shown = tables if dice.random() < 0.8 else []
        documents.append(a_document(shown, period, earlier=before, time=time, policy=SMALL))
    if len(people) == 2 and dice.random() < 0.7:
        everybody = [one for who in people.values() for one in who]
        tables = some_tables(dice, everybody, answers, "2019")
        year = {**MONTHS, "2019": list(MONTHS)}
        documents.append(a_document(tables, "2019", earlier=list(MONTHS), time=year, policy=SMALL))
    return documents


@pytest.mark.parametrize("seed", range(60))
def test_it_refuses_exactly_what_every_possible_table_gives_away(seed: int) -> None:
    documents = some_releases(seed)
    try:
        enumerator = Enumerator(documents)
    except TooManyError:
        # Too many to write down, so there is nothing to compare with; most seeds are smaller.
        return
    verdict = examine(documents)
    assert verdict.passed is not enumerator.discloses(), verdict.findings

"""The audit against somebody who writes down every table that could be meant."""

from itertools import product
from random import Random
from typing import Any

import pytest

from tests.analysis.documents import a_document, a_table, bounded, of_answers, only_n
from tests.analysis.enumerator import KINDS, PAIRED, Enumerator, PairEnumerator, TooManyError
from voice.analysis.audit import examine

ANSWERS = ("yes", "unsure", "no")
VALUES = {"age_band": ("0-9", "17+"), "group": ("a", "b")}
MONTHS = {"2019-P1": ["2019-09"], "2019-P2": ["2019-10"]}
SMALL = {"k": 3, "w": 2}
FORMS = ["whole", "whole", "whole", "n", "bounded", "part"]
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


def a_few_clumps(dice: Random, answers: tuple[str, ...]) -> list[Respondent]:
    """Some of each band in one or two groups, so that a row by both may pass."""
    places = list(product(*((*values, "_not-said") for values in VALUES.values())))
    found = []
    for band, group in dice.sample(places[:2] + places[3:5] + [dice.choice(places)], 3):
        place = {"age_band": band, "group": group}
        given = [answer for answer in dice.sample(answers, 2) for _ in range(dice.randint(0, 4))]
        found += [{"answer": answer, **place} for answer in given]
    return found


def a_row(dice: Random, who: list[Respondent], answers: tuple[str, ...], **where: str) -> Any:
    """What is published of them: all of it, half of it, words or only how many."""
    inside = [one for one in who if _is_in(one, where)]
    given = {answer: sum(one["answer"] == answer for one in inside) for answer in answers}
    most = max(given, key=lambda answer: given[answer])
    form = dice.choice(FORMS)
    if form == "n":
        return only_n(len(inside), **where)
    if form == "bounded":
        return bounded(most, max(0, given[most] - dice.randint(0, 2)), len(inside), **where)
    if form == "part":
        given.pop(dice.choice(answers))
    return of_answers(given, len(inside), **where)


def _is_in(one: Respondent, where: dict[str, str]) -> bool:
    return all(one[name] in (value, *value.split("+")) for name, value in where.items())


def _there(who: list[Respondent], where: dict[str, str]) -> int:
    return sum(_is_in(one, where) for one in who)


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


def some_crossed(seed: int) -> list[str]:
    """The same with a table by age band and group at once, of which now and then rows are missing.

    Sometimes the groups are told together, sometimes there is a third dimension.
    """
    dice = Random(seed)
    answers = ANSWERS[: dice.choice([2, 2, 3])]
    third = dice.random() < 0.2
    some = a_handful if dice.random() < 0.2 else a_few_clumps
    people = {period: some(dice, answers) for period in list(MONTHS)[: dice.choice([1, 1, 2])]}
    for one in (one for who in people.values() for one in who):
        one["helped"] = dice.choice(["no", "_not-said"])
    documents = []
    for period, who in people.items():
        told = _crossed(dice, who, answers, period, third)
        time, before = {period: MONTHS[period]}, list(MONTHS)[: len(documents)]
        documents.append(_release(told, period, before, time))
    if len(people) == 2 and dice.random() < 0.7:
        everybody = [one for who in people.values() for one in who]
        told = _crossed(dice, everybody, answers, "2019", third)
        time = {**MONTHS, "2019": list(MONTHS)}
        documents.append(_release(told, "2019", list(MONTHS), time))
    return documents


def _release(tables: Any, period: str, before: list[str], time: dict[str, list[str]]) -> str:
    joined = {"a+b": ["a", "b"]}
    return a_document(tables, period, earlier=before, time=time, policy=SMALL, group=joined)


def _crossed(
    dice: Random, who: list[Respondent], answers: tuple[str, ...], period: str, third: bool
) -> Any:
    bands, groups = ((*values, "_not-said") for values in VALUES.values())
    if dice.random() < 0.3:
        groups = ("a+b", "_not-said")
    places = [{"age_band": band, "group": group} for band, group in product(bands, groups)]
    fewer = dice.random() < 0.3
    say = a_row if dice.random() < 0.5 else lambda *_, **where: only_n(_there(who, where), **where)
    rows = [
        say(dice, who, answers, **place)
        for place in places
        if any(_is_in(one, place) for one in who) and not (fewer and dice.random() < 0.3)
    ]
    tables = [a_table(a_row(dice, who, answers), period=period, question="q/q")]
    for name in dice.sample(list(VALUES), dice.choice([0, 0, 1, 2])):
        alone = [a_row(dice, who, answers, **{name: v}) for v in (*VALUES[name], "_not-said")]
        tables.append(a_table(*alone, period=period, question="q/q", by=name))
    if third:
        helped = [a_row(dice, who, answers, helped=v) for v in ("no", "_not-said")]
        tables.append(a_table(*helped, period=period, question="q/q", by="helped"))
    crossed = a_table(*rows, period=period, question="q/q", by="age band and group")
    return [*tables, crossed] if dice.random() < 0.9 else tables


@pytest.mark.parametrize("seed", range(60))
def test_it_refuses_exactly_what_tables_by_two_dimensions_give_away(seed: int) -> None:
    documents = some_crossed(seed)
    try:
        enumerator = Enumerator(documents)
    except TooManyError:
        return
    assert examine(documents).passed is not enumerator.discloses()


def some_followed(seed: int) -> tuple[str, str]:
    """Two questions, the second asked after one answer; and the same told as a single one."""
    dice = Random(seed)
    given = {
        band: {kind: dice.choice([0, 0, 1, 2, 3, 4]) for kind in KINDS} for band in ("0-9", "17+")
    }
    forms = {question: dice.choice(["whole", "n", "bounded"]) for question in ("first", "second")}
    dims = [None, *(["0-9", "17+"] if dice.random() < 0.5 else [])]
    cells: dict[str, list[tuple[str | None, Any]]] = {"first": [], "second": []}
    for question, band in product(cells, dims):
        counted = [given[b] for b in given if band in (None, b)]
        answers = {
            name: sum(who[kind] for who in counted for kind in PAIRED[name])
            for name in PAIRED
            if name.startswith(f"{question} ")
        }
        cells[question] += [(band, cell) for cell in _cells(dice, forms[question], answers)]
    return _as_two(cells), _as_one(cells)


def _cells(dice: Random, form: str, answers: dict[str, int]) -> list[dict[str, Any]]:
    n = sum(answers.values())
    if form == "whole":
        return of_answers(answers, n)
    if form == "n":
        return only_n(n)
    most = max(answers, key=lambda answer: answers[answer])
    return bounded(most, max(0, answers[most] - dice.randint(0, 2)), n)


def _as_two(cells: dict[str, list[tuple[str | None, Any]]]) -> str:
    route = {"base": {"item": "q/first", "in": ["first yes"]}}
    tables = [
        a_table(
            [{**cell, "dims": {**cell["dims"], **_where(band)}} for band, cell in found],
            question=f"q/{question}",
            **(route if question == "second" else {}),
        )
        for question, found in cells.items()
    ]
    return a_document(tables, months=["2019-09"], policy=SMALL)


def _as_one(cells: dict[str, list[tuple[str | None, Any]]]) -> str:
    told = [
        {**cell, "dims": {"answer": "second", **cell["dims"], **_where(band)}}
        if question == "second"
        else {**cell, "dims": {**cell["dims"], **_where(band)}}
        for question, found in cells.items()
        for band, cell in found
    ]
    return a_document([a_table(told)], months=["2019-09"], policy=SMALL, answer=PAIRED)


def _where(band: str | None) -> dict[str, str]:
    return {} if band is None else {"age_band": band}


@pytest.mark.parametrize("seed", range(60))
def test_it_refuses_what_two_questions_give_away_together(seed: int) -> None:
    two, one = some_followed(seed)
    try:
        enumerator = PairEnumerator([one])
    except TooManyError:
        return
    verdict = examine([two])
    assert verdict.passed is not enumerator.discloses(), verdict.findings

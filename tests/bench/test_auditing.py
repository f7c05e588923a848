"""How long the audit takes of tables by a plain row rule. ``test_closing`` times closes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from time import perf_counter, process_time
from typing import Any

import pytest

from tests.analysis.documents import Cells, a_document, a_table, bounded, of_answers, only_n
from voice.analysis import narrowing
from voice.analysis.audit import examine

pytestmark = pytest.mark.bench
SCORES = ("1", "2", "3", "4", "5")
K, N = 5, 10
Respondent = dict[str, str]


@dataclass
class Town:
    """A council in which so many answer each term, some questions broken down by all there is."""

    dice: Random
    people: int
    questions: int
    groups: int
    crossed: bool = False
    everybody: dict[str, list[list[Respondent]]] = field(default_factory=dict)

    def term(self, name: str, months: Sequence[str]) -> list[dict[str, Any]]:
        """Somebody answers each question; its tables as a plain row rule would have them."""
        self.everybody[name] = [self._crowd(months) for _ in range(self.questions)]
        return list(self._tables(name, months, self.everybody[name]))

    def year(self, terms: Sequence[str]) -> list[dict[str, Any]]:
        """All terms together."""
        together = [
            [one for term in terms for one in self.everybody[term][place]]
            for place in range(self.questions)
        ]
        return list(self._tables("2019", [], together))

    def _crowd(self, months: Sequence[str]) -> list[Respondent]:
        leaning = [self.dice.uniform(0.2, 2) for _ in SCORES]
        values = {**self._values(), "month": list(months)}
        return [
            {"answer": self.dice.choices(SCORES, leaning)[0]}
            | {name: self.dice.choice(known) for name, known in values.items()}
            for _ in range(self.people)
        ]

    def _values(self) -> dict[str, list[str]]:
        groups = [f"group-{number}" for number in range(self.groups)]
        return {
            "age_band": ["0-9", "10-16", "17+", "_not-said"],
            "group": groups,
            "helped": ["no", "read", "typed"],
        }

    def _tables(
        self, term: str, months: Sequence[str], crowds: Sequence[Sequence[Respondent]]
    ) -> Iterator[dict[str, Any]]:
        lines: dict[str, list[str]] = {"": [""], **self._values()}
        if months:
            lines["month"] = list(months)
        for place, crowd in enumerate(crowds):
            for name, known in lines.items():
                where = [{name: value} if name else {} for value in known]
                yield _table(f"q/{place}", term, name, crowd, where)
            if self.crossed:
                pairs = [
                    {"age_band": band, "helped": helped}
                    for band in lines["age_band"]
                    for helped in lines["helped"]
                ]
                yield _table(f"q/{place}", term, "age and helped", crowd, pairs)


def _table(
    question: str,
    term: str,
    by: str,
    crowd: Sequence[Respondent],
    where: Sequence[Mapping[str, str]],
) -> dict[str, Any]:
    rows = [
        (place, [one["answer"] for one in crowd if place.items() <= one.items()]) for place in where
    ]
    for scale in (SCORES, ("1+2", "3", "4+5"), ("1+2+3", "4+5")):
        told = [(place, {a: sum(g in a for g in given) for a in scale}) for place, given in rows]
        if all(_passes(given) for _, given in told):
            return a_table(
                *(of_answers(given, **place) for place, given in told),
                question=question, period=term, by=by,
            )  # fmt: skip
    return a_table(*(_words(given, place) for place, given in rows if len(given) >= K),
                   question=question, period=term, by=by)  # fmt: skip


def _passes(given: Mapping[str, int]) -> bool:
    counts = [count for count in given.values() if count]
    return sum(counts) >= N and min(counts) >= K and len(counts) > 1


def _words(given: Sequence[str], place: Mapping[str, str]) -> Cells:
    most = sum(answer in "45" for answer in given)
    if len(given) >= N and len(given) - most < K:
        return bounded("4+5", len(given) - K + 1, len(given), **place)
    return only_n(len(given), **place)


TERMS = {f"2019-P{n}": [f"2019-{2 * n - 1:02}", f"2019-{2 * n:02}"] for n in range(1, 7)}


def releases(town: Town, terms: int, year: bool = False) -> list[str]:
    names = list(TERMS)[:terms]
    documents = [
        a_document(town.term(name, TERMS[name]), name, TERMS[name], names[:place])
        for place, name in enumerate(names)
    ]
    if year:
        tree = {**TERMS, "2019": names}
        documents.append(a_document(town.year(names), "2019", earlier=names, time=tree))
    return documents


def judged(what: str, documents: Sequence[str]) -> None:
    """As the close does it, which has audited all before, and as ``voice audit`` does it."""
    for how, settled in (("at its close", len(documents) - 1), ("all of them anew", 0)):
        narrowing.forget()
        start, used = perf_counter(), process_time()
        verdict = examine(documents, settled=settled)
        print(
            f"\naudit of {what}, {how}: {process_time() - used:.1f} s of processor,"
            f" {perf_counter() - start:.1f} s by the clock; {verdict.solves} solves,"
            f" {len(verdict.findings)} findings{', timed out' * verdict.timed_out}"
        )


def test_one_close_of_forty_tables() -> None:
    documents = releases(Town(Random(1), people=1500, questions=8, groups=30), 1)
    cells = sum(text.count('"published"') for text in documents)
    judged(f"one close of 40 tables, {cells} cells", documents)


def test_a_term_with_findings_after_five_others() -> None:
    documents = releases(Town(Random(2), people=60, questions=6, groups=6), 6)
    judged("a term of 30 tables that is not protected enough, after five", documents)


def test_a_year_over_six_terms() -> None:
    documents = releases(Town(Random(3), people=60, questions=6, groups=6), 6, year=True)
    judged("a year's close over six terms", documents)


def test_a_year_with_two_dimensions_at_once() -> None:
    documents = releases(Town(Random(4), people=400, questions=6, groups=6, crossed=True), 6, True)
    judged("a year's close over six terms, all crossed once", documents)

"""Surveys made by dice with a given number of respondents, and what came to be said of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.analysis.crowd import MONTHS, PERIOD, Crowd, Given, a_collapse, a_question, faces
from voice import release as release_verb
from voice.analysis.counts import Counts, Group, Question, Row, tabulate
from voice.analysis.disclosure import FIGURES, protect
from voice.analysis.policy import Policy
from voice.analysis.safe import Release

QUESTIONS: tuple[Question, ...] = (
    faces(),
    a_question(collapses=(a_collapse((("yes", "yes"), ("not", "unsure+no"))),)),
    a_question(("yes", "no"), "safe"),
)
GROUPS = {
    "juniors": Group("juniors", "Juniors"),
    "seniors": Group("seniors", "Seniors", joins="juniors"),
}
BANDS = ("0-9", "10-16", "10-16", "17+")
"""As many in the middle as at both ends."""
DIMENSIONS = (None, "age_band", "group")
"""For everybody, by age and by group: what the study of masking looked at."""


@dataclass(frozen=True, slots=True)
class Survived:
    """What is said of the distributions of some surveys: in figures, in words, not at all."""

    figures: int = 0
    words: int = 0
    silent: int = 0

    @property
    def all(self) -> int:
        return self.figures + self.words + self.silent

    def __add__(self, other: "Survived") -> "Survived":
        return Survived(
            self.figures + other.figures, self.words + other.words, self.silent + other.silent
        )


def a_survey(seed: int, respondents: int) -> Crowd:
    """So many different children at two groups, who answer evenly, mostly alike or nearly all."""
    dice = Random(f"{seed} of {respondents}")
    alike = {question.item: dice.choice([0.0, 0.3, 0.6, 0.85]) for question in QUESTIONS}
    favourite = {q.item: dice.choice(q.answers).id for q in QUESTIONS}
    given: list[Given] = []
    for child in range(respondents):
        answers: dict[str, str | tuple[str, ...]] = {
            q.item: favourite[q.item]
            if dice.random() < alike[q.item]
            else dice.choice(q.answers).id
            for q in QUESTIONS
        }
        group = dice.choice(tuple(GROUPS))
        given.append(Given(child, answers, group, group, MONTHS[1], dice.choice(BANDS)))
    return Crowd(tuple(given))


def tables_of(crowd: Crowd) -> list[Counts]:
    tables = tabulate(crowd.gathered(), QUESTIONS, GROUPS, MONTHS, PERIOD)
    return [table for table in tables if table.dimension in DIMENSIONS]


def released(tables: Sequence[Counts], policy: Policy) -> Release:
    """What a real close says of these tables, the audit's refusals taken out."""
    release = protect(tables, [], policy, period=PERIOD, months=MONTHS)
    return release_verb._audited(release, [], lambda _: None)


def survived(tables: Sequence[Counts], release: Release) -> Mapping[str | None, Survived]:
    """By dimension, what became of each distribution that was counted.

    A row counts as told where a row of the release holds its value, alone or joined to others.
    """
    said: dict[tuple[str, str | None, str | None], str] = {}
    for safe in release.tables:
        how = "figures" if safe.form in FIGURES else "words" if safe.form == "bounded" else "silent"
        joined = release.hierarchies.get(safe.dimension or "", {})
        for shown in safe.rows:
            for value in joined.get(shown.value or "", [shown.value]):
                said[safe.item, safe.dimension, value] = how
    found: dict[str | None, Counter[str]] = {dimension: Counter() for dimension in DIMENSIONS}
    for table in tables:
        for row in table.rows:
            key = (table.question.item, table.dimension, row.value)
            found[table.dimension][said.get(key, "silent")] += 1
    return {dimension: Survived(**counts) for dimension, counts in found.items()}


def pooled(tables: Sequence[Counts], policy: Policy) -> Mapping[str | None, Survived]:
    """The same by the study's rule: groups pooled, answers collapsed, whole table or nothing.

    The study is the measurement behind the policy: a table is shown on the finest scale on which
    every row has n answers or more and every answer that was given at all k or more, two at the
    least; else not at all. No audit, no words.
    """
    found: dict[str | None, Survived] = dict.fromkeys(DIMENSIONS, Survived())
    for table in tables:
        scales = [[frozenset({a.id}) for a in table.question.answers]]
        scales += [[frozenset(takes) for _, takes in one] for one in table.question.collapses]
        passes = any(all(_passes(row, s, policy) for row in table.rows) for s in scales)
        number = len(table.rows)
        here = Survived(figures=number) if passes else Survived(silent=number)
        found[table.dimension] += here
    return found


def _passes(row: Row, scale: Sequence[frozenset[str]], policy: Policy) -> bool:
    counts = [sum(row.counts[answer] for answer in part) for part in scale]
    given = [count for count in counts if count]
    return row.n >= policy.n and len(given) > 1 and min(given) >= policy.k

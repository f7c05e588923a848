"""How long a close takes from its first count to the release it keeps, on answers in a database."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from os import cpu_count, getloadavg
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import pytest

from tests import factories
from voice.analysis import audit, narrowing, opendata
from voice.analysis.periods import last_day
from voice.analysis.policy import Policy
from voice.analysis.safe import Release
from voice.release import close
from voice.store import editions, releases, responses
from voice.store.db import Database
from voice.survey.answers import Reading
from voice.survey.model import AGE_BANDS, HELPED, Survey

pytestmark = pytest.mark.bench
REPORT = Path(__file__).parents[2] / "docs" / "proofs" / "closing.md"
SCORES = ("very-sad", "sad", "okay", "happy", "very-happy")
HALVES = [
    {"id": "low", "text": "Not happy", "takes": SCORES[:3]},
    {"id": "high", "text": "Happy", "takes": SCORES[3:]},
]
THIRDS = [
    {"id": "sad", "text": "Sad", "takes": SCORES[:2]},
    {"id": "okay", "text": "Okay", "takes": SCORES[2:3]},
    {"id": "happy", "text": "Happy", "takes": SCORES[3:]},
]
MONTHS = tuple(f"2019-{number:02}" for number in range(1, 13))
LINES: list[str] = []
"""Of the report, while the bench runs."""


@dataclass
class Council:
    """A council of so many groups whose young people all answer as many questions."""

    database: Database
    dice: Random
    people: int
    questions: int
    groups: int
    collection: str = field(init=False)

    def __post_init__(self) -> None:
        with self.database.writing() as connection:
            for number in range(self.groups):
                joins = self._group(number - 1) if number else None
                factories.a_group(connection, self._group(number), joins=joins)
            made = factories.a_collection(connection, self.survey, event=None)
        self.collection = made.id

    @property
    def survey(self) -> Survey:
        scales = [{"to": THIRDS}, {"to": HALVES}]
        items = [factories.feeling(id=one, text=f"{one}?", collapse=scales) for one in self._items]
        return factories.a_survey(items=items)

    @property
    def _items(self) -> list[str]:
        return [f"question-{number}" for number in range(self.questions)]

    @staticmethod
    def _group(number: int) -> str:
        return f"group-{number}"

    def answer(self, months: Sequence[str]) -> None:
        """Everybody answers once, in one of the months."""
        leaning = {item: [self.dice.uniform(0.3, 2) for _ in SCORES] for item in self._items}
        given: dict[tuple[str, str], list[Reading]] = {}
        for _ in range(self.people):
            where = self._group(self.dice.randrange(self.groups)), self.dice.choice(months)
            rows = tuple((item, self.dice.choices(SCORES, leaning[item])[0]) for item in leaning)
            band, helped = self.dice.choice((*AGE_BANDS, None)), self.dice.choice((*HELPED, None))
            given.setdefault(where, []).append(Reading(rows, (), band, helped))
        with self.database.writing() as connection:
            edition = editions.publish(connection, self.survey)
            for (group, month), readings in given.items():
                responses.add(
                    connection, readings, edition=edition, collection=self.collection,
                    group=group, month=month,
                )  # fmt: skip

    def timed_close(self, name: str, month: str) -> list[Release]:
        """Close the months up to this one and write down what it took."""
        narrowing.forget()
        start, used = perf_counter(), process_time()
        closed = close(self.database, Policy(), month, last_day(month) + timedelta(days=1))
        took = process_time() - used, perf_counter() - start
        with self.database.reading() as connection:
            found = [closed, *releases.made_with(connection, closed.id)]
        self._told(name, found, *took)
        return found

    def _told(self, name: str, found: Sequence[Release], worked: float, took: float) -> None:
        asked, shown, cells, rounds, left = (
            sum(numbers) for numbers in zip(*map(sizes, found), strict=True)
        )
        line = (
            f"| {name} | {asked:,} | {shown:,} | {cells:,} | {rounds} | {left} |"
            f" {worked:.1f} | {took:.1f} | {getloadavg()[0]:.1f} |"
        )
        LINES.append(line)
        print(f"\n{line}")

    def documents(self) -> list[str]:
        with self.database.reading() as connection:
            return releases.documents(connection)


def sizes(release: Release) -> tuple[int, int, int, int, int]:
    """Tables that were asked for and that are shown, cells, rounds of the audit, tables it left."""
    kinds = [line["what"] for line in release.log]
    counted = kinds.count("table"), len(release.tables), cells_of(release)
    return *counted, kinds.count("audit"), kinds.count("dropped")


def cells_of(release: Release) -> int:
    """Cells of its document."""
    return opendata.write(release).count('"published"')


def nothing_is_found(documents: Sequence[str]) -> None:
    """The releases that were kept, judged anew, all of them together."""
    narrowing.forget()
    verdict = audit.examine(documents)
    assert verdict.findings == ()
    assert not verdict.timed_out


def test_a_close_of_forty_tables_and_two_thousand_cells(database: Database) -> None:
    council = Council(database, Random(1), people=3000, questions=10, groups=30)
    council.answer(MONTHS[:2])
    (release,) = council.timed_close("a large close", "2019-02")
    asked, _, cells, *_ = sizes(release)
    assert asked >= 40
    assert cells >= 2000
    nothing_is_found(council.documents())
    write_report()


def test_a_usual_close_after_a_year_of_releases(database: Database) -> None:
    council = Council(database, Random(2), people=90, questions=6, groups=5)
    for place in range(0, 12, 2):
        council.answer(MONTHS[place : place + 2])
        name = f"period {place // 2 + 1} of a year{', and the year' * (place == 10)}"
        found = council.timed_close(name, MONTHS[place + 1])
    assert [len(one.earlier) for one in found] == [5, 6]
    council.answer(("2020-01", "2020-02"))
    (release,) = council.timed_close("the first after that year", "2020-02")
    assert sizes(release)[0] == 30
    nothing_is_found(council.documents())
    write_report()


def write_report() -> None:
    machine = f"{cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}"
    REPORT.write_text(INTRODUCTION.format("\n".join(LINES), machine), encoding="utf-8")


INTRODUCTION = """# How long a close takes

Written by `.venv/bin/pytest -m bench tests/bench/test_closing.py`. Answers made by dice stand in a
database; `voice.release.close` counts, protects, audits, leaves out and keeps them as it does for a
worker. The large close has 3,000 young people, 10 questions and 30 groups in two months. The usual
ones have 90 young people, 6 questions and 5 groups, period after period; the last of the year makes
the year too. At the end all releases are audited anew together, and nothing is found.

Tables are those that were asked for and those that are shown, with their cells in `tables.json`.
Rounds are those of the audit; after each but the last, tables were left out. Seconds are those of
the processor and those on the clock; load is how many programs wanted a processor in that minute.

| close | tables | shown | cells | rounds | left out | processor | clock | load |
|---|---|---|---|---|---|---|---|---|
{0}

Machine: {1}.
"""

"""The long proof: two thousand councils, and what came of them, written to docs/proofs."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import cpu_count
from pathlib import Path
from time import process_time

import pytest

from tests.analysis.attack import Outcome, attack
from tests.analysis.councils import a_council
from tests.analysis.enumerator import Enumerator, PairEnumerator, TooManyError
from tests.analysis.test_attack import anything_goes
from tests.analysis.test_audit_enumerated import some_crossed, some_followed, some_releases
from voice.analysis import audit, ladder
from voice.analysis.audit import Verdict, examine

SMALL = range(10_000, 12_000)
LARGE = range(20_000, 20_200)
TIDY = range(25_000, 25_100)
UNPROTECTED = range(30_000, 30_100)
ENUMERATED = range(40_000, 42_000)
REPORT = Path(__file__).parents[2] / "docs" / "proofs" / "disclosure.md"

pytestmark = pytest.mark.proof


@dataclass(slots=True)
class Tally:
    """What many councils came to."""

    councils: int = 0
    releases: int = 0
    figures: int = 0
    wondered: int = 0
    found: list[str] = field(default_factory=list)
    refused: int = 0
    """Audits that took a table out."""
    seconds: float = 0.0

    def add(self, seed: int, outcome: Outcome) -> None:
        self.councils += 1
        self.releases += outcome.releases
        self.figures += outcome.figures
        self.wondered += outcome.wondered
        self.found += [f"council {seed}: {one}" for one in outcome.found]

    @property
    def line(self) -> str:
        return (
            f"| {self.councils:,} | {self.releases:,} | {self.figures:,} | {self.refused:,} "
            f"| {self.wondered:,} | {len(self.found):,} | {self.seconds:,.0f} |"
        )


@pytest.fixture(scope="module")
def lines() -> Iterator[dict[str, str]]:
    """What each proof has to report; written down when all of them have come out well."""
    found: dict[str, str] = {}
    yield found
    if {*HEADINGS, "enumerated"} <= set(found):
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        REPORT.write_text(written(found), encoding="utf-8")


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch) -> Tally:
    counted = Tally()

    def counting(documents: list[str], settled: int) -> Verdict:
        verdict = examine(documents, settled=settled)
        counted.refused += bool(verdict.findings)
        return verdict

    monkeypatch.setattr(audit, "examine", counting)
    return counted


def besiege(tally: Tally, seeds: range, most: int = 40, tidy: bool = False) -> Tally:
    start = process_time()
    for seed in seeds:
        tally.add(seed, attack(a_council(seed, most, tidy)))
    tally.seconds = process_time() - start
    return tally


def test_small_councils(tally: Tally, lines: dict[str, str]) -> None:
    assert besiege(tally, SMALL).found == []
    lines["small"] = tally.line


def test_larger_councils(tally: Tally, lines: dict[str, str]) -> None:
    assert besiege(tally, LARGE, most=150).found == []
    lines["large"] = tally.line


def test_councils_large_enough_for_two_dimensions(tally: Tally, lines: dict[str, str]) -> None:
    assert besiege(tally, TIDY, most=250, tidy=True).found == []
    lines["tidy"] = tally.line


def test_councils_without_a_row_rule(
    tally: Tally, lines: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ladder.RULES, "personal", anything_goes)
    assert besiege(tally, UNPROTECTED).found == []
    lines["unprotected"] = tally.line


def test_the_audit_agrees_with_every_possible_table(lines: dict[str, str]) -> None:
    refused = compared = 0
    start = process_time()
    for seed in ENUMERATED:
        two, one = some_followed(seed)
        cases = (
            (some_releases(seed), Enumerator),
            (some_crossed(seed), Enumerator),
            ([one], PairEnumerator),
        )
        for documents, kind in cases:
            try:
                enumerator = kind(documents)
            except TooManyError:
                continue
            discloses = not enumerator.tables or enumerator.discloses()
            judged = examine([two] if kind is PairEnumerator else documents)
            assert judged.passed is not discloses, f"releases {seed}"
            compared += 1
            refused += discloses
    seconds = process_time() - start
    lines["enumerated"] = f"| {compared:,} | {refused:,} | {compared:,} | {seconds:,.0f} |"


HEADINGS = {
    "small": "3 to 40 respondents a period",
    "large": "3 to 150 respondents a period",
    "tidy": "80 to 250 respondents a period, two ages, two groups, much wanted by two dimensions",
    "unprotected": "3 to 40, the row rule switched off, the audit alone",
}


def written(lines: dict[str, str]) -> str:
    head = (
        "| councils | releases | figures said | audits that took tables out "
        "| suspicions put to a solver | found out | seconds |\n|---|---|---|---|---|---|---|"
    )
    parts = [f"## {title}\n\n{head}\n{lines[name]}\n" for name, title in HEADINGS.items()]
    machine = f"{cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}"
    return "\n".join([INTRODUCTION, *parts, ENUMERATION.format(lines["enumerated"], machine)])


INTRODUCTION = """# What attackers found in two thousand made-up councils

Written by `.venv/bin/pytest -m proof tests/analysis/test_attack_proof.py`; the same seeds give the
same figures, the seconds (processor time) aside. It is written only when nothing was found out.

Each council is made by dice (`tests/analysis/councils.py`): one to five closes and the years they
complete, tables that somebody wanted by two dimensions, up to four groups
that may overlap or have a neighbour, regulars who come again and again, small events whose
responses lose their collection, late tablets, ages not said, skipped questions, answers that are
even, mostly or nearly all alike. Seven questions: five faces with a mean and coarser scales, three
answers of which one is unsafe, a tick-all, one about the service, and two that are asked only
after certain answers. Half the councils have the default policy, half the lowest parameters there
may be. Each period is protected, audited and released as a real close does it.

Then readers who know `tables.json` and nothing of how it was made (`tests/analysis/attackers.py`)
try to count out fewer than k young people: by subtracting any figure from any other over all
releases; by taking their own and a friend's answer off every row; by comparing how many were asked
with how many answered; and with a solver, in whole numbers crossed by every dimension at once, on
answers of which there truly are few.

That the attackers are good enough is tried in every test run (`tests/analysis/test_attack.py`):
with the audit taken out they find something in councils whose every row passes by itself, and with
the row rule switched off as well in more than nine of ten.
"""

ENUMERATION = """## Releases so small that every table they could mean was written down

A random handful of respondents, published any way at all; the same by age band and group at once,
over one or two periods and their year, with rows left out, groups joined or a third dimension; and
two questions of which the second is asked after one answer to the first. The audit has to refuse
exactly those releases that disclose something, and no other (`tests/analysis/enumerator.py`).

| releases | disclose | judged so by the audit | seconds |
|---|---|---|---|
{0}

Machine: {1}.
"""

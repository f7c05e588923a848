"""A form of a thousand rows is read in less than three seconds and 300 MB, in every format."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.forms import HEAD, YES_NO, in_csv, xls, xlsx

pytestmark = pytest.mark.bench

SECONDS, MEGABYTES = 3, 300
LISTS = 100
ROWS = 1000
READ = """
import resource, sys, time
from pathlib import Path
from voice.exchange import xlsform_in
from voice.survey.model import Survey
begun = time.perf_counter()
imported = xlsform_in.read(Path(sys.argv[1]))
survey = Survey.model_validate(imported.survey)
took = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(len(survey.items), len(imported.notes), took, peak)
"""


def rows() -> list[tuple[str | None, ...]]:
    """Questions of every sort, in groups, with rules, hints, names to respell and other words."""
    made: list[tuple[str | None, ...]] = []
    for at in range(ROWS):
        kind = ("select_one yn", f"select_multiple l{at % LISTS}", "text", "integer", "note")[
            at % 5
        ]
        rule = f"${{Q_{at - 5}}} = 'yes'" if at % 5 == 0 and at else None
        text = f"How do you feel about number {at}, and why? " * 3
        made.append((kind, f"Q_{at}", text, "A hint.", rule, "yes", "كيف حالك اليوم؟"))
    return made


def sheets() -> dict[str, list[tuple[str | None, ...]]]:
    head = (*HEAD, "hint", "relevant", "required", "label::Arabic (ar)")
    answers = [(f"l{at}", f"a{n}", f"Answer {n}") for at in range(LISTS) for n in range(10)]
    return {"survey": [head, *rows()], "choices": [*YES_NO, *answers]}


@pytest.mark.parametrize("ends", ["xlsx", "xls", "csv"])
def test_a_thousand_rows(tmp_path: Path, ends: str) -> None:
    path = tmp_path / f"form.{ends}"
    {"xlsx": xlsx, "xls": xls, "csv": in_csv}[ends](path, sheets())
    told = subprocess.run(
        [sys.executable, "-c", READ, str(path)], check=True, capture_output=True, text=True
    ).stdout.split()
    items, notes, took, peak = int(told[0]), int(told[1]), float(told[2]), float(told[3])
    print(f"\n{ends}: {items} items, {notes} notes, {took:.2f} s, {peak:.0f} MB")
    assert items == ROWS
    assert took < SECONDS
    assert peak < MEGABYTES

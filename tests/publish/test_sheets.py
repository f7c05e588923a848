"""The figures as a sheet."""

import csv
import io

from tests.papers import a_paper
from tests.releases import YES_NO, a_release, a_row, a_table
from voice.analysis import findings
from voice.analysis.counts import Answer
from voice.publish import sheets


def test_every_bar_of_the_paper_is_a_line() -> None:
    paper = a_paper()
    lines = list(csv.reader(io.StringIO(sheets.write(paper.findings, str.upper))))
    bars = [
        bar for f in paper.findings if f.chart for panel in f.chart.panels for bar in panel.bars
    ]
    assert tuple(lines[0]) == sheets.HEADER
    assert [(int(line[6]), int(line[7])) for line in lines[1:]] == [(b.count, b.n) for b in bars]


def test_a_line_says_of_whom_and_when() -> None:
    table = a_table([a_row((7, 5, 0))], YES_NO, "heard", "Had you heard?", kind="choice")
    text = sheets.write(findings.of(a_release([table])), str.upper)
    assert text.splitlines()[1] == (
        "HOW-ARE-YOU,Had you heard?,September to October 2026,nothing,everybody,Yes,7,12"
    )


def test_no_text_is_taken_for_a_formula() -> None:
    answers = (Answer("a", "=1+1"), Answer("b", "-none-"))
    table = a_table([a_row((7, 5))], answers, kind="choice")
    text = sheets.write(findings.of(a_release([table])), str.upper)
    assert "'=1+1" in text
    assert "'-none-" in text

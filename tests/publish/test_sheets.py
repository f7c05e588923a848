"""The figures as a sheet."""

import csv
import io
import json

from tests.papers import a_paper
from tests.releases import YES_NO, a_release, a_row, a_table
from tests.web.released import autumn
from voice.analysis import findings, opendata
from voice.analysis.counts import Answer
from voice.analysis.safe import Release, SafeRow
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


# A release


def tidy(release: Release) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheets.tidy(release))))


def test_every_cell_of_the_open_data_is_a_line_and_nothing_else_is() -> None:
    released = autumn()
    cells = [
        cell for table in json.loads(opendata.write(released))["tables"] for cell in table["cells"]
    ]
    lines = tidy(released)
    assert [line["published"] for line in lines] == [str(cell["published"]) for cell in cells]
    assert {line["release"] for line in lines} == {released.id}


def test_a_line_says_of_whom_it_is_what_was_answered_and_of_how_many() -> None:
    lines = [line for line in tidy(autumn()) if line["age_band"] == "10-16"]
    assert [(line["answer_text"], line["published"], line["n"]) for line in lines] == [
        ("", "20", "20"),
        ("OK, sad or very sad", "6", "20"),
        ("Happy or very happy", "14", "20"),
    ]
    assert {line["group"] for line in lines} == {""}


def test_bounded_words_are_a_line_without_a_number_and_a_mean_one_with_its_n() -> None:
    row = SafeRow(None, "Everybody", 12, words="most of them", at_least=("yes", 8))
    bounded = a_table([row], YES_NO, "told", "Told?", form="bounded")
    mean = a_table([a_row([2, 3, 4, 5, 6], mean=3.5)])
    lines = tidy(a_release([bounded, mean]))
    least = [line for line in lines if line["at_least"]]
    assert [(one["answer"], one["published"], one["at_least"], one["n"]) for one in least] == [
        ("yes", "", "8", "12")
    ]
    means = [line for line in lines if line["unit"] == "mean"]
    assert [(one["published"], one["n"]) for one in means] == [("3.5", "20")]

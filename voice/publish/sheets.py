"""Figures of answers as sheets, for those who count on with them: a paper's, or a release's."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from voice.analysis import opendata
from voice.analysis.bars import Panel
from voice.analysis.findings import Finding
from voice.analysis.safe import Release

HEADER = (
    "Questionnaire",
    "Question",
    "Period",
    "Broken down by",
    "Of",
    "Answer",
    "Number",
    "Answers in all",
)
DIMENSIONS = ("age_band", "group", "helped", "month")
TIDY = (
    *("release", "survey", "item", "question", *DIMENSIONS, "answer", "answer_text"),
    *("unit", "published", "at_least", "n"),
)
"""The columns of a release's sheet. Without ``answer`` a line says how many answered."""
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(findings: Sequence[Finding], title_of: Callable[[str], str]) -> str:
    """The findings with figures as CSV, a line a bar, questionnaires by their titles."""
    target = io.StringIO()
    sheet = csv.writer(target, lineterminator="\n")
    sheet.writerow(HEADER)
    for finding in findings:
        for panel in finding.chart.panels if finding.chart else ():
            sheet.writerows(_lines(title_of(finding.survey), finding, panel))
    return target.getvalue()


def tidy(release: Release) -> str:
    """Every cell of a release's ``tables.json`` as CSV, a line each, and nothing else."""
    texts = {(table.survey, table.item): table.text for table in release.tables}
    answers = {
        (table.question, answer.id): answer.text
        for table in release.tables
        for answer in table.answers
    }
    target = io.StringIO()
    sheet = csv.writer(target, lineterminator="\n")
    sheet.writerow(TIDY)
    tables = json.loads(opendata.write(release))["tables"]
    ns = {
        (table["name"], _whose(cell)): cell["published"]
        for table in tables
        for cell in table["cells"]
        if "answer" not in cell["dims"] and table["unit"] == "count"
    }
    for table in tables:
        question = table["dims"]["question"]
        survey, _, item = question.partition("/")
        for cell in table["cells"]:
            answer = cell["dims"].get("answer", "")
            words = (survey, item, texts[survey, item], *_whose(cell), answer)
            told = (release.id, *words, answers.get((question, answer), ""))
            figures = (
                cell["published"],
                cell.get("at_least", ""),
                ns.get((table["name"], _whose(cell)), ""),
            )
            sheet.writerow((*map(_plain, told), table["unit"], *figures))
    return target.getvalue()


def _whose(cell: dict[str, Any]) -> tuple[str, ...]:
    """Of whom a cell tells: a value a dimension, empty for everybody."""
    return tuple(cell["dims"].get(name, "") for name in DIMENSIONS)


def _lines(title: str, finding: Finding, panel: Panel) -> Iterable[tuple[str | int, ...]]:
    by = (finding.dimension or "nothing").replace("_", " ")
    for bar in panel.bars:
        words = (title, finding.question, finding.period, by, panel.label or "everybody", bar.label)
        yield (*map(_plain, words), bar.count, bar.n)


def _plain(text: str) -> str:
    """A text no program takes for a formula."""
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text

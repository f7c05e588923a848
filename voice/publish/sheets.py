"""Every figure of a paper's answers as one sheet, for those who count on with it."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from voice.analysis.bars import Panel
from voice.analysis.findings import Finding

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


def _lines(title: str, finding: Finding, panel: Panel) -> Iterable[tuple[str | int, ...]]:
    by = (finding.dimension or "nothing").replace("_", " ")
    for bar in panel.bars:
        words = (title, finding.question, finding.period, by, panel.label or "everybody", bar.label)
        yield (*map(_plain, words), bar.count, bar.n)


def _plain(text: str) -> str:
    """A text no program takes for a formula."""
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text

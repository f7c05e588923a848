"""What we heard: findings as blocks of a paper, and what is not shown."""

from collections.abc import Iterable, Sequence

from voice.analysis import findings, trends, withheld
from voice.analysis.bars import Grid
from voice.analysis.findings import Finding
from voice.analysis.safe import Release
from voice.publish.blocks import Block, Figure, Heading, Numbered, Paragraph, Table
from voice.publish.material import Material

BREAKDOWNS: dict[str, str] = {
    "age_band": "By age band",
    "group": "By group",
    "helped": "Alone and together",
    "month": "By month",
}
"""The order of the breakdowns and what each is called."""


def for_everybody(material: Material) -> tuple[Finding, ...]:
    """What everybody answered, question by question, each followed by its series over time."""
    now = [
        finding
        for release in material.releases
        for finding in findings.of(release)
        if finding.dimension is None
    ]
    series = series_of(material)
    last = {(finding.survey, finding.item): finding.name for finding in now}
    ordered: list[Finding] = []
    for finding in now:
        ordered.append(finding)
        key = (finding.survey, finding.item)
        if last[key] == finding.name:
            ordered += [one for one in series if (one.survey, one.item) == key]
    return tuple(ordered)


def series_of(material: Material) -> tuple[Finding, ...]:
    """The same questions over all periods up to this paper's last."""
    return trends.of((*material.earlier, *material.releases)) if material.releases else ()


def blocks(found: Sequence[Finding], with_period: bool) -> list[Block]:
    """A heading for each question, then what is said of it: sentences, chart, table."""
    told: list[Block] = []
    before = ""
    for finding in found:
        heading = f"{finding.question} {finding.period}" if with_period else finding.question
        if heading != before:
            told.append(Heading(3, heading))
            before = heading
        told.append(Numbered(" ".join(finding.sentences)))
        told += _shown(finding)
    return told


def breakdowns(material: Material) -> list[Block]:
    """Everything that may be told by one dimension, dimension by dimension."""
    found = [finding for release in material.releases for finding in findings.of(release)]
    told: list[Block] = []
    for dimension, heading in BREAKDOWNS.items():
        own = [finding for finding in found if finding.dimension == dimension]
        if own:
            told.append(Heading(2, heading, numbered=False))
        for finding in own:
            told.append(Heading(3, finding.question))
            told.append(Paragraph(" ".join(finding.sentences)))
            told += _shown(finding)
    return told


def _shown(finding: Finding) -> list[Block]:
    if finding.chart is None:
        return []
    return [Figure(finding), Table(finding.question, finding.subtitle, finding.table)]


def not_shown(material: Material) -> list[Block]:
    """A table for each survey and period, a line for each question. Nothing is left out."""
    told: list[Block] = []
    for release in material.releases:
        lines = withheld.of(release)
        for survey in dict.fromkeys(line.survey for line in lines):
            own = [line for line in lines if line.survey == survey]
            told.append(_reasons(material.title_of(survey), release, own))
    return told


def _reasons(title: str, release: Release, lines: Iterable[withheld.Line]) -> Table:
    rows = tuple((line.question, line.told) for line in lines)
    return Table(
        f"{title} ({findings.period_of(release)})",
        "Questions of which something is not shown, why, and what would bring it back.",
        Grid(("Question", "What is not shown, why, and what would bring it back"), rows),
    )

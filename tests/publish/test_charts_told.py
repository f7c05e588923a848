"""A chart is never the only way to read its figures: a table under each, and all of it in words."""

import pytest

from tests.papers import a_paper, autumn, summer
from tests.releases import YES_NO, a_release, a_row, a_table
from voice.analysis import batteries, findings, promises, trends
from voice.analysis.findings import Finding
from voice.publish import page
from voice.publish.blocks import Figure, Table
from voice.survey.measures import PROMISES


def a_board() -> Finding:
    tables = [
        a_table([a_row((12, 6, 5))], YES_NO, f"promise-kept-{one}", kind="choice", promise=one)
        for one in list(PROMISES)[::2]
    ]
    board = promises.board([a_release(tables)])
    assert board is not None
    return board


def every_finding() -> list[Finding]:
    tables = [a_table([a_row((7, 5, 8))], YES_NO, item, kind="choice") for item in ("a", "b", "c")]
    battery = batteries.together(findings.of(a_release(tables)), 30)
    told = [*findings.of(autumn()), *trends.of([summer(), autumn()]), battery, a_board()]
    return [finding for finding in told if finding.chart]


def test_under_each_chart_of_a_paper_stands_its_table() -> None:
    blocks = a_paper().blocks
    drawn = [place for place, block in enumerate(blocks) if isinstance(block, Figure)]
    assert drawn
    for place in drawn:
        figure, table = blocks[place], blocks[place + 1]
        assert isinstance(figure, Figure)
        assert isinstance(table, Table)
        assert table.grid == figure.finding.table


def test_every_chart_of_the_papers_page_says_what_it_shows() -> None:
    paper = a_paper()
    written = page.write(paper)
    assert written.count('alt=""') == 0
    assert written.count("<img ") == len(paper.findings)


@pytest.mark.parametrize("finding", every_finding(), ids=lambda finding: finding.name)
def test_the_words_for_a_chart_hold_every_figure_it_shows(finding: Finding) -> None:
    assert finding.chart
    for panel in finding.chart.panels:
        assert panel.label in finding.alt
        for bar in panel.bars:
            figure = f"{bar.count} of {bar.n}" if bar.shown else bar.said
            assert f"{bar.label} {figure}" in finding.alt


@pytest.mark.parametrize("finding", every_finding(), ids=lambda finding: finding.name)
def test_the_table_under_a_chart_holds_every_figure_it_shows(finding: Finding) -> None:
    assert finding.chart
    cells = " ".join(cell for row in finding.table.rows for cell in row)
    for panel in finding.chart.panels:
        assert all(bar.said in cells for bar in panel.bars)

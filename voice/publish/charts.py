"""Charts: horizontal bars in scale order, with the words and pictures children chose from.

Colours and rules are the Government Analysis Function's (afcharts). Every bar is drawn against its
own n, a pale track behind it, and says its figure beside it; so there is no axis to read and no
scale that betrays anything. The same chart always gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from afcharts.af_colours import get_af_colours

from voice.analysis import said
from voice.analysis.bars import Bar, Chart, Panel
from voice.analysis.findings import Finding
from voice.publish.drawing import TEXT, Format, Sheet, line_height, wide, wrapped

WIDTH = 6.3
"""Inches: the width of a page's text."""
BAR: Final[str] = get_af_colours("duo")[0]
EARLIER: Final[str] = get_af_colours("sequential")[2]
"""Bars of periods before the one that is reported."""
TRACK = "#E9EEF1"
QUIET = "#3D3D3D"
GROUND = "#FFFFFF"

TITLE, SUBTITLE, LABEL, VALUE, HEAD = 15.0, 11.0, 11.0, 11.0, 11.5
"""Sizes of letters, in points."""
THICK, PICTURE, GAP = 0.24, 0.36, 0.09
LEAST_ROW = 0.36
MOST_LABEL = 2.35
SIDE_BY_SIDE = 3
"""The most panels beside each other; more stand in a second row."""
BETWEEN = 0.22
MARGIN = 0.2
"""White around a chart that travels alone."""


@dataclass(frozen=True)
class Scheme:
    """How one kind of chart looks."""

    last: str = BAR
    others: str = BAR
    """The colour of the last bar of a panel, and of those before it."""
    label: float = 1.6
    """The most room for words beside several panels, in inches."""
    counted: bool = False
    """Whether a panel is a group of respondents, whose answers are counted above it."""


SCHEMES: dict[str, Scheme] = {
    "bars": Scheme(counted=True),
    "series": Scheme(others=EARLIER),
    "questions": Scheme(label=2.6),
}


def draw(finding: Finding, form: Format, titled: bool) -> bytes | None:
    """The finding's chart as SVG or PNG; None where it is told in words only.

    ``titled`` puts message and subtitle into the picture, for a chart that travels alone. In a
    document they stand as text above it.
    """
    if not isinstance(finding, Finding):
        raise TypeError("a chart is drawn from a finding only")
    return _draw(finding.chart, finding.alt, form, titled) if finding.chart else None


def files(finding: Finding) -> dict[str, bytes]:
    """The chart's files: to travel alone as SVG and PNG, and as it stands in the page."""
    wanted: tuple[tuple[str, Format, bool], ...] = (
        (".svg", "svg", True),
        (".png", "png", True),
        ("-plain.svg", "svg", False),
    )
    drawn = ((end, draw(finding, form, titled)) for end, form, titled in wanted)
    return {f"charts/{finding.name}{end}": chart for end, chart in drawn if chart is not None}


@lru_cache(maxsize=1024)
def _draw(chart: Chart, alt: str, form: Format, titled: bool) -> bytes:
    sheet = Sheet(WIDTH, margin=MARGIN if titled else 0.0)
    y = _heading(sheet, chart) if titled else 0.04
    sheet.height = _panels(sheet, chart, y) + 0.04
    return sheet.render(form, chart.title, alt)


def _heading(sheet: Sheet, chart: Chart) -> float:
    title = wrapped(chart.title, WIDTH, TITLE, 600)
    y = sheet.lines(0, 0.05, title, TITLE, 600)
    for line in (chart.question, chart.subtitle):
        y = sheet.lines(0, y + 0.02, wrapped(line, WIDTH, SUBTITLE), SUBTITLE, 400, QUIET)
    return y + 0.16


def _panels(sheet: Sheet, chart: Chart, top: float) -> float:
    """The panels in rows, each row with the answers' words on its left."""
    across = _across(chart.panels)
    y = top
    for first in range(0, len(chart.panels), across):
        row = chart.panels[first : first + across]
        y = _row(sheet, row, SCHEMES[chart.kind], y, across) + BETWEEN
    return y - BETWEEN


def _across(panels: Sequence[Panel]) -> int:
    """Panels may stand side by side only where they share the words on their left."""
    same = len({tuple(bar.label for bar in panel.bars) for panel in panels}) == 1
    return min(len(panels), SIDE_BY_SIDE) if same else 1


@dataclass(frozen=True)
class Layout:
    """Where things stand in one row of panels."""

    labels: tuple[tuple[str, ...], ...]
    """The words of each bar, in lines."""
    pictures: float
    """Width kept for pictures."""
    left: float
    """Where the first panel begins."""
    panel: float
    """A panel's width with the gap before the next."""
    bar: float
    """The length of a bar of n of n."""
    step: float
    """From one bar to the next."""


def _layout(row: Sequence[Panel], scheme: Scheme, across: int) -> Layout:
    bars = row[0].bars
    pictured = PICTURE + GAP if all(bar.picture for bar in bars) else 0.0
    most = MOST_LABEL if across == 1 else scheme.label
    labels = tuple(tuple(wrapped(bar.label, most, LABEL)) for bar in bars)
    left = pictured + max(wide(line, LABEL) for lines in labels for line in lines) + 0.14
    panel = (WIDTH - left) / across
    value = max(wide(bar.said, VALUE, 600) for panel in row for bar in panel.bars)
    between = BETWEEN if across > 1 else 0.04
    tallest = max(len(lines) for lines in labels) * line_height(LABEL) + GAP
    step = max(LEAST_ROW, tallest, PICTURE + 0.08 if pictured else 0)
    return Layout(labels, pictured, left, panel, panel - value - GAP - between, step)


def _row(sheet: Sheet, row: Sequence[Panel], scheme: Scheme, top: float, across: int) -> float:
    layout = _layout(row, scheme, across)
    y = top + _heads(sheet, row, scheme, layout, top)
    for place, bar in enumerate(row[0].bars):
        _words(sheet, bar, layout, place, y)
    bottom = y + len(row[0].bars) * layout.step
    for number, panel in enumerate(row):
        x = layout.left + number * layout.panel
        for place, bar in enumerate(panel.bars):
            last = place == len(panel.bars) - 1
            colour = scheme.last if last else scheme.others
            _bar(sheet, bar, x, y + (place + 0.5) * layout.step, layout, colour)
        sheet.upright(x, y, bottom, QUIET)
    return bottom


def _heads(sheet: Sheet, row: Sequence[Panel], scheme: Scheme, layout: Layout, top: float) -> float:
    """The panels' names in one line or more, and their n; gives their height."""
    if not any(panel.label for panel in row):
        return 0.0
    width = layout.panel - (BETWEEN if len(row) > 1 else 0)
    heads = [wrapped(panel.label, width, HEAD, 600) for panel in row]
    most = max(map(len, heads))
    for number, (panel, lines) in enumerate(zip(row, heads, strict=True)):
        x = layout.left + number * layout.panel
        below = top + (most - len(lines)) * line_height(HEAD)
        y = sheet.lines(x, below, lines, HEAD, 600)
        if scheme.counted:
            answers = said.counted(panel.bars[0].n, "answer")
            sheet.lines(x, y, [answers], LABEL, 400, QUIET)
    return most * line_height(HEAD) + line_height(LABEL) * scheme.counted + 0.05


def _words(sheet: Sheet, bar: Bar, layout: Layout, place: int, top: float) -> None:
    middle = top + (place + 0.5) * layout.step
    if layout.pictures and bar.picture:
        sheet.picture(0, middle, PICTURE, bar.picture)
    lines = list(layout.labels[place])
    sheet.lines(layout.pictures, middle - len(lines) * line_height(LABEL) / 2, lines, LABEL)


def _bar(sheet: Sheet, bar: Bar, x: float, middle: float, layout: Layout, colour: str) -> None:
    length = layout.bar * bar.count / bar.n
    sheet.bar(x, middle, layout.bar, THICK, TRACK)
    sheet.bar(x, middle, length, THICK, colour)
    half = line_height(VALUE) / 2
    sheet.lines(x + layout.bar + GAP, middle - half, [bar.said], VALUE, 600, TEXT)

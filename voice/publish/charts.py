"""Charts: what may be said as a picture, with the words and pictures children chose from.

The same chart always gives the same bytes, so one that was drawn is kept and not drawn again.
"""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from voice.analysis.bars import Chart
from voice.analysis.facts import Fact
from voice.analysis.findings import Finding
from voice.publish import beside, faces, keeping, themed
from voice.publish.drawing import Format, Sheet, wrapped
from voice.publish.scheme import MARGIN, NARROW, QUIET, SCHEMES, SUBTITLE, TITLE, WIDTH

PAINTERS: dict[str, Callable[[Sheet, Chart, float], float]] = {
    **dict.fromkeys(SCHEMES, beside.draw),
    "themes": themed.draw,
}
"""Who draws a chart, by its kind: on a sheet, from a y on; gives the y below."""
_ONE_AT_A_TIME = Lock()
"""Matplotlib's settings are the whole process's."""


def draw(
    told: Finding | Fact,
    form: Format,
    titled: bool,
    kept_in: Path | None = None,
    narrow: bool = False,
) -> bytes | None:
    """The chart as SVG or PNG; None where it is told in words only.

    ``titled`` puts message and subtitle into the picture, for a chart that travels alone. In a
    document they stand as text above it. ``kept_in`` is a folder that keeps it over restarts. A
    ``narrow`` chart is as wide as a phone's page, with letters of the same size.
    """
    if not isinstance(told, Finding | Fact):
        raise TypeError("a chart is drawn from a finding or a fact only")
    if told.chart is None:
        return None
    return _draw(told.chart, told.alt, form, titled, narrow, kept_in)


def files(told: Finding | Fact) -> dict[str, bytes]:
    """The chart's files: to travel alone as SVG and PNG, and as the page shows it, also on a
    phone."""
    wanted: tuple[tuple[str, Format, bool, bool], ...] = (
        (".svg", "svg", True, False),
        (".png", "png", True, False),
        ("-plain.svg", "svg", False, False),
        ("-narrow.svg", "svg", False, True),
    )
    drawn = ((end, draw(told, form, titled, narrow=narrow)) for end, form, titled, narrow in wanted)
    return {f"charts/{told.name}{end}": chart for end, chart in drawn if chart is not None}


@lru_cache(maxsize=256)
def _draw(
    chart: Chart, alt: str, form: Format, titled: bool, narrow: bool, kept_in: Path | None
) -> bytes:
    asked = (chart, alt, form, titled, narrow)
    if kept_in is None:
        return _drawn(*asked)
    key = hashlib.sha256(repr(asked).encode()).hexdigest()
    return keeping.kept(kept_in, f"{key}.{form}", lambda: _drawn(*asked))


def _drawn(chart: Chart, alt: str, form: Format, titled: bool, narrow: bool) -> bytes:
    mirrored = faces.right_to_left(_offered(chart))
    sheet = Sheet(NARROW if narrow else WIDTH, MARGIN if titled else 0.0, mirrored)
    with _ONE_AT_A_TIME:
        y = _heading(sheet, chart) if titled else 0.04
        sheet.height = PAINTERS[chart.kind](sheet, chart, y) + 0.04
        return sheet.render(form, chart.title, alt)


def _offered(chart: Chart) -> tuple[str, ...]:
    """The words whose direction is the chart's: what was offered, or what a theme is called."""
    answers = tuple(bar.label for panel in chart.panels for bar in panel.bars)
    return answers or tuple(panel.label for panel in chart.panels)


def _heading(sheet: Sheet, chart: Chart) -> float:
    title = wrapped(chart.title, sheet.width, TITLE, 600)
    y = sheet.lines(0, 0.05, title, TITLE, 600)
    for line in filter(None, (chart.question, chart.subtitle)):
        y = sheet.lines(0, y + 0.02, wrapped(line, sheet.width, SUBTITLE), SUBTITLE, 400, QUIET)
    return y + 0.16

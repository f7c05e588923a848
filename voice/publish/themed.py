"""Themes of what young people wrote: their names in the code frame's order, each with somebody's
checked words beneath. No sizes, so that no order and no length says how many."""

from voice.analysis.bars import Chart, Panel
from voice.publish.drawing import TEXT, Sheet, wrapped
from voice.publish.scheme import BAR, HEAD, LABEL, QUIET

IN, BELOW = 0.16, 0.14
"""How far words stand in, and the white below a theme."""


def draw(sheet: Sheet, chart: Chart, top: float) -> float:
    """Theme below theme; gives the y below the last."""
    y = top
    for panel in chart.panels:
        y = _theme(sheet, panel, y) + BELOW
    return y - BELOW


def _theme(sheet: Sheet, panel: Panel, top: float) -> float:
    y = sheet.lines(0, top, wrapped(panel.label, sheet.width, HEAD, 600), HEAD, 600)
    if not panel.quote:
        return y
    begin = y + 0.03
    words = wrapped(f"“{panel.quote}”", sheet.width - IN, LABEL)
    y = sheet.lines(IN, begin, words, LABEL, 400, TEXT)
    if panel.signed:
        y = sheet.lines(IN, y, wrapped(panel.signed, sheet.width - IN, LABEL), LABEL, 400, QUIET)
    sheet.upright(0.03, begin + 0.02, y, BAR)
    return y

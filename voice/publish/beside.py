"""Panels of bars beside each other, with the answers' words and pictures before them.

Every bar is drawn against its own n, a pale track behind it, and says its figure beside it; so
there is no axis to read and no scale that betrays anything. What has no figure is a line of plain
words of the same height.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from voice.analysis import said
from voice.analysis.bars import Bar, Chart, Panel
from voice.publish.drawing import TEXT, Sheet, line_height, wide, wrapped
from voice.publish.scheme import (
    BETWEEN,
    GAP,
    GROUP,
    HEAD,
    LABEL,
    LEAST_BAR,
    MOST_LABEL,
    MOST_OF_WIDTH,
    PICTURE,
    QUIET,
    SCHEMES,
    THICK,
    TRACK,
    VALUE,
    Scheme,
)

UNDER_HEAD = 0.05


def draw(sheet: Sheet, chart: Chart, top: float) -> float:
    """The panels in rows, groups one below the other; gives the y below the last."""
    layout = _fitting(chart.panels, SCHEMES[chart.kind], sheet.width)
    y = top
    for group, held in groupby(chart.panels, key=lambda panel: panel.group):
        y = _group(sheet, group, y)
        for row in _rows(tuple(held), layout.across):
            y = _Row(sheet, row, layout).draw(y) + BETWEEN
    return y - BETWEEN


def _across(panels: Sequence[Panel], scheme: Scheme) -> int:
    """Panels may stand side by side only where they share the words before them."""
    same = len({tuple((bar.label, bar.picture) for bar in panel.bars) for panel in panels}) == 1
    most = max(len(tuple(held)) for _, held in groupby(panels, key=lambda panel: panel.group))
    return min(most, scheme.across) if same else 1


def _rows(panels: Sequence[Panel], across: int) -> Iterable[Sequence[Panel]]:
    return (panels[first : first + across] for first in range(0, len(panels), across))


def _group(sheet: Sheet, group: str, top: float) -> float:
    if not group:
        return top
    return sheet.lines(0, top, wrapped(group, sheet.width, GROUP, 600), GROUP, 600) + UNDER_HEAD


@dataclass(frozen=True)
class _Layout:
    """Where things stand in every row of panels: bars that say the same are equally long."""

    scheme: Scheme
    across: int
    label: float
    """The most room for the words of a bar."""
    pictures: float
    """Width kept for pictures."""
    left: float
    """Where the first panel begins."""
    panel: float
    """A panel's width with the gap before the next."""
    bar: float
    """The length of a bar of n of n."""
    told: float
    """The room for words in place of a bar."""
    last: Panel
    """The last panel of all rows."""


def _fitting(panels: Sequence[Panel], scheme: Scheme, width: float) -> _Layout:
    """As many panels beside each other as leave room for their bars."""
    tried = (
        _layout(panels, scheme, width, across) for across in range(_across(panels, scheme), 0, -1)
    )
    return next(layout for layout in tried if layout.bar >= LEAST_BAR or layout.across == 1)


def _layout(panels: Sequence[Panel], scheme: Scheme, width: float, across: int) -> _Layout:
    bars = [bar for panel in panels for bar in panel.bars]
    pictures = PICTURE + GAP if any(bar.picture for bar in bars) else 0.0
    label = max(scheme.label, MOST_LABEL) if across == 1 else scheme.label
    label = min(label, MOST_OF_WIDTH * width)
    lines = {line for bar in bars for line in wrapped(bar.label, label, LABEL)}
    left = pictures + max(wide(line, LABEL) for line in lines) + 0.14
    panel = (width - left) / across
    told = panel - (BETWEEN if across > 1 else 0.04)
    value = max((wide(bar.said, VALUE, 600) for bar in bars if bar.shown), default=0.0)
    return _Layout(
        scheme, across, label, pictures, left, panel, told - value - GAP, told, panels[-1]
    )


class _Row:
    """One row of panels on a sheet."""

    def __init__(self, sheet: Sheet, row: Sequence[Panel], layout: _Layout) -> None:
        self.sheet = sheet
        self.row = row
        self.layout = layout
        self.labels = [wrapped(bar.label, layout.label, LABEL) for bar in row[0].bars]
        self.step = self._step()

    def _step(self) -> float:
        """From one bar to the next."""
        bars = [bar for panel in self.row for bar in panel.bars]
        untold = (self._in_words(bar) for bar in bars if not bar.shown)
        lines = max(map(len, [*self.labels, *untold])) * line_height(LABEL) + GAP
        pictured = PICTURE + 0.08 if any(bar.picture for bar in bars) else 0.0
        return max(self.layout.scheme.row, lines, pictured)

    def _in_words(self, bar: Bar) -> list[str]:
        return wrapped(bar.said, self.layout.told - GAP, LABEL)

    def draw(self, top: float) -> float:
        layout = self.layout
        y = top + self._heads(top)
        bars = self.row[0].bars
        for place, bar in enumerate(bars):
            self._words(bar, place, y + (place + 0.5) * self.step)
        bottom = y + len(bars) * self.step
        for number in range(len(self.row)):
            self._panel(number, y)
            self.sheet.upright(layout.left + number * layout.panel, y, bottom, QUIET)
        return bottom

    def _heads(self, top: float) -> float:
        """The panels' names in one line or more, and their n; gives their height."""
        if not any(panel.label for panel in self.row):
            return 0.0
        heads = [wrapped(panel.within, self.layout.told, HEAD, 600) for panel in self.row]
        most = max(map(len, heads))
        for number, (panel, lines) in enumerate(zip(self.row, heads, strict=True)):
            x = self.layout.left + number * self.layout.panel
            below = top + (most - len(lines)) * line_height(HEAD)
            y = self.sheet.lines(x, below, lines, HEAD, 600)
            if self.layout.scheme.counted:
                answers = said.counted(panel.bars[0].n, "answer")
                self.sheet.lines(x, y, [answers], LABEL, 400, QUIET)
        counted = line_height(LABEL) * self.layout.scheme.counted
        return most * line_height(HEAD) + counted + UNDER_HEAD

    def _words(self, bar: Bar, place: int, middle: float) -> None:
        if self.layout.pictures and bar.picture:
            self.sheet.picture(0, middle, PICTURE, bar.picture)
        _centred(self.sheet, self.layout.pictures, middle, self.labels[place])

    def _panel(self, number: int, top: float) -> None:
        x = self.layout.left + number * self.layout.panel
        bars = self.row[number].bars
        for place, bar in enumerate(bars):
            last = self.row[number] is self.layout.last, place == len(bars) - 1
            middle = top + (place + 0.5) * self.step
            draw = self._bar if bar.shown else self._untold
            draw(bar, x, middle, self.layout.scheme.colour(*last))

    def _bar(self, bar: Bar, x: float, middle: float, colour: str) -> None:
        full = self.layout.bar
        self.sheet.bar(x, middle, full, THICK, TRACK)
        self.sheet.bar(x, middle, full * bar.count / bar.n, THICK, colour)
        half = line_height(VALUE) / 2
        self.sheet.lines(x + full + GAP, middle - half, [bar.said], VALUE, 600, TEXT)

    def _untold(self, bar: Bar, x: float, middle: float, colour: str) -> None:
        _centred(self.sheet, x + GAP, middle, self._in_words(bar), QUIET)


def _centred(sheet: Sheet, x: float, middle: float, lines: list[str], colour: str = TEXT) -> None:
    top = middle - len(lines) * line_height(LABEL) / 2
    sheet.lines(x, top, lines, LABEL, 400, colour)

"""Bars as data: protected rows turned into panels of bars, a grid of words and an alt text.

Everything stands in the order of the definition, never by size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voice.analysis import said
from voice.analysis.counts import Answer
from voice.analysis.safe import Safe, SafeRow

WIDE, WIDEST = 4, 6
"""The most columns of figures a grid has: with counts and percentages, and with one of them.
Beyond that it is turned, or told line by line."""

HEADS: dict[str, str] = {
    "age_band": "Age band",
    "group": "Group",
    "helped": "Answered",
    "month": "Month",
    "period": "Period",
    "before": "Asked",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: so many of n, with the picture the answer was offered with."""

    label: str
    count: int
    n: int
    said: str
    picture: str | None = None

    @property
    def shown(self) -> bool:
        """Whether it holds a figure; without one only what is said stands in its place."""
        return self.n > 0


NOT_SHOWN = "not shown"
GROUP_ENDS = ": "
"""What parts the two names of a row by two dimensions: 10 to 16: North."""


def untold(label: str, picture: str | None = None, said: str = NOT_SHOWN) -> Bar:
    """A bar without a figure: a line of plain words of the same height, whatever the reason."""
    return Bar(label, 0, 0, said, picture)


@dataclass(frozen=True, slots=True)
class Panel:
    """The bars of one group of respondents; the only panel of a chart has no label."""

    label: str
    bars: tuple[Bar, ...]
    group: str = ""
    """What this panel and its neighbours of the same group stand under, in two dimensions."""
    quote: str = ""
    signed: str = ""
    """Somebody's checked words about a theme and whose they are; such a panel has no bars."""

    @property
    def within(self) -> str:
        """Its label without what it stands under."""
        return self.label.removeprefix(f"{self.group}{GROUP_ENDS}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data. Every bar is drawn against its own n, so no scale betrays anything."""

    kind: str
    title: str
    question: str
    subtitle: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words: one header row, no empty cell."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def panels(tables: Sequence[Safe], n_pct: int) -> tuple[Panel, ...]:
    """One panel a row with figures. The tables are one, or the ticks of one question."""
    made = (_panel(tables, place, n_pct) for place in range(len(tables[0].rows)))
    return tuple(panel for panel in made if panel.bars)


def _panel(tables: Sequence[Safe], place: int, n_pct: int) -> Panel:
    bars = [bar for table in tables for bar in row_bars(table, table.rows[place], n_pct)]
    first = tables[0]
    label = first.rows[place].label if first.dimension else ""
    group = label.partition(GROUP_ENDS)[0] if first.crossed else ""
    return Panel(label, tuple(bars), group)


def row_bars(table: Safe, row: SafeRow, n_pct: int) -> tuple[Bar, ...]:
    """The bars of one row, none where it has no figures."""
    if row.counts is None or not row.n:
        return ()
    every = all(answer.picture for answer in table.answers)
    return tuple(
        Bar(
            answer.text,
            count,
            row.n,
            said.share(count, row.n, n_pct),
            answer.picture if every else None,
        )
        for answer, count in zip(table.answers, row.counts, strict=True)
    )


def ids(answers: Sequence[Answer]) -> tuple[str, ...]:
    """What two tables must share for their figures to be compared."""
    return tuple(answer.id for answer in answers)


def grid(found: Sequence[Panel], dimension: str | None, n_pct: int) -> Grid:
    """The same figures as a table: as asked, side by side, turned, or line by line if wide."""
    if dimension is None:
        return _single(found[0], n_pct)
    same = all(_labels(panel) == _labels(found[0]) for panel in found)
    if same and len(found) <= WIDE:
        return _side_by_side(found, n_pct)
    if same and len(found[0].bars) <= WIDE:
        return _turned(found, _head(dimension), n_pct)
    if same and len(found) <= WIDEST:
        return _narrow(found)
    return _line_by_line(found, _head(dimension), n_pct)


def _head(dimension: str) -> str:
    """The head of a column of rows, of two dimensions: Age band and group."""
    first, *others = (HEADS[one] for one in dimension.split("+"))
    return " and ".join([first, *(other.lower() for other in others)])


def _labels(panel: Panel) -> tuple[str, ...]:
    return tuple(bar.label for bar in panel.bars)


def cell(bar: Bar, n_pct: int) -> str:
    """A figure both ways where there are enough answers: ``58% (7 of 12)``."""
    if not bar.shown:
        return bar.said
    counts = f"{bar.count} of {bar.n}"
    return f"{bar.said} ({counts})" if bar.n >= n_pct else counts


def _single(panel: Panel, n_pct: int) -> Grid:
    if all(bar.n < n_pct for bar in panel.bars):
        return Grid(("Answer", "Number"), tuple((bar.label, bar.said) for bar in panel.bars))
    rows = tuple((bar.label, f"{bar.count} of {bar.n}", bar.said) for bar in panel.bars)
    return Grid(("Answer", "Number", "Percentage"), rows)


def _side_by_side(found: Sequence[Panel], n_pct: int) -> Grid:
    lines = zip(*(panel.bars for panel in found), strict=True)
    rows = tuple((bars[0].label, *(cell(bar, n_pct) for bar in bars)) for bars in lines)
    return Grid(("Answer", *(panel.label for panel in found)), rows)


def _narrow(found: Sequence[Panel]) -> Grid:
    """Each figure in one way only; how many answers there were stands in the header."""
    heads = (f"{panel.label} ({said.counted(panel.bars[0].n, 'answer')})" for panel in found)
    lines = zip(*(panel.bars for panel in found), strict=True)
    rows = tuple((bars[0].label, *(bar.said for bar in bars)) for bars in lines)
    return Grid(("Answer", *heads), rows)


def _turned(found: Sequence[Panel], head: str, n_pct: int) -> Grid:
    rows = tuple((panel.label, *(cell(bar, n_pct) for bar in panel.bars)) for panel in found)
    return Grid((head, *_labels(found[0])), rows)


def _line_by_line(found: Sequence[Panel], head: str, n_pct: int) -> Grid:
    rows = tuple(
        (panel.label, bar.label, cell(bar, n_pct)) for panel in found for bar in panel.bars
    )
    return Grid((head, "Answer", "Number"), rows)


def amounts(labelled: Sequence[tuple[str, int]]) -> str:
    """``67 answers``, or ``Answers: Up to 9 (40) and 10 to 16 (27)``."""
    if len(labelled) == 1 and not labelled[0][0]:
        return said.counted(labelled[0][1], "answer")
    return f"Answers: {said.listed(f'{label} ({n:,})' for label, n in labelled)}"


def alt(found: Sequence[Panel], dimension: str | None, how: str = "side by side") -> str:
    """What a chart shows, for those who do not see it: every figure, in order."""
    told = [_told(panel) for panel in found]
    if dimension is None:
        return f"Bar chart. {told[0]}"
    return f"Bar charts, {len(told)} {how}. {' '.join(told)}"


def _figure(bar: Bar) -> str:
    return f"{bar.count} of {bar.n}" if bar.shown else bar.said


def _told(panel: Panel) -> str:
    bars = said.listed(f"{bar.label} {_figure(bar)}" for bar in panel.bars)
    return f"{panel.label}: {bars}." if panel.label else f"{bars}."

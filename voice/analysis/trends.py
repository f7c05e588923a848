"""The same question from period to period: what moved beyond chance, and what did not.

Periods are compared only where a question is told in the same form: the same answers, as asked or
put together in the same way. A year holds its periods again: years are compared with years, never
with periods.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date

from voice import words
from voice.analysis import bars, chance, findings, messages, periods, said
from voice.analysis.bars import Bar, Chart, Panel
from voice.analysis.chance import Pair
from voice.analysis.findings import Finding
from voice.analysis.safe import Release, Safe

LATEST = 6
"""The most periods one chart shows: the latest."""


NO_CHANGE = "No clear change since"
"""How the title of a series begins in which nothing moved."""
ALONE = "a difference like this may be chance."
MANY = "differences like these may be chance, since many are compared."


@dataclass(frozen=True, slots=True)
class _Series:
    """One question over at least two periods, oldest first; several tables where it is ticks."""

    releases: tuple[Release, ...]
    tables: tuple[tuple[Safe, ...], ...]
    """For each release the tables of the question, in the order of its answers."""

    @property
    def panels(self) -> tuple[Panel, ...]:
        """One panel an answer, one bar a period, in the order of time."""
        columns = [
            [bar for table in tables for bar in bars.row_bars(table, table.rows[0], n_pct)]
            for tables, n_pct in zip(self.tables, map(findings.n_pct, self.releases), strict=True)
        ]
        names = [_short(release) for release in self.releases]
        return tuple(
            Panel(
                line[0].label,
                tuple(
                    Bar(period, bar.count, bar.n, bar.said)
                    for period, bar in zip(names, line, strict=True)
                ),
            )
            for line in zip(*columns, strict=True)
        )

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The comparisons looked at: each answer, now with the period before.

        Of two answers of which one was chosen the second says nothing new, and is not looked at.
        """
        panels = self.panels
        looked = panels[:1] if len(panels) == 2 and not self.tables[-1][0].multiple else panels
        return tuple(
            Pair(panel.bars[-2].count, panel.bars[-2].n, panel.bars[-1].count, panel.bars[-1].n)
            for panel in looked
        )


def of(releases: Sequence[Release]) -> tuple[Finding, ...]:
    """A series for each question of the last period that an earlier one told in the same form.

    ``releases`` are all up to and with the one that is reported, oldest first. Years are left out.
    """
    return _compared(of_kind(releases, year=False))


def of_years(releases: Sequence[Release]) -> tuple[Finding, ...]:
    """The same of the last year and the years before it; periods are left out."""
    return _compared(of_kind(releases, year=True))


def looked_at(releases: Sequence[Release]) -> int:
    """How many comparisons the test of the last of them counts in; 0 for none at all."""
    year = bool(releases) and periods.is_year(releases[-1].id)
    return sum(len(series.pairs) for series in _kept(of_kind(releases, year=year)))


def _kept(told: Sequence[Release]) -> list[_Series]:
    if len(told) < 2:
        return []
    found = [_series(question, told) for question in _for_everybody(told[-1])]
    return [series for series in found if series is not None]


def _compared(told: Sequence[Release]) -> tuple[Finding, ...]:
    kept = _kept(told)
    pairs = [pair for series in kept for pair in series.pairs]
    changed = list(chance.beyond(pairs))
    made = []
    for series in kept:
        own = [changed.pop(0) for _ in series.pairs]
        made.append(_finding(series, own, len(pairs)))
    return findings.named(made)


def names(releases: Sequence[Release]) -> tuple[str, ...]:
    """The periods as the bars of a series name them, oldest first."""
    return tuple(_short(release) for release in of_kind(releases, year=False))


def _short(release: Release) -> str:
    """The months of a release with little room: Sept to Oct 2026."""
    first, last = (
        date.fromisoformat(f"{month}-01") for month in (release.months[0], release.months[-1])
    )
    if periods.is_year(release.id):
        return release.id
    end = format_date(last, "MMM y", locale=words.ENGLISH)
    pattern = "MMM" if first.year == last.year else "MMM y"
    begin = format_date(first, pattern, locale=words.ENGLISH)
    return end if first == last else f"{begin} to {end}"


def of_kind(releases: Sequence[Release], *, year: bool) -> list[Release]:
    """The years among them, or all but the years, in their order."""
    return [release for release in releases if periods.is_year(release.id) is year]


def _for_everybody(release: Release) -> dict[str, dict[tuple[str, ...], Safe]]:
    """The tables of each question with figures for everybody, by the answers they tell."""
    told: dict[str, dict[tuple[str, ...], Safe]] = {}
    for table in release.tables:
        if table.dimension is None and table.rows and table.rows[0].counts is not None:
            told.setdefault(table.question, {})[bars.ids(table.answers)] = table
    return told


def _series(question: str, released: Sequence[Release]) -> _Series | None:
    """The latest periods that tell what the last one tells in the same form, if any does."""
    told = [(release, _for_everybody(release).get(question, {})) for release in released]
    shared = list(told[-1][1])
    kept = [told[-1]]
    for release, forms in reversed(told[:-1]):
        alike = [form for form in shared if form in forms]
        # The period just before may tell fewer answers of a tick-all question; older ones may not.
        if alike and (len(kept) == 1 or alike == shared) and len(kept) < LATEST:
            shared = alike
            kept.insert(0, (release, forms))
    if len(kept) == 1:
        return None
    tables = tuple(tuple(forms[form] for form in shared) for _, forms in kept)
    return _Series(tuple(release for release, _ in kept), tables)


def _finding(series: _Series, changed: Sequence[bool], looked: int) -> Finding:
    panels, first = series.panels, series.tables[-1][0]
    release, before = series.releases[-1], findings.period_of(series.releases[-2])
    moved = [panel for panel, is_changed in zip(panels, changed, strict=False) if is_changed]
    title = _title(moved, before)
    subtitle = f"{bars.amounts([(bar.label, bar.n) for bar in panels[0].bars])}."
    return Finding(
        name=findings.name_of(first, "period", release),
        survey=first.survey,
        item=first.item,
        question=first.text,
        period=findings.period_of(release),
        dimension="period",
        title=title,
        subtitle=subtitle,
        sentences=_sentences(moved, before, looked),
        alt=bars.alt(panels, "period"),
        table=bars.grid(_by_period(panels), "period", findings.n_pct(release)),
        chart=Chart("series", title, first.text, subtitle, panels),
        source=tuple(table for tables in series.tables for table in tables),
    )


def _by_period(panels: Sequence[Panel]) -> tuple[Panel, ...]:
    """The same bars, one panel a period: the table reads down the answers."""
    return tuple(
        Panel(
            bar.label,
            tuple(replace(panel.bars[place], label=panel.label) for panel in panels),
        )
        for place, bar in enumerate(panels[0].bars)
    )


def _title(moved: Sequence[Panel], before: str) -> str:
    if not moved:
        return f"{NO_CHANGE} {before}"
    if len(moved) > 1:
        return f"Answers changed since {before}"
    verb = "rose" if _rose(moved[0]) else "fell"
    label = said.quoted(moved[0].label)
    return messages.first_that_fits(f"{label} {verb} since {before}", "One answer changed")


def _rose(panel: Panel) -> bool:
    then, now = panel.bars[-2:]
    return now.count * then.n > then.count * now.n


def _sentences(moved: Sequence[Panel], before: str, looked: int) -> tuple[str, ...]:
    if not moved:
        return (f"{NO_CHANGE} {before}: {MANY if looked > 1 else ALONE}",)
    told = said.listed(
        f"{said.quoted(panel.label)} went from {panel.bars[-2].said} to {panel.bars[-1].said}"
        for panel in moved
    )
    return f"Since {before}, {told}.", _how_sure(len(moved), looked)


def _how_sure(moved: int, looked: int) -> str:
    """What the test says and no more: regulars answer in both periods, and it cannot know."""
    larger = "This difference is" if moved == 1 else "Each of these differences is"
    many = f", with all {looked} comparisons of this paper counted" if looked > 1 else ""
    return (
        f"{larger} larger than chance would easily bring if every answer came from a different"
        f" young person{many}."
    )

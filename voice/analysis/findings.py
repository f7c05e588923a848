"""Findings: what protected tables say, as a message, plain sentences, a chart and a table.

A finding is made from ``Safe`` tables and nothing else, and checks that itself: no bar can hold a
figure that its tables do not say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from voice import words
from voice.analysis import bars, messages, periods, said
from voice.analysis.bars import Chart, Grid, Panel
from voice.analysis.safe import Release, Safe, SafeRow

HOW: dict[str, str] = {
    "faces": "one of {0} faces chosen",
    "choice": "one of {0} answers chosen",
    "many": "any number of answers named",
    "scale": "a number from 0 to 10 chosen",
}
"""How each kind of question was asked, for the line below a title."""
PUT_TOGETHER: dict[str, str] = {
    "collapsed": "some answers put together",
    "joined": "some groups put together",
}
"""What is said of a table that is not shown quite as it was asked, by its form."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may be said, in every form a document needs it in."""

    name: str
    """Fit for a file name, and the finding's own within a paper."""
    survey: str
    item: str
    question: str
    period: str
    """As it is read: September to October 2019."""
    dimension: str | None
    """What it is broken down by: a dimension, two as ``age_band+group``, ``period`` for a series,
    ``before`` for before and after, or None."""
    title: str
    subtitle: str
    sentences: tuple[str, ...]
    alt: str
    table: Grid
    chart: Chart | None
    """None where the finding is told in words only."""
    source: tuple[Safe, ...]

    def __post_init__(self) -> None:
        if not self.source or not all(type(table) is Safe for table in self.source):
            raise TypeError("a finding is made from Safe tables only")
        told = {
            (count, row.n)
            for table in self.source
            for row in table.rows
            for count in row.counts or ()
        }
        shown = self.chart.panels if self.chart else ()
        drawn = (bar for panel in shown for bar in panel.bars if bar.shown)
        if any((bar.count, bar.n) not in told for bar in drawn):
            raise TypeError("a bar holds a figure that no Safe table says")


def of(release: Release) -> tuple[Finding, ...]:
    """All findings of one release: each question for everybody first, then its breakdowns."""
    together: dict[tuple[object, ...], list[Safe]] = {}
    for table in release.tables:
        rows = tuple((row.value, row.crossed) for row in table.rows)
        together.setdefault((table.question, dimension_of(table), rows), []).append(table)
    questions = list(dict.fromkeys(question for question, *_ in together))
    ordered = sorted(together, key=lambda key: questions.index(key[0]))
    return named(
        finding
        for tables in map(together.__getitem__, ordered)
        for finding in (_in_words(tables, release), _in_figures(tables, release))
        if finding is not None
    )


def dimension_of(table: Safe) -> str | None:
    """What a table is broken down by, two dimensions joined: ``age_band+group``."""
    return f"{table.dimension}+{table.crossed}" if table.crossed else table.dimension


def n_pct(release: Release) -> int:
    """From how many answers on this release speaks in percentages."""
    return int(release.policy["n_pct"])


def period_of(release: Release) -> str:
    """The release's months as they are read: September to October 2019; a year as 2019."""
    if periods.is_year(release.id):
        return release.id
    return words.months_name(release.months[0], release.months[-1])


def span_of(releases: Sequence[Release]) -> str:
    """All their months as they are read: November 2025 to October 2026; empty for none."""
    months = sorted(month for release in releases for month in release.months)
    return words.months_name(months[0], months[-1]) if months else ""


def named(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with names of their own: the second of a name ends in 2, and so on."""
    seen: dict[str, int] = {}
    own = []
    for finding in findings:
        again = seen[finding.name] = seen.get(finding.name, 0) + 1
        own.append(replace(finding, name=f"{finding.name}-{again}") if again > 1 else finding)
    return tuple(own)


def name_of(table: Safe, dimension: str | None, release: Release) -> str:
    """Letters, digits and hyphens only: how-are-you-feeling-by-age-band-2019-p1."""
    by = f"-by-{dimension.replace('_', '-').replace('+', '-and-')}" if dimension else ""
    return f"{table.survey}-{table.item}{by}-{release.id}".lower()


def _in_figures(tables: Sequence[Safe], release: Release) -> Finding | None:
    panels = bars.panels(tables, n_pct(release))
    if not panels:
        return None
    first, dimension = tables[0], dimension_of(tables[0])
    title = _title(first, panels)
    subtitle = _subtitle(first, panels, release)
    return Finding(
        name=name_of(first, dimension, release),
        survey=first.survey,
        item=first.item,
        question=first.text,
        period=period_of(release),
        dimension=dimension,
        title=title,
        subtitle=subtitle,
        sentences=_sentences(first, panels),
        alt=bars.alt(panels, dimension),
        table=bars.grid(panels, dimension, n_pct(release)),
        chart=Chart("bars", title, first.text, subtitle, panels),
        source=tuple(tables),
    )


def _title(first: Safe, panels: Sequence[Panel]) -> str:
    title = messages.RULES[_rule(first)]
    dimension = dimension_of(first)
    if dimension:
        return messages.title_by(dimension, [title(panel.bars) for panel in panels])
    return title(panels[0].bars)


def _rule(table: Safe) -> str:
    """By which rule the table's message is found: ticks, scale or choice."""
    if table.multiple:
        return "ticks"
    return "scale" if all(answer.score is not None for answer in table.answers) else "choice"


def _subtitle(first: Safe, panels: Sequence[Panel], release: Release) -> str:
    answers = bars.amounts([(panel.label, panel.bars[0].n) for panel in panels])
    how = HOW[first.kind].format(said.number_word(len(first.answers)).lower())
    asked = f"{period_of(release)}; {PUT_TOGETHER.get(first.form, how)}."
    return f"{asked} {answers}." if first.dimension else f"{answers}, {asked}"


def _sentences(first: Safe, panels: Sequence[Panel]) -> tuple[str, ...]:
    if first.dimension:
        title = messages.RULES[_rule(first)]
        return messages.sentences_by([(panel.label, title(panel.bars)) for panel in panels])
    told = messages.sentence_of(panels[0].bars, first.multiple)
    return tuple(text for text in (told, messages.mean_of(first, first.rows[0])) if text)


def _in_words(tables: Sequence[Safe], release: Release) -> Finding | None:
    """Everything these tables say in words instead of figures, as given."""
    spoken = [(table, row) for table in tables for row in table.rows if row.words]
    if not spoken:
        return None
    first, dimension = tables[0], dimension_of(tables[0])
    lines = tuple(_spoken(table, row) for table, row in spoken)
    period = period_of(release)
    return Finding(
        name=name_of(first, dimension, release) + "-in-words",
        survey=first.survey,
        item=first.item,
        question=first.text,
        period=period,
        dimension=dimension,
        title=messages.first_that_fits(lines[0].rstrip("."), "Told in words"),
        subtitle=f"{_answered(spoken)}{period}; told in words, so that nobody can be picked out.",
        sentences=lines,
        alt="",
        table=Grid(("What may be said",), tuple((line,) for line in lines)),
        chart=None,
        source=tuple(table for table, _ in spoken),
    )


def _answered(spoken: Sequence[tuple[Safe, SafeRow]]) -> str:
    """The n of what is told in words, where it is one and may be said."""
    amounts = {row.n for _, row in spoken}
    n = amounts.pop() if len(amounts) == 1 else None
    return "" if n is None else f"{said.counted(n, 'answer')}, "


def _spoken(table: Safe, row: SafeRow) -> str:
    texts = {answer.id: answer.text for answer in table.answers}
    answer = texts[row.at_least[0]] if row.at_least else ""
    parts = [row.label if table.dimension else "", said.quoted(answer) if answer else ""]
    before = ", ".join(part for part in parts if part)
    return said.sentence(f"{before}: {row.words}" if before else str(row.words))

"""Questions of one questionnaire with the same answers, told together: one chart for ten promises.

Each question keeps its own n and its own bar; they stand in the order in which they are asked.
"""

from collections.abc import Sequence

from voice.analysis import bars, messages, said
from voice.analysis.bars import Bar, Chart, Grid, Panel
from voice.analysis.findings import Finding
from voice.analysis.safe import Safe

LEAST = 3
"""The least number of questions that are worth telling together."""

Key = tuple[str, str, tuple[str, ...]]


def key(found: Sequence[Finding]) -> Key | None:
    """What questions share that can be told together; None for one that must stand alone."""
    if len(found) != 1 or found[0].chart is None or len(found[0].source) != 1:
        return None
    table = found[0].source[0]
    if table.multiple or any(answer.picture for answer in table.answers):
        return None
    return table.survey, table.period, bars.ids(table.answers)


def together(found: Sequence[Finding], n_pct: int) -> Finding:
    """One finding of several that have the same key, in their order."""
    first, asked = found[0], len(found)
    panels = _panels(found)
    title = _title(panels, asked)
    table = first.source[0]
    subtitle = f"{first.period}; {asked} questions with {_answers(panels)} answers each."
    question = f"{said.number_word(asked)} questions with the same answers"
    return Finding(
        name=f"{table.survey}-questions-{table.period}".lower(),
        survey=first.survey,
        item="+".join(finding.item for finding in found),
        question=question,
        period=first.period,
        dimension=None,
        title=title,
        subtitle=subtitle,
        sentences=(_sentence(panels),),
        alt=bars.alt(panels, "question"),
        table=_grid(found, panels, n_pct),
        chart=Chart("questions", title, question, subtitle, panels),
        source=tuple(_source(finding) for finding in found),
    )


def _source(finding: Finding) -> Safe:
    return finding.source[0]


def _panels(found: Sequence[Finding]) -> tuple[Panel, ...]:
    """One panel an answer, one bar a question."""
    own = [(one.question, one.chart.panels[0].bars) for one in found if one.chart is not None]
    return tuple(
        Panel(
            bar.label,
            tuple(
                Bar(question, given[place].count, given[place].n, given[place].said)
                for question, given in own
            ),
        )
        for place, bar in enumerate(own[0][1])
    )


def _most(panel: Panel) -> int:
    """To how many questions most answers were this one."""
    return sum(2 * bar.count > bar.n for bar in panel.bars)


def _answers(panels: Sequence[Panel]) -> str:
    amounts = sorted({bar.n for bar in panels[0].bars})
    return f"{amounts[0]:,} to {amounts[-1]:,}" if len(amounts) > 1 else f"{amounts[0]:,}"


def _title(panels: Sequence[Panel], asked: int) -> str:
    first = panels[0]
    times = _most(first) or "none"
    title = f"Mostly {said.quoted(first.label)} to {times} of {asked} questions"
    return messages.first_that_fits(title, f"Answers to {asked} questions")


def _sentence(panels: Sequence[Panel]) -> str:
    asked = len(panels[0].bars)
    every = f"{asked} questions with {_answers(panels)} answers each"
    times = [(said.quoted(panel.label), _most(panel)) for panel in panels]
    whole = [label for label, number in times if number == asked]
    if whole:
        return f"Most answers were {whole[0]} to all {every}."
    parts = said.listed(f"{label} to {number}" for label, number in times if number)
    rest = asked - sum(number for _, number in times)
    without = f"{rest} had no answer given by more than half" if rest else ""
    most = f"most answers were {parts}" if parts else ""
    return f"Of {every}, {'; '.join(part for part in (most, without) if part)}."


def _grid(found: Sequence[Finding], panels: Sequence[Panel], n_pct: int) -> Grid:
    rows = tuple(
        (finding.question, *(bars.cell(panel.bars[place], n_pct) for panel in panels))
        for place, finding in enumerate(found)
    )
    return Grid(("Question", *(panel.label for panel in panels)), rows)

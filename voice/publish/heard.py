"""Where findings stand in a paper: the blocks of *What we heard* and of its appendices.

What a finding says is decided in ``voice.analysis``; here it is only put in order.

A paper that tells several periods shows each question's latest one in full and the earlier ones
as a series. Splits and reasons are those of the last period; the files of tables have all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voice.analysis import batteries, befores, findings, promises, said, trends, withheld
from voice.analysis.bars import Grid
from voice.analysis.findings import Finding
from voice.analysis.safe import Release
from voice.publish.blocks import Block, Bullets, Figure, Heading, Numbered, Paragraph, Table
from voice.publish.material import Material

BREAKDOWNS: dict[str, str] = {
    "age_band": "By age band",
    "group": "By group",
    "helped": "Alone and together",
    "month": "By month",
}
"""The order of the breakdowns and what each is called."""
TITLES: dict[str, str] = BREAKDOWNS | {
    "period": "Period by period",
    befores.DIMENSION: "Before and after",
}
"""What the title of a table says it is broken down by."""
MOST_PANELS = 4
"""A series with more answers than this is told by its table alone."""
STILL = "There is no clear change in"
NOT_SO = "not comparable"
"""Stands where a period tells a question in another form, or not at all."""
BY_TWO = "By two of these at once"
DRAWN = frozenset({"age_band"})
"""Breakdowns with a chart; the others are told by their tables."""
OTHERS_ELSEWHERE = "This is for {0}. For the periods before, the same is in {1}."


@dataclass(frozen=True)
class Heard:
    """All that is said of one question, or of several with the same answers."""

    now: tuple[Finding, ...]
    """The latest period that tells it: figures, words, or for tick-all both."""
    series: tuple[Finding, ...] = ()
    """The same over all periods in which it has the same form."""
    before: tuple[Finding, ...] = ()
    """Earlier periods of this paper that the series does not hold, oldest first."""
    several: bool = False


def questions(material: Material) -> tuple[Heard, ...]:
    """Every question with anything to tell for everybody, by questionnaire."""
    told: dict[tuple[str, str], list[tuple[Finding, ...]]] = {}
    for release in reversed(material.releases):
        for asked, found in _by_question(_of(release)).items():
            told.setdefault(asked, []).append(found)
    series = _by_question(series_of(material), "period")
    ordered = sorted(told, key=lambda asked: _place(asked[0], material))
    return _joined([_heard(told[asked], series.get(asked, ())) for asked in ordered], material)


def _of(release: Release) -> list[Finding]:
    """Its findings; a question asked again is told with the one before it, and not twice."""
    again = {(one.survey, one.item): one for one in befores.of(release)}
    twice = [table for one in again.values() for table in one.source]
    found: list[Finding] = []
    for finding in findings.of(release):
        if finding.dimension is not None or any(t not in twice for t in finding.source):
            found.append(finding)
        elif (finding.survey, finding.item) in again:
            found.append(again[finding.survey, finding.item])
    return found


def told(material: Material) -> int:
    """To how many questions answers are told for everybody."""
    return sum(len({t.item for f in heard.now for t in f.source}) for heard in questions(material))


def answers(heard: Heard) -> int:
    """The most answers that any figure on it is of; 0 where that may not be said."""
    return max(row.n or 0 for finding in heard.now for t in finding.source for row in t.rows)


def _joined(single: Sequence[Heard], material: Material) -> tuple[Heard, ...]:
    """Questions with the same answers as one, where the first of them stands."""
    alike: dict[object, list[Heard]] = {}
    for place, heard in enumerate(single):
        alike.setdefault(batteries.key(heard.now) or place, []).append(heard)
    found: list[Heard] = []
    for own in alike.values():
        found += [_as_one(own, material)] if len(own) >= batteries.LEAST else own
    return tuple(found)


def _as_one(own: Sequence[Heard], material: Material) -> Heard:
    now = [finding for heard in own for finding in heard.now]
    return Heard(
        (batteries.together(now, findings.n_pct(material.releases[-1])),),
        tuple(series for heard in own for series in heard.series),
        tuple(finding for heard in own for finding in heard.before),
        several=True,
    )


def _place(survey: str, material: Material) -> tuple[int, str]:
    known = survey in material.order
    return (material.order.index(survey) if known else len(material.order)), survey


def heading(heard: Heard, material: Material) -> str:
    """The question as asked; with its questionnaire where two ask the same."""
    return question(heard.now[0], material, heard.several)


def question(finding: Finding, material: Material, several: bool = False) -> str:
    """The question of one finding, as ``heading`` has it."""
    title = material.title_of(finding.survey).rstrip(".")
    if several:
        return f"{title}: {finding.question[0].lower()}{finding.question[1:]}"
    twice = any(
        table.text == finding.question and table.survey != finding.survey
        for release in material.releases
        for table in release.tables
    )
    return f"{finding.question} ({title})" if twice else finding.question


def _by_question(
    found: Sequence[Finding], dimension: str | None = None
) -> dict[tuple[str, str], tuple[Finding, ...]]:
    grouped: dict[tuple[str, str], tuple[Finding, ...]] = {}
    whole = {dimension, befores.DIMENSION} if dimension is None else {dimension}
    for finding in found:
        if finding.dimension in whole:
            key = (finding.survey, finding.item)
            grouped[key] = (*grouped.get(key, ()), finding)
    return grouped


def _heard(found: Sequence[tuple[Finding, ...]], series: tuple[Finding, ...]) -> Heard:
    now, *earlier = found
    held = [table for one in series for table in one.source]
    before = [
        finding
        for period in reversed(earlier)
        for finding in period
        if not all(table in held for table in finding.source)
    ]
    return Heard(now, series, tuple(before))


def series_of(material: Material) -> tuple[Finding, ...]:
    """The last period's questions over all periods up to it."""
    return trends.of(material.all_releases) if material.releases else ()


def blocks(material: Material) -> list[Block]:
    """A heading for each question, then what is said of it: sentences, chart, table, change.

    Before them the ten promises, where they are told; then their questions have tables only.
    """
    board = promises.board(material.releases)
    told = _board(board)
    for heard in questions(material):
        told.append(Heading(3, heading(heard, material)))
        for finding in heard.now:
            late = finding.period == findings.period_of(material.releases[-1])
            lead = "" if late else f"{finding.period}."
            drawn = not (board and heard.several and on_the_board(finding))
            told += [Numbered(" ".join(finding.sentences), lead), *_shown(finding, drawn)]
        told += _changes(heard)
    return told


def _board(board: Finding | None) -> list[Block]:
    if board is None:
        return []
    said_of_it = Numbered(" ".join(board.sentences))
    return [Heading(3, board.question), said_of_it, *_shown(board)]


def on_the_board(finding: Finding) -> bool:
    """Whether every question it tells is one of a promise."""
    return all(table.promise for table in finding.source)


def now(heard: Heard) -> list[Block]:
    """What is said of a question, with its chart and table."""
    told: list[Block] = []
    for finding in heard.now:
        told += [Numbered(" ".join(finding.sentences)), *_shown(finding)]
    return told


def _changes(heard: Heard) -> list[Block]:
    """What moved, with its chart; that nothing else did, in a sentence."""
    told: list[Block] = []
    for series in heard.series:
        if moved(series):
            lead = series.question if heard.several else ""
            told += [Numbered(" ".join(series.sentences), lead), *_shown(series)]
    still = [series for series in heard.series if not moved(series)]
    if still and heard.several:
        told.append(Numbered(f"{STILL} {said.counted(len(still), 'question')} told before."))
    elif still:
        told.append(Numbered(" ".join(still[0].sentences)))
    return told


def moved(series: Finding) -> bool:
    """Whether anything in the series changed beyond chance."""
    return not series.title.startswith(trends.NO_CHANGE)


def over_time(material: Material) -> list[Block]:
    """For the appendix: series in which nothing moved, and periods told in another form."""
    told: list[Block] = []
    for heard in questions(material):
        still = [series for series in heard.series if not moved(series)]
        if not still and not heard.before:
            continue
        told.append(Heading(2, heading(heard, material), numbered=False))
        if heard.several and heard.series:
            told.append(_side_by_side(heard, material))
        else:
            for series in still:
                told += _shown(series, drawn=_panels(series) <= MOST_PANELS)
        if heard.before:
            told.append(Bullets(tuple(_briefly(one, heard.several) for one in heard.before)))
    return told


def _side_by_side(heard: Heard, material: Material) -> Table:
    """The first answer of several questions, a column a period."""
    lines = {
        series.question: {bar.label: bar.said for bar in series.chart.panels[0].bars}
        for series in heard.series
        if series.chart
    }
    periods = list(dict.fromkeys(period for line in lines.values() for period in line))
    ordered = [period for period in trends.names(material.all_releases) if period in periods]
    answer = next(series.chart.panels[0].label for series in heard.series if series.chart)
    rows = tuple(
        (asked, *(line.get(period, NOT_SO) for period in ordered)) for asked, line in lines.items()
    )
    return Table(
        f"How many answered {said.quoted(answer)}, period by period",
        "For each question, the answers of this kind of all answers in each period.",
        Grid(("Question", *ordered), rows),
    )


def _panels(finding: Finding) -> int:
    return len(finding.chart.panels) if finding.chart else 0


def _briefly(finding: Finding, several: bool) -> str:
    asked = f"{finding.question} " if several else ""
    return f"{asked}{finding.period}: {' '.join(finding.sentences)}"


def _shown(finding: Finding, drawn: bool = True) -> list[Block]:
    if finding.chart is None:
        return []
    by = f" {TITLES.get(finding.dimension, BY_TWO)}" if finding.dimension else ""
    table = Table(f"{finding.question}{by}", finding.subtitle, finding.table)
    return [Figure(finding), table] if drawn else [table]


def breakdowns(material: Material) -> list[Block]:
    """The last period by one dimension at a time; age bands with charts, as members ask for."""
    if not material.releases:
        return []
    found = findings.of(material.releases[-1])
    told: list[Block] = []
    for heading, own in _broken_down(found):
        if own:
            told.append(Heading(2, heading, numbered=False))
        for finding in sorted(own, key=lambda one: _place(one.survey, material)):
            told.append(Heading(3, question(finding, material)))
            told.append(Paragraph(" ".join(finding.sentences)))
            told += _shown(finding, drawn=finding.dimension in DRAWN)
    return [*_only_the_last(material), *told] if told else []


def _broken_down(found: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    for dimension, heading in BREAKDOWNS.items():
        yield heading, [finding for finding in found if finding.dimension == dimension]
    yield BY_TWO, [finding for finding in found if "+" in (finding.dimension or "")]


def not_shown(material: Material) -> list[Block]:
    """One table; questions of a questionnaire with the same reasons share a line."""
    if not material.releases:
        return []
    rows = _reasons(material, material.releases[-1])
    if not rows:
        return []
    period = findings.period_of(material.releases[-1])
    table = Table(
        f"Not shown for {period}",
        "For each questionnaire, the questions of which something is not shown, and why.",
        Grid(("Questionnaire", "Questions", "What is not shown, why, what brings it back"), rows),
    )
    return [*_only_the_last(material), table]


def _reasons(material: Material, release: Release) -> tuple[tuple[str, ...], ...]:
    shared: dict[tuple[str, str], list[str]] = {}
    for line in withheld.of(release):
        shared.setdefault((line.survey, line.told), []).append(line.question)
    return tuple(
        (material.title_of(survey), " ".join(map(said.sentence, asked)), told)
        for (survey, told), asked in shared.items()
    )


def _only_the_last(material: Material) -> list[Block]:
    if len(material.releases) < 2:
        return []
    *before, last = material.releases
    files = said.listed(f"tables-{release.id}.json" for release in before)
    return [Paragraph(OTHERS_ELSEWHERE.format(findings.period_of(last), files))]

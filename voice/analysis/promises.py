"""The promise board: of each of the ten promises whether it was heard of and whether it is kept.

The promises stand in the council's order with their pictures, all ten always. One that may not be
told and one that nobody was asked about are the same plain line, so that no gap says which.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voice.analysis import bars, findings, messages, periods, said
from voice.analysis.bars import NOT_SHOWN, Bar, Chart, Grid, Panel
from voice.analysis.findings import Finding
from voice.analysis.safe import Release, Safe, SafeRow
from voice.survey.measures import PROMISES

LEAST = 3
"""The fewest promises told as kept or not that make a board."""
YES = "yes"
"""The answer that is counted."""
HEARD, KEPT = "promise-heard", "promise-kept"
"""How the ids of the items begin."""
HEARD_OF, KEPT_FOR_ME, ALL = "Heard of it", "Kept for me", "All ten promises"
_GAPS = "Not shown:"
QUESTION = "Which promises had young people heard of, and which do we keep?"


@dataclass(frozen=True, slots=True)
class _Told:
    """One table of everybody that says something, and the release it is from."""

    release: Release
    table: Safe

    @property
    def row(self) -> SafeRow:
        return self.table.rows[0]

    @property
    def figures(self) -> bool:
        return self.row.counts is not None

    @property
    def period(self) -> str:
        return findings.period_of(self.release)

    def bar(self, label: str, picture: str | None = None) -> Bar:
        """So many ``Yes`` of all, or the words that stand in place of figures."""
        if self.row.counts is None:
            return bars.untold(label, picture, self._words())
        count = self.row.counts[bars.ids(self.table.answers).index(YES)]
        n = self.row.n or 0
        return Bar(label, count, n, said.share(count, n, findings.n_pct(self.release)), picture)

    def _words(self) -> str:
        texts = {answer.id: answer.text for answer in self.table.answers}
        about = f"{said.quoted(texts[self.row.at_least[0]])}: " if self.row.at_least else ""
        return f"{about}{self.row.words}"


Column = dict[str, _Told | None]
"""What is told of each promise, in the council's order."""


def board(releases: Sequence[Release]) -> Finding | None:
    """Each promise as the latest of these releases tells it; None where fewer than three are told.

    ``releases`` stand oldest first. Years are left out where there are periods.
    """
    told = tuple(_all_told(_alike(releases)))
    kept: Column = {promise: _latest(told, KEPT, promise) for promise in PROMISES}
    if sum(one is not None for one in kept.values()) < LEAST:
        return None
    heard: Column = {promise: _latest(told, HEARD, promise) for promise in PROMISES}
    columns = {HEARD_OF: heard, KEPT_FOR_ME: kept} if any(heard.values()) else {KEPT_FOR_ME: kept}
    return _finding(columns, None if any(heard.values()) else _latest(told, HEARD, None))


def in_short(board: Finding) -> str:
    """What a board says, without what it does not show."""
    return " ".join(one for one in board.sentences if not one.startswith(_GAPS))


def _alike(releases: Sequence[Release]) -> Sequence[Release]:
    return [one for one in releases if not periods.is_year(one.id)] or releases


def _all_told(releases: Sequence[Release]) -> Iterator[_Told]:
    """The latest first; within one release figures before words, and many answers before few."""
    for release in reversed(releases):
        own = [_Told(release, table) for table in release.tables if _is_told(table)]
        yield from sorted(own, key=lambda one: (not one.figures, -(one.row.n or 0)))


def _is_told(table: Safe) -> bool:
    if table.dimension is not None or table.multiple or not table.rows:
        return False
    row = table.rows[0]
    return bool(row.words) or (row.counts is not None and YES in bars.ids(table.answers))


def _latest(told: Sequence[_Told], begins: str, promise: str | None) -> _Told | None:
    about = (one for one in told if one.table.promise == promise)
    return next((one for one in about if one.table.item.startswith(begins)), None)


def _finding(columns: dict[str, Column], whole: _Told | None) -> Finding:
    kept = _held(columns[KEPT_FOR_ME].values())
    used = [*_held([whole]), *(one for own in columns.values() for one in _held(own.values()))]
    panels = tuple(Panel(head, _ten(column)) for head, column in columns.items())
    title = _title(panels[-1].bars)
    subtitle = _subtitle(kept, used)
    drawn = (Panel(HEARD_OF, (whole.bar(ALL),)), *panels) if whole else panels
    last = max((one.release for one in used), key=lambda release: release.months[-1])
    return Finding(
        name=f"promises-{last.id}".lower(),
        survey=kept[0].table.survey,
        item="promises",
        question=QUESTION,
        period=findings.span_of([one.release for one in used]),
        dimension=None,
        title=title,
        subtitle=subtitle,
        sentences=tuple(_sentences(panels[-1].bars, whole)),
        alt=_alt(drawn),
        table=_grid(columns, whole, len({one.period for one in used}) > 1),
        chart=Chart("promises", title, QUESTION, subtitle, drawn),
        source=tuple(one.table for one in used),
    )


def _alt(drawn: Sequence[Panel]) -> str:
    alike = len({panel.bars[0].label for panel in drawn}) == 1
    how = "side by side" if alike else "one below the other"
    return bars.alt(drawn, "promise" if len(drawn) > 1 else None, how)


def _held(told: Iterable[_Told | None]) -> list[_Told]:
    return [one for one in told if one is not None]


def _ten(column: Column) -> tuple[Bar, ...]:
    named = enumerate(PROMISES.items(), 1)
    return tuple(_bar(column[id_], name, f"promise-{place}") for place, (id_, name) in named)


def _bar(told: _Told | None, name: str, picture: str) -> Bar:
    return told.bar(name, picture) if told else bars.untold(name, picture)


def _mostly(kept: Sequence[Bar]) -> list[Bar]:
    return [bar for bar in kept if 2 * bar.count > bar.n]


def _title(kept: Sequence[Bar]) -> str:
    shown = sum(bar.shown for bar in kept)
    most = len(_mostly(kept)) or "none"
    title = f"{KEPT_FOR_ME}: mostly ‘Yes’ to {most} of {said.counted(shown, 'promise')}"
    return messages.first_that_fits(title) if shown else "Promises told in words"


def _subtitle(kept: Sequence[_Told], used: Sequence[_Told]) -> str:
    amounts = sorted({one.row.n for one in kept if one.row.n})
    of = f"{amounts[0]:,} to {amounts[-1]:,}" if len(amounts) > 1 else f"{(amounts or [0])[0]:,}"
    each = f" of {of} answers each" if amounts else ""
    span = findings.span_of([one.release for one in used])
    return f"{span}; how many answered ‘Yes’{each}; each promise as last told."


def _sentences(kept: Sequence[Bar], whole: _Told | None) -> Iterator[str]:
    if whole and whole.figures:
        bar = whole.bar(ALL)
        yield f"‘Yes’ to ‘{whole.table.text}’: {bars.cell(bar, findings.n_pct(whole.release))}."
    shown = sum(bar.shown for bar in kept)
    most = said.listed(said.quoted(bar.label) for bar in _mostly(kept))
    if shown:
        of = said.counted(shown, "promise")
        yield f"Of {of} told in figures, most answers were ‘Yes’ to {most or 'none'}."
    gone = [said.quoted(bar.label) for bar in kept if bar.said == NOT_SHOWN]
    if gone:
        yield f"{_GAPS} {said.listed(gone)}."


def _grid(columns: dict[str, Column], whole: _Told | None, dated: bool) -> Grid:
    rows = [
        (name, *(_cell(column[promise], dated) for column in columns.values()))
        for promise, name in PROMISES.items()
    ]
    if whole is None:
        return Grid(("Promise", *columns), tuple(rows))
    # The first row asks something else than those below it, so the column names the answer alone.
    rows.insert(0, (f"{ALL}: {HEARD_OF[0].lower()}{HEARD_OF[1:]}", _cell(whole, dated)))
    return Grid(("Promise", YES.capitalize()), tuple(rows))


def _cell(told: _Told | None, dated: bool) -> str:
    if told is None:
        return NOT_SHOWN
    cell = bars.cell(told.bar(""), findings.n_pct(told.release))
    return f"{cell}, {told.period}" if dated else cell

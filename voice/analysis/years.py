"""A year over its periods: what may be said of it beside what they have said (policy, section 5).

Whoever holds the papers of the periods takes them from the year, and is left with the periods that
were silent. So these must together be rows that may be shown, or nobody's. That is looked at on
every scale the periods spoke on, for every row of theirs, and for the number of answers alone.

And a period's silence speaks. Where it told how many answered and not what, whoever knows the
ladder knows that an answer was given by few, and the year's figures could tell by how many. So a
year has figures only where each of its periods has them, or had too few answers to say anything.
That looks at no count, so a year that is missing says nothing more.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from voice.analysis import ladder
from voice.analysis.counts import Counts
from voice.analysis.ladder import Line, Rule, Scale
from voice.analysis.policy import Policy
from voice.analysis.safe import Release, Safe

BREAKDOWNS: tuple[str, ...] = ("age_band", "group", "helped")
"""What a year is broken down by. Its months stand in the releases of its periods."""

Counted = Callable[[frozenset[str]], Sequence[Counts]]
"""The tables of some periods together, those with one row among them."""
_Row = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one period said of a table: nothing, or its rows with the values each takes together."""

    period: str
    safe: Safe | None
    rows: tuple[_Row, ...] = ()

    def splits(self, row: _Row) -> bool:
        """Whether its rows tell those of ``row`` from all others."""
        return self.safe is not None and all(one <= row or not one & row for one in self.rows)

    def tells(self, row: _Row, scale: Scale) -> bool:
        """Whether its figures of that row are on this scale or on a finer one."""
        if self.safe is None or not self.splits(row):
            return False
        figures = all(one.counts is not None for one in self.safe.rows)
        return figures and _finer([answer.id.split("+") for answer in self.safe.answers], scale)

    def tells_n(self, row: _Row) -> bool:
        """Whether it says how many answered there."""
        if self.safe is None or not self.splits(row):
            return False
        return all(one.n is not None for one in self.safe.rows)


@dataclass(frozen=True, slots=True)
class Year:
    """The periods of a year: what each said, and what was counted in any of them together."""

    releases: tuple[Release, ...]
    counted: Counted

    def allows(
        self, table: Counts, scale: Scale, lines: Sequence[Line], policy: Policy, rule: Rule
    ) -> bool:
        """Whether the year's figures on this scale may be said beside those of its periods."""
        told = self._told(table, scale)
        if any(self._hints(table, scale, frozenset(line.values)) for line in lines):
            return False
        return all(
            self._pass(table, one, row, silent, policy, rule)
            for row in _rows(told, lines)
            for one, silent in _silent(table, scale, told, row)
        ) and self.allows_numbers(table, scale, lines, policy)

    def allows_numbers(
        self, table: Counts, scale: Scale, lines: Sequence[Line], policy: Policy
    ) -> bool:
        """Whether the year's numbers of answers may be said beside those of its periods."""
        told = [one for release in self.releases for one in _all_told(release, table)]
        return all(
            self._pass(table, scale, row, self._silent_on_n(told, row), policy, ladder.enough)
            for row in _rows(told, lines)
        )

    def spoke(self, table: Counts) -> bool:
        """Whether a period told how many answered this question.

        Words of the year would then say something of it: where they stand and where they do not.
        """
        return any(True for release in self.releases for _ in _all_told(release, table))

    def rules(self, policy: Policy) -> Policy:
        """The policy a year is made by: facts about the service were signed before all periods."""
        signed = all(release.policy.get("service_signed") for release in self.releases)
        return policy if signed else replace(policy, service_signed="")

    def _hints(self, table: Counts, scale: Scale, row: _Row) -> bool:
        """Whether a period told how many of these answered, and not what on this scale."""
        return any(
            any(one.tells_n(row) for one in _all_told(release, table))
            and not _told(release, table, scale).tells(row, scale)
            for release in self.releases
        )

    def _told(self, table: Counts, scale: Scale) -> list[_Told]:
        return [_told(release, table, scale) for release in self.releases]

    def _silent_on_n(self, told: Sequence[_Told], row: _Row) -> frozenset[str]:
        """Of a tick-all question every answer that is told tells it, and one is enough."""
        spoke = {one.period for one in told if one.tells_n(row)}
        return frozenset(release.id for release in self.releases).difference(spoke)

    def _pass(
        self,
        table: Counts,
        scale: Scale,
        row: _Row,
        silent: frozenset[str],
        policy: Policy,
        rule: Rule,
    ) -> bool:
        """Whether the silent periods are together a row that may be shown, or nobody's."""
        line = self._line(table, scale, row, silent) if silent else None
        return line is None or line.n == 0 or rule(line, policy) is None

    def _line(self, table: Counts, scale: Scale, row: _Row, silent: frozenset[str]) -> Line | None:
        for counted in self.counted(silent):
            same = counted.question.name == table.question.name
            if same and counted.dimension == table.dimension:
                parts = [one for one in ladder.lines(counted, scale) if row.issuperset(one.values)]
                return ladder.together(parts, counted) if parts else None
        return None


def _told(release: Release, table: Counts, scale: Scale) -> _Told:
    for told in _all_told(release, table):
        if told.safe is not None and told.safe.tick == scale.tick:
            return told
    return _Told(release.id, None)


def _all_told(release: Release, table: Counts) -> Iterator[_Told]:
    """All a period said of that question by that dimension: of a tick-all one, several tables."""
    joins = release.hierarchies.get(table.dimension or "", {})
    for safe in release.tables:
        dims = safe.question, safe.dimension, safe.crossed
        if dims == (table.question.name, table.dimension, None):
            yield _Told(release.id, safe, tuple(_parts(row.value, joins) for row in safe.rows))


def _parts(value: str | None, joins: Mapping[str, Sequence[str]]) -> _Row:
    return frozenset() if value is None else frozenset(joins.get(value, (value,)))


def _rows(told: Sequence[_Told], lines: Sequence[Line]) -> set[_Row]:
    """The year's rows, and those of its periods that are some of the year's together."""
    own = {frozenset(line.values) for line in lines}
    theirs = {row for one in told for row in one.rows}
    return own | {row for row in theirs if row == frozenset().union(*(o for o in own if o <= row))}


def _silent(
    table: Counts, scale: Scale, told: Sequence[_Told], row: _Row
) -> Iterator[tuple[Scale, frozenset[str]]]:
    """Every scale that the year tells and some period told, with the periods that did not."""
    for one in (scale,) if scale.tick else ladder.scales(table.question):
        silent = frozenset(period.period for period in told if not period.tells(row, one))
        if _finer(scale.takes, one) and len(silent) < len(told):
            yield one, silent


def _finer(answers: Sequence[Sequence[str]], scale: Scale) -> bool:
    """Whether answers put together like this can be put together further as the scale does."""
    return all(any(set(parts) <= set(takes) for takes in scale.takes) for parts in answers)

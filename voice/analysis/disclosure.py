"""What may be said of the answers of one period: the disclosure policy, sections 4 and 5.

``protect`` turns counted tables into a release. It is pure: the same tables and policy give the
same release. It looks at one table after the other; that nothing can be worked out from all of
them together is for the audit to judge, and ``without`` takes out what the audit refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from voice.analysis import company, crossing, labels, ladder
from voice.analysis.company import Came
from voice.analysis.counts import Counts
from voice.analysis.ladder import Line, Scale, Standing
from voice.analysis.policy import Policy
from voice.analysis.reasons import (
    ALIKE,
    AUDIT,
    BESIDE,
    CAME,
    CROSSED,
    FEW,
    NOBODY,
    ROUTED,
    SPLIT,
    TICKS,
    Reason,
)
from voice.analysis.safe import _SEAL, NotShown, Release, Safe, SafeRow
from voice.analysis.years import Year

FIGURES = frozenset({"as-asked", "collapsed", "joined"})
"""The forms that show how many gave each answer."""


def protect(
    tables: Sequence[Counts],
    earlier: Sequence[Release],
    policy: Policy,
    *,
    period: str = "",
    months: Sequence[str] = (),
    year: Year | None = None,
    came: Sequence[Came] = (),
) -> Release:
    """Everything that may be said of one period, and what may not with the reason.

    ``tables`` are those of ``counts.tabulate``: each question for everybody, then its breakdowns.
    Where the period is a ``year``, they are also looked at beside what its periods have said;
    ``came`` is how many came to its events.
    Period and months are taken from them; give both where nobody was asked anything. Raises
    ``ValueError`` for tables of several periods or of one that is released already.
    """
    period = period or next((table.period for table in tables), "")
    months = tuple(months) or next((table.months for table in tables), ())
    if not period or not months or {table.period for table in tables} - {period}:
        raise ValueError("a release is of one period and its months")
    if period in {release.period for release in earlier}:
        raise ValueError(f"{period} is released already, and never again")
    gate = _Gate(year.rules(policy) if year else policy, year, tuple(came))
    done = _Outcome()
    for table in tables:
        done = done.and_then(_protected(table, done, gate))
    return Release(
        id=period,
        period=period,
        months=tuple(months),
        policy=gate.policy.as_dict(),
        earlier=tuple(release.id for release in earlier),
        hierarchies=_hierarchies(period, months, done.wider),
        tables=done.tables,
        not_shown=done.not_shown,
        log=done.log,
    )


def without(release: Release, table_name: str, why: str) -> Release:
    """The release less the tables of that name, and with each the finer ones that add up to it.

    It would be said by them all the same. ``why`` goes into the log: a kind of finding, never a
    figure.
    """
    named = [table for table in release.tables if table.name == table_name]
    gone = [table for table in release.tables if any(_splits(table, one) for one in named)]
    lines = dict.fromkeys(_taken_out(t, t in named, release.id) for t in gone)
    dropped = tuple({"what": "dropped", "name": table.name, "why": why} for table in gone)
    return replace(
        release,
        tables=tuple(table for table in release.tables if table not in gone),
        not_shown=tuple(dict.fromkeys((*release.not_shown, *lines))),
        log=release.log + dropped,
    )


def _taken_out(table: Safe, itself: bool, period: str) -> NotShown:
    """Said of a finer table as if it had never stood: else it would tell that the audit was the
    reason, and not ``CAME``."""
    why = AUDIT if itself else SPLIT
    told = why.sentence, why.what_helps(period)
    return NotShown(table.survey, table.item, table.text, table.dimension, *told, table.crossed)


def _splits(finer: Safe, table: Safe) -> bool:
    """Whether the rows of ``finer`` add up to those of ``table``; each does to its own."""
    same = (finer.question, finer.tick) == (table.question, table.tick)
    return same and _dims(finer) >= _dims(table)


def _dims(table: Safe | Counts) -> frozenset[str]:
    return frozenset(dim for dim in (table.dimension, table.crossed) if dim is not None)


_Wider = tuple[str, str, tuple[str, ...]]
"""A dimension, a value of it that takes several together, and those."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of the tables that were asked for."""

    tables: tuple[Safe, ...] = ()
    not_shown: tuple[NotShown, ...] = ()
    log: tuple[dict[str, Any], ...] = ()
    wider: tuple[_Wider, ...] = ()

    def and_then(self, other: _Outcome) -> _Outcome:
        return _Outcome(
            self.tables + other.tables,
            self.not_shown + other.not_shown,
            self.log + other.log,
            self.wider + other.wider,
        )


@dataclass(frozen=True, slots=True)
class _Gate:
    """The rules in force, and what is said already: by the periods of a year, of who came."""

    policy: Policy
    year: Year | None
    came: tuple[Came, ...]

    def climb(self, table: Counts, scales: Sequence[Scale], sensitivity: str) -> Standing | Reason:
        rule = ladder.RULES[sensitivity]

        def refuses(scale: Scale, lines: Sequence[Line]) -> Reason | None:
            if self.year and not self.year.allows(table, scale, lines, self.policy, rule):
                return BESIDE
            return None if company.allows(self.came, table, lines, self.policy) else CAME

        found = ladder.climb(table, scales, self.policy, rule, refuses)
        if isinstance(found, Reason) and self.year and self.year.spoke(table):
            return BESIDE  # whatever the reason is: it would say what its periods do not
        return found

    def cross(
        self, table: Counts, scales: Sequence[Scale], joins: crossing.Joins
    ) -> Standing | Reason:
        found = crossing.climb(table, scales, joins, self.policy)
        refused = isinstance(found, Standing) and not company.allows(
            self.came, table, found.lines, self.policy
        )
        return CAME if refused else found

    def lower(self, table: Counts, sensitivity: str) -> tuple[Standing | None, Reason | None]:
        """The lower rungs, and what keeps the number of answers back, if anything does."""
        wordless = self.year is not None and self.year.spoke(table)
        found = ladder.lower(table, self.policy, sensitivity, wordless=wordless)
        if found is None or (found.rung == "service-words" and self.year is None):
            return found, None
        numbers = table, found.scale, found.lines, self.policy
        if self.year is not None and not self.year.allows_numbers(*numbers):
            return found, BESIDE
        return found, (None if company.allows(self.came, table, found.lines, self.policy) else CAME)


def _protected(table: Counts, before: _Outcome, gate: _Gate) -> _Outcome:
    """One table as high on the ladder as it stands, given what came of those before it."""
    policy = gate.policy
    sensitivity = _sensitivity(table, policy)
    done, reasons = _Outcome(), []
    for scales in _wanted(table, sensitivity):
        found = _climbed(table, scales, before, gate, sensitivity)
        if isinstance(found, Standing):
            done = done.and_then(_shown(table, found, sensitivity, policy))
        else:
            reasons.append(found)
            done = done.and_then(_logged(_name(table, scales[0].tick), "not shown", found))
    if table.dimension is None and not done.tables:
        return _on_lower_rungs(table, reasons[0], sensitivity, gate)
    if reasons:
        done = done.and_then(_hidden(table, _said(table, reasons, done), policy))
    return done


def _sensitivity(table: Counts, policy: Policy) -> str:
    """Service items are personal ones until the data owner has signed the list of them."""
    signed = table.question.sensitivity == "service" and policy.service_signed
    return "service" if signed else "personal"


def _wanted(table: Counts, sensitivity: str) -> Sequence[tuple[Scale, ...]]:
    """The scales of each table this one is told by: one, or for tick-all one an answer.

    Service answers are shown as asked at any count: coarser scales have no use there. By two
    dimensions they are treated as personal ones.
    """
    if table.question.multiple:
        return [(scale,) for scale in ladder.ticks(table.question)]
    known = ladder.scales(table.question)
    any_count = sensitivity == "service" and table.crossed is None
    return [known[:1] if any_count else known]


def _climbed(
    table: Counts,
    scales: Sequence[Scale],
    before: _Outcome,
    gate: _Gate,
    sensitivity: str,
) -> Standing | Reason:
    """Where it stands. A breakdown is only of what is shown in figures for everybody."""
    wider = [
        safe
        for safe in before.tables
        if (safe.question, safe.tick) == (table.question.name, scales[0].tick)
        and safe.form in FIGURES
    ]
    if table.crossed is not None:
        return gate.cross(table, scales, _joins(wider, before))
    if table.dimension is not None and not any(safe.dimension is None for safe in wider):
        return SPLIT
    return gate.climb(table, scales, sensitivity)


def _joins(shown: Sequence[Safe], before: _Outcome) -> crossing.Joins:
    """What the rows of the tables by one dimension take together."""
    parts = {(dimension, value): taken for dimension, value, taken in before.wider}
    return {
        safe.dimension: [parts.get((safe.dimension, v), (v,)) for v in values]
        for safe in shown
        if safe.dimension and (values := [row.value for row in safe.rows if row.value])
    }


def _on_lower_rungs(table: Counts, reason: Reason, sensitivity: str, gate: _Gate) -> _Outcome:
    policy, (standing, kept) = gate.policy, gate.lower(table, sensitivity)
    why = _hidden(table, _said(table, [reason], _Outcome()), policy)
    if standing is None or kept is BESIDE:
        return why.and_then(_logged(_name(table), "not shown", reason))
    beneath = why if standing.rung == "n-only" else _Outcome()
    if kept is not None:
        # Line for line what is said where the audit takes such a table out.
        beneath = _Outcome() if reason is CAME else beneath
        log = _logged(_name(table), "not shown", kept)
        return beneath.and_then(_hidden(table, kept, policy)).and_then(log)
    return _shown(table, standing, sensitivity, policy, reason).and_then(beneath)


def _said(table: Counts, reasons: Sequence[Reason], done: _Outcome) -> Reason:
    """The reason told for a table: of a breakdown never which part of it is the cause."""
    if table.crossed is not None and not done.tables:
        return CROSSED if table.rows else NOBODY
    if table.dimension is not None and not done.tables:
        return SPLIT
    if table.question.multiple and (done.tables or reasons[0] is ALIKE):
        return TICKS
    if table.question.base and reasons[0] is FEW:
        return ROUTED  # a reason of its own would tell that few took the other way
    return reasons[0]


def _hidden(table: Counts, reason: Reason, policy: Policy) -> _Outcome:
    question = table.question
    told = reason.told(policy), reason.what_helps(table.period)
    dims = table.dimension, *told, table.crossed
    line = NotShown(question.survey, question.item, question.text, *dims)
    return _Outcome(not_shown=(line,))


def _logged(name: str, rung: str, why: Reason | None = None) -> _Outcome:
    entry = {"what": "table", "name": name, "rung": rung, "why": why.id if why else ""}
    return _Outcome(log=(entry,))


def _name(table: Counts, tick: str | None = None) -> str:
    by = f" by {' and '.join(sorted(_dims(table)))}" if table.dimension else ""
    return table.question.name + by + (f": {tick}" if tick else "")


def _shown(
    table: Counts, standing: Standing, sensitivity: str, policy: Policy, why: Reason | None = None
) -> _Outcome:
    question, scale = table.question, standing.scale
    safe = Safe(
        name=_name(table, scale.tick),
        survey=question.survey,
        item=question.item,
        text=question.text,
        kind=question.kind,
        period=table.period,
        dimension=table.dimension,
        form=standing.rung,
        sensitivity=sensitivity,
        answers=scale.answers,
        rows=tuple(_row(table, standing, line, policy) for line in standing.lines),
        multiple=question.multiple,
        tick=scale.tick,
        theme=question.theme,
        promise=question.promise,
        priority=question.priority,
        base=question.base if question.base_in else None,
        base_in=question.base_in,
        crossed=table.crossed,
        before=question.before,
        seal=_SEAL,
    )
    joined = [(table.dimension, line.values) for line in standing.lines]
    joined += [(table.crossed, line.crossed) for line in standing.lines]
    merged = [("answer", takes) for takes in scale.takes]
    wider = tuple(
        (dimension, "+".join(parts), parts)
        for dimension, parts in (*joined, *merged)
        if dimension and len(parts) > 1
    )
    return _Outcome(tables=(safe,), wider=wider).and_then(_logged(safe.name, safe.form, why))


def _row(table: Counts, standing: Standing, line: Line, policy: Policy) -> SafeRow:
    scale = standing.scale
    given = line.counts[: len(scale.answers)]
    row = SafeRow(
        value="+".join(line.values) or None,
        label=_label(table, line),
        n=line.n,
        crossed="+".join(line.crossed) or None,
    )
    if standing.rung in FIGURES:
        return replace(row, counts=given, mean=_mean(table, scale, line))
    if standing.bounded is not None:
        answer, least = scale.answers[standing.bounded], line.n - policy.rest
        return replace(row, words=labels.bounded(line.n, policy), at_least=(answer.id, least))
    if standing.rung == "service-words":
        texts = [answer.text for answer in scale.answers]
        return replace(row, n=None, words=labels.few_words(texts, given, line.n, policy))
    return row


def _label(table: Counts, line: Line) -> str:
    if table.dimension is None or table.crossed is None:
        return labels.row(table.dimension, line.values, table.groups)
    two = table.dimension, line.values, table.crossed, line.crossed
    return labels.crossed_row(*two, table.groups)


def _mean(table: Counts, scale: Scale, line: Line) -> float | None:
    """The mean to one decimal, a half rounded up; only where every answer is shown as asked."""
    scores = [answer.score for answer in scale.answers if answer.score is not None]
    one_each = len(scores) == len(scale.answers) == len(line.counts)
    if not table.question.mean or scale.collapsed or not one_each:
        return None
    total = sum(score * count for score, count in zip(scores, line.counts, strict=True))
    return (20 * total + line.n) // (2 * line.n) / 10


def _hierarchies(
    period: str, months: Sequence[str], wider: Sequence[_Wider]
) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {"time": {period: list(months)}, "group": {}}
    for dimension, value, parts in wider:
        found.setdefault(dimension, {})[value] = list(parts)
    return found

"""Voice on the theme: everything that may be said on one of the five priorities, with its date.

What is told here was told before: in releases, in papers and in plans. It is only put together by
what it is about; so nothing new can be learned from it about anybody.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from voice import words
from voice.analysis import befores, findings, messages, periods, said, trends
from voice.analysis.findings import Finding
from voice.analysis.plans import Line
from voice.analysis.safe import NotShown, Release, Safe
from voice.survey.measures import PRIORITIES, PRIORITY_OF

CANNOT = "We cannot say this without pointing at somebody."
MORE = "More answers can bring it back."
"""What brings back a question of which only the number of answers is told."""
THEMES: dict[str, str] = {
    "home": "stability",
    "family": "stability",
    "health": "healthy",
    "safe": "safe",
    "listening": "voices",
    "money": "adulthood",
    "future": "adulthood",
}
"""Theme of what young people wrote → the priority it belongs to. Others belong to none alone."""
IN_PLANS: dict[str, str] = {
    "safe": r"safe\w*|bull(y|ying|ied)|online",
    "healthy": r"health\w*|wellbeing|doctors?|dentists?|sports?|cook(ing|ery)?",
    "stability": r"homes?|moves?|moving|carers?|famil(y|ies)|brothers?|sisters?|siblings?",
    "adulthood": r"leav(e|ing|ers?)|advis[eo]rs?|jobs?|work experience|college|money|adulthood",
    "voices": r"voices?|councils?|councillors?|listen\w*|promises?|reviews?",
}
"""By which words a line of the plan, which is the service's own, belongs to a priority."""

CAME_OF: dict[str | None, str] = {
    None: "",
    "done": "Done.",
    "changed": "Changed.",
    "not-done": "Not done.",
}
"""What is told of a line of the plan by its outcome, before the reason."""

WHOLE = frozenset({None, befores.DIMENSION})
"""How a finding for everybody is broken down: not at all, or into before and after."""

Key = tuple[str, str]
"""A question: its questionnaire and item."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A question that was ever asked, and what it tells about."""

    survey: str
    item: str
    text: str
    theme: str | None = None
    promise: str | None = None
    priority: str | None = None

    @property
    def key(self) -> Key:
        return self.survey, self.item


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words that a paper told, as it told them."""

    text: str
    survey: str
    item: str
    meeting: date
    """That of the paper."""
    own: bool = True
    """Whether they are somebody's own words; else what somebody meant."""


@dataclass(frozen=True, slots=True)
class Named:
    """A theme named of what young people wrote, in a sentence, and of when."""

    theme: str
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class Known:
    """All that was ever told, out of which a voice is put together."""

    releases: tuple[Release, ...] = ()
    """Periods and years, in the order in which they were made."""
    measured: tuple[Measured, ...] = ()
    """Every question, in the order in which it is asked."""
    spoken: tuple[Spoken, ...] = ()
    named: tuple[Named, ...] = ()
    plans: tuple[Line, ...] = ()
    """Lines that a paper told; their outcome only where a paper told that as well."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence or several, and of when they are."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What was ever answered to one question."""

    survey: str
    item: str
    question: str
    answers: tuple[Dated, ...]
    """For everybody, the newest first; a year after the periods."""
    splits: tuple[Dated, ...] = ()
    """The newest of them by age band and so on."""
    changed: str = ""
    """What moved since the period before, or that nothing did; empty where none is comparable."""
    withheld: Dated | None = None
    """That the newest period asked and cannot say, and what would bring it back."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Everything that may be said on one priority."""

    priority: str
    told: tuple[Told, ...]
    named: tuple[Named, ...]
    spoken: tuple[tuple[str, tuple[Spoken, ...]], ...]
    """The words of a question, and what was said to it."""
    plans: tuple[Dated, ...]
    """Lines of the plan by month, with what came of them where a paper told it."""

    @property
    def name(self) -> str:
        return PRIORITIES[self.priority]

    @property
    def silent(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.told or self.named or self.spoken or self.plans)


def on(priority: str, known: Known) -> Voice:
    """Everything that may be said on a priority. Raises ``KeyError`` for one that is none."""
    if priority not in PRIORITIES:
        raise KeyError(priority)
    asked = [one for one in known.measured if is_about(one, priority)]
    told = (_told(one, known.releases) for one in asked)
    changes = _changes(known.releases)
    return Voice(
        priority,
        tuple(replace(one, changed=changes.get((one.survey, one.item), "")) for one in told if one),
        tuple(one for one in known.named if THEMES.get(one.theme) == priority),
        _spoken(asked, known.spoken),
        tuple(_planned(line) for line in known.plans if in_plan(line, priority)),
    )


def is_about(one: Measured | Safe, priority: str) -> bool:
    """Whether a question tells about a priority, itself or by the promise it is about."""
    return priority in {one.priority, PRIORITY_OF.get(one.promise or "")}


def in_plan(line: Line, priority: str) -> bool:
    """Whether a line of the plan speaks of a priority; what will be asked is not looked at."""
    words = rf"\b({IN_PLANS[priority]})\b"
    return re.search(words, f"{line.what} {line.whom}", re.IGNORECASE) is not None


def newest_first(releases: Sequence[Release]) -> list[Release]:
    """Periods, then years, each the newest first."""
    kinds = (trends.of_kind(releases, year=year) for year in (False, True))
    return [release for kind in kinds for release in reversed(kind)]


def only(release: Release, pick: Callable[[Safe], bool]) -> Release:
    """The release with some of its tables."""
    return replace(release, tables=tuple(table for table in release.tables if pick(table)))


def withheld(key: Key, release: Release) -> NotShown | Safe | None:
    """What a release holds back of a question for everybody; None where it holds back nothing."""
    found: list[NotShown | Safe] = [
        one for one in release.not_shown if (one.survey, one.item) == key and one.dimension is None
    ]
    found += [table for table in release.tables if _is(table, key) and not _speaks(table)]
    return next(iter(found), None)


def back(gone: NotShown | Safe) -> str:
    """That it cannot be said, and what would bring it back."""
    return f"{CANNOT} {said.sentence(gone.back) if isinstance(gone, NotShown) else MORE}"


def _is(table: Safe, key: Key) -> bool:
    return (table.survey, table.item) == key and table.dimension is None


def _speaks(table: Safe) -> bool:
    return any(row.counts is not None or row.words for row in table.rows)


def _planned(line: Line) -> Dated:
    told = (said.sentence(line.what), CAME_OF[line.outcome], said.sentence(line.reason))
    return Dated(words.month_name(line.month), " ".join(part for part in told if part))


def _told(one: Measured, releases: Sequence[Release]) -> Told | None:
    ordered = newest_first(releases)
    held = {release.id: _findings(one.key, release) for release in ordered}
    told = [release for release in ordered if held[release.id]]
    answers = _once(
        Dated(finding.period, " ".join(finding.sentences))
        for release in told
        for finding in held[release.id]
        if finding.dimension in WHOLE
    )
    splits = [
        Dated(f"{finding.period}, {_by(finding)}", " ".join(finding.sentences))
        for release in told[:1]
        for finding in held[release.id]
        if finding.dimension not in WHOLE
    ]
    silent = _silent(one.key, ordered)
    if not (answers or splits or silent):
        return None
    return Told(one.survey, one.item, one.text, tuple(answers), tuple(splits), withheld=silent)


def _once(answers: Iterable[Dated]) -> list[Dated]:
    """Without a year that says what its only period said."""
    found: list[Dated] = []
    for one in answers:
        year = periods.is_year(one.when)
        if not (year and any(other.text == one.text for other in found)):
            found.append(one)
    return found


def _by(finding: Finding) -> str:
    names = (finding.dimension or "").split("+")
    return f"by {' and '.join(messages.DIMENSIONS[name] for name in names)}"


def _findings(key: Key, release: Release) -> tuple[Finding, ...]:
    own = only(release, lambda table: (table.survey, table.item) == key)
    if not own.tables:
        return ()
    again = [one for one in befores.of(release) if (one.survey, one.item) == key]
    return (*findings.of(own), *again)


def _silent(key: Key, ordered: Sequence[Release]) -> Dated | None:
    """What the newest release says of not telling it, if that release was asked to."""
    for release in ordered[:1]:
        gone = withheld(key, release)
        if gone is not None and not any(_is(t, key) and _speaks(t) for t in release.tables):
            return Dated(findings.period_of(release), back(gone))
    return None


def _changes(releases: Sequence[Release]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for series in trends.of(releases):
        found.setdefault((series.survey, series.item), " ".join(series.sentences))
    return found


def _spoken(
    asked: Iterable[Measured], spoken: Sequence[Spoken]
) -> tuple[tuple[str, tuple[Spoken, ...]], ...]:
    """Each question once, what was said to it by the newest paper first and then by its words."""
    found = (
        (one.text, tuple(sorted(_to(one, spoken), key=lambda line: line.text.casefold())))
        for one in asked
    )
    newest = (
        (text, tuple(sorted(lines, key=lambda line: line.meeting, reverse=True)))
        for text, lines in found
    )
    return tuple((text, lines) for text, lines in newest if lines)


def _to(one: Measured, spoken: Iterable[Spoken]) -> list[Spoken]:
    return [line for line in spoken if (line.survey, line.item) == one.key]

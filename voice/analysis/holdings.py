"""Everything that stored releases hold, and what may be chosen from it: nothing else is offered.

A choice is a survey, one question of it or several, a period or all of them, and a breakdown.
Whatever is asked for, the nearest choice that the releases hold is made.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from voice.analysis import befores, findings, periods, said, trends, withheld
from voice.analysis.findings import Finding
from voice.analysis.safe import NotShown, Release, Safe

EVERY = "all"
"""The period that stands for all of them, side by side."""
EVERYBODY = ""
"""The breakdown that is none."""
BEFORE = befores.DIMENSION
DIMENSIONS: dict[str, str] = {
    "age_band": "age band",
    "group": "group",
    "helped": "alone or together",
    "month": "month",
}
"""What a table may be broken down by, in the words of the pages."""
_ORDER = (EVERYBODY, BEFORE, *DIMENSIONS)
CROSSED = "."
"""Between two dimensions: ``age_band.group``."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen. Empty where there is nothing to choose from."""

    survey: str = ""
    items: tuple[str, ...] = ()
    period: str = ""
    by: str = EVERYBODY


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not shown of a question: which breakdowns, why, and what would bring them back."""

    by: str
    """As it is read: For everybody, by group and by month."""
    why: str
    back: str


@dataclass(frozen=True, slots=True)
class Silence:
    """One question of which something is not shown."""

    survey: str
    item: str
    question: str
    gaps: tuple[Gap, ...]
    answers: int | None
    """The number of answers, where that is all that may be said for everybody."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why tables are not shown, what would bring them back, and how many they are."""

    why: str
    back: str
    tables: int


@dataclass(frozen=True, slots=True)
class Told:
    """What may be said of one question, as chosen, and what of it is not shown."""

    item: str
    question: str
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    answers: int | None
    """The number of answers, where that is all that may be said."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What one release holds of one question."""

    findings: Mapping[str, tuple[Finding, ...]]
    gone: tuple[NotShown, ...]
    answers: int | None


class Holdings:
    """What all releases hold. They are given oldest first."""

    def __init__(self, releases: Sequence[Release]) -> None:
        self.releases = tuple(releases)
        self._texts: dict[tuple[str, str], str] = {}
        self._held: dict[tuple[str, str], dict[str, _Held]] = {}
        self._known_trends: dict[int, tuple[Finding, ...]] = {}
        for release in releases:
            self._take(release)

    # What may be chosen

    @cached_property
    def surveys(self) -> tuple[str, ...]:
        """Surveys that any release tells of, those that most releases show something of first."""
        shown = Counter(
            survey
            for (survey, _), held in self._held.items()
            for one in held.values()
            if one.findings
        )
        return tuple(sorted({survey for survey, _ in self._held}, key=lambda s: (-shown[s], s)))

    def questions(self, survey: str) -> tuple[Option, ...]:
        """The questions of a survey, in its order, in the words they were last asked in."""
        return tuple(Option(item, text) for (of, item), text in self._texts.items() if of == survey)

    def periods(self, survey: str, items: Sequence[str]) -> tuple[Option, ...]:
        """Releases that tell of a question, newest first, and all of them where there is a
        series. Those that show nothing of it say so: why stands below."""
        held = [self._held.get((survey, item), {}) for item in items]
        found = [
            Option(release.id, _name(release, any(h[release.id].findings for h in told)))
            for release in reversed(self.releases)
            if (told := [one for one in held if release.id in one])
        ]
        every = any(self._series(survey, item) for item in items)
        return (*found, Option(EVERY, "All periods, side by side")) if every else tuple(found)

    def breakdowns(self, survey: str, items: Sequence[str], period: str) -> tuple[Option, ...]:
        """What is shown of the questions in the period; for everybody always, as the reason why
        not is told there."""
        found = {EVERYBODY}
        for item in items if period != EVERY else ():
            found |= self._of(survey, item, period).findings.keys()
        return tuple(Option(by, sentence_of(by)) for by in sorted(found, key=_place))

    def choose(self, survey: str, items: Iterable[str], period: str, by: str) -> Choice:
        """The nearest choice that there is: what is not there is replaced by the first that is,
        a period by the newest that shows something."""
        if not self.surveys:
            return Choice()
        survey = survey if survey in self.surveys else self.surveys[0]
        known = [one.value for one in self.questions(survey)]
        wanted = set(items)
        chosen = tuple(item for item in known if item in wanted) or (self._first(survey, known),)
        told = [one.value for one in self.periods(survey, chosen)]
        period = period if period in told else self._newest(survey, chosen)
        offered = [one.value for one in self.breakdowns(survey, chosen, period)]
        return Choice(survey, chosen, period, by if by in offered else EVERYBODY)

    # What is told

    def told(self, choice: Choice) -> tuple[Told, ...]:
        """What may be said of every question chosen, in the survey's order."""
        return tuple(self._told(choice, item) for item in choice.items)

    def latest(self, survey: str, item: str) -> str:
        """The newest period that shows something of a question; empty where none does."""
        shown = [id_ for id_, held in self._held[survey, item].items() if held.findings]
        whole = [id_ for id_ in shown if not periods.is_year(id_)]
        return (whole or shown or [""])[-1]

    def _told(self, choice: Choice, item: str) -> Told:
        question = self._texts[choice.survey, item]
        if choice.period == EVERY:
            series = self._series(choice.survey, item)
            return Told(item, question, series, (), None)
        held = self._of(choice.survey, item, choice.period)
        found = held.findings.get(choice.by, ())
        return Told(item, question, found, gaps_of(held.gone), held.answers)

    def _of(self, survey: str, item: str, period: str) -> _Held:
        return self._held.get((survey, item), {}).get(period, _NOTHING)

    def _first(self, survey: str, items: Sequence[str]) -> str:
        return next((item for item in items if self.latest(survey, item)), items[0])

    def _newest(self, survey: str, items: Sequence[str]) -> str:
        """The newest period that shows something of any of them, else the newest there is."""
        shown = [found for item in items if (found := self.latest(survey, item))]
        order = [release.id for release in self.releases]
        if shown:
            return max(shown, key=order.index)
        return next(id_ for id_ in reversed(order) if id_ in self._held[survey, items[0]])

    def _take(self, release: Release) -> None:
        told: dict[tuple[str, str], dict[str, tuple[Finding, ...]]] = {}
        for finding in (*findings.of(release), *befores.of(release)):
            own = told.setdefault((finding.survey, finding.item), {})
            by = _by(finding)
            own[by] = (*own.get(by, ()), finding)
        asked = _asked(release)
        # The newest words and the newest order of questions stand first.
        self._texts = asked | {key: text for key, text in self._texts.items() if key not in asked}
        for survey, item in asked:
            gone = [one for one in release.not_shown if (one.survey, one.item) == (survey, item)]
            answers = _answers(release, survey, item)
            held = _Held(told.get((survey, item), {}), tuple(gone), answers)
            self._held.setdefault((survey, item), {})[release.id] = held

    def _series(self, survey: str, item: str) -> tuple[Finding, ...]:
        """The question over periods, up to the last that can be compared with one before it."""
        asked = self._held.get((survey, item), {})
        for last in range(len(self.releases), 1, -1):
            if self.releases[last - 1].id in asked:
                found = [
                    one for one in self._trends(last) if (one.survey, one.item) == (survey, item)
                ]
                if found:
                    return tuple(found)
        return ()

    def _trends(self, last: int) -> tuple[Finding, ...]:
        if last not in self._known_trends:
            told = self.releases[:last]
            self._known_trends[last] = (*trends.of(told), *trends.of_years(told))
        return self._known_trends[last]


_NOTHING = _Held({}, (), None)


def name_of(release: Release) -> str:
    """A release as it is read: September to October 2019, or Year 2019."""
    return f"Year {release.id}" if periods.is_year(release.id) else findings.period_of(release)


def sentence_of(by: str) -> str:
    """A breakdown as it stands in a list: By age band and group."""
    whole = {EVERYBODY: "Everybody together", BEFORE: "Before and after"}
    return whole.get(by) or f"By {_dimensions(by)}"


def gaps_of(gone: Iterable[NotShown]) -> tuple[Gap, ...]:
    """What is not shown of one question: the breakdowns with the same reason in one line."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in gone:
        where = found.setdefault((one.reason, one.back), {})
        where[withheld.by(one.dimension, one.crossed)] = None
    return tuple(
        Gap(said.sentence(said.listed(where)), said.sentence(why), said.sentence(back))
        for (why, back), where in found.items()
    )


def silences(release: Release) -> tuple[Silence, ...]:
    """Every question of which a release does not show something, by survey."""
    gone: dict[tuple[str, str, str], list[NotShown]] = {}
    for one in release.not_shown:
        gone.setdefault((one.survey, one.item, one.text), []).append(one)
    return tuple(
        Silence(survey, item, text, gaps_of(found), _answers(release, survey, item))
        for (survey, item, text), found in sorted(gone.items(), key=lambda pair: pair[0][0])
    )


def reasons(release: Release) -> tuple[Reason, ...]:
    """Why tables of a release are not shown, the most frequent reason first."""
    found = Counter((one.reason, one.back) for one in release.not_shown)
    return tuple(
        Reason(said.sentence(why), said.sentence(back), number)
        for (why, back), number in found.most_common()
    )


def _name(release: Release, shown: bool) -> str:
    return name_of(release) + ("" if shown else " (not shown)")


def _dimensions(by: str) -> str:
    return said.listed(DIMENSIONS.get(one, one) for one in by.split(CROSSED))


def _key(dimension: str | None, crossed: str | None) -> str:
    return CROSSED.join(one for one in (dimension, crossed) if one)


def _by(finding: Finding) -> str:
    """What a finding of one release is broken down by."""
    if finding.dimension == BEFORE:
        return BEFORE
    return _key(finding.source[0].dimension, finding.source[0].crossed)


def _place(by: str) -> tuple[int, int, str]:
    """Everybody first, then one dimension, then two."""
    first = by.split(CROSSED)[0]
    return by.count(CROSSED), _ORDER.index(first) if first in _ORDER else len(_ORDER), by


def _asked(release: Release) -> dict[tuple[str, str], str]:
    """The questions a release says anything of, even why it does not: their words."""
    told: tuple[Safe | NotShown, ...] = (*release.tables, *release.not_shown)
    found: dict[tuple[str, str], str] = {}
    for one in told:
        found.setdefault((one.survey, one.item), one.text)
    return found


def _answers(release: Release, survey: str, item: str) -> int | None:
    """The number of answers of a question of which nothing more is said."""
    for table in release.tables:
        whole = table.dimension is None and (table.survey, table.item) == (survey, item)
        if whole and all(row.counts is None and row.words is None for row in table.rows):
            return table.rows[0].n
    return None

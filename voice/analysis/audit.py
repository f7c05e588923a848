"""The gate before anything is said: what could a stranger work out from all that is published?

It reads ``tables.json`` of this and every earlier release and nothing else, so that anybody can
run it on what a council has published. It knows nothing of how the tables were protected.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from voice.analysis.atoms import Component
from voice.analysis.bounds import Deadline
from voice.analysis.narrowing import Danger, DangerPlace, judge
from voice.analysis.published import Document, Published, UnreadableError, parse, read
from voice.analysis.subtraction import worked_out
from voice.analysis.systems import systems

PATIENCE = 600.0
"""Seconds after which the audit refuses what it has not finished."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One way to a disclosure. Says where, and never a number that is not published."""

    tables: tuple[str, ...]
    """Tables of the newest release that bear on it: where leaving out one of them alone mends it,
    only such tables. Empty: it lies in earlier releases, and nothing in the newest mends it."""
    kind: str
    """small, narrow, alike, contradiction, too-hard or unreadable."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the audit says. Equal for equal documents, however long it took."""

    findings: tuple[Finding, ...]
    narrowest: int | None
    """No withheld small count is known more closely than to so many steps; None: there is none."""
    solves: int
    timed_out: bool = False
    seconds: float = field(default=0.0, compare=False)

    @property
    def passed(self) -> bool:
        """Whether all of it may be published."""
        return not self.findings and not self.timed_out


def examine(documents: Sequence[str], patience: float = PATIENCE, settled: int = 0) -> Verdict:
    """Judge the texts of ``tables.json``, oldest first, the one to be published last.

    The first ``settled`` of them have passed together before. A system that was whole then and is
    the same now is not judged again, and neither its solves nor its widths are told.

    Never raises: what cannot be read, checked or finished in ``patience`` seconds is refused.
    """
    start = perf_counter()
    audit = _Audit(Deadline(patience))
    try:
        audit.run([parse(text) for text in documents], settled)
    except UnreadableError as error:
        audit.findings.append(Finding((), "unreadable", f"Cannot be audited: {error}."))
    except TimeoutError:
        audit.timed_out = True
    return Verdict(
        findings=tuple(audit.findings),
        narrowest=audit.narrowest,
        solves=audit.solves,
        timed_out=audit.timed_out,
        seconds=perf_counter() - start,
    )


def explain(verdict: Verdict) -> list[str]:
    """The verdict in sentences, without any number that is not published."""
    if verdict.timed_out:
        return [_TIMED_OUT]
    if verdict.findings:
        return [f"{finding.sentence} {_remedy(finding)}" for finding in verdict.findings]
    if verdict.narrowest is None:
        return ["Nothing more can be worked out: no small count is withheld."]
    closest = f"{verdict.narrowest} steps"
    return [f"No small count that is withheld can be worked out more closely than {closest}."]


@dataclass(slots=True)
class _Audit:
    """One run, and what it has found so far."""

    deadline: Deadline
    findings: list[Finding] = field(default_factory=list)
    narrowest: int | None = None
    solves: int = 0
    timed_out: bool = False
    _passed: set[Component] = field(default_factory=set)
    """Systems that passed before."""
    _known: dict[frozenset[str], Mapping[str, Collection[DangerPlace]]] = field(
        default_factory=dict
    )

    def run(self, documents: Sequence[Document], settled: int = 0) -> None:
        if not documents:
            return
        published = read(documents)
        self._passed = {component for component, _ in systems(read(documents[:settled]))}
        dangers = dict.fromkeys(worked_out(published), frozenset[str]())
        for component, inside in systems(published):
            self.deadline.left()
            if component in self._passed:
                continue
            judged = judge(component, self.deadline)
            self.solves += judged.solves
            widths = [w for w in (self.narrowest, judged.narrowest) if w is not None]
            self.narrowest = min(widths, default=None)
            questions = frozenset(one.question for one in inside)
            for danger in judged.dangers:
                dangers[danger] = dangers.get(danger, frozenset()) | questions
        for danger in sorted(dangers):
            left = self._left(dangers[danger] | {danger.question}, documents)
            mending = tuple(name for name in left if name and danger.place not in left[name])
            bearing = () if danger.place in left[_NOTHING] else tuple(name for name in left if name)
            self.findings.append(Finding(mending or bearing, danger.kind, _sentence(danger)))

    def _left(
        self, questions: frozenset[str], documents: Sequence[Document]
    ) -> Mapping[str, Collection[DangerPlace]]:
        """By table of the newest release, where danger is left without it, or without any."""
        if questions not in self._known:
            *earlier, newest = (_only(document, questions) for document in documents)
            tables = newest["tables"]
            left = {_NOTHING: self._places(read([*earlier, {**newest, "tables": []}]))}
            for name in dict.fromkeys(table["name"] for table in tables):
                rest = [table for table in tables if table["name"] != name]
                left[name] = self._places(read([*earlier, {**newest, "tables": rest}]))
            self._known[questions] = left
        return self._known[questions]

    def _places(self, published: Published) -> set[DangerPlace]:
        found = {danger.place for danger in worked_out(published)}
        for component, _ in systems(published):
            self.deadline.left()
            if component not in self._passed:
                found |= {danger.place for danger in judge(component, self.deadline).dangers}
        return found


_NOTHING = ""
_TIMED_OUT = (
    "The audit did not finish in its time, so nothing may be said."
    " Leave out breakdowns, the finest first, and try again."
)


def _only(document: Document, questions: frozenset[str]) -> Document:
    """The document with the tables of these questions only."""
    tables = [t for t in document["tables"] if t["dims"]["question"] in questions]
    return {**document, "tables": tables}


def _remedy(finding: Finding) -> str:
    if finding.kind == "unreadable":
        return "Give the tables.json of every release so far, unchanged."
    if not finding.tables:
        return (
            "It lies in earlier releases: no table of the newest mends it. Say nothing more of it."
        )
    if len(finding.tables) == 1:
        return f"Leave out {finding.tables[0]}."
    return f"Leave out one of these, and try again: {'; '.join(finding.tables)}."


_SENTENCES = {
    "small": "a small count is shown or can be worked out",
    "narrow": "a small count that is not shown can be worked out too closely",
    "alike": "it can be worked out that everybody, or all but one, gave the same answer",
    "contradiction": "the figures contradict each other",
    "too-hard": "the figures are too many or too tangled to be checked",
}


def _sentence(danger: Danger) -> str:
    where = f"“{danger.question}”"
    if danger.span:
        where += f", {danger.span}"
    if danger.dimensions:
        where += " by " + " and ".join(name.replace("_", " ") for name in danger.dimensions)
    return f"{where}: {_SENTENCES[danger.kind]}."

"""What a reader with a pencil can work out: published counts, and one taken from another.

Small counts that are published outright or by leaving one answer out of a row; any count minus
another that is part of it, over all releases; any count minus all its parts in shorter times.
The system of atoms would show most of these too. This needs no solver, and covers differences
that are no node of the time tree, such as a year minus the only period that was shown.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voice.analysis.narrowing import Danger
from voice.analysis.published import Place, Published


@dataclass(frozen=True, slots=True)
class Known:
    """A count known to the last answer: of some answers, of all (None), or of all ``but`` some."""

    question: str
    answers: frozenset[str] | None
    but: bool
    place: Place
    count: int
    k: int
    """The least small count that may be known, by the policy of the release that said it."""

    def holds(self, part: "Known") -> bool:
        """Whether everybody counted in ``part`` is counted in this."""
        return self._place_holds(part.place) and self._answers_hold(part)

    def _place_holds(self, part: Place) -> bool:
        own = self.place
        wider = own.dimension is None or (
            own.dimension == part.dimension and part.values <= own.values
        )
        return wider and part.months <= own.months

    def _answers_hold(self, part: "Known") -> bool:
        if self.answers is None:
            return True
        if part.answers is None:
            return False
        if self.but and part.but:
            return self.answers <= part.answers
        if self.but:
            return not self.answers & part.answers
        return not part.but and part.answers <= self.answers


def worked_out(published: Published) -> Iterator[Danger]:
    """Every small count that subtraction gives, and every row in which all answered alike."""
    names = {months: name for name, months in published.nodes.items()}
    for known in _known_by_subject(published):
        for one in known:
            if one.but and one.count == 0 and one.answers is not None:
                yield _danger("alike", one, names)
            if 0 < one.count < one.k:
                yield _danger("small", one, names)
        for whole in [*_differences(known), *_remainders(known)]:
            yield _danger("small", whole, names)


def _danger(kind: str, one: Known, names: dict[frozenset[str], str]) -> Danger:
    span = names.get(one.place.months, ", ".join(sorted(one.place.months)))
    return Danger(kind, one.question, span, (one.place.dimension,) if one.place.dimension else ())


def _known_by_subject(published: Published) -> Iterator[list[Known]]:
    """The known counts of each personal question; of a tick-all question, of each answer."""
    by_subject: dict[tuple[str, frozenset[str]], list[Known]] = {}
    for one in published.statements:
        if not one.exact or one.question not in published.personal:
            continue
        answers = one.terms[0][0]
        tick = answers if one.question in published.multiple else None
        k = published.parameters[one.release].k
        known = Known(one.question, answers, False, one.place, one.low, k)
        by_subject.setdefault((one.question, tick or frozenset()), []).append(known)
    for (question, tick), counts in by_subject.items():
        n = (
            by_subject[question, frozenset()]
            if tick and (question, frozenset()) in by_subject
            else []
        )
        every = list(dict.fromkeys([*n, *counts]))
        yield [*every, *_complements(every)]


def _complements(known: Sequence[Known]) -> list[Known]:
    """In each row, everybody who answered but those of one answer."""
    n = {one.place: one for one in known if one.answers is None and one.count}
    return [
        replace(one, but=True, count=n[one.place].count - one.count, k=max(one.k, n[one.place].k))
        for one in known
        if one.answers is not None and one.place in n
    ]


def _differences(known: Sequence[Known]) -> Iterator[Known]:
    """Counts that hold another and are more than it by a small number."""
    ordered = sorted(known, key=lambda one: one.count)
    counts = [one.count for one in ordered]
    for whole in ordered:
        first = bisect_left(counts, whole.count - whole.k + 1)
        for part in ordered[first : bisect_left(counts, whole.count)]:
            if whole.holds(part):
                yield whole


def _remainders(known: Sequence[Known]) -> Iterator[Known]:
    """Counts that are more by a small number than all their parts in shorter times together."""
    alike: dict[object, list[Known]] = {}
    for one in known:
        key = (one.answers, one.but, one.place.dimension, one.place.values)
        alike.setdefault(key, []).append(one)
    for group in alike.values():
        for whole in group:
            parts = {p.place.months: p.count for p in group if p.place.months < whole.place.months}
            largest = [m for m in parts if not any(m < other for other in parts)]
            if 0 < whole.count - sum(parts[months] for months in largest) < whole.k:
                yield whole

"""What a reader with a pencil can work out: published counts, and one taken from another.

Small counts that are published outright or by leaving one answer out of a row; any count minus
another that is part of it, over all releases; any count minus all its parts in shorter times, in
the values of a dimension, or in single answers.
The system of atoms would show most of these too. This needs no solver, and covers differences
that are no node of the time tree, such as a year minus the only period that was shown.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

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
        inside = dict(part.within)
        return part.months <= self.place.months and all(
            name in inside and inside[name] <= values for name, values in self.place.within
        )

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
    return Danger(kind, one.question, span, one.place.dimensions)


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
    """Counts that are more by a small number than all their parts along one line together.

    The lines: shorter times, the values of each dimension, the answers.
    """
    names = sorted({name for one in known for name in one.place.dimensions})
    ways: list[Callable[[Known], tuple[object, Part]]] = [_by_time, _by_answer]
    ways += [partial(_by_dimension, name) for name in names]
    for part_of in ways:
        lines: dict[object, list[tuple[Part, Known]]] = {}
        for one in known:
            line, part = part_of(one)
            lines.setdefault(line, []).append((part, one))
        for along in lines.values():
            counts = {part: one.count for part, one in along}
            for part, whole in along:
                rest = whole.count - _largest_parts(part, counts)
                if 0 < rest < min(whole.k, whole.count):
                    yield whole


Part = frozenset[str] | None
"""What a count takes of a line; None: all of it, also what nobody names."""


def _by_time(one: Known) -> tuple[object, Part]:
    return (one.answers, one.but, one.place.within), one.place.months


def _by_answer(one: Known) -> tuple[object, Part]:
    return (one.place, one.answers if one.but else None), None if one.but else one.answers


def _by_dimension(name: str, one: Known) -> tuple[object, Part]:
    others = dict(one.place.within)
    part = others.pop(name, None)
    return (one.answers, one.but, one.place.months, tuple(others.items())), part


def _largest_parts(whole: Part, counts: Mapping[Part, int]) -> int:
    """The largest counts that are part of it, added up; 0 where some are in two of them."""
    inside = [p for p in counts if p is not None and (whole is None or p < whole)]
    largest = [p for p in inside if not any(p < other for other in inside)]
    if sum(map(len, largest)) > len(frozenset().union(*largest)):
        return 0
    return sum(counts[part] for part in largest)

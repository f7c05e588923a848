"""From what was published to independent systems of atoms.

One system a question (a tick-all question: one an answer), or a question together with the one
that decides who is asked it. Months that no figure ties together fall into systems of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from voice.analysis.atoms import Axis, Component, Dimension, Row, Span, Target, Told, alike
from voice.analysis.published import NOT_SAID, Place, Published, Route, Statement

Answers = frozenset[str]
Kind = tuple[Answers | None, Answers | None]
"""Answers to the first question and to the second; None: did not answer it."""
OTHER: Answers = frozenset({"_other"})
"""An answer that nothing published names."""
Cells = tuple[int, list[int]]
"""An axis, and some of its cells."""
_Said = Mapping[str, Sequence[Statement]]
"""Statements by question."""
COUNTED = frozenset({"_none", "_written"})
"""Reserved options that count as answers; every other one is a way of not answering."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A question, or of a tick-all question one answer (``tick``; "" is its n alone)."""

    question: str
    tick: str | None = None

    def takes(self, one: Statement) -> bool:
        """Whether the statement is about this subject."""
        if self.tick is None or one.question != self.question:
            return one.question == self.question
        own = (None, frozenset({self.tick}))
        return all(answers in own for answers, _ in one.terms)


def systems(published: Published) -> Iterator[tuple[Component, tuple[Statement, ...]]]:
    """Every independent system in what was published, with the statements it is made of."""
    said: dict[str, list[Statement]] = {}
    for one in published.statements:
        said.setdefault(one.question, []).append(one)
    for subject, route in _subjects(published, said):
        respondents = _Respondents(published, said, subject, route)
        for inside in _tied(respondents.statements):
            yield _component(published, respondents, inside), tuple(inside)


def _subjects(published: Published, said: _Said) -> Iterator[tuple[Subject, Route | None]]:
    """Each subject after the question that decides who is asked it; the rest alone."""
    alone: list[Subject] = []
    bases: set[Subject] = set()
    for question in sorted(said):
        routes = [r for r in published.routes.get(question, ()) if r.base in said]
        subjects = _parts_of(published, question, said[question])
        for name in sorted({route.base for route in routes}):
            answers = frozenset().union(*(r.answers for r in routes if r.base == name))
            route = Route(name, answers)
            bases.add(_base_of(published, route))
            yield from ((subject, route) for subject in subjects)
        alone += [] if routes else subjects
    yield from ((subject, None) for subject in alone if subject not in bases)


def _parts_of(published: Published, question: str, about: Sequence[Statement]) -> list[Subject]:
    if question not in published.multiple:
        return [Subject(question)]
    ticks = {tick for one in about for answers, _ in one.terms for tick in answers or ()}
    return [Subject(question, tick) for tick in sorted(ticks) or [""]]


def _base_of(published: Published, route: Route) -> Subject:
    if route.base not in published.multiple:
        return Subject(route.base)
    return Subject(route.base, next(iter(route.answers)) if len(route.answers) == 1 else "")


class _Respondents:
    """The kinds of respondents to one subject and to the one before it, if there is one."""

    def __init__(
        self, published: Published, said: _Said, subject: Subject, route: Route | None
    ) -> None:
        base = () if route is None else (_base_of(published, route),)
        self.subjects = (*base, subject)
        self.about = [
            [one for one in said[taken.question] if taken.takes(one)] for taken in self.subjects
        ]
        self.statements = [one for about in self.about for one in about]
        asked = [] if route is None else [route.answers]
        answers = [_answers(about, asked if i == 0 else []) for i, about in enumerate(self.about)]
        everyone = self.subjects[0].tick == ""
        self.kinds = _kinds(answers, None if everyone or route is None else route.answers)
        self.personal = [taken.question in published.personal for taken in self.subjects]
        self._known: dict[tuple[int, Answers | None], frozenset[int]] = {}

    def who(self, position: int, answers: Answers | None) -> frozenset[int]:
        """The kinds that gave one of these answers to that question; None: any answer."""
        if (position, answers) not in self._known:
            self._known[position, answers] = frozenset(
                index
                for index, kind in enumerate(self.kinds)
                if (given := kind[position]) is not None and (answers is None or given <= answers)
            )
        return self._known[position, answers]

    def position(self, one: Statement) -> int:
        """Which of the two questions the statement is about."""
        return [taken.question for taken in self.subjects].index(one.question)


def _answers(about: Sequence[Statement], extra: Sequence[Answers]) -> list[Answers]:
    """The answers to one question, those never told apart as one, and ``OTHER`` if there may be."""
    named = [answers for one in about for answers, _ in one.terms if answers is not None] + list(
        extra
    )
    named = [frozenset(a for a in answers if _counts(a)) for answers in named]
    universe = frozenset().union(*named)
    classes = [part for part in alike(sorted(universe), named) if part]
    whole = any(row == universe for row in _whole_rows(about))
    return classes if whole and len(classes) > 1 else [*classes, OTHER]


def _counts(answer: str) -> bool:
    return not answer.startswith("_") or answer in COUNTED


def _whole_rows(about: Sequence[Statement]) -> Iterator[Answers]:
    """The answers named by each published row that add up to its n: there are no others."""
    rows: dict[tuple[str, str, Place], dict[Answers | None, int]] = {}
    for one in about:
        if one.exact:
            rows.setdefault((one.release, one.table, one.place), {})[one.terms[0][0]] = one.low
    for row in rows.values():
        answers = {named: count for named, count in row.items() if named is not None}
        if answers and sum(answers.values()) == row.get(None):
            yield frozenset().union(*answers)


def _kinds(answers: Sequence[Sequence[Answers]], asked: Answers | None) -> list[Kind]:
    """Every pair of answers there can be; ``asked``: who is asked the second (None: everybody)."""
    if len(answers) == 1:
        return [(given, None) for given in answers[0]]
    first, second = answers
    kinds: list[Kind] = []
    for given in first:
        kinds.append((given, None))
        if asked is None or given <= asked:
            kinds += [(given, after) for after in second]
    if asked is not None and any(not _counts(answer) for answer in asked):
        kinds += [(None, after) for after in second]
    return kinds


def _tied(statements: Sequence[Statement]) -> list[list[Statement]]:
    """The statements, apart by months that nothing ties together; sums of others left out."""
    told = _Told(statements)
    groups: list[tuple[frozenset[str], list[Statement]]] = []
    for one in statements:
        if told.adds_up(one):
            continue
        touched = [group for group in groups if group[0] & one.place.months]
        months = one.place.months.union(*(group[0] for group in touched))
        inside = [other for group in touched for other in group[1]]
        groups = [group for group in groups if group not in touched]
        groups.append((months, [*inside, one]))
    return [inside for _, inside in sorted(groups, key=lambda group: sorted(group[0]))]


class _Told:
    """The exact counts told of the same answers in the same place, by months."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.counts: dict[object, dict[frozenset[str], int]] = {}
        for one in statements:
            if one.exact:
                self.counts.setdefault(self._key(one), {}).setdefault(one.place.months, one.low)

    @staticmethod
    def _key(one: Statement) -> object:
        return one.question, one.terms, one.place.within

    def adds_up(self, one: Statement) -> bool:
        """Whether the statement is the sum of others over shorter times, and so tells nothing."""
        if not one.exact:
            return False
        shorter = [months for months in self.counts[self._key(one)] if months < one.place.months]
        parts = [months for months in shorter if not any(months < other for other in shorter)]
        if sum(len(part) for part in parts) != len(one.place.months):
            return False
        total = sum(self.counts[self._key(one)][part] for part in parts)
        return total == one.low and frozenset().union(*parts) == one.place.months


def _component(
    published: Published, respondents: _Respondents, inside: Sequence[Statement]
) -> Component:
    places = [one.place for one in inside]
    months = frozenset().union(*(place.months for place in places))
    times = alike(sorted(months), [place.months for place in places])
    spans = _spans(published, [place.months for place in places], times)
    order = list(published.parameters)
    latest = max((one.release for one in inside), key=order.index)
    shape = Component(
        question=respondents.subjects[-1].question,
        kinds=len(respondents.kinds),
        axes=tuple(_axes(places)),
        spans=tuple(spans.values()),
        targets=tuple(_targets(respondents, inside, times)),
        told=(),
        rows=(),
        parameters=published.parameters[latest],
    )
    where = {months: index for index, months in enumerate(spans)}
    rows = [_row(shape, respondents, where[one.place.months], one) for one in inside]
    rows += [
        _row(shape, respondents, where[rest.place.months], rest, cells)
        for rest, cells in _rests(
            shape, [one for one in respondents.statements if one.place.months in where]
        )
    ]
    told = [_told(respondents, where[one.place.months], one) for one in inside if one.plain]
    return replace(
        shape, told=tuple(dict.fromkeys(told)), rows=(*_links(shape), *dict.fromkeys(rows))
    )


def _axes(places: Sequence[Place]) -> Iterator[Axis]:
    """The dimensions in use, those that any place crosses on one axis."""
    axes: list[set[str]] = []
    for crossed in sorted({place.dimensions for place in places if place.within}):
        touched = [axis for axis in axes if not axis.isdisjoint(crossed)]
        axes = [axis for axis in axes if axis not in touched]
        axes.append(set(crossed).union(*touched))
    for names in sorted(sorted(axis) for axis in axes):
        yield Axis(tuple(_dimension(name, places) for name in names))


def _dimension(name: str, places: Sequence[Place]) -> Dimension:
    """Who is in none of the values named is in a value of its own."""
    sets = [values for place in places for other, values in place.within if other == name]
    finest = alike(sorted(frozenset({NOT_SAID}).union(*sets)), sets)
    return Dimension(name, tuple(finest), tuple(dict.fromkeys([*finest, *sets])))


def _spans(
    published: Published, told: Sequence[frozenset[str]], times: Sequence[frozenset[str]]
) -> dict[frozenset[str], Span]:
    """By its months every single stretch, then every wider node of the time tree."""
    names = {months: name for name, months in published.nodes.items()}
    found = {
        part: Span(names.get(part, ", ".join(sorted(part))), (index,))
        for index, part in enumerate(times)
    }
    for months in sorted({*told, *names}, key=lambda months: (len(months), sorted(months))):
        inside = tuple(index for index, part in enumerate(times) if part <= months)
        if len(inside) > 1 and sum(len(times[index]) for index in inside) == len(months):
            found[months] = Span(names.get(months, ", ".join(sorted(months))), inside)
    return found


def _links(shape: Component) -> Iterator[Row]:
    """The cells of an axis add up to everybody, and the stretches of a span to the span."""
    cells = [(None, 0), *((i, c) for i, axis in enumerate(shape.axes) for c in range(axis.cells))]
    for kind in range(shape.kinds):
        for index, span in enumerate(shape.spans):
            whole = shape.column(kind, index)
            for number, axis in enumerate(shape.axes):
                first = shape.column(kind, index, number)
                yield _sum(whole, range(first, first + axis.cells))
            if len(span.stretches) > 1:
                for cell in cells:
                    parts = [shape.column(kind, time, *cell) for time in span.stretches]
                    yield _sum(shape.column(kind, index, *cell), parts)


def _rests(shape: Component, said: Sequence[Statement]) -> Iterator[tuple[Statement, Cells]]:
    """What an exact count leaves over beside all its parts by the same dimensions.

    Says nothing new. It is said so that whoever looks at single lines sees it at once, such as
    that nobody is in a value that no row names.
    """
    wholes: dict[object, Statement] = {}
    parts: dict[tuple[object, int], dict[frozenset[int], int]] = {}
    for one in said:
        count: object = (one.question, one.terms, one.place.months)
        if one.exact and not one.place.within:
            wholes[count] = one
        elif one.exact:
            axis, cells = _cells(shape, one.place)
            parts.setdefault((count, axis), {})[frozenset(cells)] = one.low
    for (count, axis), told in parts.items():
        if count in wholes:
            yield from _rest(wholes[count], axis, shape.axes[axis].cells, told)


def _rest(
    whole: Statement, axis: int, cells: int, told: Mapping[frozenset[int], int]
) -> Iterator[tuple[Statement, Cells]]:
    largest = [part for part in told if not any(part < other for other in told)]
    left = [cell for cell in range(cells) if not any(cell in part for part in largest)]
    if left and sum(map(len, largest)) == cells - len(left):
        rest = whole.low - sum(told[part] for part in largest)
        yield replace(whole, low=rest, high=rest), (axis, left)


def _cells(shape: Component, place: Place) -> Cells:
    """The axis that the place is a part of, and its cells in it."""
    axis = shape.axis_of(place.dimensions[0])
    return axis, shape.axes[axis].inside(place.within)


def _sum(whole: int, parts: Sequence[int]) -> Row:
    return Row((whole, *parts), (-1, *(1 for _ in parts)), 0, 0)


def _row(
    shape: Component, who: _Respondents, span: int, one: Statement, where: Cells | None = None
) -> Row:
    position = who.position(one)
    factors = dict.fromkeys(range(shape.kinds), 0)
    for answers, factor in one.terms:
        for kind in who.who(position, answers):
            factors[kind] += factor
    if where is None and one.place.within:
        where = _cells(shape, one.place)
    axis, cells = where or (None, [0])
    line = {
        shape.column(kind, span, axis, cell): factor
        for kind, factor in factors.items()
        if factor
        for cell in cells
    }
    return Row(tuple(line), tuple(line.values()), one.low, one.high)


def _told(who: _Respondents, span: int, one: Statement) -> Told:
    ((answers, _),) = one.terms
    kinds = who.who(who.position(one), answers)
    return Told(kinds, span, one.place.within, one.low, one.high)


def _targets(
    who: _Respondents, inside: Sequence[Statement], times: Sequence[frozenset[str]]
) -> Iterator[Target]:
    for position, taken in enumerate(who.subjects):
        if who.personal[position]:
            about = [one for one in inside if taken.takes(one)]
            yield from _targets_of(who, position, about, times)
    if len(who.subjects) == 2 and any(who.personal):
        everybody = who.who(0, None)
        asked = who.who(1, None)
        yield Target(who.subjects[1].question, everybody - asked, everybody)


def _targets_of(
    who: _Respondents,
    position: int,
    about: Sequence[Statement],
    times: Sequence[frozenset[str]],
) -> Iterator[Target]:
    """n, each answer, and all but each answer."""
    question, everybody = who.subjects[position].question, who.who(position, None)
    reported = [_reported(about, part) for part in times]
    single = {given for kind in who.kinds if (given := kind[position]) is not None}
    named = {answers for one in about for answers, _ in one.terms if answers is not None}
    found: dict[frozenset[int], frozenset[int]] = {everybody: frozenset()}
    for answers in sorted(single | named, key=sorted):
        chosen = who.who(position, answers)
        shown = {i for i in range(len(times)) if answers in single or answers in reported[i]}
        found.setdefault(chosen, frozenset())
        rest = everybody - chosen
        found[rest] = found.get(rest, frozenset()) | shown
    for kinds, others in found.items():
        if kinds:
            yield Target(question, kinds, everybody, others)


def _reported(about: Sequence[Statement], part: frozenset[str]) -> set[Answers]:
    """The answers as they were reported nearest to this stretch of months."""
    near = [
        one
        for one in about
        if part <= one.place.months and any(answers for answers, _ in one.terms)
    ]
    least = min((len(one.place.months) for one in near), default=0)
    nearest = [one for one in near if len(one.place.months) == least]
    return {answers for one in nearest for answers, _ in one.terms if answers is not None}

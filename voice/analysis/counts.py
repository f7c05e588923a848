"""What was asked and how many chose what: tables as counted, before anything is protected.

Nothing here may be shown to anybody. ``disclosure.protect`` turns these into ``Safe`` tables.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from voice.analysis import children
from voice.survey.model import AGE_BANDS, HELPED

DIMENSIONS: tuple[str, ...] = ("age_band", "group", "helped", "month")
"""The identifying dimensions a table may be broken down by: one, or two where it was asked for."""
Two = tuple[str, str]
"""Two dimensions in the order of their names."""
NOT_SAID = "_not-said"
"""The value of a dimension for responses that have none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a question, in the words it is reported by."""

    id: str
    text: str
    score: int | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the analysis knows of an item: the same for all its editions."""

    survey: str
    item: str
    kind: str
    text: str
    answers: tuple[Answer, ...]
    """In the definition's order."""
    collapses: tuple[tuple[tuple[Answer, tuple[str, ...]], ...], ...] = ()
    """Coarser scales, finest first: each is (merged answer, ids it takes) in order."""
    mean: bool = False
    multiple: bool = False
    """Tick-all: reported as one yes/no table an answer."""
    sensitivity: str = "personal"
    harmless: bool = False
    unsafe: frozenset[str] = frozenset()
    """Worry-marked answers; bounded words are never used for them."""
    base: str | None = None
    """The earlier item whose answers decide whether this one is asked."""
    base_in: tuple[str, ...] = ()
    """The answers to ``base`` of which everybody asked this gave one; empty where that is not so,
    because some who did not answer ``base`` are asked too."""
    also_after: tuple[str, ...] = ()
    """Further items the rule looks at."""
    theme: str | None = None
    promise: str | None = None
    priority: str | None = None
    before: str | None = None
    """The item that asked the same before the activity, with the same answers."""

    @property
    def name(self) -> str:
        """``survey/item``: what its tables are called by."""
        return f"{self.survey}/{self.item}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the store's GROUP BY: how many responses hold this option of this item."""

    survey: str
    item: str
    option: str
    group: str | None
    month: str
    age_band: str | None
    helped: str | None
    collection: str | None
    responses: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How many responses answered this item (n): an option without ``_``, or none ticked."""

    survey: str
    item: str
    group: str | None
    month: str
    age_band: str | None
    helped: str | None
    collection: str | None
    responses: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A closed collection of an event whose responses no longer point at it, and its number."""

    survey: str
    group: str
    month: str
    counted: int


@dataclass(frozen=True, slots=True)
class Loose:
    """How many responses to a survey point at no collection (any more)."""

    survey: str
    group: str | None
    month: str
    responses: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group of young people, with the neighbour it may be joined to and those it shares."""

    id: str
    name: str
    joins: str | None = None
    overlaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gathered:
    """All the store counted for one period."""

    cells: tuple[Cell, ...] = ()
    answered: tuple[Answered, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    loose: tuple[Loose, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One answer row: the distribution of an item's answers in one group of respondents."""

    value: str | None
    """The dimension's value; None for everybody."""
    n: int
    counts: Mapping[str, int]
    """Responses by answer id; every answer of the question is a key."""
    d: int
    """Children at least, by the policy's section 1."""
    base: int | None = None
    """Answers to the question that decides whether this one is asked."""
    also: tuple[int, ...] = ()
    """Answers to the further questions its rule looks at."""
    crossed: str | None = None
    """The second dimension's value, where the table has one."""


@dataclass(frozen=True, slots=True)
class Counts:
    """One table as counted: a question in a period, for everybody or by one dimension."""

    question: Question
    period: str
    dimension: str | None
    rows: tuple[Row, ...]
    months: tuple[str, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    crossed: str | None = None
    """The second dimension of a table by two; it comes after the first by name."""


def tabulate(
    gathered: Gathered,
    questions: Sequence[Question],
    groups: Mapping[str, Group],
    months: Sequence[str],
    period: str,
    by: Sequence[str] = DIMENSIONS,
    wanted: Mapping[str, Sequence[Two]] = {},
    least: int = 2,
) -> list[Counts]:
    """The fixed list of tables: each question for everybody and by each dimension, in order.

    ``wanted`` are the tables by two dimensions that were asked for, by question (its name); they
    come after those by one, and each is there even if nobody answered. Three are never offered.

    A table is of one survey: the same item id in two surveys was asked of other children, in
    other words and company, and one sum of both would be a figure about nobody. A row stands for
    every value that any response to the question has, also where none of them answered it. A
    question nobody was asked has no table, and fewer values than ``least`` are no breakdown.
    """
    tallies = _tallies(gathered, _by_survey(wanted))
    sittings = _Sittings.of(gathered)
    tables = []
    for question in questions:
        asked = tallies.get((question.survey, question.item), {})
        bases = [
            tallies.get((question.survey, item), {})
            for item in (question.base, *question.also_after)
            if item is not None
        ]
        for dims in ((), *((one,) for one in by), *wanted.get(question.name, ())):
            places = [place for place in asked if tuple(dim for dim, _ in place) == dims]
            if len(places) < (1, least, 0)[len(dims)]:
                continue
            rows = [
                _row(question, place, asked, bases, sittings, groups)
                for place in sorted(places, key=_order_of(groups))
            ]
            first, second = (*dims, None, None)[:2]
            tables.append(
                Counts(question, period, first, tuple(rows), tuple(months), groups, second)
            )
    return tables


_Place = tuple[tuple[str, str], ...]
"""Dimensions with their values; empty for everybody."""


@dataclass(slots=True)
class _Tally:
    """What one place gave to one question."""

    options: Counter[str] = field(default_factory=Counter)
    n: int = 0
    given: Counter[tuple[str | None, str | None, str]] = field(default_factory=Counter)
    """Answers by group, collection and month."""


_Tallies = dict[tuple[str, str], dict[_Place, _Tally]]


def _by_survey(wanted: Mapping[str, Sequence[Two]]) -> Mapping[str, frozenset[Two]]:
    """The items of a survey share their pairs: what a table is routed by is counted alike."""
    found: dict[str, frozenset[Two]] = {}
    for name, pairs in wanted.items():
        survey = name.partition("/")[0]
        found[survey] = found.get(survey, frozenset()).union(pairs)
    return found


def _tallies(gathered: Gathered, pairs: Mapping[str, frozenset[Two]]) -> _Tallies:
    found: _Tallies = defaultdict(lambda: defaultdict(_Tally))
    for cell in gathered.cells:
        for place in _places(cell, pairs.get(cell.survey, ())):
            found[cell.survey, cell.item][place].options[cell.option] += cell.responses
    for line in gathered.answered:
        for place in _places(line, pairs.get(line.survey, ())):
            tally = found[line.survey, line.item][place]
            tally.n += line.responses
            tally.given[line.group, line.collection, line.month] += line.responses
    return {asked: dict(places) for asked, places in found.items()}


def _places(line: Cell | Answered, pairs: Collection[Two]) -> Iterator[_Place]:
    where = {dimension: getattr(line, dimension) or NOT_SAID for dimension in DIMENSIONS}
    yield ()
    for one in where.items():
        yield (one,)
    for first, second in pairs:
        yield (first, where[first]), (second, where[second])


def _order_of(groups: Collection[str]) -> Callable[[_Place], tuple[tuple[int, str], ...]]:
    """Fixed orders: bands and ways of helping as defined, groups as given, months by time."""
    order = (*AGE_BANDS, *HELPED, *groups)
    places = {value: place for place, value in enumerate(order)}

    def place_of(value: str) -> tuple[int, str]:
        return places.get(value, len(order) + (value == NOT_SAID)), value

    return lambda place: tuple(place_of(value) for _, value in place)


def _row(
    question: Question,
    place: _Place,
    asked: Mapping[_Place, _Tally],
    bases: Sequence[Mapping[_Place, _Tally]],
    sittings: _Sittings,
    groups: Mapping[str, Group],
) -> Row:
    tally = asked[place]
    base_ns = [base[place].n if place in base else 0 for base in bases]
    first, second = (*(value for _, value in place), None, None)[:2]
    return Row(
        value=first,
        n=tally.n,
        counts={answer.id: tally.options[answer.id] for answer in question.answers},
        d=sittings.children(question.survey, tally.given, groups),
        base=base_ns[0] if base_ns else None,
        also=tuple(base_ns[1:]),
        crossed=second,
    )


@dataclass(frozen=True, slots=True)
class _Sittings:
    """What is known of responses that lost their collection: by survey, group and month."""

    counted: Mapping[tuple[str, str, str], Sequence[int]]
    loose: Mapping[tuple[str, str, str], int]

    @classmethod
    def of(cls, gathered: Gathered) -> _Sittings:
        counted: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for sitting in gathered.sittings:
            counted[sitting.survey, sitting.group, sitting.month].append(sitting.counted)
        loose = {
            (line.survey, line.group, line.month): line.responses
            for line in gathered.loose
            if line.group is not None
        }
        return cls(counted, loose)

    def children(
        self,
        survey: str,
        given: Mapping[tuple[str | None, str | None, str], int],
        groups: Mapping[str, Group],
    ) -> int:
        """Children at least (policy, section 1) behind answers by group, collection and month.

        A link or a standing collection counts as one gathering. Of answers without a group nobody
        knows whose they are: they may be the same children again, so they add nothing to others.
        """
        gatherings: Counter[tuple[str | None, str]] = Counter()
        for (group, collection, month), answers in given.items():
            if collection is not None:
                gatherings[group, collection] += answers
            elif group is None:
                gatherings[None, ""] = min(1, answers)
            else:
                sitting = (survey, group, month)
                loose, counted = self.loose.get(sitting, 0), self.counted.get(sitting, ())
                gatherings[group, month] = children.at_one_sitting(answers, loose, counted)
        largest: dict[str | None, int] = {}
        for (group, _), most in gatherings.items():
            largest[group] = max(most, largest.get(group, 0))
        anybody = largest.pop(None, 0)
        overlaps = {group.id: group.overlaps for group in groups.values()}
        named = {group: most for group, most in largest.items() if group is not None}
        return max(anybody, children.apart(named, overlaps))

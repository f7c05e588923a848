"""What releases have said, read from nothing but their ``tables.json``.

Every number becomes a ``Statement``: a sum of answers, in a place, lies between two whole numbers.
That is all a stranger with the files would know, and all that the audit reasons from.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import lcm
from typing import Any

from voice.analysis.policy import FLOORS

NOT_SAID = "_not-said"
"""Those who gave no age band, no group or no way of helping."""
MANY = 1_000_000
"""More answers than any council will have; stands for "no upper bound" of a count."""
BOUNDLESS = 10**12
"""Stands for "no bound" of a sum with factors."""

LARGEST = 1000
"""No mean, score or percentage is larger, so that sums stay exact."""
_PLACES = 4

Terms = tuple[tuple[frozenset[str] | None, int], ...]
"""Answers to add up, each set with its factor; None stands for everybody who answered (n)."""
EVERYBODY: Terms = ((None, 1),)


Within = tuple[tuple[str, frozenset[str]], ...]
"""Some values of each dimension there is anything said of, in the order of their names."""


class UnreadableError(ValueError):
    """Raised for a document, table or cell that the audit does not understand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers were counted: some months and, in at most two dimensions, some values."""

    months: frozenset[str]
    within: Within = ()
    """Who is counted there, by name of the dimension; empty: everybody."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What it is broken down by."""
        return tuple(name for name, _ in self.within)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something published: the terms, added up over the place, lie from ``low`` to ``high``."""

    question: str
    terms: Terms
    place: Place
    low: int
    high: int
    release: str
    table: str

    @property
    def exact(self) -> bool:
        """Whether one plain count is known to the last answer."""
        return self.low == self.high and self.plain

    @property
    def plain(self) -> bool:
        """Whether it is about one count, and not about a sum with factors."""
        return len(self.terms) == 1 and self.terms[0][1] == 1


@dataclass(frozen=True, slots=True)
class Route:
    """Who is asked a question: those who gave one of ``answers`` to the question ``base``."""

    base: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The two numbers of a document's policy that the audit judges by."""

    k: int
    w: int


@dataclass(slots=True)
class Published:
    """Everything said by some releases together, oldest first."""

    statements: list[Statement] = field(default_factory=list)
    personal: set[str] = field(default_factory=set)
    """Questions that any table calls personal. A question nobody calls service is personal."""
    multiple: set[str] = field(default_factory=set)
    routes: dict[str, set[Route]] = field(default_factory=dict)
    nodes: dict[str, frozenset[str]] = field(default_factory=dict)
    """Every node of the time tree, with its months."""
    parameters: dict[str, Parameters] = field(default_factory=dict)
    """By release, in the order of publication."""

    @property
    def newest(self) -> str:
        """The id of the release published last."""
        return list(self.parameters)[-1]


Document = dict[str, Any]
"""A ``tables.json``, parsed and not yet understood."""


def read(documents: Sequence[Document]) -> Published:
    """Understand the documents, oldest first. Raises ``UnreadableError`` for what is not clear."""
    published = Published()
    for document in documents:
        try:
            _Reader(published, document).read()
        except UnreadableError:
            raise
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            name = document.get("release")
            raise UnreadableError(f"release “{name}” is not written as one") from error
    return published


def parse(text: str) -> Document:
    """The document of a text. Raises ``UnreadableError`` where it is not a release."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("a document is not JSON") from error
    if not isinstance(document, dict) or not isinstance(document.get("tables"), list):
        raise UnreadableError("a document is not a release")
    return document


class _Reader:
    """Reads one document into ``published``."""

    def __init__(self, published: Published, document: Mapping[str, Any]) -> None:
        self.published = published
        self.document = document
        self.release = _text(document.get("release"))
        hierarchies = document.get("hierarchies", {})
        self.hierarchies: Mapping[str, Mapping[str, Sequence[str]]] = hierarchies

    def read(self) -> None:
        if self.release in self.published.parameters:
            raise UnreadableError(f"release “{self.release}” is there twice")
        self.published.parameters[self.release] = self._parameters()
        self.published.multiple.update(map(_text, self.document.get("multi_select", ())))
        for earlier in self.document.get("earlier", ()):
            if earlier not in self.published.parameters:
                raise UnreadableError(f"{self.release} follows {earlier}, which is not among them")
        for node in self.hierarchies.get("time", {}):
            self._node(node)
        found = [(table, self._table(table)) for table in self.document["tables"]]
        self.published.statements += [one for _, statements in found for one in statements]
        said = {_about(one): one.low for one in self.published.statements}
        for table, statements in found:
            whole = Place(self._node(table["dims"]["period"]))
            self.published.statements += _totals(statements, whole, said)

    def _parameters(self) -> Parameters:
        policy = self.document["policy"]
        k, w = _whole(policy["k"]), _whole(policy["w"])
        if k < FLOORS["k"] or w < FLOORS["w"]:
            raise UnreadableError(f"release “{self.release}” sets k or w lower than anybody may")
        return Parameters(k, w)

    def _table(self, table: Mapping[str, Any]) -> list[Statement]:
        name, question = _text(table["name"]), _text(table["dims"]["question"])
        if table.get("sensitivity") != "service":
            self.published.personal.add(question)
        if base := table.get("base"):
            route = Route(_text(base["item"]), frozenset(_text(a) for a in base["in"]))
            self.published.routes.setdefault(question, set()).add(route)
        try:
            return [one for cell in table["cells"] for one in self._cell(table, cell)]
        except UnreadableError as error:
            raise UnreadableError(f"{self.release}, {name}: {error}") from error

    def _cell(self, table: Mapping[str, Any], cell: Mapping[str, Any]) -> Iterator[Statement]:
        dims = {**table["dims"], **cell["dims"]}
        question, answer = _text(dims.pop("question")), dims.pop("answer", None)
        place = self._place(dims)
        answers = None if answer is None else self._parts("answer", answer)
        for terms, low, high in _read_cell(table, cell, answers, self._scores(table)):
            yield Statement(question, terms, place, low, high, self.release, table["name"])

    def _place(self, dims: dict[str, str]) -> Place:
        period = dims.pop("period")
        node = dims.pop("month", period)
        months = self._node(node)
        if not months <= self._node(period):
            raise UnreadableError("a month lies outside its period")
        if len(dims) + (node != period) > 2:
            raise UnreadableError("broken down by three dimensions at once")
        return Place(months, tuple((name, self._parts(name, dims[name])) for name in sorted(dims)))

    def _node(self, node: str) -> frozenset[str]:
        """The months of a node of the time tree, which are the same in all releases."""
        months = self._parts("time", node)
        if self.published.nodes.setdefault(node, months) != months:
            raise UnreadableError(f"{node} is not the same months in all releases")
        return months

    def _parts(self, dimension: str, value: str) -> frozenset[str]:
        """The finest values that ``value`` takes together."""
        known = self.hierarchies.get(dimension, {}).get(_text(value))
        if known and list(known) != [value]:
            return frozenset().union(*(self._parts(dimension, part) for part in known))
        if dimension in {"answer", "group"} and "+" in value:
            return frozenset(value.split("+"))
        return frozenset({value})

    def _scores(self, table: Mapping[str, Any]) -> dict[str, int]:
        """The scores a mean was made with; they stand in the labels or in the table itself."""
        if table.get("unit") != "mean":
            return {}
        given = table.get("scores")
        if given is not None:
            return {str(answer): _score(score) for answer, score in given.items()}
        for label in self.document.get("labels", {}).get("tables", ()):
            if label["name"] == table["name"]:
                scored = [answer for answer in label["answers"] if answer["score"] is not None]
                return {answer["id"]: _score(answer["score"]) for answer in scored}
        raise UnreadableError("a mean without the scores it was made with")


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise UnreadableError("a name that is no text")
    return value


Bounds = tuple[Terms, int, int]


def _read_cell(
    table: Mapping[str, Any],
    cell: Mapping[str, Any],
    answers: frozenset[str] | None,
    scores: Mapping[str, int],
) -> Iterator[Bounds]:
    published = cell.get("published")
    if published is None:
        yield from _read_bounds(cell, answers)
        return
    unit = table.get("unit", "count")
    if unit not in _UNITS or isinstance(published, bool):
        raise UnreadableError(f"a number of the unit “{unit}”")
    yield from _UNITS[unit](published, answers, scores)


def _read_bounds(cell: Mapping[str, Any], answers: frozenset[str] | None) -> Iterator[Bounds]:
    if (least := cell.get("at_least")) is not None:
        yield ((answers, 1),), _whole(least), MANY
    if (everybody := cell.get("of")) is not None:
        yield ((None, 1),), _whole(everybody), _whole(everybody)


def _whole(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < MANY:
        raise UnreadableError("a count that is not a whole number")
    return number


def _score(number: object) -> int:
    if not isinstance(number, int) or not -LARGEST <= number <= LARGEST:
        raise UnreadableError("a score that is no small whole number")
    return number


def _count(number: Any, answers: frozenset[str] | None, _: Mapping[str, int]) -> Iterator[Bounds]:
    yield ((answers, 1),), _whole(number), _whole(number)


def _percent(number: Any, answers: frozenset[str] | None, _: Mapping[str, int]) -> Iterator[Bounds]:
    """So many in a hundred, rounded: (percent - half a step) n <= 100 x <= (percent + half) n."""
    exact, half = _rounded(number)
    yield from _between(((answers, Fraction(100)),), exact - half, exact + half)


def _mean(
    number: Any, answers: frozenset[str] | None, scores: Mapping[str, int]
) -> Iterator[Bounds]:
    """A mean of scores, rounded: (mean - half a step) n <= sum of scores <= (mean + half) n."""
    if answers is not None:
        raise UnreadableError("a mean of one answer")
    exact, half = _rounded(number, least_digits=1)
    weights = tuple((frozenset({answer}), Fraction(score)) for answer, score in scores.items())
    yield from _between(weights, exact - half, exact + half)


_UNITS = {"count": _count, "percent": _percent, "mean": _mean}


def _rounded(number: Any, least_digits: int = 0) -> tuple[Fraction, Fraction]:
    """The number as written, and half of the last place it was rounded to."""
    digits = repr(number).partition(".")[2]
    places = max(least_digits, len(digits.rstrip("0")))
    if not -LARGEST <= number <= LARGEST or places > _PLACES:
        raise UnreadableError("a number that is no mean or percentage")
    return Fraction(repr(number)), Fraction(1, 2 * 10**places)


def _between(
    weights: tuple[tuple[frozenset[str] | None, Fraction], ...], least: Fraction, most: Fraction
) -> Iterator[Bounds]:
    """The two statements that the weights' sum lies from ``least`` to ``most`` times n."""
    scale = lcm(least.denominator, most.denominator)
    whole = tuple((answers, int(weight * scale)) for answers, weight in weights)
    yield (*whole, (None, -int(least * scale))), 0, BOUNDLESS
    yield (*whole, (None, -int(most * scale))), -BOUNDLESS, 0


def _about(one: Statement) -> tuple[str, Terms, Place]:
    return one.question, one.terms, one.place


def _totals(
    statements: Sequence[Statement], whole: Place, said: Mapping[tuple[str, Terms, Place], int]
) -> Iterator[Statement]:
    """What the rows of a broken-down table add up to, where that is not said of everybody.

    A value that no cell of a table names had no response, so its rows together are everybody,
    unless another number is said of everybody.
    """
    broken = [one for one in statements if one.place != whole]
    places = {one.place for one in broken}
    rows: dict[Terms, dict[Place, Statement]] = {}
    for one in broken:
        if one.exact:
            rows.setdefault(one.terms, {})[one.place] = one
    if not rows or not _apart(places):
        return
    totals = {
        terms: replace(next(iter(parts.values())), place=whole, low=total, high=total)
        for terms, parts in rows.items()
        if set(parts) == places
        for total in (sum(part.low for part in parts.values()),)
    }
    everybody = totals.get(EVERYBODY)
    if everybody and said.get(_about(everybody), everybody.low) != everybody.low:
        return
    yield from (one for one in totals.values() if _about(one) not in said)


def _apart(places: Collection[Place]) -> bool:
    """Whether nobody is in two of the places."""
    inside = [cell for p in places for cell in product(p.months, *(v for _, v in p.within))]
    return len(inside) == len(set(inside))

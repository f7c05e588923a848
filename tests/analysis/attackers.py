"""Readers of a council's open data who want to know more than it says.

They know ``tables.json`` and arithmetic, and nothing of how a table was protected or audited. Each
gives back sentences about what it has worked out; none is good news.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from math import ceil, floor, prod
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

NOT_SAID = "_not-said"
ANY, OTHER = "*", "**"
"""Answers nobody names."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number and everybody it counts, as bits: one a kind of respondent."""

    bits: int
    n: int
    told: str


@dataclass(slots=True)
class Topic:
    """All that was ever said of one question, or of one answer of a tick-all question."""

    name: str
    values: dict[str, list[str]] = field(default_factory=dict)
    """Everything a respondent may be, by dimension: answer, month, age band …"""
    said: list[tuple[dict[str, frozenset[str]], int, int, str]] = field(default_factory=list)
    """Where, at least so many, at most so many, and in which table."""

    @property
    def size(self) -> int:
        """How many kinds of respondents there may be."""
        return prod(len(values) for values in self.values.values())

    def inside(self, where: Mapping[str, frozenset[str]]) -> NDArray[np.bool_]:
        """Which kinds of respondents are there."""
        kinds = np.ones((1,), dtype=bool)
        for dimension, values in self.values.items():
            wanted = where.get(dimension)
            chosen = np.array([wanted is None or value in wanted for value in values])
            kinds = np.logical_and.outer(kinds, chosen).reshape(-1)
        return kinds

    def figures(self) -> list[Figure]:
        """The exact numbers."""
        return [
            Figure(int.from_bytes(np.packbits(self.inside(where)).tobytes()), low, told)
            for where, low, high, told in self.said
            if low == high
        ]

    def within(self, months: Collection[str]) -> "Topic":
        """What was said of these months alone."""
        own = frozenset(months)
        said = [one for one in self.said if one[0]["month"] <= own]
        used = {dimension for where, *_ in said for dimension in where} | {"answer", "month"}
        values = {name: values for name, values in self.values.items() if name in used}
        return Topic(self.name, values | {"month": sorted(own)}, said)


@dataclass(frozen=True, slots=True)
class Reading:
    """All open data, understood by a reader of our own."""

    k: int
    w: int
    topics: Mapping[str, Topic]
    routes: frozenset[tuple[str, str, str]]
    """Question, the one before it, and after which answer it is asked."""


def read(documents: Sequence[str]) -> Reading:
    """Personal questions, and those about the service that decide who is asked a personal one."""
    parsed = [json.loads(document) for document in documents]
    wider: dict[tuple[str, str], list[str]] = {}
    for document in parsed:
        for dimension, values in document["hierarchies"].items():
            wider.update({(dimension, value): parts for value, parts in values.items()})
    tables = [table for document in parsed for table in document["tables"]]
    personal = {t["dims"]["question"] for t in tables if t["sensitivity"] == "personal"}
    multiple = {question for document in parsed for question in document["multi_select"]}
    topics: dict[str, Topic] = {}
    for table in tables:
        if table["unit"] == "count" and table["dims"]["question"] in personal:
            _take_in(table, topics, wider, multiple)
    for topic in topics.values():
        _complete(topic)
    routes = frozenset(
        (t["dims"]["question"], t["base"]["item"], t["base"]["in"][0])
        for t in tables
        if t.get("base") and len(t["base"]["in"]) == 1
    )
    policy = parsed[-1]["policy"]
    return Reading(policy["k"], policy["w"], topics, routes)


def _take_in(
    table: Mapping[str, Any],
    topics: dict[str, Topic],
    wider: Mapping[tuple[str, str], list[str]],
    multiple: set[str],
) -> None:
    def finest(dimension: str, value: str) -> frozenset[str]:
        parts = wider.get((dimension, value), [value])
        return (
            frozenset(parts)
            if parts == [value]
            else frozenset().union(*(finest(dimension, part) for part in parts))
        )

    name = table["dims"]["question"]
    if name in multiple:
        ticks = {c["dims"]["answer"] for c in table["cells"] if "answer" in c["dims"]}
        name += f": {ticks.pop() if ticks else ANY}"
    topic = topics.setdefault(name, Topic(name))
    for cell in table["cells"]:
        where = {d: finest(d, v) for d, v in cell["dims"].items()}
        where.setdefault("month", finest("time", table["dims"]["period"]))
        n = cell["published"]
        low, high = (n, n) if n is not None else (cell["at_least"], cell["of"])
        topic.said.append((where, low, high, table["name"]))


def _complete(topic: Topic) -> None:
    """Everything anybody may be. Answers nobody names are one more, unless a row lists them all."""
    found: dict[str, set[str]] = {"answer": set(), "month": set()}
    rows: dict[str, list[tuple[bool, int]]] = {}
    for where, low, high, _ in topic.said:
        for dimension, values in where.items():
            found.setdefault(dimension, {NOT_SAID}).update(values)
        if low == high:
            place = str(sorted((d, sorted(v)) for d, v in where.items() if d != "answer"))
            rows.setdefault(place, []).append(("answer" in where, low))
    listed = any(
        sum(n for answer, n in row if answer)
        == max((n for answer, n in row if not answer), default=-1)
        and sum(answer for answer, _ in row) > 1
        for row in rows.values()
    )
    if not listed:
        found["answer"] |= {ANY} if found["answer"] else {ANY, OTHER}
    topic.values = {dimension: sorted(values) for dimension, values in found.items()}


def with_a_pencil(reading: Reading) -> Iterator[str]:
    """Small numbers, read off or left over where one or several numbers are taken from another."""
    for topic in reading.topics.values():
        figures = topic.figures()
        known = [*figures, *_differences(figures), *_remainders(figures)]
        for n in sorted({abs(figure.n) for figure in known}):
            if 0 < n < reading.k:
                yield f"{topic.name}: {n} young people can be counted out"


def _differences(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Those in one number and not in another; of the same people told twice, who came late."""
    for whole, part in product(figures, figures):
        if part.bits & ~whole.bits == 0 and part.n != whole.n:
            yield Figure(whole.bits & ~part.bits, whole.n - part.n, "")


def _remainders(figures: Sequence[Figure]) -> Iterator[Figure]:
    """What is left of a number by all numbers of another table that lie in it."""
    tables: dict[str, list[Figure]] = {}
    for figure in sorted(figures, key=lambda f: (f.bits.bit_count(), f.bits)):
        tables.setdefault(figure.told, []).append(figure)
    for whole, table in product(figures, tables.values()):
        rest, n = whole.bits, whole.n
        for part in table:
            if part.bits & ~rest == 0 and part.bits != whole.bits:
                rest, n = rest & ~part.bits, n - part.n
        yield Figure(rest, n, "")


def with_a_friend(reading: Reading) -> Iterator[str]:
    """One who knows their own and one more answer, and takes both off every row that is shown."""
    for topic in reading.topics.values():
        rows: dict[str, list[tuple[frozenset[str] | None, int, int]]] = {}
        for where, low, high, _ in topic.said:
            place = str(sorted((d, sorted(v)) for d, v in where.items() if d != "answer"))
            rows.setdefault(place, []).append((where.get("answer"), low, high))
        for row in rows.values():
            n = max((high for answer, _, high in row if answer is None), default=0)
            for answer, low, high in row:
                others = n - low
                if answer is not None and n > 0 and others <= 2 and high > others:
                    yield f"{topic.name}: two who said otherwise know what all the others said"


def by_the_route(reading: Reading) -> Iterator[str]:
    """One who compares how many answered a question with how many were asked the one before."""
    for after, before, answer in sorted(reading.routes):
        for (name, second), (base, first) in product(reading.topics.items(), repeat=2):
            if name.partition(": ")[0] != after or base.partition(": ")[0] != before:
                continue
            for (where, low, high, _), (place, n, most, _) in product(second.said, first.said):
                if low != high or n != most or "answer" in where or where != place:
                    continue
                if 0 < n - low < reading.k:
                    yield f"{name}: {n - low} were not asked, so they did not say {answer}"
                if low == n > 0:
                    yield f"{name}: all were asked, so all said {answer}"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Somebody a reader wonders about: what they may be, by dimension; answer None: all of them."""

    topic: str
    where: Mapping[str, str]
    answer: str | None
    others: bool = False
    """Those there who did not give the answer."""


class Calculator:
    """One with a solver, who looks for the least and most there can be behind a suspicion.

    A whole number for every kind of respondent, crossed by every dimension at once, with every
    published number of the question as an equation: slow and plain.
    """

    def __init__(self, reading: Reading, topic: Topic) -> None:
        self.reading, self.topic = reading, topic
        self.model = highspy.Highs()
        self.model.setOptionValue("output_flag", False)
        self.size = topic.size
        everybody = max((high for *_, high, _ in topic.said), default=0) * len(
            topic.values["month"]
        )
        self.model.addVars(self.size, np.zeros(self.size), np.full(self.size, float(everybody)))
        for where, low, high, _ in topic.said:
            columns = np.flatnonzero(topic.inside(where)).astype(np.int32)
            ones = np.ones(len(columns))
            self.model.addRow(float(low), float(high), len(columns), columns, ones)

    def works_out(self, suspicion: Suspicion) -> str:
        """What is worked out about it; nothing where it stays open."""
        low, high = self.range(suspicion)
        if high > 0 and low < self.reading.k and high - low < self.reading.w:
            return f"{suspicion}: from {low} to {high}"
        present = Suspicion(suspicion.topic, suspicion.where, None)
        if suspicion.others and high <= 1 and self.range(present)[1] >= 1:
            return f"{suspicion}: nobody or one"
        return ""

    def range(self, suspicion: Suspicion) -> tuple[int, int]:
        low, high = self._extremes(suspicion)
        if high - low <= self.reading.w + 1:
            whole = [highspy.HighsVarType.kInteger] * self.size
            columns = np.arange(self.size, dtype=np.int32)
            self.model.changeColsIntegrality(self.size, columns, np.array(whole))
            low, high = self._extremes(suspicion)
            loose = [highspy.HighsVarType.kContinuous] * self.size
            self.model.changeColsIntegrality(self.size, columns, np.array(loose))
        return low, high

    def _extremes(self, suspicion: Suspicion) -> tuple[int, int]:
        where = {dimension: frozenset({value}) for dimension, value in suspicion.where.items()}
        inside = self.topic.inside(where)
        if suspicion.answer is not None:
            gave = self.topic.inside({"answer": frozenset({suspicion.answer})})
            inside &= ~gave if suspicion.others else gave
        costs, columns = inside.astype(float), np.arange(self.size, dtype=np.int32)
        found = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            self.model.changeColsCost(self.size, columns, costs)
            self.model.changeObjectiveSense(sense)
            self.model.run()
            if self.model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                raise AssertionError(f"{suspicion.topic}: no numbers agree with what is published")
            found.append(self.model.getInfo().objective_function_value)
        return ceil(found[0] - 1e-6), floor(found[1] + 1e-6)


def suspicions(topic: Topic) -> Iterator[Suspicion]:
    """Everybody one may wonder about: by month and at most two dimensions more, and each answer."""
    dimensions = [dimension for dimension in topic.values if dimension not in {"answer", "month"}]
    for month in topic.values["month"]:
        for names in [(), *((d,) for d in dimensions), *combinations(dimensions, 2)]:
            for values in product(*(topic.values[name] for name in names)):
                where = {"month": month, **dict(zip(names, values, strict=True))}
                for answer in topic.values["answer"]:
                    yield Suspicion(topic.name, where, answer)
                    yield Suspicion(topic.name, where, answer, others=True)

"""The slowest attacker: writes down every table of respondents that agrees with what is published.

It shares no line with the audit. It knows one question, whose respondents it crosses by every
dimension in use, so it only serves for a handful of them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import Any

NOBODY_SAID = "_not-said"
Cell = tuple[str, ...]
"""An answer, a month, and a value of each dimension."""
Told = tuple[Mapping[str, str], Mapping[str, Any]]
"""The dimensions and the cell of one published number."""


class TooManyError(Exception):
    """Raised where there are more tables than anybody wants to write down."""


class Enumerator:
    """Every table that agrees with these releases about one question."""

    def __init__(self, documents: Sequence[str], limit: int = 3_000) -> None:
        parsed = [json.loads(document) for document in documents]
        self.k, self.w = parsed[-1]["policy"]["k"], parsed[-1]["policy"]["w"]
        self.wider: dict[str, dict[str, list[str]]] = {}
        for document in parsed:
            for dimension, values in document["hierarchies"].items():
                self.wider.setdefault(dimension, {}).update(values)
        told = [
            ({**table["dims"], **cell["dims"]}, cell)
            for document in parsed
            for table in document["tables"]
            for cell in table["cells"]
        ]
        self._read(told)
        self.tables = list(self._written_down(limit))

    def _read(self, told: Sequence[Told]) -> None:
        known: dict[str, set[str]] = {"answer": set(), "month": set()}
        for dims, _ in told:
            for dimension, value in dims.items():
                if dimension not in {"question", "period"}:
                    known.setdefault(dimension, set()).update(self._finest(dimension, value))
            known["month"].update(self._finest("time", dims["period"]))
        others = sorted(set(known) - {"answer", "month"})
        for dimension in others:
            known[dimension].add(NOBODY_SAID)
        self.dimensions = ("answer", "month", *others)
        if not self._listed_in_full(told, known["answer"]):
            known["answer"] |= {"_other"} if known["answer"] else {"_other", "_another"}
        self.values = {dimension: sorted(known[dimension]) for dimension in self.dimensions}
        self.cells = list(product(*(self.values[dimension] for dimension in self.dimensions)))
        self.lines: list[tuple[frozenset[int], int, int]] = []
        for dims, cell in told:
            inside = self._inside(dims)
            if cell["published"] is not None:
                self.lines.append((inside, cell["published"], cell["published"]))
            else:
                self.lines.append((inside, cell["at_least"], 10**6))

    def _listed_in_full(self, told: Sequence[Told], answers: set[str]) -> bool:
        """Whether a row of all answers known adds up to its n, so that there are no others."""
        rows: dict[str, dict[str | None, int | None]] = {}
        for dims, cell in told:
            row = rows.setdefault(str(sorted({**dims, "answer": ""}.items())), {})
            row[dims.get("answer")] = cell["published"]
        return len(answers) > 1 and any(
            answers == set(row) - {None} and sum(row[a] or 0 for a in answers) == row.get(None)
            for row in rows.values()
        )

    def _finest(self, dimension: str, value: str) -> list[str]:
        parts = self.wider.get(dimension, {}).get(value)
        return [v for part in parts for v in self._finest(dimension, part)] if parts else [value]

    def _inside(self, dims: Mapping[str, str]) -> frozenset[int]:
        """Which cells these dimensions sum over."""
        wanted = {d: set(self._finest(d, v)) for d, v in dims.items() if d in self.dimensions}
        if "month" not in wanted and "period" in dims:
            wanted["month"] = set(self._finest("time", dims["period"]))
        return frozenset(
            place
            for place, cell in enumerate(self.cells)
            if all(v in wanted.get(d, {v}) for d, v in zip(self.dimensions, cell, strict=True))
        )

    def _written_down(self, limit: int) -> Iterator[list[int]]:
        """All tables, cell by cell, given up where a line can no longer come out right."""
        lines_of = [
            [i for i, (inside, _, _) in enumerate(self.lines) if place in inside]
            for place in range(len(self.cells))
        ]
        last = [max(inside, default=-1) for inside, _, _ in self.lines]
        so_far, table = [0] * len(self.lines), [0] * len(self.cells)
        found = steps = 0

        def fill(place: int) -> Iterator[list[int]]:
            nonlocal found, steps
            if place == len(self.cells):
                found += 1
                yield list(table)
                return
            room = min(self.lines[i][2] - so_far[i] for i in lines_of[place])
            for number in range(room + 1):
                steps += 1
                if found > limit or steps > 20 * limit:
                    raise TooManyError
                table[place] = number
                for i in lines_of[place]:
                    so_far[i] += number
                if all(so_far[i] >= self.lines[i][1] for i in lines_of[place] if last[i] == place):
                    yield from fill(place + 1)
                for i in lines_of[place]:
                    so_far[i] -= number

        yield from fill(0)

    def discloses(self) -> bool:
        """Whether any number somebody should not know can be read off all tables together."""
        return (
            any(self._narrow(places) for places in self._targets())
            or any(self._alike(answer, rest) for answer, rest in self._rows())
            or any(self._differences())
        )

    def _sums(self, places: frozenset[int]) -> list[int]:
        return [sum(table[place] for place in places) for table in self.tables]

    def _narrow(self, places: frozenset[int]) -> bool:
        sums = self._sums(places)
        low, high = min(sums), max(sums)
        return high > 0 and low < self.k and high - low < self.w

    def _alike(self, row: frozenset[int], others: frozenset[int]) -> bool:
        return max(self._sums(others)) <= 1 and max(self._sums(row)) >= 1

    def _places(self) -> Iterator[dict[str, str]]:
        """Every node of the time tree by at most two dimensions."""
        nodes = [{"period": node} for node in self.wider["time"]]
        times = [*nodes, *({"month": month} for month in self.values["month"])]
        others = self.dimensions[2:]
        for names in chain.from_iterable(combinations(others, number) for number in (0, 1, 2)):
            values = [[*self.values[name], *self.wider.get(name, {})] for name in names]
            for chosen in product(*values):
                for time in times:
                    yield {**time, **dict(zip(names, chosen, strict=True))}

    def _rows(self) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        """Every row, with all of it but one answer."""
        for place in self._places():
            row = self._inside(place)
            for answer in self.values["answer"]:
                yield row, row - self._inside({**place, "answer": answer})

    def _targets(self) -> Iterator[frozenset[int]]:
        for row, others in self._rows():
            yield from (row, others, row - others)

    def _differences(self) -> Iterator[bool]:
        """Published counts, and each less another that lies in it."""
        yield from self._taken_apart(self.lines)

    def _taken_apart(self, lines: Sequence[tuple[frozenset[int], int, int]]) -> Iterator[bool]:
        known = [(inside, low) for inside, low, high in lines if low == high]
        others = [
            (whole - part, n - count)
            for (whole, n), (part, count) in product(known, known)
            if part < whole
            and {self.cells[p][1:] for p in part} == {self.cells[p][1:] for p in whole}
        ]
        yield from self._left_over(known, self.dimensions)
        yield from self._left_over(others, self.dimensions[1:])
        for (whole, n), (part, count) in product([*known, *others], repeat=2):
            yield 0 < n < self.k or (part < whole and 0 < n - count < self.k)

    def _left_over(
        self, known: Sequence[tuple[frozenset[int], int]], along: Sequence[str]
    ) -> Iterator[bool]:
        """A number less all that are told of its parts along one dimension, the largest of them."""
        counts = dict(known)
        for whole, name in product(counts, along):
            beside = self._beside(whole, name)
            parts = [p for p in counts if p < whole and self._beside(p, name) == beside]
            largest = [p for p in parts if not any(p < other for other in parts)]
            if sum(map(len, largest)) == len(frozenset().union(*largest)):
                left = counts[whole] - sum(counts[part] for part in largest)
                yield bool(largest) and 0 < left < self.k

    def _beside(self, places: frozenset[int], name: str) -> set[Cell]:
        """The cells, whatever this dimension is."""
        out = self.dimensions.index(name)
        return {self.cells[p][:out] + self.cells[p][out + 1 :] for p in places}


KINDS = ("yes/kept", "yes/broken", "yes/-", "no/-")
"""What one may have answered to a first question, and to a second asked after ``yes``."""
PAIRED = {
    "first yes": list(KINDS[:3]),
    "first no": ["no/-"],
    "second": list(KINDS[:2]),
    "second kept": ["yes/kept"],
    "second broken": ["yes/broken"],
}


class PairEnumerator(Enumerator):
    """The same for two questions, the second asked after one answer to the first.

    It is given one question whose answers are named as in ``PAIRED``, and the two n.
    """

    def _listed_in_full(self, told: Sequence[Told], answers: set[str]) -> bool:
        """A first answer that is named beside ``yes`` need not be the only one, unless all are."""
        named = {dims.get("answer") for dims, _ in told}
        whole = {dims.get("answer") for dims, cell in told if cell["published"] is not None}
        answers.update(KINDS)
        if "first no" in named and not {"first yes", "first no"} <= whole:
            answers.add(ANOTHER)
        return True

    def _rows(self) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        others = [ANOTHER] if ANOTHER in self.values["answer"] else []
        for place in self._places():
            first, second = self._inside(place), self._inside({**place, "answer": "second"})
            for row, answers in ((first, [*FIRST, *others]), (second, SECOND)):
                for answer in answers:
                    yield row, row - self._inside({**place, "answer": answer})

    def _targets(self) -> Iterator[frozenset[int]]:
        yield from super()._targets()
        for place in self._places():
            yield self._inside(place) - self._inside({**place, "answer": "second"})

    def _differences(self) -> Iterator[bool]:
        """Subtraction within either question; between them it is only n from n, a target above."""
        second = self._inside({"answer": "second"})
        after = [line for line in self.lines if line[0] <= second]
        yield from self._taken_apart([line for line in self.lines if line not in after])
        yield from self._taken_apart(after)


FIRST, SECOND = ("first yes", "first no"), ("second kept", "second broken")
ANOTHER = "another/-"

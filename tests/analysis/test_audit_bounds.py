"""Bounds in whole numbers: what lines of a system say of the numbers in them."""

from itertools import product
from math import inf
from random import Random
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.analysis.atoms import Row
from voice.analysis.bounds import ContradictionError, Deadline, Solver, tighten
from voice.analysis.published import BOUNDLESS, MANY

TOP = 4
"""The largest number tried in the small systems below."""


def a_row(factors: dict[int, int], low: int, high: int) -> Row:
    return Row(tuple(factors), tuple(factors.values()), low, high)


def a_sum(total: int, *columns: int) -> Row:
    return a_row(dict.fromkeys(columns, 1), total, total)


def room(rows: list[Row], columns: int) -> list[Row]:
    """The rows, and one for each column that keeps it from 0 to ``TOP``."""
    return rows + [a_row({column: 1}, 0, TOP) for column in range(columns)]


def solutions(rows: list[Row], columns: int) -> list[tuple[int, ...]]:
    """Every answer in whole numbers, tried one by one."""
    return [
        numbers
        for numbers in product(range(TOP + 1), repeat=columns)
        if all(
            row.low
            <= sum(f * numbers[c] for c, f in zip(row.columns, row.factors, strict=True))
            <= row.high
            for row in rows
        )
    ]


class TestTighten:
    def test_a_number_that_is_said_is_known(self) -> None:
        low, high = tighten([a_sum(7, 0)], 1)
        assert (low.tolist(), high.tolist()) == ([7], [7])

    def test_a_part_is_at_most_the_whole_and_what_others_leave(self) -> None:
        low, high = tighten([a_sum(9, 0, 1, 2), a_sum(4, 0), a_row({1: 1}, 3, MANY)], 3)
        assert low.tolist() == [4, 3, 0]
        assert high.tolist() == [4, 5, 2]

    def test_a_line_of_multiples_is_rounded_inwards(self) -> None:
        low, high = tighten([a_row({0: 3}, 4, 11)], 1)
        assert (low.tolist(), high.tolist()) == ([2], [3])

    def test_a_number_taken_away_is_bounded_too(self) -> None:
        low, high = tighten([a_row({0: 1, 1: -2}, -BOUNDLESS, 0), a_sum(5, 1)], 2)
        assert (low.tolist(), high.tolist()) == ([0, 5], [10, 5])

    def test_numbers_without_a_bound_have_none(self) -> None:
        _, high = tighten([a_row({0: 1}, 3, MANY)], 2)
        assert high.tolist() == [MANY, MANY]

    @pytest.mark.parametrize(
        "rows",
        [
            [a_sum(3, 0, 1), a_sum(4, 0)],
            [a_sum(3, 0), a_sum(4, 0)],
            [a_row({0: 2}, 3, 3)],
            [a_row({0: 1, 1: -1}, 1, 9), a_row({1: 1, 0: -1}, 0, 9)],
        ],
    )
    def test_lines_that_cannot_all_be_true_contradict(self, rows: list[Row]) -> None:
        with pytest.raises(ContradictionError):
            tighten(room(rows, 2), 2)

    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 10**9))
    def test_no_answer_lies_outside(self, seed: int) -> None:
        rows, columns = a_system(seed)
        low, high = tighten(rows, columns)
        for numbers in solutions(rows, columns):
            assert (low <= numbers).all()
            assert (numbers <= high).all()


class TestSolver:
    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 10**9))
    def test_the_exact_bounds_are_those_of_trying_everything(self, seed: int) -> None:
        rows, columns = a_system(seed)
        low, high = tighten(rows, columns)
        factors = np.array([Random(seed).choice([0, 1, 1]) for _ in range(columns)], dtype=float)
        solver = Solver(rows, low, high)
        values = [int(factors @ numbers) for numbers in solutions(rows, columns)]
        for greatest, best in ((False, min(values)), (True, max(values))):
            loose = solver.extreme(factors, greatest)
            exact = solver.exact_extreme(factors, greatest)
            assert exact.bound == best
            assert exact.world is not None
            assert tuple(exact.world) in solutions(rows, columns)
            assert loose.bound >= best if greatest else loose.bound <= best

    def test_a_world_is_given_only_in_whole_numbers(self) -> None:
        """2x + 2y = 7 has answers in halves only; with z to help, whole ones too."""
        halves = room([a_row({0: 2, 1: 2}, 7, 7)], 2)
        solver = Solver(halves, np.zeros(2, dtype=np.int64), np.full(2, TOP))
        assert solver.extreme(np.array([1.0, 0.0]), greatest=True).world is None
        with pytest.raises(ContradictionError):
            solver.exact_extreme(np.array([1.0, 0.0]), greatest=True)

    def test_what_contradicts_has_no_bounds(self) -> None:
        rows = [a_row({0: 1, 1: 1}, 5, 5), a_row({0: 1, 1: 1}, 6, 6)]
        solver = Solver(rows, np.zeros(2, dtype=np.int64), np.full(2, 9))
        with pytest.raises(ContradictionError):
            solver.extreme(np.ones(2), greatest=True)


class TestDeadline:
    def test_a_search_in_whole_numbers_stops_in_time(self) -> None:
        """Coins in odd values that nearly never add up: a search of hours."""
        rows = [a_row(dict(enumerate(coins)), sum(coins), sum(coins)) for coins in COINS]
        low, high = np.zeros(40, dtype=np.int64), np.full(40, 2)
        solver = Solver(rows, low, high, Deadline(0.5))
        start = perf_counter()
        with pytest.raises(TimeoutError):
            solver.exact_extreme(np.arange(40, dtype=float), greatest=True)
        assert perf_counter() - start < 3

    def test_many_searches_in_fractions_share_one_deadline(self) -> None:
        deadline = Deadline(0.5)
        solver = Solver([a_sum(9, 0, 1)], np.zeros(2, dtype=np.int64), np.full(2, 9), deadline)
        start, asked = perf_counter(), list[bool]()

        def ask_on() -> None:
            while perf_counter() < start + 60:
                asked.append(len(asked) % 2 == 0)
                solver.extreme(np.array([1.0, 0.0]), greatest=asked[-1])

        with pytest.raises(TimeoutError):
            ask_on()
        assert 0.4 < perf_counter() - start < 3
        assert len(asked) > 50

    def test_tightening_stops_in_time(self) -> None:
        """Two lines that creep towards each other, one step at a time."""
        rows = [a_row({c: 1, c + 1: -1}, -1, BOUNDLESS) for c in range(3000)]
        with pytest.raises(TimeoutError):
            tighten(rows * 3, 3001, Deadline(0.0))

    def test_without_a_deadline_there_is_always_time(self) -> None:
        assert Deadline().left() == inf


DICE = Random(0)
COINS = [[DICE.randrange(10_001, 99_999, 2) for _ in range(40)] for _ in range(4)]


def a_system(seed: int) -> tuple[list[Row], int]:
    """A small system that has at least one answer."""
    dice = Random(seed)
    columns = dice.randint(2, 4)
    true = [dice.randint(0, TOP) for _ in range(columns)]
    rows = []
    for _ in range(dice.randint(1, 3)):
        factors = {c: dice.choice([-1, 1, 1, 2, 3]) for c in range(columns) if dice.random() < 0.7}
        value = sum(factor * true[column] for column, factor in factors.items())
        slack = dice.choice([0, 0, 1, 5])
        if factors:
            rows.append(a_row(factors, value - slack, value + slack))
    return room(rows, columns), columns

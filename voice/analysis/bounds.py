"""How far a sum of atoms can be narrowed: whole-number bounds from what is known.

Three means, the cheapest first. ``tighten`` carries bounds along the lines of the system.
``Solver`` asks HiGHS for the least and the greatest value; where the answer is not in whole
numbers, it asks again for whole numbers only. Every point it hands back is a *world*: whole
numbers that agree, checked in whole-number arithmetic, with everything published. Two worlds that
differ are proof that a reader cannot tell, whatever the solver's rounding.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf
from time import perf_counter

import highspy
import numpy as np
from numpy.typing import NDArray

from voice.analysis.atoms import Row
from voice.analysis.published import BOUNDLESS, MANY
from voice.analysis.reach import Numbers

_ROUNDING = 1e-6
_PASSES = 50
"""Times that each line is tightened on average, at most."""
_LINES = 1_000
"""Lines tightened between two looks at the clock."""
_NODES = 20_000
"""Branches after which a search in whole numbers gives up. Counted: every machine agrees."""


class Deadline:
    """So many seconds from now. A solver stops there, and so does everything else that asks."""

    def __init__(self, seconds: float = inf) -> None:
        self._until = perf_counter() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises ``TimeoutError`` where there are none."""
        left = self._until - perf_counter()
        if left <= 0:
            raise TimeoutError
        return left


class ContradictionError(ValueError):
    """Raised when no numbers agree with everything published."""


class GivenUpError(RuntimeError):
    """Raised when a bound could not be found within the work allowed."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or greatest value, and a world in which it is taken or nearly so."""

    bound: int
    world: Numbers | None


def tighten(
    rows: Sequence[Row], columns: int, deadline: Deadline | None = None
) -> tuple[Numbers, Numbers]:
    """Bounds of every atom as far as single lines give them. Raises ``ContradictionError``."""
    deadline = deadline or Deadline()
    low, high = [0] * columns, [MANY] * columns
    lines_of = _lines_of(rows, columns)
    waiting, queued = deque(range(len(rows))), [True] * len(rows)
    work = _PASSES * (len(rows) + columns)
    while waiting and work:
        work -= 1
        if work % _LINES == 0:
            deadline.left()
        index = waiting.popleft()
        queued[index] = False
        for column in _tighten_line(rows[index], low, high):
            others = [other for other in lines_of[column] if not queued[other]]
            waiting += others
            for other in others:
                queued[other] = True
    for index in waiting:
        _tighten_line(rows[index], low, high)
    return np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)


def _lines_of(rows: Sequence[Row], columns: int) -> list[list[int]]:
    """By column the lines it is in."""
    lines_of: list[list[int]] = [[] for _ in range(columns)]
    for index, row in enumerate(rows):
        for column in row.columns:
            lines_of[column].append(index)
    return lines_of


def _tighten_line(row: Row, low: list[int], high: list[int]) -> list[int]:
    """Tighten the atoms of one line; which of them changed."""
    parts = list(zip(row.columns, row.factors, strict=True))
    least = sum(f * (low[c] if f > 0 else high[c]) for c, f in parts)
    most = sum(f * (high[c] if f > 0 else low[c]) for c, f in parts)
    if least > row.high or most < row.low:
        raise ContradictionError
    if least >= row.low and most <= row.high:
        return []
    changed = []
    for column, factor in parts:
        own = (low[column], high[column])
        rest_least = least - factor * (own[0] if factor > 0 else own[1])
        rest_most = most - factor * (own[1] if factor > 0 else own[0])
        ends = ((row.low - rest_most), (row.high - rest_least))
        under, over = ends if factor > 0 else (-ends[1], -ends[0])
        size = abs(factor)
        low[column] = max(own[0], -(-under // size))
        high[column] = min(own[1], over // size)
        if low[column] > high[column]:
            raise ContradictionError
        if own != (low[column], high[column]):
            changed.append(column)
            least = rest_least + factor * (low[column] if factor > 0 else high[column])
            most = rest_most + factor * (high[column] if factor > 0 else low[column])
    return changed


class Solver:
    """One system in HiGHS, kept warm: only the question changes from one solve to the next.

    Raises ``TimeoutError`` where an answer takes longer than the deadline.
    """

    def __init__(
        self, rows: Sequence[Row], low: Numbers, high: Numbers, deadline: Deadline | None = None
    ) -> None:
        self._rows = rows
        self._deadline = deadline or Deadline()
        self._bounds = low, high
        self._matrix = _matrix(rows)
        self._limits = (
            np.array([row.low for row in rows], dtype=np.int64),
            np.array([row.high for row in rows], dtype=np.int64),
        )
        self._fractions = self._model(whole=False)
        self._whole: highspy.Highs | None = None

    def extreme(self, factors: NDArray[np.float64], greatest: bool) -> Extreme:
        """A bound of the sum of factors times atoms; tight but for fractions."""
        status, model = self._run(self._fractions, factors, greatest)
        if status == highspy.HighsModelStatus.kInfeasible:
            raise ContradictionError
        if status != highspy.HighsModelStatus.kOptimal:
            raise GivenUpError
        value = model.getInfo().objective_function_value
        bound = floor(value + _ROUNDING) if greatest else ceil(value - _ROUNDING)
        return Extreme(bound, self._world(model))

    def exact_extreme(self, factors: NDArray[np.float64], greatest: bool) -> Extreme:
        """The bound in whole numbers, with a world that takes it."""
        if self._whole is None:
            self._whole = self._model(whole=True)
        status, model = self._run(self._whole, factors, greatest)
        if status == highspy.HighsModelStatus.kInfeasible:
            raise ContradictionError
        world = self._world(model)
        if status != highspy.HighsModelStatus.kOptimal or world is None:
            raise GivenUpError
        return Extreme(int(np.rint(factors @ world)), world)

    def _run(
        self, model: highspy.Highs, factors: NDArray[np.float64], greatest: bool
    ) -> tuple[highspy.HighsModelStatus, highspy.Highs]:
        columns = len(factors)
        model.changeColsCost(columns, np.arange(columns, dtype=np.int32), factors)
        sense = highspy.ObjSense.kMaximize if greatest else highspy.ObjSense.kMinimize
        model.changeObjectiveSense(sense)
        self._solve(model)
        if model.getModelStatus() not in _ANSWERS:
            # A warm start can end astray; from the beginning it finds its way.
            model.clearSolver()
            self._solve(model)
        return model.getModelStatus(), model

    def _solve(self, model: highspy.Highs) -> None:
        """Run until the deadline at most. Raises ``TimeoutError``, whatever has been found."""
        # HiGHS counts the time of one search in whole numbers, and of all those in fractions.
        before = model.getRunTime() if model is self._fractions else 0.0
        model.setOptionValue("time_limit", before + self._deadline.left())
        model.run()
        if model.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
            raise TimeoutError

    def _world(self, model: highspy.Highs) -> Numbers | None:
        """The model's solution if it is in whole numbers and agrees with every line exactly."""
        world = np.rint(np.array(model.getSolution().col_value)).astype(np.int64)
        starts, columns, factors = self._matrix
        sums = np.add.reduceat(factors * world[columns], starts[:-1])
        low, high = self._bounds
        fits = (sums >= self._limits[0]).all() and (sums <= self._limits[1]).all()
        return world if fits and (world >= low).all() and (world <= high).all() else None

    def _model(self, whole: bool) -> highspy.Highs:
        model = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in _OPTIONS.items():
            model.setOptionValue(name, value)
        starts, columns, factors = self._matrix
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self._bounds[0]), len(self._rows)
        program.col_cost_ = np.zeros(program.num_col_)
        program.col_lower_, program.col_upper_ = (end.astype(float) for end in self._bounds)
        program.row_lower_, program.row_upper_ = (_open(end) for end in self._limits)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_ = starts, columns
        program.a_matrix_.value_ = factors.astype(float)
        if whole:
            program.integrality_ = [highspy.HighsVarType.kInteger] * program.num_col_
        model.passModel(program)
        return model


_ANSWERS = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
_OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_max_nodes": _NODES,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
    "simplex_iteration_limit": 200_000,
}


def _open(limits: Numbers) -> NDArray[np.float64]:
    """Limits as HiGHS wants them, with its own infinity where there is none."""
    wide = limits.astype(float)
    wide[limits >= BOUNDLESS] = highspy.kHighsInf
    wide[limits <= -BOUNDLESS] = -highspy.kHighsInf
    return wide


def _matrix(rows: Sequence[Row]) -> tuple[NDArray[np.int32], NDArray[np.int32], Numbers]:
    starts = np.cumsum([0, *(len(row.columns) for row in rows)], dtype=np.int32)
    where = np.array([c for row in rows for c in row.columns], dtype=np.int32)
    factors = np.array([f for row in rows for f in row.factors], dtype=np.int64)
    return starts, where, factors

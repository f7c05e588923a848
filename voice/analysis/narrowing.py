"""What a reader can work out in one system: every target in every place, in whole numbers.

For a target known to lie from ``low`` to ``high``, with k and w of the policy:

* (a) ``low == high`` from 1 to k-1: a small count is shown or implied. Refused.
* (b) ``high - low < w`` although ``low < k`` and ``high > 0``: a small count is narrowed. Refused.
  ``high == 0`` is not refused by this rule: that nobody in a place gave an answer is allowed as
  long as those who are there can still have given different answers, which is rule (c).
  A shown count of 0 in a row with two other answers says of no child what it answered.
* (c) Somebody is there (``high`` of n is at least 1) and all but at most one must have given one
  answer: refused. That somebody is there is taken as known to the reader, who saw who came.
  Answers are told apart as they were reported in that time: a row that was reported by single
  answers is not refused because all of them happen to be pleasant ones.

A target is passed only on proof: two worlds that agree with everything published and in which it
differs by w or more (for (c): one world with two others), or a bound that lies at k or above.
It is refused only on proof as well; where neither is found within the work allowed, the whole
system is refused as too hard to check.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voice.analysis.atoms import Component
from voice.analysis.bounds import (
    ContradictionError,
    Deadline,
    Extreme,
    GivenUpError,
    Solver,
    tighten,
)
from voice.analysis.published import MANY
from voice.analysis.reach import At, Bounds, By, Numbers, Reach

SOLVES = 20_000
"""Solves after which a system is given up. Counted, so that every machine says the same."""
_ROUNDS = 12
"""Pairs of random worlds looked at before targets are taken one by one."""


DangerPlace = tuple[str, str, tuple[str, ...]]
"""A question, a span of time and the dimensions to look at."""


@dataclass(frozen=True, slots=True, order=True)
class Danger:
    """A kind of disclosure, in a question, a time and the dimensions that are needed to see it."""

    kind: str
    """small, narrow, alike, contradiction or too-hard."""
    question: str
    span: str = ""
    dimensions: tuple[str, ...] = ()

    @property
    def place(self) -> DangerPlace:
        """Where it is. One kind of danger is looked for there until one is found."""
        return self.question, self.span, self.dimensions


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in one system."""

    dangers: tuple[Danger, ...]
    narrowest: int | None
    """The worlds seen are at least so far apart in every withheld small count; None: none is."""
    solves: int


_judged: dict[Component, Judged] = {}
"""What was found before: releases are audited again and again."""
_REMEMBERED = 4096


def judge(component: Component, deadline: Deadline | None = None) -> Judged:
    """Every danger in the system. Pure, and remembered.

    Raises ``TimeoutError`` at the deadline, and then nothing is remembered.
    """
    known = _judged.get(component)
    if known is None:
        known = _judge(component, deadline or Deadline())
        if len(_judged) >= _REMEMBERED:
            _judged.clear()
        _judged[component] = known
    return known


def forget() -> None:
    """Judge everything anew, as a program that has just started does."""
    _judged.clear()


def _judge(component: Component, deadline: Deadline) -> Judged:
    question = component.question
    case = _Case(component, deadline)
    try:
        case.settle()
    except ContradictionError:
        return Judged((Danger("contradiction", question),), None, case.solves)
    except GivenUpError:
        return Judged((Danger("too-hard", question),), None, case.solves)
    return Judged(tuple(sorted(set(case.dangers()))), case.narrowest(), case.solves)


@dataclass(slots=True)
class _Family:
    """All targets broken down by the same dimensions, in arrays of target x span (x nodes)."""

    by: By
    proven: Bounds
    """No world lies outside these."""
    seen: Bounds
    """Worlds reach from here to there."""


class _Case:
    """One system, while it is being settled."""

    def __init__(self, component: Component, deadline: Deadline) -> None:
        self.component = component
        self.deadline = deadline
        self.reach = Reach(component)
        self.families: list[_Family] = []
        self.solves = 0
        self.most = np.zeros(component.columns, dtype=np.int64)
        """The largest that each atom was in any world."""
        self._crossing: dict[tuple[int, ...], Solver] = {}
        self._everybody, self._tested = _rule_c(component)
        asked = np.array([target.question for target in component.targets])
        self._same = [np.flatnonzero(asked == question) for question in asked]
        """For each target, all that are about the same question."""

    def settle(self) -> None:
        """Narrow, and look for worlds, until every target is proven safe or refused."""
        self.low, self.high = tighten(self.component.rows, self.component.columns, self.deadline)
        known = bool((self.low == self.high).all())
        for by in self.reach.breakdowns:
            proven = self.reach.bounds(by, self.low, self.high)
            unseen = np.full_like(proven[0], 2 * MANY), np.full_like(proven[1], -2 * MANY)
            self.families.append(_Family(by, proven, proven if known else unseen))
        if known:
            return
        self.reach.sharpen({family.by: family.proven for family in self.families})
        self.solver = Solver(self.component.rows, self.low, self.high, self.deadline)
        self._see_at_random()
        self._prove_nobody()
        for family in self.families:
            while (where := np.argwhere(self._unsettled(family))).size:
                self._settle(family, tuple(int(index) for index in where[0]))

    def dangers(self) -> Iterator[Danger]:
        """What is proven to be disclosed. Only after ``settle``."""
        for family in self.families:
            refused = self._narrowed(family)
            exact = family.proven[0] == family.proven[1]
            for kind, found in (
                ("small", refused & exact),
                ("narrow", refused & ~exact),
                ("alike", self._alike(family)),
            ):
                for target, span in np.argwhere(found.any(axis=tuple(range(2, found.ndim)))):
                    yield Danger(
                        kind,
                        self.component.targets[target].question,
                        self.component.spans[span].name,
                        tuple(self.reach.dimensions[side][0].name for side in family.by),
                    )

    def narrowest(self) -> int | None:
        """The least distance seen between two worlds in a withheld small count."""
        widths = []
        for family in self.families:
            low, high = family.seen
            small = (low < self.component.parameters.k) & (high > 0)
            widths += [int((high - low)[small].min())] if small.any() else []
        return min(widths, default=None)

    def _see(self, world: Numbers | None) -> None:
        """Widen what worlds reach by this one."""
        if world is None:
            return
        atoms = world[: self.component.columns]
        np.maximum(self.most, atoms, out=self.most)
        for family in self.families:
            low, high = self.reach.bounds(family.by, atoms, atoms)
            np.minimum(family.seen[0], low, out=family.seen[0])
            np.maximum(family.seen[1], high, out=family.seen[1])

    def _see_at_random(self) -> None:
        """Look at worlds in random corners, as long as that settles many targets."""
        dice = np.random.default_rng(0)
        left = None
        for _ in range(_ROUNDS):
            factors = dice.uniform(-1, 1, self.component.columns)
            for greatest in (False, True):
                self._ask(self.solver, factors, greatest)
            now = sum(int(self._unsettled(family).sum()) for family in self.families)
            if now == 0 or (left is not None and now > left - 2):
                return
            left = now

    def _prove_nobody(self) -> None:
        """Ask once for all atoms that were 0 in every world, instead of for each of them."""
        for _ in range(_ROUNDS):
            nobody = (self.most == 0) & (self.high > 0)
            if not nobody.any():
                return
            before = int(nobody.sum())
            if self._ask(self.solver, nobody.astype(float), greatest=True) == 0:
                self.high[nobody] = 0
                self._prove_again()
                return
            if int(((self.most == 0) & (self.high > 0)).sum()) == before:
                return

    def _prove_again(self) -> None:
        """Carry what is newly known of atoms to the targets."""
        for family in self.families:
            low, high = self.reach.bounds(family.by, self.low, self.high)
            np.maximum(family.proven[0], low, out=family.proven[0])
            np.minimum(family.proven[1], high, out=family.proven[1])
        self.reach.sharpen({family.by: family.proven for family in self.families})

    def _ask(
        self, solver: Solver, factors: NDArray[np.float64], greatest: bool, whole: bool = False
    ) -> int:
        """The least or greatest sum that agrees with everything; the world it shows is seen."""
        self.solves += 1
        if self.solves > SOLVES:
            raise GivenUpError
        extreme: Extreme = (solver.exact_extreme if whole else solver.extreme)(factors, greatest)
        self._see(extreme.world)
        return extreme.bound

    def _settle(self, family: _Family, at: At) -> None:
        """Find the bounds of one target, in fractions and, if that leaves it open, exactly."""
        solver, factors = self._question(family, at)
        least, most = family.proven
        for whole in (False, True):
            least[at] = max(least[at], self._ask(solver, factors, False, whole))
            if not self._unsettled(family)[at]:
                return
            most[at] = min(most[at], self._ask(solver, factors, True, whole))
            if not self._unsettled(family)[at]:
                return
        raise GivenUpError

    def _question(self, family: _Family, at: At) -> tuple[Solver, NDArray[np.float64]]:
        if not self.reach.apart(family.by):
            return self.solver, self.reach.factors(family.by, at)
        key = (*family.by, *at[2:])
        if key not in self._crossing:
            new = self.component.kinds * self.component.stretches
            self._crossing[key] = Solver(
                [*self.component.rows, *self.reach.crossing(family.by, at)],
                np.concatenate([self.low, np.zeros(new, dtype=np.int64)]),
                np.concatenate([self.high, np.full(new, MANY, dtype=np.int64)]),
                self.deadline,
            )
        return self._crossing[key], self.reach.crossed_factors(at)

    def _unsettled(self, family: _Family) -> NDArray[np.bool_]:
        """Targets of which neither safety nor danger is proven, where none is in danger yet."""
        (least, most), (low, high) = family.proven, family.seen
        parameters = self.component.parameters
        safe = (high - low >= parameters.w) | (least >= parameters.k) | (most <= 0)
        open_to_c = (high < 2) & (most >= 2) & (self._there(most, 1)) & self._tests(most)
        return (~safe | open_to_c) & ~self._told(self._narrowed(family) | self._alike(family))

    def _told(self, refused: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Where a target of the same question and span is refused: one is enough to say so."""
        flat: NDArray[np.bool_] = np.any(
            refused, axis=tuple(range(2, refused.ndim)), keepdims=False
        )
        told = np.zeros_like(flat)
        for index, same in enumerate(self._same):
            told[index] = flat[same].any(axis=0)
        return told.reshape(*told.shape, *(1,) * (refused.ndim - 2))

    def _narrowed(self, family: _Family) -> NDArray[np.bool_]:
        """Rules (a) and (b), as far as proven."""
        (least, most), (low, high) = family.proven, family.seen
        parameters = self.component.parameters
        near = most - least < parameters.w
        return near & (low < parameters.k) & (high > 0)

    def _alike(self, family: _Family) -> NDArray[np.bool_]:
        """Rule (c), as far as proven."""
        most, high = family.proven[1], family.seen[1]
        return (most <= 1) & self._there(high, 1) & self._tests(most)

    def _there(self, n: Numbers, least: int) -> NDArray[np.bool_]:
        """Where everybody whom a target is part of may be so many."""
        return n[self._everybody] >= least

    def _tests(self, shaped: Numbers) -> NDArray[np.bool_]:
        """Where rule (c) applies, in the shape of a family."""
        missing = (1,) * (shaped.ndim - 2)
        return self._tested.reshape(*self._tested.shape, *missing)


def _rule_c(component: Component) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For each target the one that is its n, and the spans in which it is all but one answer."""
    n = {t.everybody: i for i, t in enumerate(component.targets) if t.kinds == t.everybody}
    everybody = [n.get(target.everybody, index) for index, target in enumerate(component.targets)]
    tested = np.zeros((len(component.targets), len(component.spans)), dtype=bool)
    for index, target in enumerate(component.targets):
        tested[index, list(target.others)] = True
    return np.array(everybody, dtype=np.int64), tested

"""The ladder: how a table comes down, rung by rung, until it may be said (policy, section 5).

As asked, then on coarser scales, then with rows joined to their neighbours. A table stands on the
first rung where every one of its rows may be shown; a part of a table is never shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from voice.analysis import children
from voice.analysis.counts import NOT_SAID, Answer, Counts, Question, Row
from voice.analysis.policy import Policy
from voice.analysis.reasons import ALIKE, FEW, ROUTED, SAME, Reason

NEIGHBOURS: dict[str, dict[str, str]] = {
    "age_band": {NOT_SAID: "10-16"},
    "helped": {NOT_SAID: "alone"},
}
"""Where those are counted who did not say, if they are too few for a row. Groups have neighbours
of their own (``Group.joins``); nobody is counted to a group they did not come to."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers a table is told by: as asked, or coarser ones that take several together."""

    answers: tuple[Answer, ...]
    takes: tuple[tuple[str, ...], ...]
    collapsed: bool = False
    tick: str | None = None
    """Tick-all: yes or no to this one answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row on a scale; ``values`` are those it takes together, none for everybody."""

    values: tuple[str, ...]
    n: int
    counts: tuple[int, ...]
    """In the order of the scale. A tick has two: yes and no."""
    d: int
    bases: tuple[int, ...]
    crossed: tuple[str, ...] = ()
    """Those of the second dimension that it takes together."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a table stands: the rung, and the lines that may be said there."""

    rung: str
    scale: Scale
    lines: tuple[Line, ...]
    bounded: int | None = None
    """For bounded words: the place of the answer that most or all gave."""


Rule = Callable[[Line, Policy], Reason | None]
"""Why a line may not be shown; None if it may."""


def enough(line: Line, policy: Policy) -> Reason | None:
    """Enough answers for n to be said; and of those not asked, none or enough."""
    if line.n < policy.n:
        return FEW
    if any(base != line.n and base - line.n < policy.k for base in line.bases):
        return ROUTED
    return None


def service(line: Line, policy: Policy) -> Reason | None:
    """Facts about the service: any count, of enough answers of enough young people."""
    return enough(line, policy) or (SAME if line.d < policy.n else None)


def personal(line: Line, policy: Policy) -> Reason | None:
    """The row rule: beside that, at least two answers were given, each by k or more."""
    given = [count for count in line.counts if count]
    alike = len(given) < 2 or min(given) < policy.k
    return service(line, policy) or (ALIKE if alike else None)


RULES: dict[str, Rule] = {"personal": personal, "service": service}


def scales(question: Question) -> tuple[Scale, ...]:
    """As asked, then the declared coarser ones, finest first."""
    asked = Scale(question.answers, tuple((answer.id,) for answer in question.answers))
    return (asked, *(_coarser(collapse) for collapse in question.collapses))


def ticks(question: Question) -> tuple[Scale, ...]:
    """One yes or no for each answer of a tick-all question."""
    return tuple(Scale((answer,), ((answer.id,),), tick=answer.id) for answer in question.answers)


def _coarser(collapse: Sequence[tuple[Answer, tuple[str, ...]]]) -> Scale:
    """Merged answers are known by what they take, so that two maps never share an id."""
    answers = tuple(Answer("+".join(takes), merged.text) for merged, takes in collapse)
    return Scale(answers, tuple(takes for _, takes in collapse), collapsed=True)


def lines(table: Counts, scale: Scale) -> tuple[Line, ...]:
    return tuple(_line(row, scale) for row in table.rows)


def _line(row: Row, scale: Scale) -> Line:
    counts = tuple(sum(row.counts[option] for option in takes) for takes in scale.takes)
    rest = (row.n - counts[0],) if scale.tick is not None else ()
    values = () if row.value is None else (row.value,)
    bases = () if row.base is None else (row.base, *row.also)
    crossed = () if row.crossed is None else (row.crossed,)
    return Line(values, row.n, counts + rest, row.d, bases, crossed)


Refuses = Callable[[Scale, Sequence[Line]], Reason | None]
"""Why lines that may be shown may not be said beside what is said already; None if they may."""


def nothing(_scale: Scale, _lines: Sequence[Line]) -> Reason | None:
    """Nothing is said already."""
    return None


def climb(
    table: Counts, known: Sequence[Scale], policy: Policy, rule: Rule, refuses: Refuses = nothing
) -> Standing | Reason:
    """The first rung where every line may be shown, or why not even one on the first may."""
    refused: Reason | None = None
    for rung, scale, found in _rungs(table, known, policy, rule):
        if all(rule(line, policy) is None and wide(line, scale, policy) for line in found):
            refused = refuses(scale, found)
            if refused is None:
                return Standing(rung, scale, found)
    failing = (rule(line, policy) for line in lines(table, known[0]))
    return next((reason for reason in failing if reason is not None), refused or ALIKE)


def wide(line: Line, scale: Scale, policy: Policy) -> bool:
    """Whether the rung itself tells too little of what was put together.

    Who knows the ladder knows that the finer rung failed. Of t answers put together, one part may
    then be any number from 1 to t - 1, and that must be at least ``w`` steps wide. And where words
    could tell it, they do: what they leave open would else be one step less.
    """
    if not scale.collapsed:
        return True
    together = all(
        count == 0 or len(takes) == 1 or count >= policy.w + 2
        for count, takes in zip(line.counts, scale.takes, strict=False)
    )
    return together and line.n - max(line.counts) > policy.rest


def _rungs(
    table: Counts, known: Sequence[Scale], policy: Policy, rule: Rule
) -> Iterator[tuple[str, Scale, tuple[Line, ...]]]:
    for scale in known:
        yield "collapsed" if scale.collapsed else "as-asked", scale, lines(table, scale)
    if table.dimension is None:
        return
    for scale in known:
        found = _joined(table, scale, lambda line: rule(line, policy) is None)
        if len(found) > 1:
            yield "joined", scale, found


def _joined(table: Counts, scale: Scale, stands: Callable[[Line], bool]) -> tuple[Line, ...]:
    """Each line that cannot stand alone joined to its neighbour, in order, until all can.

    Nothing if one is left that has no neighbour here.
    """
    neighbours = _neighbours(table)
    parts: list[tuple[Line, ...]] = [(line,) for line in lines(table, scale)]
    while True:
        weak = next((part for part in parts if not stands(together(part, table))), None)
        if weak is None:
            return tuple(together(part, table) for part in parts)
        beside = _beside(weak, parts, neighbours)
        if beside is None:
            return ()
        place = min(parts.index(weak), parts.index(beside))
        both = sorted((*weak, *beside), key=_place_in(table))
        parts = [part for part in parts if part not in (weak, beside)]
        parts.insert(place, tuple(both))


def _neighbours(table: Counts) -> Mapping[str, str]:
    if table.dimension == "group":
        return {group.id: group.joins for group in table.groups.values() if group.joins}
    return NEIGHBOURS.get(table.dimension or "", {})


def _beside(
    weak: Sequence[Line], parts: Sequence[tuple[Line, ...]], neighbours: Mapping[str, str]
) -> tuple[Line, ...] | None:
    """The part that holds a neighbour of ``weak``; a neighbour that is not here passes it on."""
    own = {value for line in weak for value in line.values}
    for value in (value for line in weak for value in line.values):
        passed: set[str] = set()
        while value in neighbours and value not in passed:
            passed.add(value)
            value = neighbours[value]
            for part in parts:
                if value not in own and any(value in line.values for line in part):
                    return part
    return None


def _place_in(table: Counts) -> Callable[[Line], int]:
    order = [row.value for row in table.rows]
    return lambda line: order.index(line.values[0])


def together(part: Sequence[Line], table: Counts) -> Line:
    """Several lines of a table as one."""
    if len(part) == 1:
        return part[0]
    each = {line.values[0]: line.d for line in part}
    overlaps = {group.id: group.overlaps for group in table.groups.values()}
    apart = children.apart(each, overlaps) if table.dimension == "group" else max(each.values())
    return Line(
        values=tuple(each),
        n=sum(line.n for line in part),
        counts=tuple(map(sum, zip(*(line.counts for line in part), strict=True))),
        d=apart,
        bases=tuple(map(sum, zip(*(line.bases for line in part), strict=True))),
    )


def lower(
    table: Counts, policy: Policy, sensitivity: str, *, wordless: bool = False
) -> Standing | None:
    """The lower rungs of a table of everybody: words, else how many answered, else nothing.

    ``wordless`` leaves out the words.
    """
    known = scales(table.question)
    line = lines(table, known[0])[0]
    if wordless:
        standing = None
    elif sensitivity == "service":
        standing = _few_words(known[0], line, policy)
    else:
        standing = None if table.question.multiple else _bounded(table, known, policy)
    if standing is None and enough(line, policy) is None:
        return Standing("n-only", known[0], (line,))
    return standing


def _few_words(scale: Scale, line: Line, policy: Policy) -> Standing | None:
    """Service answers fewer than N: none, few, about half, most or all, and no number.

    Never where an earlier answer decided who is asked: how many were is then a figure about it.
    """
    if not policy.n_word <= line.n < policy.n or line.bases:
        return None
    return Standing("service-words", scale, (line,))


def _bounded(table: Counts, known: Sequence[Scale], policy: Policy) -> Standing | None:
    """Bounded words for the finest answer that nearly all gave: all but ``policy.rest`` at most.

    Never where any answer of the question is unsafe: if only the safe ones were told, silence
    would say the other. Only where that many are more than half whatever the rest is, or "most"
    would not be true.
    """
    if table.question.unsafe:
        return None
    for scale in known:
        line = lines(table, scale)[0]
        if service(line, policy) is not None or line.n <= 2 * policy.rest:
            return None
        for place, count in enumerate(line.counts):
            if line.n - count <= policy.rest:
                return Standing("bounded", scale, (line,), bounded=place)
    return None

"""Splits of who came: which parts of a total may be told.

A part is told only where it, and all that it leaves over of any total, is nobody or at least k;
else the total stands alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from voice.analysis import said

Tallies = Mapping[tuple[str, str], int]
"""Numbers by (what, category), as in attendance: ("came", "all")."""

ALL, CARERS, CHILDREN = "all", "carers", "children"
HOUSEHOLDS, GROWN_UP = "households", "17+"

SPLITS: tuple[tuple[tuple[str, str], ...], ...] = (
    ((CARERS, "were carers"), (CHILDREN, "were children and young people")),
    ((HOUSEHOLDS, "households came"),),
    (
        ("0-9", "were aged up to 9"),
        ("10-16", "were aged 10 to 16"),
        (GROWN_UP, "were aged 17 and over"),
    ),
    (("girls", "were girls"), ("boys", "were boys")),
    (("out-of-county", "were from out of county"),),
    (("first-time", "were there for the first time"), ("been-before", "had been before")),
    (("children-who-foster", "were children of families that foster"),),
)
"""What a total may be split into, in this order: each category and how its part is told."""


def told(tallies: Tallies, k: int) -> tuple[str, ...]:
    """Who came, split as far as the policy lets it be told, a sentence each.

    Nobody can work out from 1 to k - 1 people from these sentences and the total: not as a part,
    not as parts together, and not as what these leave of any total.
    """
    everybody = tallies.get(("came", ALL))
    if everybody is None:
        return ()
    sentences: list[str] = []
    wholes, before = {everybody}, list[tuple[int, ...]]()
    for labels in SPLITS:
        given = {name: tallies["came", name] for name, _ in labels if ("came", name) in tallies}
        parts, own = tuple(given.values()), _wholes(given, everybody)
        fits = all(may_be_told(earlier, own, k) for earlier in before)
        fits = fits and sum(parts) <= everybody and may_be_told(parts, wholes, k)
        if fits and may_be_told((given.get(GROWN_UP, 0),), _carers(tallies, everybody), k):
            sentences.append(_split(given, dict(labels), everybody))
            wholes |= own
            before.append(parts)
        wholes |= _children(given, everybody)
    return tuple(sentence for sentence in sentences if sentence)


def may_be_told(parts: Sequence[int], wholes: Iterable[int], k: int) -> bool:
    """Whether each sum of parts, and how far each is from every whole, is nobody or at least k."""
    sums = {sum(some) for size in range(1, len(parts) + 1) for some in combinations(parts, size)}
    apart = {abs(whole - some) for whole in (0, *wholes) for some in sums}
    return all(number == 0 or number >= k for number in apart)


def _wholes(given: Mapping[str, int], everybody: int) -> set[int]:
    """What a split covers and what it does not, where it could cover everybody of a kind."""
    if len(given) < 2:
        return set()
    return {sum(given.values()), everybody - sum(given.values())}


def _children(given: Mapping[str, int], everybody: int) -> set[int]:
    """The children, where they were counted apart: later splits may be of them alone."""
    rest = {everybody - given[CARERS]} if CARERS in given else set()
    return rest | ({given[CHILDREN]} if CHILDREN in given else set())


def _carers(tallies: Tallies, everybody: int) -> set[int]:
    """The carers: what they leave of those aged 17 and over are young people of that age."""
    came = {name: tallies["came", name] for name in (CARERS, CHILDREN) if ("came", name) in tallies}
    return {everybody - whole for whole in _children(came, everybody)}


def _split(given: Mapping[str, int], labels: Mapping[str, str], everybody: int) -> str:
    for name, number in given.items():
        if number == everybody > 0 and name != HOUSEHOLDS:
            return f"All {labels[name]}."
    parts = said.listed(f"{number:,} {labels[name]}" for name, number in given.items() if number)
    return f"{parts}." if parts else ""

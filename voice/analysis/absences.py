"""Who did not come, and why: the total always, reasons only where no child can be made out."""

from collections import Counter
from collections.abc import Sequence

from voice.analysis import said
from voice.analysis.splits import ALL, Tallies, may_be_told

WHAT, CANCELLED = "did-not-come", "cancelled-on-the-day"
REASONS: tuple[tuple[str, str], ...] = (
    ("no-transport", "had no transport"),
    ("taxi", "had a taxi that did not come"),
    ("unwell", "were unwell"),
    ("other-plans", "had other plans"),
    ("did-not-want", "did not want to"),
    ("too-far", "had too far to travel"),
    ("not-told", "did not say why"),
)
"""Why children did not come, in this order, and how each is told."""


def told(tallies: Tallies, k: int) -> str:
    """How many did not come, and of all of them why; the number alone where a reason, or what it
    leaves of any total, is of fewer than k. Empty where everybody came or nobody counted."""
    number = tallies.get((WHAT, ALL))
    if not number:
        return ""
    parts = [(given, words) for name, words in REASONS if (given := tallies.get((WHAT, name), 0))]
    if not _may_be_told(tallies, number, k):
        return f"{number:,} did not come."
    if len(parts) == 1:
        return f"{number:,} did not come: all {parts[0][1]}."
    return f"{number:,} did not come: {said.listed(f'{n:,} {words}' for n, words in parts)}."


def told_of_all(events: Sequence[Tallies], k: int) -> str:
    """The same of several events together: with reasons only where each event alone may tell them,
    because one child may have missed many."""
    missed = [tallies for tallies in events if tallies.get((WHAT, ALL))]
    summed: Counter[tuple[str, str]] = Counter()
    for tallies in missed:
        summed.update(tallies)
    if all(_may_be_told(tallies, tallies[WHAT, ALL], k) for tallies in missed):
        return told(summed, k)
    return told({(WHAT, ALL): summed[WHAT, ALL]}, k)


def _may_be_told(tallies: Tallies, number: int, k: int) -> bool:
    parts = [tallies.get((WHAT, name), 0) for name, _ in REASONS]
    off = tallies.get((CANCELLED, ALL), 0)
    return sum(parts) == number and may_be_told(parts, {number, off, abs(number - off)}, k)

"""Who had signed up and who came, by group and by period: totals, exact at any number.

Who came without signing up is among those who came, so more may have come than had signed up. Only
events of which both numbers are written down are compared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voice.analysis import absences, said
from voice.analysis.bars import Grid
from voice.analysis.splits import ALL, Tallies

FEW = "too few for a share"


@dataclass(frozen=True, slots=True)
class Coming:
    """Some events together: a group's, a period's, or all of them."""

    name: str
    events: int
    signed_up: int
    came: int
    why: str
    """How many did not come, and why where that may be told; empty where nobody counted."""

    @property
    def of_those(self) -> str:
        """How many came beside how many had signed up: about 7 in 10."""
        if self.came > self.signed_up:
            return "more than had signed up"
        return said.about(self.came, self.signed_up)


def of(events: Iterable[tuple[str, Tallies]], k: int) -> tuple[Coming, ...]:
    """Events by name, in the order in which the names come first."""
    named: dict[str, list[Tallies]] = {}
    for name, tallies in events:
        if tallies.get(("signed-up", ALL)) and ("came", ALL) in tallies:
            named.setdefault(name, []).append(tallies)
    return tuple(_sum(name, own, k) for name, own in named.items())


def sentence(everybody: Coming) -> str:
    """All of them in one sentence."""
    events = said.counted(everybody.events, "event")
    return (
        f"At {events} of which both were written down, {everybody.signed_up:,} had signed up and"
        f" {everybody.came:,} came: {everybody.of_those}."
    )


def least(groups: Sequence[Coming], n_pct: int) -> str:
    """The group that fewest came to of those who had signed up; empty where all came alike.

    Groups for which fewer than ``n_pct`` signed up are not compared.
    """
    many = [one for one in groups if one.signed_up >= n_pct]
    if len(many) < 2:
        return ""
    low, *_, high = sorted(many, key=lambda one: one.came / one.signed_up)
    if low.of_those == high.of_those:
        return ""
    return (
        f"Of those who had signed up, fewest came to {low.name} ({low.of_those}) and most to"
        f" {high.name} ({high.of_those})."
    )


def grid(head: str, lines: Sequence[Coming], n_pct: int) -> Grid:
    """A line a group or period. Where fewer than ``n_pct`` signed up, no share is told."""
    rows = tuple(
        (
            one.name,
            f"{one.events:,}",
            f"{one.signed_up:,}",
            f"{one.came:,}",
            one.of_those if one.signed_up >= n_pct else FEW,
        )
        for one in lines
    )
    return Grid((head, "Events", "Signed up", "Came", "Of those who signed up"), rows)


def _sum(name: str, own: Sequence[Tallies], k: int) -> Coming:
    return Coming(
        name=name,
        events=len(own),
        signed_up=sum(tallies["signed-up", ALL] for tallies in own),
        came=sum(tallies["came", ALL] for tallies in own),
        why=absences.told_of_all(own, k),
    )

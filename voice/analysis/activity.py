"""Activity facts: what was planned, who was asked to come, who came. They are not answers.

Totals are exact at any number, because who was there knows who came. A split is told only where
every part, and all that it leaves over of any total, is nobody or at least k; else the total stands
alone. No event says how many answered: beside the n of a question that would tell how many skipped
it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from voice.analysis import cancelled, said

Tallies = Mapping[tuple[str, str], int]
"""Numbers by (what, category), as in attendance: ("came", "all")."""

ALL, CARERS, CHILDREN = "all", "carers", "children"
HOUSEHOLDS, GROWN_UP = "households", "17+"

CONTACTS: tuple[tuple[str, str, str], ...] = (
    ("invited", "invitation", "invitations"),
    ("letters", "letter", "letters"),
    ("calls", "call", "calls"),
    ("voicemails", "message left by phone", "messages left by phone"),
    ("visits", "visit", "visits"),
)
"""How people were asked to come, each with its name for one and for more."""
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
    (("first-time", "were there for the first time"),),
)
"""What a total may be split into, in this order: each category and how its part is told."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, as a paper tells it."""

    group: str
    name: str
    day: date
    status: str
    """planned, open, went-ahead or cancelled."""
    place: str = ""
    place_safe: bool = False
    district: str = ""
    partner: bool = False
    """Held by another organisation, and supported by the service."""
    why: str = ""
    """What a worker wrote of why it was cancelled."""
    why_kind: str | None = None
    """The kind of that reason: one of ``cancelled.BECAUSE``; None where nobody chose one."""
    notice: int | None = None
    """How many days before it was cancelled."""
    note: str = ""
    invented: bool = False
    tallies: Tallies = field(default_factory=dict)

    def total(self, what: str) -> int | None:
        """The exact total, None where nobody wrote it down."""
        return self.tallies.get((what, ALL))

    @property
    def where(self) -> str:
        """The place if it may be named, else the district; empty where neither is known."""
        named = self.place if self.place_safe else ""
        parts = [part for part in (named, self.district) if part]
        return ", ".join(dict.fromkeys(parts))


@dataclass(frozen=True, slots=True)
class Totals:
    """Events and people of one group or of all. None: not written down for any event."""

    held: int
    cancelled: int
    open: int
    """Not yet closed or cancelled: nobody has said what became of it."""
    signed_up: int | None
    came: int | None


def totals(events: Iterable[Event]) -> Totals:
    """Exact totals. Who came twice is counted twice; papers say "came 12 times"."""
    told = list(events)
    status = [event.status for event in told]
    return Totals(
        held=status.count("went-ahead"),
        cancelled=status.count("cancelled"),
        open=status.count("planned") + status.count("open"),
        signed_up=_sum(event.total("signed-up") for event in told),
        came=_sum(event.total("came") for event in told if event.status == "went-ahead"),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def by_group(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Events by group in the order of the alphabet, each by day."""
    groups: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda one: (one.group, one.day, one.name)):
        groups.setdefault(event.group, []).append(event)
    return groups


def account(event: Event, k: int) -> tuple[str, ...]:
    """What became of an event in plain sentences: asked, signed up, came, the worker's note."""
    told = (
        contacts(event.tallies),
        *ACCOUNTS[event.status](event, k),
        said.sentence(event.note),
    )
    return tuple(sentence for sentence in told if sentence)


def noted(event: Event) -> str:
    """Why an event was cancelled, and the worker's note; empty where neither is known."""
    off = event.status == "cancelled" and (event.why or event.why_kind)
    why = _why(event) if off else ""
    return " ".join(part for part in (why, said.sentence(event.note)) if part)


def _why(event: Event) -> str:
    return cancelled.sentence(event.why_kind, event.why, event.notice)


def held_and_came(events: Iterable[Event]) -> str:
    """How many of several events took place, and how often people came to them."""
    every = totals(events)
    came = "" if every.came is None else f"people came {said.counted(every.came, 'time')}"
    held = f"{said.counted(every.held, 'event')} took place"
    return said.sentence(said.listed(part for part in (held, came) if part))


def account_of_all(events: Sequence[Event], k: int) -> tuple[str, ...]:
    """How people were asked to come to several events, and who came, taken together."""
    told = (contacts(_summed(events)), *splits_of_all(events, k))
    return tuple(sentence for sentence in told if sentence)


def splits_of_all(events: Iterable[Event], k: int) -> tuple[str, ...]:
    """Who came to several events, split only where each event alone could be split alike.

    Who came five times counts five times; so a sum of parts is told only of parts that may each be
    told, never of one person at many events.
    """
    held = [event for event in events if event.status == "went-ahead"]
    if len({_counted_apart(event.tallies) for event in held}) != 1:
        return ()
    together = _summed(held)
    whole = all(_all_told(tallies, k) for tallies in (together, *(one.tallies for one in held)))
    return splits(together, k) if whole else ()


def _all_told(tallies: Tallies, k: int) -> bool:
    given = [labels for labels in SPLITS if any(tallies.get(("came", one)) for one, _ in labels)]
    return len(splits(tallies, k)) == len(given)


def _counted_apart(tallies: Tallies) -> frozenset[str]:
    return frozenset(category for what, category in tallies if what == "came")


def _summed(events: Iterable[Event]) -> dict[tuple[str, str], int]:
    sums: Counter[tuple[str, str]] = Counter()
    for event in events:
        sums.update(event.tallies)
    return dict(sums)


def carers_told(events: Iterable[Event], k: int) -> bool:
    """Whether of any of these events it may be told how many carers came."""
    label = dict(SPLITS[0])[CARERS]
    held = (event for event in events if event.status == "went-ahead")
    return any(label in sentence for event in held for sentence in splits(event.tallies, k))


def contacts(tallies: Tallies) -> str:
    """How people were asked to come, empty where nothing was counted."""
    parts = [
        said.counted(tallies[what, ALL], one, more)
        for what, one, more in CONTACTS
        if (what, ALL) in tallies
    ]
    return f"To ask people to come: {said.listed(parts)}." if parts else ""


def _went_ahead(event: Event, k: int) -> tuple[str, ...]:
    return (_numbers(event), *splits(event.tallies, k))


def _cancelled(event: Event, k: int) -> tuple[str, ...]:
    signed_up = event.total("signed-up")
    told = f"{said.counted(signed_up, 'person', 'people')} had signed up." if signed_up else ""
    return (_why(event), told)


def _undecided(event: Event, k: int) -> tuple[str, ...]:
    return ("What became of it had not been written down when this paper was made.",)


ACCOUNTS = {
    "went-ahead": _went_ahead,
    "cancelled": _cancelled,
    "planned": _undecided,
    "open": _undecided,
}


def _numbers(event: Event) -> str:
    signed_up, off, came = (
        event.total(what) for what in ("signed-up", "cancelled-on-the-day", "came")
    )
    parts = [
        f"{signed_up:,} signed up" if signed_up is not None else "",
        f"{off:,} had to cancel on the day" if off else "",
        f"{came:,} came" if came is not None else "",
    ]
    told = said.listed(part for part in parts if part)
    missing = "How many came was not written down." if came is None else ""
    return " ".join(part for part in (told and f"{told}.", missing) if part)


def splits(tallies: Tallies, k: int) -> tuple[str, ...]:
    """Who came, split as far as the policy lets it be told, a sentence each.

    Nobody can work out from 1 to k - 1 people from these sentences and the total: not as a part,
    not as parts together, and not as what these leave of any total.
    """
    everybody = tallies.get(("came", ALL))
    if everybody is None:
        return ()
    told: list[str] = []
    wholes, before = {everybody}, list[tuple[int, ...]]()
    for labels in SPLITS:
        given = {name: tallies["came", name] for name, _ in labels if ("came", name) in tallies}
        parts, own = tuple(given.values()), _wholes(given, everybody)
        fits = all(may_be_told(earlier, own, k) for earlier in before)
        fits = fits and sum(parts) <= everybody and may_be_told(parts, wholes, k)
        if fits and may_be_told((given.get(GROWN_UP, 0),), _carers(tallies, everybody), k):
            told.append(_split(given, dict(labels), everybody))
            wholes |= own
            before.append(parts)
        wholes |= _children(given, everybody)
    return tuple(sentence for sentence in told if sentence)


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
    told = said.listed(f"{number:,} {labels[name]}" for name, number in given.items() if number)
    return f"{told}." if told else ""

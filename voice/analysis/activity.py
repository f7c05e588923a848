"""Activity facts: what was planned, who was asked to come, who came. They are not answers.

Totals are exact at any number, because who was there knows who came. A split is told only where
every part, and what is left over, is nobody or at least k; else the total stands alone. No event
says how many answered: beside the n of a question that would tell how many skipped it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from voice.analysis import said

Tallies = Mapping[tuple[str, str], int]
"""Numbers by (what, category), as in attendance: ("came", "all")."""

ALL, CHILDREN, HOUSEHOLDS = "all", "children", "households"

CONTACTS: tuple[tuple[str, str, str], ...] = (
    ("invited", "invitation", "invitations"),
    ("letters", "letter", "letters"),
    ("calls", "call", "calls"),
    ("voicemails", "message left by phone", "messages left by phone"),
    ("visits", "visit", "visits"),
)
"""How people were asked to come, each with its name for one and for more."""
SPLITS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("carers", "carers"), ("children", "children and young people")),
    (("0-9", "aged up to 9"), ("10-16", "aged 10 to 16"), ("17+", "aged 17 and over")),
    (("girls", "girls"), ("boys", "boys")),
    (("out-of-county", "from out of county"),),
    (("first-time", "there for the first time"),),
)
"""What a total may be split into: the category and how its part is told."""


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
    return (said.sentence(f"Cancelled: {event.why}" if event.why else "Cancelled"), told)


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
    """Who came, split as far as the policy lets it be told, a sentence each."""
    households = tallies.get(("came", HOUSEHOLDS))
    told = [_split(tallies, parts, k) for parts in SPLITS]
    if households is not None:
        told.insert(1, f"They came from {said.counted(households, 'household')}.")
    return tuple(sentence for sentence in told if sentence)


def _split(tallies: Tallies, parts: Sequence[tuple[str, str]], k: int) -> str:
    numbers = {category: tallies.get(("came", category)) for category, _ in parts}
    given = {category: number for category, number in numbers.items() if number is not None}
    whole = _whole(tallies, given)
    if whole is None or not may_be_split(whole, given.values(), k):
        return ""
    labels = dict(parts)
    if whole and whole in given.values():
        return f"All were {next(labels[c] for c, number in given.items() if number == whole)}."
    told = [f"{number:,} were {labels[category]}" for category, number in given.items() if number]
    return f"{said.listed(told)}." if told else ""


def _whole(tallies: Tallies, given: Mapping[str, int]) -> int | None:
    """Whom the parts are parts of: the children where these were counted apart from carers."""
    children = tallies.get(("came", CHILDREN))
    apart = children is not None and CHILDREN not in given
    return children if apart else tallies.get(("came", ALL))


def may_be_split(whole: int, parts: Iterable[int], k: int) -> bool:
    """Whether each part, and what they leave over, is nobody or at least k."""
    known = list(parts)
    return all(part == 0 or part >= k for part in (*known, whole - sum(known)))

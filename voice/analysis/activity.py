"""Activity facts: what was planned, who was asked to come, who came. They are not answers.

Totals are exact at any number, because who was there knows who came. A split is told only where
every part, and all that it leaves over of any total, is nobody or at least k; else the total stands
alone. No event says how many answered: beside the n of a question that would tell how many skipped
it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from voice.analysis import absences, cancelled, said, splits
from voice.analysis.splits import ALL, CARERS, CHILDREN, SPLITS, Tallies

CONTACTS: tuple[tuple[str, str, str], ...] = (
    ("invited", "invitation", "invitations"),
    ("letters", "letter", "letters"),
    ("calls", "call", "calls"),
    ("voicemails", "message left by phone", "messages left by phone"),
    ("visits", "visit", "visits"),
)
"""How people were asked to come, each with its name for one and for more."""
GUESTS: tuple[tuple[str, str, str], ...] = (
    ("councillors", "councillor", "councillors"),
    ("managers", "manager", "managers"),
    ("partners", "partner’s worker", "partners’ workers"),
)
"""Grown-ups who come to listen, each with its name for one and for more."""
TIMES = {1: "once", 2: "twice"}


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
    ages: str = ""
    """How old those who came were, from the youngest to the oldest: "5-14"."""
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
    summed, each = _summed(events), [event.tallies for event in events]
    told = (
        contacts(summed),
        absences.told_of_all(each, k),
        *splits_of_all(events, k),
        _guests_of_all(summed),
        _awards(summed),
    )
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
    return splits.told(together, k) if whole else ()


def _all_told(tallies: Tallies, k: int) -> bool:
    given = [labels for labels in SPLITS if any(tallies.get(("came", one)) for one, _ in labels)]
    return len(splits.told(tallies, k)) == len(given)


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
    return any(label in sentence for event in held for sentence in splits.told(event.tallies, k))


def contacts(tallies: Tallies) -> str:
    """How people were asked to come, empty where nothing was counted."""
    parts = [
        said.counted(tallies[what, ALL], one, more)
        for what, one, more in CONTACTS
        if (what, ALL) in tallies
    ]
    return f"To ask people to come: {said.listed(parts)}." if parts else ""


def _went_ahead(event: Event, k: int) -> tuple[str, ...]:
    return (
        _places(event.tallies),
        _numbers(event),
        absences.told(event.tallies, k),
        *splits.told(event.tallies, k),
        _ages(event, k),
        _guests(event.tallies),
        _awards(event.tallies),
    )


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


def _places(tallies: Tallies) -> str:
    places = tallies.get(("places", ALL))
    verb = "was" if places == 1 else "were"
    return f"There {verb} {said.counted(places, 'place')}." if places else ""


def _awards(tallies: Tallies) -> str:
    awards = tallies.get(("awards", ALL))
    verb = "was" if awards == 1 else "were"
    return f"{said.counted(awards, 'award')} {verb} gained." if awards else ""


def _guests(tallies: Tallies) -> str:
    """Grown-ups who came to listen: exact at any number."""
    parts = [said.counted(number, one, more) for number, one, more in _who(tallies)]
    return f"Guests: {said.listed(parts)}." if parts else ""


def _guests_of_all(tallies: Tallies) -> str:
    """The same over several events, at which one person may have been a guest again."""
    came = {more: TIMES.get(number, f"{number:,} times") for number, _, more in _who(tallies)}
    if not came:
        return ""
    if len(came) > 1 and len(set(came.values())) == 1:
        told = f"{said.listed(came)} each came {next(iter(came.values()))}"
    else:
        (first, often), *more = came.items()
        told = said.listed([f"{first} came {often}", *(" ".join(one) for one in more)])
    return said.sentence(f"{told} as guests")


def _who(tallies: Tallies) -> list[tuple[int, str, str]]:
    known = ((tallies.get(("guests", name), 0), one, more) for name, one, more in GUESTS)
    return [each for each in known if each[0]]


def _ages(event: Event, k: int) -> str:
    """From the youngest to the oldest: each is one child, so only where many children came."""
    everybody = event.total("came") or 0
    carers = event.tallies.get(("came", CARERS), 0)
    children = min(everybody - carers, event.tallies.get(("came", CHILDREN), everybody))
    youngest, _, oldest = event.ages.partition("-")
    if not oldest or children < 2 * k:
        return ""
    return f"The youngest was {youngest} and the oldest {oldest}."

"""Events as a paper tells them: all in one sentence, a few line by line, many as one table."""

from collections.abc import Sequence

from voice import words
from voice.analysis import activity, cancelled, said, terms
from voice.analysis.activity import Event, Totals
from voice.analysis.bars import Grid
from voice.analysis.terms import Seat
from voice.publish.blocks import Block, Heading, Numbered, Table
from voice.publish.material import Material

UNKNOWN = "not written down"
UNCOUNTED = "not counted"
"""The same in a narrow column."""
UNDECIDED = "not decided yet"
OFF = "cancelled"
MOST_LINES = 4
"""So many events are told in a line each; more stand in one table."""


def sentence(material: Material) -> str:
    """How many events were held and how often people came, in one sentence."""
    own = [event for event in material.happened if not event.partner]
    totals = activity.totals(own)
    if not (totals.held or totals.cancelled or totals.open):
        return f"No events were in the calendar {material.span}."
    parts = [
        f"{said.counted(totals.held, 'event')} took place {material.span}",
        _cancelled(own, totals),
        _were(totals.open, "not yet written up"),
    ]
    told = said.listed(part for part in parts if part)
    return f"{told}; {_came(own, totals, material.k)}." if totals.came is not None else f"{told}."


def _were(number: int, what: str) -> str:
    verb = "was" if number == 1 else "were"
    return f"{said.counted(number, 'event')} {verb} {what}" if number else ""


def _cancelled(events: Sequence[Event], totals: Totals) -> str:
    """How many were cancelled, and how many of them for which reason."""
    why = cancelled.reasons(event.why_kind for event in events if event.status == "cancelled")
    return _were(totals.cancelled, OFF) + (f" ({why})" if why else "")


def _came(events: Sequence[Event], totals: Totals, k: int) -> str:
    carers = ", carers included," if activity.carers_told(events, k) else ""
    return f"people{carers} came {said.counted(totals.came or 0, 'time')}"


def at_a_glance(groups: dict[str, list[Event]], material: Material) -> Table:
    """A line a group and one for all of them."""
    rows = [(name, *_numbers(activity.totals(held))) for name, held in groups.items()]
    everything = activity.totals(event for held in groups.values() for event in held)
    return Table(
        f"Events by group {material.span}",
        "For each group: events held and cancelled, how many signed up, and how many came.",
        Grid(
            ("Group", "Held", "Cancelled", "Signed up", "Came"),
            (*rows, ("All groups", *_numbers(everything))),
        ),
    )


def _numbers(totals: Totals) -> tuple[str, ...]:
    known = (totals.held, totals.cancelled, totals.signed_up, totals.came)
    return tuple(_number(number) for number in known)


def _number(number: int | None, unknown: str = UNKNOWN) -> str:
    return unknown if number is None else f"{number:,}"


def accounts(
    title: str, held: Sequence[Event], material: Material, alone: bool = False
) -> list[Block]:
    """What became of these events, day by day: a line each, or a table and only what was noted.

    ``alone`` where the sentence on all events has just told how many these are.
    """
    marked = not all(event.invented for event in (*material.happened, *material.planned))
    if len(held) > MOST_LINES:
        told = ["" if alone else activity.held_and_came(held)]
        told += activity.account_of_all(held, material.k)
        line = " ".join(sentence for sentence in told if sentence)
        opening: list[Block] = [Numbered(line)] if line else []
        return [*opening, _day_by_day(title, held, material, marked), *_noted(held)]
    return [
        Numbered(
            " ".join(activity.account(event, material.k)),
            lead=_when_and_where(event, marked and event.invented),
        )
        for event in held
    ]


def of_terms(group: str, material: Material) -> list[Block]:
    """A regular group's terms: sessions, how many came on average, members."""
    return [
        Numbered(terms.told(term, material.k), lead=f"{terms.name_of(term.term).capitalize()}.")
        for term in material.terms
        if term.group == group
    ]


def roles(material: Material) -> list[Block]:
    """Roles that young people fill, a line each; what they changed since the last paper."""
    lines = [
        Numbered(_filled(seat, material), lead=f"{seat.name}.")
        for seat in material.seats
        if seat.number or _is_news(seat, material)
    ]
    return [Heading(3, "Roles filled by young people"), *lines] if lines else []


def _filled(seat: Seat, material: Material) -> str:
    filled = f"{seat.number:,} filled by young people" if seat.number else "None filled"
    changed = f"What they changed: {seat.changed}" if seat.changed else ""
    told = said.sentence(changed) if _is_news(seat, material) else ""
    return f"{filled}, since {words.month_name(seat.month)}. {told}".strip()


def _is_news(seat: Seat, material: Material) -> bool:
    return material.after is None or seat.month >= f"{material.since:%Y-%m}"


def _when_and_where(event: Event, made_up: bool) -> str:
    parts = [part for part in (event.name, event.where) if part]
    mark = " (made up)" if made_up else ""
    return f"{words.week_day(event.day)}: {', '.join(parts)}{mark}."


def _day_by_day(title: str, held: Sequence[Event], material: Material, marked: bool) -> Table:
    return Table(
        f"{title} {material.span}",
        "For each event its day, what it was, where, how many signed up, and how many came.",
        Grid(
            ("Day", "Event", "Where", "Signed up", "Came"),
            tuple(_row(event, marked and event.invented) for event in held),
        ),
    )


def _row(event: Event, made_up: bool) -> tuple[str, ...]:
    return (
        words.long_day(event.day),
        f"{event.name} (made up)" if made_up else event.name,
        event.where or UNKNOWN,
        _number(event.total("signed-up"), UNCOUNTED),
        CAME.get(event.status) or _number(event.total("came"), UNCOUNTED),
    )


def _noted(held: Sequence[Event]) -> list[Block]:
    """A line for each note; events with the same one share it."""
    shared: dict[str, list[Event]] = {}
    for event in held:
        shared.setdefault(activity.noted(event), []).append(event)
    return [Numbered(note, lead=_which(own)) for note, own in shared.items() if note]


def _which(events: Sequence[Event]) -> str:
    names = {event.name for event in events}
    days = said.listed(words.long_day(event.day) for event in events)
    return f"{days}: {names.pop()}." if len(names) == 1 else f"{days}."


CAME = {"cancelled": OFF, "planned": "not yet written up", "open": "not yet written up"}
"""What stands for how many came where nobody could, or nobody has said."""

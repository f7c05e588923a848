"""Today: the event at hand, from the first child through the door to “We’re done”."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import opening, outlook, quotes, tablets
from voice.analysis import cancelled
from voice.faults import FaultyError
from voice.store import attendance, collections, events, groups, remarks
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.store.remarks import Waiting
from voice.web import session
from voice.web.access import may
from voice.web.forms import DoneForm
from voice.web.session import note
from voice.web.tablet_forms import DoneWithTabletsForm
from voice.web.worker import firm, heard, held, menu, outlooks, plans, tallies
from voice.web.worker.desk import desk, policy, today
from voice.web.worker.events import load
from voice.web.worker.marks import Mark, away, mark_of, number_of
from voice.web.worker.opened import Asked, told
from voice.web.worker.quotes import to_look_at
from voice.web.worker.theme_cards import Cards
from voice.words import week_day

pages = Blueprint("today", __name__)

HOW_MANY_AFTER = 3
STEPS = {
    "1": lambda connection, event, band: attendance.add_one(connection, event, "came", band),
    "-1": tallies.one_fewer,
}
"""What a tap on +1 or −1 does."""
ANSWERS = "answer", "answers"
MORE_ANSWERED = "answered. More answered than came: look at the numbers."
BOXES = {"came": "came", "cancelled-on-the-day": "cancelled"}
"""Which tallies the last page asks for, and its boxes for them."""


@dataclass(frozen=True, slots=True)
class Band:
    """One line of “Who came”."""

    category: str
    label: str
    number: int | None
    """None where only the total of all bands is known."""


@dataclass(frozen=True, slots=True)
class Board:
    """What stands on the page of one event."""

    event: EventRecord
    when: str
    where: str
    state: Mark
    ready: str
    advice: tuple[str, ...]
    bands: tuple[Band, ...]
    came: int
    surveys: tuple[tuple[Asked, str], ...]
    """What was asked, and what stands beside the number of answers."""
    tablets: tuple[held.Line, ...]
    more_answered: bool
    """Whether more answered than are counted as having come."""
    waits_for: str
    """What has to come before the event is complete; empty where nothing is awaited."""
    begun: bool
    can_ask: bool
    can_end: bool


@pages.get("/")
def show() -> str:
    """Today's event, else one left open, else the next one."""
    with desk().database.reading() as connection:
        coming = events.coming(connection, today())
        first = min(coming, key=_place, default=None)
        return _page(connection, first if may("today.show_event") else None, coming)


@pages.get("/today/<event_id>")
def show_event(event_id: str) -> str:
    """The same page for an event of one's choice."""
    with desk().database.reading() as connection:
        return _page(connection, load(connection, event_id), events.coming(connection, today()))


@pages.get("/today/<event_id>/counts.json")
def counts(event_id: str) -> dict[str, tuple[int | None, str]]:
    """How many answered each survey of the event, and what each tablet still holds.

    Numbers only, no answers, ever.
    """
    with desk().database.reading() as connection:
        event = load(connection, event_id)
        asked = told(connection, collections.of_event(connection, event.id))
        came = _came(attendance.of(connection, event_id))
        on_tablets = held.of_event(connection, event, today())
    answers = {one.code: (one.answered, of_those(came, one.answered)) for one in asked}
    return answers | {line.id: (line.still, line.words) for line in on_tablets}


@pages.post("/today/<event_id>/came")
def count(event_id: str) -> ResponseReturnValue:
    """One more or one fewer of an age band."""
    category = request.form.get("category", "")
    if category not in dict(tallies.BANDS) or request.form.get("step") not in STEPS:
        abort(400)
    with desk().database.writing() as connection:
        firm.at_hand(load(connection, event_id), today())
        STEPS[request.form["step"]](connection, event_id, category)
    return redirect(url_for(".show_event", event_id=event_id) + "#came")


@pages.get("/today/<event_id>/done")
def done(event_id: str) -> str:
    """The one page before an event ends: how many came, one moment."""
    with desk().database.reading() as connection:
        event = firm.at_hand(load(connection, event_id), today())
        counted = attendance.of(connection, event_id)
        packed = held.of_event(connection, event, today())
    form = _done_form(
        packed,
        came=counted.get(("came", attendance.ALL)),
        cancelled=counted.get(("cancelled-on-the-day", attendance.ALL)),
        note=event.note,
        here=[line.id for line in packed],
    )
    return _done_page(event, form)


@pages.post("/today/<event_id>/done")
def end(event_id: str) -> ResponseReturnValue:
    """End the event: nobody can start any more. It is counted when all its envelopes are here."""
    with desk().database.reading() as connection:
        event = firm.at_hand(load(connection, event_id), today())
        counted = tallies.given(attendance.of(connection, event_id))
        form = _done_form(held.of_event(connection, event, today()))
    counted |= _numbers(form) if form.validate() else {}
    if form.errors or not tallies.add_up(form, counted, BOXES) or _tells(event, form, counted):
        return _done_page(event, form), 400
    try:
        closed = opening.close_event(
            desk().database, event_id, policy(), today(), absent=_absent(form)
        )
    except FaultyError as error:
        form.tell(error)
        return _done_page(event, form), 400
    with desk().database.writing() as connection:
        _keep(connection, event, form)
        note(connection, "event-closed", event_id)
        event = load(connection, event_id)
        awaited = held.to_come(held.of_event(connection, event, today()))
    flash(_awaits(awaited) if held.is_waiting(event) else _kept(closed), "done")
    return redirect(url_for(".show_event", event_id=event_id))


def of_those(came: int, answered: int) -> str:
    """What stands beside the number of answers."""
    if not came:
        return "answered so far"
    return f"of {came} who came" if answered <= came else MORE_ANSWERED


def _page(connection: Connection, event: EventRecord | None, coming: list[EventRecord]) -> str:
    """Whole page: the event, what waits to be read, what comes after."""
    waiting = remarks.waiting(connection, today()) if may("remarks.queue") else Waiting(0, 0)
    runs_events = may("today.show_event")
    others = [one for one in coming if event is None or one.id != event.id]
    return render_template(
        "worker/today.html",
        board=_board(connection, event) if event else None,
        day=week_day(today()),
        unread=_to_read(waiting),
        overdue=waiting.overdue,
        lines=to_look_at(connection) if may("quotes.index") else 0,
        to_sort=Cards(connection, session.who()).waiting() if may("themes.index") else 0,
        doors=_doors(),
        runs_events=runs_events,
        has_groups=runs_events and bool(groups.all_groups(connection)),
        left_open=[one for one in others if one.day < today()] if runs_events else [],
        plan_reminder=plans.reminder(connection),
        awaited=held.late_first(connection, today(), event) if runs_events else [],
        after=[one for one in others if one.day >= today()][:HOW_MANY_AFTER] if runs_events else [],
    )


def _doors() -> list[heard.Tab | menu.Entry]:
    """Where somebody goes for whom nothing waits: what we heard, else all they may open."""
    if may("releases.index"):
        return [*heard.tabs()]
    return [entry for entry in menu.menu() if not entry.here] + [*heard.tabs()]


def _place(event: EventRecord) -> tuple[bool, bool, bool, date]:
    """Today's come first, open ones before others; then the day that is nearest."""
    return event.day != today(), event.day > today(), event.status != "open", event.day


def _board(connection: Connection, event: EventRecord) -> Board:
    counted = attendance.of(connection, event.id)
    came = _came(counted)
    asked = tuple(told(connection, collections.of_event(connection, event.id)))
    running = event.status in firm.RUNNING
    begun = event.day <= today() and event.status != "cancelled"
    on_tablets = held.of_event(connection, event, today())
    return Board(
        event=event,
        when=week_day(event.day),
        where=event.place or event.district,
        state=_state(event, on_tablets),
        ready=_ready(event, counted.get(("signed-up", attendance.ALL))),
        advice=_advice(connection, event) if running else (),
        bands=_bands(counted, running),
        came=came,
        surveys=tuple((one, of_those(came, one.answered)) for one in asked),
        more_answered=0 < came < max((one.answered for one in asked), default=0),
        tablets=on_tablets,
        waits_for=held.to_come(on_tablets) if held.is_waiting(event) else "",
        begun=begun,
        can_ask=running,
        can_end=running and begun,
    )


def _bands(counted: tallies.Tallied, running: bool) -> tuple[Band, ...]:
    """The age bands; where only the total is known, empty ones to count on with, or none."""
    known = tallies.counted_by_age(counted, "came") or not _came(counted)
    if not known and not running:
        return ()
    numbers = {band: counted.get(("came", band), 0) if known else None for band, _ in tallies.BANDS}
    return tuple(Band(band, label, numbers[band]) for band, label in tallies.BANDS)


def _came(counted: tallies.Tallied) -> int:
    return counted.get(("came", attendance.ALL), 0)


def _state(event: EventRecord, on_tablets: tuple[held.Line, ...]) -> Mark:
    if held.is_waiting(event):
        return held.mark(event, on_tablets)
    if event.day == today() and event.status == "planned":
        return mark_of("today")
    if event.day > today() and event.status == "open":
        return mark_of("ready")
    return mark_of(event.status)


def _ready(event: EventRecord, signed_up: int | None) -> str:
    """The state in words beside the mark."""
    when = f"{event.group_name}, {away(event.day, today())}"
    kept = when if event.counted is None else f"{number_of(event.counted, *ANSWERS)} kept"
    said = {
        "planned": when,
        "open": when,
        "went-ahead": kept,
        "cancelled": cancelled.told(event.why_kind, event.why, event.notice).rstrip("."),
    }[event.status]
    return f"{said} · {signed_up} signed up" if signed_up is not None else said


def _advice(connection: Connection, event: EventRecord) -> tuple[str, ...]:
    return outlooks.sentences(outlook.at_event(connection, event, policy(), today()))


def _to_read(waiting: Waiting) -> str:
    """How much waits in the queue; empty where nothing does."""
    if not waiting.unread:
        return ""
    said = f"{number_of(waiting.unread, 'text waits', 'texts wait')} to be read."
    late = f" {waiting.overdue} should have been read by now." if waiting.overdue else ""
    return said + late


def _done_form(packed: tuple[held.Line, ...], **given: object) -> DoneForm:
    """The last page's boxes; with the tablets that have this event's surveys, where any has."""
    form = DoneWithTabletsForm(data=given) if packed else DoneForm(data=given)
    if packed:
        form.here.choices = {line.id: line.name for line in packed}
    return form


def _absent(form: DoneForm) -> Collection[str]:
    return form.stayed_away() if isinstance(form, DoneWithTabletsForm) else ()


def _phones(event: EventRecord) -> list[str]:
    """The phones that count at an event now: each may hold taps it has not sent."""
    found, now = tablets.all_tablets(desk().database), desk().now()
    return [one.name for one in found if one.event == event.id and one.until and one.until > now]


def _tells(event: EventRecord, form: DoneForm, counted: tallies.Numbers) -> bool:
    """Whether the moment tells too much of so few; the form then says what."""
    words, came = form.moment.data, tallies.young_people(counted)
    faults = quotes.moment_faults(event, came, words, policy().n) if words else []
    form.tell(FaultyError(faults))
    return bool(faults)


def _done_page(event: EventRecord, form: DoneForm) -> str:
    form.say_few(policy().n)
    return render_template(
        "worker/done.html",
        form=form,
        kicker=event.name,
        title="We’re done",
        button="Close the event",
        back_to=url_for(".show_event", event_id=event.id),
        phones=_phones(event),
    )


def _keep(connection: Connection, event: EventRecord, form: DoneForm) -> None:
    for what, number in _numbers(form).items():
        attendance.put(connection, event.id, what, attendance.ALL, number)
    events.change(connection, event.id, note=form.note.data)
    if form.moment.data:
        quotes.keep_moment(connection, event.id, form.moment.data, least=policy().n)


def _numbers(form: DoneForm) -> dict[str, int]:
    """What was typed. A box left empty leaves the number we have."""
    known = {what: form[name].data for what, name in BOXES.items()}
    return {what: number for what, number in known.items() if number is not None}


def _awaits(awaited: str) -> str:
    """What an event waits for, in words."""
    return (
        f"The event is closed. It waits for {awaited}. Switch the tablets on where they get Wi-Fi: "
        "envelopes send themselves, and then the event is complete."
    )


def _kept(closed: opening.Closed) -> str:
    """What became of the answers, in words."""
    if not closed.counted:
        return "The event is closed. No answers came in."
    said = number_of(closed.counted, "answer is kept.", "answers are kept.")
    mixed = (
        "They are mixed with others before anybody reads them."
        if closed.unlinked
        else "Nobody reads them one by one: they are counted when the period closes."
    )
    return f"{said} {mixed}"

"""Events: when and where groups meet, who came, and what it brought about."""

from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import opening
from voice.analysis import cancelled
from voice.faults import FaultyError
from voice.store import attendance, collections, events, groups
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.web.forms import CancelForm, EventForm, Form, NoteForm
from voice.web.session import note
from voice.web.worker import firm, held, tallies
from voice.web.worker.desk import desk, keep_note, new_id, policy, today
from voice.web.worker.marks import mark_of, short_day
from voice.web.worker.opened import told
from voice.words import week_day

pages = Blueprint("events", __name__, url_prefix="/events")

SAID = ("name", "day", "place", "place_safe", "district", "host", "expected")
"""What may be said of an event, and changed. Its group stays: answers are counted with it."""
LATELY = timedelta(days=92)
"""A season: what was longer ago is folded away by its year."""
LONG_AGO = timedelta(days=400)
"""The list goes back a little more than a year; older events stand in the papers."""


@pages.get("")
def index() -> str:
    """The list: what is coming, what is past."""
    with desk().database.reading() as connection:
        coming = events.coming(connection, today())
        undecided = events.undecided(connection, today())
        past = events.between(connection, today() - LONG_AGO, today())
        came = {event.id: _came(connection, event) for event in past}
        known = groups.all_groups(connection)
    ahead = {event.id for event in [*coming, *undecided]}
    past = [event for event in reversed(past) if event.id not in ahead]
    lately = [event for event in past if event.day > today() - LATELY]
    older = groupby(past[len(lately) :], lambda event: event.day.year)
    return render_template(
        "worker/events.html",
        coming=coming,
        undecided=undecided,
        past=lately,
        older=[(year, list(told)) for year, told in older],
        came=came,
        has_groups=bool(known),
    )


@pages.get("/new")
def new() -> str:
    """The empty form. Today is filled in: most events are added on the day."""
    return _new_page(_adding(day=today()))


@pages.post("/new")
def add() -> ResponseReturnValue:
    """Keep a new event."""
    form = _adding()
    if not form.validate():
        return _new_page(form), 400
    said = {name: value for name, value in form.data.items() if name in SAID}
    try:
        with desk().database.writing() as connection:
            id_ = new_id(form.name.data, partial(_taken, connection), form.day.data)
            events.add(connection, id_, form.group.data, **said)
            note(connection, "event-added", id_)
    except FaultyError as error:
        form.tell(error)
        return _new_page(form), 400
    flash(f"{form.name.data} is planned.", "done")
    return redirect(url_for(".show", event_id=id_))


@pages.get("/<event_id>")
def show(event_id: str) -> str:
    """One event: what is planned, who came, what was asked."""
    with desk().database.reading() as connection:
        event = load(connection, event_id)
        counted = attendance.of(connection, event_id)
        surveys = told(connection, collections.of_event(connection, event_id))
        on_tablets = held.of_event(connection, event, today())
    waiting = held.is_waiting(event)
    return render_template(
        "worker/event.html",
        event=event,
        state=held.mark(event, on_tablets) if waiting else mark_of(event.status),
        held=on_tablets,
        details=_details(event),
        heads=("All", *(label for _band, label in tallies.BANDS)),
        rows=tallies.rows(counted),
        others=tallies.others(counted),
        surveys=surveys,
    )


@pages.get("/<event_id>/change")
def change(event_id: str) -> str:
    """The form with what is kept."""
    event = firm.ahead(find_event(event_id))
    return _change_page(event, _form(data={name: getattr(event, name) for name in SAID}))


@pages.post("/<event_id>/change")
def keep(event_id: str) -> ResponseReturnValue:
    """Keep what was changed. The group stays: answers are counted with it."""
    form = _form()
    with desk().database.writing() as connection:
        event = firm.ahead(load(connection, event_id))
        if not form.validate() or not _may_move(connection, event, form):
            return _change_page(event, form), 400
        said = {name: value for name, value in form.data.items() if name in SAID}
        events.change(connection, event_id, **said)
        note(connection, "event-changed", event_id)
    flash("The changes are kept.", "done")
    return redirect(url_for(".show", event_id=event_id))


@pages.get("/<event_id>/cancel")
def ask_cancel(event_id: str) -> str:
    """Ask why."""
    return _cancel_page(firm.ahead(find_event(event_id)), CancelForm())


@pages.post("/<event_id>/cancel")
def cancel(event_id: str) -> ResponseReturnValue:
    """Keep that it does not take place, why, and how early families were told."""
    event, form = firm.ahead(find_event(event_id)), CancelForm()
    if not form.validate():
        return _cancel_page(event, form), 400
    why, kind, notice = form.why.data, form.why_kind.data, form.notice.data
    try:
        opening.cancel_event(desk().database, event_id, why, today(), kind, notice)
    except FaultyError as error:
        form.tell(error)
        return _cancel_page(event, form), 400
    keep_note("event-changed", event_id)
    flash(f"{event.name} is cancelled. The next paper says why.", "done")
    return redirect(url_for(".show", event_id=event_id))


@pages.get("/<event_id>/attendance")
def attendance_page(event_id: str) -> str:
    """The form with every tally we have."""
    with desk().database.reading() as connection:
        event = load(connection, event_id)
        counted = attendance.of(connection, event_id)
        form = _tallies_form(connection, event, counted, tallies.known(event, counted))
    return _attendance_page(event, form)


@pages.post("/<event_id>/attendance")
def put_attendance(event_id: str) -> ResponseReturnValue:
    """Keep every tally, unless others counted on while the page stood open."""
    with desk().database.writing() as connection:
        event = load(connection, event_id)
        counted = attendance.of(connection, event_id)
        form = _tallies_form(connection, event, counted, {})
        good = form.validate() and tallies.still(form, counted)
        numbers, ages = tallies.typed(form, counted), tallies.ages(form)
        if not good or not tallies.add_up(form, numbers):
            return _attendance_page(event, form), 400
        tallies.put(connection, event_id, numbers)
        if ages is not None:
            events.change(connection, event_id, ages=ages)
        note(connection, "event-changed", event_id)
    flash("The numbers are kept.", "done")
    return redirect(url_for(".show", event_id=event_id))


@pages.get("/<event_id>/note")
def ask_note(event_id: str) -> str:
    """The form with the note we have."""
    event = find_event(event_id)
    return _note_page(event, NoteForm(data={"note": event.note}))


@pages.post("/<event_id>/note")
def put_note(event_id: str) -> ResponseReturnValue:
    """Keep the note."""
    event, form = find_event(event_id), NoteForm()
    if not form.validate():
        return _note_page(event, form), 400
    with desk().database.writing() as connection:
        events.change(connection, event_id, note=form.note.data)
        note(connection, "event-changed", event_id)
    flash("The note is kept.", "done")
    return redirect(url_for(".show", event_id=event_id))


def load(connection: Connection, event_id: str) -> EventRecord:
    """The event of that id, or the page that says there is none."""
    return events.find(connection, event_id) or abort(404)


def find_event(event_id: str) -> EventRecord:
    """The same for a page that reads nothing else."""
    with desk().database.reading() as connection:
        return load(connection, event_id)


def _taken(connection: Connection, event_id: str) -> bool:
    return events.find(connection, event_id) is not None


def _came(connection: Connection, event: EventRecord) -> int | None:
    return attendance.of(connection, event.id).get(("came", attendance.ALL))


def _details(event: EventRecord) -> list[tuple[str, str]]:
    named = "" if event.place_safe or not event.place else " (not named in papers)"
    lines = [
        ("Day", week_day(event.day)),
        ("Group", event.group_name),
        ("Place", f"{event.place}{named}"),
        ("District", event.district),
        ("To turn to", event.host),
        ("Children expected", "" if event.expected is None else f"{event.expected}"),
        ("Ages of those who came", event.ages.replace("-", " to ")),
        ("Why cancelled", cancelled.told(event.why_kind, event.why, event.notice)),
    ]
    return [(key, value) for key, value in lines if value]


def _adding(**given: Any) -> EventForm:
    """The form with the groups to choose from."""
    form = EventForm(data=given)
    with desk().database.reading() as connection:
        known = groups.all_groups(connection)
    ask = {"": "Choose a group"} if len(known) != 1 else {}
    form.group.choices = ask | {group.id: group.name for group in known}
    return form


def _form(**given: Any) -> EventForm:
    """The form to change an event."""
    form = EventForm(**given)
    del form.group
    return form


def _may_move(connection: Connection, event: EventRecord, form: EventForm) -> bool:
    """Whether the day in the form can be. Nobody answers at an event before its day."""
    opened = collections.of_event(connection, event.id)
    answered = collections.answered(connection, [record.id for record in opened])
    if (form.day.data or event.day) > event.day and any(answered.values()):
        told = "Young people have answered at this event, so it cannot move to a later day."
        form.day.errors = [f"{told} Add a new event for the other day."]
    return not form.errors


def _tallies_form(
    connection: Connection, event: EventRecord, counted: tallies.Tallied, filled: dict[str, Any]
) -> Form:
    group = groups.find(connection, event.group)
    partner = group is not None and group.kind == groups.PARTNER
    on = desk().settings.counted
    return tallies.form_for(event, counted, on, filled, partner=partner)


def _new_page(form: EventForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title="Add an event",
        button="Add the event",
        back_to=url_for(".index"),
    )


def _change_page(event: EventRecord, form: Form) -> str:
    return _page(event, form, "Change the event", "Keep the changes")


def _cancel_page(event: EventRecord, form: Form) -> str:
    lead = "The committee reads why events were cancelled."
    return _page(event, form, "Cancel this event", "Cancel the event", (lead,))


def _note_page(event: EventRecord, form: NoteForm) -> str:
    notice = firm.CORRECTING.get(event.status)
    if event.status != "cancelled":
        form.say_few(policy().n)
    return _page(event, form, "What came of it", "Keep the note", (notice,) if notice else ())


def _page(
    event: EventRecord, form: Form, title: str, button: str, lead: tuple[str, ...] = ()
) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        kicker=f"{event.name} · {short_day(event.day)}",
        title=title,
        told=lead,
        button=button,
        back_to=url_for(".show", event_id=event.id),
    )


def _attendance_page(event: EventRecord, form: Form) -> str:
    return render_template(
        "worker/attendance.html",
        event=event,
        form=form,
        notice=firm.CORRECTING.get(event.status),
        before=[name for name in tallies.BEFORE if name in form],
        coming=tallies.COMING,
        bands=tallies.BANDS,
        sections=tallies.sections(form),
        in_table={"label": {"classes": "govuk-visually-hidden"}},
    )

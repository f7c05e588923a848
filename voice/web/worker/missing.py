"""A tablet that an event waits for: what to do, and what can be declared of it."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import opening, tablets
from voice.faults import FaultyError, RefusedError
from voice.store import events
from voice.store.events import EventRecord
from voice.web.tablet_forms import LostForm
from voice.web.worker.desk import desk, keep_note, policy, today
from voice.web.worker.events import find_event
from voice.web.worker.held import Line, is_waiting, lines

pages = Blueprint("missing", __name__, url_prefix="/today/<event_id>/tablets/<tablet_id>")

NOT_AWAITED = "This event does not wait for this tablet. There is nothing to declare."
USED = "Children answered on this tablet, so it was there. If it is gone, declare it lost."


@pages.get("")
def show(event_id: str, tablet_id: str) -> str:
    """What is known of it, and what helps."""
    event, line = _find(event_id, tablet_id)
    return render_template("worker/missing.html", event=event, line=line, waiting=is_waiting(event))


@pages.post("/absent")
def absent(event_id: str, tablet_id: str) -> ResponseReturnValue:
    """It stayed at the office: the event does not wait for it."""
    event, line = _awaited(event_id, tablet_id)
    try:
        tablets.absent(desk().database, tablet_id, event_id)
    except FaultyError as error:
        raise RefusedError(USED) from error
    keep_note("tablet-absent", f"{tablet_id} {event_id}")
    return _go_on(event, f"{line.name} was not there. The event does not wait for it.")


@pages.post("/empty")
def empty(event_id: str, tablet_id: str) -> ResponseReturnValue:
    """Nothing more is on it: its file is in, and it stays without Wi-Fi."""
    event, line = _awaited(event_id, tablet_id)
    try:
        tablets.empty(desk().database, tablet_id, event_id)
    except FaultyError as error:
        fault = error.faults[0]
        raise RefusedError(f"{fault.place} {fault.wrong} {fault.do}") from error
    keep_note("tablet-empty", f"{tablet_id} {event_id}")
    return _go_on(event, f"Nothing more is on {line.name}. The event does not wait for it.")


@pages.get("/lost")
def ask_lost(event_id: str, tablet_id: str) -> str:
    """Say what declaring it lost means."""
    event, line = _losable(event_id, tablet_id)
    return _lost_page(event, line, LostForm())


@pages.post("/lost")
def lost(event_id: str, tablet_id: str) -> ResponseReturnValue:
    """Nothing more will come from it: the event completes, now or once it is done, without it."""
    event, line = _losable(event_id, tablet_id)
    form = LostForm()
    if not form.validate():
        return _lost_page(event, line, form), 400
    try:
        tablets.lost(desk().database, tablet_id, event_id, form.why.data, today())
    except FaultyError as error:
        form.tell(error)
        return _lost_page(event, line, form), 400
    keep_note("tablet-lost", f"{tablet_id} {event_id}")
    return _go_on(event, f"{line.name} is declared lost. Take it off the list, too.")


def _find(event_id: str, tablet_id: str) -> tuple[EventRecord, Line]:
    event = find_event(event_id)
    known = lines(tablets.deliveries(desk().database, event_id), event, today())
    return event, next((line for line in known if line.id == tablet_id), None) or abort(404)


def _awaited(event_id: str, tablet_id: str) -> tuple[EventRecord, Line]:
    """The same, where the event is done and waits for this tablet. Raises ``RefusedError``."""
    event, line = _find(event_id, tablet_id)
    if not is_waiting(event) or not line.awaited:
        raise RefusedError(NOT_AWAITED)
    return event, line


def _losable(event_id: str, tablet_id: str) -> tuple[EventRecord, Line]:
    """The same, where the event goes on still or waits for it. Raises ``RefusedError``."""
    event, line = _find(event_id, tablet_id)
    if not line.may_be_lost:
        raise RefusedError(NOT_AWAITED)
    return event, line


def _go_on(event: EventRecord, said: str) -> ResponseReturnValue:
    """Back to the event, which may be complete by now."""
    opening.complete_events(desk().database, policy(), today())
    flash(said, "done")
    return redirect(url_for("today.show_event", event_id=event.id))


def _lost_page(event: EventRecord, line: Line, form: LostForm) -> str:
    return render_template(
        "worker/missing-lost.html",
        form=form,
        line=line,
        kicker=event.name,
        is_open=event.status in events.RUNNING,
        title=f"Declare {line.name} lost",
        button=f"Declare {line.name} lost",
        back_to=url_for(".show", event_id=event.id, tablet_id=line.id),
    )

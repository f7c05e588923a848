"""Surveys: opening one at an event or for longer, its code to hand round, closing it."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import opening
from voice.faults import FaultyError
from voice.store import collections, events, groups
from voice.store.events import EventRecord
from voice.web.forms import OpenForm, StandingForm
from voice.web.worker import codes
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.events import find_event
from voice.web.worker.library import library
from voice.web.worker.marks import ages_of, number_of
from voice.web.worker.opened import Asked, told

MINUTES = "minute", "minutes"

pages = Blueprint("collections", __name__, url_prefix="/surveys")


@pages.get("")
def index() -> str:
    """What is open now, and what could be opened."""
    with desk().database.reading() as connection:
        at_events = [
            record
            for event in events.coming(connection, today())
            for record in collections.of_event(connection, event.id)
        ]
        asked = told(connection, at_events)
        standing = told(connection, collections.standing(connection))
    return render_template(
        "worker/surveys.html", at_events=asked, standing=standing, library=library()
    )


@pages.get("/library/<survey_id>")
def survey(survey_id: str) -> str:
    """What a survey asks, question by question."""
    found = library().surveys.get(survey_id) or abort(404)
    return render_template("worker/survey.html", survey=found)


@pages.get("/at/<event_id>")
def choose(event_id: str) -> str:
    """Choose a survey for an event."""
    return _choose_page(find_event(event_id), _open_form())


@pages.post("/at/<event_id>")
def open_at(event_id: str) -> ResponseReturnValue:
    """Open it: from now on its code lets young people in."""
    event, form = find_event(event_id), _open_form()
    if not form.validate():
        return _choose_page(event, form), 400
    survey = library().surveys[form.survey.data]
    try:
        record = opening.open_collection(desk().database, survey, event_id, today())
    except FaultyError as error:
        form.tell(error)
        return _choose_page(event, form), 400
    keep_note("collection-opened", record.code)
    flash(f"“{survey.title}” is open.", "done")
    return redirect(url_for("today.show_event", event_id=event_id))


@pages.get("/new-link")
def new_standing() -> str:
    """The empty form for a survey open outside events."""
    return _standing_page(_standing_form())


@pages.post("/new-link")
def open_standing() -> ResponseReturnValue:
    """Open a survey that stays open: for reviews, letters, a page of its own."""
    form = _standing_form()
    if not form.validate():
        return _standing_page(form), 400
    survey = library().surveys[form.survey.data]
    try:
        record = opening.open_collection(
            desk().database,
            survey,
            None,
            today(),
            group=form.group.data or None,
            name=form.name.data,
            closes=form.closes.data,
            channel="link",
        )
    except FaultyError as error:
        form.tell(error)
        return _standing_page(form), 400
    keep_note("collection-opened", record.code)
    flash(f"“{survey.title}” is open.", "done")
    return redirect(url_for(".show", code=record.code))


@pages.get("/<code>")
def show(code: str) -> str:
    """One opened survey: where, how many answered, its code."""
    asked, event = _find(code)
    return render_template(
        "worker/collection.html", asked=asked, event=event, address=_address(code)
    )


@pages.get("/<code>/count.json")
def count(code: str) -> dict[str, tuple[int, str]]:
    """How many answered. A number only, no answers, ever."""
    asked, _event = _find(code)
    return {code: (asked.answered, asked.word)}


@pages.get("/<code>/code")
def code(code: str) -> str:
    """The code to show and to read out."""
    asked, event = _find(code)
    return render_template("worker/code.html", asked=asked, event=event, address=_address(code))


@pages.get("/<code>/poster")
def poster(code: str) -> str:
    """One sheet of paper for the wall."""
    asked, event = _find(code)
    return render_template("worker/poster.html", asked=asked, event=event, address=_address(code))


@pages.get("/<code>/qr.svg")
def qr(code: str) -> Response:
    """The address as a QR code, drawn here: no other server learns of it."""
    _find(code)
    return Response(codes.svg(_address(code)), mimetype="image/svg+xml")


@pages.get("/<code>/close")
def ask_close(code: str) -> str:
    """Say what closing means."""
    asked, event = _find(code)
    return render_template("worker/collection-close.html", asked=asked, event=event)


@pages.post("/<code>/close")
def close(code: str) -> ResponseReturnValue:
    """Let nobody start any more. What was begun is still taken in."""
    with desk().database.reading() as connection:
        record = collections.by_code(connection, code) or abort(404)
    opening.close_collection(desk().database, record.id, today())
    keep_note("collection-closed", code)
    flash("Nobody can start any more. What was begun is still taken in.", "done")
    return redirect(url_for(".show", code=code))


def _find(code: str) -> tuple[Asked, EventRecord | None]:
    with desk().database.reading() as connection:
        record = collections.by_code(connection, code) or abort(404)
        event = events.find(connection, record.event) if record.event else None
        return told(connection, [record])[0], event


def _address(code: str) -> str:
    """What a tablet or a phone opens."""
    return codes.outside(f"/c/{code}")


def _open_form() -> OpenForm:
    form = OpenForm()
    _offer(form)
    return form


def _offer(form: OpenForm) -> None:
    form.survey.choices = {
        survey.id: f"{survey.title} ({ages_of(survey)}, {number_of(survey.minutes, *MINUTES)})"
        for survey in library().surveys.values()
    }


def _standing_form() -> StandingForm:
    form = StandingForm()
    _offer(form)
    with desk().database.reading() as connection:
        known = groups.all_groups(connection)
    form.group.choices = {"": "Everyone"} | {group.id: group.name for group in known}
    return form


def _choose_page(event: EventRecord, form: OpenForm) -> str:
    return render_template(
        "worker/choose.html",
        form=form,
        library=library(),
        kicker=event.name,
        title="Open a survey",
        button="Open it",
        back_to=url_for("today.show_event", event_id=event.id),
    )


def _standing_page(form: StandingForm) -> str:
    return render_template(
        "worker/choose.html",
        form=form,
        library=library(),
        title="Open a survey outside events",
        told=(
            (
                "For reviews, letters and pages of our own: a link or a QR code that stays open. "
                "Answers count as one gathering, whoever comes back."
            ),
        ),
        button="Open it",
        back_to=url_for(".index"),
    )

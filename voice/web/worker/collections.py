"""Surveys: opening one at an event or for longer, its code to hand round, closing it."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import opening, outlook, small_group
from voice.faults import FaultyError
from voice.outlook import Outlook
from voice.store import collections, events, groups
from voice.store.events import EventRecord
from voice.web.forms import StandingForm
from voice.web.open_forms import OpenAtForm
from voice.web.worker import codes, outlooks
from voice.web.worker.desk import desk, keep_note, policy, today
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
    """Choose a survey for an event, once it is said what can be told of its answers."""
    return _choose_page(find_event(event_id), _open_form())


@pages.post("/at/<event_id>")
def open_at(event_id: str) -> ResponseReturnValue:
    """Open it: from now on its code lets young people in."""
    event, form = find_event(event_id), _open_form()
    if not form.validate():
        return _choose_page(event, form), 400
    survey, later = library().surveys[form.survey.data], form.towards.data
    try:
        expects = _outlook(event, form)
        form.towards.label.text = outlooks.towards(expects)
        expects.check(survey, later)
        if event.expected is None and form.expected.data is not None:
            outlook.expect(desk().database, event_id, form.expected.data)
        record = opening.open_collection(
            desk().database, survey, event_id, today(), towards=later and expects.small
        )
    except FaultyError as error:
        form.tell(error)
        return _choose_page(event, form), 400
    keep_note("collection-opened", record.code)
    flash(f"“{survey.title}” is open.", "done")
    return redirect(url_for("today.show_event", event_id=event_id))


@pages.post("/at/<event_id>/small-group")
def open_plan(event_id: str) -> ResponseReturnValue:
    """Open what a small group needs: one tap."""
    event = find_event(event_id)
    plan = small_group.plan_of(library().surveys) or abort(404)
    try:
        code = small_group.open_plan(desk().database, plan, event_id, today())
    except FaultyError as error:
        form = _open_form()
        form.tell(error)
        return _choose_page(event, form), 400
    keep_note("event-changed", event_id)
    if code:
        keep_note("collection-opened", code)
    flash("The small group plan is open: Together, Our message and a few questions.", "done")
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


def _open_form() -> OpenAtForm:
    form = OpenAtForm()
    form.survey.choices = _choices()
    return form


def _outlook(event: EventRecord, form: OpenAtForm) -> Outlook:
    said = None if form.expected.errors else form.expected.data
    return outlook.at_event(desk().database, event, policy(), today(), said)


def _choices() -> dict[str, str]:
    return {
        survey.id: f"{survey.title} ({ages_of(survey)}, {number_of(survey.minutes, *MINUTES)})"
        for survey in library().surveys.values()
    }


def _standing_form() -> StandingForm:
    form = StandingForm()
    form.survey.choices = _choices()
    with desk().database.reading() as connection:
        known = groups.all_groups(connection)
    form.group.choices = {"": "Everyone"} | {group.id: group.name for group in known}
    return form


def _choose_page(event: EventRecord, form: OpenAtForm) -> str:
    known, found = library(), _outlook(event, form)
    plan = small_group.plan_of(known.surveys) if found.small else None
    with desk().database.reading() as connection:
        opened = plan is not None and small_group.is_open(connection, plan, event.id, today())
    _word(form, event, found)
    return render_template(
        "worker/choose-at.html",
        form=form,
        library=known,
        advice=outlooks.sentences(found),
        plan=None if opened else plan,
        event=event,
        kicker=event.name,
        title="Open a survey",
        button="Open it",
        back_to=url_for("today.show_event", event_id=event.id),
    )


def _word(form: OpenAtForm, event: EventRecord, found: Outlook) -> None:
    """Say in the form what is known of the event; boxes that it does not need are left out."""
    form.survey.hints = {
        id_: outlooks.of_survey(found, survey) for id_, survey in library().surveys.items()
    }
    if found.expected is not None and form.expected.data is None and not form.expected.errors:
        del form.expected
    if found.small:
        form.towards.label.text = outlooks.towards(found)
    else:
        del form.towards


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

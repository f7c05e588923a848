"""Surveys: opening one at an event or for longer, its code to hand round, closing it."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import opening, outlook, small_group, survey_load
from voice.faults import FaultyError
from voice.outlook import Outlook
from voice.store import collections, events, groups
from voice.store.events import EventRecord
from voice.web.forms import StandingForm
from voice.web.open_forms import OpenAtForm
from voice.web.worker import codes, editions, outlooks
from voice.web.worker.desk import desk, keep_note, policy, today
from voice.web.worker.events import find_event
from voice.web.worker.firm import RUNNING
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
        "worker/surveys.html",
        at_events=asked,
        standing=standing,
        library=library(),
        retired=editions.retired(),
    )


@pages.get("/library/<survey_id>")
def survey(survey_id: str) -> str:
    """What a survey asks, question by question, and its editions."""
    return editions.page(survey_id)


@pages.get("/at/<event_id>")
def choose(event_id: str) -> str:
    """Choose a survey for an event, once it is said what can be told of its answers."""
    form = _open_form()
    form.survey.data = request.args.get("survey")
    return _choose_page(find_event(event_id), form)


@pages.post("/at/<event_id>")
def open_at(event_id: str) -> ResponseReturnValue:
    """Open it: from now on its code lets young people in.

    Whoever says only now that a small group comes reads first what that means.
    """
    event, form = find_event(event_id), _open_form()
    known, expects = _outlooks(event, form)
    if expects.small and not known.small and event.status in RUNNING:
        return _advise(event, form)
    if not form.validate():
        return _choose_page(event, form), 400
    survey, later = library().surveys[form.survey.data], form.towards.data
    try:
        form.towards.label.text = outlooks.towards(expects)
        expects.check(survey, later)
        _keep_number(event, form)
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
    """Open what a small group needs: one tap. How many are expected is kept, where it was typed."""
    event, form = find_event(event_id), _open_form()
    plan = small_group.plan_of(library().surveys) or abort(404)
    if not form.expected.validate(form):
        return _choose_page(event, form), 400
    try:
        _keep_number(event, form)
        code = small_group.open_plan(desk().database, plan, event_id, today())
    except FaultyError as error:
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
    form = _standing_form()
    form.survey.data = request.args.get("survey")
    return _standing_page(form)


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


def _outlooks(event: EventRecord, form: OpenAtForm) -> tuple[Outlook, Outlook]:
    """What is known of an event, and what comes of it with the number in the form; the same where
    that says nothing new."""
    with desk().database.reading() as connection:
        known, typed = outlook.at_event(connection, event, policy(), today()), form.expected.data
        if typed is None or typed == known.expected:
            return known, known
        return known, outlook.at_event(connection, event, policy(), today(), typed)


def _keep_number(event: EventRecord, form: OpenAtForm) -> None:
    """Keep how many are expected, where somebody typed another number than is known."""
    (known, expects), typed = _outlooks(event, form), form.expected.data
    if typed is not None and expects is not known and event.status in RUNNING:
        outlook.expect(desk().database, event.id, typed)
        keep_note("event-changed", event.id)


def _advise(event: EventRecord, form: OpenAtForm) -> ResponseReturnValue:
    """Say calmly what comes of a small group before anything is opened; what was typed stays."""
    _keep_number(event, form)
    flash("Nothing is open yet. Read what suits a small group, then choose.", "note")
    chosen = form.survey.data if form.survey.data in library().surveys else None
    return redirect(url_for(".choose", event_id=event.id, survey=chosen))


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
    known, (_, found) = library(), _outlooks(event, form)
    plan = small_group.plan_of(known.surveys) if found.small else None
    with desk().database.reading() as connection:
        opened = plan is not None and small_group.is_open(connection, plan, event.id, today())
        load = survey_load.of_group(connection, event.group, today(), event.day)
    _word(form, event, found)
    return render_template(
        "worker/choose-at.html",
        form=form,
        library=known,
        advice=outlooks.sentences(found),
        plan=None if opened else plan,
        load=load,
        quiet=_asks_nothing_private(form),
        event=event,
        kicker=event.name,
        title="Open a survey",
        button="Open it",
        back_to=url_for("today.show_event", event_id=event.id),
    )


def _word(form: OpenAtForm, event: EventRecord, found: Outlook) -> None:
    """Say in the form what is known of the event; a tick that it does not need is left out."""
    form.survey.hints = {
        id_: outlooks.of_survey(found, survey) for id_, survey in library().surveys.items()
    }
    if form.expected.data is None and not form.expected.errors:
        form.expected.show(found.expected)
    if found.small:
        form.towards.label.text = outlooks.towards(found)
    else:
        del form.towards


def _asks_nothing_private(form: OpenAtForm) -> bool:
    """Whether a survey is chosen that small groups may be asked without waiting for others."""
    chosen = library().surveys.get(form.survey.data or "")
    return chosen is not None and not outlook.is_private(chosen)


def _standing_page(form: StandingForm) -> str:
    with desk().database.reading() as connection:
        loads = survey_load.of_groups(connection, today())
    return render_template(
        "worker/choose.html",
        loads=[one for one in loads if one.load],
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

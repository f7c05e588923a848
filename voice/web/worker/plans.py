"""What we plan: a line each, and what came of it in one tap."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import planning
from voice.analysis.plans import Line
from voice.faults import FaultyError
from voice.store.db import Connection
from voice.web.access import may
from voice.web.plan_forms import PlanForm, ReasonForm
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.marks import number_of
from voice.words import long_day, month_name

pages = Blueprint("plans", __name__, url_prefix="/plan")

WITH_REASON = {"changed": "What changed?", "not-done": "Why was it not done?"}
"""Outcomes that need a reason, and what their page asks."""
ASKED = {
    "changed": "If it is planned anew, add a line of its own for that.",
    "not-done": "The committee reads that it was not done, and why.",
}


@pages.get("")
def index() -> str:
    """Every line: what waits for a word, what is coming, what was said."""
    with desk().database.reading() as connection:
        board = planning.board(connection, today())
    return render_template("worker/plans.html", board=board)


@pages.get("/new")
def new() -> str:
    """The empty form."""
    return _new_page(_form())


@pages.post("/new")
def add() -> ResponseReturnValue:
    """Keep a new line."""
    form = _form()
    if not form.validate():
        return _new_page(form), 400
    try:
        line = planning.add(desk().database, form.draft, today())
    except FaultyError as error:
        form.tell(error)
        return _new_page(form), 400
    keep_note("plan-added", line.id)
    _flash(f"{line.what} stands in the plan.")
    return redirect(url_for(".index"))


@pages.get("/<line_id>")
def show(line_id: str) -> str:
    """One line: all that is written of it, and what may be done with it."""
    with desk().database.reading() as connection:
        line = _load(connection, line_id)
        firm = planning.is_firm(connection, line, today())
    return render_template(
        "worker/plan.html", line=line, firm=firm, told=planning.is_told(line, today())
    )


@pages.get("/<line_id>/change")
def ask_change(line_id: str) -> str:
    """The line's words to change."""
    line = _find(line_id)
    return _change_page(line, _form(line))


@pages.post("/<line_id>/change")
def change(line_id: str) -> ResponseReturnValue:
    """Keep the words."""
    line = _find(line_id)
    form = _form(line)
    if not form.validate():
        return _change_page(line, form), 400
    try:
        planning.change(desk().database, line_id, form.draft, today())
    except FaultyError as error:
        form.tell(error)
        return _change_page(line, form), 400
    keep_note("plan-changed", line_id)
    _flash("The line is changed.")
    return redirect(url_for(".show", line_id=line_id))


@pages.post("/<line_id>/remove")
def remove(line_id: str) -> ResponseReturnValue:
    """Take the line off the plan."""
    planning.remove(desk().database, line_id, today())
    keep_note("plan-removed", line_id)
    _flash("The line is off the plan.")
    return redirect(url_for(".index"))


@pages.post("/<line_id>/done")
def done(line_id: str) -> ResponseReturnValue:
    """It is done: one tap."""
    planning.decide(desk().database, line_id, "done", "", today())
    return _decided(line_id, "done", "That is done.")


@pages.get("/<line_id>/<outcome>")
def ask_why(line_id: str, outcome: str) -> str:
    """Ask for the reason."""
    return _why_page(_find(line_id), outcome, ReasonForm(data={"reason": _find(line_id).reason}))


@pages.post("/<line_id>/<outcome>")
def why(line_id: str, outcome: str) -> ResponseReturnValue:
    """Keep what came of it, and why."""
    line, form = _find(line_id), ReasonForm()
    if not form.validate():
        return _why_page(line, outcome, form), 400
    try:
        planning.decide(desk().database, line_id, _known(outcome), form.reason.data, today())
    except FaultyError as error:
        form.tell(error)
        return _why_page(line, outcome, form), 400
    return _decided(line_id, outcome, "That is kept. The next paper tells it with the reason.")


@pages.post("/<line_id>/not-said")
def take_back(line_id: str) -> ResponseReturnValue:
    """Nobody has said what came of it: it was a slip of the finger."""
    planning.take_back(desk().database, line_id, today())
    return _decided(line_id, "not-said", "Nothing is said of this line now.")


def reminder(connection: Connection) -> str:
    """What the plan still wants before a paper that is near; empty where it wants nothing."""
    waits = planning.unsaid(connection, today()) if may("plans.index") else 0
    if not waits:
        return ""
    told = number_of(waits, "line of the last plan has", "lines of the last plan have")
    return f"A paper is near. {told} no answer yet: done, changed or not done?"


def _decided(line_id: str, outcome: str, sentence: str) -> ResponseReturnValue:
    keep_note("plan-decided", f"{line_id} {outcome}")
    _flash(sentence)
    return redirect(url_for(".index"))


def _flash(sentence: str) -> None:
    """What was done, and that a paper which was built before does not know of it."""
    with desk().database.reading() as connection:
        meeting = planning.built_before(connection, today())
    again = (
        f" Build the paper for {long_day(meeting)} again, so that it has this." if meeting else ""
    )
    flash(sentence + again, "done")


def _known(outcome: str) -> str:
    return outcome if outcome in WITH_REASON else abort(404)


def _find(line_id: str) -> Line:
    with desk().database.reading() as connection:
        return _load(connection, line_id)


def _load(connection: Connection, line_id: str) -> Line:
    return planning.find(connection, line_id) or abort(404)


def _form(line: Line | None = None) -> PlanForm:
    form = PlanForm(obj=line)
    form.offer(today(), line.month if line else "")
    return form


def _form_page(form: PlanForm, title: str, button: str, back_to: str) -> str:
    return render_template(
        "worker/form.html", form=form, title=title, button=button, back_to=back_to
    )


def _new_page(form: PlanForm) -> str:
    return _form_page(form, "Add to the plan", "Add the line", url_for(".index"))


def _change_page(line: Line, form: PlanForm) -> str:
    back_to = url_for(".show", line_id=line.id)
    return _form_page(form, "Change the line", "Keep the line", back_to)


def _why_page(line: Line, outcome: str, form: ReasonForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        kicker=f"{line.what}, {month_name(line.month)}",
        title=WITH_REASON[_known(outcome)],
        told=[ASKED[outcome]],
        button="Keep it",
        back_to=url_for(".index"),
    )

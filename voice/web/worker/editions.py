"""A survey with its editions: what each asks, what changed, and what becomes of it from now on."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import drafting, publishing
from voice.faults import FaultyError
from voice.publishing import Edition
from voice.store import collections, events
from voice.store.collections import CollectionRecord
from voice.store.db import Connection
from voice.store.drafts import DraftRecord
from voice.survey import comparing
from voice.survey.draft_data import called
from voice.survey.model import Survey
from voice.web.forms import Form, LineField
from voice.web.session import who
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.library import in_folder, library

pages = Blueprint("editions", __name__, url_prefix="/surveys/library/<survey_id>")


class CopyForm(Form):
    """The name of a survey that begins as another."""

    title = LineField(
        "What is the new survey called?",
        "Give it a name.",
        most=drafting.LONGEST_TITLE,
        description="Children read it first.",
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A survey as its page shows it."""

    survey: Survey
    """The edition that is opened, or was opened last."""
    editions: tuple[Edition, ...]
    """Those that are kept, newest first."""
    used: dict[str, str]
    """Fingerprint → where it was asked, in a sentence."""
    retired: bool
    ours: bool
    """Whether what is opened is an edition of the team's own making."""
    draft: DraftRecord | None
    """The next edition, where somebody is at it."""

    @property
    def newest_is_kept(self) -> bool:
        """Whether what is opened is among the editions: a folder's is kept once it is opened."""
        return any(one.survey.fingerprint == self.survey.fingerprint for one in self.editions)


def page(survey_id: str) -> str:
    """What a survey asks, and its editions."""
    with desk().database.reading() as connection:
        shown = _shown(connection, survey_id)
        coming = events.coming(connection, today())
    return render_template("worker/survey.html", survey=shown.survey, shown=shown, coming=coming)


@pages.get("/editions/<int:number>")
def show(survey_id: str, number: int) -> str:
    """One edition, as it was asked."""
    with desk().database.reading() as connection:
        shown = _shown(connection, survey_id)
    found = _edition(shown, number)
    return render_template("worker/edition.html", edition=found, shown=shown, where=_where(found))


@pages.get("/compare")
def compare(survey_id: str) -> str:
    """Any two editions beside each other. No answers and no numbers of them are told here."""
    with desk().database.reading() as connection:
        shown = _shown(connection, survey_id)
    if len(shown.editions) < 2:
        abort(404)
    newest = shown.editions[0].number
    new = _edition(shown, request.args.get("new", newest, int))
    old = _edition(shown, request.args.get("old", max(new.number - 1, 1), int))
    first, second = sorted((old, new), key=lambda one: one.number)
    return render_template(
        "worker/editions-compare.html",
        shown=shown,
        old=first,
        new=second,
        changes=comparing.changes(first.survey, second.survey),
        doubts={one.item: one for one in comparing.doubts(first.survey, second.survey)},
        rows=_rows(first.survey, second.survey),
    )


@pages.post("/change")
def change(survey_id: str) -> ResponseReturnValue:
    """Begin the next edition, or go on with the one that was begun."""
    with desk().database.reading() as connection:
        shown = _shown(connection, survey_id)
    if shown.draft is not None:
        flash("Somebody began to change this survey already. Here it is.", "note")
        return redirect(url_for("studio.edit", draft=shown.draft.id))
    if shown.retired:
        abort(409)
    draft = drafting.start_edition(desk().database, shown.survey, who().id, today())
    return redirect(url_for("studio.edit", draft=draft.id))


@pages.get("/copy")
def ask_copy(survey_id: str) -> str:
    """Ask what the copy is called."""
    survey = _found(survey_id)
    return _copy_page(survey, CopyForm())


@pages.post("/copy")
def copy(survey_id: str) -> ResponseReturnValue:
    """Begin another survey as this one is."""
    survey, form = _found(survey_id), CopyForm()
    if not form.validate():
        return _copy_page(survey, form), 400
    known = in_folder(desk().settings.surveys).surveys
    try:
        draft = drafting.start_copy(
            desk().database, survey, form.title.data, who().id, today(), known
        )
    except FaultyError as error:
        form.tell(error)
        return _copy_page(survey, form), 400
    flash("This is a survey of its own now. Nobody is asked it until it is published.", "done")
    return redirect(url_for("studio.edit", draft=draft.id))


@pages.get("/retire")
def ask_retire(survey_id: str) -> str:
    """Say what retiring means."""
    with desk().database.reading() as connection:
        shown = _shown(connection, survey_id)
        opened = _open_now(connection, survey_id)
    return render_template("worker/survey-retire.html", shown=shown, opened=opened)


@pages.post("/retire")
def retire(survey_id: str) -> ResponseReturnValue:
    """Let nobody open it any more."""
    survey = _found(survey_id)
    try:
        publishing.retire(desk().database, survey_id, in_folder(desk().settings.surveys).surveys)
    except FaultyError:
        flash("This survey was retired already.", "note")
    else:
        keep_note("survey-retired", survey_id)
        flash(f"“{survey.title}” is not opened any more. What was answered stays.", "done")
    return redirect(url_for("collections.survey", survey_id=survey_id))


@pages.post("/bring-back")
def bring_back(survey_id: str) -> ResponseReturnValue:
    """Let it be opened again."""
    survey = _found(survey_id)
    publishing.bring_back(desk().database, survey_id)
    keep_note("survey-brought-back", survey_id)
    flash(f"“{survey.title}” can be opened again.", "done")
    return redirect(url_for("collections.survey", survey_id=survey_id))


def retired() -> dict[str, Survey]:
    """The surveys that nobody opens any more, by id."""
    with desk().database.reading() as connection:
        return publishing.retired(connection, in_folder(desk().settings.surveys).surveys)


def _found(survey_id: str) -> Survey:
    """A survey that can be opened or could be."""
    known = {**retired(), **library().surveys}
    return known.get(survey_id) or abort(404)


def _shown(connection: Connection, survey_id: str) -> Shown:
    folder = in_folder(desk().settings.surveys).surveys
    gone = publishing.retired(connection, folder)
    known = {**gone, **publishing.openable(connection, folder)}
    survey = known.get(survey_id) or abort(404)
    drafts = drafting.all_drafts(connection)
    return Shown(
        survey,
        tuple(reversed(publishing.editions_of(connection, survey_id))),
        _used(collections.of_survey(connection, survey_id)),
        survey_id in gone,
        folder.get(survey_id) != survey,
        next((one for one in drafts if one.survey == survey_id), None),
    )


def _edition(shown: Shown, number: int) -> Edition:
    return next((one for one in shown.editions if one.number == number), None) or abort(404)


def _used(records: list[CollectionRecord]) -> dict[str, str]:
    """How often each edition was opened, and whether it is open now. Never how many answered."""
    found = {}
    for edition in {one.edition for one in records}:
        opened = [one for one in records if one.edition == edition]
        times = {1: "Opened once", 2: "Opened twice"}.get(
            len(opened), f"Opened {len(opened)} times"
        )
        now = any(one.state(today()) == "open" for one in opened)
        found[edition] = f"{times}{', open now' if now else ''}"
    return found


def _open_now(connection: Connection, survey_id: str) -> int:
    records = collections.of_survey(connection, survey_id)
    return sum(one.state(today()) != "closed" for one in records)


def _copy_page(survey: Survey, form: CopyForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        kicker=survey.title,
        title="Copy this survey",
        told=("It begins with the same questions. From then on it is a survey of its own.",),
        button="Make the copy",
        back_to=url_for("collections.survey", survey_id=survey.id),
    )


def _where(edition: Edition) -> dict[str, str]:
    """Spot of an accepted warning → the question it is about, in its words."""
    words = {f"“{item.id}”": called({"text": item.text}) for item in edition.survey.items}
    return {one.place: words.get(one.place.partition(": ")[0], "") for one in edition.accepted}


@dataclass(frozen=True, slots=True)
class Row:
    """One question of two editions."""

    item: str
    old: str
    """Its words before; empty where it is new."""
    new: str
    """Its words now; empty where it was taken out."""


def _rows(old: Survey, new: Survey) -> list[Row]:
    """The questions of both, in the order of the newer, then those that were taken out."""
    before = {item.id: item.text for item in old.items}
    now = {item.id: item.text for item in new.items}
    order = [*now, *(id_ for id_ in before if id_ not in now)]
    return [Row(id_, before.get(id_, ""), now.get(id_, "")) for id_ in order]

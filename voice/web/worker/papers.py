"""Committee papers: for which meeting, in whose words, built and read."""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import Field, HiddenField

from voice import jobs, own_words, paths, planning
from voice.publish import wording
from voice.publish.wording import Editable
from voice.store import papers
from voice.store.papers import PaperRecord
from voice.web import session
from voice.web.forms import Form, ListField, PaperForm, TextField, TicksField, form_of, plain
from voice.web.worker.desk import desk, keep_note, policy, today
from voice.web.worker.jobs import in_hand
from voice.words import long_day

pages = Blueprint("papers", __name__, url_prefix="/papers")

ALONE, TABLES, CHARTS = ("figures.csv",), "tables-", "charts/"
KEPT = (".docx", ".csv", ".json")
"""What a browser keeps as a file; it shows the rest."""
AGAIN, SHOWN = "again", "-as-shown"


@pages.get("")
def index() -> str:
    """The papers that were built, newest meeting first."""
    with desk().database.reading() as connection:
        built = papers.all_papers(connection)
        waiting = in_hand(connection, "paper")
    return render_template(
        "worker/papers.html",
        papers=[(paper, bool(_here(paper))) for paper in reversed(built)],
        waiting=waiting,
    )


@pages.get("/new")
def new() -> str:
    """Ask for which meeting, and up to which day."""
    return _new_page(PaperForm())


@pages.post("/new")
def choose() -> ResponseReturnValue:
    """Go to the paper of that meeting."""
    form = PaperForm()
    if not form.validate():
        return _new_page(form), 400
    return redirect(url_for(".show", meeting=form.meeting.data, cutoff=form.cutoff.data))


@pages.get("/<meeting>")
def show(meeting: str) -> str:
    """One paper: its words, building it, its files."""
    day = _day(meeting)
    cutoff, record = _cutoff(day), _find(day)
    with desk().database.reading() as connection:
        own = papers.words_of(connection, day)
        before = [paper.cutoff for paper in papers.before(connection, day)]
        unanswered = planning.unanswered(connection, day, cutoff, today())
        missing = own_words.missing(connection, cutoff, before, policy().n)
        spoken = own_words.of_paper(connection, day, cutoff, before, policy().n)
    files = _here(record) if record else []
    return render_template(
        "worker/paper.html",
        meeting=day,
        cutoff=cutoff,
        can_build=cutoff <= today(),
        paper=record,
        own=[one.label for one in _editable() if one.section in own],
        here=bool(files),
        missing=missing,
        one_event=len(spoken.events) == 1,
        moments_later=spoken.later,
        unanswered=unanswered,
        few=policy().n,
        files=sorted(set(files) & {*ALONE}, key=ALONE.index)
        + [name for name in files if name.startswith(TABLES)],
        charts=[name for name in files if name.startswith(CHARTS)],
    )


@pages.get("/<meeting>/words")
def ask_words(meeting: str) -> str:
    """Every section with the words that stand there now."""
    day = _day(meeting)
    return _words_page(day, _words_form(day, _draft(day)))


@pages.post("/<meeting>/words")
def put_words(meeting: str) -> ResponseReturnValue:
    """Keep what was changed since it was shown. What was not goes on following the figures."""
    day = _day(meeting)
    form = _words_form(day)
    if not form.validate():
        return _words_page(day, form), 400
    with desk().database.writing() as connection:
        for one in _editable():
            if one.section in (form.data.get(AGAIN) or ()):
                papers.drop_words(connection, day, one.section)
            elif _print(form[one.section].data or "") != form[f"{one.section}{SHOWN}"].data:
                papers.put_words(connection, day, one.section, form[one.section].data or "")
    flash("The words are kept. Build the paper to see them in it.", "done")
    return redirect(url_for(".show", meeting=meeting, cutoff=_cutoff(day)))


@pages.post("/<meeting>/build")
def build(meeting: str) -> ResponseReturnValue:
    """Queue the work: charts and documents take a little while."""
    day = _day(meeting)
    asked = {"meeting": day.isoformat(), "cutoff": _cutoff(day).isoformat()}
    job = jobs.enqueue(desk().database, "paper", asked, desk().now(), session.who())
    return redirect(url_for("jobs.show", job_id=job))


@pages.get("/<meeting>/files/<path:name>")
def file(meeting: str, name: str) -> Response:
    """One file of a built paper: only what the paper's record names, only from its folder."""
    day = _day(meeting)
    record = _find(day) or abort(404)
    if name not in _here(record):
        abort(404)
    kept = name.endswith(KEPT)
    if kept:
        # Downloads stand in the trail, so this GET writes one line.
        keep_note("export-downloaded", f"{day.isoformat()}/{name}")
    return send_from_directory(_folder(day), name, as_attachment=kept)


def _folder(meeting: date) -> Path:
    return jobs.papers_folder(desk().settings) / meeting.isoformat()


def _here(paper: PaperRecord) -> list[str]:
    """The files of a paper that are here. One that was made elsewhere is only known of."""
    folder = _folder(paper.meeting)
    return [name for name in paper.files if (folder / name).is_file()]


def _day(meeting: str) -> date:
    try:
        return date.fromisoformat(meeting)
    except ValueError:
        abort(404)


def _cutoff(meeting: date) -> date:
    """The cut-off asked for, else the one the paper was built with last."""
    asked, record = request.values.get("cutoff", ""), _find(meeting)
    if asked:
        return _day(asked)
    return record.cutoff if record else abort(404)


def _find(meeting: date) -> PaperRecord | None:
    with desk().database.reading() as connection:
        built = papers.all_papers(connection)
    return next((paper for paper in built if paper.meeting == meeting), None)


@cache
def _editable() -> tuple[Editable, ...]:
    """What a worker may write, in the order of the paper."""
    return wording.read(paths.REPORTS / "paper.toml").editable


def _draft(meeting: date) -> dict[str, str]:
    """The words that stand in each section now."""
    # Drawing is slow to load, and no other page needs it.
    from voice import report

    told = report.draft(desk().database, desk().settings, meeting, _cutoff(meeting))
    return {one.section: plain(words) for one, words in told}


def _words_form(meeting: date, draft: dict[str, str] | None = None) -> Form:
    """A text for each section, a print of it as it is shown, and those to write no more."""
    with desk().database.reading() as connection:
        own = papers.words_of(connection, meeting)
    fields: dict[str, Field] = {}
    for one in _editable():
        fields[one.section] = _field(one)
        fields[f"{one.section}{SHOWN}"] = HiddenField()
    if own:
        labels = {one.section: one.label for one in _editable() if one.section in own}
        fields[AGAIN] = TicksField("Take the paper’s own words again for", choices=labels)
    prints = {f"{name}{SHOWN}": _print(words) for name, words in (draft or {}).items()}
    return form_of(fields, (draft or {}) | prints)


def _field(one: Editable) -> Field:
    """A box for words, or a list to choose from."""
    if one.choices:
        return ListField(one.label, "Choose one.", description=one.hint, choices=one.choices)
    return TextField(one.label, description=one.hint)


def _print(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _new_page(form: PaperForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title="A paper for the committee",
        button="Go on",
        back_to=url_for(".index"),
    )


def _words_page(meeting: date, form: Form) -> str:
    return render_template(
        "worker/words.html",
        form=form,
        kicker=f"Paper for {long_day(meeting)}",
        title="The words of the paper",
        button="Keep the words",
        back_to=url_for(".show", meeting=meeting, cutoff=_cutoff(meeting)),
    )

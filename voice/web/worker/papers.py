"""Committee papers: for which meeting, in whose words, built and read."""

from datetime import date
from functools import cache

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

from voice import jobs, paths
from voice.publish import wording
from voice.publish.wording import Editable
from voice.store import papers
from voice.store.papers import PaperRecord
from voice.web import session
from voice.web.forms import Form, PaperForm, words_form
from voice.web.worker.desk import desk, keep_note
from voice.words import long_day

pages = Blueprint("papers", __name__, url_prefix="/papers")


@pages.get("")
def index() -> str:
    """The papers that were built, newest meeting first."""
    with desk().database.reading() as connection:
        built = papers.all_papers(connection)
    return render_template("worker/papers.html", papers=built[::-1])


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
    return render_template(
        "worker/paper.html",
        meeting=day,
        cutoff=cutoff,
        paper=record,
        own=[one.label for one in _sections() if one.section in own],
        charts=[name for name in record.files if "/" in name] if record else [],
        files=[name for name in record.files if "/" not in name] if record else [],
    )


@pages.get("/<meeting>/words")
def ask_words(meeting: str) -> str:
    """The words of each section: what somebody wrote, else those that stand by themselves."""
    day = _day(meeting)
    with desk().database.reading() as connection:
        own = papers.words_of(connection, day)
    given = {one.section: own.get(one.section, one.words) for one in _sections()}
    return _words_page(day, _words_form(given))


@pages.post("/<meeting>/words")
def put_words(meeting: str) -> ResponseReturnValue:
    """Keep what differs from the words that stand by themselves."""
    day, form = _day(meeting), _words_form({})
    if not form.validate():
        return _words_page(day, form), 400
    with desk().database.writing() as connection:
        for one in _sections():
            papers.drop_words(connection, day, one.section)
            if form[one.section].data != one.words:
                papers.put_words(connection, day, one.section, form[one.section].data)
    flash("The words are kept. Build the paper to see them in it.", "done")
    return redirect(url_for(".show", meeting=meeting, cutoff=_cutoff(day).isoformat()))


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
    if name not in record.files:
        abort(404)
    folder = jobs.papers_folder(desk().settings) / day.isoformat()
    keep_note("export-downloaded", f"{day.isoformat()}/{name}")
    return send_from_directory(folder, name, as_attachment=not name.endswith(_SHOWN))


_SHOWN = (".html", ".svg", ".png")
"""What a browser shows; everything else is kept as a file."""


@cache
def _sections() -> tuple[Editable, ...]:
    """What a worker may write, in the order of the paper."""
    return wording.read(paths.REPORTS / "paper.toml").editable


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


def _words_form(given: dict[str, str]) -> Form:
    return words_form([(one.section, one.label, one.hint) for one in _sections()], given)


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
        back_to=url_for(".show", meeting=meeting.isoformat(), cutoff=_cutoff(meeting).isoformat()),
    )

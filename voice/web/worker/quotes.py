"""Words for the paper: what waits for a first look, for a second by somebody else, and the rest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import quotes
from voice.faults import Fault, FaultyError, RefusedError
from voice.quotes import OtherWordsError, Waiting
from voice.store import quotes as kept
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.store.quotes import ALOUD, SOURCES, WRITTEN, QuoteRecord
from voice.store.remarks import RemarkRecord
from voice.web import session
from voice.web.allowed import READS_WRITTEN
from voice.web.quote_forms import MomentForm, SayForm
from voice.web.worker.desk import desk, keep_note, policy, today
from voice.web.worker.events import find_event
from voice.web.worker.marking import in_force
from voice.web.worker.marks import number_of
from voice.web.worker.questions import Questions
from voice.web.worker.quote_lines import KINDS, Line, Offer, Shown, start_of

pages = Blueprint("quotes", __name__, url_prefix="/words")

AT_ONCE = 60
"""Lines on one page."""
SHOWN = "-as-shown"
"""How the name of the box with the print of a line's words ends."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists, and how much is in it."""

    id: str
    text: str
    number: int


LISTS: dict[str, tuple[str, Callable[[Waiting], tuple[QuoteRecord, ...]], str]] = {
    "first": ("First look", lambda found: found.first, "Nothing waits for a first look."),
    "second": ("Second look", lambda found: found.second, "Nothing waits for a second look."),
    "cleared": ("Cleared", lambda found: found.cleared, "Nothing is cleared yet."),
    "left-out": ("Left out", lambda found: found.left_out, "Nothing was left out."),
}
"""The lists: what they are called, what is in them, what an empty one says."""
LEAVES: dict[str, str] = {
    "words": "Their words may be told",
    "idea": "Only the idea",
    "team": "Only the team",
}
"""What a writer allows, in words."""


def sources() -> tuple[str, ...]:
    """The sources that whoever asks may see: not everybody reads what children wrote."""
    return SOURCES if session.who().role in READS_WRITTEN else ALOUD


def to_look_at(connection: Connection) -> int:
    """How many lines wait for a look that whoever asks may give."""
    counts = kept.waiting(connection, sources(), session.who().id)
    return counts.first + counts.second


@pages.get("")
def index() -> str:
    """The list in which something is to do."""
    with desk().database.reading() as connection:
        counts = kept.waiting(connection, sources(), session.who().id)
    return show("first" if counts.first or not counts.second else "second")


@pages.get("/<which>")
def show(which: str) -> str:
    """One list."""
    text, choose, empty = LISTS.get(which) or abort(404)
    with desk().database.reading() as connection:
        found = quotes.waiting(connection, sources())
        chosen = sorted(choose(found), key=lambda one: list(KINDS).index(one.source))
        boards = _shown(connection).boards(chosen[:AT_ONCE])
        offered = len(_offered(connection))
    _note_seen(chosen[:AT_ONCE])
    return render_template(
        "worker/quotes.html",
        which=which,
        heading=text,
        empty=empty,
        boards=boards,
        more=max(0, len(chosen) - AT_ONCE),
        tabs=[Tab(id_, name, len(of(found))) for id_, (name, of, _empty) in LISTS.items()],
        offered=offered,
        marks=in_force().says,
    )


@pages.post("/<which>")
def look(which: str) -> ResponseReturnValue:
    """Keep what was decided about lines: the one whose button was pressed, else the ticked."""
    if which not in LISTS:
        abort(404)
    act = next((name for name in ACTS if name in request.form), "")
    ids = request.form.getlist(act or "ticked")
    _all_theirs(ids)
    other = ACTS.get(act, _fine)(ids)
    return redirect(_where_stands(other) if other else url_for(".show", which=which))


@pages.get("/line/<quote_id>")
def ask_words(quote_id: str) -> str:
    """One line to change. One that was left out is put back first."""
    line = _line(quote_id)
    said, reason = start_of(line, without="without" in request.args)
    return _say_page(line, SayForm(data={"said": said, "reason": reason}))


@pages.post("/line/<quote_id>/fine")
def fine(quote_id: str) -> ResponseReturnValue:
    """The look at one line that was opened by itself."""
    line = _line(quote_id)
    other = _look_at([quote_id])
    if other:
        return redirect(url_for(".ask_words", quote_id=quote_id))
    return redirect(url_for(".show", which="second" if line.quote.first else "first"))


@pages.post("/line/<quote_id>")
def put_words(quote_id: str) -> ResponseReturnValue:
    """Keep other words. Whoever wrote them has looked at them; somebody else looks after that."""
    line, form = _line(quote_id), SayForm()
    if not form.validate():
        return _say_page(line, form), 400
    try:
        said, why = form.said.data, form.reason.data
        new = quotes.say(desk().database, quote_id, said, why, least=policy().n)
        if new == line.quote:
            flash("Nothing was changed.", "note")
            return redirect(url_for(".index"))
        quotes.check(desk().database, quote_id, session.who().id, new.print, least=policy().n)
    except FaultyError as error:
        form.tell(error)
        return _say_page(line, form), 400
    _note("lines-changed", 1)
    flash("The line is changed. That was its first look; somebody else takes the second.", "done")
    return redirect(url_for(".index"))


@pages.get("/moment/<event_id>")
def ask_moment(event_id: str) -> str:
    """A moment of an event, written down later."""
    return _moment_page(find_event(event_id), MomentForm())


@pages.post("/moment/<event_id>")
def add_moment(event_id: str) -> ResponseReturnValue:
    """Keep a moment."""
    event, form = find_event(event_id), MomentForm()
    if not form.validate():
        return _moment_page(event, form), 400
    try:
        quotes.moment(desk().database, event_id, form.moment.data, least=policy().n)
    except FaultyError as error:
        form.tell(error)
        return _moment_page(event, form), 400
    keep_note("moment-kept", event_id)
    flash("The moment is kept. Two people look at it before a paper tells it.", "done")
    return redirect(url_for("events.show", event_id=event_id))


@pages.get("/read")
def read() -> str:
    """What was read before and may still be put forward."""
    with desk().database.reading() as connection:
        questions = Questions(connection)
        offers = [
            Offer(one, questions.text(one.survey, one.item), LEAVES[one.leave])
            for one in _offered(connection)[:AT_ONCE]
        ]
    if offers:
        _note("remarks-seen", len(offers))
    return render_template("worker/quotes-read.html", offers=offers)


@pages.post("/read")
def put_forward() -> ResponseReturnValue:
    """Put the ticked forward."""
    ids = request.form.getlist("forward")
    try:
        with desk().database.writing() as connection:
            forward(connection, ids)
    except FaultyError as error:
        raise team_only(error) from error
    said = number_of(len(ids), "text is", "texts are")
    flash(f"{said} put forward. Two people look at each.", "done") if ids else _nothing_forward()
    return redirect(url_for(".read"))


def forward(connection: Connection, remark_ids: Sequence[str]) -> None:
    """Make lines of what was read, and leave a note of how many. Raises ``FaultyError``."""
    for id_ in remark_ids:
        quotes.put_forward(connection, id_)
    if remark_ids:
        session.note(connection, "words-put-forward", f"{len(remark_ids)} {today().isoformat()}")


def team_only(error: FaultyError) -> RefusedError:
    """What a page says where words are put forward that may not be."""
    return RefusedError("Nothing was changed: one of these " + " ".join(map(_said, error.faults)))


# What is decided


def _fine(ids: list[str]) -> list[str]:
    """“Fine as it is”, for one line or for many. What is marked is looked at by itself."""
    marked = _marked(ids)
    other = _look_at([id_ for id_ in ids if id_ not in marked])
    if marked:
        said = number_of(len(marked), "line has something marked", "lines have something marked")
        flash(f"{said}. Open what is marked and look at it by itself.", "note")
    if not ids:
        _nothing_ticked()
    return other


def _look_at(ids: list[str]) -> list[str]:
    """Look at lines in the words that the page showed. Gives those that say other words now."""
    person, done, other, faults = session.who().id, [], [], []
    for id_ in ids:
        shown = request.form.get(f"{id_}{SHOWN}", "")
        try:
            done.append(quotes.check(desk().database, id_, person, shown, least=policy().n))
        except OtherWordsError:
            other.append(id_)
        except FaultyError as error:
            faults += [
                f"{SUBJECTS.get(one.place, '')} {one.wrong} {one.do}" for one in error.faults
            ]
    if done:
        _note("lines-checked", len(done))
        flash(_looked(done), "done")
    if other:
        flash(_changed_meanwhile(len(other)), "note")
    for fault in dict.fromkeys(faults):
        flash(fault, "note")
    return other


def _changed_meanwhile(number: int) -> str:
    one = "The words of a line were changed meanwhile, so it had no look from you."
    more = f"The words of {number} lines were changed meanwhile, so they had no look from you."
    return f"{one if number == 1 else more} Here is what stands there now. Please look again."


def _marked(ids: Iterable[str]) -> set[str]:
    """Those in which something is marked, so that they are opened first."""
    with desk().database.reading() as connection:
        shown = _shown(connection)
        lines = [shown.line(_theirs(connection, id_)) for id_ in ids]
    return {line.quote.id for line in lines if line.waits == "open"}


def _leave_out(ids: list[str]) -> None:
    for id_ in ids:
        quotes.leave_out(desk().database, id_)
    _note("lines-left-out", len(ids))
    flash("The line is left out. It stands under “Left out” and can be put back.", "done")


def _put_back(ids: list[str]) -> None:
    for id_ in ids:
        quotes.put_back(desk().database, id_)
    _note("lines-put-back", len(ids))
    flash("The line is back. It waits for a first look.", "done")


ACTS: dict[str, Callable[[list[str]], list[str] | None]] = {
    "fine": _fine,
    "out": _leave_out,
    "back": _put_back,
}
"""What the button of one line does, by its name; it gives lines to be shown anew, if any."""
SUBJECTS = {"line": "This line", "said": "What the paper may say"}


def _looked(done: list[QuoteRecord]) -> str:
    """How far the lines are now."""
    cleared = sum(one.cleared for one in done)
    first = len(done) - cleared
    said = []
    if first:
        told = number_of(first, "line has had its first look", "lines have had their first look")
        said.append(f"{told}. Somebody else takes the second.")
    if cleared:
        said.append(f"{number_of(cleared, 'line is', 'lines are')} cleared for the paper.")
    return " ".join(said)


def _where_stands(ids: Sequence[str]) -> str:
    """The address of a line in the list in which it is now."""
    with desk().database.reading() as connection:
        found = [one for one in map(partial(kept.find, connection), ids) if one]
        lists = quotes.waiting(connection, sources())
    for which, (_name, of, _empty) in LISTS.items():
        for one in found:
            if one in of(lists):
                return url_for(".show", which=which, _anchor=f"line-{one.id}")
    return url_for(".index")


def _said(fault: Fault) -> str:
    return f"{fault.wrong} {fault.do}"


def _nothing_ticked() -> None:
    flash("Tick what is fine first, then press the button.", "note")


def _nothing_forward() -> None:
    flash("Tick what the committee should hear first, then press the button.", "note")


# What is there


def _all_theirs(ids: Iterable[str]) -> None:
    """Stop where a line is of a kind that whoever asks does not read."""
    with desk().database.reading() as connection:
        for id_ in ids:
            _theirs(connection, id_)


def _theirs(connection: Connection, id_: str) -> QuoteRecord:
    found = kept.find(connection, id_)
    return found if found and found.source in sources() else abort(404)


def _line(quote_id: str) -> Line:
    with desk().database.reading() as connection:
        line = _shown(connection).line(_theirs(connection, quote_id))
    if line.quote.left_out:
        abort(404)
    _note_seen([line.quote])
    return line


def _shown(connection: Connection) -> Shown:
    return Shown(connection, policy(), session.who().id, in_force())


def _offered(connection: Connection) -> list[RemarkRecord]:
    return kept.offered(connection) if "remark" in sources() else []


def _note_seen(found: Sequence[QuoteRecord]) -> None:
    """Who looked at what children wrote is kept by role and day."""
    written = sum(one.source in WRITTEN for one in found)
    if written:
        _note("remarks-seen", written)


def _note(what: str, number: int) -> None:
    """How many, on which day: never which."""
    keep_note(what, f"{number} {today().isoformat()}")


def _say_page(line: Line, form: SayForm) -> str:
    return render_template(
        "worker/quotes-say.html",
        form=form,
        line=line,
        agreed=quotes.AGREED,
        title="Write the idea" if line.waits == "gist" else "Look at a line",
        button="Keep the change",
        back_to=url_for(".index"),
    )


def _moment_page(event: EventRecord, form: MomentForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        kicker=event.name,
        title="A moment worth telling",
        told=("One moment in a sentence or two, without names.",),
        button="Keep the moment",
        back_to=url_for("events.show", event_id=event.id),
    )

"""What children wrote, for a person to read: the words alone, the longest waiting first."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import quotes, theming
from voice.faults import FaultyError, RefusedError
from voice.store import editions, remarks
from voice.store.db import Connection
from voice.store.remarks import UnreadRemark
from voice.web import session
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.marks import number_of
from voice.web.worker.questions import Questions
from voice.web.worker.quotes import LEAVES, forward, team_only

pages = Blueprint("remarks", __name__, url_prefix="/to-read")

HARMLESS = "An idea: it is put forward when it is read"
ENGLISH = "english-"
"""How the name of the box begins in which a text is put into English."""
AT_ONCE = 20
"""Texts on one page: what a person can read with care at one sitting."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the question they answer."""

    remark: UnreadRemark
    question: str
    leave: str
    """What its writer allows, in words."""
    may_be_told: bool
    """Whether it may be put forward; harmless ideas are, by reading them."""


@pages.get("")
def queue() -> str:
    """The queue."""
    with desk().database.reading() as connection:
        waiting = remarks.unread(connection, today())
        texts = _texts(connection, waiting[:AT_ONCE])
    if texts:
        # Who looked at children's words is kept by role and day, so this GET writes one line.
        keep_note("remarks-seen", f"{len(texts)} {today().isoformat()}")
    return render_template(
        "worker/remarks.html",
        texts=texts,
        waiting=len(waiting),
        overdue=sum(one.overdue for one in waiting),
    )


@pages.post("")
def mark() -> ResponseReturnValue:
    """Keep that a person in this role has read these, and put forward what may be told."""
    ticked, put = request.form.getlist("read"), request.form.getlist("forward")
    try:
        with desk().database.writing() as connection:
            english = _put_into_english(connection)
            read = _mark(connection, dict.fromkeys([*ticked, *put]))
            forward(connection, [*dict.fromkeys([*put, *_harmless(connection, read)])])
    except FaultyError as error:
        raise team_only(error) from error
    if read:
        told = f" {len(put)} put forward; two people look at each." if put else ""
        said = number_of(len(read), "text is", "texts are")
        flash(f"{said} marked as read.{told}", "done")
    elif english:
        flash("The English is kept beside the text. It still waits to be read.", "done")
    else:
        flash("Tick the texts you have read, then press the button.", "note")
    return redirect(url_for(".queue"))


@pages.get("/at-risk/<remark_id>")
def at_risk(remark_id: str) -> str:
    """What to do when words sound as if a child may be at risk. Nobody can say whose they are."""
    with desk().database.reading() as connection:
        waiting = remarks.unread(connection, today())
        found = next((one for one in waiting if one.id == remark_id), None) or abort(404)
        (text,) = _texts(connection, [found])
    keep_note("remarks-seen", f"1 {today().isoformat()}")
    return render_template("worker/at-risk.html", text=text)


def _texts(connection: Connection, waiting: list[UnreadRemark]) -> list[Text]:
    questions = Questions(connection)
    return [_text(connection, one, questions.text(one.survey, one.item)) for one in waiting]


def _text(connection: Connection, one: UnreadRemark, question: str) -> Text:
    told = quotes.may_be_told(connection, one.survey, one.item, one.leave)
    asked = one.leave in ("words", "idea")
    leave = HARMLESS if told and not asked else LEAVES[one.leave]
    return Text(one, question, leave, may_be_told=bool(told) and asked)


def _mark(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Keep that these were read; those that were not read before."""
    role = session.who().role
    read = [id_ for id_ in ids if remarks.mark_read(connection, id_, role)]
    if read:
        session.note(connection, "remarks-read", f"{len(read)} {today().isoformat()}")
    return read


def _put_into_english(connection: Connection) -> int:
    """Keep what was written in the boxes for English. Says how many are new."""
    given = [pair for pair in request.form.items() if pair[0].startswith(ENGLISH)]
    try:
        new = sum(
            theming.keep_english(connection, name.removeprefix(ENGLISH), text)
            for name, text in given
        )
    except FaultyError as error:
        told = " ".join(f"{one.wrong} {one.do}" for one in error.faults)
        raise RefusedError(f"Nothing was changed: one text in English {told}") from error
    if new:
        session.note(connection, "words-put-into-english", f"{new} {today().isoformat()}")
    return new


def _harmless(connection: Connection, read: Iterable[str]) -> list[str]:
    """Those of them that answer a question for harmless ideas: all who read may hear them."""
    found = (remarks.find(connection, id_) for id_ in read)
    return [one.id for one in found if one and editions.harmless(connection, one.survey, one.item)]

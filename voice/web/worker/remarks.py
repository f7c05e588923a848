"""What children wrote, for a person to read: the words alone, the longest waiting first."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.store import editions, remarks
from voice.store.db import Connection
from voice.store.remarks import UnreadRemark
from voice.survey.found import NO_ITEM
from voice.web import session
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.marks import number_of

pages = Blueprint("remarks", __name__, url_prefix="/to-read")

UNKNOWN_QUESTION = "Words that came with no question we know"
AT_ONCE = 20
"""Texts on one page: what a person can read with care at one sitting."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the question they answer."""

    remark: UnreadRemark
    question: str


@pages.get("")
def queue() -> str:
    """The queue."""
    with desk().database.reading() as connection:
        waiting = remarks.unread(connection, today())
        texts = [Text(one, _question(connection, one)) for one in waiting[:AT_ONCE]]
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
    """Keep that a person in this role has read these."""
    ticked = request.form.getlist("read")
    with desk().database.writing() as connection:
        role = session.who().role
        read = sum(remarks.mark_read(connection, id_, role) for id_ in ticked)
        if read:
            session.note(connection, "remarks-read", f"{read} {today().isoformat()}")
    if read:
        flash(f"{number_of(read, 'text is', 'texts are')} marked as read.", "done")
    else:
        flash("Tick the texts you have read, then press the button.", "note")
    return redirect(url_for(".queue"))


@pages.get("/at-risk/<remark_id>")
def at_risk(remark_id: str) -> str:
    """What to do when words sound as if a child may be at risk. Nobody can say whose they are."""
    with desk().database.reading() as connection:
        waiting = remarks.unread(connection, today())
        found = next((one for one in waiting if one.id == remark_id), None) or abort(404)
        text = Text(found, _question(connection, found))
    keep_note("remarks-seen", f"1 {today().isoformat()}")
    return render_template("worker/at-risk.html", text=text)


def _question(connection: Connection, remark: UnreadRemark) -> str:
    """The words of the question in its newest edition that still asks it."""
    for survey in reversed(editions.of(connection, remark.survey)):
        for item in survey.items:
            if item.id == remark.item:
                return item.text
    return UNKNOWN_QUESTION if remark.item == NO_ITEM else remark.item

"""Members ask: ten standing questions of a committee, answered from what may be said."""

from flask import Blueprint, render_template

from voice import answering
from voice.analysis import members
from voice.web.worker.desk import desk, policy, today

pages = Blueprint("members", __name__, url_prefix="/heard/members")


@pages.get("")
def index() -> str:
    """The ten questions, each with a sentence or two."""
    with desk().database.reading() as connection:
        facts = answering.facts(connection, policy(), today())
    answers = members.answers(facts)
    return render_template("worker/members.html", answers=answers, when=facts.when, today=today())

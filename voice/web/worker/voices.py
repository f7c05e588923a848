"""Voice on the theme: what was told on one of the five priorities, with its date, to print."""

from datetime import timedelta

from flask import Blueprint, abort, render_template

from voice import answering
from voice.analysis import voices
from voice.store import releases
from voice.survey.measures import PRIORITIES
from voice.web.worker.desk import desk, policy, today

pages = Blueprint("voices", __name__, url_prefix="/heard/voices")


@pages.get("")
def index() -> str:
    """The five priorities, to choose one."""
    return render_template("worker/voices.html", priorities=PRIORITIES, voice=None)


@pages.get("/<priority>")
def show(priority: str) -> str:
    """All that was told of one priority, each line with its date and where it comes from."""
    if priority not in PRIORITIES:
        abort(404)
    with desk().database.reading() as connection:
        told = releases.all_releases(connection)
        known = answering.known(connection, today() + timedelta(days=1), told, policy())
        titles = answering.titles(connection)
    voice = voices.on(priority, known)
    return render_template(
        "worker/voices.html", priorities=PRIORITIES, voice=voice, titles=titles, today=today()
    )

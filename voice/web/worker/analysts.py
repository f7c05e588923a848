"""For analysts: the figures as files, and how they were protected."""

from flask import Blueprint, render_template

from voice.analysis import findings
from voice.store import releases
from voice.web.worker.desk import desk

pages = Blueprint("analysts", __name__, url_prefix="/heard/analysts")


@pages.get("")
def index() -> str:
    """Every release with its files."""
    with desk().database.reading() as connection:
        found = releases.all_releases(connection)
    told = [(release, findings.period_of(release)) for release in reversed(found)]
    return render_template("worker/analysts.html", releases=told)

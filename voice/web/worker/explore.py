"""Explore: one question, as releases tell it."""

from flask import Blueprint, render_template

from voice.store import releases
from voice.web.worker.desk import desk

pages = Blueprint("explore", __name__, url_prefix="/heard/explore")


@pages.get("")
def index() -> str:
    """What may be chosen."""
    with desk().database.reading() as connection:
        found = releases.all_releases(connection)
    return render_template("worker/explore.html", releases=found)

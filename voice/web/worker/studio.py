"""The studio: surveys in the making, and the page on which one is made."""

from flask import Blueprint, render_template

from voice import drafting
from voice.web.worker.desk import desk

pages = Blueprint("studio", __name__, url_prefix="/studio")


@pages.get("")
def index() -> str:
    """Surveys that are being made."""
    with desk().database.reading() as connection:
        return render_template("studio/index.html", drafts=drafting.all_drafts(connection))


@pages.get("/<draft>")
def edit(draft: str) -> str:
    """The questions of a draft, and one of them open."""
    with desk().database.reading() as connection:
        opened = drafting.open_draft(connection, draft)
    return render_template("studio/edit.html", draft=opened.record, data=opened.data)

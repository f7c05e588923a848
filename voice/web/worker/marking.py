"""What marks words for the paper, and the council's own list of words to mark."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from voice import marking
from voice.faults import FaultyError
from voice.marking import Marking
from voice.web.quote_forms import ListForm
from voice.web.worker.desk import desk
from voice.web.worker.marks import number_of

pages = Blueprint("marking", __name__, url_prefix="/words/marking")


def in_force() -> Marking:
    """What marks words here."""
    settings = desk().settings
    return marking.of(settings.data, settings.names_model)


@pages.get("")
def ask() -> str:
    """What marks words, and the list to change."""
    return _page(ListForm(data={"typed": marking.own_list(desk().settings.data)}))


@pages.post("")
def keep() -> ResponseReturnValue:
    """Keep the list as it was typed."""
    form = ListForm()
    if not form.validate():
        return _page(form), 400
    try:
        number = marking.keep_list(desk().settings.data, form.typed.data or "")
    except FaultyError as error:
        form.tell(error)
        return _page(form), 400
    flash(f"Kept. {number_of(number, 'word is', 'words are')} on your own list.", "done")
    return redirect(url_for("quotes.index"))


def _page(form: ListForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title="What is marked",
        told=in_force().says,
        button="Keep the list",
        back_to=url_for("quotes.index"),
    )

"""Envelopes that a tablet saved as a file, brought in by hand."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from voice import envelopes, opening
from voice.faults import FaultyError
from voice.saved_cards import Carried
from voice.store import events
from voice.web.tablet_forms import SavedForm
from voice.web.worker import held
from voice.web.worker.desk import desk, keep_note, policy, today
from voice.web.worker.held import ENVELOPES
from voice.web.worker.marks import number_of

_STILL = Markup('{} still waits for {}: {} <a class="govuk-link" href="{}">What helps</a>')
_NOT_TAKEN = "{} could not be taken: no board is open for that event, or it is long over."
_EITHER = ("card or message", "cards or messages")
pages = Blueprint("saved", __name__, url_prefix="/tablets/saved")

BROUGHT_IN: tuple[tuple[str, str, str], ...] = (
    ("stored", "{} was new and is kept.", "{} were new and are kept."),
    ("already", "{} was here already.", "{} were here already."),
    ("conflict", "{} has the number of another and is set aside.",
     "{} have the numbers of others and are set aside."),
    ("set-aside", "{} cannot be read and is set aside.", "{} cannot be read and are set aside."),
)  # fmt: skip
"""What became of envelopes from a file, by outcome, in the order in which it is told."""


@pages.get("")
def ask() -> str:
    """Ask for the file."""
    return _saved_page(SavedForm())


@pages.post("")
def bring_in() -> ResponseReturnValue:
    """Take in what a tablet saved as a file. The same file twice is harmless."""
    form, here = SavedForm(), desk()
    if not form.validate():
        return _saved_page(form), 400
    try:
        brought = envelopes.import_file(here.database, here.keys, form.saved.text(), today())
    except FaultyError as error:
        form.tell(error)
        return _saved_page(form), 400
    opening.complete_events(here.database, policy(), today())
    keep_note("envelopes-brought-in", str(sum(brought.outcomes.values())))
    flash(_brought_in(brought.outcomes, brought.together), "done")
    for said in _still_waits(brought.tablet):
        flash(said, "note")
    return redirect(url_for("tablets.index"))


def _still_waits(tablet: str | None) -> list[Markup]:
    """The events that wait for this tablet still, why, and the way to what helps."""
    found = []
    with desk().database.reading() as connection:
        for event in events.waiting(connection):
            for line in held.of_event(connection, event, today()):
                if line.id == tablet and line.awaited:
                    place = url_for("missing.show", event_id=event.id, tablet_id=tablet)
                    found.append(_STILL.format(event.name, line.name, line.words, place))
    return found


def _brought_in(outcomes: Mapping[str, int], together: Carried) -> str:
    """What became of a file, in words."""
    said = [
        (one if outcomes[outcome] == 1 else more).format(number_of(outcomes[outcome], *ENVELOPES))
        for outcome, one, more in BROUGHT_IN
        if outcomes.get(outcome)
    ]
    return " ".join([*said, *_aloud(together)]) or "No envelope was in this file."


def _aloud(together: Carried) -> list[str]:
    """What became of cards and messages in a file, in words."""
    kinds = ((together.cards, "card", "cards"), (together.messages, "message", "messages"))
    here = [number_of(*kind) for kind in kinds if kind[0]]
    are = "is" if together.cards + together.messages == 1 else "are"
    said = [f"{' and '.join(here)} from Together {are} here."] if here else []
    if together.left:
        said.append(_NOT_TAKEN.format(number_of(together.left, *_EITHER)))
    return said


def _saved_page(form: SavedForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title="Bring in saved envelopes",
        told=(
            "On the tablet: the worker’s screen, then “Save as a file”. Copy it to this computer.",
            "The envelopes in it are sealed. They are opened on the server, not here.",
            "Bringing in the same file twice does no harm, nor if the tablet sends them later.",
        ),
        button="Bring them in",
        files=True,
        back_to=url_for("tablets.index"),
    )

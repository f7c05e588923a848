"""How to begin a survey: with one that is ready, from the bank, from a sheet, or with nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import drafting
from voice.faults import FaultyError
from voice.store import shelf
from voice.survey.check import screens
from voice.survey.model import Survey
from voice.web import session
from voice.web.forms import Form, LineField
from voice.web.worker import bank_view
from voice.web.worker.desk import desk, today
from voice.web.worker.library import library

pages = Blueprint("studio_start", __name__, url_prefix="/studio/new")

OCCASIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "At a session, a trip or a fun day",
        {
            "just-us-session": "The end of a Just Us session: the day, being heard, ideas",
            "how-are-you": "Feelings, home, what is good and what is not, being listened to",
            "one-promise-today": "One of the ten promises",
            "before-and-after": "The end of an activity: two faces and what made it so",
            "brothers-and-sisters-trip": "The end of a trip for brothers and sisters",
            "stall": "A stall at a fun day: three taps in a minute",
            "our-ideas": "Food, awards and what to do next",
            "foster-carers-event": "Foster carers about an event; nothing about a child",
        },
    ),
    (
        "In a group, or for few children",
        {
            "voices-matter": "Group work of the children in care council",
            "four-questions": "Four open questions, also for a board",
            "about-the-service": "Three facts about the council, for very few children",
        },
    ),
    ("The Promise", {"our-promise-to-you": "All ten promises, and had they heard of them"}),
    (
        "For care leavers",
        {
            "care-leavers-forum": "The forum: what to talk about and put right first",
            "care-leavers-check-in": "How well support works",
            "care-leavers-charter": "The seven promises of the Care Leavers’ Charter",
        },
    ),
    (
        "Open all year: alone, or with a worker",
        {
            "review-feedback": "After a review, for Independent Reviewing Officers",
            "before-my-meeting": "Getting ready for a meeting",
            "my-workers-visit": "After a visit of a social worker",
            "how-i-am": "Feelings, body, sleep and friends",
            "good-news": "Good news, at any time",
            "something-wrong": "A problem, at any time",
        },
    ),
)
"""What the shipped surveys are for; any other is one of the council's own."""
OWN = "Your own, from before"


@dataclass(frozen=True, slots=True)
class Ready:
    """One survey to begin with."""

    survey: Survey
    line: str
    """What it is for, where we know."""
    screens: int


class BlankForm(Form):
    """The name of a survey."""

    name = LineField(
        "What shall it be called?",
        needed="Enter a name for the survey.",
        description="Children read this name. You can change it later.",
    )


@pages.get("")
def index() -> str:
    """The ways to begin, and every survey that is ready."""
    bank = bank_view.bank()
    with desk().database.reading() as connection:
        ours = shelf.surveys(connection)
    return render_template(
        "studio/start.html",
        occasions=occasions(library().surveys, ours),
        own=OWN,
        questions=len(bank.questions),
        themes=len(bank.themes),
    )


@pages.post("/copy")
def copy() -> ResponseReturnValue:
    """A draft that begins as another survey. That one stays as it is."""
    folder = library().surveys
    found = folder.get(request.form.get("survey", "")) or abort(404)
    record = drafting.start_copy(
        desk().database, found, found.title, session.who().id, today(), folder
    )
    flash(f"A copy of “{found.title}” is a draft now. Change what you like.", "done")
    return redirect(url_for("studio.edit", draft=record.id), 303)


@pages.get("/blank")
def ask_blank() -> str:
    """Ask for the name of a survey that begins with nothing."""
    return _blank(BlankForm())


@pages.post("/blank")
def blank() -> ResponseReturnValue:
    """A draft with nothing but its name."""
    form = BlankForm()
    if not form.validate():
        return _blank(form), 400
    try:
        record = drafting.start_blank(
            desk().database, form.name.data, session.who().id, today(), library().surveys
        )
    except FaultyError as error:
        form.tell(error)
        return _blank(form), 400
    return redirect(url_for("studio.edit", draft=record.id), 303)


def occasions(
    surveys: Mapping[str, Survey], ours: Collection[str] = ()
) -> list[tuple[str, list[Ready]]]:
    """What is ready, by what it is for; the council's own come first, with editions of ``ours``."""
    shipped = {id_ for _, lines in OCCASIONS for id_ in lines}
    own = {id_: "" for id_ in surveys if id_ not in shipped or id_ in ours}
    found = [
        (
            what,
            [
                Ready(surveys[id_], line, screens(surveys[id_]))
                for id_, line in lines.items()
                if id_ in surveys and (lines is own or id_ not in own)
            ],
        )
        for what, lines in ((OWN, own), *OCCASIONS)
    ]
    return [(what, ready) for what, ready in found if ready]


def _blank(form: BlankForm) -> str:
    return render_template(
        "worker/form.html",
        form=form,
        title="A new survey",
        told=("It begins empty. You add each question yourself, or from the question bank.",),
        button="Begin",
        back_to=url_for(".index"),
    )

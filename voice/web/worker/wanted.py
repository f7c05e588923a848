"""Tables that somebody wants split by two things at once: the next close tries each of them."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.analysis.holdings import CROSSED, Holdings, sentence_of
from voice.store import wanted
from voice.store.db import Connection
from voice.store.wanted import WantedRecord
from voice.web import session
from voice.web.wanted_forms import WantedForm
from voice.web.worker import heard
from voice.web.worker.desk import desk, policy, today

pages = Blueprint("wanted", __name__, url_prefix="/heard/wanted")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table that is wanted, in words."""

    record: WantedRecord
    survey: str
    question: str
    by: str


@pages.get("")
def index() -> str:
    """What is wanted, and what else may be."""
    form = _form()
    form.question.data = request.args.get("question", "")
    return _page(form)


@pages.post("")
def add() -> ResponseReturnValue:
    """Want one more table."""
    form = _form()
    if not form.validate():
        return _page(form), 400
    survey, _, item = form.question.data.partition("/")
    with desk().database.writing() as connection:
        record = wanted.add(connection, survey, item, form.one.data, form.other.data, today())
        session.note(connection, "table-wanted", _name(record))
    flash("The next close tries this table.", "done")
    return redirect(url_for(".index"), 303)


@pages.post("/take-back")
def take_back() -> ResponseReturnValue:
    """Want a table no more."""
    name = request.form.get("table", "")
    with desk().database.writing() as connection:
        found = [one for one in wanted.all_wanted(connection) if _name(one) == name]
        for record in found:
            wanted.remove(connection, record)
            session.note(connection, "table-not-wanted", name)
    flash("The next close does not try it.", "done")
    return redirect(url_for(".index"), 303)


def _form() -> WantedForm:
    form = WantedForm()
    with desk().database.reading() as connection:
        holdings = heard.holdings(connection)
        form.offer(_questions(connection, holdings))
    return form


def _questions(connection: Connection, holdings: Holdings) -> dict[str, str]:
    """Every question that a release tells of, by ``survey/item``, under its survey's title."""
    return {
        f"{survey}/{question.value}": f"{question.text} ({heard.title_of(connection, survey)})"
        for survey in holdings.surveys
        for question in holdings.questions(survey)
    }


def _page(form: WantedForm) -> str:
    with desk().database.reading() as connection:
        holdings = heard.holdings(connection)
        found = [_told(connection, holdings, one) for one in wanted.all_wanted(connection)]
    return render_template(
        "worker/wanted.html", form=form, wanted=found, least=policy().n_cross, name_of=_name
    )


def _told(connection: Connection, holdings: Holdings, record: WantedRecord) -> Wanted:
    questions = {one.value: one.text for one in holdings.questions(record.survey)}
    return Wanted(
        record,
        heard.title_of(connection, record.survey),
        questions.get(record.item, record.item),
        sentence_of(f"{record.first}{CROSSED}{record.second}"),
    )


def _name(record: WantedRecord) -> str:
    """As the trail and the close call the table."""
    return f"{record.survey}/{record.item} by {record.first} and {record.second}"

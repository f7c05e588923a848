"""Answers from paper, typed in: one page a paper, or a whole sheet of a spreadsheet.

What is typed is taken in as any answer is. Nothing is kept of who typed it, when or in which order;
each page has the id of one record, so a page that is sent twice counts once.
"""

import csv
import io
import json

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import collect
from voice.collect import Brought, OpenSurvey
from voice.faults import Fault, FaultyError, RefusedError
from voice.publish import paper_form_words as said
from voice.store import collections, receipts
from voice.store.collections import CollectionRecord
from voice.survey import sheet
from voice.survey.model import DONT_KNOW, HELPED, NONE_TICKED, Survey, UnknownAnswerError
from voice.web import plain, screens
from voice.web.forms import Form, TickField
from voice.web.plain import Fields
from voice.web.tablet_forms import SavedField
from voice.web.worker.desk import desk, keep_note, today
from voice.web.worker.marks import number_of

BY_SLIP = "This survey is answered with one-time codes alone, so paper cannot be typed in."
TOO_LATE = "It closed more than a month ago, so nothing more is taken in."
NOTHING = "Nothing is typed in yet. A paper that came back empty is a no: it is not counted."
MOST_TYPED = 9999
KEYS = "123456789abcdef"
"""The keys that choose an answer, in order."""
OUTCOMES = {
    "stored": "That paper is counted.",
    "already": "That paper was counted already. It counts once.",
    "conflict": "That page was sent before. The first one counts, and nothing was changed.",
    "set-aside": "That paper could not be counted and is set aside. Somebody reads its words.",
}

pages = Blueprint("typing_in", __name__, url_prefix="/surveys/<code>/typing-in")


class SheetForm(Form):
    """A spreadsheet with a row for each paper."""

    saved = SavedField("The sheet, saved as CSV", "Choose the file.")
    skip = TickField("Leave out rows that came in before: they are the same papers")
    again = TickField("Count rows that came in before, too: they are other papers")


@pages.get("")
def ask(code: str) -> str:
    """An empty page for the next paper."""
    return _page(_find(code), Fields(), _typed(request.args))


@pages.post("")
def take(code: str) -> ResponseReturnValue:
    """Take one paper in, then ask for the next."""
    found, typed = _find(code), _typed(request.form)
    faults = {"": NOTHING} if is_empty(request.form) else faults_of(found.survey, request.form)
    if faults:
        return _page(found, request.form, typed, faults), 400
    here = desk()
    try:
        body = record(found.survey, request.form)
        if collect.came_otherwise(here.database, here.keys, request.form.get("id", ""), body):
            # The paper itself is the text that counts: a second one would be another remark.
            flash(OUTCOMES["conflict"], "note")
            return redirect(url_for(".ask", code=code, typed=typed), 303)
        taken = collect.take_in(here.database, here.keys, code, body, today())
    except FaultyError as error:
        told = {fault.place: f"{fault.wrong} {fault.do}".strip() for fault in error.faults}
        return _page(found, request.form, typed, told), 400
    flash(OUTCOMES[taken.outcome], "done" if taken.outcome == "stored" else "note")
    more = typed + (taken.outcome == "stored")
    return redirect(url_for(".ask", code=code, typed=more), 303)


@pages.get("/sheet")
def ask_sheet(code: str) -> str:
    """Ask for a sheet, and give an empty one."""
    return _sheet_page(_find(code), SheetForm())


@pages.post("/sheet")
def take_sheet(code: str) -> ResponseReturnValue:
    """Take a sheet in: every row or, where one cannot be read, none."""
    found, form, here = _find(code), SheetForm(), desk()
    if not form.validate():
        return _sheet_page(found, form), 400
    try:
        text = sheet.decode(form.saved.data.read())
        brought = collect.import_sheet(
            here.database,
            here.keys,
            _record(code).id,
            text,
            today=today(),
            again=form.again.data,
            skip=form.skip.data,
        )
    except FaultyError as error:
        return _sheet_page(found, form, error.faults), 400
    if brought.told:
        keep_note("responses-imported", f"{code} {brought.counted}")
    flash(_counted(brought), "done")
    return redirect(url_for("collections.show", code=code), 303)


@pages.get("/sheet.csv")
def empty_sheet(code: str) -> Response:
    """The first row of a sheet, with its columns."""
    found = _find(code)
    row = io.StringIO()
    csv.writer(row).writerow(sheet.columns(found.survey))
    # With its mark, so that Excel knows the letters.
    response = Response(row.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    name = f"{found.survey.id}-from-paper.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _counted(brought: Brought) -> str:
    counted = f"{number_of(brought.counted, 'paper is', 'papers are')} counted."
    if not brought.skipped:
        return counted
    rows = number_of(brought.skipped, "row is", "rows are")
    return f"{counted} {rows} left out: just the same came in before."


def record(survey: Survey, form: Fields) -> bytes:
    """The record of one paper, as a tablet would send it.

    What was left empty was in front of the child and so was passed; that nothing is ticked is an
    answer only where “None of these” is.
    """
    data = json.loads(plain.record(survey, form))
    for item in survey.items:
        if item.asks:
            data["answers"][item.id] = _given(data["answers"][item.id])
    return json.dumps(data, separators=(",", ":")).encode()


def _given(raw: object) -> object:
    """An answer as a tablet sends it, of one as the page sends it."""
    if not isinstance(raw, list):
        return raw or None
    ticks = [tick for tick in raw if tick != NONE_TICKED]
    return ticks if ticks or NONE_TICKED in raw else None


def is_empty(form: Fields) -> bool:
    """Whether nothing at all was typed, as when a key was pressed by a slip."""
    typed = (name for name in form if name.startswith("q.") or name in _SAID)
    return not any(part.strip() for name in typed for part in form.getlist(name))


_SAID = frozenset({"age_band", "helped", "pass"})


def faults_of(survey: Survey, form: Fields) -> dict[str, str]:
    """What cannot be an answer, by question: a number over 10, far too many words."""
    given = json.loads(record(survey, form))["answers"]
    found = {}
    for item in survey.items:
        if item.asks and given[item.id] is not None:
            try:
                item.read(given[item.id])
            except UnknownAnswerError:
                found[item.id] = WRONG.get(item.kind, "Choose one of the answers.")
    return found


WRONG = {
    "scale": "Type a number from 0 to 10.",
    "words": "It is too long. Type at most 1,000 letters.",
    "ideas": "Type at most 5 ideas of at most 80 letters each.",
}


def _find(code: str) -> OpenSurvey:
    """The survey that papers of this code answer. Raises ``RefusedError`` where none is taken."""
    found = _record(code)
    if found.slips is not None:
        raise RefusedError(BY_SLIP)
    if found.state(today()) == "not-yet":
        abort(404)
    if found.closes and today() > receipts.last_day_taken(found.closes):
        raise RefusedError(TOO_LATE)
    return collect.open_survey(desk().database, code, today())


def _record(code: str) -> CollectionRecord:
    with desk().database.reading() as connection:
        return collections.by_code(connection, code) or abort(404)


def _typed(given: Fields) -> int:
    """How many papers somebody has typed in since they began; it stands on their page alone."""
    number = given.get("typed", "")
    good = number.isascii() and number.isdigit() and len(number) <= len(str(MOST_TYPED))
    return int(number) if good else 0


def _page(
    found: OpenSurvey, given: Fields, typed: int, faults: dict[str, str] | None = None
) -> str:
    numbers = _numbers(found.survey)
    return render_template(
        "worker/typing-in.html",
        found=found,
        survey=found.survey,
        given=given,
        record_id=given.get("id") or screens.fresh_id(),
        typed=typed,
        wrongs=faults or {},
        numbers=numbers,
        only_if=lambda item: said.only_if(item.show_if, found.survey, numbers, said.Say()),
        keys=KEYS,
        bands=dict(
            zip(screens.BANDS[found.survey.ages], said.BANDS[found.survey.ages], strict=True)
        ),
        ways=dict(zip(HELPED, said.HELPED, strict=True)),
        screens=screens,
        dont_know=DONT_KNOW,
        none_ticked=NONE_TICKED,
        ideas=screens.IDEAS,
    )


def _numbers(survey: Survey) -> dict[str, int]:
    """The number that each question has on paper."""
    return {item.id: n for n, item in enumerate((i for i in survey.items if i.asks), 1)}


def _sheet_page(found: OpenSurvey, form: SheetForm, faults: tuple[Fault, ...] = ()) -> str:
    return render_template(
        "worker/typing-in-sheet.html",
        form=form,
        found=found,
        row_faults=faults,
        columns=sheet.columns(found.survey),
        back_to=url_for(".ask", code=found.code),
    )

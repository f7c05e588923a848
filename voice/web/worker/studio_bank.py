"""Questions from the bank: looked for, ticked, and added to a draft or made into a new one."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice import drafting
from voice.drafting import Opened, OthersChangedError
from voice.faults import Fault, FaultyError
from voice.survey.bank import Question
from voice.survey.check import BUDGETS, STALL_BUDGET
from voice.survey.draft_data import Data, items_of
from voice.survey.editing import Operation
from voice.web import session
from voice.web.forms import plain
from voice.web.worker import bank_view
from voice.web.worker.bank_view import Asked
from voice.web.worker.desk import desk, today
from voice.web.worker.library import library
from voice.web.worker.marks import AGES, number_of

pages = Blueprint("studio_bank", __name__, url_prefix="/studio")

NOTHING = "Tick a question first."
TITLE_LETTERS = 120


@pages.get("/<draft>/bank")
def show(draft: str) -> str:
    """The questions to choose from, those that suit the ages of the draft."""
    return _for_draft(_opened(draft))


@pages.post("/<draft>/bank")
def add(draft: str) -> ResponseReturnValue:
    """Add what is ticked, in the bank's order, with what belongs to it."""
    opened = _opened(draft)
    there = {one["id"] for one in items_of(opened.data)}
    chosen = [one for one in _chosen() if one.item.id not in there]
    if not chosen:
        return _for_draft(opened, (Fault("pick", NOTHING),)), 400
    try:
        said = _add(opened, chosen)
    except OthersChangedError as error:
        raise FaultyError(error.faults) from error
    except FaultyError as error:
        return _for_draft(_opened(draft), error.faults), 400
    bank_view.keep_reasons(draft, chosen)
    flash(said, "done")
    return redirect(url_for("studio.edit", draft=draft, at=chosen[0].item.id), 303)


@pages.get("/new/bank")
def new() -> str:
    """The same for a survey that is not there yet: its name and for whom it is come first."""
    return _for_new()


@pages.post("/new/bank")
def begin() -> ResponseReturnValue:
    """Make a draft of what is ticked."""
    title, ages, chosen = _title(), bank_view.ages_of(request.values.get("ages")), _chosen()
    faults = [] if title else [Fault("title", "Enter a name for the survey.")]
    faults += [] if chosen else [Fault("pick", NOTHING)]
    if faults:
        return _for_new(tuple(faults)), 400
    data = bank_view.survey_of(title, ages or "8-11", chosen)
    door, folder = desk(), library().surveys
    record = drafting.start_from_data(door.database, data, session.who().id, today(), folder)
    bank_view.keep_reasons(record.id, chosen)
    flash(f"{_many(len(chosen))} in a draft now. Say why you ask and who reads it.", "done")
    return redirect(url_for("studio.edit", draft=record.id), 303)


def _opened(draft: str) -> Opened:
    """The draft. Not found where it was published or thrown away meanwhile."""
    with desk().database.reading() as connection:
        try:
            return drafting.open_draft(connection, draft)
        except FaultyError:
            abort(404)


def _chosen() -> tuple[Question, ...]:
    return bank_view.bank().chosen(request.values.getlist("pick"))


def _title() -> str:
    return " ".join(plain(request.values.get("title")).split())[:TITLE_LETTERS]


def _add(opened: Opened, chosen: list[Question]) -> str:
    """Add them after one another as one step; what was done, in a sentence."""
    after = request.values.get("after") or None
    steps = []
    for one in chosen:
        steps.append({"what": "add-ready", "given": {"ready": dict(one.data), "after": after}})
        after = one.item.id if after else None
    record = opened.record
    whole = Operation("several", "", {"steps": steps})
    done = drafting.apply(
        desk().database, record.id, whole, _version(record.version), session.who().id, today()
    )
    return f"{_many(len(chosen))} added.{_too_many(done.data)}"


def _version(now: int) -> int:
    """The version the page was made from; what others did since is kept."""
    given = request.form.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 and 0 < int(given) <= now else now


def _many(number: int) -> str:
    return f"{number_of(number, 'question', 'questions')} {'is' if number == 1 else 'are'}"


def _too_many(data: Data) -> str:
    """What to do where there are more screens now than children of that age stay for."""
    most, number = _most(data), len(items_of(data))
    if number <= most:
        return ""
    return f" There are {number} screens now and there may be {most}: take some out again."


def _most(data: Data) -> int:
    ages = str(data.get("ages"))
    return STALL_BUDGET if data.get("stall") else BUDGETS.get(ages, max(BUDGETS.values()))


def _for_draft(opened: Opened, faults: tuple[Fault, ...] = ()) -> str:
    asked = _asked(str(opened.data.get("ages", "")))
    here = frozenset(str(one["id"]) for one in items_of(opened.data))
    return render_template(
        "studio/bank.html",
        draft=opened.record,
        address=url_for(".show", draft=opened.record.id),
        back_to=url_for("studio.edit", draft=opened.record.id),
        room=max(_most(opened.data) - len(here), 0),
        most=_most(opened.data),
        after=request.values.get("after", ""),
        asked=asked,
        ages=AGES,
        **_told(faults),
        **bank_view.shown(asked, here),
    )


def _for_new(faults: tuple[Fault, ...] = ()) -> str:
    asked = _asked("8-11")
    return render_template(
        "studio/bank.html",
        draft=None,
        address=url_for(".new"),
        back_to=url_for("studio_start.index"),
        title=_title(),
        room=BUDGETS.get(asked.ages, max(BUDGETS.values())),
        most=BUDGETS.get(asked.ages, max(BUDGETS.values())),
        asked=asked,
        ages=AGES,
        **_told(faults),
        **bank_view.shown(asked, frozenset()),
    )


def _told(faults: tuple[Fault, ...]) -> dict[str, Any]:
    """The faults for the list above the page, and the one that stands at the name."""
    listed = [
        {
            "text": f"{fault.wrong} {fault.do}".strip(),
            "href": "#title" if fault.place == "title" else "#q",
        }
        for fault in faults
    ]
    wrong = next((fault.wrong for fault in faults if fault.place == "title"), "")
    return {"error_list": listed, "wrong_title": wrong}


def _asked(usual: str) -> Asked:
    """What is looked for: words, ages and what is ticked already."""
    given = request.values.get("ages", usual)
    words = plain(request.values.get("q"))[:TITLE_LETTERS]
    return Asked(words, bank_view.ages_of(given), frozenset(request.values.getlist("pick")))

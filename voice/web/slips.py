"""One-time codes, ``/o``: the same questionnaire on a phone of one's own, once for each code.

A code is spent when an answer is kept, not before. One that was used and one that never was are
told apart by nobody: both lead to the same kind words.
"""

import re

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from voice import collect
from voice.collect import OpenSurvey, Taken, UnknownCodeError
from voice.faults import Fault
from voice.web import plain, tongues
from voice.web.door import body, door, receipt, tidy

_SLIP = re.compile(r"[A-Z]{12}")

pages = Blueprint("slips", __name__)


@pages.get("/o/<code>")
def survey(code: str) -> ResponseReturnValue:
    """The whole questionnaire as one form. Looking at it spends nothing."""
    found = _find(code)
    name = "child/survey.html" if found.state == "open" else "child/closed.html"
    return _page(name, code, found)


@pages.post("/o/<code>")
def send_form(code: str) -> ResponseReturnValue:
    """The plain form. The same form sent twice is one answer, and thanked for twice."""
    found = _find(code, request.form.get("id", ""))
    _take(code, plain.record(found.survey, request.form))
    return _page("child/thank-you.html", code, found)


@pages.post("/o/<code>/responses")
def send_record(code: str) -> ResponseReturnValue:
    """One record as JSON. With its receipt the code is spent."""
    return receipt(_take(code, body()))


@pages.errorhandler(UnknownCodeError)
def used_or_unknown(_error: UnknownCodeError) -> ResponseReturnValue:
    """A code that was used, or never was: nobody can tell which."""
    if request.path.endswith("/responses"):
        fault = Fault("code", "opens nothing now.", "Each one works once. Look at the letters.")
        return {"faults": [fault.as_dict()]}, 404
    return render_template("child/used.html", exit_to=door().settings.exit_to), 404


@pages.get("/exit")
def leave() -> ResponseReturnValue:
    """Out of here, for what is left of a page in the browser's history."""
    return "", 303, {"Location": door().settings.exit_to}


def is_slip(typed: str) -> bool:
    """Whether tidy letters may be a one-time code."""
    return _SLIP.fullmatch(typed) is not None


def _known(code: str) -> str:
    """A code that may be one of ours. Raises ``UnknownCodeError`` for what never can be."""
    if not is_slip(tidy(code)):
        raise UnknownCodeError("is not twelve letters")
    return tidy(code)


def _find(code: str, record: str = "") -> OpenSurvey:
    here = door()
    return collect.open_slip(here.database, here.keys, _known(code), here.clock(), record)


def _take(code: str, record: bytes) -> Taken:
    here = door()
    return collect.take_in(here.database, here.keys, "", record, here.clock(), slip=_known(code))


def _page(name: str, code: str, found: OpenSurvey) -> str:
    return tongues.show(name, found, address=f"/o/{tidy(code)}", once=True)

"""What goes wrong at the door, told in one place: a plain page to a person, JSON to a program.

Nothing a young person wrote is ever repeated here or logged.
"""

from functools import partial
from http import HTTPStatus

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import Forbidden, HTTPException, RequestEntityTooLarge

from voice.boards import NoBoardError, OverError
from voice.collect import UnknownCodeError
from voice.faults import BusyError, Fault, FaultyError
from voice.tablets import UnknownTokenError, UsedUpError, WrongPinError

_FOR_PROGRAMS = ("/responses", "/survey.json", "/health", "/c/sync")
_TABLETS = "/tablet/"
_KINDS = ["application/json", "text/html"]
_WORDS: dict[int, tuple[object, object]] = {
    400: (
        _l("Something went wrong."),
        _l("Go back and try again. If it does not work, ask the grown-up to look."),
    ),
    404: (
        _l("We cannot find that page."),
        _l("Look at the letters again, or ask the grown-up to help."),
    ),
    413: (_l("That was too much to send."), _l("Go back, write a bit less and try again.")),
    503: (
        _l("We cannot keep your answers just now."),
        _l("Go back and tap Finish again in a moment. Nothing you said is lost."),
    ),
}
"""What a page says, by status; others speak as 400 does."""


_TOLD: dict[type[Exception], tuple[int, Fault]] = {
    UnknownCodeError: (404, Fault("code", "is not one of ours.", "Look at the letters again.")),
    NoBoardError: (404, Fault("board", "is none of ours, or not here.", "Fetch the event again.")),
    UnknownTokenError: (
        401,
        Fault("token", "is none of ours, or not any more.", "Set this device up again."),
    ),
    BusyError: (503, Fault("voice", "cannot keep anything now.", "Send the same again later.")),
    RequestEntityTooLarge: (413, Fault("body", "is too long.", "Send at most 256 KB.")),
    Forbidden: (403, Fault("token", "is of a device that may not ask for this.")),
}
"""What is raised, and how it is told in the same words whatever the case."""
_FAULTY: dict[type[FaultyError], int] = {
    FaultyError: 400,
    WrongPinError: 403,
    OverError: 409,
    UsedUpError: 410,
}
"""What brings its own faults."""
_HEADERS: dict[int, dict[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    503: {"Retry-After": str(BusyError.wait)},
}


def tell_children(app: Flask) -> None:
    """Turn what the child's door raises into answers. No input leads to a 500."""
    for kind, (status, fault) in _TOLD.items():
        app.register_error_handler(kind, partial(_tell, status, [fault]))
    for faulty, status in _FAULTY.items():
        app.register_error_handler(faulty, partial(_tell_faults, status))
    app.register_error_handler(HTTPException, _tell_other)


def _tell(status: int, faults: list[Fault], _error: Exception) -> ResponseReturnValue:
    return _say(status, faults)


def _tell_faults(status: int, error: FaultyError) -> ResponseReturnValue:
    return _say(status, error.faults)


def _tell_other(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    response = error.get_response()
    kept = {name: response.headers[name] for name in ("Allow",) if name in response.headers}
    return _say(error.code, [Fault("request", f"{error.name}.")], kept)


def _asked_by_a_program() -> bool:
    """Whether JSON is wanted: of a tablet's addresses people only ever open pages."""
    if request.path.startswith(_TABLETS):
        return request.accept_mimetypes.best_match(_KINDS) != _KINDS[1]
    return request.path.endswith(_FOR_PROGRAMS)


def _say(
    status: int, faults: list[Fault] | tuple[Fault, ...], more: dict[str, str] | None = None
) -> ResponseReturnValue:
    around = {**_HEADERS.get(status, {}), **(more or {})}
    if _asked_by_a_program():
        return {"faults": [fault.as_dict() for fault in faults]}, status, around
    title, what_now = _WORDS.get(status, _WORDS[400])
    page = render_template(
        "child/error.html", title=title, what_now=what_now, typed_again=status == 404
    )
    return page, HTTPStatus(status), around

"""What goes wrong at the door, told in one place: a plain page to a person, JSON to a program.

Nothing a young person wrote is ever repeated here or logged.
"""

from http import HTTPStatus

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from voice.collect import UnknownCodeError
from voice.faults import BusyError, Fault, FaultyError

_FOR_PROGRAMS = ("/responses", "/survey.json", "/health")
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


def tell_children(app: Flask) -> None:
    """Turn what the child's door raises into answers. No input leads to a 500."""

    @app.errorhandler(FaultyError)
    def _faulty(error: FaultyError) -> ResponseReturnValue:
        return _say(400, error.faults)

    @app.errorhandler(UnknownCodeError)
    def _unknown(error: UnknownCodeError) -> ResponseReturnValue:
        return _say(404, [Fault("code", "is not one of ours.", "Look at the letters again.")])

    @app.errorhandler(BusyError)
    def _busy(error: BusyError) -> ResponseReturnValue:
        fault = Fault("voice", "cannot keep anything just now.", "Send the same again later.")
        return _say(503, [fault], {"Retry-After": str(error.wait)})

    @app.errorhandler(RequestEntityTooLarge)
    def _too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
        return _say(413, [Fault("body", "is too long.", "Send at most 256 KB.")])

    @app.errorhandler(HTTPException)
    def _other(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < 400:
            return error
        response = error.get_response()
        kept = {name: response.headers[name] for name in ("Allow",) if name in response.headers}
        return _say(error.code, [Fault("request", f"{error.name}.")], kept)


def _say(
    status: int, faults: list[Fault] | tuple[Fault, ...], more: dict[str, str] | None = None
) -> ResponseReturnValue:
    if request.path.endswith(_FOR_PROGRAMS):
        return {"faults": [fault.as_dict() for fault in faults]}, status, more or {}
    title, what_now = _WORDS.get(status, _WORDS[400])
    page = render_template(
        "child/error.html", title=title, what_now=what_now, typed_again=status == 404
    )
    return page, HTTPStatus(status), more or {}

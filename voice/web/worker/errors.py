"""What goes wrong at the workers' door, told as a page. What was typed is shown to be copied."""

from flask import Flask, make_response
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from voice.faults import BusyError, FaultyError, RefusedError
from voice.store.releases import DamagedReleaseError
from voice.web import told
from voice.web.access import refuse

_ANY = "This did not work", "Go back, load the page again, and try again."
_SAID: dict[int, tuple[str, str]] = {
    413: ("That was too much to send", "Go back and choose a file of at most 5 MB."),
}
"""What errors of the protocol are called here, where there is more to say than of any."""


def tell_workers(app: Flask) -> None:
    """Turn what the verbs raise into pages."""
    app.register_error_handler(FaultyError, _faulty)
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(BusyError, _busy)
    app.register_error_handler(DamagedReleaseError, _damaged)
    app.register_error_handler(HTTPException, _other)


def _faulty(error: FaultyError) -> ResponseReturnValue:
    return refuse(
        400, "Something is not right", " ".join(told.in_words(fault) for fault in error.faults)
    )


def _refused(error: RefusedError) -> ResponseReturnValue:
    return refuse(409, "This cannot be done", str(error))


def _busy(error: BusyError) -> ResponseReturnValue:
    page = refuse(503, "Too much at once", "Nothing was changed. Try again in a moment.")
    response = make_response(page)
    response.headers["Retry-After"] = str(error.wait)
    return response


def _damaged(error: DamagedReleaseError) -> ResponseReturnValue:
    return refuse(500, "A release is damaged", f"{error}. Tell whoever looks after the server.")


def _other(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    page = refuse(error.code, *_SAID.get(error.code, _ANY))
    response = make_response(page)
    # What the error says beside its page, such as the methods that are allowed.
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name != "Content-Type"
    )
    return response

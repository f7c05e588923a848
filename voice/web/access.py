"""The guard at the workers' door, which keeps to the table of who may open what.

A route that is not in the table opens for nobody; a test walks every route of the application.
"""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote, urlsplit

from flask import Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge

from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.web import logs, session
from voice.web.allowed import ALLOWED, FILES, OPEN, Roles
from voice.web.session import Door

POLLED = frozenset({"today.counts", "collections.count", "jobs.progress", "studio.since"})
"""What a page asks by itself. It does not keep anybody logged in."""

_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_NOT_TYPED = frozenset(
    {
        *("csrf_token", "next", "category", "step", "shown", "read", "again", "cutoff"),
        *("username", "pin", "here", "colour", "ticked", "fine", "out", "back", "forward"),
        *("remark", "themes", "act", "quiet", "none", "id", "edition", "typed", "pass"),
    }
)
"""What a form carries along, or a button or tick stands for. Prints of words are told apart by
their ending, ``-as-shown``."""
_LARGEST = 5 * 1024 * 1024


def guard(
    app: Flask,
    database: Database,
    keys: Keys,
    settings: Settings,
    now: Callable[[], datetime] = session.now,
) -> None:
    """Put the guard before every page of the workers' door. ``now`` gives the time with its zone.

    In order: who asks, may they, did the form come from us. Refusals are pages.
    """
    session.open_door(app, Door(database, keys, settings, now))
    # A form token is good as long as the log-in it is bound to; a page left open over night is
    # refused by the log-in, not by a clock of its own. We send no Referer, so none is checked.
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_CONTENT_LENGTH"] or _LARGEST
    logs.keep_values_out(app)
    app.before_request(_allow)
    CSRFProtect(app)
    app.context_processor(lambda: {"who": session.visitor(), "may": may})
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(403, _not_theirs)
    app.register_error_handler(404, _not_there)
    app.after_request(_keep_nothing)


def may(endpoint: str) -> bool:
    """Whether whoever asks may open a route: pages hide the links to the others."""
    visitor = session.visitor()
    return endpoint in OPEN or (visitor is not None and visitor.role in allowed(endpoint))


def allowed(endpoint: str) -> Roles:
    """The roles a route opens for; none for one that is not listed."""
    return ALLOWED.get(endpoint, frozenset())


def safe_next(address: str | None) -> str:
    """Where to go after logging in: a page of this door, or its first page for anything else."""
    home = f"{session.PATH}/"
    if not address or not address.isprintable() or "\\" in address or " " in address:
        return home
    try:
        parts = urlsplit(address)
    except ValueError:
        return home
    # Browsers take %2e%2e for “..”, so the path is looked at as they read it.
    steps = unquote(unquote(parts.path)).split("/")
    inside = parts.path.startswith(home) and not {"..", "."} & set(steps)
    ours = not parts.scheme and not parts.netloc and inside and "" not in steps[1:-1]
    return address if ours and "\\" not in "".join(steps) else home


def _allow() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint in FILES:
        return None
    visitor = session.recognise(seen=endpoint is not None and endpoint not in POLLED)
    if endpoint is None or endpoint in OPEN:
        return None  # nothing stands there: the page that says so knows who asks
    if visitor is None and allowed(endpoint):
        return _ask_who()
    return None if may(endpoint) else _not_theirs()


def _ask_who() -> ResponseReturnValue:
    """Ask to log in first. What was sent meanwhile is shown again, so that no work is lost."""
    if request.method in _UNSAFE:
        return refuse(
            403,
            "You have been logged out",
            "Nothing was saved. Log in, then do it once more.",
        )
    query = request.query_string.decode("ascii", "replace")
    here = f"{session.PATH}{request.path}" + (f"?{query}" if query else "")
    onwards = None if here == f"{session.PATH}/" else here
    return redirect(url_for("login.ask", next=onwards), 303)


def _stale(_error: CSRFError) -> ResponseReturnValue:
    return refuse(
        400,
        "This page was too old to be sent",
        "Nothing was saved. Go back, load the page again, then do it once more.",
    )


def _not_theirs(_error: Exception | None = None) -> ResponseReturnValue:
    visitor = session.visitor()
    role = f"You are logged in as {visitor.role}. " if visitor else ""
    return refuse(
        403,
        "This page is not open to you",
        f"{role}Whoever looks after people here can change that.",
    )


def _not_there(_error: Exception) -> ResponseReturnValue:
    return refuse(404, "There is no such page", "Look at the address again, or begin at the start.")


def refuse(status: int, title: str, sentence: str) -> ResponseReturnValue:
    """A page in place of the one asked for. What was typed is on it, so that it is not lost."""
    page = render_template(
        "worker/refused.html", heading=title, sentence=sentence, written=_written()
    )
    return page, status


def _written() -> list[tuple[str, str]]:
    """What somebody had typed and would lose, for them to copy. Only what our own page sent."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return []
    try:
        typed = list(request.form.items())
    except RequestEntityTooLarge:
        return []
    return [
        (name.replace("-", " ").replace("_", " "), value)
        for name, value in typed
        if value.strip() and _is_typed(name)
    ]


def _is_typed(name: str) -> bool:
    return name not in _NOT_TYPED and "password" not in name and not name.endswith("-as-shown")


def _keep_nothing(response: Response) -> Response:
    """No page is kept by the browser: after logging out, Back shows none of them."""
    if not response.cache_control:
        response.headers["Cache-Control"] = "no-store"
    return response

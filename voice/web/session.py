"""Who is at the workers' door: the cookie, what the database knows of it, and the door's keys.

Two cookies, both for ``/work`` alone, so that the children's door never sees them:
``voice_work`` holds the random token of a log-in, ``voice_form`` Flask's signed note of the token
that forms carry. The second is good for one log-in only (``_bind``): a form token taken from
somebody else's visit, or from before logging in, sends nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask, abort, current_app, g, request
from flask import session as notes
from werkzeug.wrappers import Response

from voice import people
from voice.keys import Keys
from voice.people import Who
from voice.settings import Settings
from voice.store import trail
from voice.store.db import Connection, Database

COOKIE, FORM_COOKIE, PATH = "voice_work", "voice_form", "/work"
_NAME = "door"
_OF = "of"


@dataclass(frozen=True, slots=True)
class Door:
    """What the workers' door was opened with."""

    database: Database
    keys: Keys
    settings: Settings
    now: Callable[[], datetime]


def now() -> datetime:
    """The time it is, as log-ins and the trail keep it."""
    return datetime.now(UTC)


def open_door(app: Flask, door: Door) -> None:
    """Give an application its keys and its cookies' rules."""
    app.extensions[_NAME] = door
    app.config.update(
        SECRET_KEY=door.keys.cookie,
        APPLICATION_ROOT=PATH,
        SESSION_COOKIE_NAME=FORM_COOKIE,
        SESSION_COOKIE_PATH=PATH,
        SESSION_COOKIE_HTTPONLY=True,
        # Lax, not Strict: a link to a paper in a mail opens; a GET here never changes anything.
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=door.settings.https,
    )


def door() -> Door:
    """What the application of this request was opened with."""
    found: Door = current_app.extensions[_NAME]
    return found


def recognise(seen: bool = True) -> Who | None:
    """Find out who asks, once a request. ``seen=False``: this does not keep them logged in."""
    here = door()
    token = request.cookies.get(COOKIE, "")
    idle = timedelta(minutes=here.settings.idle_minutes)
    g.who = people.who_is(here.database, token, here.now(), idle, seen) if token else None
    if g.who:
        _bind(people.fingerprint(token))
    return visitor()


def visitor() -> Who | None:
    """Who asks, if they are logged in."""
    found: Who | None = g.get("who")
    return found


def who() -> Who:
    """Who asks, on a page for people who are logged in."""
    return visitor() or abort(403)


def begin(response: Response, log_in: people.LogIn) -> None:
    """Send the cookie of a log-in. It ends with the browser, or earlier on the server."""
    notes.clear()
    response.set_cookie(
        COOKIE,
        log_in.token,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=door().settings.https,
    )


def end(response: Response) -> None:
    """End the log-in of this request on the server, and take the cookies back."""
    here = door()
    people.log_out(here.database, here.keys, request.cookies.get(COOKIE, ""), here.now())
    notes.clear()
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="Lax")


def note(connection: Connection, what: str, about: str = "") -> None:
    """A line of the trail about whoever asks, in the transaction of what they did."""
    here, by = door(), who()
    trail.write(connection, here.keys.trail, here.now(), by.id, by.role, what, about)


def _bind(owner: str) -> None:
    if notes.get(_OF) != owner:
        notes.clear()
        notes[_OF] = owner

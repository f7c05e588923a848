"""The child's door. It can give and never look: no cookie, no session, no key, no second page.

A page is one plain HTML form of all screens. ``static/child.js`` shows one at a time and posts
the record at the end; without JavaScript the same form posts itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_compress import Compress
from jinja2 import StrictUndefined
from werkzeug.exceptions import RequestEntityTooLarge

from voice import collect, paths, words
from voice.keys import Keys
from voice.settings import Settings
from voice.web import assets, errors, headers, logs, plain, screens

MOST = 256 * 1024
"""Bytes of a post. The longest record there can be is a tenth of it."""
STATUS = {"stored": 201, "already": 200, "conflict": 202, "set-aside": 202}
_CODE = re.compile(r"[A-Z]{8}")
_BETWEEN = re.compile(r"[\s.\-]+")
_TEXTS = ["text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"]

pages = Blueprint("child", __name__)


@dataclass(frozen=True, slots=True)
class Door:
    """What stands behind the child's pages. ``database`` is passed on and never looked into."""

    database: Any  # only voice.collect knows what it is
    keys: Keys
    settings: Settings
    clock: Callable[[], date]

    def find(self, code: str) -> collect.OpenSurvey:
        """The survey behind a code. Raises ``UnknownCodeError``."""
        return collect.open_survey(self.database, _known(code), self.clock())

    def take(self, code: str, body: bytes) -> collect.Taken:
        """Take in one record, and say so only when it is kept."""
        return collect.take_in(self.database, self.keys, _known(code), body, self.clock())


def create_app(database: Any, keys: Keys, settings: Settings, clock: Callable[[], date]) -> Flask:
    """The child's application. It holds no secret and sets no cookie."""
    app = Flask("voice.child", template_folder=str(paths.TEMPLATES), static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST, MAX_FORM_MEMORY_SIZE=MOST)
    app.config.update(COMPRESS_MIMETYPES=_TEXTS, COMPRESS_ALGORITHM=["br", "gzip"])
    app.config.update(COMPRESS_BR_LEVEL=7, COMPRESS_LEVEL=9)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    logs.keep_values_out(app)
    app.extensions["voice.door"] = Door(database, keys, settings, clock)
    Babel(app, default_locale=words.ENGLISH)
    Compress(app)
    headers.secure(app, settings.https)
    assets.serve(app, paths.STATIC)
    errors.tell_children(app)
    app.context_processor(_shared)
    app.register_blueprint(pages)
    return app


@pages.get("/")
@pages.get("/c/")
def type_code() -> ResponseReturnValue:
    """Where a code is typed. A good one leads to its page, a bad one is asked for again."""
    typed = request.args.get("code", "")
    if _CODE.fullmatch(_tidy(typed)):
        return redirect(f"/c/{_tidy(typed)}", 303)
    return render_template("child/code.html", typed=typed[:40])


@pages.get("/c/<code>")
def survey(code: str) -> ResponseReturnValue:
    """The whole questionnaire as one form, or a kind word where it is not open."""
    found = _door().find(code)
    if found.state != "open":
        return render_template("child/closed.html", **_page(found))
    return render_template("child/survey.html", **_page(found))


@pages.post("/c/<code>")
def send_form(code: str) -> ResponseReturnValue:
    """The plain form. The same form sent twice is one answer."""
    door = _door()
    body = plain.record(door.find(code).survey, request.form)
    door.take(code, body)
    return redirect(f"/c/{_tidy(code)}/thank-you", 303)


@pages.get("/c/<code>/thank-you")
def thank_you(code: str) -> ResponseReturnValue:
    """What follows the plain form. It says nothing of what came in: anybody can open it."""
    return render_template("child/thank-you.html", **_page(_door().find(code)))


@pages.post("/c/<code>/responses")
def send_record(code: str) -> ResponseReturnValue:
    """One record as JSON. The receipt names its id and the digest of the bytes received."""
    body = request.get_data(cache=False)
    if len(body) >= MOST:  # a body sent in pieces is cut there without a word
        raise RequestEntityTooLarge
    taken = _door().take(code, body)
    receipt = {"id": taken.id, "hash": taken.hash, "outcome": taken.outcome}
    return receipt, STATUS[taken.outcome]


@pages.get("/c/<code>/survey.json")
def definition(code: str) -> ResponseReturnValue:
    """The edition and what it asks, for a tablet's own use."""
    found = _door().find(code)
    text = f'{{"edition":"{found.edition}","survey":{found.survey.definition}}}'
    return current_app.response_class(text, mimetype="application/json")


@pages.get("/health")
def health() -> ResponseReturnValue:
    """Whether the house works, for whoever watches over it. Anybody can ask."""
    found = collect.health(_door().database)
    return found, 200 if found["ok"] else 503


def _door() -> Door:
    door: Door = current_app.extensions["voice.door"]
    return door


def _tidy(code: str) -> str:
    """A code as it is kept, however it was typed."""
    return _BETWEEN.sub("", code).upper()


def _known(code: str) -> str:
    """A code that may be one of ours. Raises ``UnknownCodeError`` for what never can be."""
    tidy = _tidy(code)
    if not _CODE.fullmatch(tidy):
        raise collect.UnknownCodeError("is not eight letters")
    return tidy


def _page(found: collect.OpenSurvey) -> dict[str, Any]:
    look = screens.LOOKS[found.survey.ages]
    return {
        "found": found,
        "survey": found.survey,
        "look": look,
        "host": found.host,
        "own": found.event_name is None,
        "record_id": screens.fresh_id(),
        "warning": screens.WARNING,
    }


def _shared() -> dict[str, Any]:
    """What every template may use, errors included."""
    return {
        "lang": words.ENGLISH.replace("_", "-"),
        "dir": words.direction(words.ENGLISH),
        "look": screens.PLAIN_LOOK,
        "host": "",
        "own": True,
        "settings": _door().settings,
        "screens": screens,
    }

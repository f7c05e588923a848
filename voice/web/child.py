"""The child's door. It can give and never look: no cookie, no session, no key, no second page.

A page is one plain HTML form of all screens. ``static/child.js`` shows one at a time and posts
the record at the end; without JavaScript the same form posts itself.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_compress import Compress
from jinja2 import StrictUndefined

from voice import collect, paths, words
from voice.keys import Keys
from voice.settings import Settings
from voice.web import (
    assets,
    errors,
    headers,
    icons,
    logs,
    plain,
    screens,
    slips,
    tablet,
    together,
    tongues,
)
from voice.web.door import MOST, Door, body, door, is_code, receipt, tidy
from voice.web.slips import is_slip

_TEXTS = ["text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"]

pages = Blueprint("child", __name__)


def create_app(database: Any, keys: Keys, settings: Settings, clock: Callable[[], date]) -> Flask:
    """The child's application. It holds no secret and sets no cookie."""
    app = Flask("voice.child", template_folder=str(paths.TEMPLATES), static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST, MAX_FORM_MEMORY_SIZE=MOST)
    app.config.update(COMPRESS_MIMETYPES=_TEXTS, COMPRESS_ALGORITHM=["br", "gzip"])
    app.config.update(COMPRESS_BR_LEVEL=7, COMPRESS_LEVEL=9)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    logs.keep_values_out(app)
    app.extensions["voice.door"] = Door(database, keys, settings, clock)
    tongues.speak(app)
    Compress(app)
    headers.secure(app, settings.https)
    icon, more = icons.of(settings)
    assets.serve(app, paths.STATIC, more)
    app.jinja_env.globals["icon"] = icon
    errors.tell_children(app)
    app.context_processor(_shared)
    app.register_blueprint(pages)
    app.register_blueprint(tablet.pages)
    app.register_blueprint(together.pages)
    app.register_blueprint(slips.pages)
    app.register_error_handler(collect.SpentCodeError, slips.used_or_unknown)
    return app


@pages.get("/")
@pages.get("/c/")
def type_code() -> ResponseReturnValue:
    """Where a code is typed. A good one leads to its page, a bad one is asked for again."""
    typed = request.args.get("code", "")
    for letters, place in ((is_code, "c"), (is_slip, "o")):
        if letters(tidy(typed)):
            return redirect(f"/{place}/{tidy(typed)}", 303)
    return render_template("child/code.html", typed=typed[:40])


@pages.get("/c/<code>")
def survey(code: str) -> ResponseReturnValue:
    """The whole questionnaire as one form, or a kind word where it is not open."""
    found = door().find(code)
    if found.state != "open":
        return tongues.show("child/closed.html", found)
    return tongues.show("child/by-slip.html" if found.slips else "child/survey.html", found)


@pages.post("/c/<code>")
def send_form(code: str) -> ResponseReturnValue:
    """The plain form. The same form sent twice is one answer."""
    door().take(code, plain.record(door().find(code).survey, request.form))
    said = request.args.get("language", "")
    asked = f"?{urlencode({'language': said})}" if said else ""
    return redirect(f"/c/{tidy(code)}/thank-you{asked}", 303)


@pages.get("/c/<code>/thank-you")
def thank_you(code: str) -> ResponseReturnValue:
    """What follows the plain form. It says nothing of what came in: anybody can open it."""
    return tongues.show("child/thank-you.html", door().find(code))


@pages.post("/c/<code>/responses")
def send_record(code: str) -> ResponseReturnValue:
    """One record as JSON. The receipt names its id and the digest of the bytes received."""
    return receipt(door().take(code, body()))


@pages.get("/c/<code>/survey.json")
def definition(code: str) -> ResponseReturnValue:
    """The edition and what it asks, for a tablet's own use."""
    found = door().find(code)
    text = f'{{"edition":"{found.edition}","survey":{found.survey.definition}}}'
    return current_app.response_class(text, mimetype="application/json")


@pages.get("/health")
def health() -> ResponseReturnValue:
    """Whether the house works, for whoever watches over it. Anybody can ask."""
    found = collect.health(door().database)
    return found, 200 if found["ok"] else 503


def _shared() -> dict[str, Any]:
    """What every template may use, errors included."""
    return {
        "lang": words.ENGLISH.replace("_", "-"),
        "dir": words.direction(words.ENGLISH),
        "look": screens.PLAIN_LOOK,
        "host": "",
        "own": True,
        "exit_to": "",
        "once": False,
        "packed": False,
        "languages": [],
        "settings": door().settings,
        "screens": screens,
    }

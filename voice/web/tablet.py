"""What tablets ask: to be let in, packs, the app around them, and to take in what they sealed.

A tablet is known by its token alone; a cookie is not even looked at. All answers but the app's
own page are JSON.
"""

from typing import Any

from flask import Blueprint, Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden, MethodNotAllowed, NotFound

from voice import envelopes, tablets
from voice.faults import Fault, FaultyError
from voice.tablets import Tablet
from voice.web import icons, needed, packs
from voice.web.assets import kind, served
from voice.web.door import Door, body, door, said, token

LONGEST = 200
"""Letters of a secret or a PIN; what is longer is neither."""
MANY = 1000
"""Steps of a counter in one post."""
_PAPER = "#fff7e8"

pages = Blueprint("tablet", __name__)


# Envelopes


@pages.post("/c/sync")
def sync() -> ResponseReturnValue:
    """Take in sealed records, all in one transaction, and say of each what became of it, and
    which events wait for word from this tablet."""
    here = door()
    taken = envelopes.take_in_many(
        here.database, here.keys, token(), body(), here.now(), here.clock()
    )
    receipts = [{"id": r.id, "hash": r.hash, "outcome": r.outcome} for r in taken.receipts]
    return {"receipts": receipts, "awaited": taken.awaited}


@pages.get("/c/sync")
def sync_is_a_post() -> ResponseReturnValue:
    """Said here, since a code could stand in its place."""
    raise MethodNotAllowed(["POST"])


# Letting in


@pages.post("/tablet/enrol")
def enrol() -> ResponseReturnValue:
    """Let a tablet or a phone in, once, by the secret a worker showed it and the PIN.

    A tablet that is set up again shows the token it had before, so that it stays the same one.
    """
    given = said(body())
    secret, pin = _text(given, "secret"), _text(given, "pin")
    before = _text(given, "before") if given.get("before") else ""
    here = door()
    let_in = tablets.enrol(here.database, here.keys, secret, pin, here.now(), before)
    event = let_in.event
    named = event and {"id": event.id, "name": event.name, "day": event.day.isoformat()}
    return {
        "token": let_in.token,
        "tablet": _named(let_in.tablet) | {"id": let_in.tablet.id, "kind": let_in.tablet.kind},
        "until": let_in.until.isoformat() if let_in.until else None,
        "event": named,
    }, 201


# Packs


@pages.get("/tablet/packs.json")
def wanted() -> ResponseReturnValue:
    """The packs a tablet should have, by day of their events."""
    tablet = _who("tablet")
    return {"packs": [pack.line for pack in _packs(door())], "tablet": _named(tablet)}


@pages.get("/tablet/packs/<version>.json")
def manifest(version: str) -> ResponseReturnValue:
    """What a pack is made of. Who asks for it is taken to have it from now on."""
    tablet = _who("tablet")
    pack = _pack(version)
    tablets.fetched(door().database, tablet.id, pack.event.id)
    return pack.manifest


@pages.get("/tablet/packs/<version>/<code>/<language>")
def packed(version: str, code: str, language: str) -> ResponseReturnValue:
    """One page of a pack: the very bytes its manifest names."""
    _who("tablet")
    content = _pack(version).pages.get(f"{code}/{language}")
    if content is None:
        raise NotFound
    return Response(content, mimetype="text/html")


def _packs(here: Door) -> list[packs.Pack]:
    coming = tablets.coming(here.database, here.clock())
    key = packs.key_of(here.keys)
    return [packs.of(each, key, here, served()) for each in coming]


def _pack(version: str) -> packs.Pack:
    for pack in _packs(door()):
        if pack.version == version:
            return pack
    raise NotFound


# The app around them


@pages.get("/tablet/")
def shell() -> ResponseReturnValue:
    """The page that is there without a network. The same for everybody."""
    return render_template("tablet/shell.html")


@pages.get("/tablet/manifest.webmanifest")
def app_manifest() -> ResponseReturnValue:
    """What a home screen is told: the neutral name, the icon, and where the app begins."""
    return _as("manifest.webmanifest", _app())


@pages.get("/tablet/sw.js")
def worker() -> ResponseReturnValue:
    """The script that keeps the app, after the files it keeps."""
    files = _shell_files()
    version = needed.digest(files)
    line = f"const SHELL = {needed.canonical({'version': version, 'files': files})};\n"
    return _as("sw.js", line + served().read("sw.js").decode())


def _shell_files() -> list[dict[str, object]]:
    page, app = render_template("tablet/shell.html"), _app()
    own = {url_for(".shell"): page, url_for(".app_manifest"): app}
    files = [needed.a_file(url, text.encode()) for url, text in own.items()]
    return [file.as_dict() for file in [*files, *needed.by_pages(served(), own.values())]]


def _app() -> str:
    settings, files = door().settings, served()
    icon, _ = icons.of(settings)
    return needed.canonical(
        {
            "id": url_for(".shell"),
            "name": settings.app_name,
            "short_name": settings.app_name,
            "start_url": f"{url_for('.shell')}#app",
            "scope": url_for(".shell"),
            "display": "fullscreen",
            "background_color": _PAPER,
            "theme_color": _PAPER,
            "icons": [
                {"src": files.url(name), "sizes": size, "type": kind(name), "purpose": purpose}
                for name, size, purpose in icon.home
            ],
        }
    )


def _as(name: str, text: str) -> Response:
    response = current_app.response_class(text, mimetype=kind(name))
    response.headers["Cache-Control"] = "no-cache"
    return response


# A worker's phone at an event


@pages.get("/tablet/event.json")
def board() -> ResponseReturnValue:
    """What the phone shows: who came, and what the tablets still hold."""
    here = door()
    return tablets.board(here.database, _who("phone"), here.clock(), here.settings.counted)


@pages.post("/tablet/came")
def came() -> ResponseReturnValue:
    """Count who came. Steps that came before are known again."""
    phone = _who("phone")
    tablets.step(door().database, phone, _steps(said(body()).get("steps")), door().now())
    return board()


# What is read from a request


def _who(wanted: str) -> Tablet:
    """Who asks. Raises ``UnknownTokenError``, and 403 for the other kind of device."""
    tablet = tablets.recognise(door().database, door().keys, token(), door().now())
    if tablet.kind != wanted:
        raise Forbidden
    return tablet


def _text(given: dict[str, Any], name: str) -> str:
    text = given.get(name)
    if isinstance(text, str) and text.isascii() and text.isprintable() and 0 < len(text) <= LONGEST:
        return text
    raise FaultyError([Fault(name, "is missing or cannot be one.", "Type it as it is shown.")])


def _steps(found: object) -> list[dict[str, Any]]:
    if isinstance(found, list) and len(found) <= MANY and all(map(_is_plain, found)):
        return found
    wrong, do = "are no list of steps.", f"Send at most {MANY} at a time."
    raise FaultyError([Fault("steps", wrong, do)])


def _is_plain(step: object) -> bool:
    return isinstance(step, dict) and all(isinstance(part, str | int) for part in step.values())


def _named(tablet: Tablet) -> dict[str, str]:
    return {"name": tablet.name, "colour": tablet.colour}

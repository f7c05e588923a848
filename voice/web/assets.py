"""Files that never change under their address: the address carries a digest of all of them.

The digest is a folder, not a query, so that a script or a style sheet that names its neighbour by
a relative address gets the neighbour of the same version.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, current_app
from werkzeug.exceptions import NotFound

from voice.web import scripts
from voice.web.headers import FOR_EVER

EXTENSION = "voice.assets"
_LETTERS = 12
_KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


class Assets:
    """The files of one folder and their addresses. Read once, when the program starts.

    ``more`` are files from elsewhere. They do not enter into the digest of the folder, so their
    names have to change with them: see ``named``.
    """

    def __init__(self, folder: Path, more: Mapping[str, Path] | None = None) -> None:
        own = {
            path.relative_to(folder).as_posix(): path
            for path in folder.rglob("*")
            if path.is_file()
        }
        self.digest = _digest(own)
        self._paths = own | dict(more or {})
        self.names = frozenset(self._paths)

    def url(self, name: str) -> str:
        """The address of a file. Raises ``KeyError`` for one that is not there."""
        if name not in self.names:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"

    def read(self, name: str) -> bytes:
        """What is sent of a file. Raises ``KeyError`` for one that is not there."""
        content = self._paths[name].read_bytes()
        return scripts.sent(name, content.decode()).encode() if scripts.is_own(name) else content

    def find(self, path: str) -> tuple[str, bool]:
        """The name of the file an address means, and whether the address is today's."""
        version, _, name = path.partition("/")
        return (path, False) if path in self.names else (name, version == self.digest)

    def picture(self, name: str | None) -> str | None:
        """The address of a picture by its id; none where it has none of that id."""
        file = f"pictures/{name}.svg"
        return self.url(file) if file in self.names else None


def named(path: Path) -> str:
    """A name for a file from elsewhere, which changes with what it holds."""
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()[:_LETTERS]}{path.suffix.lower()}"


def serve(app: Flask, folder: Path, more: Mapping[str, Path] | None = None) -> Assets:
    """Serve a folder under ``/static/``; templates get ``asset`` and ``picture``."""
    assets = app.extensions[EXTENSION] = Assets(folder, more)
    app.add_template_global(assets.url, "asset")
    app.add_template_global(assets.picture, "picture")

    @app.get("/static/<path:path>")
    def static_file(path: str) -> Response:
        name, same = assets.find(path)
        if name not in assets.names:
            raise NotFound
        response = Response(assets.read(name), mimetype=kind(name))
        response.headers["Cache-Control"] = FOR_EVER if same else "no-cache"
        return response

    return assets


def served() -> Assets:
    """The files of the application that is asked."""
    assets: Assets = current_app.extensions[EXTENSION]
    return assets


def kind(name: str) -> str:
    """What a file is, said here and not by the machine it runs on."""
    return _KINDS.get(Path(name).suffix, "text/plain")


def _digest(paths: Mapping[str, Path]) -> str:
    total = hashlib.sha256()
    for name in sorted(paths):
        total.update(name.encode() + b"\0")
        total.update(hashlib.sha256(paths[name].read_bytes()).digest())
    return total.hexdigest()[:_LETTERS]

"""Files that never change under their address: the address carries a digest of all of them.

The digest is a folder, not a query, so that a script or a style sheet that names its neighbour by
a relative address gets the neighbour of the same version.
"""

import hashlib
from pathlib import Path

from flask import Flask, Response
from werkzeug.exceptions import NotFound

from voice.web.headers import FOR_EVER

_LETTERS = 12
_KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}


class Assets:
    """The files of one folder and their addresses. Read once, when the program starts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = frozenset(
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
        )
        self.digest = self._digest()

    def _digest(self) -> str:
        total = hashlib.sha256()
        for name in sorted(self.names):
            total.update(name.encode() + b"\0")
            total.update(hashlib.sha256((self.folder / name).read_bytes()).digest())
        return total.hexdigest()[:_LETTERS]

    def url(self, name: str) -> str:
        """The address of a file. Raises ``KeyError`` for one that is not there."""
        if name not in self.names:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"

    def find(self, path: str) -> tuple[str, bool]:
        """The name of the file an address means, and whether the address is today's."""
        version, _, name = path.partition("/")
        return (path, False) if path in self.names else (name, version == self.digest)

    def picture(self, name: str | None) -> str | None:
        """The address of a picture by its id; none where it has none of that id."""
        file = f"pictures/{name}.svg"
        return self.url(file) if file in self.names else None


def serve(app: Flask, folder: Path) -> Assets:
    """Serve a folder under ``/static/``; templates get ``asset`` and ``picture``."""
    assets = Assets(folder)
    app.add_template_global(assets.url, "asset")
    app.add_template_global(assets.picture, "picture")

    @app.get("/static/<path:path>")
    def static_file(path: str) -> Response:
        name, same = assets.find(path)
        if name not in assets.names:
            raise NotFound
        response = Response((folder / name).read_bytes(), mimetype=_kind(name))
        response.headers["Cache-Control"] = FOR_EVER if same else "no-cache"
        return response

    return assets


def _kind(name: str) -> str:
    """What a file is, said here and not by the machine it runs on."""
    return _KINDS.get(Path(name).suffix, "text/plain")

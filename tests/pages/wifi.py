"""The Wi-Fi between a tablet and the service: it can be gone, and it can bring what nobody sent."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from werkzeug.serving import BaseWSGIServer, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Reply = tuple[int, str, bytes]
"""Status, kind and body."""


@dataclass
class Wifi:
    """Serves an application on this machine, always on the same port."""

    app: WSGIApplication
    port: int = 0
    lies: dict[str, Callable[[], Reply]] = field(default_factory=dict)
    """What comes instead of the service's own answer, by a pattern of the address."""
    asked: list[str] = field(default_factory=list)
    """Every request that came through: method and address."""
    server: BaseWSGIServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Wifi:
        self.server = make_server("127.0.0.1", self.port, self._carry, threaded=True)
        self.port = self.server.port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Nothing answers any more: no server is there."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None

    def lie(self, pattern: str, body: bytes, status: int = 200, kind: str = "text/html") -> None:
        self.lies[pattern] = lambda: (status, kind, body)

    def honest(self) -> None:
        self.lies.clear()

    def back(self) -> None:
        """As it should be again."""
        self.honest()
        if self.server is None:
            self.start()

    def _carry(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        self.asked.append(f"{environ['REQUEST_METHOD']} {path}")
        for pattern, reply in self.lies.items():
            if re.search(pattern, path):
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
                status, kind, body = reply()
                start(f"{status} Instead", [("Content-Type", kind)])
                return [body]
        return self.app(environ, start)

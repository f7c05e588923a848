"""A served application and a real Chromium. Tests of pages share both; each has its own code."""

import logging
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from werkzeug.serving import BaseWSGIServer, make_server

from tests.pages.served import Served
from voice import keys
from voice import settings as settings_module
from voice.store import db, migrate
from voice.web import apps

DAY = date(2019, 11, 20)
CHROMIUM = "/usr/bin/chromium"
_QUIET = ("background-networking", "component-update", "sync", "quic", "gpu")
ARGUMENTS = ["--no-sandbox", "--no-first-run", *(f"--disable-{what}" for what in _QUIET)]
LOOK: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}, "locale": "en-GB"}


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: tests name whole addresses. The plugin's own fixture is of a kind pytest warns of."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | LOOK


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Both doors on an empty database, served on this machine for the whole run."""
    home = tmp_path_factory.mktemp("served")
    settings = settings_module.read(
        {"VOICE_DATA": str(home / "instance"), "VOICE_KEYS": str(home / "keys")}
    )
    settings.data.mkdir()
    keys.make(settings.keys, DAY)
    database = db.connect(settings.database)
    migrate.upgrade(database)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server("127.0.0.1", 0, apps.create_app(settings, lambda: DAY), threaded=True)
    with _running(server):
        yield Served(f"http://127.0.0.1:{server.port}", database, settings, DAY)
    database.close()


class _running:  # noqa: N801 - reads as a word in "with"
    def __init__(self, server: BaseWSGIServer) -> None:
        self.server = server
        self.thread = threading.Thread(target=server.serve_forever, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page on which nothing may go wrong in the script."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_default_timeout(5_000)
    yield page
    assert wrong == []


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the README's pictures are."""
    return Path(__file__).parent.parent.parent / "docs" / "pictures"

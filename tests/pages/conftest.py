"""An application served for each file of tests, and one real Chromium for all of them."""

import logging
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright
from werkzeug.serving import BaseWSGIServer, make_server

from tests.pages.chromium import ARGUMENTS, CHROMIUM, LOOK
from tests.pages.device import Device
from tests.pages.hall import Hall
from tests.pages.served import Served
from tests.pages.shell import House, Shell
from tests.staff import QUICK
from tests.store.conftest import (
    bare_address,
    bare_postgresql,
    bare_sqlite,
    cluster,
    engine_name,
)
from voice import enrolling, keys, people
from voice import settings as settings_module
from voice.store import db
from voice.web import apps

__all__ = ["bare_address", "bare_postgresql", "bare_sqlite", "cluster", "engine_name"]
DAY = date(2019, 11, 20)


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: tests name whole addresses. The plugin's own fixture is of a kind pytest warns of."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """Ours alone. What the plugin would add it takes from a ``device`` that is none of ours."""
    return dict(LOOK)


@pytest.fixture(scope="module", autouse=True)
def quick_hashing() -> Iterator[None]:
    """As ``quick_hashing`` elsewhere, for tablets that are set up with a PIN, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "HASHER", QUICK)
        patch.setattr(enrolling, "HASHER", QUICK)
        yield


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, empty_file: Path, keys_folder: Path
) -> Iterator[Served]:
    """Both doors on an empty database, served on this machine for the tests of one file."""
    home = tmp_path_factory.mktemp("served")
    settings = settings_module.read(
        {"VOICE_DATA": str(home / "instance"), "VOICE_KEYS": str(keys_folder)}
    )
    settings.data.mkdir()
    shutil.copy(empty_file, settings.data / "voice.db")
    database = db.connect(settings.database)
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
    page.set_default_timeout(20_000)
    yield page
    assert wrong == []


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A server of its own behind a doorway, with an event today."""
    hall = Hall(tmp_path_factory.mktemp("hall")).prepare().with_door().start()
    yield hall
    hall.close()


@pytest.fixture(scope="session")
def set_up(hall: Hall, playwright: Playwright) -> Iterator[Path]:
    """The profile of a tablet that was set up and is a child's from its start on."""
    with Device(playwright) as device:
        device.set_up(hall, "Tablet A")
        device.take_up(hall)
        device.close()
        yield device.profile


@pytest.fixture
def device(playwright: Playwright, hall: Hall, set_up: Path) -> Iterator[Device]:
    """A tablet switched off, with a pack on it. Nothing may go wrong in its scripts."""
    hall.back()
    with Device(playwright, set_up) as device:
        yield device
    assert device.wrong == []


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the README's pictures are."""
    return Path(__file__).parent.parent.parent / "docs" / "pictures"


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys made once: the large ones take their time."""
    folder = tmp_path_factory.mktemp("house") / "keys"
    keys.make(folder, DAY)
    return folder


@pytest.fixture
def house(tmp_path: Path, empty_file: Path, keys_folder: Path) -> Iterator[House]:
    """An installation of its own, for a tablet that is set up and put to use."""
    built = House.build(tmp_path, empty_file, keys_folder)
    yield built
    built.close()


@pytest.fixture
def shell(page: Page, house: House) -> Shell:
    """A tablet that nobody has set up yet."""
    page.set_default_timeout(30_000)
    return Shell(page, house)


@pytest.fixture(scope="session")
def at_work(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, empty_file: Path, keys_folder: Path
) -> Iterator[Shell]:
    """One tablet that is set up, with the pack of a fun day; see ``settled``."""
    house = House.build(tmp_path_factory.mktemp("at-work"), empty_file, keys_folder)
    house.event("Fun day")
    context = browser.new_context(**LOOK)
    shell = Shell(context.new_page(), house).set_up()
    shell.start("manifest.webmanifest")  # nothing goes on by itself there
    yield shell
    context.close()
    house.close()


@pytest.fixture
def settled(at_work: Shell) -> Iterator[Shell]:
    """A tablet that is set up, with no event chosen and nothing on it that waits."""
    page = at_work.page.context.new_page()
    page.set_default_timeout(30_000)
    shell = Shell(page, at_work.house)
    shell.start().at("today")
    yield shell
    page.unroute_all(behavior="ignoreErrors")
    page.close()
    shell.house.wifi.back()
    at_work.settle()

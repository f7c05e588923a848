"""What goes wrong in halls: a captive portal, a wiped store, a full disk, an update, a reader."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect
from sqlalchemy import text

from tests.pages.device import Device, asked, child, fill, network_is_back, until, waiting
from tests.pages.hall import PIN, ROOT, Hall
from tests.pages.leaving import NETWORK, look, tell
from tests.pages.portal import Portal
from voice import opening, settling
from voice.analysis.policy import Policy

pytestmark = pytest.mark.browser
MARKER = "Quetzalcoatlus"
"""A word that stands nowhere else on any machine's disk."""


def shells(page: Page) -> list[str]:
    """The versions of the app that are on the tablet."""
    names: list[str] = look(page, "caches.keys()")
    return [name for name in names if name.startswith("shell-")]


def said_once(hall: Hall, name: str) -> bool:
    return hall.said(name) == [f"{name} {screen}" for screen in (1, 2, 3)]


def test_a_captive_portal_takes_nothing(hall: Hall, device: Device) -> None:
    tablet = device.open(hall)
    hall.away()
    with Portal(hall.port) as portal:
        child(tablet, "portal")
        tell(tablet.page, NETWORK)
        until(tablet.page, lambda: bool(portal.posts))
        tablet.page.reload()
        tablet = asked(tablet.page)
        until(tablet.page, lambda: len(portal.posts) > 1)
        assert set(portal.posts) == {"/c/sync"}
        assert waiting(tablet.page) == 1
    hall.back()
    network_is_back(tablet.page)
    assert said_once(hall, "portal")


@pytest.fixture
def ending(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose event is over before the test is."""
    hall = Hall(tmp_path / "ending").prepare().with_door().start()
    yield hall
    hall.close()


def test_a_wiped_tablet_says_so_and_the_event_waits_for_it(
    ending: Hall, playwright: Playwright
) -> None:
    with Device(playwright) as device:
        device.set_up(ending, "Tablet W")
        tablet = device.take_up(ending)
        child(tablet, "before")
        until(tablet.page, lambda: ending.said("before") != [])
        ending.away()
        child(tablet, "wiped")
        origin = {"origin": ending.url, "storageTypes": "all"}
        device.cdp(tablet.page).send("Storage.clearDataForOrigin", origin)
        ending.back()
        tablet.page.goto(f"{ending.url}/tablet/#app")
        expect(tablet.page.get_by_text("Do not hand this tablet out.")).to_be_visible()
    closed = opening.close_event(ending.database, ending.event, Policy(), ending.day)
    assert closed.counted == 1
    assert closed.waits
    (held,) = settling.deliveries(ending.database, ending.event)
    assert held.says == f"Tablet W {settling.NOT_TOLD}".rstrip(".")
    assert opening.complete_events(ending.database, Policy(), ending.day) == []


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The program as the next version will be: its app differs by a line."""
    folder = tmp_path / "newer"
    for part in ("voice", "static", "templates", "surveys", "reports"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    script = folder / "static" / "tablet.js"
    script.write_text(script.read_text(encoding="utf-8") + "// newer\n", encoding="utf-8")
    return folder


def test_an_update_waits_for_the_app_to_close_and_keeps_a_full_outbox(
    hall: Hall, device: Device, newer: Path
) -> None:
    tablet = device.open(hall)
    (old,) = shells(tablet.page)
    hall.away()
    for number in range(3):
        child(tablet, f"update {number}")
    assert device.context
    device.context.route("**/c/sync", lambda route: route.abort())
    hall.stop()
    hall.program = newer
    hall.back()
    fill(tablet.begin(), "update mid", screens=2)
    tablet.page.evaluate("navigator.serviceWorker.ready.then((known) => known.update())")
    until(tablet.page, lambda: len(shells(tablet.page)) == 2)
    fill(tablet, "update mid", screens=4, start=2)
    tablet.finish()
    assert waiting(tablet.page) == 4
    device.close()

    tablet = device.open(hall)
    until(tablet.page, lambda: old not in shells(tablet.page))
    network_is_back(tablet.page)
    assert all(said_once(hall, f"update {each}") for each in (0, 1, 2, "mid"))
    hall.program = ROOT


# A marker word


def holding(folder: Path, word: str) -> list[Path]:
    """The files that hold a word, as bytes of UTF-8 or of UTF-16."""
    marks = (word.encode(), word.encode("utf-16-le"))
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in files if any(mark in path.read_bytes() for mark in marks)]


def test_a_childs_word_is_nowhere_but_where_people_read_it(hall: Hall, device: Device) -> None:
    tablet = device.open(hall)
    hall.away()
    fill(tablet.begin(), f"{MARKER} draft", screens=2)
    tablet.write(f"{MARKER} unfinished")
    device.kill()
    tablet = device.open(hall)
    child(tablet, f"{MARKER} sealed")
    assert waiting(tablet.page) == 2
    device.close()
    assert holding(device.profile, MARKER) == holding(device.temporary, MARKER) == []

    tablet = device.open(hall)
    hall.back()
    network_is_back(tablet.page)
    device.close()
    assert holding(device.profile, MARKER) == holding(device.temporary, MARKER) == []
    wanted = {f"{MARKER} draft 1", *(f"{MARKER} sealed {screen}" for screen in (1, 2, 3))}
    assert set(hall.said(MARKER)) == wanted
    hall.stop()
    assert columns_with(hall, MARKER) == {("remark", "words")}
    kept = {path.name for path in holding(hall.home, MARKER)}
    assert kept <= {"voice.db", "voice.db-wal"}
    forget_remarks(hall)
    assert holding(hall.home, MARKER) == [], "nor in a log, a temporary file or a free page"


def test_the_search_finds_a_word_that_is_kept_in_clear(hall: Hall, device: Device) -> None:
    """The control: without it the search above could be looking in the wrong place."""
    tablet = device.open(hall)
    tablet.page.evaluate(f"localStorage.setItem('said', '{MARKER}')")
    device.close()
    assert holding(device.profile, MARKER)
    with hall.log.open("a") as log:
        log.write(MARKER)
    assert holding(hall.home, MARKER) == [hall.log]
    hall.log.write_text("")


def columns_with(hall: Hall, word: str) -> set[tuple[str, str]]:
    """The columns of the database that hold a word."""
    found = set()
    with hall.database.reading() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for table in tables.scalars().all():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():  # noqa: S608 - ours
                found |= {(table, name) for name, value in row.items() if word in str(value)}
    return found


def forget_remarks(hall: Hall) -> None:
    with hall.database.writing() as connection:
        connection.execute(text("DELETE FROM remark"))
    hall.database.checkpoint()


def test_the_pin_is_nowhere_on_the_tablet(hall: Hall, device: Device) -> None:
    device.open(hall)
    device.close()
    assert holding(device.profile / "Default" / "IndexedDB", PIN) == []

"""A tablet as hardware: a browser profile on a disk, whose browser can be killed like a battery."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Error, Page, Playwright, expect

from tests.pages.chromium import ARGUMENTS, CHROMIUM, LOOK
from tests.pages.hall import PIN, Hall
from tests.pages.leaving import NETWORK, look, tell
from tests.pages.tablet import Tablet

WAITING = """() => new Promise((done, fail) => {
  const request = indexedDB.open("voice-envelopes", 1);
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const count = request.result.transaction("outbox").objectStore("outbox").count();
    count.onsuccess = () => { request.result.close(); done(count.result); };
  };
})"""
"""How many envelopes wait on the tablet."""
SCREENS = (("one", "1"), ("feeling-now", ""), ("two", "2"), ("three", "3"))
"""The questions of the hall, and what stands after a child's words on each."""


@dataclass
class Device:
    """One profile. ``start`` after ``kill`` or ``close`` finds what was on the disk.

    Used in ``with``: its folder is gone afterwards. A copy of another device is that device.
    """

    playwright: Playwright
    copy_of: Path | None = None
    context: BrowserContext | None = None
    wrong: list[str] = field(default_factory=list)
    """What went wrong in the script of any page."""
    home: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="tablet-", dir="/tmp")))
    """Its name is short: the path of a socket inside must be."""

    def __post_init__(self) -> None:
        self.temporary.mkdir()
        if self.copy_of:
            no_locks = shutil.ignore_patterns("Singleton*")
            shutil.copytree(self.copy_of, self.profile, ignore=no_locks)

    def __enter__(self) -> Device:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        shutil.rmtree(self.home)

    @property
    def profile(self) -> Path:
        """All that the browser keeps on the disk."""
        return self.home / "profile"

    @property
    def temporary(self) -> Path:
        """Where the browser's temporary files go."""
        return self.home / "tmp"

    def start(self, **more: Any) -> Page:
        """Start the browser and open one empty page."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            env={**os.environ, "TMPDIR": str(self.temporary)},
            **(LOOK | more),
        )
        self.context.set_default_timeout(15_000)
        self.context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        return self.context.pages[0]

    def set_up(self, hall: Hall, name: str) -> Page:
        """From the worker's square code to a pack on this tablet."""
        page = self.start()
        page.goto(f"{hall.url}/tablet/#set-up={hall.invite(name)}")
        page.fill("#set-up-pin", PIN)
        page.click("[data-place=set-up] .main")
        expect(page.locator("[data-part=fetched]")).to_have_text(
            "1 event is on it.", timeout=30_000
        )
        return page

    def take_up(self, hall: Hall) -> Tablet:
        """The worker's tap on the event: from then on the tablet is a child's."""
        assert self.context
        page = self.context.pages[0]
        page.goto(f"{hall.url}/tablet/#app")
        page.click("[data-part=events] button")
        return asked(page)

    def open(self, hall: Hall, **more: Any) -> Tablet:
        """Start the browser and the app, as by a tap on its icon."""
        page = self.start(**more)
        page.goto(f"{hall.url}/tablet/#app")
        return asked(page)

    def page(self) -> Page:
        """One more page of the running browser."""
        assert self.context
        return self.context.new_page()

    def cdp(self, page: Page) -> CDPSession:
        assert self.context
        return self.context.new_cdp_session(page)

    def kill(self) -> None:
        """SIGKILL to every process of this browser, in the middle of whatever they do."""
        own = [*self._processes()]
        assert own, "no browser runs on this profile"
        for pid in own:
            _kill(pid)
        while any(_alive(pid) for pid in own):
            time.sleep(0.01)
        with suppress(Error):  # it is gone already
            self.close()
        self.context = None

    def close(self) -> None:
        """Close it in good order."""
        if self.context:
            self.context.close()
        self.context = None

    def _processes(self) -> Iterator[int]:
        """The browser's own processes: those that name this profile, and all in their groups."""
        named = f"--user-data-dir={self.profile}".encode()
        lines = {pid: _command(pid) for pid in _pids()}
        groups = {os.getpgid(pid) for pid, line in lines.items() if named in line.split(b"\0")}
        groups.discard(os.getpgid(0))
        for pid in lines:
            try:
                if os.getpgid(pid) in groups:
                    yield pid
            except ProcessLookupError:
                continue


def asked(page: Page) -> Tablet:
    """The tablet once it shows a child the first screen."""
    page.wait_for_selector("html.js #assent:not([hidden])")
    return Tablet(page, page.url)


def child(tablet: Tablet, words: str) -> None:
    """One child from the first tap to the fresh start: it writes on every screen."""
    fill(tablet.begin(), words, len(SCREENS))
    tablet.finish().go("fresh")
    asked(tablet.page)


def fill(tablet: Tablet, words: str, screens: int, start: int = 0) -> None:
    """Answer screens from the one to the other and leave each: “words 1”, happy, “words 2”, …"""
    for name, said in SCREENS[start:screens]:
        tablet.page.wait_for_selector(f"#q-{name}:not([hidden])")
        tablet.write(f"{words} {said}") if said else tablet.tap("happy")
        tablet.go("on")
        tablet.page.wait_for_selector(f"#q-{name}", state="hidden")


def waiting(page: Page) -> int:
    """Envelopes on the tablet that have no receipt yet."""
    found: int = look(page, WAITING)
    return found


def network_is_back(page: Page) -> None:
    """What a tablet hears when the Wi-Fi is there again; returns when nothing waits."""
    tell(page, NETWORK)
    until(page, lambda: waiting(page) == 0)


def until(page: Page, true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is true; what the page does meanwhile goes on."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        page.wait_for_timeout(20)


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _alive(pid: int) -> bool:
    """Whether it still runs; one that nobody has asked after yet (Z) does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

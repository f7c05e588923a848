"""A tablet as hardware: a browser profile on a disk, whose browser can be killed like a battery."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Error, Page, Playwright

from tests.pages.conftest import ARGUMENTS, CHROMIUM, LOOK


@dataclass
class Device:
    """One profile. ``start`` after ``kill`` or ``close`` finds what was on the disk."""

    playwright: Playwright
    profile: Path
    context: BrowserContext | None = None
    wrong: list[str] = field(default_factory=list)
    """What went wrong in the script of any page."""

    def start(self, **more: Any) -> Page:
        """Start the browser and open one empty page."""
        self.temporary.mkdir(exist_ok=True)
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

    @property
    def temporary(self) -> Path:
        """Where the browser's temporary files go."""
        return self.profile.parent / f"{self.profile.name}-tmp"

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

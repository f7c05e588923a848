"""A worker at a phone or a laptop: the taps that the tests of the workers' door are told in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, Page, Response

from tests import factories
from tests.pages import axes
from tests.pages.served import Served
from voice import collect, keys, opening, people
from voice.settings import Settings
from voice.store import attendance, events, groups, remarks, set_asides
from voice.store.db import Database

PHONE = {"width": 430, "height": 930}
LAPTOP = {"width": 1280, "height": 800}
PASSWORD = "puddle lantern seventeen"
EVENTS = (
    ("now", 0, "planned"),
    ("next", 9, "planned"),
    ("last", -20, "went-ahead"),
    ("off", -12, "cancelled"),
)


class Desk:
    """One browser of somebody who works here, with everything that went wrong in it."""

    def __init__(self, browser: Browser, url: str, size: Any, script: bool = True) -> None:
        self.context = browser.new_context(viewport=size, java_script_enabled=script)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(5_000)
        self.url = url
        self.wrong: list[str] = []
        self.asked: set[str] = set()
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("response", self._answered)
        self.page.on("request", lambda request: self.asked.add(request.url))

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning"} and "Failed to load" not in message.text:
            self.wrong.append(message.text)

    def _answered(self, response: Response) -> None:
        """A part of a page that is not there. Browsers look for a favicon by themselves."""
        part = response.request.resource_type != "document"
        if part and response.status >= 400 and not response.url.endswith("/favicon.ico"):
            self.wrong.append(f"{response.status} {response.url}")

    def log_in(self, name: str) -> Desk:
        self.go("/login")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Log in")
        self.page.wait_for_url(f"{self.url}/work/")
        return self

    def go(self, path: str) -> Desk:
        self.page.goto(f"{self.url}/work{path}")
        return self

    def press(self, name: str) -> Desk:
        """A button, or a link that looks like one."""
        buttons = self.page.get_by_role("button", name=name, exact=True)
        buttons.first.click()
        return self._there()

    def follow(self, name: str) -> Desk:
        self.page.get_by_role("link", name=name).first.click()
        return self._there()

    def _there(self) -> Desk:
        """Once the page that a tap led to is whole: on a busy machine it comes piece by piece."""
        self.page.wait_for_load_state()
        return self

    def fill(self, label: str, text: str) -> Desk:
        self.page.get_by_label(label, exact=True).fill(text)
        return self

    @property
    def says(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    def faults(self) -> list[str]:
        """What axe finds against it."""
        return axes.faults(self.page)

    def sideways(self) -> int:
        """How many pixels the page is wider than the window."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wider

    def strangers(self) -> set[str]:
        """Addresses asked for that are not on this server."""
        return {asked for asked in self.asked if not asked.startswith(self.url)}


def add_people(database: Database, settings: Settings, roles: tuple[str, ...], mark: str) -> None:
    """Somebody of each role, named after it."""
    now, secrets = datetime.now(UTC), keys.read(settings.keys)
    for role in roles:
        people.add(database, secrets, f"{role}-{mark}", role, PASSWORD, now)


def a_busy_council(served: Served, mark: str) -> str:
    """A group, an open event with answers and words, others before and after; its code."""
    day, database = served.day, served.database
    with database.writing() as connection:
        groups.add(connection, mark, f"Just Us {mark}", "half-term group", "5 to 14")
        groups.add(
            connection, f"{mark}-2", f"Voices {mark}", "council", joins=mark, overlaps=[mark]
        )
        for id_, days, status in EVENTS:
            events.add(
                connection, f"{mark}-{id_}", mark, "Just Us, half-term",
                day + timedelta(days=days), status=status, place="Adventure playground",
                district="Wisbech", host="Ali", why="No one signed up" if id_ == "off" else "",
            )  # fmt: skip
        attendance.put(connection, f"{mark}-now", "signed-up", "all", 9)
        set_asides.add(connection, "names an edition that was never published", "2019-11", b"{}")
        remarks.add(
            connection, [("say-more", "I would like to see my brother more often.")],
            survey="how-are-you", group=mark, month="2019-11", due=day - timedelta(days=1),
        )  # fmt: skip
    survey = factories.a_survey()
    record = opening.open_collection(database, survey, f"{mark}-now", day)
    for _ in range(3):
        collect.take_in(
            database, keys.read(served.settings.keys), record.code,
            factories.a_submission(survey), day,
        )  # fmt: skip
    return record.code

"""A worker's hands on a tablet, and the house behind it: an installation with events."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests import factories
from tests.pages.leaving import go, look
from tests.pages.wifi import Wifi
from voice import collect, keys, opening, tablets
from voice import settings as settings_module
from voice.analysis.policy import Policy
from voice.keys import Keys
from voice.store import db
from voice.store.db import Database
from voice.survey.model import Survey
from voice.web import apps

expect.set_options(timeout=30_000)  # hashing a PIN takes its time on a machine that is busy
PIN = "482917"
NAME = "Tablet B"
IPAD = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.0 Safari/605.1.15"
FINGERS = "Object.defineProperty(navigator, 'maxTouchPoints', {get: () => 5})"
PUT = """async ([base, rows]) => {
  const opened = await new Promise((done) => {
    const request = indexedDB.open(base, 1);
    request.onsuccess = () => done(request.result);
  });
  const transaction = opened.transaction(Object.keys(rows), "readwrite");
  for (const [store, all] of Object.entries(rows)) {
    for (const row of all) transaction.objectStore(store).put(row);
  }
  await new Promise((done) => { transaction.oncomplete = done; });
  opened.close();
}"""
ROW = """async ([base, store, key]) => {
  const opened = await new Promise((done) => {
    const request = indexedDB.open(base, 1);
    request.onsuccess = () => done(request.result);
  });
  const request = opened.transaction(store).objectStore(store).get(key);
  const row = await new Promise((done) => { request.onsuccess = () => done(request.result); });
  opened.close();
  return row ?? null;
}"""


CLEAR = """async () => {
  const stores = {'voice-envelopes': ['draft', 'outbox', 'count'], 'voice-tablet': ['about']};
  for (const [base, names] of Object.entries(stores)) {
    const opened = await new Promise((done) => {
      const request = indexedDB.open(base, 1);
      request.onsuccess = () => done(request.result);
    });
    const transaction = opened.transaction(names, "readwrite");
    if (base === 'voice-envelopes') for (const name of names) transaction.objectStore(name).clear();
    else for (const row of ['now', 'last', 'refused', 'tries', 'clock']) {
      transaction.objectStore('about').delete(row);
    }
    await new Promise((done) => { transaction.oncomplete = done; });
    opened.close();
  }
}"""


@dataclass
class House:
    """Both doors over a database of their own, behind a Wi-Fi that tests can take away."""

    database: Database
    ring: Keys
    wifi: Wifi
    today: date

    @classmethod
    def build(cls, home: Path, empty_file: Path, keys_folder: Path) -> House:
        settings = settings_module.read(
            {"VOICE_DATA": str(home / "instance"), "VOICE_KEYS": str(keys_folder)}
        )
        settings.data.mkdir()
        shutil.copy(empty_file, settings.data / "voice.db")
        today = datetime.now(UTC).date()
        wifi = Wifi(apps.create_app(settings, lambda: today)).start()
        return cls(db.connect(settings.database), keys.read(keys_folder), wifi, today)

    def close(self) -> None:
        self.wifi.stop()
        self.database.close()

    def event(self, name: str, *surveys: Survey, days: int = 0) -> str:
        """An event so many days from today, at which questionnaires are asked; its id."""
        id_ = name.lower().replace(" ", "-")
        with self.database.writing() as connection:
            day = self.today + timedelta(days=days)
            factories.an_event(connection, id_, day, name=name, host="Sam")
        for survey in surveys or (factories.a_survey(),):
            collect.open_collection(self.database, survey, id_, self.today)
        return id_

    def invite(self, colour: str = "blue", name: str = NAME) -> str:
        """The secret of the tablet's code."""
        now = datetime.now(UTC)
        return tablets.invite(self.database, self.ring, name, colour, PIN, now)

    def close_event(self, event: str) -> None:
        """Somebody says “We’re done”."""
        opening.close_event(self.database, event, Policy(), self.today)

    def held(self, event: str) -> list[str]:
        """What each tablet still holds of an event, in words."""
        return [one.says for one in tablets.deliveries(self.database, event)]

    def end_tablets(self) -> None:
        for tablet in tablets.all_tablets(self.database):
            tablets.end(self.database, tablet.id)


@dataclass
class Shell:
    """The app on a tablet, as a worker uses it."""

    page: Page
    house: House

    @property
    def address(self) -> str:
        return f"{self.house.wifi.url}/tablet/"

    def at(self, name: str) -> Locator:
        """A place, once it is shown."""
        place = self.page.locator(f"[data-place={name}]")
        expect(place).to_be_visible()
        return place

    def part(self, name: str) -> Locator:
        return self.page.locator(f"[data-part={name}]")

    def go(self, where: str) -> Shell:
        self.page.click(f"[data-go={where}]:visible")
        return self

    def start(self, mark: str = "#app") -> Shell:
        """Start it as from the home screen: a new page, whatever was there before."""
        go(self.page, "about:blank")
        go(self.page, f"{self.address}{mark}")
        return self

    def type_pin(self, pin: str = PIN) -> Shell:
        self.page.fill(".pin:visible", pin)
        return self._and_on()

    def tap_pin(self, pin: str = PIN) -> Shell:
        """On the keypad, as on an iPad."""
        for figure in pin:
            self.page.click(f".keys:visible [data-figure='{figure}']")
        return self._and_on()

    def _and_on(self) -> Shell:
        if self.page.locator("[data-place=set-up]").is_visible():
            self.page.click("form:visible .main")
        return self

    def set_up(self, name: str = NAME) -> Shell:
        """From the worker's link to the packs being there."""
        self.start(f"#set-up={self.house.invite(name=name)}").type_pin().at("added")
        expect(self.part("fetched")).to_contain_text("on it")
        return self

    def to_today(self) -> Shell:
        self.go("ready").at("ready")
        self.go("leave").at("today")
        return self

    def begin(self, event: str) -> Shell:
        """Pick an event that asks one thing: the child's first screen."""
        self.page.click(f".pick:visible:has-text('{event}')")
        self.page.wait_for_selector("#assent")
        return self

    def to_worker(self, pin: str = PIN) -> Shell:
        self.start("#worker").at("pin")
        self.type_pin(pin)
        return self

    def put(self, base: str, **rows: list[dict[str, Any]]) -> None:
        """Write rows into a database of the tablet, store by store."""
        self.page.evaluate(PUT, [base, rows])

    def settle(self) -> None:
        """Forget what was done on the tablet, but not who it is and which packs it has."""
        self.page.evaluate(CLEAR)

    def row(self, base: str, store: str, key: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = look(self.page, ROW, [base, store, key])
        return found

    def fill(self, event: str, waiting: int, finished: int) -> list[dict[str, Any]]:
        """Envelopes in the outbox, as though children had finished; what was put there."""
        rows = [_envelope(event, number) for number in range(1, waiting + 1)]
        counted = [{"event": event, "last": finished, "free": []}]
        self.put("voice-envelopes", outbox=rows, count=counted)
        return rows

    def caches(self) -> list[str]:
        names: list[str] = look(self.page, "caches.keys()")
        return names

    def packs(self) -> list[str]:
        """The versions of the packs kept here."""
        return [name.removeprefix("pack-") for name in self.caches() if name.startswith("pack-")]


def _envelope(event: str, number: int) -> dict[str, Any]:
    """One that nobody can open; the service sets it aside as it came."""
    id_, sealed = str(uuid.uuid4()), "c2VhbGVk" * 8
    return {"id": id_, "key_id": "2019-11-none", "n": number, "sealed": sealed, "event": event}

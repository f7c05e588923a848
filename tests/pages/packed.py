"""A shared tablet in a test's hands: a page of a pack, what lies on the disk, and the key to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self
from urllib.request import Request, urlopen

from playwright.sync_api import BrowserContext, Page, Route

from tests.pages.leaving import look
from tests.pages.served import Served
from tests.pages.tablet import Tablet
from voice import keys, sealing, tablets
from voice.sealing import Envelope
from voice.survey.model import Survey

PIN = "482917"
DUMP = """async () => {
  const asked = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const found = {};
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("voice-")) continue;
    const base = await asked(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      found[store] = await asked(base.transaction(store).objectStore(store).getAll());
    }
    base.close();
  }
  return found;
}"""
ELSEWHERE = """async () => {
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      cached.push(request.url, await (await cache.match(request)).text());
    }
  }
  return JSON.stringify([
    cached, { ...localStorage }, { ...sessionStorage }, document.cookie, location.href,
    document.title, history.state, performance.getEntries().map((entry) => entry.name),
  ]);
}"""
FILL = """async () => {
  const request = indexedDB.open("filler", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("rows", {autoIncrement: true});
  await new Promise((done) => { request.onsuccess = done; });
  for (let size = 1048576; size >= 512; ) {
    const noise = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(noise.subarray(at, at + 65536));
    const transaction = request.result.transaction("rows", "readwrite");
    transaction.objectStore("rows").add(noise);
    const kept = await new Promise((done) => {
      transaction.oncomplete = () => done(true);
      transaction.onabort = () => done(false);
    });
    if (!kept) size /= 2;
  }
  request.result.close();
}"""
KNOWN = """async ([about, row]) => {
  const { write } = await import(about);
  await write(row);
}"""


@dataclass(frozen=True)
class Pack:
    """What an enrolled tablet has fetched: one event with one questionnaire."""

    served: Served
    token: str
    version: str
    manifest: dict[str, Any]

    @property
    def code(self) -> str:
        code: str = self.manifest["surveys"][0]["code"]
        return code

    @property
    def event(self) -> str:
        event: str = self.manifest["event"]["id"]
        return event

    @property
    def about(self) -> str:
        """The address of the script that knows of the tablet."""
        found = [file["url"] for file in self.manifest["files"] if "/about.js" in file["url"]]
        return str(found[0])

    def opened(self, row: dict[str, Any]) -> dict[str, Any]:
        """What is inside an envelope, as only the server can read it."""
        envelope = Envelope(row["id"], row["key_id"], row["n"], row["sealed"])
        private = keys.read(self.served.settings.keys).sealing
        inside: dict[str, Any] = json.loads(sealing.open_(envelope, private))
        return inside


def fetch(served: Served, survey: Survey) -> Pack:
    """Ask a questionnaire at an event of its own, let a tablet in and fetch the pack."""
    code = served.open_at_event(survey)
    held = keys.read(served.settings.keys)
    now = datetime.now(UTC)
    secret = tablets.invite(served.database, held, survey.id[:24], "blue", PIN, now)
    token = tablets.enrol(served.database, held, secret, PIN, now).token
    versions = [
        pack["version"]
        for pack in _asked(served, token, "packs.json")["packs"]
        if pack["event"]["id"] == f"at-{survey.id}"
    ]
    manifest = _asked(served, token, f"packs/{versions[0]}.json")
    assert manifest["surveys"][0]["code"] == code
    return Pack(served, token, versions[0], manifest)


def _asked(served: Served, token: str, what: str) -> dict[str, Any]:
    head = {"Authorization": f"Bearer {token}"}
    with urlopen(Request(f"{served.url}/tablet/{what}", headers=head)) as reply:  # noqa: S310 - ours
        said: dict[str, Any] = json.load(reply)
    return said


class Shared(Tablet):
    """A shared tablet. Its page comes from the pack, and no service worker stands between."""

    def __init__(self, page: Page, pack: Pack) -> None:
        place = pack.manifest["surveys"][0]["pages"]["en"]
        super().__init__(page, f"{pack.served.url}/tablet/packs/{pack.version}/{place}")
        self.pack = pack
        page.context.route("**/tablet/packs/**", self._with_token)
        page.context.route("**/tablet/packs.json", lambda route: route.abort())

    def _with_token(self, route: Route) -> None:
        shown = {"Authorization": f"Bearer {self.pack.token}"}
        route.continue_(headers=route.request.headers | shown)

    def away(self) -> Self:
        """No network but for the page itself, which stands in for the service worker."""
        self.page.context.route("**/c/sync", lambda route: route.abort())
        return self

    def let_in(self) -> Self:
        """The tablet knows its token, as after it was set up."""
        row = {"name": "tablet", "token": self.pack.token, "kind": "tablet"}
        self.page.goto(f"{self.pack.served.url}/health")
        self.page.evaluate(KNOWN, [self.pack.about, row])
        return self

    def with_room(self, size: int) -> Self:
        """A tablet with room for so many bytes. To be said before anything is on its disk."""
        debugger = self.page.context.new_cdp_session(self.page)
        wanted = {"origin": self.pack.served.url, "quotaSize": size}
        debugger.send("Storage.overrideQuotaForOrigin", wanted)
        return self

    def fill_up(self) -> Self:
        """Nothing fits any more."""
        self.page.evaluate(FILL)
        return self

    def make_room(self) -> Self:
        self.page.evaluate(
            "new Promise((done) => { indexedDB.deleteDatabase('filler').onsuccess = done; })"
        )
        return self

    def start(self) -> Self:
        super().start()
        return self

    def go(self, where: str) -> Self:
        """A tap, and what was said is on the disk."""
        super().go(where)
        return self.settled()

    def settled(self) -> Self:
        self.page.wait_for_selector("html:not(.busy)", state="attached")
        return self

    def fresh(self) -> Self:
        """Wait for the next child's first screen."""
        self.page.wait_for_selector("html.js:not(.busy) #assent:not([hidden])")
        return self

    def disk(self) -> dict[str, list[dict[str, Any]]]:
        """Everything in every database of the browser, store by store."""
        found: dict[str, list[dict[str, Any]]] = look(self.page, DUMP)
        return found

    def store(self, name: str) -> list[dict[str, Any]]:
        return self.disk().get(name, [])

    def drafts(self) -> list[dict[str, Any]]:
        """What is inside the drafts."""
        return [self.pack.opened(row) for row in self.store("draft")]

    def outbox(self) -> list[dict[str, Any]]:
        """What is inside the closed envelopes, in the order of their numbers."""
        rows = sorted(self.store("outbox"), key=lambda row: int(row["n"]))
        return [self.pack.opened(row) for row in rows]

    def wait_for_outbox(self, count: int) -> None:
        """Wait until so many envelopes are in the outbox."""
        self.wait_until(lambda: len(self.store("outbox")) == count)

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Wait for what happens outside the page."""
        for _ in range(400):
            if true():
                return
            self.page.wait_for_timeout(25)
        raise AssertionError("it never came true")

    def everything_stored(self) -> str:
        """All that a dump of the browser's memory shows, as one text."""
        elsewhere: str = look(self.page, ELSEWHERE)
        return json.dumps(self.disk()) + elsewhere


@contextmanager
def another_tab(context: BrowserContext, pack: Pack) -> Iterator[Shared]:
    """A second page on the same tablet."""
    page = context.new_page()
    yield Shared(page, pack).start()
    page.close()

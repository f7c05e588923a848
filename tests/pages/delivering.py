"""Envelopes on their way: what stands on a tablet, what sends them, and what answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Route

from tests.pages.leaving import look
from tests.pages.packed import Shared

STUFF = """async ([first, last, letters, event]) => {
  const request = indexedDB.open("voice-envelopes", 1);
  await new Promise((done) => { request.onsuccess = done; });
  const change = request.result.transaction(["outbox", "count"], "readwrite");
  for (let n = first; n <= last; n += 1) {
    const row = { id: `row-${n}`, key_id: "k", n, sealed: "a".repeat(letters), event };
    change.objectStore("outbox").put(row);
  }
  change.objectStore("count").put({ event, last, free: [] });
  await new Promise((done) => { change.oncomplete = done; });
  request.result.close();
}"""
DELIVER = "async (url) => { const { deliver } = await import(url); return await deliver(); }"
HELD = "async () => (await navigator.locks.query()).held.some((one) => one.name === 'deliver')"


class Service:
    """What answers for the service: receipts for all, unless a test thinks of something else."""

    def __init__(self, tablet: Shared, reply: Callable[[Route], object] | None = None) -> None:
        self.tablet = tablet
        self.bodies: list[dict[str, Any]] = []
        self.heads: list[dict[str, str]] = []
        self.reply = reply or self.receipts
        tablet.page.context.route("**/c/sync", self.answer)

    def answer(self, route: Route) -> None:
        self.bodies.append(json.loads(route.request.post_data or ""))
        self.heads.append(route.request.all_headers())
        self.reply(route)

    def receipts(self, route: Route, **changes: str) -> None:
        records = json.loads(route.request.post_data or "")["records"]
        all_ = [a_receipt(record) | changes for record in records]
        route.fulfill(json={"receipts": all_}, headers={"Date": "Wed, 20 Nov 2019 10:00:00 GMT"})

    @property
    def sizes(self) -> list[int]:
        """How many envelopes came in each post that had any."""
        return [len(body["records"]) for body in self.bodies if body["records"]]


def a_receipt(record: dict[str, Any]) -> dict[str, str]:
    hash_ = hashlib.sha256(record["sealed"].encode()).hexdigest()
    return {"id": record["id"], "hash": hash_, "outcome": "stored"}


def stuff(tablet: Shared, last: int, letters: int, event: str = "", first: int = 1) -> None:
    """Envelopes in the outbox that nobody can open, up to a number."""
    tablet.page.evaluate(STUFF, [first, last, letters, event or tablet.pack.event])


def sending(tablet: Shared) -> bool:
    """Whether a try to send is on its way."""
    found: bool = look(tablet.page, HELD)
    return found


def deliver(tablet: Shared) -> str:
    """Send now, as the worker's screen does."""
    outcome: str = tablet.page.evaluate(DELIVER, tablet.pack.about.replace("about", "deliver"))
    return outcome


def about(tablet: Shared) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in tablet.store("about")}


def finished(tablet: Shared, words: str = "") -> Shared:
    """One child finished; the next one's card is shown."""
    tablet.begin().tap("happy").go("on").write(words).to_the_end().finish()
    return tablet.go("fresh").fresh()

"""A group's hands on a board and a message, on a tablet or on a worker's phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.pages.device import until
from tests.pages.leaving import NETWORK, look, tell
from tests.pages.shell import PIN, House, Shell
from voice import paths, tablets, together
from voice.store import boards
from voice.store.boards import CardRecord, MessageRecord
from voice.survey import load

EVENT = "Picnic"
SURVEY = load.load_all(paths.SURVEYS)["four-questions"]
QUESTIONS = [item.id for item in SURVEY.items if item.kind in ("words", "ideas")]
PHONE = {"width": 390, "height": 844}
ROWS = """async () => {
  const found = {};
  const opened = await new Promise((done) => {
    const request = indexedDB.open('voice-together', 1);
    request.onsuccess = () => done(request.result);
  });
  for (const name of opened.objectStoreNames) {
    const request = opened.transaction(name).objectStore(name).getAll();
    found[name] = await new Promise((done) => { request.onsuccess = () => done(request.result); });
  }
  opened.close();
  return found;
}"""

CLEAR = """async () => {
  const opened = await new Promise((done) => {
    const request = indexedDB.open('voice-together', 1);
    request.onsuccess = () => done(request.result);
  });
  const names = [...opened.objectStoreNames];
  const transaction = opened.transaction(names, 'readwrite');
  for (const name of names) transaction.objectStore(name).clear();
  await new Promise((done) => { transaction.oncomplete = done; });
  opened.close();
}"""


def event_of(house: House) -> str:
    """A picnic at which a board of four questions is open, and one questionnaire; its id."""
    id_ = house.event(EVENT)
    together.open_board(house.database, SURVEY, id_, house.today)
    return id_


@dataclass
class Group:
    """What a group does, counting what it costs: keys typed and taps."""

    shell: Shell
    house: House
    event: str
    keys: int = 0
    taps: int = 0

    @property
    def page(self) -> Page:
        return self.shell.page

    # Where

    def join(self) -> Group:
        """On a worker's phone: from the link of the worker's page to the links of Together."""
        now = datetime.now(UTC)
        name = ("Phone of sam", "grey", PIN, now, self.event)
        secret = tablets.invite(self.house.database, self.house.ring, *name)
        self.page.set_viewport_size(PHONE)
        self.shell.start(f"#set-up={secret}").type_pin().at("event-mode")
        until(self.page, lambda: look(self.page, "!!navigator.serviceWorker.controller"))
        return self

    def pick(self, words: str) -> Group:
        self.page.click(f".pick:visible:has-text('{words}')")
        return self

    def together(self) -> Group:
        """Past what is told first to the board."""
        self.pick("Together").shell.at("board-told")
        self.page.click("[data-aloud=board]:visible")
        self.shell.at("board")
        return self

    def offline(self, off: bool = True) -> Group:
        """No server answers. A browser that only plays offline may forget it on a new page."""
        if off:
            self.house.wifi.stop()
        else:
            self.house.wifi.back()
            self.looks()
        return self

    def looks(self) -> None:
        tell(self.page, NETWORK)

    # The board

    def tap(self, what: str | Locator) -> Group:
        (self.page.locator(what) if isinstance(what, str) else what).click()
        self.taps += 1
        return self

    def column(self, number: int) -> Group:
        return self.tap(f".board-stone >> nth={number}")

    def say(self, words: str, delay: float = 0) -> Group:
        """Type a card and press Enter; it shows once it is kept."""
        box = self.page.locator("#board-box")
        if not box.evaluate("e => e === document.activeElement"):
            self.tap(box)
        self.page.keyboard.type(words, delay=delay)
        self.page.keyboard.press("Enter")
        self.keys += len(words) + 1
        expect(self.card(words)).to_be_visible()
        return self

    def card(self, words: str) -> Locator:
        return self.page.get_by_role("list").get_by_role("button", name=words, exact=True)

    def star(self, words: str) -> Group:
        return self.tap(self.page.get_by_role("button", name=f"Star: {words}", exact=True))

    def do(self, words: str, act: str, then: str = "") -> Group:
        """Open a card's menu, do something, and choose what with."""
        self.tap(self.card(words)).tap(f"[data-act={act}]")
        return self.tap(f".card-pick:visible:has-text('{then}')") if then else self

    @property
    def shown(self) -> set[str]:
        """The words of all cards of this board, whichever column is in view."""
        return set(self.page.locator(".card-open [data-words]").all_text_contents())

    def kept(self) -> list[CardRecord]:
        """The cards as the service has them, without those taken away."""
        with self.house.database.reading() as connection:
            return [card for card in boards.cards(connection, self.event, SURVEY.id) if card.words]

    # The message

    def writes(self, words: str, people: int) -> Group:
        """Up to what begins the round."""
        self.page.fill("#message-box", words)
        self.tap("[data-say=written]:visible").shell.at("message-who")
        for _ in range(people):
            self.tap("[data-say=more]")
        return self.tap("[data-say=start]")

    def answers(self, word: str) -> Group:
        """The next person says yes or no."""
        self.tap("[data-say=ask]:visible").shell.at("round-ask")
        self.tap(f"[data-say={word}]").shell.at("round-thanks")
        return self

    def stops(self) -> Group:
        self.tap("[data-say=stop]:visible").tap("[data-say=throw]").shell.at("message")
        return self

    def sent(self) -> list[MessageRecord]:
        with self.house.database.reading() as connection:
            return boards.messages(connection, self.event)

    def clear(self) -> None:
        self.page.evaluate(CLEAR)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """All that is on the device of what was said together."""
        found: dict[str, list[dict[str, Any]]] = look(self.page, ROWS)
        return found

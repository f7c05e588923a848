"""A child's hands on a tablet: the taps that the tests of the child's door are told in."""

from __future__ import annotations

from typing import Any, Self

from playwright.sync_api import Locator, Page, Request

from tests.pages.leaving import go, look

TAPPED = ".stone, .pass, .button, .talk, textarea, input[type=text]"
SIZES = """wanted => [...document.querySelectorAll(wanted)]
  .filter(e => e.checkVisibility() && e.getClientRects().length)
  .map(e => {
    const {width, height, left, right, top, bottom} = e.getBoundingClientRect();
    return {what: e.className || e.name, width, height, left, right, top, bottom};
  })"""

HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""


class Tablet:
    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[Request] = []
        page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        self.requests.append(request)

    def start(self) -> Self:
        go(self.page, self.address)
        self.page.wait_for_selector("html.js", state="attached")
        return self

    def begin(self, band: str | None = "10-16") -> Self:
        """The two taps before the first question: yes, and an age band or none."""
        self.page.click("#assent [data-go=on]")
        age = self.page.locator("#age")
        (
            age.locator(".pass input")
            if band is None
            else age.locator(f".stone input[value='{band}']")
        ).click()
        return self

    @property
    def here(self) -> str:
        """The id of the screen that is shown."""
        shown: str = look(
            self.page,
            "(document.querySelector('.overlay.open') ?? "
            "document.querySelector('[data-screen]:not([hidden])')).id",
        )
        return shown

    @property
    def screen(self) -> Locator:
        return self.page.locator(f"#{self.here}")

    @property
    def kind(self) -> str | None:
        return self.screen.get_attribute("data-kind")

    def tap(self, option: str) -> Self:
        self.screen.locator(f".stone input[value='{option}']").click()
        return self

    def write(self, words: str, place: int = 0) -> Self:
        self.screen.locator("textarea, input[type=text]").nth(place).fill(words)
        return self

    def rather_not(self) -> Self:
        self.screen.locator(".pass input").click()
        return self

    def go(self, where: str) -> Self:
        """Tap what leads on, back, to stop, to keep, ... on the screen that is shown."""
        self.page.click(f"[data-go={where}]:visible")
        return self

    def talk(self) -> Self:
        self.page.click("header .talk")
        return self

    def to_the_end(self) -> Self:
        """On and on, until Finish is there."""
        for _ in range(20):
            if self.here == "finish":
                return self
            self.go("on")
        raise AssertionError("the end was not reached")

    def wait_for(self, overlay: str) -> Self:
        self.page.wait_for_selector(f"#{overlay}.open")
        return self

    def finish(self) -> Self:
        return self.go("finish").wait_for("done")

    def look_away(self) -> Self:
        """Another app, or the screen is switched off."""
        self.page.evaluate(HIDE, True)
        return self

    def look_again(self) -> Self:
        self.page.evaluate(HIDE, False)
        return self

    def still(self) -> Self:
        """Wait until nothing moves."""
        self.page.evaluate(
            "Promise.allSettled(document.getAnimations().map(a => a.finished)).then(() => 0)"
        )
        return self

    def posts(self) -> list[Request]:
        return [request for request in self.requests if request.method == "POST"]

    def boxes(self) -> list[dict[str, Any]]:
        """Everything that can be tapped, with its place and size."""
        found: list[dict[str, Any]] = self.still().page.evaluate(SIZES, TAPPED)
        return found

    def sideways(self) -> int:
        """How many pixels the page is wider than the window."""
        wider: int = self.still().page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wider

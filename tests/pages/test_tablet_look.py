"""The screens that only a shared tablet has: no fault in any theme, and words that are true."""

import re

import pytest
from playwright.sync_api import Page

from tests.pages.packed import Pack, Shared, fetch
from tests.pages.served import Served
from tests.pages.test_child_journeys import check
from voice import paths
from voice.survey import load

pytestmark = pytest.mark.browser
SHIPPED = load.load_all(paths.SURVEYS)
NAMES = ["stall", "how-are-you", "our-promise-to-you", "care-leavers-check-in"]
AWAY = {
    "5-7": "Go away? We keep what you tapped. We can’t take it out.",
    "8-11": "Away for four and a half minutes? We keep what you said.",
    "12+": "After four and a half minutes without a tap we keep what is answered and start again.",
    "care-leavers": "After two minutes without a tap we keep what is answered and start again.",
}
BREAK = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


@pytest.fixture(scope="module", params=NAMES)
def pack(served: Served, request: pytest.FixtureRequest) -> Pack:
    survey = SHIPPED[request.param]
    return fetch(served, survey.model_copy(update={"id": f"look-{survey.id.split('-')[0]}"}))


def test_every_screen_of_a_tablet_is_without_fault(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).away().start()
    seen: dict[str, object] = {}
    check(tablet, seen)
    link = page.locator(".grown-ups")
    assert link.is_visible()
    box = link.bounding_box()
    assert box
    assert box["height"] >= 64
    tablet.begin()
    while not tablet.screen.locator(".stone input").count():
        tablet.go("on")
    tablet.screen.locator(".stone input").first.click()
    page.evaluate(BREAK)
    tablet.go("on").wait_for("look")
    check(tablet, seen)
    page.reload()
    tablet.fresh().begin().to_the_end().finish()
    check(tablet, seen)


def test_what_happens_when_a_child_walks_away_is_said_first(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).away().start()
    assert AWAY[pack.manifest["surveys"][0]["ages"]] in tablet.screen.inner_text()
    form = page.locator("form")
    away = sum(int(form.get_attribute(f"data-{name}") or 0) for name in ("idle", "warning"))
    words = {120: "two minutes", 270: "four and a half minutes|Go away"}
    assert re.search(words[away], tablet.screen.inner_text())


def test_letters_twice_as_big_cut_nothing_off(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).away().start()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert tablet.sideways() <= 0
    tablet.begin().to_the_end().finish()
    assert tablet.sideways() <= 0

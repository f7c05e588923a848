"""Where a script does not come, a page of the tablet says so in words and pretends nothing."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import factories
from tests.pages.packed import Pack, Shared, fetch
from tests.pages.served import Served

pytestmark = pytest.mark.browser
LINE = ".not-started"
SHELL = "This did not start. Close it and open it again where there is Wi-Fi."
PACK = "This did not start, so it cannot keep what you say. Give the tablet to Sam."


@pytest.fixture(scope="module")
def pack(served: Served) -> Pack:
    return fetch(served, factories.a_survey(id="not-started"))


@pytest.fixture
def quick(page: Page) -> Page:
    """A page whose style sheets wait ten times as fast as they would."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("Animation.enable")
    debugger.send("Animation.setPlaybackRate", {"playbackRate": 10})
    return page


@pytest.mark.parametrize("module", ["tablet", "ready", "places"])
def test_the_app_says_that_it_did_not_start(quick: Page, served: Served, module: str) -> None:
    page = quick
    page.route(f"**/{module}.js", lambda route: route.abort())
    page.goto(f"{served.url}/tablet/")
    expect(page.locator(LINE)).to_have_text(SHELL)
    expect(page.locator(LINE)).to_be_visible(timeout=15_000)


def test_the_app_that_has_started_says_nothing_of_it(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/tablet/")
    expect(page.locator("[data-place=set-up]")).to_be_visible()
    expect(page.locator(LINE)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.not-started')).display") == (
        "none"
    )


@pytest.mark.parametrize("module", ["packed", "seal"])
def test_the_questions_say_that_they_did_not_start(quick: Page, pack: Pack, module: str) -> None:
    page = quick
    page.context.route(f"**/{module}.js", lambda route: route.abort())
    tablet = Shared(page, pack)
    page.goto(tablet.address)
    for line in page.locator(LINE).all():
        expect(line).to_have_text(PACK)
        expect(line).to_be_visible(timeout=15_000)
    assert page.locator(LINE).count() == 2


def test_without_javascript_they_say_it_at_once(browser: Browser, pack: Pack) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(Shared(page, pack).address)
    expect(page.locator(LINE).first).to_have_text(PACK)
    expect(page.locator(LINE).first).to_be_visible(timeout=1_000)
    context.close()


def test_questions_that_have_started_say_nothing_of_it(page: Page, pack: Pack) -> None:
    Shared(page, pack).away().start()
    expect(page.locator(LINE).first).to_be_hidden()
    expect(page.locator(LINE).last).to_be_hidden()


def test_the_plain_page_works_without_script_and_has_no_such_line(
    page: Page, pack: Pack, served: Served
) -> None:
    page.goto(f"{served.url}/c/{pack.code}")
    assert page.locator(LINE).count() == 0

"""A young person on their own phone: out at one tap, once per code, and light on the network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests import factories
from tests.pages.served import Served
from tests.pages.tablet import Tablet
from voice import collect, keys, paths
from voice.survey import load
from voice.survey.model import Survey

pytestmark = pytest.mark.browser

SHIPPED = load.load_all(paths.SURVEYS)
OUT = "https://www.bbc.co.uk/weather"
BEFORE = "data:text/html,<h1>Before</h1>"
PHONE = {"width": 390, "height": 844}
TAP_AND_LOOK = """() => {
  document.querySelector(".exit").click();
  return [document.documentElement.outerHTML, document.title];
}"""
THEMES = ("how-are-you", "our-promise-to-you", "care-leavers-check-in")


@pytest.fixture
def page(page: Page) -> Page:
    """A phone, on which the page that one leaves to is there."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    stand_in(page.context)
    return page


def stand_in(context: BrowserContext) -> list[str | None]:
    """The weather, without the network: who sent us there, request by request."""
    sent_by: list[str | None] = []

    def weather(route: Route) -> None:
        sent_by.append(route.request.headers.get("referer"))
        route.fulfill(status=200, content_type="text/html", body="<h1>Rain</h1>")

    context.route(f"{OUT}**", weather)
    return sent_by


def a_link(page: Page, served: Served, survey: Survey | None = None) -> Tablet:
    page.goto(BEFORE)
    return Tablet(page, f"{served.url}/c/{served.open(survey or a_survey())}").start()


def a_survey() -> Survey:
    return factories.a_survey(id="remote", items=[factories.feeling(), factories.words()])


def slips(served: Served, survey: Survey, number: int = 1) -> list[str]:
    """Addresses of one-time codes."""
    record = collect.open_collection(served.database, survey, None, served.day, channel="link")
    ring = keys.read(served.settings.keys)
    made = collect.print_slips(served.database, ring, record.id, number, served.day)
    return [f"{served.url}/o/{letters.replace('-', '')}" for letters in made]


# Exit this page


def test_one_tap_blanks_the_page_and_leaves(page: Page, served: Served) -> None:
    tablet = a_link(page, served).begin().tap("sad").go("on").write("something secret")
    left = page.evaluate(TAP_AND_LOOK)
    assert left == ['<html lang="en-GB" dir="ltr" class=""></html>', ""]
    page.wait_for_url(OUT)
    assert tablet.posts() == []
    assert served.responses(tablet.address[-8:]) == []


@pytest.mark.parametrize("where", ["start", "question", "talk", "stop", "done"])
def test_back_and_forward_never_bring_the_page_back(page: Page, served: Served, where: str) -> None:
    tablet = a_link(page, served)
    if where != "start":
        tablet.begin().tap("happy")
    if where == "talk":
        tablet.talk()
    if where == "stop":
        tablet.go("stop")
    if where == "done":
        tablet.to_the_end().finish()
    page.click(".exit")
    page.wait_for_url(OUT)
    history = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    there = [entry["url"] for entry in history["entries"]]
    assert there[:3] == ["about:blank", BEFORE, OUT]
    assert there[3:] in ([], [f"{served.url}/exit"])
    assert history["currentIndex"] == there.index(OUT)
    page.go_back()
    assert page.url == BEFORE


def test_escape_three_times_leaves_too_and_twice_does_not(page: Page, served: Served) -> None:
    a_link(page, served).begin()
    for key in ("Escape", "Escape", "a", "Escape", "Escape"):
        page.keyboard.press(key)
    assert page.url.startswith(served.url)
    page.keyboard.press("Escape")
    page.wait_for_url(OUT)


def test_a_held_or_slow_escape_is_none(page: Page, served: Served) -> None:
    page.clock.install()
    a_link(page, served).begin()
    for _ in range(4):
        page.keyboard.press("Escape")
        page.clock.run_for(2_000)
    assert page.url.startswith(served.url)


def test_leaving_while_answers_are_on_their_way_asks_nothing_and_retries_nothing(
    page: Page, served: Served
) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message) or dialog.accept())
    tablet = a_link(page, served).begin().tap("happy").go("on").go("on")
    page.route("**/responses", lambda route: route.abort())
    tablet.go("finish").wait_for("keeping")
    page.wait_for_selector("#keeping [data-go=again]:visible")
    page.click(".exit")
    page.wait_for_url(OUT)
    assert asked == []


def test_without_a_network_the_page_is_gone_all_the_same(page: Page, served: Served) -> None:
    a_link(page, served).begin().tap("sad")
    page.context.unroute_all()
    page.context.set_offline(True)
    page.click(".exit")
    page.wait_for_function("!document.querySelector('form, .screen')")


def test_without_javascript_it_is_a_plain_link_that_names_nobody(
    browser: Browser, served: Served
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    sent_by = stand_in(context)
    page = context.new_page()
    page.goto(f"{served.url}/c/{served.open(a_survey())}")
    page.locator("textarea").fill("something secret")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    box = page.locator(".exit").bounding_box()
    assert box
    assert box["y"] >= 0
    page.click("header .talk")
    page.click(".exit")
    page.wait_for_url(OUT)
    assert sent_by == [None]
    context.close()


def test_with_javascript_nobody_is_named_either_and_nothing_is_asked_before(
    page: Page, served: Served
) -> None:
    sent_by = stand_in(page.context)
    tablet = a_link(page, served).begin()
    assert all(request.url.startswith(("data:", served.url)) for request in tablet.requests)
    page.click(".exit")
    page.wait_for_url(OUT)
    assert sent_by == [None]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("width", [360, 390, 820])
def test_the_button_is_always_in_view_big_and_alone(
    page: Page, served: Served, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    tablet = a_link(page, served, SHIPPED[name])
    for _ in range(30):
        tablet.still().page.evaluate("scrollTo(0, document.body.scrollHeight)")
        (leave,) = [box for box in all_boxes(tablet) if box["what"] == "exit"]
        assert min(leave["width"], leave["height"]) >= 64
        assert leave["top"] >= 0
        assert leave["bottom"] <= 740
        for other in all_boxes(tablet):
            if other["what"] == "talk" or other["what"].startswith("button"):
                across = max(other["left"] - leave["right"], leave["left"] - other["right"])
                assert across >= 8 or other["top"] >= leave["bottom"], (tablet.here, other)
        assert tablet.sideways() <= 0
        bar = page.locator("header.bar").bounding_box()
        assert bar
        assert bar["height"] <= 116
        if tablet.here == "finish":
            break
        tablet.begin() if tablet.here == "assent" else tablet.go("on")
    page.locator("header .talk").click()
    expect(page.locator(".exit")).to_be_visible()


def all_boxes(tablet: Tablet) -> list[dict[str, object]]:
    from tests.pages.tablet import SIZES, TAPPED

    found: list[dict[str, object]] = tablet.page.evaluate(SIZES, f"{TAPPED}, .exit")
    return found


@pytest.mark.parametrize("name", THEMES)
def test_the_first_screen_explains_it_in_one_line(page: Page, served: Served, name: str) -> None:
    a_link(page, served, SHIPPED[name])
    line = page.locator("#assent li", has_text="Exit")
    expect(line).to_have_count(1)


def test_at_an_event_nothing_leads_out(page: Page, served: Served) -> None:
    Tablet(page, f"{served.url}/c/{served.open_at_event(factories.a_survey(id='no-exit'))}").start()
    assert page.locator(".exit").count() == 0
    assert "Exit" not in page.locator("#assent").inner_text()
    outside = page.locator("a[href^='http']").count()
    assert outside == 0
    for _ in range(3):
        page.keyboard.press("Escape")
    assert page.url.startswith(served.url)


# One-time codes


def test_a_slip_is_typed_answered_once_and_used_up(page: Page, served: Served) -> None:
    (address,) = slips(served, factories.a_survey(id="by-slip", items=[factories.feeling()]))
    letters = address[-12:]
    page.goto(served.url)
    page.fill("#code", f"{letters[:4]} {letters[4:8]} {letters[8:]}".lower())
    page.click("main .main")
    page.wait_for_url(address)
    tablet = Tablet(page, address).start().begin().tap("happy").go("on").finish()
    assert "Your letters are used now: they open nothing more." in tablet.screen.inner_text()
    page.goto(address)
    assert page.locator("h1").first.inner_text() == "These letters open nothing now."
    assert page.locator(".exit").is_visible()


def test_throwing_it_away_spends_nothing(page: Page, served: Served) -> None:
    (address,) = slips(served, factories.a_survey(id="not-spent", items=[factories.feeling()]))
    Tablet(page, address).start().begin().tap("sad").go("stop").go("fresh")
    page.wait_for_selector("html.js #assent:not([hidden])")
    Tablet(page, address).begin().tap("happy").go("on").finish()


def test_a_lost_reply_is_asked_for_again_and_counts_once(page: Page, served: Served) -> None:
    (address,) = slips(served, factories.a_survey(id="lost-reply", items=[factories.feeling()]))
    outcomes: list[str] = []

    def lose_the_first(route: Route) -> None:
        reply = route.fetch()
        outcomes.append(reply.json()["outcome"])
        route.abort() if len(outcomes) == 1 else route.fulfill(response=reply)

    page.route("**/responses", lose_the_first)
    Tablet(page, address).start().begin().tap("happy").go("on").finish()
    assert outcomes == ["stored", "already"]


def test_the_second_of_two_phones_is_told_kindly_and_loses_nothing_on_the_page(
    page: Page, browser: Browser, served: Served
) -> None:
    (address,) = slips(served, factories.a_survey(id="two-phones", items=[factories.feeling()]))
    other = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    late = Tablet(other.new_page(), address).start().begin().tap("sad").go("on")
    Tablet(page, address).start().begin().tap("happy").go("on").finish()
    late.go("finish").wait_for("look")
    assert "Perhaps somebody used them before you." in late.screen.inner_text()
    other.close()


@pytest.mark.parametrize("name", THEMES)
def test_by_slip_and_by_link_it_weighs_less_than_100_kilobytes_with_pictures(
    browser: Browser, served: Served, name: str
) -> None:
    """Every picture is scrolled to, every screen is shown, and the answer is sent."""
    addresses = [*slips(served, SHIPPED[name]), f"{served.url}/c/{served.open(SHIPPED[name])}"]
    for address in addresses:
        context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
        page = context.new_page()
        network = context.new_cdp_session(page)
        weights: list[float] = []
        network.on(
            "Network.loadingFinished", lambda event, w=weights: w.append(event["encodedDataLength"])
        )
        network.send("Network.enable")
        tablet = Tablet(page, address).start().begin()
        while tablet.here != "finish":
            tablet.still().page.evaluate("scrollTo(0, document.body.scrollHeight)")
            tablet.go("on")
        tablet.finish()
        page.wait_for_load_state("networkidle")
        assert 10_000 < sum(weights) <= 100_000, (name, sum(weights))
        context.close()

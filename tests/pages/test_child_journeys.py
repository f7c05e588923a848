"""Whole journeys through the questionnaires we ship, tapped in a real browser."""

from itertools import pairwise, product

import pytest
from playwright.sync_api import Browser, Page

from tests import factories
from tests.pages.axes import faults
from tests.pages.served import Served
from tests.pages.tablet import Tablet
from voice import paths
from voice.store import remarks
from voice.survey import load
from voice.survey.model import Answer, Survey
from voice.survey.rules import shown

pytestmark = pytest.mark.browser
SHIPPED = load.load_all(paths.SURVEYS)
IN_FRONT = """id => {
  document.querySelector('form').hidden = true;
  for (const e of document.querySelectorAll('.overlay')) e.classList.toggle('open', e.id === id);
  for (const e of document.querySelectorAll('[data-slow]')) e.hidden = false;
  document.querySelector('.overlay.open h1').focus();
}"""
CHECKED: set[tuple[str, str]] = set()
"""Screens axe found no fault in, by theme and kind: ten alike are looked at once."""


def a_tablet(page: Page, served: Served, survey: Survey) -> tuple[Tablet, str]:
    code = served.open(survey)
    return Tablet(page, f"{served.url}/c/{code}").start(), code


def check(tablet: Tablet, seen: dict[str, object]) -> None:
    """One screen: only it is shown, its parts are big and apart, and axe finds no fault."""
    tablet.still()
    shown = tablet.page.locator("[data-screen]:visible, .overlay:visible")
    assert shown.count() == 1
    assert tablet.page.locator(":focus").evaluate("e => e.tagName") == "H1"
    assert tablet.sideways() <= 0
    tablet.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    boxes = tablet.boxes()
    for box in boxes:
        least = 96 if box["what"] == "stone" else 64
        assert min(box["width"], box["height"]) >= least - 0.5, box
    for one, other in product(boxes, boxes):
        assert one is other or apart(one, other), (one, other)
    passing = tablet.page.locator(".pass:visible")
    if passing.count():
        place = passing.bounding_box()
        # Where a page scrolls its end is rounded to a whole pixel: nobody sees less than that.
        assert seen.setdefault("pass", place) == pytest.approx(place, abs=0.5)
    assert tablet.page.locator(".talk:visible").count() or tablet.here == "talk"
    theme = str(tablet.page.locator("html").get_attribute("class"))
    if (alike := (theme, tablet.kind or tablet.here)) not in CHECKED:
        assert faults(tablet.page) == []
        CHECKED.add(alike)


WALKED = (
    *("about-the-service", "before-and-after", "care-leavers-check-in", "four-questions"),
    *("how-are-you", "one-promise-today", "our-ideas", "our-promise-to-you", "stall"),
    *("foster-carers-event", "my-workers-visit"),
)
"""Every kind, age and look, and the longest first screens. The others are of the same parts."""


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether there is room between two things to tap."""
    across = max(one["left"] - other["right"], other["left"] - one["right"])
    down = max(one["top"] - other["bottom"], other["top"] - one["bottom"])
    return max(across, down) >= 15.5


@pytest.mark.parametrize("name", WALKED)
def test_a_child_taps_through_every_question(page: Page, served: Served, name: str) -> None:
    survey = SHIPPED[name]
    tablet, code = a_tablet(page, served, survey)
    seen: dict[str, object] = {}
    check(tablet, seen)
    tablet.begin()
    questions = []
    while tablet.here != "finish":
        questions.append(tablet.here)
        check(tablet, seen)
        stones = tablet.screen.locator(".stone input")
        if stones.count():
            stones.last.click()
        elif tablet.kind in {"words", "ideas"}:
            tablet.write("A trip to the pond")
        tablet.go("on")
    check(tablet, seen)
    tablet.finish()
    check(tablet, seen)
    (kept,) = served.responses(code)
    assert set(kept) == {item.id for item in survey.items if item.counts}
    given = {id_: Answer(options=tuple(options)) for id_, options in kept.items()}
    asked = [item for item in survey.items if shown(item.show_if, given)]
    assert questions == [f"q-{item.id}" for item in asked] + ["helped"] * survey.ask_helped
    for item in asked:
        if item.choices:
            last = "_dont-know" if item.dont_know else item.choices[-1].id
            assert kept[item.id] == [last]
    assert served.around(code) == [("10-16", "together" if survey.ask_helped else None)]
    assert len(tablet.posts()) == 1
    assert page.locator("form").count() == 0
    assert all(request.url.startswith(served.url) for request in tablet.requests)
    assert page.context.cookies() == []


@pytest.mark.parametrize("name", ["how-are-you", "our-promise-to-you", "care-leavers-check-in"])
def test_the_screens_in_front_have_no_fault_in_any_theme(
    page: Page, served: Served, name: str
) -> None:
    tablet, _ = a_tablet(page, served, SHIPPED[name])
    seen: dict[str, object] = {}
    tablet.go("no-thanks")
    check(tablet, seen)
    tablet.go("return").begin().go("stop")
    check(tablet, seen)
    tablet.talk()
    check(tablet, seen)
    tablet.go("return").go("return")
    for overlay in ("still-there", "keeping", "look"):
        page.evaluate(IN_FRONT, overlay)
        check(tablet, seen)


@pytest.mark.parametrize("path", ["/", "/?code=12", "/c/XXXXXXXX", "thank-you"])
def test_pages_around_have_no_fault(page: Page, served: Served, path: str) -> None:
    if path == "thank-you":
        path = f"/c/{served.open(SHIPPED['stall'])}/thank-you"
    page.goto(served.url + path)
    assert faults(page) == []


@pytest.mark.parametrize(("width", "height"), [(768, 1024), (1180, 820), (360, 740)])
@pytest.mark.parametrize("name", ["how-are-you", "care-leavers-check-in"])
def test_it_fits_other_screens(
    page: Page, served: Served, name: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    tablet, _ = a_tablet(page, served, SHIPPED[name])
    assert tablet.sideways() <= 0
    tablet.begin()
    while tablet.here != "finish":
        assert tablet.sideways() <= 0
        for box in tablet.boxes():
            least = 96 if box["what"] == "stone" else 48 if width < 400 else 64
            assert min(box["width"], box["height"]) >= least - 0.5, (tablet.here, box)
        tablet.go("on")


@pytest.mark.parametrize(("width", "height"), [(820, 1180), (1180, 820), (360, 740)])
@pytest.mark.parametrize("name", WALKED)
def test_yes_and_no_are_seen_without_scrolling(
    page: Page, served: Served, name: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    tablet, _ = a_tablet(page, served, SHIPPED[name])
    for button in tablet.still().screen.locator(".moves .button").all():
        box = button.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height
        assert box["height"] <= 96


def test_letters_twice_as_big_cut_nothing_off(page: Page, served: Served) -> None:
    tablet, _ = a_tablet(page, served, SHIPPED["how-are-you"])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    tablet.begin()
    while tablet.here != "finish":
        assert tablet.sideways() <= 0
        cut = page.evaluate(
            "[...document.querySelectorAll('.word, .button, h1')].filter(e => e.checkVisibility()"
            " && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')"
            ".map(e => e.textContent)"
        )
        assert cut == []
        tablet.go("on")


def test_the_page_mirrors_for_languages_from_right_to_left(page: Page, served: Served) -> None:
    tablet, _ = a_tablet(page, served, SHIPPED["how-are-you"])
    page.evaluate("document.documentElement.dir = 'rtl'")
    tablet.begin()
    faces = [stone.bounding_box() for stone in tablet.screen.locator(".stone").all()]
    assert all(a and b and a["x"] > b["x"] for a, b in pairwise(faces))
    talk = page.locator("header .talk").bounding_box()
    assert talk
    assert talk["x"] < 100
    assert tablet.sideways() <= 0


def test_nothing_moves_where_motion_is_not_wanted(browser: Browser, served: Served) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 820, "height": 1180})
    tablet, _ = a_tablet(context.new_page(), served, SHIPPED["stall"])
    tablet.begin().tap("yes")
    moving = tablet.page.evaluate("document.getAnimations().length")
    tablet.to_the_end().finish()
    assert moving == tablet.page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_everything_can_be_done_with_a_keyboard(page: Page, served: Served) -> None:
    tablet, code = a_tablet(page, served, SHIPPED["stall"])
    keys = page.keyboard

    def press(until: str, *then: str) -> None:
        for _ in range(30):
            keys.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", until):
                break
        for key in then:
            keys.press(key)

    press("#assent [data-go=on]", "Enter")
    press("#age .stone input", "Space", "ArrowDown")
    assert tablet.here == "age"
    press("[data-go=on]", "Enter")
    press("#q-event-liked .stone input", "Space", "ArrowRight", "ArrowRight")
    press("[data-go=on]", "Space")
    press("#q-event-best .pass input", "Space")
    press("[data-go=on]", "Enter")
    press("#q-next-time input[type=text]", "p", "i", "e", "Enter")
    assert tablet.here == "q-next-time"
    press("[data-go=on]", "Enter")
    press("[data-go=finish]", "Enter")
    tablet.wait_for("done")
    (kept,) = served.responses(code)
    assert kept == {
        "event-liked": ["yes"],
        "event-best": ["_skipped"],
    }
    assert served.around(code) == [("10-16", None)]


def test_the_first_screen_weighs_less_than_40_kilobytes(browser: Browser, served: Served) -> None:
    for name in ("how-are-you", "our-promise-to-you", "care-leavers-check-in"):
        code = served.open(SHIPPED[name])
        context = browser.new_context(viewport={"width": 820, "height": 1180})
        page = context.new_page()
        network = context.new_cdp_session(page)
        weights: list[float] = []
        network.on(
            "Network.loadingFinished", lambda event, w=weights: w.append(event["encodedDataLength"])
        )
        network.send("Network.enable")
        page.goto(f"{served.url}/c/{code}", wait_until="networkidle")
        page.wait_for_timeout(200)
        assert 10_000 < sum(weights) <= 40_000, (name, sum(weights))
        context.close()


def test_without_javascript_the_plain_form_does_it_all(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    code = served.open(SHIPPED["stall"])
    page.goto(f"{served.url}/c/{code}")
    page.click("header .talk")
    assert page.locator("#talk").is_visible()
    page.click("#talk [data-go=return]")
    assert page.locator(".leave").count() == 0  # its ideas are harmless
    page.locator("#q-event-liked .stone input").last.check()
    page.locator("#q-next-time input[type=text]").first.fill("A bigger pond")
    page.click("[data-go=finish]")
    assert page.locator("h1").first.inner_text() == "Thank you."
    (kept,) = served.responses(code)
    assert kept["event-liked"] == ["yes"]
    assert kept["event-best"] == ["_skipped"]
    context.close()


def test_what_may_be_shared_is_said_on_the_screen_of_the_words(page: Page, served: Served) -> None:
    words = factories.words()
    survey = factories.a_survey(id="leave-given", items=[words, words | {"id": "more"}])
    tablet = Tablet(page, f"{served.url}/c/{served.open(survey)}").start().begin()
    assert tablet.screen.locator(".leave input:checked").count() == 0
    tablet.write("A pond").tap("idea").tap("words").go("on")
    tablet.write("The bus").rather_not().go("back")
    assert tablet.screen.locator(".leave input:checked").get_attribute("value") == "words"
    tablet.to_the_end().finish().wait_for("done")
    record = tablet.posts()[-1].post_data_json
    assert record["answers"] == {words["id"]: "A pond", "more": None}
    assert record["leave"] == {words["id"]: "words"}


def test_without_javascript_a_leave_is_kept_with_the_words(
    browser: Browser, served: Served
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}/c/{served.open(factories.a_survey(id='leave-plain'))}")
    page.locator("textarea").fill("A plain pond")
    page.get_by_label("Yes, my words").check()
    page.click("[data-go=finish]")
    with served.database.reading() as connection:
        kept = {one.words: one.leave for one in remarks.unread(connection, served.day)}
    assert kept["A plain pond"] == "words"
    context.close()

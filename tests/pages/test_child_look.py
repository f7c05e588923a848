"""How the questions look on a tablet: the smallest can tap them, and at night all is seen."""

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.pages.served import Served
from tests.pages.tablet import Tablet
from voice import paths
from voice.survey import load

pytestmark = pytest.mark.browser
SHIPPED = load.load_all(paths.SURVEYS)
FACE = "document.querySelector('.screen:not([hidden]) .card').getBoundingClientRect().height"


def open_tablet(page: Page, served: Served, name: str, size: tuple[int, int]) -> Tablet:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    survey = SHIPPED[name].model_copy(update={"id": f"sight-{name}"})
    return Tablet(page, f"{served.url}/c/{served.open(survey)}").start()


@pytest.mark.parametrize("size", [(820, 1180), (1180, 820)])
@pytest.mark.parametrize("name", ["stall", "how-are-you"])
def test_faces_take_the_room_there_is(
    page: Page, served: Served, name: str, size: tuple[int, int]
) -> None:
    tablet = open_tablet(page, served, name, size).begin()
    while tablet.kind != "faces":
        tablet.go("on")
    assert tablet.still().page.evaluate(FACE) >= 0.3 * size[1]
    foot = page.locator(".screen:not([hidden]) .foot").bounding_box()
    assert foot
    cards = [box for box in tablet.boxes() if box["what"] == "stone"]
    assert all(box["bottom"] < foot["y"] - 28 for box in cards)


def test_the_smallest_get_one_line_for_an_idea_at_a_time(page: Page, served: Served) -> None:
    tablet = open_tablet(page, served, "stall", (820, 1180)).begin()
    while tablet.kind != "ideas":
        tablet.go("on")
    lines = page.locator(".ideas input:visible")
    assert lines.count() == 1
    tablet.write("More cake")
    assert lines.count() == 2
    tablet.write("A slide", place=1)
    assert lines.count() == 3


def test_others_see_how_many_ideas_there_may_be(page: Page, served: Served) -> None:
    ideas = {"id": "next-time", "kind": "ideas", "text": "What should we do next time?"}
    survey = factories.a_survey(id="sight-ideas", items=[ideas])
    tablet = Tablet(page, f"{served.url}/c/{served.open(survey)}").start().begin()
    assert tablet.kind == "ideas"
    assert page.locator(".ideas input:visible").count() == 5


def test_at_night_the_envelope_is_drawn_in_light(page: Page, served: Served) -> None:
    tablet = open_tablet(page, served, "our-promise-to-you", (820, 1180)).begin().to_the_end()
    light = page.evaluate("getComputedStyle(document.documentElement).color")
    strokes = page.locator("#finish .flap.up, #finish .pocket").evaluate_all(
        "all => all.map(e => getComputedStyle(e).stroke)"
    )
    assert tablet.here == "finish"
    assert strokes == [light, light]

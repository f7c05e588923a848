"""How the questions look on a tablet: the smallest can tap them, and at night all is seen."""

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.pages.served import Served
from tests.pages.tablet import Tablet
from tests.pages.test_own_phone import slips
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


LAST = """() => {
  scrollTo(0, document.documentElement.scrollHeight);
  const screen = document.querySelector(".screen:not([hidden])");
  const foot = screen.querySelector(".foot");
  const wave = parseFloat(getComputedStyle(foot, "::before").insetBlockStart);
  const read = [...screen.querySelectorAll("p, li, h1, label, legend, textarea")];
  const ends = read
    .filter((one) => !foot.contains(one) && one.offsetHeight)
    .map((one) => one.getBoundingClientRect().bottom);
  return [screen.id, Math.max(...ends), foot.getBoundingClientRect().top + Math.min(0, wave)];
}"""
"""Where the last that can be read ends, at the end of the way down, and where the wave begins."""
PHONES = ((320, 568), (360, 740), (390, 664), (390, 844))


@pytest.mark.parametrize(
    ("name", "once"),
    [
        ("care-leavers-check-in", False),
        ("care-leavers-check-in", True),
        ("how-are-you", False),
        ("our-promise-to-you", False),
    ],
)
def test_on_a_phone_nothing_to_be_read_ends_under_the_foot_or_its_wave(
    page: Page, served: Served, name: str, once: bool
) -> None:
    # Under a name of its own: other tests ask the same survey in editions of theirs.
    survey = SHIPPED[name].model_copy(update={"id": f"wave-{len(name)}-{once:d}"})
    address = slips(served, survey)[0] if once else f"{served.url}/c/{served.open(survey)}"
    tablet = Tablet(page, address).start()
    nothing_hidden(page)
    tablet.begin("17+")
    while tablet.here != "finish":
        nothing_hidden(page)
        tablet.go("on")
    nothing_hidden(page)


def nothing_hidden(page: Page) -> None:
    for width, height in PHONES:
        page.set_viewport_size({"width": width, "height": height})
        screen, end, wave = page.evaluate(LAST)
        assert end <= wave, (screen, width, height)

"""A worker makes a survey of ten questions with two rules and Arabic words from nothing, publishes
it, and a child answers it: every step in a real browser, by what the pages show."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages import desk
from tests.pages.desk import LAPTOP, Desk
from tests.pages.served import Served
from tests.pages.studio import Studio
from tests.pages.tablet import Tablet

pytestmark = pytest.mark.browser

TITLE = "Our youth club"
ABOUT = {
    "Why we ask": "We want to know what is good at the youth club.",
    "Who reads it": "The people who plan the youth club read it. Nobody is told your name.",
    "When children hear back": "We tell you at the next meeting, in January.",
}
ARABIC = {
    TITLE: "نادي الشباب",
    "How was today?": "كيف كان اليوم؟",
    "Yes": "نعم",
}
"""Some of the Arabic words; every other text gets words that a test can tell from it."""


PICKS = {"ar Was it good for your friend?": (1,), "ar How much did you like the club?": (10,)}
"""Which answer is tapped where it is not the first."""


@pytest.fixture
def studio(browser: Browser, served: Served) -> Studio:
    desk.add_people(served.database, served.settings, ("worker",), "maker")
    here = Desk(browser, served.url, LAPTOP)
    here.page.set_default_timeout(20_000)
    return Studio(here.log_in("worker-maker"))


def test_from_nothing_to_an_answer_in_arabic(studio: Studio, served: Served, page: Page) -> None:
    write_ten_questions(studio.begin(TITLE))
    assert studio.desk.faults() == []
    assert studio.desk.sideways() <= 0
    studio.translate("ar", ARABIC)
    studio.publish()
    studio.desk.go("/our-words/ar")
    studio.approve()
    code = studio.open(TITLE)
    assert studio.desk.wrong == []
    assert studio.desk.strangers() == set()
    asked = answer(Tablet(page, f"{served.url}/c/{code}").start())
    assert len(asked) == 9
    assert asked[0] == "كيف كان اليوم؟"
    assert "ar Was it good for your friend?" in asked
    assert "ar What would have helped?" not in asked
    (told,) = served.responses(code)
    assert told["was-it-good-for-your-friend"] == ["a-bit"]
    assert told["did-somebody-listen-to-you"] == ["yes"]
    assert told["how-much-did-you-like-the-club"] == ["10"]


def write_ten_questions(studio: Studio) -> None:
    studio.about(**ABOUT)
    studio.page.get_by_role("radio", name=re.compile("^12")).check()
    studio.kept()
    studio.add("Faces", "How was today?")
    studio.add("Choose one", "Did you come with a friend?").answers("Yes", "No")
    studio.add("Choose one", "Was it good for your friend?").answers(
        "Yes", "A bit", "No"
    ).told_together()
    studio.only_if("Did you come with a friend?", "Yes")
    studio.add("Choose any", "What did you do today?").answers("Football", "Art", "Cooking")
    studio.add("0 to 10", "How much did you like the club?")
    studio.write("What 0 means", "Not at all").write("What 10 means", "Very much")
    studio.add("Choose one", "Did somebody listen to you?").answers(
        "Yes", "Sometimes", "No"
    ).told_together()
    studio.add("Write", "What would have helped?")
    studio.only_if("Did somebody listen to you?", "No")
    studio.add("Ideas", "What shall we do next time?")
    studio.add("Something to read", "Thank you. One more question.", label="What is read")
    studio.add("Faces", "How do you feel now?")
    expect(studio.questions).to_have_count(10)


def answer(tablet: Tablet) -> list[str]:
    """Answer it in Arabic with the first answer there is, or the second; what was asked."""
    page = tablet.page
    page.locator(".tongues [lang=ar]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    tablet.begin("17+")
    asked = []
    while tablet.here != "helped" and tablet.here != "finish":
        screen = tablet.screen
        asked.append(screen.locator("h1").inner_text())
        stones = screen.locator(".stone input")
        for number in PICKS.get(asked[-1], (0,)):
            if stones.count():
                stones.nth(number).click()
        tablet.go("on") if screen.locator("[data-go=on]").is_visible() else None
    if tablet.here == "helped":
        tablet.rather_not()
    tablet.finish()
    return asked

"""The preview in a real browser: the rules live, and nothing leaves the page around it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, expect

from tests.pages import desk
from tests.pages.desk import LAPTOP, PHONE, Desk
from tests.pages.served import Served
from voice import drafting
from voice.survey.editing import Operation

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quick_hashing")]

YES_NO = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
ITEMS: list[dict[str, Any]] = [
    {"id": "came", "kind": "choice", "text": "Did you come?", "options": YES_NO},
    {
        "id": "good",
        "kind": "choice",
        "text": "Was it good?",
        "options": YES_NO,
        "show_if": {"item": "came", "is": "yes"},
        "versions": {"0-9": {"text": "Nice?"}},
    },
    {
        "id": "why",
        "kind": "words",
        "text": "Why was it not?",
        "show_if": {"all": [{"item": "good", "is_not": "yes"}, {"item": "good", "is": "no"}]},
    },
    {
        "id": "never",
        "kind": "words",
        "text": "Who would be asked this?",
        "show_if": {"all": [{"item": "came", "is": "yes"}, {"item": "came", "is": "no"}]},
    },
    {"id": "half", "kind": "choice", "text": "Which day?", "options": YES_NO[:1]},
]


@pytest.fixture(scope="module")
def staff(served: Served) -> str:
    desk.add_people(served.database, served.settings, ("worker",), "previews")
    return "worker-previews"


@pytest.fixture
def draft(served: Served) -> str:
    data = {"title": "The trip", "ages": "8-11", "minutes": 2, "items": ITEMS}
    return drafting.start_from_data(served.database, data, "ada", served.day).id


@pytest.fixture
def at(browser: Browser, served: Served, staff: str) -> Iterator[Desk]:
    here = Desk(browser, served.url, LAPTOP)
    yield here.log_in(staff)
    assert here.wrong == []
    assert here.strangers() == set()
    here.context.close()


def frame(at: Desk) -> FrameLocator:
    """The tablet that is seen."""
    return at.page.locator("iframe:not(.preview__frame--next)").content_frame


def shown(at: Desk) -> Locator:
    return frame(at).locator("[data-screen]:not([hidden])")


def tell(at: Desk, event: str, **detail: Any) -> None:
    """What the editor around the preview says."""
    script = "([name, detail]) => document.dispatchEvent(new CustomEvent(name, { detail }))"
    at.page.evaluate(script, [event, detail])


def seen(at: Desk, screen: str) -> None:
    expect(shown(at)).to_have_attribute("id", screen)


def test_a_draft_is_tapped_through_as_a_child_would_and_nothing_is_sent(
    at: Desk, draft: str
) -> None:
    sent: list[str] = []
    at.page.on("request", lambda one: sent.append(one.method) if one.method != "GET" else None)
    at.go(f"/studio/{draft}/preview")
    seen(at, "assent")
    frame(at).get_by_role("link", name="Yes, I want to").click()
    frame(at).get_by_label("9 or under").click()
    shown(at).get_by_label("Yes", exact=True).click()
    shown(at).get_by_role("button", name="Next").click()
    seen(at, "q-good")
    expect(shown(at).locator("h1")).to_have_text("Nice?")
    shown(at).get_by_role("button", name="Back").click()
    shown(at).get_by_label("No", exact=True).click()
    shown(at).get_by_role("button", name="Next").click()
    expect(shown(at)).to_contain_text("not finished yet: It needs two answers or more.")
    expect(at.page.get_by_role("link", name="Change this question")).to_have_attribute(
        "href", f"/work/studio/{draft}?item=half"
    )
    shown(at).get_by_role("button", name="Next").click()
    frame(at).get_by_role("button", name="Finish").click()
    expect(frame(at).locator("#done")).to_contain_text("Thank you. Your answers are in.")
    frame(at).get_by_role("button", name="Next person").click()
    seen(at, "assent")
    assert sent == []
    at.page.go_back()
    at.page.wait_for_url("**/work/")


def test_the_question_one_works_at_is_shown_with_what_leads_to_it(at: Desk, draft: str) -> None:
    at.go(f"/studio/{draft}/preview")
    seen(at, "assent")
    said = at.page.locator("[data-preview-said]")
    tell(at, "studio:at", item="why")
    seen(at, "q-why")
    expect(said).to_have_text(
        "To show this, we tapped “Yes” to “Did you come?” and “No” to “Was it good?”."
    )
    tell(at, "studio:at", item="never")
    expect(said).to_contain_text("No answers lead to this question")
    tell(at, "studio:at", item="good")
    seen(at, "q-good")
    tell(at, "studio:at", item="")
    seen(at, "assent")


def test_what_is_kept_is_shown_at_once_at_the_same_place_with_the_same_answers(
    at: Desk, served: Served, draft: str
) -> None:
    at.go(f"/studio/{draft}/preview")
    tell(at, "studio:at", item="good")
    seen(at, "q-good")
    shown(at).get_by_label("No", exact=True).click()
    change = Operation("change", "good", {"field": "text", "value": "Did you like it?"})
    drafting.apply(served.database, draft, change, 1, "ada", served.day)
    at.page.get_by_label("For ages").focus()
    tell(at, "studio:kept", version=2, item="good")
    expect(shown(at).locator("h1")).to_have_text("Did you like it?")
    expect(shown(at).get_by_label("No", exact=True)).to_be_checked()
    expect(at.page.get_by_label("For ages")).to_be_focused()
    assert at.page.locator("iframe").count() == 1


def test_each_way_of_seeing_keeps_the_place_also_from_right_to_left(at: Desk, draft: str) -> None:
    at.go(f"/studio/{draft}/preview")
    tell(at, "studio:at", item="good")
    seen(at, "q-good")
    at.page.get_by_label("Language").select_option("ar")
    expect(frame(at).locator("html")).to_have_attribute("dir", "rtl")
    seen(at, "q-good")
    at.page.get_by_label("A child who is").select_option("0-9")
    expect(shown(at).locator("h1")).to_have_text("Nice?")
    at.page.get_by_label("For ages").select_option("12+")
    at.page.get_by_label("On a").select_option("phone")
    expect(frame(at).locator("html.night")).to_be_visible()
    seen(at, "q-good")
    assert frame(at).locator("html").evaluate("() => [innerWidth, innerHeight]") == [390, 844]
    frame(at).locator("a.exit").click()
    seen(at, "q-good")
    at.page.get_by_role("button", name="Start again").click()
    seen(at, "assent")


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_page_around_it_is_for_everybody_and_fits(
    browser: Browser, served: Served, staff: str, draft: str, size: dict[str, int]
) -> None:
    here = Desk(browser, served.url, size).log_in(staff)
    for page in (f"/studio/{draft}/preview", "/surveys/how-are-you/preview"):
        here.go(page)
        seen(here, "assent")
        assert here.sideways() <= 0
        assert here.faults() == []
        assert here.page.evaluate("document.querySelectorAll('main h1').length") == 1
    assert here.wrong == []
    here.context.close()

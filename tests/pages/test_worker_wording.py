"""Words in other languages in a real browser: kept as one types, and read on one's own phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import factories, tongues
from tests.pages import desk
from tests.pages.desk import LAPTOP, PHONE, Desk
from tests.pages.served import Served
from voice import drafting, opening
from voice.store import collections, translations

pytestmark = pytest.mark.browser
SURVEY = factories.a_survey(id="wording")


@pytest.fixture(scope="module")
def code(served: Served) -> str:
    """A questionnaire that is open to anybody."""
    desk.add_people(served.database, served.settings, ("worker",), "wording")
    return opening.open_collection(
        served.database, SURVEY, None, served.day, name="Wording", channel="link"
    ).code


@pytest.fixture(scope="module")
def draft(served: Served) -> str:
    return drafting.start_copy(served.database, SURVEY, "Words", "ada", served.day).id


@pytest.fixture
def worker(browser: Browser, served: Served, code: str) -> Desk:
    return Desk(browser, served.url, LAPTOP).log_in("worker-wording")


def kept(served: Served, draft: str, language: str) -> dict[str, str]:
    with served.database.reading() as connection:
        found = translations.of(connection, draft, language)
    return {place: words.text for place, words in found.items()}


def test_words_are_kept_as_one_types_and_again_after_the_network_was_away(
    worker: Desk, served: Served, draft: str
) -> None:
    page = worker.go(f"/studio/{draft}/words/uk").page
    title, purpose = page.locator("textarea").nth(0), page.locator("textarea").nth(1)
    title.fill("Як справи?")
    expect(page.locator("[data-said]")).to_have_text("Kept.")
    expect(page.locator("#words-summary")).to_contain_text("1 of ")
    page.context.set_offline(True)
    purpose.fill("Ми хочемо знати.")
    purpose.blur()
    expect(page.locator("[data-said]")).to_have_text("Not kept yet. Trying again…")
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_have_text("Kept.")
    assert kept(served, draft, "uk") == {"title": "Як справи?", "purpose": "Ми хочемо знати."}
    assert purpose.input_value() == "Ми хочемо знати."
    assert worker.faults() == []
    assert worker.strangers() == set()


def test_two_who_write_the_same_are_told_of_each_other(
    worker: Desk, browser: Browser, served: Served, draft: str
) -> None:
    address = f"/studio/{draft}/words/pl"
    other = Desk(browser, served.url, PHONE).log_in("worker-wording").go(address)
    page = worker.go(address).page
    page.locator("textarea").first.fill("Jak się masz?")
    expect(page.locator("[data-said]")).to_have_text("Kept.")
    other.page.locator("textarea").first.fill("Co słychać?")
    wrong = other.page.locator("[data-wrong]").first
    expect(wrong).to_contain_text("Somebody else wrote here: “Jak się masz?”.")
    assert other.page.locator("textarea").first.input_value() == "Co słychać?"
    assert other.sideways() <= 0
    assert other.faults() == []
    assert kept(served, draft, "pl")["title"] == "Jak się masz?"


def test_a_phone_of_ones_own_turns_by_a_link_and_answers_the_same(
    served: Served, code: str, page: Page
) -> None:
    tongues.approve_ours(served.database, "ar")
    tongues.translate(served.database, SURVEY, "ar")
    page.goto(f"{served.url}/c/{code}")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("#assent a[data-go=on]").click()
    page.locator("#age button[data-go=on]").click()
    page.locator("#q-feeling-now input[value=happy]").click()
    page.locator("#q-feeling-now button[data-go=on]").click()
    page.locator("#q-good button[data-go=stop]").click()
    page.locator("#stop button[data-go=keep]").click()
    expect(page.locator("#done")).to_be_visible()
    expect(page.locator("#done h1")).to_have_text("شكرًا. وصلت إجاباتك.")
    with served.database.reading() as connection:
        record = next(one for one in collections.standing(connection) if one.code == code)
        assert collections.answered(connection, [record.id])[record.id] == 1

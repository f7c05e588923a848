"""A survey on paper in a real browser: looked at, printed, and typed in by keys alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import factories
from tests.pages import desk
from tests.pages.desk import LAPTOP, PHONE, Desk
from tests.pages.served import Served
from voice import opening
from voice.store import collections

pytestmark = pytest.mark.browser

MARK = "papers"
WHY = factories.words(id="why-not", show_if={"item": "listened", "is": "no"})
SCALE = {"id": "safe", "kind": "scale", "text": "How safe?", "low": "Not", "high": "Very"}
SURVEY = factories.a_survey(
    id="on-paper",
    items=[factories.feeling(), factories.good(), factories.listened(), WHY, SCALE],
)
PAGES = ("/paper", "/typing-in", "/typing-in/sheet")


@pytest.fixture(scope="module")
def code(served: Served) -> str:
    desk.add_people(served.database, served.settings, ("worker",), MARK)
    return opening.open_collection(served.database, SURVEY, None, served.day, channel="link").code


@pytest.fixture
def at(browser: Browser, served: Served, code: str) -> Iterator[Desk]:
    visit = Desk(browser, served.url, LAPTOP).log_in(f"worker-{MARK}")
    yield visit
    assert visit.wrong == []
    visit.context.close()


def test_its_pages_have_no_fault_and_fit_a_phone(
    browser: Browser, served: Served, code: str
) -> None:
    small = Desk(browser, served.url, PHONE).log_in(f"worker-{MARK}")
    for path in PAGES:
        small.go(f"/surveys/{code}{path}")
        assert small.faults() == [], path
        assert small.sideways() <= 0, path
    assert small.wrong == []
    assert small.strangers() == set()
    small.context.close()


def test_only_the_paper_is_printed(at: Desk, code: str) -> None:
    at.go(f"/surveys/{code}/paper")
    at.page.emulate_media(media="print")
    for hidden in (".bar", ".paper-files", ".foot", ".kicker"):
        assert not at.page.locator(hidden).first.is_visible(), hidden
    assert at.page.locator(".pf").is_visible()


def test_a_paper_is_typed_in_by_keys_alone(at: Desk, code: str, served: Served) -> None:
    at.go(f"/surveys/{code}/typing-in")
    why, keys = at.page.locator("#ask-why-not"), at.page.keyboard
    expect(why).to_be_hidden()
    for key in ("2", "4", "1", "3", "Enter", "3"):  # age, face, two ticks, “no”
        keys.press(key)
    expect(why.locator("textarea")).to_be_focused()
    keys.type("They forget 1 thing")
    keys.press("Control+Enter")
    expect(at.page.locator(".govuk-notification-banner")).to_contain_text("counted")
    expect(at.page.locator("main")).to_contain_text("1 paper typed in so far")
    with served.database.reading() as connection:
        record = collections.by_code(connection, code)
        assert record is not None
        assert collections.answered(connection, [record.id]) == {record.id: 1}


def test_keys_take_back_and_go_back(at: Desk, code: str) -> None:
    at.go(f"/surveys/{code}/typing-in")
    keys, chosen = at.page.keyboard, at.page.locator("#typing :checked")
    keys.press("2")
    keys.press("5")
    keys.press("Shift+Enter")
    keys.press("0")  # rather not say, in place of the face
    expect(at.page.locator("[name='pass'][value='feeling-now']")).to_be_checked()
    expect(chosen).to_have_count(2)
    keys.press("Shift+Enter")
    keys.press("Shift+Enter")
    keys.press("2")
    expect(chosen).to_have_count(1)
    at.page.locator("[name='q.listened'][value=no]").check()
    expect(at.page.locator("#ask-why-not")).to_be_visible()
    at.page.locator("[name='pass'][value='listened']").check()
    expect(at.page.locator("#ask-why-not")).to_be_hidden()

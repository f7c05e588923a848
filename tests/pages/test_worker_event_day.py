"""The day of an event on a worker's phone, with and without a script."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from tests import factories
from tests.pages import desk
from tests.pages.desk import PHONE, Desk
from tests.pages.served import Served
from voice import collect, keys
from voice.store import events

pytestmark = pytest.mark.browser


@pytest.fixture
def mark() -> str:
    return f"day-{datetime.now(UTC):%H%M%S%f}"


@pytest.fixture
def code(served: Served, mark: str) -> str:
    desk.add_people(served.database, served.settings, ("worker", "reviewer"), mark)
    return desk.a_busy_council(served, mark)


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(
    request: pytest.FixtureRequest, browser: Browser, served: Served, mark: str, code: str
) -> Iterator[Desk]:
    here = Desk(browser, served.url, PHONE, script=request.param)
    here.log_in(f"worker-{mark}").go(f"/today/{mark}-now")
    yield here
    assert here.wrong == []
    here.context.close()


@pytest.fixture
def scripted(browser: Browser, served: Served, mark: str, code: str) -> Iterator[Desk]:
    here = Desk(browser, served.url, PHONE)
    here.page.clock.install()
    here.log_in(f"worker-{mark}").go(f"/today/{mark}-now")
    yield here
    here.context.close()


def answer(served: Served, code: str) -> None:
    secrets = keys.read(served.settings.keys)
    collect.take_in(served.database, secrets, code, factories.a_submission(), served.day)


def test_children_are_counted_tap_by_tap(phone: Desk) -> None:
    for name in ("One more: Up to 9", "One more: Up to 9", "One more: 10 to 16",
                 "One fewer: Up to 9"):  # fmt: skip
        phone.press(name)
    numbers = phone.page.locator(".came__number").all_inner_texts()
    assert numbers == ["1", "1", "0", "2"]


def test_the_event_is_closed_and_says_what_became_of_the_answers(
    phone: Desk, served: Served, mark: str
) -> None:
    phone.press("One more: 10 to 16").press("We’re done")
    assert phone.page.get_by_label("How many came").input_value() == "1"
    phone.fill("Anything to note", "The newt got a name.")
    phone.press("Close the event")
    assert "3 answers are kept. They are mixed with others before anybody reads them." in phone.says
    with served.database.reading() as connection:
        event = events.find(connection, f"{mark}-now")
    assert event is not None
    assert (event.status, event.counted, event.note) == ("went-ahead", 3, "The newt got a name.")


def test_a_second_survey_is_opened_and_its_code_shown(phone: Desk) -> None:
    phone.press("Open another survey")
    phone.page.get_by_label("One minute").check()
    phone.press("Open it")
    assert "“One minute” is open." in phone.says
    phone.press("Show the code")
    expect(phone.page.locator(".code li")).to_have_count(8)
    width = phone.page.locator("img.qr").evaluate("e => e.naturalWidth")
    assert width > 0


def test_the_menu_leads_everywhere(phone: Desk) -> None:
    menu = phone.page.get_by_role("button", name="Menu")
    if menu.is_visible():
        assert not phone.page.get_by_role("link", name="What we heard").is_visible()
        menu.click()
    phone.follow("What we heard")
    assert phone.title == "What we heard"


def test_the_number_of_answers_grows_by_itself(
    scripted: Desk, served: Served, mark: str, code: str
) -> None:
    number = scripted.page.locator("[data-number]")
    expect(number).to_have_text("3")
    for _ in range(2):
        answer(served, code)
    scripted.page.clock.run_for(5_500)
    expect(number).to_have_text("5")
    assert scripted.page.locator("[data-word]").inner_text() == "answered so far"


def test_without_a_script_the_number_grows_when_the_page_is_read_again(
    browser: Browser, served: Served, mark: str, code: str
) -> None:
    here = Desk(browser, served.url, PHONE, script=False)
    here.log_in(f"worker-{mark}").go(f"/today/{mark}-now")
    answer(served, code)
    here.page.reload()
    assert here.page.locator("[data-number]").inner_text() == "4"
    here.context.close()


def test_a_page_left_open_after_logging_out_asks_to_log_in(scripted: Desk) -> None:
    other = scripted.context.new_page()
    other.goto(f"{scripted.url}/work/password")
    other.get_by_role("button", name="Menu").click()
    other.get_by_role("button", name="Log out").click()
    scripted.page.clock.run_for(5_500)
    scripted.page.wait_for_url("**/work/login**")


def test_words_are_read_ticked_and_kept(
    browser: Browser, served: Served, mark: str, code: str
) -> None:
    here = Desk(browser, served.url, PHONE).log_in(f"reviewer-{mark}").follow("Read what was")
    assert "I would like to see my brother more often." in here.says
    here.follow("Somebody may be at risk")
    assert "We cannot tell who wrote it" in here.says
    assert here.faults() == []
    here.go("/to-read")
    for tick in here.page.get_by_label("I have read this").all():
        tick.check()
    here.press("Keep what I have read")
    assert "marked as read" in here.says
    here.context.close()

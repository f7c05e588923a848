"""Nobody taps, or nobody looks: who comes next sees nothing, and who comes back loses nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.pages.packed import Pack, Shared, fetch
from tests.pages.served import Served
from tests.pages.tablet import Tablet

pytestmark = pytest.mark.browser
IDLE = 240
"""Seconds until it asks, for children who see pictures."""
NOW = datetime(2019, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def pack(served: Served) -> Pack:
    return fetch(served, factories.a_survey(id="away"))


@pytest.fixture
def tablet(page: Page, pack: Pack) -> Shared:
    """A shared tablet on which one answer is on the disk and another on the page."""
    page.clock.install(time=NOW)
    tablet = Shared(page, pack).away().start()
    return tablet.begin().tap("happy").go("on").tap("food")


@pytest.fixture(scope="module")
def code(served: Served) -> str:
    return served.open(factories.a_survey(id="away-own"))


@pytest.fixture
def phone(page: Page, served: Served, code: str) -> Tablet:
    """The same on a phone of one's own; nothing of it is on a disk."""
    page.clock.install(time=NOW)
    phone = Tablet(page, f"{served.url}/c/{code}").start()
    return phone.begin().tap("happy").go("on").tap("food")


def answers(tablet: Shared) -> list[object]:
    return [said["answers"] for said in tablet.outbox()]


BOTH: list[object] = [{"feeling-now": "happy", "good": ["food"]}]


def pass_by(tablet: Tablet, seconds: int) -> None:
    """Time passes while the tablet sleeps: no clock of it ticks."""
    tablet.page.clock.fast_forward(seconds * 1000)


def chosen(tablet: Tablet) -> str | None:
    return tablet.screen.locator("input:checked").first.get_attribute("value")


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_is_set_anew_ends_nothing_and_stops_nothing(tablet: Shared, days: int) -> None:
    clock = tablet.page.clock
    clock.run_for(60_000)
    clock.set_system_time(NOW + timedelta(days=days))
    clock.run_for((IDLE - 65) * 1000)
    assert tablet.here == "q-good"
    clock.run_for(10_000)
    assert tablet.here == "still-there"
    clock.set_system_time(NOW)
    clock.run_for(20_000)
    assert tablet.here == "still-there"
    clock.run_for(12_000)
    tablet.fresh()
    assert answers(tablet) == BOTH


def test_nothing_that_was_said_is_seen_while_nobody_looks(tablet: Shared) -> None:
    tablet.look_away()
    assert tablet.here == "still-there"
    assert not tablet.page.locator("form").is_visible()
    tablet.look_again()
    assert tablet.here == "q-good"
    assert chosen(tablet) == "food"


def test_a_turn_ends_although_nobody_looks(tablet: Shared) -> None:
    tablet.look_away()
    pass_by(tablet, IDLE + 31)
    tablet.fresh()
    assert answers(tablet) == BOTH
    assert tablet.store("draft") == []


def test_after_a_sleep_it_asks_and_waits_its_full_time(tablet: Shared) -> None:
    tablet.look_away()
    pass_by(tablet, IDLE + 5)
    tablet.look_again()
    assert tablet.here == "still-there"
    tablet.page.clock.run_for(28_000)
    assert tablet.here == "still-there"
    tablet.go("return")
    assert chosen(tablet) == "food"


def test_a_sleep_counts_by_the_day_where_the_other_clock_stood_still(tablet: Shared) -> None:
    tablet.look_away()
    tablet.page.clock.set_system_time(NOW + timedelta(hours=1))
    tablet.look_again()
    tablet.fresh()
    assert answers(tablet) == BOTH


def test_a_sleep_that_nobody_was_told_of_ends_with_the_next_look(tablet: Shared) -> None:
    pass_by(tablet, IDLE + 31)
    tablet.fresh()
    assert answers(tablet) == BOTH


def tap_after_sleep(tablet: Shared, seconds: int, where: str) -> None:
    """A tap on a screen that was seen before the sleep, before anything else has run."""
    tablet.page.evaluate(TAP_AFTER_SLEEP, [seconds * 1000, f".screen:not([hidden]) {where}"])


TAP_AFTER_SLEEP = """([slept, where]) => {
  const now = performance.now.bind(performance);
  performance.now = () => now() + slept;
  const [on] = document.querySelectorAll(where);
  on.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  on.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
}"""


def test_the_first_tap_after_a_long_sleep_ends_the_turn(tablet: Shared) -> None:
    tap_after_sleep(tablet, IDLE + 31, "[value=pond], [data-go=on]")
    tablet.fresh()
    assert answers(tablet) == BOTH


def test_the_first_tap_after_a_sleep_is_no_answer(tablet: Shared) -> None:
    tap_after_sleep(tablet, IDLE + 5, "[data-go=on]")
    assert tablet.here == "still-there"
    tablet.go("return")
    assert tablet.here == "q-good"


def test_talk_stays_and_nothing_of_the_answers_stands_behind_it(tablet: Shared) -> None:
    tablet.talk()
    tablet.page.clock.run_for((IDLE + 5) * 1000)
    assert tablet.here == "talk"
    tablet.page.clock.run_for(30_000)
    tablet.wait_for_outbox(1)
    assert tablet.settled().here == "talk"
    assert tablet.page.locator("form").count() == 0
    assert answers(tablet) == BOTH
    tablet.page.clock.run_for(600_000)
    assert tablet.here == "talk"
    tablet.page.click("#talk [data-go=return]")
    tablet.fresh()


def test_talk_before_the_first_question_stays_too(page: Page, pack: Pack) -> None:
    page.clock.install(time=NOW)
    tablet = Shared(page, pack).away().start().talk()
    page.clock.run_for((IDLE + 35) * 1000)
    assert tablet.here == "talk"
    page.click("#talk [data-go=return]")
    assert tablet.fresh().store("outbox") == []


def test_another_app_on_ones_own_phone_costs_nothing(phone: Tablet) -> None:
    phone.go("on").go("on").write("The pond")
    phone.screen.locator("textarea").focus()
    phone.look_away()
    pass_by(phone, IDLE - 10)
    phone.look_again()
    field = phone.screen.locator("textarea")
    assert field.input_value() == "The pond"
    assert field.evaluate("field => field === document.activeElement")


def test_long_away_on_ones_own_phone_it_asks_from_when_somebody_looks(
    phone: Tablet, served: Served, code: str
) -> None:
    phone.look_away()
    pass_by(phone, 3 * IDLE)
    phone.look_again()
    assert phone.here == "still-there"
    phone.page.clock.run_for(20_000)
    phone.look_away()
    pass_by(phone, 3 * IDLE)
    phone.look_again()
    phone.page.clock.run_for(28_000)
    assert phone.here == "still-there"
    assert phone.posts() == []
    phone.go("return")
    assert chosen(phone) == "food"
    phone.page.clock.run_for((IDLE + 2) * 1000)
    phone.page.clock.run_for(32_000)
    phone.page.wait_for_selector("#assent:visible")
    assert len(served.responses(code)) == 1


def test_with_somebody_beside_there_is_more_time(page: Page, served: Served) -> None:
    page.clock.install(time=NOW)
    survey = factories.a_survey(
        id="away-12", ages="12+", ask_helped=True, items=[factories.words()]
    )
    tablet = Tablet(page, f"{served.url}/c/{served.open(survey)}").start()
    tablet.begin().write("The pond").go("on")
    page.clock.run_for(88_000)
    assert tablet.here == "helped"
    page.clock.run_for(5_000)
    assert tablet.here == "still-there"
    tablet.go("return").tap("together")
    page.clock.run_for((IDLE - 5) * 1000)
    assert tablet.here == "helped"
    page.clock.run_for(8_000)
    assert tablet.here == "still-there"

"""From opening the event to the first question a child is asked: at most three taps."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import factories
from tests.pages import desk
from tests.pages.desk import PHONE, Desk
from tests.pages.served import Served
from tests.pages.shell import House, Shell
from voice import paths, small_group
from voice.survey import load

pytestmark = pytest.mark.browser

AT_MOST = 3
COUNT = "addEventListener('pointerdown', () => tapped(), true)"
YES = "#assent [data-go=on]"
AGE = "#age .stone input[value='10-16']"


class Taps:
    """Every finger on the glass of a page, counted by the browser."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0
        page.expose_function("tapped", self._one)
        page.add_init_script(COUNT)

    def _one(self) -> None:
        self.number += 1

    def on(self, *marks: str) -> None:
        """Tap one after the other, from here on counted."""
        self.number = 0
        for mark in marks:
            self.page.locator(f"{mark} >> visible=true").first.click()


def test_a_tablet_that_shows_its_events_asks_after_three_taps(shell: Shell, house: House) -> None:
    taps = Taps(shell.page)
    house.event("Picnic")
    shell.set_up().to_today()
    taps.on(".pick:has-text('Picnic')", YES, AGE)
    expect(shell.page.locator("#q-feeling-now h1")).to_be_visible()
    assert taps.number == AT_MOST


def test_the_small_group_plan_shows_its_first_question_after_three_taps(
    shell: Shell, house: House
) -> None:
    taps = Taps(shell.page)
    plan = small_group.plan_of(load.load_all(paths.SURVEYS))
    assert plan
    with house.database.writing() as connection:
        event = factories.an_event(connection, "picnic", house.today, name="Picnic", host="Sam").id
    small_group.open_plan(house.database, plan, event, house.today)
    shell.set_up().to_today()
    taps.on(".pick:has-text('Picnic')", ".pick:has-text('Together')", "[data-aloud=board]")
    expect(shell.at("board")).to_contain_text(plan.board.items[0].text)
    assert taps.number == AT_MOST


def test_a_worker_hands_over_a_phone_that_asks_after_three_taps(
    browser: Browser, served: Served
) -> None:
    desk.add_people(served.database, served.settings, ("worker",), "taps")
    desk.a_busy_council(served, "taps")
    phone = Desk(browser, served.url, PHONE)
    taps = Taps(phone.page)
    phone.log_in("worker-taps").go("/today/taps-now")
    taps.on("button:has-text('Use this device')", YES, AGE)
    expect(phone.page.locator("#q-feeling-now h1")).to_be_visible()
    assert taps.number == AT_MOST
    phone.context.close()

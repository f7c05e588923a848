"""Explore in a real browser: it changes at once, and without JavaScript there is a button."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from tests.pages import desk
from tests.pages.desk import LAPTOP, Desk
from tests.pages.served import Served
from tests.releases import HAPPY, a_release, a_row, a_table, by_age
from voice.store import releases
from voice.store.releases import PeriodRecord

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quick_hashing")]
PERIOD, MONTHS = "2017-P1", ("2017-09", "2017-10")
WHERE = f"/heard/explore?survey=explored&question=feeling-now&period={PERIOD}"


@pytest.fixture(params=[True, False], ids=["with-script", "without"])
def at(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Desk]:
    with served.database.writing() as connection:
        if PERIOD not in {one.id for one in releases.all_periods(connection)}:
            tables = [
                a_table([a_row([5, 6, 9, 12, 6])], period=PERIOD, survey="explored"),
                by_age(
                    {"0-9": (5, 15), "10-16": (6, 12)}, answers=HAPPY, period=PERIOD,
                    survey="explored",
                ),
            ]  # fmt: skip
            releases.add_period(connection, PeriodRecord(PERIOD, *MONTHS, date(2017, 11, 3)))
            release = a_release(tables, (), PERIOD, MONTHS)
            releases.add(connection, release, "committee", date(2017, 11, 3))
    mark = f"explores-{request.param}".lower()
    desk.add_people(served.database, served.settings, ("analyst",), mark)
    here = Desk(browser, served.url, LAPTOP, script=request.param)
    yield here.log_in(f"analyst-{mark}")
    here.context.close()


def test_what_is_chosen_is_shown_and_stands_in_the_address(
    at: Desk, request: pytest.FixtureRequest
) -> None:
    at.go(WHERE)
    scripted = "with-script" in request.node.name
    split = at.page.get_by_label("Split by")
    split.focus()
    split.select_option("By age band")
    if not scripted:
        at.press("Show")
    expect(at.page.locator(".told table")).to_contain_text("Up to 9")
    expect(at.page.get_by_label("Split by")).to_have_value("age_band")
    assert "by=age_band" in at.page.url
    assert at.page.locator(".told__chart img").evaluate("e => e.decode().then(() => true)")
    if scripted:
        assert split.evaluate("e => e === document.activeElement")
        expect(at.page.get_by_role("status")).to_contain_text("How do you feel right now?")
        at.context.grant_permissions(["clipboard-read", "clipboard-write"])
        at.press("Copy the sentence")
        expect(at.page.locator("[data-copy]")).to_have_text("Copied")
        pasted = at.page.evaluate("navigator.clipboard.readText()")
        sentence = at.page.locator(".told__sentence").inner_text()
        source = "“How do you feel right now?”, September to October 2017"
        assert pasted == f"{sentence} ({source})"
    expect(at.page.get_by_role("button", name="Show")).to_be_visible(visible=not scripted)
    assert at.wrong == []
    assert at.sideways() <= 0

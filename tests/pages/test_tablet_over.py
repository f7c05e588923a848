"""An event that is over and a tablet off the list ask nobody more; what is counted goes, too."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Request, expect

from tests.pages.device import waiting
from tests.pages.leaving import NETWORK, tell
from tests.pages.shell import House, Shell
from tests.pages.tablet import Tablet
from tests.pages.test_tablet_packs import refresh
from tests.pages.test_tablet_worker import AWAY
from voice import opening

pytestmark = pytest.mark.browser


def cancel(house: House, event: str) -> None:
    opening.cancel_event(house.database, event, "Rain.", house.today)


@pytest.mark.parametrize("end", [House.close_event, cancel])
def test_once_it_heard_that_an_event_is_over_a_tablet_asks_nobody_more(
    shell: Shell, house: House, end: Callable[[House, str], None]
) -> None:
    event = house.event("Fun day")
    shell.set_up().to_today().begin("Fun day")
    house.wifi.stop()
    end(house, event)
    tell(shell.page, NETWORK)
    shell.start()
    shell.page.wait_for_selector("#assent")  # it has heard of nothing
    child = Tablet(shell.page, shell.page.url).begin()
    house.wifi.back()
    assert refresh(shell) == "fresh"
    tell(shell.page, NETWORK)
    child.tap("happy").go("on")
    assert "/tablet/packs/" in shell.page.url, "nobody is stopped who has begun"
    shell.page.reload()
    expect(shell.at("grown-up")).to_contain_text("Give this tablet to the grown-up.")
    shell.start().at("grown-up")


def test_a_start_card_that_nobody_touches_leads_away_when_the_event_is_over(
    shell: Shell, house: House
) -> None:
    event = house.event("Fun day")
    shell.set_up().to_today().begin("Fun day")
    house.close_event(event)
    tell(shell.page, NETWORK)
    shell.at("grown-up")


def test_a_tablet_off_the_list_asks_nobody_and_says_how_to_save_what_is_on_it(
    shell: Shell, house: House
) -> None:
    house.event("Fun day")
    shell.set_up().to_today().begin("Fun day")
    shell.fill("fun-day", 2, finished=2)
    house.end_tablets()
    tell(shell.page, NETWORK)
    expect(shell.at("off-list")).to_contain_text("This tablet was taken off the list.")
    expect(shell.at("off-list")).to_contain_text("Save the envelopes as a file")
    shell.start().at("off-list")
    shell.go("worker").at("pin")
    shell.type_pin().at("hand-in")
    words = "2 envelopes still on this tablet. Save them as a file."
    expect(shell.part("waits")).to_have_text(words)
    with shell.page.expect_download():
        shell.go("save")
    shell.page.click("[data-place=hand-in] [data-go=leave]")
    shell.at("off-list")
    shell.set_up().to_today().begin("Fun day")


def test_all_that_is_behind_the_pin_locks_so_that_no_child_picks_the_event(
    shell: Shell, house: House
) -> None:
    house.event("Fun day")
    shell.page.clock.install()
    shell.set_up().to_today().begin("Fun day")
    shell.to_worker().at("hand-in")
    shell.go("ready").at("ready")
    shell.page.clock.run_for(62_000)
    shell.page.wait_for_selector("#assent")
    shell.to_worker().at("hand-in")
    shell.go("another").at("today")
    shell.go("ready").at("ready")
    shell.go("leave").at("today")
    shell.page.clock.run_for(62_000)
    shell.at("grown-up")
    shell.start().at("grown-up")
    shell.go("worker").at("pin")
    shell.type_pin().at("hand-in")
    shell.go("another").at("today")
    shell.page.evaluate(AWAY)
    shell.at("grown-up")


def test_it_tells_of_what_is_awaited_alone_and_forgets_what_is_complete(settled: Shell) -> None:
    old = [{"event": f"over-{n}", "last": 3, "free": []} for n in range(150)]
    settled.house.wifi.lie("/c/sync", b"<h1>Please log in</h1>")
    settled.to_worker().at("hand-in")
    settled.fill("past", 1, finished=1)
    settled.put("voice-envelopes", count=[*old, {"event": "fun-day", "last": 2, "free": [1, 2]}])
    told: list[set[str]] = []

    def listen(request: Request) -> None:
        if request.url.endswith("/c/sync"):
            told.append(set(json.loads(request.post_data or "")["counts"]))

    settled.page.on("request", listen)
    settled.go("send")
    expect(settled.part("sent")).to_contain_text("No answer")
    assert set.union(*told) == {"fun-day", "past"}
    assert settled.row("voice-envelopes", "count", "over-7")
    settled.house.wifi.honest()
    settled.go("send")
    expect(settled.part("sent")).to_contain_text("Everything was received.")
    assert waiting(settled.page) == 0
    settled.go("send")
    expect(settled.part("sent")).to_contain_text("Nothing waits here.")
    assert settled.row("voice-envelopes", "count", "fun-day")
    for gone in ("over-7", "over-149", "past"):
        assert settled.row("voice-envelopes", "count", gone) is None, gone

"""The ready check: one green line when all is well, and otherwise what to do."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.shell import FINGERS, IPAD, House, Shell

pytestmark = pytest.mark.browser


def in_words(day: datetime) -> str:
    return f"{day.day} {day:%B}"


def test_one_green_line_says_that_all_is_well(settled: Shell) -> None:
    settled.go("ready").at("ready")
    today = in_words(datetime.now(UTC))
    good = settled.part("lines").locator(".good")
    expect(good).to_have_text(f"Ready. Pack of today, {today}. 1 event on it.")
    assert settled.part("lines").locator(".stop").count() == 0
    expect(settled.part("told")).to_have_text(f"Ready. Pack of today, {today}. 1 event on it.")


def test_everything_that_was_looked_at_can_be_read(settled: Shell) -> None:
    settled.go("ready").at("ready")
    settled.page.click("summary")
    facts = settled.part("facts")
    for words in ("Fun day", "Version", "key", "Room left", "Kept for good", "Works without"):
        expect(facts).to_contain_text(words)


def test_a_clock_five_years_off_is_told_and_changes_nothing(shell: Shell, house: House) -> None:
    house.event("Fun day")
    now = datetime.now(UTC)
    shell.page.clock.install(time=now)
    shell.set_up()
    for years in (-5, 5):
        shell.page.clock.set_system_time(now + timedelta(days=366 * years))
        shell.start().at("today")
        expect(shell.page.locator(".pick")).to_contain_text("Today")
        shell.go("ready").at("ready")
        lines = shell.part("lines")
        expect(lines).to_contain_text("This tablet’s clock is 5 years off. That is harmless")
        expect(lines.locator(".good")).to_contain_text("Pack of today")
    shell.go("leave").at("today")
    shell.begin("Fun day")
    house.wifi.stop()
    shell.start()
    shell.page.wait_for_selector("#assent")


def test_little_room_needs_the_workers_tick(settled: Shell) -> None:
    devtools = settled.page.context.new_cdp_session(settled.page)
    limit = {"origin": settled.house.wifi.url, "quotaSize": 3_000_000}
    devtools.send("Storage.overrideQuotaForOrigin", limit)
    settled.start().at("today")
    expect(settled.part("told")).to_contain_text("There is little room left on this tablet")
    pick = settled.page.locator(".pick")
    expect(pick).to_be_disabled()
    settled.page.check("[data-part=anyway] input")
    expect(pick).to_be_enabled()
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": settled.house.wifi.url})


def test_an_ipad_outside_the_home_screen_needs_the_workers_tick(
    browser: Browser, house: House
) -> None:
    house.event("Fun day")
    context = browser.new_context(user_agent=IPAD)
    context.add_init_script(FINGERS)
    shell = Shell(context.new_page(), house)
    shell.start(f"#set-up={house.invite()}").at("home-first")
    shell.go("here-all-the-same").at("set-up")
    shell.type_pin().at("added")
    expect(shell.part("fetched")).to_contain_text("on it")
    shell.to_today()
    expect(shell.part("told")).to_contain_text("An iPad may throw away what a browser keeps.")
    expect(shell.page.locator(".pick")).to_be_disabled()
    shell.page.check("[data-part=anyway] input")
    shell.begin("Fun day")
    context.close()


def test_without_the_service_worker_no_event_can_be_started(browser: Browser, house: House) -> None:
    house.event("Fun day")
    context = browser.new_context(service_workers="block")
    shell = Shell(context.new_page(), house)
    shell.page.clock.install()
    shell.start(f"#set-up={house.invite()}").type_pin().at("added")
    expect(shell.part("fetched")).to_contain_text("Fetching")
    shell.page.clock.fast_forward(11_000)
    expect(shell.part("fetched")).to_contain_text("on it")
    shell.to_today()
    said = "This tablet is not ready to work without a network yet."
    expect(shell.part("told")).to_contain_text(said)
    expect(shell.page.locator(".pick")).to_be_disabled()
    context.close()


def test_an_event_in_a_pack_with_sounds_asks_for_the_volume(settled: Shell) -> None:
    (name,) = settled.packs()
    row = settled.row("voice-tablet", "packs", name) or {}
    sound = {"url": "/static/x/tok.mp3", "sha256": "0" * 64, "bytes": 9}
    settled.put("voice-tablet", packs=[row | {"files": [*row["files"], sound]}])
    settled.start().at("today")
    settled.go("ready").at("ready")
    expect(settled.part("lines")).to_contain_text("There are sounds in a pack.")
    settled.put("voice-tablet", packs=[row])

"""An event on a worker's own phone: counted in a field without a network, exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests import factories
from tests.pages.axes import faults
from tests.pages.device import until
from tests.pages.leaving import NETWORK, look, tell
from tests.pages.shell import PIN, House, Shell
from voice import collect, enrolling, tablets
from voice.store import attendance, collections

pytestmark = pytest.mark.browser

NAME = "Pond day"
AGES = ("0-9", "10-16", "17+")
LATER = 13 * 60 * 60 * 1000


@dataclass
class Phone:
    """A worker's own phone at an event."""

    shell: Shell
    house: House
    event: str

    @property
    def page(self) -> Page:
        return self.shell.page

    def join(self) -> Phone:
        """From the link on the worker's page to the counters."""
        now = datetime.now(UTC)
        secret = tablets.invite(
            self.house.database, self.house.ring, "Phone of sam", "grey", PIN, now, self.event
        )
        self.shell.start(f"#set-up={secret}").type_pin().at("event-mode")
        return self

    def age(self, band: str) -> Locator:
        return self.page.locator(f"[data-age='{band}']")

    def tap(self, band: str, times: int = 1, step: int = 1) -> Phone:
        """Taps one after the other; each is kept before the number shows it."""
        for _ in range(times):
            number = int(self.age(band).locator("[data-number]").inner_text()) + step
            self.age(band).locator(f"[data-step='{step}']").click()
            expect(self.age(band).locator("[data-number]")).to_have_text(str(number))
        return self

    def shows(self, *numbers: int) -> None:
        for band, number in zip(AGES, numbers, strict=True):
            expect(self.age(band).locator("[data-number]")).to_have_text(str(number))

    @property
    def said(self) -> Locator:
        return self.shell.part("came-kept")

    def unlock(self, pin: str = PIN) -> Phone:
        self.shell.at("event-pin")
        self.shell.type_pin(pin)
        if pin == PIN:
            self.shell.at("event-mode")
        return self

    def counted(self) -> tuple[int, ...]:
        """Up to 9, 10 to 16, 17 and over, and all, as the service has them."""
        with self.house.database.reading() as connection:
            of = attendance.of(connection, self.event)
        return tuple(of.get(("came", band), 0) for band in (*AGES, "all"))

    def said_more(self) -> dict[str, int]:
        """What else was tapped in of those who came, as the service has it."""
        with self.house.database.reading() as connection:
            of = attendance.of(connection, self.event)
        return {name: of[("came", name)] for name in attendance.MORE}

    def offline(self) -> Phone:
        self.page.context.set_offline(True)
        return self

    def online(self) -> Phone:
        self.page.context.set_offline(False)
        return self

    def looks_again(self) -> None:
        tell(self.page, NETWORK)


@pytest.fixture
def phone(shell: Shell, house: House) -> Phone:
    shell.page.set_viewport_size({"width": 390, "height": 844})
    return Phone(shell, house, house.event(NAME))


def all_sent(phone: Phone) -> None:
    expect(phone.said).to_contain_text("Everything is sent, as of today at")


def test_taps_are_counted_by_age_and_as_one_child_each(phone: Phone) -> None:
    phone.join().tap("0-9", 3).tap("10-16", 2).tap("17+").tap("0-9", step=-1)
    all_sent(phone)
    assert phone.counted() == (2, 2, 1, 5)
    expect(phone.shell.part("came-all")).to_have_text("5 have come")
    expect(phone.page.locator("h1:visible")).to_have_text(NAME)


def test_a_second_tap_says_more_of_who_came_and_changes_no_total(phone: Phone) -> None:
    phone.join().tap("0-9", 2)
    all_sent(phone)
    for category in ("first-time", "out-of-county"):
        line = phone.page.locator(f"[data-second='{category}']")
        more, number = line.locator("[data-step='1']"), line.locator("[data-number]")
        more.click()
        expect(number).to_have_text("1")
    line.locator("[data-step='-1']").click()
    expect(number).to_have_text("0")
    first = phone.page.locator("[data-second='first-time']")
    phone.offline()
    first.locator("[data-step='1']").click()
    expect(first.locator("[data-number]")).to_have_text("2")
    expect(first.locator("[data-step='1']")).to_be_disabled()
    expect(phone.shell.part("came-all")).to_have_text("2 have come")
    phone.online().looks_again()
    all_sent(phone)
    assert phone.counted() == (2, 0, 0, 2)
    assert phone.said_more() == {"first-time": 2, "out-of-county": 0}


def test_without_a_network_taps_are_kept_and_send_themselves_once(phone: Phone) -> None:
    phone.join().tap("0-9")
    all_sent(phone)
    phone.offline().tap("0-9", 2).tap("17+")
    expect(phone.said).to_have_text("3 taps are kept on this phone. They send themselves.")
    assert phone.counted() == (1, 0, 0, 1)
    phone.online().looks_again()
    all_sent(phone)
    assert phone.counted() == (3, 0, 1, 4)
    phone.shows(3, 0, 1)


def test_started_cold_without_a_server_it_knows_what_was_tapped(phone: Phone) -> None:
    phone.join().tap("10-16", 2)
    all_sent(phone)
    until(phone.page, lambda: look(phone.page, "Boolean(navigator.serviceWorker.controller)"))
    phone.house.wifi.stop()
    phone.tap("10-16")
    phone.shell.start()
    phone.unlock().shows(0, 3, 0)
    phone.tap("17+")
    phone.house.wifi.start()
    phone.looks_again()
    all_sent(phone)
    assert phone.counted() == (0, 3, 1, 4)


def test_a_reply_that_got_lost_counts_nobody_twice(phone: Phone) -> None:
    phone.join()
    all_sent(phone)
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        reply = route.fetch()
        lost.append(reply.status)
        route.abort() if len(lost) == 1 else route.fulfill(response=reply)

    phone.page.route("**/tablet/came", lose_the_first)
    phone.tap("0-9")
    expect(phone.said).to_contain_text("1 tap is kept on this phone. It sends itself.")
    phone.looks_again()
    all_sent(phone)
    assert lost[0] == 200
    assert phone.counted() == (1, 0, 0, 1)
    phone.shows(1, 0, 0)


LIES: dict[str, Callable[[Route], None]] = {
    "a page of the Wi-Fi": lambda r: r.fulfill(status=200, content_type="text/html", body="<p>Hi"),
    "a 401 of the Wi-Fi": lambda r: r.fulfill(status=401, content_type="text/html", body="<p>Hi"),
    "an empty object": lambda r: r.fulfill(status=200, json={}),
    "an error": lambda r: r.fulfill(status=503, json={"faults": []}),
}


@pytest.mark.parametrize("what", LIES)
def test_nothing_but_the_service_is_believed(phone: Phone, what: str) -> None:
    phone.join()
    all_sent(phone)
    phone.page.route("**/tablet/came", LIES[what])
    phone.tap("17+", 2)
    expect(phone.said).to_have_text("2 taps are kept on this phone. They send themselves.")
    phone.page.unroute_all()
    phone.looks_again()
    all_sent(phone)
    assert phone.counted() == (0, 0, 2, 2)


def test_nobody_can_be_less_than_none(phone: Phone) -> None:
    phone.join()
    for band in AGES:
        expect(phone.age(band).locator("[data-step='-1']")).to_be_disabled()
    phone.tap("0-9").tap("0-9", step=-1)
    expect(phone.age("0-9").locator("[data-step='-1']")).to_be_disabled()
    all_sent(phone)
    assert phone.counted() == (0, 0, 0, 0)


def test_it_shows_tablets_and_how_many_answered_and_no_answer(phone: Phone) -> None:
    house = phone.house
    now = datetime.now(UTC)
    secret = tablets.invite(house.database, house.ring, "Heron", "blue", PIN, now)
    heron = enrolling.enrol(house.database, house.ring, secret, PIN, now).tablet
    tablets.fetched(house.database, heron.id, phone.event)
    with house.database.writing() as connection:
        tablets.report(connection, heron.id, {phone.event: {"last": 3, "not": []}})
        (code,) = [each.code for each in collections.of_event(connection, phone.event)]
    body = factories.a_submission(answers={"feeling-now": "sad", "say-more": "A marker word"})
    collect.take_in(house.database, house.ring, code, body, house.today)
    phone.join()
    lines = phone.page.locator(".lines:visible li")
    expect(lines).to_have_text(
        ["3 envelopes still on Heron; they send themselves on Wi-Fi.", "How are you?1"]
    )
    expect(phone.shell.part("board-at")).to_contain_text("As of today at")
    seen = phone.page.content()
    for secret_thing in ("marker", "sad", "feeling"):
        assert secret_thing not in seen


def test_nobody_taps_and_the_pin_is_asked_for(phone: Phone) -> None:
    phone.page.clock.install()
    phone.join().tap("0-9")
    phone.page.clock.run_for(125_000)
    phone.shell.at("event-pin")
    expect(phone.page.locator("[data-age='0-9']")).not_to_be_visible()
    phone.unlock("111111")
    expect(phone.shell.part("event-pin-said")).to_have_text("That is not the PIN of this phone.")
    phone.unlock().shows(1, 0, 0)
    phone.page.clock.run_for(125_000)
    phone.shell.at("event-pin")


def test_a_reload_asks_for_the_pin(phone: Phone) -> None:
    phone.join().tap("0-9").shell.start()
    phone.unlock().shows(1, 0, 0)


def test_the_lock_is_one_tap(phone: Phone) -> None:
    phone.join().page.click("[data-part=event-lock]")
    phone.unlock()


def test_after_twelve_hours_the_phone_leaves_and_says_what_was_never_sent(phone: Phone) -> None:
    phone.join().tap("0-9")
    all_sent(phone)
    phone.offline().tap("0-9", 2).tap("17+", 3).tap("17+", step=-1)
    phone.page.clock.install(time=datetime.now(UTC) + timedelta(hours=13))
    phone.looks_again()
    over = phone.shell.at("event-over")
    expect(over).to_contain_text("This phone has left the event.")
    expect(over.locator("li")).to_have_text([f"{NAME}, up to 9+2", f"{NAME}, 17 and over+2"])
    row = phone.shell.row("voice-tablet", "about", "tablet")
    assert row
    assert (row["token"], row["pinHash"]) == ("", "")
    assert faults(phone.page) == []
    phone.page.click("[data-part=over-done]")
    expect(phone.shell.part("over-left")).to_be_hidden()
    kept = phone.shell.row("voice-tablet", "about", "came")
    assert kept
    assert (kept["steps"], kept["left"]) == ([], [])


def test_what_comes_after_we_are_done_is_left_to_be_added_and_never_called_sent(
    phone: Phone,
) -> None:
    phone.join().tap("0-9")
    all_sent(phone)
    phone.offline().tap("0-9", 2).tap("17+", 2).tap("17+", step=-1)
    phone.house.close_event(phone.event)
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        reply = route.fetch()
        lost.append(reply.status)
        route.abort() if len(lost) == 1 else route.fulfill(response=reply)

    phone.page.route("**/tablet/came", lose_the_first)
    phone.online().looks_again()
    until(phone.page, lambda: lost)
    phone.looks_again()
    late = phone.shell.part("late")
    expect(late).to_contain_text(
        "“We’re done” was said before these 5 taps were sent. Add them under “Correct the numbers”."
    )
    expect(late.locator("li")).to_have_text([f"{NAME}, up to 9+2", f"{NAME}, 17 and over+1"])
    expect(phone.said).to_have_text("“We’re done” was said: nothing more is counted here.")
    phone.shows(1, 0, 0)
    more = phone.age("0-9").locator("[data-step='1']")
    expect(more).to_be_disabled()
    expect(more).to_have_css("border-style", "dashed")
    expect(more.locator("i")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(late).to_contain_text("on the event’s page on your computer, under Who came")
    assert phone.counted() == (1, 0, 0, 1)
    assert faults(phone.page) == []
    phone.shell.start()
    phone.unlock()
    expect(late).to_be_visible()
    phone.page.click("[data-part=late-done]")
    expect(late).to_be_hidden()


def test_a_phone_that_was_taken_off_the_list_leaves_at_once(phone: Phone) -> None:
    phone.join().tap("0-9")
    all_sent(phone)
    phone.house.end_tablets()
    phone.tap("0-9")
    over = phone.shell.at("event-over")
    expect(over.locator("li")).to_have_text([f"{NAME}, up to 9+1"])
    phone.shell.start()
    expect(phone.shell.at("event-over")).to_contain_text("up to 9")


def test_a_phones_own_clock_that_is_years_off_ends_nothing(phone: Phone) -> None:
    phone.page.clock.install(time=datetime.now(UTC) + timedelta(days=5 * 365))
    phone.join().tap("10-16")
    all_sent(phone)
    phone.shows(0, 1, 0)
    assert phone.counted() == (0, 1, 0, 1)


def test_set_up_for_another_event_it_begins_again_at_none(phone: Phone, house: House) -> None:
    phone.join().tap("0-9", 2)
    all_sent(phone)
    house.wifi.stop()
    phone.tap("0-9")
    phone.page.goto("about:blank")
    house.wifi.back()
    phone.event = house.event("Council evening")
    phone.join().shows(0, 0, 0)
    phone.tap("17+")
    all_sent(phone)
    assert phone.counted() == (0, 0, 1, 1)
    kept = phone.shell.row("voice-tablet", "about", "came")
    assert kept
    assert kept["left"] == [{"event": NAME, "category": "0-9", "step": 1, "late": False}]


def test_every_place_can_be_used_with_a_thumb_and_has_no_fault(phone: Phone) -> None:
    phone.join().tap("0-9")
    all_sent(phone)
    for place in ("event-mode", "event-pin"):
        phone.shell.at(place)
        assert faults(phone.page) == []
        wide = phone.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        for button in phone.page.locator("button:visible").all():
            box = button.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 56, button.inner_text()
        if place == "event-mode":
            phone.page.click("[data-part=event-lock]")

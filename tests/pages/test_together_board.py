"""Together: a group's cards, typed where there is no network, on a phone or on two tablets."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.aloud import QUESTIONS, Group, event_of
from tests.pages.axes import faults
from tests.pages.chromium import LOOK
from tests.pages.device import until
from tests.pages.shell import House, Shell
from voice import envelopes
from voice.saved_cards import Carried

pytestmark = pytest.mark.browser

PACE = 25
"""Milliseconds a key in the test. A person types 200 keys a minute, and a tap is worth two."""
SAID = (
    ["Ask your questions", "It gets better", "You are not alone", "It is okay to be sad"],
    [
        "Bring a spare key",
        "Know your rights",
        "Learn to cook",
        "Save some money",
        "Keep in touch",
        "Ask for help early",
    ],
    ["Days out", "My own room", "Kind carers", "New friends"],
    ["Moving a lot", "Too many meetings", "Taxis that come late", "Waiting for a yes"],
)
SMALL = """() => [...document.querySelectorAll('button, textarea')]
  .filter(e => e.checkVisibility())
  .map(e => [e.textContent || e.id, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 56 || box.width < 56)
  .map(([words]) => words)"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def phone(shell: Shell, house: House) -> Group:
    return Group(shell, house, event_of(house)).join()


def test_eighteen_cards_are_written_on_a_phone_without_a_network(phone: Group) -> None:
    phone.together().offline()
    phone.keys = phone.taps = 0
    for number, cards in enumerate(SAID):
        phone.column(number)
        for words in cards:
            phone.say(words, PACE)
    phone.do("Taxis that come late", "join", "Waiting for a yes")
    phone.do("Moving a lot", "move", "leaving care")
    phone.column(0).star("It gets better").star("You are not alone")
    phone.do("It is okay to be sad", "away")
    expect(phone.card("It is okay to be sad")).to_have_count(0)
    phone.tap("[data-part=board-undo]")
    expect(phone.card("It is okay to be sad")).to_be_visible()
    assert sum(map(len, SAID)) == 18
    assert (2 * phone.keys + 2 * phone.taps) / 200 < 5  # even with cards twice as long
    before = phone.shown
    assert len(before) == 17

    phone.page.fill("#board-box", "Nobody pressed Enter")
    phone.page.goto("about:blank")
    phone.shell.start().at("board")
    assert phone.shown == before
    assert phone.kept() == []

    phone.offline(False)
    until(phone.page, lambda: {card.words for card in phone.kept()} == before)
    found = {card.words: card for card in phone.kept()}
    assert found["It gets better"].starred
    assert found["Moving a lot"].item == QUESTIONS[1]
    assert found["Taxis that come late; Waiting for a yes"].item == QUESTIONS[3]
    assert len(phone.rows()["cards"]) == 18  # the one that was joined keeps its place, wordless


def test_only_the_pin_leads_from_the_board_to_the_counters(phone: Group) -> None:
    phone.together().say("It gets better")
    assert phone.page.evaluate(SMALL) == []
    assert phone.page.evaluate(SIDEWAYS) <= 0
    assert faults(phone.page) == []
    phone.tap(phone.card("It gets better"))
    assert faults(phone.page) == []
    phone.page.keyboard.press("Escape")
    phone.shell.go("worker").at("event-pin")
    phone.shell.go("leave").at("board")
    phone.shell.go("worker").at("event-pin")
    phone.shell.type_pin().at("event-mode")
    phone.shell.start().at("event-pin")


def test_what_is_too_long_for_a_card_is_told_where_it_is_typed(phone: Group) -> None:
    phone.together()
    told = phone.shell.part("board-left")
    for length, words in ((159, ""), (160, "40 letters left"), (199, "1 letter left")):
        phone.page.fill("#board-box", "x" * length)
        expect(told).to_have_text(words)
    phone.page.fill("#board-box", "x" * 203)
    phone.page.keyboard.press("Enter")
    expect(told).to_contain_text("Too long for one card: 3 letters too many.")
    assert phone.shown == set()
    assert len(phone.page.input_value("#board-box")) == 203


def test_what_a_phone_can_send_no_more_is_told_in_words(phone: Group) -> None:
    phone.together().offline().say("Kind carers")
    row = phone.shell.row("voice-tablet", "about", "tablet") or {}
    phone.shell.put("voice-tablet", about=[row | {"over": True, "token": ""}])
    phone.shell.start().at("event-over")
    expect(phone.shell.part("aloud-lines")).to_have_text("Kind carers")
    phone.page.click("[data-part=aloud-done]")
    expect(phone.shell.part("aloud-left")).to_be_hidden()


@pytest.fixture
def two(shell: Shell, house: House, browser: Browser) -> Iterator[tuple[Group, Group]]:
    """Two tablets on one board."""
    event = event_of(house)
    context = browser.new_context(**LOOK)
    pair = [Group(each, house, event) for each in (shell, Shell(context.new_page(), house))]
    for group, name in zip(pair, ("Tablet B", "Tablet C"), strict=True):
        group.shell.set_up(name).to_today()
        group.pick("Picnic").shell.at("surveys")
        expect(group.page.locator(".pick:visible b")).to_have_text(
            ["How are you?", "Together", "Our message"]
        )
        group.together()
    yield pair[0], pair[1]
    context.close()


def change(group: Group, words: str, other: str) -> None:
    group.do(words, "change")
    group.page.fill("[data-part=card-text]", other)
    group.tap("[data-act=keep]")
    expect(group.card(other)).to_be_visible()


def test_two_tablets_write_on_one_board_and_no_words_are_lost(
    two: tuple[Group, Group],
) -> None:
    one, other = two
    one.say("Days out")
    other.say("Kind carers")
    until(one.page, lambda: len(one.kept()) == 2)
    for group in two:
        group.looks()
        expect(group.card("Days out")).to_be_visible()
        expect(group.card("Kind carers")).to_be_visible()
    one.house.wifi.lie("/tablet/board", b"<h1>Please log in</h1>")
    one.star("Days out")
    change(one, "Days out", "More days out")
    change(one, "Kind carers", "Very kind carers")
    change(other, "Kind carers", "Kind people")
    other.star("Days out").star("Kind people")
    one.shell.to_worker()
    waits = "2 cards from Together still on this tablet; they send themselves on Wi-Fi."
    other.shell.to_worker()
    expect(other.shell.part("aloud-waits")).to_have_text(waits)
    with other.page.expect_download() as download:
        other.shell.go("save")
    text = download.value.path().read_text()
    house = other.house
    for _ in range(2):
        brought = envelopes.import_file(house.database, house.ring, text, house.today)
        assert brought.together == Carried(2)
    one.house.wifi.back()
    for group in (one, other):
        group.shell.go("send")
        expect(group.shell.part("aloud-waits")).to_be_empty()
    stars = {card.words: card.starred for card in one.kept()}
    assert stars == {"More days out": True, "Kind people": True, "Very kind carers": False}
    other.shell.go("leave").at("board")
    other.looks()
    expect(other.card("Very kind carers")).to_be_visible()
    assert other.shown == set(stars)

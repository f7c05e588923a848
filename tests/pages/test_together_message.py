"""Our message: it goes when everybody said yes, and nobody learns who said no."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.aloud import Group, event_of
from tests.pages.axes import faults
from tests.pages.chromium import LOOK
from tests.pages.device import until
from tests.pages.shell import House, Shell

pytestmark = pytest.mark.browser

WORDS = "We want to see our brothers and sisters more often."
NOTHING: dict[str, list[Any]] = {"cards": [], "messages": [], "round": []}
SCREEN = """() => [
  [...document.querySelectorAll('*')].map(e =>
    [e.tagName, [...e.attributes].map(a => a.name + '=' + a.value).sort(), e.value, e.checked]),
  document.body.textContent,
  [...document.querySelectorAll('main *')].filter(e => e.checkVisibility()).map(e => {
    const {x, y, width, height} = e.getBoundingClientRect();
    return [e.tagName, x, y, width, height, getComputedStyle(e).backgroundColor];
  })]"""
LIKE = """name => {
  const e = document.querySelector(`[data-say=${name}]`);
  const {width, height, y} = e.getBoundingClientRect();
  const {color, backgroundColor, borderRadius, font} = getComputedStyle(e);
  return [Math.round(width), height, y, color, backgroundColor, borderRadius, font];
}"""


@pytest.fixture(scope="module")
def tablet(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, empty_file: Path, keys_folder: Path
) -> Iterator[Group]:
    """A tablet at an event with a board, still."""
    house = House.build(tmp_path_factory.mktemp("message"), empty_file, keys_folder)
    context = browser.new_context(**LOOK, reduced_motion="reduce")
    group = Group(Shell(context.new_page(), house), house, event_of(house))
    group.shell.set_up().to_today()
    group.pick("Picnic").pick("Our message").shell.at("message")
    yield group
    context.close()
    house.close()


@pytest.fixture
def group(tablet: Group) -> Group:
    """At the writing of a message, with nothing left of another test."""
    tablet.clear()
    tablet.shell.start().at("message")
    return tablet


def left(group: Group, people: int) -> dict[str, list[Any]]:
    """What a round for so many leaves on the device."""
    return NOTHING | {"round": [{"event": group.event, "least": people}]}


def screen(group: Group) -> list[Any]:
    expect(group.page.locator(".resting")).to_have_count(0)
    found: list[Any] = group.page.evaluate(SCREEN)
    return [*found, group.rows(), group.shell.row("voice-tablet", "about", "now")]


def test_a_no_stops_the_message_and_looks_like_a_yes(group: Group) -> None:
    group.writes(WORDS, people=3)
    group.tap("[data-say=ask]:visible").shell.at("round-ask")
    assert group.page.evaluate(LIKE, "yes") == group.page.evaluate(LIKE, "no")
    assert faults(group.page) == []
    group.tap("[data-say=yes]").shell.at("round-thanks")
    after_yes = screen(group)
    group.stops().writes(WORDS, people=3).answers("no")
    assert screen(group) == after_yes
    group.answers("yes").answers("yes")
    assert "sent" not in group.shell.at("round-thanks").inner_text()
    group.tap("[data-say=show]:visible")
    place = group.shell.at("round-end")
    expect(place).to_contain_text("This one is not sent. That is fine.", use_inner_text=True)
    assert WORDS not in group.page.locator("main").inner_html()
    assert group.rows() == left(group, 3)
    group.looks()
    assert not [line for line in group.house.wifi.asked if "message" in line and "POST" in line]


def test_a_round_that_is_stopped_or_broken_off_tells_nothing(group: Group) -> None:
    group.writes(WORDS, people=3).answers("yes").answers("no")
    group.shell.start().at("round-give")
    expect(group.shell.part("give-stones")).to_have_attribute("aria-label", "0 of 3 were asked")
    group.answers("yes").answers("yes").stops()
    assert group.page.input_value("#message-box") == ""
    assert group.rows() == left(group, 3)


def test_after_a_round_none_is_for_fewer_so_that_no_no_is_overruled(group: Group) -> None:
    group.writes(WORDS, people=5).stops()
    assert group.rows() == NOTHING  # nobody was asked
    group.writes(WORDS, people=4).answers("no").stops()
    group.shell.start().at("message")
    group.writes("We want other words.", people=3).shell.at("message-who")
    said = group.shell.part("who-said")
    expect(said).to_have_text("Last time you were four. Ask everybody who was there.")
    group.tap("[data-say=more]").tap("[data-say=start]").shell.at("round-give")
    assert group.rows()["round"][0]["least"] == 4


def test_a_finger_that_taps_twice_stops_nothing(group: Group) -> None:
    group.writes(WORDS, people=3)
    group.shell.at("round-give")
    on = group.page.locator("[data-say=ask]:visible").bounding_box()
    group.page.dblclick("[data-say=ask]:visible")
    group.shell.at("round-ask")
    stop = group.page.locator("[data-say=stop]:visible").bounding_box()
    assert on
    assert stop
    assert stop["x"] + stop["width"] <= on["x"]


def test_talk_to_someone_is_everywhere_and_keeps_what_is_typed(group: Group) -> None:
    group.page.fill("#message-box", WORDS)
    group.tap("[data-aside=talk]:visible")
    expect(group.shell.at("talk")).to_contain_text("Take the tablet to Sam.")
    expect(group.shell.at("talk")).to_contain_text("0800 1111")
    assert faults(group.page) == []
    group.tap("[data-aside=back]:visible").shell.at("message")
    assert group.page.input_value("#message-box") == WORDS
    group.writes(WORDS, people=3)
    group.tap("[data-say=ask]:visible").shell.at("round-ask")
    group.tap("[data-aside=talk]:visible").tap("[data-aside=back]:visible")
    expect(group.shell.at("round-ask")).to_contain_text(WORDS)
    without = "e => [...e].filter(p => !p.querySelector('[data-aside]')).map(p => p.dataset.place)"
    assert group.page.eval_on_selector_all(".aloud[data-place]", without) == []


def test_the_name_that_is_signed_with_is_in_the_question(group: Group) -> None:
    group.page.fill("#message-box", WORDS)
    group.tap("[data-say=written]:visible").shell.at("message-who")
    group.page.fill("[data-part=sign-name]", "The Otters")
    for _ in range(3):
        group.tap("[data-say=more]")
    group.tap("[data-say=start]").tap("[data-say=ask]:visible").shell.at("round-ask")
    expect(group.shell.part("ask-says")).to_have_text("says The Otters")


def test_what_a_worker_opened_is_open_after_a_reload(group: Group) -> None:
    group.shell.to_worker()
    group.page.click("[data-part=questions] button:has-text('Our message')")
    group.shell.at("message")
    group.page.reload()
    group.shell.at("message")


def test_two_people_are_too_few_to_ask(group: Group) -> None:
    group.writes(WORDS, people=2).shell.at("message-who")
    expect(group.shell.part("who-said")).to_contain_text("This needs three people or more.")
    assert group.rows() == NOTHING


def test_what_might_tell_of_one_person_is_shown_and_not_forbidden(group: Group) -> None:
    group.page.fill("#message-box", "We hope that my mum can come to the picnic.")
    expect(group.shell.part("message-flags")).to_contain_text("“my mum”")
    expect(group.shell.part("message-flags")).to_contain_text(
        "Is this about one person? Leave it out, or talk to Sam."
    )
    group.page.fill(
        "#message-box", "We said: ring 01234 567890. He hit him and social services came."
    )
    expect(group.shell.part("message-flags")).to_contain_text("Could somebody find one of us")
    expect(group.shell.part("message-flags")).not_to_contain_text("lead")
    assert faults(group.page) == []
    group.tap("[data-say=written]:visible").shell.at("message-who")
    assert faults(group.page) == []
    assert group.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_everybody_said_yes_to_goes_to_the_councillors(group: Group) -> None:
    group.writes(WORDS, people=3)
    for _ in range(3):
        group.answers("yes")
    group.tap("[data-say=show]:visible")
    place = group.shell.at("round-end")
    expect(place).to_contain_text("Everybody said yes.")
    expect(place).to_contain_text(WORDS)
    until(group.page, lambda: [one.words for one in group.sent()] == [WORDS])
    assert [one.signed for one in group.sent()] == [""]
    assert group.rows()["round"] == [{"event": group.event, "least": 3}]
    group.tap("[data-aside=alone]:visible")  # the questions of the same event, and no PIN
    group.page.wait_for_url("**/tablet/packs/**")

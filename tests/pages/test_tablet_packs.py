"""Packs: all of one or nothing of it, and never under the hands of a child who answers."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.pages.device import waiting as still_waiting
from tests.pages.leaving import NETWORK, tell
from tests.pages.shell import House, Shell
from voice import collect
from voice.store import events

pytestmark = pytest.mark.browser
PAGE = r"/tablet/packs/\w+/[A-Z]{8}/en"
REFRESH = """async () => {
  const page = await (await fetch('/tablet/')).text();
  const script = /\\/static\\/\\w+\\/start\\.js/.exec(page)[0];
  const { refresh } = await import(script.replace('start.js', 'packs.js'));
  return refresh();
}"""
ALTER = """async ([cache, url]) => {
  const opened = await caches.open(cache);
  const held = await opened.match(url);
  const words = await held.text();
  await opened.put(url, new Response(words.replace('e', 'E'), {headers: held.headers}));
}"""
HELD = """async cache => {
  const held = await (await caches.open(cache)).keys();
  return held.map(one => new URL(one.url).pathname);
}"""


@pytest.fixture
def fetched(shell: Shell, house: House) -> Shell:
    """A tablet with the pack of one event."""
    house.event("Fun day")
    return shell.set_up().to_today()


def refresh(shell: Shell) -> str:
    outcome: str = shell.page.evaluate(REFRESH)
    return outcome


def change_the_pack(house: House) -> None:
    """The worker opens one thing more at the event."""
    wish = factories.a_survey(id="wish", title="A wish", items=[factories.words(id="wish")])
    collect.open_collection(house.database, wish, "fun-day", house.today)


@pytest.mark.parametrize("lie", [(b"<p>Other words</p>", 200), (b"Not here", 404)])
def test_with_one_file_altered_or_missing_the_old_pack_stays_and_it_says_so(
    fetched: Shell, house: House, lie: tuple[bytes, int]
) -> None:
    before = fetched.packs()
    change_the_pack(house)
    house.wifi.lie(PAGE, *lie)
    assert refresh(fetched) == "faulty"
    assert fetched.packs() == before
    fetched.go("ready").at("ready")
    said = "A newer pack of “Fun day” did not arrive whole. What was here before stays in use."
    expect(fetched.part("lines")).to_contain_text(said)
    expect(fetched.part("lines")).to_contain_text("Ready.")
    house.wifi.honest()
    assert refresh(fetched) == "fresh"
    assert len(fetched.packs()) == 1
    assert fetched.packs() != before


def test_a_first_pack_with_a_hole_is_not_there_at_all(shell: Shell, house: House) -> None:
    house.event("Fun day")
    house.wifi.lie(PAGE, b"Not here", 404)
    shell.start(f"#set-up={house.invite()}").type_pin().at("added")
    expect(shell.part("fetched")).to_contain_text("A pack did not arrive whole.")
    assert shell.packs() == []
    shell.go("ready").at("ready")
    expect(shell.part("lines")).to_contain_text("There is no pack of an event on this tablet yet.")
    house.wifi.honest()
    tell(shell.page, NETWORK)
    expect(shell.part("lines").locator(".good")).to_contain_text("1 event on it.")


def test_files_that_are_here_already_are_not_fetched_again(fetched: Shell, house: House) -> None:
    change_the_pack(house)
    house.wifi.asked.clear()
    assert refresh(fetched) == "fresh"
    assert [line for line in house.wifi.asked if "/static/" in line and "woff2" in line] == []
    assert len([line for line in house.wifi.asked if re.search(PAGE, line)]) == 2


def test_a_file_that_changed_on_the_tablet_is_noticed_and_mended(
    fetched: Shell, house: House
) -> None:
    cache = f"pack-{fetched.packs()[0]}"
    page = next(url for url in fetched.page.evaluate(HELD, cache) if url.endswith("/en"))
    house.wifi.stop()
    fetched.page.evaluate(ALTER, [cache, page])
    fetched.start().at("today")
    expect(fetched.part("told")).to_contain_text("Something is missing from the pack of “Fun day”.")
    expect(fetched.page.locator(".pick")).to_be_disabled()
    house.wifi.back()
    assert refresh(fetched) == "fresh"
    expect(fetched.page.locator(".pick")).to_be_enabled()


def test_a_pack_that_changed_is_taken_up_when_the_event_is_picked_again(
    fetched: Shell, house: House
) -> None:
    fetched.begin("Fun day")
    page = fetched.page.url
    change_the_pack(house)
    fetched.to_worker().at("hand-in")
    assert refresh(fetched) == "fresh"
    assert len(fetched.packs()) == 2
    fetched.go("leave")
    fetched.page.wait_for_selector("#assent")
    assert fetched.page.url == page
    fetched.to_worker().at("hand-in")
    fetched.go("another").at("today")
    fetched.page.click(".pick:has-text('2 sets of questions')")
    fetched.at("surveys")
    assert refresh(fetched) == "fresh"
    assert len(fetched.packs()) == 1


def test_a_pack_goes_when_its_event_is_over_and_nothing_of_it_waits(fetched: Shell) -> None:
    version = fetched.packs()[0]
    row = fetched.row("voice-tablet", "packs", version) or {}
    gone = row | {"version": "0" * 64, "event": row["event"] | {"id": "past", "day": "2019-11-14"}}
    fetched.put("voice-tablet", packs=[gone])
    waiting = fetched.fill("past", 1, finished=1)
    fetched.house.wifi.lie("/c/sync", b"<h1>Log in</h1>")
    assert refresh(fetched) == "fresh"
    assert fetched.row("voice-tablet", "packs", "0" * 64)
    moved = [row | {"event": "fun-day"} for row in waiting]
    fetched.put("voice-envelopes", outbox=moved)
    assert refresh(fetched) == "fresh"
    assert not fetched.row("voice-tablet", "packs", "0" * 64)
    assert fetched.row("voice-tablet", "packs", version)


@pytest.mark.parametrize("waiting", [0, 1])
def test_a_cancelled_event_is_not_on_offer_and_its_envelopes_stay(
    fetched: Shell, house: House, waiting: int
) -> None:
    version = fetched.packs()[0]
    house.event("Half term", days=7)
    house.wifi.lie("/c/sync", b"<h1>Log in</h1>")
    fetched.fill("fun-day", waiting, finished=1)
    with house.database.writing() as connection:
        events.change(connection, "fun-day", status="cancelled", why="Rain")
    assert refresh(fetched) == "fresh"
    expect(fetched.page.locator(".pick")).to_have_text([re.compile("Half term")])
    assert bool(fetched.row("voice-tablet", "packs", version)) == bool(waiting)
    assert still_waiting(fetched.page) == waiting


def test_a_network_that_wants_a_log_in_changes_nothing(fetched: Shell, house: House) -> None:
    before = fetched.packs()
    house.wifi.lie("packs.json", b"<h1>Please log in</h1>")
    assert refresh(fetched) == "away"
    house.wifi.lie("packs.json", b"[]", kind="application/json")
    assert refresh(fetched) == "away"
    assert fetched.packs() == before


def test_a_tablet_taken_off_the_list_keeps_its_packs(fetched: Shell, house: House) -> None:
    before = fetched.packs()
    house.end_tablets()
    assert refresh(fetched) == "refused"
    assert fetched.packs() == before
    fetched.start().at("today")
    expect(fetched.part("told")).to_contain_text("This tablet was taken off the list.")

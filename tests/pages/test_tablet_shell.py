"""A tablet is set up, asks at an event without a network, and shows a worker what waits."""

import re
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import factories
from tests.pages.device import until
from tests.pages.shell import FINGERS, IPAD, NAME, PIN, House, Shell
from tests.pages.tablet import Tablet
from tests.pages.test_child_journeys import faults
from voice import tablets

pytestmark = pytest.mark.browser
ONLY = """name => {
  for (const place of document.querySelectorAll('[data-place]')) {
    place.hidden = place.dataset.place !== name;
  }
}"""
LOW = """() => [...document.querySelectorAll('.button, .pick, .keys button, summary, .pin')]
  .filter(e => e.checkVisibility())
  .map(e => [e.textContent, Math.round(e.getBoundingClientRect().height)])
  .filter(([, height]) => height < 64)"""
UPDATE = """async () => {
  const known = await navigator.serviceWorker.getRegistration('/tablet/');
  await known.update();
  const coming = known.installing ?? known.waiting;
  while (!['installed', 'redundant'].includes(coming.state)) {
    await new Promise((done) => coming.addEventListener('statechange', done, { once: true }));
  }
  return coming.state;
}"""
ABOUT = """async words => {
  const opened = await new Promise((done) => {
    const request = indexedDB.open('voice-tablet', 1);
    request.onsuccess = () => done(request.result);
  });
  const request = opened.transaction('about').objectStore('about').getAll();
  const rows = await new Promise((done) => { request.onsuccess = () => done(request.result); });
  opened.close();
  return JSON.stringify(rows).includes(words);
}"""


# Set up


def test_it_is_set_up_from_the_workers_link(shell: Shell, house: House) -> None:
    house.event("Fun day")
    secret = house.invite()
    shell.start(f"#set-up={secret}").at("set-up")
    assert shell.page.url == shell.address
    shell.tap_pin().at("added")
    expect(shell.part("fetched")).to_have_text("1 event is on it.")
    expect(shell.part("whose")).to_have_text(NAME)
    assert not [line for line in house.wifi.asked if secret in line]
    row = shell.row("voice-tablet", "about", "tablet")
    assert row is not None
    assert row["rounds"] >= 310_000
    assert not shell.page.evaluate(ABOUT, PIN)


def test_the_letters_can_be_typed_with_blanks(shell: Shell, house: House) -> None:
    secret = house.invite()
    shell.start("").at("set-up")
    fours = re.sub("(....)", r"\1 ", secret)
    shell.page.fill("#letters", fours)
    shell.type_pin().at("added")
    expect(shell.part("fetched")).to_contain_text("No events in the next two weeks")


def test_a_wrong_pin_is_told_and_tried_again(shell: Shell, house: House) -> None:
    shell.start(f"#set-up={house.invite()}").type_pin("111119")
    expect(shell.part("set-up-said")).to_have_text(
        "The PIN is not the right one. You can try 4 more times."
    )
    shell.type_pin().at("added")


def test_without_an_answer_it_says_that_setting_up_needs_the_network(shell: Shell) -> None:
    shell.start("#set-up=abcdefgh").at("set-up")
    shell.page.wait_for_selector(".keys:visible [data-figure='4']")
    shell.house.wifi.stop()
    shell.type_pin()
    expect(shell.part("set-up-said")).to_contain_text("Setting up needs Wi-Fi.")


def test_an_ipad_is_sent_to_the_home_screen_first(browser: Browser, house: House) -> None:
    context = browser.new_context(user_agent=IPAD)
    context.add_init_script(FINGERS)
    shell = Shell(context.new_page(), house)
    shell.start("#set-up=abcdefghij").at("home-first")
    expect(shell.part("letters").locator("span")).to_have_text(["abcd", "efgh", "ij"])
    shell.go("here-all-the-same").at("set-up")
    context.close()


def test_plain_http_is_told_that_the_plain_page_works(page: Page, house: House) -> None:
    def by_another_name(route: Route) -> None:
        address = route.request.url.replace("http://voice.test", house.wifi.url)
        route.fulfill(response=route.fetch(url=address))

    page.route("http://voice.test/**", by_another_name)
    page.goto("http://voice.test/tablet/")
    place = Shell(page, house).at("plain-http")
    expect(place).to_contain_text("This address cannot keep answers without a network.")
    place.get_by_role("link", name="Type a code").click()
    assert page.url == "http://voice.test/"
    page.wait_for_load_state("networkidle")
    page.unroute_all(behavior="ignoreErrors")


def test_a_tablet_that_lost_its_memory_says_do_not_hand_it_out(shell: Shell, house: House) -> None:
    house.event("Fun day")
    shell.set_up().to_today()
    shell.page.goto("about:blank")
    devtools = shell.page.context.new_cdp_session(shell.page)
    wiped = {"origin": house.wifi.url, "storageTypes": "all"}
    devtools.send("Storage.clearDataForOrigin", wiped)
    place = shell.start().at("lost")
    expect(place).to_contain_text("Do not hand this tablet out.")
    expect(place).to_contain_text("has lost what was on it, or was never set up")
    shell.go("letters").at("set-up")


# Set up again


def test_a_tablet_set_up_again_is_the_same_one_and_misses_nothing(
    shell: Shell, house: House
) -> None:
    event = house.event("Fun day")
    shell.set_up()
    first = shell.row("voice-tablet", "about", "tablet") or {}
    with house.database.writing() as connection:
        tablets.arrived(connection, first["id"], event, range(1, 11))
    shell.fill(event, 0, finished=10)
    house.end_tablets()
    shell.set_up()
    second = shell.row("voice-tablet", "about", "tablet") or {}
    assert (second["id"], second["token"] == first["token"]) == (first["id"], False)
    until(shell.page, lambda: house.held(event) == ["all that Tablet B told of is here"])


def test_what_was_sent_to_another_installation_is_not_missed_by_this_one(
    shell: Shell, house: House
) -> None:
    house.event("Fun day")
    shell.set_up()
    tablet = shell.row("voice-tablet", "about", "tablet") or {}
    shell.put("voice-tablet", about=[tablet | {"id": "other", "token": "x" * 43}])
    shell.fill("fun-day", 0, finished=10)
    shell.fill("half-term", 2, finished=4)
    house.end_tablets()
    house.wifi.lie("/c/sync", b"<h1>Please log in</h1>")
    shell.set_up()
    assert shell.row("voice-envelopes", "count", "fun-day") is None
    kept = shell.row("voice-envelopes", "count", "half-term")
    assert kept == {"event": "half-term", "last": 4, "free": [3, 4]}
    house.wifi.honest()
    shell.start()
    both = ["all that Tablet B told of is here"] * 2
    until(shell.page, lambda: house.held("fun-day") == both)


def test_a_link_to_set_it_up_changes_nothing_before_the_service_said_yes(settled: Shell) -> None:
    settled.begin("Fun day")
    settled.house.wifi.lie("/c/sync", b"<h1>Please log in</h1>")
    settled.fill("fun-day", 3, finished=3)
    before = settled.row("voice-tablet", "about", "tablet")
    settled.start("#set-up=abcdefgh").at("set-up")
    note = settled.part("before")
    expect(note).to_contain_text("This is Tablet B already.")
    expect(note).to_contain_text("3 envelopes wait on it and stay.")
    settled.type_pin()
    expect(settled.part("set-up-said")).to_contain_text("That code was used or is too old.")
    assert settled.row("voice-tablet", "about", "tablet") == before
    assert settled.row("voice-tablet", "about", "now")
    settled.go("leave")
    settled.page.wait_for_selector("#assent")


def test_who_forgot_the_pin_types_new_letters(shell: Shell, house: House) -> None:
    house.event("Fun day")
    shell.set_up().to_today().begin("Fun day")
    house.end_tablets()
    secret = house.invite()
    shell.start("#worker").at("pin")
    shell.go("forgotten").at("set-up")
    shell.page.fill("#letters", secret)
    shell.type_pin().at("added")
    assert [one.name for one in tablets.all_tablets(house.database)] == [NAME]


# The day


def test_where_no_event_comes_that_is_no_fault(shell: Shell, house: House) -> None:
    shell.start(f"#set-up={house.invite()}").type_pin().at("added")
    expect(shell.part("fetched")).to_contain_text("No events in the next two weeks")
    shell.go("ready").at("ready")
    expect(shell.part("lines").locator(".note b")).to_contain_text(["No events in the next two"])
    assert shell.part("lines").locator(".stop, .good").count() == 0
    shell.go("leave").at("today")
    expect(shell.part("no-events")).to_contain_text("No events in the next two weeks yet.")
    assert shell.part("told").locator(".panel").count() == 0


def test_a_cold_start_without_server_or_network_asks_the_first_question(
    shell: Shell, house: House
) -> None:
    house.event("Fun day")
    shell.set_up().to_today().begin("Fun day")
    house.wifi.stop()
    shell.page.context.set_offline(True)
    shell.start()
    shell.page.wait_for_selector("#assent")
    assert "/tablet/packs/" in shell.page.url
    tablet = Tablet(shell.page, shell.page.url)
    tablet.begin()
    assert tablet.here == "q-feeling-now"


def test_an_event_that_asks_two_things_takes_a_second_tap(shell: Shell, house: House) -> None:
    wish = factories.a_survey(id="wish", title="A wish", minutes=1, items=[factories.words()])
    feel = factories.a_survey(title="How are you?", items=[factories.feeling()])
    house.event("Fun day", feel, wish)
    shell.set_up().to_today()
    shell.page.click(".pick:has-text('2 sets of questions')")
    shell.at("surveys").get_by_text("About 1 minute").click()
    shell.page.wait_for_selector("#assent")
    expect(shell.page.locator("#q-say-more")).to_have_count(1)


def test_the_way_back_needs_the_pin_and_leads_to_another_event(shell: Shell, house: House) -> None:
    house.event("Fun day")
    house.event("Half term", days=7)
    shell.set_up().to_today().begin("Fun day")
    shell.start("#worker").at("pin")
    shell.go("leave")
    shell.page.wait_for_selector("#assent")
    shell.start("#worker").at("pin")
    shell.tap_pin().at("hand-in")
    shell.go("another").at("today")
    shell.begin("Half term")


def test_a_page_loaded_past_the_service_worker_still_leads_back_to_the_children(
    settled: Shell,
) -> None:
    settled.begin("Fun day")
    settled.start("#worker").at("pin")
    past = settled.page.context.new_cdp_session(settled.page)
    past.send("Page.reload", {"ignoreCache": True})
    settled.page.wait_for_function("!navigator.serviceWorker.controller")
    settled.at("pin")
    settled.go("leave")
    settled.page.wait_for_selector("#assent")


def test_without_the_childs_page_only_the_pin_leads_to_the_events(settled: Shell) -> None:
    settled.house.wifi.stop()
    gone = {"name": "now", "event": "fun-day", "version": "0" * 64, "code": "BCDGHJMN"}
    settled.put("voice-tablet", about=[gone])
    settled.start()
    expect(settled.at("grown-up")).to_contain_text("Give this tablet to the grown-up.")
    settled.go("leave").at("grown-up")
    settled.go("worker").at("pin")
    settled.go("leave").at("grown-up")
    settled.go("worker").at("pin")
    settled.type_pin().at("hand-in")
    settled.go("another").at("today")


def test_a_page_of_a_pack_that_is_gone_leads_to_the_app(settled: Shell) -> None:
    settled.house.wifi.stop()
    settled.page.goto(f"{settled.address}packs/{'0' * 64}/BCDGHJMN/en")
    settled.at("today")


# A new version


def test_a_new_version_waits_until_the_app_is_closed_and_nothing_is_lost(settled: Shell) -> None:
    settled.fill("fun-day", 3, finished=3)
    old = [name for name in settled.caches() if name.startswith("shell-")]
    settled.house.wifi.lie("/c/sync", b"<h1>Please log in</h1>")
    settled.house.wifi.lie("/tablet/sw.js", a_new_worker(settled), kind="text/javascript")
    settled.to_worker().at("hand-in")
    settled.page.evaluate(UPDATE)
    settled.to_worker()
    expect(settled.part("news")).to_contain_text("A new version is waiting.")
    expect(settled.part("waits")).to_contain_text("3 envelopes")
    assert set(old) < {name for name in settled.caches() if name.startswith("shell-")}


def test_a_shell_with_one_altered_file_is_not_installed(settled: Shell) -> None:
    before = set(settled.caches()) - {"trial"}  # of the ready check, soon gone
    # The file before the worker: the app asks for a new worker by itself, too.
    settled.house.wifi.lie(r"/static/.*/tablet\.css", b"/* other */", kind="text/css")
    settled.house.wifi.lie("/tablet/sw.js", a_new_worker(settled, "d"), kind="text/javascript")
    assert settled.page.evaluate(UPDATE) == "redundant"
    assert set(settled.caches()) - {"trial"} == before


def test_the_worker_touches_no_post_and_nothing_it_does_not_hold(settled: Shell) -> None:
    ask = """([address, method]) => fetch(address, {method})
      .then(reply => reply.status, () => 'no answer')"""
    asked = [["/tablet/", "POST"], ["/health", "GET"], ["/tablet/", "GET"]]
    assert [settled.page.evaluate(ask, one) for one in asked] == [405, 200, 200]
    settled.house.wifi.stop()
    assert [settled.page.evaluate(ask, one) for one in asked] == ["no answer", "no answer", 200]


def a_new_worker(shell: Shell, version: str = "c") -> bytes:
    """The service worker as a later version of the service would send it."""
    with urllib.request.urlopen(f"{shell.address}sw.js") as reply:  # noqa: S310 - our own
        text: str = reply.read().decode()
    return re.sub(r'"version":"\w+"', f'"version":"{version * 64}"', text, count=1).encode()


# How it looks


def test_every_place_is_accessible_and_fits_a_phone(settled: Shell) -> None:
    page = settled.page
    page.emulate_media(reduced_motion="reduce")
    named = "all => all.map(e => e.dataset.place).filter(name => name !== 'event-mode')"
    names = page.locator("[data-place]").evaluate_all(named)
    assert len(names) >= 12
    for name in names:
        page.evaluate(ONLY, name)
        assert (name, faults(page)) == (name, [])
        for width, height in ((360, 640), (1180, 820), (820, 1180)):
            page.set_viewport_size({"width": width, "height": height})
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert (name, wider) <= (name, 0)
            assert (name, page.evaluate(LOW)) == (name, [])


def test_in_forced_colours_every_panel_keeps_an_edge(settled: Shell) -> None:
    settled.page.emulate_media(forced_colors="active")
    settled.go("ready").at("ready")
    width = "all => all.map(e => getComputedStyle(e).borderTopStyle)"
    edges = settled.page.locator(".panel:visible").evaluate_all(width)
    assert set(edges) == {"solid"}
    assert faults(settled.page) == []

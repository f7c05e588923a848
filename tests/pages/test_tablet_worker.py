"""The worker's screen on a tablet: what waits, how it is sent or saved, and the PIN before it."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.pages.leaving import NETWORK, tell
from tests.pages.shell import NAME, House, Shell
from voice import paths

pytestmark = pytest.mark.browser
NO_NOW = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('disk'); }; }"
AWAY = """() => {
  Object.defineProperty(document, 'hidden', {get: () => true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""
UNDER_WAY = """() => new Promise((mine) => navigator.locks.request('deliver', () => {
  mine();
  return new Promise((done) => { window.let = done; });
}))"""
"""Another tab delivers until it is let."""


# The worker's screen


def test_it_says_in_words_what_waits(settled: Shell) -> None:
    settled.begin("Fun day")
    settled.house.wifi.stop()
    for more, words in (
        (0, "No envelope waits on this tablet."),
        (1, "1 envelope still on this tablet; it sends itself on Wi-Fi."),
        (2, "3 envelopes still on this tablet; they send themselves on Wi-Fi."),
    ):
        settled.fill("fun-day", more, finished=12)
        settled.to_worker()
        expect(settled.part("waits")).to_have_text(words)
        expect(settled.part("finished")).to_contain_text("12 finished here.")
        expect(settled.part("at-event")).to_have_text("Fun day")


def test_it_says_when_the_last_ones_were_received(settled: Shell) -> None:
    settled.house.wifi.stop()
    at = settled.page.evaluate("new Date().setHours(14, 5)")
    settled.put("voice-tablet", about=[{"name": "last", "receipts": 2, "at": at}])
    settled.to_worker()
    expect(settled.part("finished")).to_have_text(
        "0 finished here. The last ones were received today at 14.05."
    )


def test_a_network_that_wants_a_log_in_keeps_every_envelope(settled: Shell) -> None:
    settled.house.wifi.lie("/c/sync", b"<h1>Please log in</h1>")
    settled.fill("fun-day", 3, finished=3)
    settled.to_worker()
    settled.go("send")
    expect(settled.part("sent")).to_contain_text("No answer from the service.")
    expect(settled.part("sent")).to_contain_text("If the Wi-Fi asks for a log-in, do that first.")
    expect(settled.part("waits")).to_contain_text("3 envelopes still on this tablet")


def test_send_now_says_that_everything_was_received(settled: Shell) -> None:
    settled.house.wifi.lie("/c/sync", b"<h1>Please log in</h1>")
    settled.fill("fun-day", 3, finished=3)
    settled.to_worker().at("hand-in")
    settled.house.wifi.honest()
    settled.go("send")
    expect(settled.part("sent")).to_have_text("Everything was received. Nothing waits here now.")
    expect(settled.part("waits")).to_have_text("No envelope waits on this tablet.")
    expect(settled.part("finished")).to_contain_text("The last ones were received today at")


NOT_KNOWN = json.dumps({"faults": [{"place": "token", "wrong": "is not known.", "do": ""}]})
OUTCOMES: dict[str, tuple[int, tuple[str, int] | None, str]] = {
    "none": (0, None, "Nothing waits here. All was received."),
    "sent": (2, None, "Everything was received."),
    "later": (2, ("<h1>Please log in</h1>", 200), "No answer from the service. What waits stays"),
    "refused": (2, (NOT_KNOWN, 401), "This tablet was taken off the list."),
}
"""How many wait, what comes instead of the service's answer, and the words for it."""


def test_send_now_has_words_for_however_it_ends(settled: Shell) -> None:
    typed = re.search(r"@typedef \{([^}]+)\} Outcome", (paths.STATIC / "deliver.js").read_text())
    assert typed
    assert set(re.findall(r'"(\w+)"', typed[1])) == set(OUTCOMES)
    wifi = settled.house.wifi
    for many, lie, words in OUTCOMES.values():
        wifi.lie("/c/sync", b"", 500)
        settled.fill("fun-day", many, finished=many)
        settled.to_worker().at("hand-in")
        wifi.lies.pop("/c/sync")
        if lie:
            wifi.lie("/c/sync", lie[0].encode(), lie[1], "application/json")
        settled.go("send")
        expect(settled.part("sent")).to_contain_text(words)
        wifi.back()
        settled.settle()


def test_send_now_waits_for_the_delivery_that_is_under_way(settled: Shell) -> None:
    settled.house.wifi.lie("/c/sync", b"<h1>Please log in</h1>")
    settled.fill("fun-day", 2, finished=2)
    settled.to_worker().at("hand-in")
    settled.house.wifi.honest()
    settled.page.evaluate(UNDER_WAY)
    settled.go("send")
    expect(settled.part("sent")).to_have_text("Sending…")
    settled.page.evaluate("window.let()")
    expect(settled.part("sent")).to_contain_text("Everything was received.")


def test_what_failed_is_not_told_any_longer_once_nothing_waits(settled: Shell) -> None:
    settled.house.wifi.lie("/c/sync", b"<h1>Please log in</h1>")
    settled.fill("fun-day", 2, finished=2)
    settled.to_worker().at("hand-in")
    settled.go("send")
    expect(settled.part("sent")).to_contain_text("No answer from the service.")
    settled.house.wifi.honest()
    tell(settled.page, NETWORK)
    expect(settled.part("sent")).to_have_text("")
    expect(settled.part("waits")).to_have_text("No envelope waits on this tablet.")


def test_a_tablet_taken_off_the_list_says_so_and_can_still_save(settled: Shell) -> None:
    told = {"faults": [{"place": "token", "wrong": "is not known.", "do": ""}]}
    settled.house.wifi.lie("/c/sync|packs.json", json.dumps(told).encode(), 401, "application/json")
    settled.fill("fun-day", 2, finished=2)
    settled.to_worker()
    settled.go("send")
    words = "This tablet was taken off the list. Its envelopes are safe: save them as a file."
    expect(settled.part("sent")).to_have_text(words)
    expect(settled.part("news")).to_contain_text("taken off the list")
    with settled.page.expect_download() as saved:
        settled.go("save")
    assert len(json.loads(saved.value.path().read_text())["records"]) == 2


def test_the_saved_file_holds_the_envelopes_as_they_are(settled: Shell) -> None:
    settled.house.wifi.stop()
    rows = settled.fill("fun-day", 3, finished=5)
    settled.to_worker().at("hand-in")
    with settled.page.expect_download() as saved:
        settled.go("save")
    assert re.fullmatch(r"envelopes-Tablet-B-\d{4}-\d\d-\d\d\.json", saved.value.suggested_filename)
    tablet = settled.row("voice-tablet", "about", "tablet") or {}
    told = json.loads(saved.value.path().read_text())
    assert {row["event"] for row in rows} == {"fun-day"}
    assert sorted(told.pop("records"), key=lambda row: int(row["n"])) == rows
    assert told == {
        "voice_envelopes": 1,
        "tablet": NAME,
        "tablet_id": tablet["id"],
        "counts": {"fun-day": {"last": 5, "not": [], "open": []}},
        "together": {"cards": [], "messages": []},
    }
    expect(settled.part("sent")).to_contain_text("What waits stays here, too")


def test_where_the_memory_fails_the_envelopes_can_still_be_saved(settled: Shell) -> None:
    settled.house.wifi.stop()
    settled.fill("fun-day", 2, finished=2)
    settled.to_worker().at("hand-in")
    settled.page.evaluate(NO_NOW)
    settled.go("another")
    expect(settled.at("trouble").locator(".stop")).to_contain_text("That did not work.")
    with settled.page.expect_download() as saved:
        settled.go("save")
    assert len(json.loads(saved.value.path().read_text())["records"]) == 2
    expect(settled.part("saved")).to_contain_text("What waits stays here, too")


# Other questions


def test_one_tap_behind_the_pin_changes_the_questions(shell: Shell, house: House) -> None:
    wish = factories.a_survey(id="wish", title="A wish", items=[factories.words(id="wish")])
    house.event("Fun day", factories.a_survey(), wish)
    shell.set_up().to_today()
    shell.page.click(".pick:has-text('2 sets of questions')")
    shell.page.click(".pick:visible:has-text('How are you?')")
    shell.page.wait_for_selector("#assent")
    house.wifi.stop()
    shell.to_worker().at("hand-in")
    questions = shell.part("questions").get_by_role("button")
    expect(questions).to_have_text(["How are you?now", "A wish"])
    questions.last.click()
    shell.page.wait_for_selector("#assent")
    expect(shell.page.locator("#q-wish")).to_have_count(1)
    shell.to_worker().at("hand-in")
    expect(questions).to_have_text(["How are you?", "A wishnow"])


def test_an_event_with_one_set_of_questions_offers_no_other(settled: Shell) -> None:
    settled.begin("Fun day")
    settled.to_worker().at("hand-in")
    expect(settled.part("waits")).to_have_text("No envelope waits on this tablet.")
    expect(settled.part("questions")).to_be_hidden()


# The PIN


def test_five_wrong_pins_cost_a_minute_that_a_reload_does_not_shorten(
    shell: Shell, house: House
) -> None:
    house.event("Fun day")
    shell.page.clock.install()
    shell.set_up()
    shell.start("#worker").at("pin")
    for _ in range(5):
        shell.type_pin("111119")
        expect(shell.part("pin-said")).to_have_text(re.compile("not the PIN|Too many"))
        shell.page.evaluate("document.querySelector('[data-part=pin-said]').textContent = ''")
    shell.start("#worker").at("pin")
    expect(shell.part("pin-said")).to_have_text("Too many wrong tries. Try again in a minute.")
    shell.type_pin()
    expect(shell.part("pin-said")).to_contain_text("Too many")
    shell.page.clock.fast_forward(61_000)
    shell.to_worker().at("hand-in")


def test_however_often_children_tap_nonsense_the_worker_waits_two_minutes(
    shell: Shell, house: House
) -> None:
    house.event("Fun day")
    shell.page.clock.install()
    shell.set_up()
    at = shell.page.evaluate("Date.now()")
    shell.put("voice-tablet", about=[{"name": "tries", "wrong": 60, "at": at}])
    shell.start("#worker").at("pin")
    expect(shell.part("pin-said")).to_have_text("Too many wrong tries. Try again in 2 minutes.")
    shell.page.clock.fast_forward(121_000)
    shell.to_worker().at("hand-in")


def test_it_locks_itself_after_a_minute_and_when_it_is_put_away(shell: Shell, house: House) -> None:
    house.event("Fun day")
    shell.page.clock.install()
    shell.set_up()
    shell.to_worker().at("hand-in")
    shell.page.clock.run_for(62_000)
    shell.at("today")
    shell.go("worker").at("pin")
    shell.type_pin().at("hand-in")
    shell.page.evaluate(AWAY)
    shell.at("today")

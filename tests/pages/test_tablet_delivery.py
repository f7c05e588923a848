"""Envelopes leave the tablet on their own receipts only, whatever else answers, and all in turn."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests import factories
from tests.pages.delivering import Service, a_receipt, about, deliver, finished, sending, stuff
from tests.pages.leaving import NETWORK, tell
from tests.pages.packed import Pack, Shared, another_tab, fetch
from tests.pages.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pack(served: Served) -> Pack:
    items = [factories.feeling(), factories.words()]
    return fetch(served, factories.a_survey(id="tablet-delivery", items=items))


@pytest.fixture
def tablet(page: Page, pack: Pack) -> Shared:
    """A tablet that was let in and has tried once. Nothing answers it unless a test says so."""
    return tried(Shared(page, pack).let_in().away())


def tried(tablet: Shared) -> Shared:
    """Started, and its own first try to send is over: it came to nothing."""
    with tablet.page.expect_event("requestfailed", lambda one: one.url.endswith("/c/sync")):
        tablet.start()
    return tablet


def test_what_is_finished_is_sent_at_once_and_leaves_on_its_receipt(tablet: Shared) -> None:
    service = Service(tablet)
    tablet.begin().tap("happy").to_the_end().finish()
    tablet.wait_for_outbox(0)
    body = next(body for body in service.bodies if body["records"])
    (record,) = body["records"]
    assert set(record) == {"id", "key_id", "n", "sealed"}
    assert tablet.pack.opened(record)["answers"]["feeling-now"] == "happy"
    assert body["counts"] == {tablet.pack.event: {"last": 1, "not": [], "open": []}}
    head = service.heads[-1]
    assert head["authorization"] == f"Bearer {tablet.pack.token}"
    assert "cookie" not in head
    tablet.wait_until(lambda: "last" in about(tablet))
    assert about(tablet)["last"]["receipts"] == 1


def test_a_draft_is_never_sent_and_told_of_as_open(tablet: Shared) -> None:
    service = Service(tablet)
    finished(tablet)
    tablet.wait_for_outbox(0)
    tablet.begin().tap("sad").go("on")
    assert deliver(tablet) == "none"
    assert service.bodies[-1] == {
        "records": [],
        "counts": {tablet.pack.event: {"last": 2, "not": [], "open": [2]}},
    }
    tablet.page.evaluate(
        "async ([url, events]) => (await import(url)).write({ name: 'awaited', events })",
        [tablet.pack.about, [tablet.pack.event]],
    )
    tablet.go("stop").go("fresh").fresh()
    assert deliver(tablet) == "none"
    free = {"last": 2, "not": [2], "open": []}
    assert service.bodies[-1]["counts"] == {tablet.pack.event: free}


def test_an_event_at_which_nobody_was_asked_is_told_of_too(tablet: Shared) -> None:
    service = Service(tablet)
    tablet.page.evaluate(
        """async (url) => {
          const { addPack } = await import(url);
          await addPack({ version: "v", event: { id: "picnic", name: "", day: "2019-11-22" } });
        }""",
        tablet.pack.about,
    )
    assert deliver(tablet) == "none"
    assert service.bodies[-1]["counts"] == {"picnic": {"last": 0, "not": [], "open": []}}


def test_an_event_whose_pack_is_gone_is_told_of_when_it_waits_for_this_tablet(
    tablet: Shared,
) -> None:
    service = Service(tablet)
    awaits: list[str] = ["picnic"]

    def reply(route: Route) -> None:
        route.fulfill(json={"receipts": [], "awaited": awaits})

    service.reply = reply
    none = {"last": 0, "not": [], "open": []}
    assert deliver(tablet) == "none"
    assert [body["counts"] for body in service.bodies] == [{}, {"picnic": none}]
    assert deliver(tablet) == "none"
    assert [body["counts"] for body in service.bodies[2:]] == [{"picnic": none}]
    awaits.remove("picnic")
    deliver(tablet)
    deliver(tablet)
    assert service.bodies[-1]["counts"] == {}


@pytest.mark.parametrize("odd", [None, "picnic", {"picnic": 1}, 7])
def test_only_a_list_of_events_that_wait_is_believed(tablet: Shared, odd: object) -> None:
    service = Service(tablet, lambda r: r.fulfill(json={"receipts": [], "awaited": odd}))
    assert deliver(tablet) == "none"
    assert len(service.bodies) == 1


def test_the_envelopes_of_two_events_go_apart_and_say_where_they_are_from(tablet: Shared) -> None:
    service = Service(tablet)
    rows = [(n, ("picnic", "fun-day")[n % 2]) for n in range(1, 8)]
    for n, event in rows:
        stuff(tablet, n, 3000, event, first=n)
    assert deliver(tablet) == "sent"
    told = {body["event"]: [one["n"] for one in body["records"]] for body in service.bodies}
    assert {event: sorted(numbers) for event, numbers in told.items()} == {
        "fun-day": [1, 3, 5, 7],
        "picnic": [2, 4, 6],
    }
    assert len(service.bodies) == 2


REPLIES: dict[str, Callable[[Route], object]] = {
    "a captive portal": lambda r: r.fulfill(body="<html>Welcome", content_type="text/html"),
    "nothing": lambda r: r.fulfill(status=204),
    "another place": lambda r: r.fulfill(status=302, headers={"Location": "/login"}),
    "not found": lambda r: r.fulfill(status=404, body="no", content_type="text/html"),
    "an error": lambda r: r.fulfill(status=500, body="no", content_type="text/html"),
    "busy": lambda r: r.fulfill(status=503, json={"faults": []}),
    "null": lambda r: r.fulfill(json=None),
    "no receipts": lambda r: r.fulfill(json={"receipts": "all"}),
    "odd receipts": lambda r: r.fulfill(json={"receipts": [None, 1, {}]}),
    "a cut": lambda r: r.abort("connectionreset"),
}


@pytest.mark.parametrize("what", REPLIES)
def test_whatever_is_no_receipt_keeps_the_envelope(tablet: Shared, what: str) -> None:
    finished(tablet)
    Service(tablet, REPLIES[what])
    assert deliver(tablet) == "later"
    assert len(tablet.store("outbox")) == 1
    assert "last" not in about(tablet)
    Service(tablet)
    assert deliver(tablet) == "sent"
    assert tablet.store("outbox") == []


@pytest.mark.parametrize("lie", [{"hash": "0" * 64}, {"id": "somebody-else"}])
def test_a_receipt_must_be_its_own(tablet: Shared, lie: dict[str, str]) -> None:
    service = Service(tablet)
    service.reply = lambda route: service.receipts(route, **lie)
    finished(tablet)
    assert deliver(tablet) == "later"
    assert len(tablet.store("outbox")) == 1


@pytest.mark.parametrize("outcome", ["already", "conflict", "set-aside"])
def test_every_outcome_of_ours_empties_the_outbox(tablet: Shared, outcome: str) -> None:
    service = Service(tablet)
    service.reply = lambda route: service.receipts(route, outcome=outcome)
    finished(tablet)
    tablet.wait_for_outbox(0)


def test_a_tablet_that_was_taken_off_the_list_keeps_everything_and_says_so(tablet: Shared) -> None:
    finished(tablet).begin()  # nobody who has begun is led away
    Service(tablet, lambda r: r.fulfill(status=401, json={"faults": []}))
    assert deliver(tablet) == "refused"
    assert len(tablet.store("outbox")) == 1
    assert "refused" in about(tablet)
    Service(tablet)
    assert deliver(tablet) == "sent"
    assert "refused" not in about(tablet)


def test_a_hall_that_says_401_is_not_believed(tablet: Shared) -> None:
    finished(tablet)
    Service(tablet, lambda r: r.fulfill(status=401, body="Log in", content_type="text/html"))
    assert deliver(tablet) == "later"
    assert "refused" not in about(tablet)


def test_many_go_in_turn_and_not_too_much_at_a_time(tablet: Shared) -> None:
    service = Service(tablet)
    assert deliver(tablet) == "none"
    stuff(tablet, 120, 3500)
    assert deliver(tablet) == "sent"
    assert service.sizes == [50, 50, 20]
    stuff(tablet, 6, 70_000)
    service.bodies.clear()
    assert deliver(tablet) == "sent"
    assert service.sizes == [2, 2, 2]
    assert all(len(json.dumps(body)) < 200_000 for body in service.bodies)
    stuff(tablet, 2, 220_000)
    service.bodies.clear()
    assert deliver(tablet) == "sent"
    assert service.sizes == [1, 1]


def test_one_bad_envelope_keeps_no_other_back(tablet: Shared) -> None:
    stuff(tablet, 60, 3000)
    service = Service(tablet)

    def poisoned(route: Route) -> None:
        if any(record["n"] == 13 for record in service.bodies[-1]["records"]):
            route.fulfill(status=400, json={"faults": [{"where": "13", "wrong": "odd", "do": ""}]})
        else:
            service.receipts(route)

    service.reply = poisoned
    assert deliver(tablet) == "later"
    assert [row["n"] for row in tablet.store("outbox")] == [13]
    assert len(service.bodies) < 20


def test_a_receipt_that_is_missing_keeps_its_envelope_only(tablet: Shared) -> None:
    stuff(tablet, 60, 3000)
    service = Service(tablet)

    def all_but_one(route: Route) -> None:
        records = [one for one in service.bodies[-1]["records"] if one["n"] != 7]
        route.fulfill(json={"receipts": [a_receipt(record) for record in records]})

    service.reply = all_but_one
    assert deliver(tablet) == "later"
    assert [row["n"] for row in tablet.store("outbox")] == [7]


def test_a_line_that_carries_little_is_given_less(tablet: Shared) -> None:
    stuff(tablet, 60, 3000)
    service = Service(tablet)

    def narrow(route: Route) -> None:
        few = len(service.bodies[-1]["records"]) <= 5
        service.receipts(route) if few else route.abort("timedout")

    service.reply = narrow
    while deliver(tablet) == "later":
        assert len(service.bodies) < 60
    assert tablet.store("outbox") == []


def test_it_tries_when_the_network_is_back_and_when_somebody_looks(tablet: Shared) -> None:
    for sign in (
        NETWORK,
        "document.dispatchEvent(new Event('visibilitychange'))",
    ):
        service = Service(tablet)
        stuff(tablet, 1, 3000)
        tell(tablet.page, sign)
        tablet.wait_for_outbox(0)
        assert service.sizes


def test_a_service_that_never_answers_is_given_up(page: Page, pack: Pack) -> None:
    page.clock.install()
    tablet = tried(Shared(page, pack).let_in().away())
    stuff(tablet, 1, 3000)
    silent = Service(tablet, lambda route: None)
    page.clock.run_for(61_000)
    tablet.wait_until(lambda: silent.sizes == [1])
    page.clock.run_for(31_000)
    tablet.wait_until(lambda: not sending(tablet))
    assert len(tablet.store("outbox")) == 1
    silent.reply = silent.receipts
    page.clock.run_for(121_000)
    tablet.wait_for_outbox(0)
    assert silent.sizes == [1, 1]


def test_it_tries_every_minute_and_more_seldom_while_that_fails(page: Page, pack: Pack) -> None:
    page.clock.install()
    tablet = Shared(page, pack).let_in()
    service = Service(tablet, REPLIES["an error"])
    tablet.start()
    left = [1, 2, 3, 4, 5]
    for tries, minutes in zip(left.copy(), (1, 2, 4, 5, 5), strict=True):
        tablet.wait_until(lambda: len(service.bodies) == left[0])
        page.wait_for_timeout(100)
        page.clock.run_for(minutes * 60_000 - 2_000)
        page.wait_for_timeout(100)
        assert len(service.bodies) == tries
        left.pop(0)
        page.clock.run_for(3_000)


def test_two_tabs_do_not_send_at_once(tablet: Shared, pack: Pack) -> None:
    stuff(tablet, 3, 3000)
    held: list[Route] = []
    service = Service(tablet, held.append)
    tablet.page.evaluate(
        "url => void import(url).then((it) => it.deliver())",
        pack.about.replace("about", "deliver"),
    )
    tablet.wait_until(lambda: bool(held))
    with another_tab(tablet.page.context, pack) as other:
        other.page.wait_for_timeout(200)
        assert len(held) == 1
        service.reply = service.receipts
        service.receipts(held[0])
        tablet.wait_for_outbox(0)
        assert service.sizes == [3]


def test_what_a_reload_left_behind_is_sent_too(tablet: Shared) -> None:
    service = Service(tablet)
    tablet.begin().tap("happy").go("on")
    tablet.page.reload()
    tablet.fresh()
    tablet.wait_until(lambda: service.sizes == [1])
    tablet.wait_for_outbox(0)


def test_a_wrong_clock_is_noticed(tablet: Shared) -> None:
    Service(tablet)
    finished(tablet)
    tablet.wait_until(lambda: "last" in about(tablet))
    now = tablet.page.evaluate("Date.now()")
    off = about(tablet)["clock"]["off"]
    assert abs(now + off - 1_574_244_000_000) < 60_000
    assert abs(about(tablet)["last"]["at"] - 1_574_244_000_000) < 60_000


def test_a_full_tablet_delivers_from_memory(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).with_room(600_000).let_in().away().start()
    tablet.begin().tap("sad").go("on").write("Much to say").fill_up()
    tablet.go("stop").go("keep").wait_for("look")
    service = Service(tablet)
    tablet.go("again").wait_for("done")
    (record,) = service.bodies[-1]["records"]
    said = tablet.pack.opened(record)
    assert said["answers"] == {"feeling-now": "sad", "say-more": "Much to say"}
    assert tablet.store("draft") == tablet.store("outbox") == []


def test_the_service_takes_in_what_a_tablet_sealed(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).let_in().start()
    before = pack.served.responses(pack.code)
    finished(tablet, "The pond is frozen")
    tablet.wait_until(lambda: "last" in about(tablet))
    assert tablet.store("outbox") == []
    assert about(tablet)["last"]["receipts"] == 1
    after = pack.served.responses(pack.code)
    assert len(after) == len(before) + 1
    assert all(answers == {"feeling-now": ["happy"]} for answers in after)


def test_the_service_sets_aside_what_it_cannot_open(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).let_in().start()
    assert deliver(tablet) == "none"
    before = len(pack.served.responses(pack.code))
    stuff(tablet, 3, 3000)
    assert deliver(tablet) == "sent"
    assert tablet.store("outbox") == []
    assert len(pack.served.responses(pack.code)) == before


def test_a_tablet_that_is_not_let_in_keeps_what_it_has(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).start()
    service = Service(tablet)
    finished(tablet)
    assert deliver(tablet) == "later"
    assert service.bodies == []
    assert len(tablet.store("outbox")) == 1

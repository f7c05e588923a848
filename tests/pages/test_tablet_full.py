"""A tablet on which nothing can be stored: one child is one record, and no child is lied to."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests import factories
from tests.pages.delivering import Service, a_receipt
from tests.pages.packed import Pack, Shared, fetch
from tests.pages.served import Served

pytestmark = pytest.mark.browser
FULL = """names => {
  window.real ??= Object.fromEntries(["put", "add", "delete"].map(
    (name) => [name, IDBObjectStore.prototype[name]]));
  Object.assign(IDBObjectStore.prototype, window.real);
  for (const name of names) {
    IDBObjectStore.prototype[name] = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  }
}"""


@pytest.fixture(scope="module")
def pack(served: Served) -> Pack:
    return fetch(served, factories.a_survey(id="tablet-full"))


@pytest.fixture
def tablet(page: Page, pack: Pack) -> Shared:
    """A tablet that was let in, without a network, on which one answer is stored."""
    tablet = Shared(page, pack).let_in().away().start()
    return tablet.begin().tap("sad").go("on").tap("food")


def can(tablet: Shared, *but: str) -> Shared:
    """The store does everything but that."""
    tablet.page.evaluate(FULL, list(but))
    return tablet


def records(service: Service) -> list[dict[str, Any]]:
    return [record for body in service.bodies for record in body["records"]]


def said(tablet: Shared, service: Service) -> list[object]:
    return [tablet.pack.opened(record)["answers"] for record in records(service)]


BOTH = {"feeling-now": "sad", "good": ["food"]}


def test_a_screen_that_cannot_be_kept_ends_nothing_by_itself(tablet: Shared) -> None:
    service = Service(tablet)
    can(tablet, "put", "add").go("on").wait_for("look")
    send = tablet.page.locator("#look [data-go=send]")
    assert not send.is_visible()
    tablet.go("again").wait_for("look")
    assert tablet.here == "look"
    assert records(service) == []
    assert send.inner_text() == "Send what I said and stop"
    tablet.go("send").wait_for("done")
    assert said(tablet, service) == [BOTH]
    assert tablet.store("draft") == tablet.store("outbox") == []
    assert not tablet.page.locator("[data-part]").is_visible()


def test_who_goes_back_instead_loses_nothing(tablet: Shared) -> None:
    can(tablet, "put", "add").go("on").wait_for("look")
    tablet.go("again").wait_for("look").go("return")
    can(tablet).go("on")
    assert tablet.here == "q-listened"
    assert [draft["answers"] for draft in tablet.drafts()] == [BOTH]


def test_without_a_network_the_draft_stays_where_it_is(tablet: Shared) -> None:
    can(tablet, "put", "add").go("stop").go("keep").wait_for("look")
    tablet.go("again").wait_for("look")
    assert [draft["answers"] for draft in tablet.drafts()] == [{"feeling-now": "sad"}]
    tablet.go("return")
    assert tablet.here == "q-good"


def test_a_draft_that_cannot_go_is_itself_what_is_sent(tablet: Shared) -> None:
    (draft,) = tablet.store("draft")
    can(tablet, "put", "add", "delete").go("stop").go("keep").wait_for("look")
    service = Service(tablet)
    tablet.go("again").wait_for("done")
    (record,) = records(service)
    assert record == {name: draft[name] for name in ("id", "key_id", "n", "sealed")}
    assert "Only what you did last is not in" in tablet.screen.inner_text()
    tablet.page.reload()
    tablet.fresh().wait_until(lambda: tablet.store("draft") == tablet.store("outbox") == [])
    assert all(record == first for first in records(service))


def test_what_was_sent_without_a_reply_is_sent_again_and_nothing_else(tablet: Shared) -> None:
    lost: list[Route] = []

    def lose_the_first(route: Route) -> None:
        sent = json.loads(route.request.post_data or "")["records"]
        if sent and not lost:
            lost.append(route)
            route.abort()
        else:
            route.fulfill(json={"receipts": [a_receipt(record) for record in sent]})

    service = Service(tablet, lose_the_first)
    can(tablet, "put", "add").go("stop").go("keep").wait_for("look")
    tablet.go("again").wait_for("look")
    assert not tablet.page.locator("#look [data-go=return]").count()
    can(tablet).go("again").wait_for("done")
    first, *more = records(service)
    assert more
    assert all(record == first for record in more)
    assert tablet.store("draft") == tablet.store("outbox") == []


def test_a_number_that_could_not_be_given_out_is_nobodys(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).let_in().away().start().begin().tap("sad")
    can(tablet, "put", "add").go("stop").go("keep").wait_for("look")
    service = Service(tablet)
    tablet.go("again").wait_for("done")
    assert [record["n"] for record in records(service)] == [0]
    tablet.go("fresh").fresh()
    can(tablet).begin().tap("happy").to_the_end().finish()
    tablet.wait_until(lambda: len(records(service)) == 2)
    assert records(service)[1]["n"] == 1


def test_the_service_takes_what_has_no_number(page: Page, pack: Pack) -> None:
    tablet = Shared(page, pack).let_in().start().begin().tap("sad")
    before = pack.served.responses(pack.code)
    can(tablet, "put", "add").go("stop").go("keep").wait_for("look")
    tablet.go("again").wait_for("done")
    assert len(pack.served.responses(pack.code)) == len(before) + 1

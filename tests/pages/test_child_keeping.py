"""The last step, when the Internet is away, lies, or says no: nothing a child said is lost."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests import factories
from tests.pages.served import Served
from tests.pages.tablet import Tablet

pytestmark = pytest.mark.browser


@pytest.fixture
def tablet(page: Page, served: Served) -> Tablet:
    """A tablet on which everything is said and Finish is next."""
    survey = factories.a_survey(id="keeping", items=[factories.feeling(), factories.words()])
    tablet = Tablet(page, f"{served.url}/c/{served.open(survey)}").start()
    return tablet.begin().tap("happy").go("on").write("The pond").go("on")


def kept(tablet: Tablet, served: Served) -> list[dict[str, list[str]]]:
    return served.responses(tablet.address[-8:])


def answer_with(tablet: Tablet, reply: Callable[[Route], None]) -> None:
    tablet.page.route("**/responses", reply)


def try_again(tablet: Tablet) -> None:
    tablet.page.locator("#keeping [data-go=again]").click()


def test_offline_at_the_end_it_waits_and_is_kept_exactly_once(
    tablet: Tablet, served: Served
) -> None:
    tablet.page.context.set_offline(True)
    tablet.go("finish").wait_for("keeping")
    tablet.page.wait_for_selector("#keeping [data-go=again]:visible")
    assert "Leave this page open" in tablet.screen.inner_text()
    try_again(tablet)
    assert kept(tablet, served) == []
    tablet.page.context.set_offline(False)
    tablet.wait_for("done")
    assert kept(tablet, served) == [{"feeling-now": ["happy"]}]


def test_a_reply_that_got_lost_is_asked_for_again(tablet: Tablet, served: Served) -> None:
    outcomes: list[str] = []

    def lose_the_first(route: Route) -> None:
        reply = route.fetch()
        outcomes.append(reply.json()["outcome"])
        route.abort() if len(outcomes) == 1 else route.fulfill(response=reply)

    answer_with(tablet, lose_the_first)
    tablet.finish()
    assert outcomes == ["stored", "already"]
    assert len(kept(tablet, served)) == 1


FORGED = {
    "a captive portal": ("text/html", "<html>Welcome to the village hall Wi-Fi</html>"),
    "a receipt of another record": ("application/json", '{"id": "x", "hash": "y"}'),
    "nothing": ("text/plain", ""),
    "no object": ("application/json", "null"),
}


@pytest.mark.parametrize("what", FORGED)
def test_nothing_but_our_own_receipt_is_believed(tablet: Tablet, served: Served, what: str) -> None:
    kind, body = FORGED[what]
    answer_with(tablet, lambda r: r.fulfill(status=200, content_type=kind, body=body))
    tablet.go("finish").wait_for("keeping")
    tablet.page.wait_for_selector("#keeping [data-go=again]:visible")
    assert kept(tablet, served) == []
    tablet.page.unroute_all()
    try_again(tablet)
    tablet.wait_for("done")
    assert len(kept(tablet, served)) == 1


def test_a_receipt_must_name_the_digest_of_the_very_bytes(tablet: Tablet) -> None:
    def altered(route: Route) -> None:
        id_ = json.loads(route.request.post_data or "{}")["id"]
        route.fulfill(status=201, json={"id": id_, "hash": "0" * 64, "outcome": "stored"})

    answer_with(tablet, altered)
    tablet.go("finish").wait_for("keeping")
    tablet.page.wait_for_selector("#keeping [data-go=again]:visible")


@pytest.mark.parametrize("status", [302, 404, 503])
def test_an_error_that_is_not_ours_is_tried_again(
    tablet: Tablet, served: Served, status: int
) -> None:
    answer_with(tablet, lambda r: r.fulfill(status=status, content_type="text/html", body="no"))
    tablet.go("finish").wait_for("keeping")
    tablet.page.wait_for_selector("#keeping [data-go=again]:visible")
    tablet.page.unroute_all()
    try_again(tablet)
    tablet.wait_for("done")
    assert len(kept(tablet, served)) == 1


def test_the_same_bytes_are_sent_every_time(tablet: Tablet) -> None:
    answer_with(tablet, lambda r: r.abort())
    tablet.go("finish").wait_for("keeping")
    for _ in range(3):
        tablet.page.wait_for_selector("#keeping [data-go=again]:visible")
        try_again(tablet)
    tablet.page.unroute_all()
    try_again(tablet)
    tablet.wait_for("done")
    bodies = {post.post_data for post in tablet.posts()}
    assert len(bodies) == 1
    assert len(tablet.posts()) >= 4


def test_a_fault_keeps_the_answers_on_the_page(tablet: Tablet, served: Served) -> None:
    faults = {"faults": [{"place": "body", "wrong": "is odd.", "do": "Look."}]}
    answer_with(tablet, lambda r: r.fulfill(status=400, json=faults))
    tablet.go("finish").wait_for("look")
    assert "They are all still here." in tablet.screen.inner_text()
    tablet.go("return").go("back")
    assert tablet.screen.locator("textarea").input_value() == "The pond"
    tablet.go("on").go("finish").wait_for("look")
    tablet.page.unroute_all()
    tablet.page.click("#look [data-go=again]")
    tablet.wait_for("done")
    assert len(kept(tablet, served)) == 1


def test_without_a_secure_page_the_id_alone_is_checked(page: Page, served: Served) -> None:
    page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    survey = factories.a_survey(id="plain-http")
    code = served.open(survey)
    Tablet(page, f"{served.url}/c/{code}").start().begin().to_the_end().finish()
    assert len(served.responses(code)) == 1


def test_the_waits_grow_to_half_a_minute(page: Page, served: Served) -> None:
    page.clock.install()
    code = served.open(factories.a_survey(id="waiting", items=[factories.feeling()]))
    tablet = Tablet(page, f"{served.url}/c/{code}").start().begin().tap("sad").go("on")
    answer_with(tablet, lambda r: r.fulfill(status=503, json={"faults": []}))
    tablet.go("finish").wait_for("keeping")
    sent = []
    for seconds in (1, 2, 4, 8, 16, 30, 30):
        page.wait_for_timeout(150)
        sent.append(len(tablet.posts()))
        page.clock.run_for(seconds * 1000 + 50)
    assert sent == [1, 2, 3, 4, 5, 6, 7]

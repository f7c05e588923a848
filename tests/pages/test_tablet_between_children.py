"""Between two children: nothing of the first is there for the second, and nothing is lost."""

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.pages.leaving import look, tell
from tests.pages.packed import Pack, Shared, another_tab, fetch
from tests.pages.served import Served

pytestmark = pytest.mark.browser
SECRET = "xylophone-quicksand"


@pytest.fixture(scope="module")
def pack(served: Served) -> Pack:
    return fetch(served, factories.a_survey(id="tablet-between"))


@pytest.fixture
def tablet(page: Page, pack: Pack) -> Shared:
    """A tablet without a network, before faces, any of three, one of three, words."""
    return Shared(page, pack).away().start()


def half_way(tablet: Shared) -> Shared:
    """Everything said, and the last screen not yet shown."""
    return tablet.begin().tap("sad").go("on").go("on").go("on").write(SECRET).go("on").go("back")


def nothing_shows(tablet: Shared) -> bool:
    tablet.fresh()
    fields = look(
        tablet.page, "[...document.querySelectorAll('textarea')].map(e => e.value).join('')"
    )
    ticked = tablet.page.locator("input:checked").count()
    return not fields and not ticked and SECRET not in tablet.page.content()


def test_the_envelope_folds_shut_and_a_fresh_card_comes_by_itself(page: Page, pack: Pack) -> None:
    page.clock.install()
    tablet = Shared(page, pack).away().start()
    tablet.begin().tap("happy").to_the_end().finish()
    assert page.locator("#done .done.folds").count() == 1
    assert page.locator(".stones:visible").count() == 0
    page.clock.run_for(11_000)
    assert tablet.here == "done"
    tablet.talk()
    page.clock.run_for(10_000)
    assert tablet.here == "talk"
    tablet.go("return")
    page.clock.run_for(1_500)
    assert nothing_shows(tablet)


def test_next_person_is_a_tap(tablet: Shared) -> None:
    tablet.begin().tap("happy").to_the_end().finish().go("fresh")
    assert nothing_shows(tablet)
    tablet.begin().tap("sad").to_the_end().finish()
    rows = tablet.store("outbox")
    assert sorted(row["n"] for row in rows) == [1, 2]
    assert len({row["id"] for row in rows}) == 2


def test_an_idle_tablet_closes_the_envelope_and_starts_anew(page: Page, pack: Pack) -> None:
    page.clock.install()
    tablet = Shared(page, pack).away().start()
    tablet.begin().tap("happy").go("on").tap("food")
    page.clock.run_for(242_000)
    assert tablet.here == "still-there"
    page.clock.run_for(31_000)
    assert nothing_shows(tablet)
    assert tablet.store("draft") == []
    assert [said["answers"] for said in tablet.outbox()] == [
        {"feeling-now": "happy", "good": ["food"]}
    ]


def test_an_idle_tablet_on_which_nothing_was_said_keeps_nothing(page: Page, pack: Pack) -> None:
    page.clock.install()
    tablet = Shared(page, pack).away().start().begin()
    page.clock.run_for(275_000)
    assert nothing_shows(tablet)
    assert tablet.store("outbox") == tablet.store("count") == []


@pytest.mark.parametrize("way", ["reload", "leave and back", "leave and forward"])
def test_what_was_left_half_way_becomes_one_envelope_and_shows_nothing(
    tablet: Shared, way: str
) -> None:
    half_way(tablet)
    (draft,) = tablet.store("draft")
    page = tablet.page
    if way == "reload":
        page.reload()
    else:
        page.goto(f"{tablet.pack.served.url}/health")
        page.go_back()
        if way == "leave and forward":
            assert nothing_shows(tablet)
            page.go_back()
            page.go_forward()
    assert nothing_shows(tablet)
    tablet.wait_for_outbox(1)
    assert tablet.store("draft") == []
    assert tablet.store("outbox") == [draft]
    assert tablet.outbox()[0]["answers"]["say-more"] == SECRET
    page.reload()
    assert nothing_shows(tablet)
    tablet.begin().tap("happy").go("on")
    (next_one,) = tablet.store("draft")
    assert next_one["id"] != draft["id"]
    assert next_one["n"] == 2
    assert tablet.store("outbox") == [draft]


def test_after_the_end_back_forward_and_reload_show_nothing(tablet: Shared) -> None:
    half_way(tablet).to_the_end().finish()
    page = tablet.page
    page.go_back()
    assert nothing_shows(tablet)
    page.go_forward()
    assert nothing_shows(tablet)
    page.reload()
    assert nothing_shows(tablet)
    assert len(tablet.store("outbox")) == 1


def test_back_on_the_first_card_leads_nowhere(tablet: Shared) -> None:
    tablet.begin()
    tablet.page.go_back()
    tablet.page.go_back()
    assert tablet.here == "assent"
    tell(tablet.page, "history.back()")
    tablet.page.wait_for_timeout(100)
    assert tablet.page.url == tablet.address
    assert tablet.here == "assent"


def test_two_tabs_fill_two_envelopes(tablet: Shared, pack: Pack) -> None:
    tablet.begin().tap("happy").go("on")
    with another_tab(tablet.page.context, pack) as other:
        other.begin().tap("sad").go("on")
        assert sorted(row["n"] for row in tablet.store("draft")) == [1, 2]
        other.to_the_end().finish()
    tablet.to_the_end().finish()
    assert [said["answers"]["feeling-now"] for said in tablet.outbox()] == ["happy", "sad"]
    assert tablet.store("draft") == []


def test_two_tabs_that_begin_at_once_get_two_numbers(tablet: Shared, pack: Pack) -> None:
    with another_tab(tablet.page.context, pack) as other:
        for one in (tablet, other):
            one.begin().tap("happy")
        for one in (tablet, other):
            one.page.evaluate(
                "setTimeout(() => document.querySelector('#q-feeling-now [data-go=on]').click())"
            )
        for one in (tablet, other):
            one.page.wait_for_selector("#q-good:visible")
        assert sorted(row["n"] for row in tablet.store("draft")) == [1, 2]


def test_a_tab_whose_draft_another_closed_starts_anew(tablet: Shared, pack: Pack) -> None:
    tablet.begin().tap("happy").go("on")
    (draft,) = tablet.store("draft")
    tablet.page.evaluate(CLOSE, draft["id"])
    tablet.tap("food").go("on")
    assert nothing_shows(tablet)
    tablet.begin().tap("sad").to_the_end().finish()
    first, second = sorted(tablet.store("outbox"), key=lambda row: int(row["n"]))
    assert first == draft
    assert second["id"] != draft["id"]


CLOSE = """async (id) => {
  const request = indexedDB.open("voice-envelopes", 1);
  await new Promise((done) => { request.onsuccess = done; });
  const change = request.result.transaction(["draft", "outbox"], "readwrite");
  const found = change.objectStore("draft").get(id);
  found.onsuccess = () => {
    change.objectStore("outbox").add(found.result);
    change.objectStore("draft").delete(id);
  };
  await new Promise((done) => { change.oncomplete = done; });
  request.result.close();
}"""


def test_a_wiped_memory_costs_nothing_of_what_is_on_the_page(tablet: Shared) -> None:
    tablet.begin().tap("happy").go("on").tap("food")
    tablet.page.evaluate(
        "new Promise((done) => { indexedDB.deleteDatabase('voice-envelopes').onsuccess = done; })"
    )
    tablet.go("on").to_the_end().finish()
    (said,) = tablet.outbox()
    assert (said["answers"]["feeling-now"], said["answers"]["good"]) == ("happy", ["food"])


@pytest.fixture
def full(page: Page, pack: Pack) -> Shared:
    """A tablet with one envelope in the outbox, a draft, and no room for anything more."""
    tablet = Shared(page, pack).away().with_room(600_000).start()
    tablet.begin().tap("happy").to_the_end().finish().go("fresh").fresh()
    tablet.begin().tap("sad").go("on").tap("food").fill_up()
    return tablet


def test_a_full_tablet_asks_for_a_grown_up_and_loses_nothing(full: Shared) -> None:
    full.go("on").wait_for("look")
    assert "Ask the grown-up to look." in full.screen.inner_text()
    assert "They are all still here." in full.screen.inner_text()
    full.go("return")
    assert full.here == "q-good"
    assert full.screen.locator("input:checked").first.get_attribute("value") == "food"
    assert [said["answers"]["feeling-now"] for said in full.outbox()] == ["happy"]
    full.go("on").wait_for("look")
    full.make_room().go("again")
    assert full.here == "q-listened"
    full.to_the_end().finish()
    assert [said["answers"]["good"] for said in full.outbox()] == [[], ["food"]]


def test_a_full_tablet_that_stays_full_keeps_the_answers_on_the_page(full: Shared) -> None:
    full.go("stop").go("keep").wait_for("look")
    for _ in range(2):
        full.go("again").wait_for("look")
    full.go("return")
    assert full.screen.locator("input:checked").first.get_attribute("value") == "food"
    assert [said["answers"] for said in full.drafts()] == [{"feeling-now": "sad"}]
    full.page.reload()
    full.wait_for_outbox(1)


def test_a_full_tablet_still_throws_away(full: Shared) -> None:
    full.go("stop").go("fresh").fresh()
    assert full.store("draft") == []
    assert len(full.store("outbox")) == 1


def test_a_connection_that_was_closed_is_opened_once_more(tablet: Shared) -> None:
    tablet.begin().tap("happy")
    tablet.page.evaluate(
        """() => {
          const { transaction } = IDBDatabase.prototype;
          IDBDatabase.prototype.transaction = function (...all) {
            IDBDatabase.prototype.transaction = transaction;
            throw new DOMException("closing", "InvalidStateError");
          };
        }"""
    )
    tablet.go("on")
    assert tablet.here == "q-good"
    assert tablet.drafts()[0]["answers"] == {"feeling-now": "happy"}

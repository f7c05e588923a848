"""What one child's taps become on a shared tablet: a sealed draft, then a sealed envelope."""

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from playwright.sync_api import Page

from tests import factories
from tests.pages.packed import Pack, Shared, fetch
from tests.pages.served import Served
from voice import keys, sealing
from voice.paths import STATIC
from voice.sealing import Envelope, SealedError
from voice.survey.model import WORDS_LIMIT
from voice.web.assets import Assets

pytestmark = pytest.mark.browser
MARKER = "xylophone-quicksand"
MOST = 12_000
"""Bytes, packed with gzip: what a child's page on a tablet runs, with what keeps it."""


@pytest.fixture(scope="module")
def pack(served: Served) -> Pack:
    return fetch(served, factories.a_survey(id="tablet-answers", ask_helped=False))


@pytest.fixture
def tablet(page: Page, pack: Pack) -> Shared:
    """A tablet without a network, before faces, any of three, one of three, words."""
    return Shared(page, pack).away().start()


def test_nothing_is_kept_until_something_was_said(tablet: Shared) -> None:
    tablet.begin().go("on").go("on").go("back").go("on")
    assert tablet.here == "q-listened"
    assert tablet.store("draft") == tablet.store("count") == []


def test_each_screen_is_on_the_disk_before_the_next_is_shown(tablet: Shared) -> None:
    tablet.page.evaluate(
        """() => new MutationObserver(async () => {
          const shown = document.querySelector("#q-good");
          if (!shown.hidden && !window.then) window.then = document.querySelector("html.busy");
        }).observe(document.querySelector("#q-good"), { attributes: true })"""
    )
    tablet.begin().tap("happy").go("on")
    assert tablet.here == "q-good"
    (said,) = tablet.drafts()
    assert said["answers"] == {"feeling-now": "happy"}
    assert tablet.page.evaluate("window.then") is None


def test_there_is_one_draft_and_it_says_all_so_far(tablet: Shared, pack: Pack) -> None:
    tablet.begin(band="0-9").tap("happy").go("on")
    (first,) = tablet.store("draft")
    tablet.tap("food").tap("school").go("on").rather_not().go("on").write(MARKER).tap("words").go(
        "back"
    )
    (second,) = tablet.store("draft")
    assert (second["id"], second["n"]) == (first["id"], first["n"])
    assert second["sealed"] != first["sealed"]
    assert pack.opened(second) == {
        "id": first["id"],
        "edition": pack.manifest["surveys"][0]["edition"],
        "age_band": "0-9",
        "answers": {
            "feeling-now": "happy",
            "good": ["school", "food"],
            "listened": None,
            "say-more": MARKER,
        },
        "leave": {"say-more": "words"},
        "code": pack.code,
    }
    assert set(second) == {"id", "key_id", "n", "sealed", "event"}
    assert second["event"] == pack.event
    assert second["key_id"] == pack.manifest["key"]["id"]


def test_an_answer_that_was_taken_back_is_taken_out_of_the_draft(tablet: Shared) -> None:
    tablet.begin().go("on").tap("food").go("on")
    assert tablet.drafts()[0]["answers"]["good"] == ["food"]
    tablet.go("back").tap("food").go("on")
    assert tablet.drafts()[0]["answers"]["good"] == []


def test_finishing_closes_the_envelope(tablet: Shared) -> None:
    tablet.begin().tap("happy").to_the_end()
    (draft,) = tablet.store("draft")
    tablet.finish()
    (closed,) = tablet.store("outbox")
    assert tablet.store("draft") == []
    assert (closed["id"], closed["n"]) == (draft["id"], 1)
    assert tablet.outbox()[0]["answers"] == {
        "feeling-now": "happy",
        "good": [],
        "listened": None,
        "say-more": None,
    }
    assert tablet.page.locator("form").count() == 0
    assert "Nobody can open it on this tablet." in tablet.screen.inner_text()


def test_whoever_says_nothing_to_the_end_counts_too(tablet: Shared) -> None:
    tablet.begin().to_the_end()
    assert tablet.store("draft") == []
    tablet.finish()
    assert [row["n"] for row in tablet.store("outbox")] == [1]


def test_stopping_keeps_what_was_said(tablet: Shared) -> None:
    tablet.begin().tap("sad").go("on").tap("food").go("stop").go("keep").wait_for("done")
    (said,) = tablet.outbox()
    assert said["answers"] == {"feeling-now": "sad", "good": ["food"]}
    assert tablet.store("draft") == []


def test_throwing_away_leaves_no_id_and_gives_the_number_back(tablet: Shared) -> None:
    tablet.begin().tap("sad").go("on").go("stop").go("fresh").fresh()
    assert tablet.store("draft") == tablet.store("outbox") == []
    assert tablet.store("count") == [{"event": tablet.pack.event, "last": 1, "free": [1]}]
    tablet.begin().tap("happy").to_the_end().finish()
    assert [row["n"] for row in tablet.store("outbox")] == [1]
    assert tablet.store("count") == [{"event": tablet.pack.event, "last": 1, "free": []}]


def test_no_thanks_after_all_throws_away_too(tablet: Shared) -> None:
    tablet.begin().tap("sad").go("on").go("back").go("back").go("back").go("no-thanks")
    assert len(tablet.store("draft")) == 1
    tablet.go("fresh").fresh()
    assert tablet.store("draft") == tablet.store("outbox") == []


def test_a_double_tap_while_sealing_skips_no_screen(tablet: Shared) -> None:
    tablet.begin().tap("happy")
    button = tablet.page.locator("#q-feeling-now [data-go=on]")
    button.evaluate("button => { button.click(); button.click(); button.click(); }")
    assert tablet.settled().here == "q-good"
    tablet.page.locator("[data-go=on]:visible").dblclick()
    assert tablet.settled().here == "q-listened"


def test_sealed_sizes_are_steps_that_tell_nothing_of_the_length(tablet: Shared) -> None:
    tablet.begin().tap("happy").go("on").go("on").go("on")
    (short,) = tablet.store("draft")
    tablet.write("a" * 1000).go("on")
    (longer,) = tablet.store("draft")
    tablet.go("back").write("é" * WORDS_LIMIT).go("on")
    (longest,) = tablet.store("draft")
    sizes = [len(row["sealed"]) for row in (short, longer, longest)]
    assert sizes[0] == sizes[1] < sizes[2]
    for row in (short, longest):
        inside = sealing.open_(
            Envelope(row["id"], row["key_id"], row["n"], row["sealed"]), _private(tablet)
        )
        assert len(inside) % sealing.STEP == 0


def _private(tablet: Shared) -> Mapping[str, RSAPrivateKey]:
    return keys.read(tablet.pack.served.settings.keys).sealing


def test_what_stands_outside_an_envelope_is_bound_to_it(tablet: Shared) -> None:
    tablet.begin().tap("happy").to_the_end().finish()
    (row,) = tablet.store("outbox")
    assert tablet.pack.opened(row)["id"] == row["id"]
    other = row["id"][:-1] + ("0" if row["id"][-1] != "0" else "1")
    for change in ({"n": 2}, {"id": other}, {"sealed": row["sealed"][:-8] + "AAAAAAA="}):
        with pytest.raises(SealedError):
            tablet.pack.opened(row | change)


def test_a_word_that_was_typed_is_nowhere_in_clear(tablet: Shared) -> None:
    said: list[str] = []
    tablet.page.on("console", lambda message: said.append(message.text))
    tablet.begin().go("on").go("on").go("on").write(MARKER)
    for step in ("on", "finish"):
        assert MARKER not in tablet.everything_stored()
        tablet.go(step)
    assert tablet.outbox()[0]["answers"]["say-more"] == MARKER
    assert MARKER not in tablet.page.content()
    tablet.go("fresh").fresh()
    assert MARKER not in tablet.everything_stored() + tablet.page.content() + "".join(said)
    assert all(MARKER not in request.url for request in tablet.requests)


def test_a_page_of_a_pack_has_no_id_and_leads_nowhere(tablet: Shared, page: Page) -> None:
    assert page.locator("input[name=id]").count() == 0
    assert page.locator("form[action]").count() == 0
    assert page.evaluate("document.querySelector('form').method") == "dialog"
    out = page.evaluate(
        "[...document.links].map(a => a.getAttribute('href')).filter(href => href[0] !== '#')"
    )
    assert out == ["/tablet/#worker"]
    tablet.begin()
    assert page.locator(".grown-ups:visible").count() == 0


def scripts(entry: str) -> set[str]:
    """A script and all that it imports before it runs, and they in turn."""
    found: set[str] = set()
    wanted = {entry}
    while wanted:
        name = wanted.pop()
        found.add(name)
        text = (STATIC / name).read_text()
        wanted |= set(re.findall(r'^import[^"(]*"\./([\w-]+\.js)";', text, re.MULTILINE)) - found
    return found


@pytest.mark.parametrize("entry", ["packed.js", "phone.js"])
def test_a_page_names_every_script_it_runs(page: Page, pack: Pack, entry: str) -> None:
    if entry == "packed.js":
        Shared(page, pack).away().start()
    else:
        page.goto(f"{pack.served.url}/c/{pack.code}")
    named = page.locator("[rel=modulepreload]").evaluate_all("all => all.map(e => e.href)")
    named += page.locator("script").evaluate_all("all => all.map(e => e.src)")
    assert {Path(url).name for url in named} == scripts(entry)


def test_all_scripts_of_a_child_at_a_tablet_weigh_less_than_12_kilobytes() -> None:
    assets = Assets(STATIC)
    sizes = [len(gzip.compress(assets.read(name), 9)) for name in {*scripts("packed.js"), "sw.js"}]
    assert 10_000 < sum(sizes) <= MOST

"""The studio in a browser: what is typed is kept by itself, and nothing of it is ever lost."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.pages import desk
from tests.pages.desk import LAPTOP, PHONE, Desk
from tests.pages.device import until
from tests.pages.served import Served
from tests.survey.operations import a_draft
from voice import drafting
from voice.survey.draft_data import Data

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quick_hashing")]

MARK = "studio"
KEPT = "Everything is kept."
ROLES = ("worker", "admin")


@pytest.fixture(scope="module")
def council(served: Served) -> Served:
    desk.add_people(served.database, served.settings, ROLES, MARK)
    return served


@pytest.fixture
def draft(council: Served) -> str:
    return drafting.start_from_data(council.database, a_draft(), "sam", council.day).id


def here(browser: Browser, council: Served, role: str, **how: object) -> Desk:
    return Desk(browser, council.url, LAPTOP, **how).log_in(f"{role}-{MARK}")  # type: ignore[arg-type]


@pytest.fixture
def worker(browser: Browser, council: Served) -> Iterator[Desk]:
    at = here(browser, council, "worker")
    yield at
    at.context.close()
    assert at.wrong == []


@pytest.fixture
def admin(browser: Browser, council: Served) -> Iterator[Desk]:
    at = here(browser, council, "admin")
    yield at
    at.context.close()


def data_of(council: Served, draft: str) -> Data:
    with council.database.reading() as connection:
        found: Data = json.loads(drafting.there(connection, draft).data)
    return found


def words(at: Desk) -> str:
    return at.page.input_value("[name='f:text']")


def kept(at: Desk) -> None:
    expect(at.page.locator("#studio-state")).to_have_text(KEPT)


def test_a_question_is_made_moved_and_undone_by_keys_alone(
    worker: Desk, council: Served, draft: str
) -> None:
    worker.go(f"/studio/{draft}")
    keys = worker.page.keyboard
    keys.press("Alt+n")
    worker.page.locator("#add-words").focus()
    keys.press("Enter")
    expect(worker.page.locator("[name='f:text']")).to_be_focused()
    keys.type("What is ")
    until(worker.page, lambda: "What is" in str(data_of(council, draft)))
    kept(worker)
    keys.type("good?")
    until(worker.page, lambda: "What is good?" in str(data_of(council, draft)))
    assert words(worker) == "What is good?", "a blank at the end stays while one types"
    keys.press("Alt+Shift+ArrowDown")
    expect(worker.page.locator("#studio-said")).to_contain_text("moved down to place 3")
    expect(worker.page.locator("[name='f:text']")).to_be_focused()
    worker.page.locator("#studio-open-title").focus()
    keys.press("Control+z")
    expect(worker.page.locator("#studio-said")).to_contain_text("Undone")
    assert [one["text"] for one in data_of(council, draft)["items"]][1] == "What is good?"
    keys.press("Alt+ArrowUp")
    expect(worker.page.locator("form[data-item='feeling']")).to_be_visible()


def test_the_preview_beside_follows_a_question_that_was_just_added(
    worker: Desk, draft: str
) -> None:
    worker.go(f"/studio/{draft}?at=came")
    seen = worker.page.frame_locator("iframe:not(.preview__frame--next)")
    screen = seen.locator("[data-screen]:not([hidden])")
    expect(screen.locator("h1")).to_have_text("Did you like it?")
    worker.page.locator("#outline-add").click()
    worker.page.locator("#add-words").click()
    expect(worker.page.locator("[name='f:text']")).to_be_focused()
    expect(worker.page.get_by_text("Reads well")).to_be_hidden()
    worker.page.keyboard.type("What shall we do?", delay=40)
    expect(screen.locator("h1")).to_have_text("What shall we do?")
    assert screen.evaluate("(it) => getComputedStyle(it).opacity") == "1"


def test_what_is_typed_off_line_is_kept_once_there_is_a_network(
    worker: Desk, council: Served, draft: str
) -> None:
    worker.go(f"/studio/{draft}?at=came")
    worker.context.set_offline(True)
    worker.page.fill("[name='f:text']", "Was it good?")
    expect(worker.page.locator("#studio-state")).to_have_text("Not kept yet. Trying again…")
    worker.page.keyboard.type(" Tell us.")
    worker.context.set_offline(False)
    kept(worker)
    until(
        worker.page, lambda: data_of(council, draft)["items"][1]["text"] == "Was it good? Tell us."
    )
    assert worker.page.locator(".spare").count() == 0


def test_what_was_typed_a_moment_ago_is_kept_before_another_page_opens(
    worker: Desk, council: Served, draft: str
) -> None:
    worker.go(f"/studio/{draft}?at=came")
    worker.page.fill("[name='f:text']", "Was it fine?")
    worker.follow("Throw this draft away")
    worker.page.wait_for_url("**/throw-away")
    assert data_of(council, draft)["items"][1]["text"] == "Was it fine?"


def test_two_who_change_the_same_see_both_and_choose(
    worker: Desk, admin: Desk, council: Served, draft: str
) -> None:
    for at in (worker, admin):
        at.go(f"/studio/{draft}?at=came")
    worker.context.set_offline(True)
    worker.page.fill("[name='f:text']", "Mine?")
    admin.page.fill("[name='f:text']", "Theirs?")
    kept(admin)
    until(admin.page, lambda: "Theirs?" in str(data_of(council, draft)))
    worker.context.set_offline(False)
    expect(worker.page.locator(".spare")).to_contain_text("Mine?")
    assert words(worker) == "Theirs?"
    worker.press("Take this one")
    expect(worker.page.locator(".spare")).to_have_count(0)
    assert words(worker) == "Mine?"
    expect(admin.page.locator("[name='f:text']")).to_have_value("Mine?")
    expect(admin.page.locator("#studio-also")).to_have_text(re.compile("Also here: worker"))


def test_without_script_whatever_is_pressed_keeps_what_is_typed(
    browser: Browser, council: Served, draft: str
) -> None:
    at = here(browser, council, "worker", script=False)
    at.go(f"/studio/{draft}?at=feeling")
    at.page.fill("[name='f:text']", "How is it?")
    at.page.locator("#open-came").click()
    expect(at.page.locator("form[data-item='came']")).to_be_visible()
    at.page.fill("[name='f:hint']", "One.")
    at.page.locator("[name='f:hint']").press("Enter")
    expect(at.page.locator(".govuk-notification-banner")).to_contain_text("One.")
    items = data_of(council, draft)["items"]
    assert (items[0]["text"], items[1]["hint"]) == ("How is it?", "One.")
    at.context.close()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_state_of_the_editor_can_be_used_by_everybody(
    browser: Browser, council: Served, draft: str, size: dict[str, int]
) -> None:
    at = Desk(browser, council.url, size).log_in(f"worker-{MARK}")
    for path in ("", f"/{draft}", f"/{draft}?at=_about", f"/{draft}?at=_add"):
        at.go(f"/studio{path}")
        assert (at.faults(), at.sideways()) == ([], 0), path
    at.context.close()
    assert at.wrong == []

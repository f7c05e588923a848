"""A worker hands their own device to a child: nothing of the workers' door opens on it any more."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page

from tests import factories
from tests.pages.served import Served
from voice import collect, keys, people
from voice.store import events, groups

pytestmark = pytest.mark.browser

PASSWORD = "puddle lantern seventeen"


@pytest.fixture
def event(served: Served) -> tuple[str, str]:
    """An event of today with a survey open, and its code; each test has its own worker."""
    id_ = f"hand-over-{datetime.now(UTC):%H%M%S%f}"
    with served.database.writing() as connection:
        groups.add(connection, id_, f"Group {id_}", "half-term group")
        events.add(connection, id_, id_, "Half-term", served.day)
    survey = factories.a_survey(id="hand-over")
    opened = collect.open_collection(served.database, survey, id_, served.day)
    secrets = keys.read(served.settings.keys)
    now = datetime.now(UTC)
    people.add(served.database, secrets, id_, "worker", PASSWORD, now)
    return id_, opened.code


def log_in(page: Page, served: Served, name: str) -> None:
    page.goto(f"{served.url}/work/today/{name}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**/work/today/{name}")


@pytest.mark.parametrize("script", [True, False])
def test_after_handing_over_no_way_back_opens_the_workers_door(
    served: Served, browser: Browser, event: tuple[str, str], script: bool
) -> None:
    name, code = event
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    log_in(page, served, name)
    page.get_by_role("button", name="Use this device").click()
    page.wait_for_url(f"**/c/{code}")
    assert context.cookies(f"{served.url}/work/") == []
    for _ in range(3):
        page.go_back(wait_until="load")
        assert page.get_by_role("button", name="Use this device").count() == 0
        assert name not in page.locator("body").inner_text()
    page.goto(f"{served.url}/work/today/{name}")
    assert page.get_by_role("heading", name="Log in").is_visible()
    context.close()


def test_the_childs_door_is_never_sent_the_workers_cookies(
    served: Served, page: Page, event: tuple[str, str]
) -> None:
    name, code = event
    log_in(page, served, name)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.all_headers().get("cookie", "")))
    page.goto(f"{served.url}/c/{code}")
    assert sent
    assert set(sent) == {""}
    assert page.context.cookies(f"{served.url}/c/{code}") == []

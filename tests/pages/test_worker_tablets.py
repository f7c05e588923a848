"""Tablets at the workers' door, in a real browser, on a phone and on a laptop."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.pages import desk
from tests.pages.desk import LAPTOP, Desk
from tests.pages.served import Served
from voice import keys, tablets

pytestmark = pytest.mark.browser

SMALL = {"width": 390, "height": 844}
PIN = "402913"


@pytest.fixture
def mark() -> str:
    return f"tab-{datetime.now(UTC):%H%M%S%f}"


@pytest.fixture
def carried(served: Served, mark: str) -> dict[str, str]:
    """Three tablets at today's event: all in, three envelopes to come, silent. Their ids."""
    desk.add_people(served.database, served.settings, ("worker",), mark)
    desk.a_busy_council(served, mark)
    return {
        name: carry(served, f"{name} {mark[-6:]}", colour, f"{mark}-now", last, came)
        for name, colour, last, came in (
            ("Tablet A", "blue", 6, 6), ("Tablet B", "yellow", 5, 2), ("Tablet C", "red", 0, 0),
        )
    }  # fmt: skip


def carry(served: Served, name: str, colour: str, event: str, last: int, came: int) -> str:
    secrets, now = keys.read(served.settings.keys), datetime.now(UTC)
    secret = tablets.invite(served.database, secrets, name, colour, PIN, now)
    id_ = tablets.enrol(served.database, secrets, secret, PIN, now).tablet.id
    tablets.fetched(served.database, id_, event)
    with served.database.writing() as connection:
        if last:
            tablets.report(connection, id_, {event: {"last": last, "not": []}})
        tablets.arrived(connection, id_, event, range(1, came + 1))
    return id_


@pytest.fixture(params=["phone", "laptop"])
def at(
    request: pytest.FixtureRequest,
    browser: Browser,
    served: Served,
    mark: str,
    carried: dict[str, str],
) -> Iterator[Desk]:
    here = Desk(browser, served.url, SMALL if request.param == "phone" else LAPTOP)
    here.log_in(f"worker-{mark}")
    yield here
    assert here.wrong == []
    here.context.close()


def test_every_page_about_tablets_is_whole(at: Desk, mark: str, carried: dict[str, str]) -> None:
    found: dict[str, list[str]] = {}
    event, silent = f"/today/{mark}-now", carried["Tablet C"]
    for path in ("/tablets", "/tablets/new", f"/tablets/{silent}", f"/tablets/{silent}/off", event,
                 f"{event}/phone", f"{event}/done", f"{event}/tablets/{silent}",
                 "/sheets/event-day", "/sheets/kiosk"):  # fmt: skip
        at.go(path)
        found[path] = at.faults() + ([f"{at.sideways()} too wide"] if at.sideways() > 0 else [])
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert at.strangers() == set()


def test_a_tablet_is_set_up_by_a_code_and_letters(at: Desk, served: Served) -> None:
    at.go("/tablets/new")
    name = f"Hall {datetime.now(UTC):%H%M%S%f}"
    at.fill("Name", name).fill("PIN for the worker’s screen", PIN)
    at.page.get_by_label("Purple").check()
    at.press("Show the code")
    drawn = at.page.get_by_role("img", name=f"QR code that sets up {name}").locator("svg")
    assert drawn.bounding_box()["width"] > 250  # type: ignore[index]
    letters = re.sub(r"\s", "", at.page.locator(".letters").inner_text())
    assert at.faults() == []
    assert at.sideways() <= 0
    assert letters not in at.page.url
    assert not any(letters in address for address in at.asked)
    secrets, now = keys.read(served.settings.keys), datetime.now(UTC)
    assert tablets.enrol(served.database, secrets, letters, PIN, now).tablet.name == name


def test_what_tablets_hold_is_told_anew_by_itself(
    browser: Browser, served: Served, mark: str, carried: dict[str, str]
) -> None:
    here = Desk(browser, served.url, SMALL)
    here.page.clock.install()
    here.log_in(f"worker-{mark}").go(f"/today/{mark}-now")
    line = here.page.locator(f"[data-count='{carried['Tablet B']}'] [data-word]")
    expect(line).to_have_text("3 envelopes still on it; they send themselves on Wi-Fi.")
    with served.database.writing() as connection:
        tablets.arrived(connection, carried["Tablet B"], f"{mark}-now", [3, 4, 5])
    here.page.clock.run_for(5_500)
    expect(line).to_have_text("all that it told of is in.")
    assert here.wrong == []
    here.context.close()


def test_done_is_said_at_once_and_a_lost_tablet_is_declared(
    at: Desk, served: Served, mark: str, carried: dict[str, str]
) -> None:
    at.go(f"/today/{mark}-now").press("We’re done")
    ticks = at.page.get_by_role("checkbox")
    assert [tick.is_checked() for tick in ticks.all()] == [True, True, True]
    ticks.last.uncheck()
    at.press("Close the event")
    assert "It waits for 3 envelopes and one tablet" in at.says
    with served.database.writing() as connection:
        counts = {f"{mark}-now": {"last": 6, "not": []}}
        tablets.report(connection, carried["Tablet A"], counts)
    at.page.reload()
    assert "Done, 3 envelopes to come" in at.says
    assert at.faults() == []
    at.go(f"/today/{mark}-now/tablets/{carried['Tablet B']}").follow("Declare Tablet B")
    at.fill("What happened", "Left on the bus.")
    assert at.faults() == []
    at.page.get_by_role("button", name="Declare Tablet B").click()
    assert "Tick that you know it." in at.says
    at.page.get_by_role("checkbox").check()
    at.page.get_by_role("button", name="Declare Tablet B").click()
    assert "is declared lost." in at.says
    assert "Went ahead" in at.says


@pytest.mark.parametrize("sheet", ["event-day", "small-session", "kiosk"])
def test_a_sheet_is_one_side_of_a4_without_the_bar(
    browser: Browser, served: Served, mark: str, carried: dict[str, str], sheet: str, tmp_path: Path
) -> None:
    at = Desk(browser, served.url, LAPTOP).log_in(f"worker-{mark}").go(f"/sheets/{sheet}")
    pdf = at.page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1
    at.page.emulate_media(media="print")
    assert not at.page.locator(".bar").is_visible()
    assert not at.page.get_by_role("button", name="Print this").is_visible()
    at.context.close()

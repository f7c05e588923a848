"""Takes the pictures of the sheet “Event day” and of Today: ``python -m tests.pages.pictures``.

Real pages of a real tablet and a real phone, made smaller. To be run when those pages change.
"""

import io
import logging
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, ViewportSize, expect, sync_playwright

from tests import factories
from tests.pages.chromium import ARGUMENTS, CHROMIUM
from tests.pages.desk import PASSWORD
from tests.pages.shell import PIN, House, Shell
from tests.pages.tablet import Tablet
from voice import collect, keys, paths, people, tablets
from voice.store import attendance, collections, db, events, migrate

OUT = paths.STATIC / "sheets"
TABLET = ViewportSize(width=520, height=860)
PHONE = ViewportSize(width=390, height=700)
README = ViewportSize(width=430, height=930)
TODAY = Path(__file__).parents[2] / "docs" / "pictures" / "worker-today.png"
WIDE, COLOURS = 520, 64
EVENT = "Just Us at the pond"


def main() -> None:
    """Take every picture."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = _house(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        event = house.event(EVENT)
        _tablet(browser, house)
        _counting(browser, house, event)
        _holding(browser, house)
        browser.close()
        house.close()


def _house(home: Path) -> House:
    empty = home / "empty.db"
    database = db.connect(f"sqlite:///{empty}")
    migrate.upgrade(database)
    database.checkpoint()
    database.close()
    keys.make(home / "keys", date(2026, 11, 1))
    return House.build(home, empty, home / "keys")


def _tablet(browser: Browser, house: House) -> None:
    """Ready, and the end of a survey."""
    page = browser.new_context(viewport=TABLET, locale="en-GB", reduced_motion="reduce").new_page()
    shell = Shell(page, house).set_up()
    shell.go("ready").at("ready")
    expect(page.locator(".good:visible")).to_be_visible()
    _keep("ready", page, 0, 245)
    shell.go("leave").at("today")
    shell.begin(EVENT)
    tablet = Tablet(page, page.url)
    tablet.begin().to_the_end().finish().still()
    _keep("sealed", page, 190, 430)


def _counting(browser: Browser, house: House, event: str) -> None:
    """The counters on a worker's own phone."""
    page = browser.new_context(viewport=PHONE, locale="en-GB").new_page()
    now = datetime.now(UTC)
    secret = tablets.invite(house.database, house.ring, "Phone", "grey", PIN, now, event)
    shell = Shell(page, house).start(f"#set-up={secret}").type_pin()
    shell.at("event-mode")
    for band, times in (("0-9", 3), ("10-16", 4)):
        for _ in range(times):
            page.locator(f"[data-age='{band}'] [data-step='1']").click()
    expect(page.locator("[data-age='10-16'] [data-number]")).to_have_text("4")
    _keep("counting", page, 50, 430)


def _holding(browser: Browser, house: House) -> None:
    """The page of the day, and what tablets hold on it."""
    house.end_tablets()
    event = _half_term(house)
    for name, colour, last, came in (("Tablet A", "blue", 3, 3), ("Tablet B", "red", 5, 2)):
        _carry(house, name, colour, event, last, came)
    people.add(house.database, house.ring, "sam", "worker", PASSWORD, datetime.now(UTC))
    page = browser.new_context(viewport=README, device_scale_factor=2, locale="en-GB").new_page()
    page.goto(f"{house.wifi.url}/work/login")
    page.get_by_label("Name").fill("sam")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{house.wifi.url}/work/today/{event}")
    card = page.locator("section[aria-labelledby=tablets]")
    _save("tablets", card.screenshot())
    page.evaluate("scrollTo(0, 0)")
    done = page.locator(".board__last").bounding_box()
    assert done
    whole = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    end = round(2 * (done["y"] + done["height"] + 12))
    today = whole.crop((0, 0, whole.width, end)).quantize(COLOURS)
    today.save(TODAY, optimize=True)


def _half_term(house: House) -> str:
    """An event with children at it."""
    event = house.event("Just Us, half-term")
    with house.database.writing() as connection:
        events.change(connection, event, place="Adventure playground")
        for band, number in (("0-9", 4), ("10-16", 3), ("all", 7)):
            attendance.put(connection, event, "came", band, number)
        attendance.put(connection, event, "signed-up", "all", 9)
        (record,) = collections.of_event(connection, event)
    for _ in range(5):
        collect.take_in(
            house.database, house.ring, record.code, factories.a_submission(), house.today
        )
    return event


def _carry(house: House, name: str, colour: str, event: str, last: int, came: int) -> None:
    now = datetime.now(UTC)
    secret = tablets.invite(house.database, house.ring, name, colour, PIN, now)
    id_ = tablets.enrol(house.database, house.ring, secret, PIN, now).tablet.id
    tablets.fetched(house.database, id_, event)
    with house.database.writing() as connection:
        tablets.report(connection, id_, {event: {"last": last, "not": []}})
        tablets.arrived(connection, id_, event, range(1, came + 1))


def _keep(name: str, page: Page, top: int, height: int) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    _save(name, page.screenshot(clip=FloatRect(x=0, y=top, width=width, height=height)))


def _save(name: str, picture: bytes) -> None:
    """Small, with few colours: it is printed four centimetres wide."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.thumbnail((WIDE, WIDE))
    image.quantize(COLOURS).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()

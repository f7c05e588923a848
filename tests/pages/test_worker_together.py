"""Together on a worker's phone and laptop, and its sheet on one page of A4."""

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import factories
from tests.pages import desk
from tests.pages.desk import LAPTOP, PHONE, Desk
from tests.pages.served import Served
from voice import paths, together
from voice.boards import boards_at, columns_of
from voice.store import boards
from voice.store.boards import MessageRecord
from voice.survey import load

pytestmark = pytest.mark.browser

MARK, LONG = "together", "together-long"
FOUR = load.load(paths.SURVEYS / "four-questions")
ITEMS = [column.id for column in columns_of(FOUR)]
SAID = "We want our meetings after school, and to know who will be there."
CARDS = [f"{number}: somebody who listens when it matters, every day" for number in range(18)]


@pytest.fixture(scope="module")
def council(served: Served) -> Served:
    """An event today, and another at which eighteen cards and a message were left."""
    desk.add_people(served.database, served.settings, ("worker",), MARK)
    with served.database.writing() as connection:
        factories.a_group(connection, MARK)
        for id_ in (MARK, LONG):
            factories.an_event(connection, id_, served.day, group=MARK, name="Pond dipping")
    together.open_board(served.database, FOUR, LONG, served.day)
    for place, item in enumerate(ITEMS):
        lines = "\n".join(CARDS[place::4])
        together.write(served.database, LONG, FOUR.id, item, lines, served.day)
    with served.database.writing() as connection:
        boards.add_message(connection, MessageRecord(str(uuid.uuid4()), LONG, SAID, ""))
    return served


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def at(request: pytest.FixtureRequest, browser: Browser, council: Served) -> Iterator[Desk]:
    here = Desk(browser, council.url, request.param)
    yield here.log_in(f"worker-{MARK}")
    here.context.close()


def sound(at: Desk) -> None:
    """The page that is open is fit for everybody, and no wider than the screen."""
    assert at.faults() == []
    assert at.sideways() <= 0


def test_every_page_is_sound(at: Desk, council: Served) -> None:
    (board,) = boards_at(council.database, LONG)
    card = board.cards[0].id
    for page in ("", "/sheet", f"/{FOUR.id}/flip-chart", f"/cards/{card}"):
        at.go(f"/together/{LONG}{page}")
        sound(at)
    at.go(f"/together/{LONG}")
    star = at.page.locator(f"#card-{card} button")
    small = star.evaluate("e => Math.min(e.offsetWidth, e.offsetHeight)")
    assert small >= 44
    assert at.wrong == []
    assert at.strangers() == set()


def test_a_flip_chart_becomes_a_sheet_that_prints_on_one_page(
    browser: Browser, council: Served
) -> None:
    at = Desk(browser, council.url, LAPTOP).log_in(f"worker-{MARK}")
    at.go(f"/today/{MARK}")
    at.page.get_by_role("link", name="Together", exact=True).click()
    expect(at.page.locator("h1")).to_have_text("Together")
    sound(at)
    at.press("Open “Four questions”")
    at.page.get_by_role("button", name="Type in a flip chart").click()
    at.fill("What is good about being in care?", "\n".join(CARDS)).press("Put it on the board")
    assert "18 cards are on the board." in at.says
    at.page.get_by_role("button", name=f"Star: {CARDS[11]}").click()
    starred = at.page.locator(".said__words").first
    expect(starred).to_have_text(CARDS[11])
    at.page.get_by_role("button", name="Show it big, print it").click()
    expect(at.page.locator(".wall__card")).to_have_count(18)
    assert pages(at) == 1
    at.go(f"/together/{LONG}/sheet")
    assert SAID in at.says
    assert pages(at) == 1
    at.context.close()


def pages(at: Desk) -> int:
    """How many pages come out of the printer."""
    pdf = at.page.pdf(prefer_css_page_size=True)
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")

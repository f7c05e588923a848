"""The sheet of one-time codes: read on a phone and a laptop, printed on A4, cut into slips."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import factories
from tests.pages import desk
from tests.pages.desk import LAPTOP, PHONE, Desk
from tests.pages.served import Served
from voice import collect

pytestmark = pytest.mark.browser

MARK = "slips"
WIDEST = """() => {
  for (const [at, four] of ["WMWM", "MHWN", "WGDM"].entries()) {
    document.querySelectorAll(".slip__letters")[0].children[at].textContent = four;
  }
}"""
"""Letters that take more room than any that a hundred thousand sheets are likely to show."""


@pytest.fixture(scope="module")
def path(served: Served) -> str:
    """Where slips of a survey outside events are printed."""
    desk.add_people(served.database, served.settings, ("worker",), MARK)
    survey = factories.a_survey(id="on-paper", title="How is everything going for you just now?")
    record = collect.open_collection(served.database, survey, None, served.day, channel="link")
    return f"/surveys/{record.code}/one-time-codes"


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def at(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Desk]:
    yield from a_desk(browser, served, request.param)


@pytest.fixture
def laptop(browser: Browser, served: Served) -> Iterator[Desk]:
    yield from a_desk(browser, served, LAPTOP)


def a_desk(browser: Browser, served: Served, size: Any) -> Iterator[Desk]:
    here = Desk(browser, served.url, size)
    yield here
    here.context.close()


def a_sheet(at: Desk, path: str, number: int) -> Desk:
    at.go(path)
    at.fill("How many", str(number)).press("Make the slips")
    at.page.locator(".slip").nth(number - 1).wait_for()
    return at


def test_neither_page_has_a_fault_is_too_wide_or_asks_a_stranger(at: Desk, path: str) -> None:
    at.log_in(f"worker-{MARK}").go(path)
    found = [at.faults(), at.sideways()]
    a_sheet(at, path, 3)
    assert at.title == "3 one-time codes"
    assert [*found, at.faults(), at.sideways()] == [[], 0, [], 0]
    assert at.wrong == []
    assert at.strangers() == set()


@pytest.mark.parametrize(("number", "sheets"), [(1, 1), (10, 1), (11, 2)])
def test_ten_slips_fill_a_sheet_of_a4(laptop: Desk, path: str, number: int, sheets: int) -> None:
    page = a_sheet(laptop.log_in(f"worker-{MARK}"), path, number).page
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == sheets


def test_only_slips_are_printed_and_nothing_of_one_is_cut_off(laptop: Desk, path: str) -> None:
    page = a_sheet(laptop.log_in(f"worker-{MARK}"), path, 4).page
    page.evaluate(WIDEST)
    page.emulate_media(media="print")
    for hidden in (".bar", "h1", "footer", "button"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for slip in page.locator(".slip").all():
        over = slip.evaluate(
            """e => { const edge = e.getBoundingClientRect();
              return [...e.querySelectorAll("p, svg, span")].filter(part => {
                const box = part.getBoundingClientRect();
                return box.right > edge.right || box.bottom > edge.bottom
                  || part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0;
              }).map(part => part.className.baseVal ?? part.className); }"""
        )
        assert over == []
        square = slip.locator("svg").bounding_box()
        assert square
        assert square["width"] >= 33 * 96 / 25.4, "millimetres a camera reads at arm's length"


def test_going_back_and_on_again_shows_no_code_twice(laptop: Desk, path: str) -> None:
    page = a_sheet(laptop.log_in(f"worker-{MARK}"), path, 2).page
    codes = page.locator(".slip__letters").all_inner_texts()
    page.goto(page.url)
    said = page.content()
    assert page.locator(".slip").count() == 0
    assert not any(code.split("·")[0].strip() in said for code in codes)

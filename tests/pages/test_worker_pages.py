"""Every page of the workers' door on a phone and on a laptop, in a real browser."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.pages import desk
from tests.pages.desk import LAPTOP, PHONE, Desk
from tests.pages.served import Served
from tests.quotes import a_line
from tests.releases import a_release, a_row, a_table, by_age
from voice.analysis.plans import Line
from voice.analysis.safe import NotShown
from voice.store import jobs, plans, quotes, releases
from voice.store.releases import PeriodRecord

pytestmark = pytest.mark.browser

MARK = "seen"
WORKER = (
    "/", "/today/seen-now", "/today/seen-next", "/today/seen-last", "/today/seen-now/done",
    "/events", "/events/new", "/events/seen-now", "/events/seen-off", "/events/seen-now/change",
    "/events/seen-next/cancel", "/events/seen-now/attendance", "/events/seen-now/count",
    "/events/seen-now/note",
    "/groups", "/groups/new", "/groups/terms", "/groups/terms/seen/2019-autumn",
    "/studio", "/studio/new", "/studio/new/bank?q=safe", "/studio/new/blank",
    "/groups/roles", "/groups/roles/new", "/surveys", "/surveys/at/seen-now", "/surveys/new-link",
    "/surveys/library/our-promise-to-you", "/surveys/{code}", "/surveys/{code}/code",
    "/surveys/{code}/poster", "/surveys/{code}/close", "/set-aside", "/periods", "/periods/close",
    "/heard", "/heard/2018-P1", "/heard/2018-P1/not-shown", "/heard/wanted", "/heard/explore",
    "/heard/explore?question=feeling-now&by=age_band", "/heard/explore?question=home",
    "/heard/analysts", "/heard/analysts/2018-P1",
    "/papers", "/papers/new", "/papers/2019-12-12?cutoff=2019-11-08",
    "/papers/2019-12-12/words?cutoff=2019-11-08", "/password", "/nowhere", "/people",
    "/plan", "/plan/new", "/plan/seen-plan", "/plan/seen-plan/change", "/plan/seen-plan/not-done",
    "/words", "/words/second", "/words/moment/seen-now", "/words/line/seen-line",
)  # fmt: skip
REVIEWER = ("/", "/to-read", "/words/read")
ADMIN = ("/people", "/people/new", "/people/worker-seen/role", "/people/worker-seen/password",
         "/people/worker-seen/remove", "/trail")  # fmt: skip
BY_ROLE = {"worker": WORKER, "reviewer": REVIEWER, "admin": ADMIN}


@pytest.fixture(scope="module")
def code(served: Served) -> str:
    """A council with something on every page."""
    desk.add_people(served.database, served.settings, tuple(BY_ROLE), MARK)
    few = NotShown(
        "how-are-you", "home", "How is it where you live?", None, "Fewer than 10 answers so far.",
        "One or two more sessions usually bring it back.",
    )  # fmt: skip
    tables = [
        a_table([a_row([5, 6, 9, 12, 6])], period="2018-P1"),
        by_age({"0-9": [5, 6, 7, 8, 9], "10-16": [5, 6, 7, 8, 9]}, period="2018-P1"),
    ]
    release = a_release(tables, [few], "2018-P1", ("2018-09", "2018-10"))
    with served.database.writing() as connection:
        period = PeriodRecord("2018-P1", "2018-09", "2018-10", date(2018, 11, 3))
        releases.add_period(connection, period)
        releases.add(connection, release, "committee", period.closed)
        for id_, words in (("seen-line", "Ask Liam"), ("other-line", "We want more trips")):
            quotes.add(connection, a_line(id=id_, words=words, month="2018-10"))
        for id_, month in (("seen-plan", "2018-10"), ("far-plan", "2099-10")):
            fields = ("Fenland", "Just Us", "The Promise", True, date(2018, 10, 1))
            plans.add(connection, Line(id_, "Make and create", month, *fields))
    return desk.a_busy_council(served, MARK)


@pytest.fixture(params=["phone", pytest.param("laptop", marks=pytest.mark.proof)])
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def at(
    request: pytest.FixtureRequest, browser: Browser, served: Served, code: str, size: str
) -> Iterator[Desk]:
    here = Desk(browser, served.url, PHONE if size == "phone" else LAPTOP)
    yield here
    here.context.close()


@pytest.mark.parametrize("role", BY_ROLE)
def test_no_page_has_a_fault_is_too_wide_or_asks_a_stranger(at: Desk, code: str, role: str) -> None:
    assert found_by(at, code, role, Desk.faults) == {}
    assert at.strangers() == set()


@pytest.mark.parametrize("role", BY_ROLE)
def test_on_a_laptop_no_page_is_too_wide_or_goes_wrong(
    browser: Browser, served: Served, code: str, role: str
) -> None:
    """That none has a fault there either is proved by ``make proof``."""
    at = Desk(browser, served.url, LAPTOP)
    assert found_by(at, code, role, lambda _: []) == {}
    assert at.strangers() == set()
    at.context.close()


def found_by(
    at: Desk, code: str, role: str, faults: Callable[[Desk], list[str]]
) -> dict[str, list[str]]:
    """What is wrong with each page that a role may open, where anything is."""
    at.log_in(f"{role}-{MARK}")
    bar: int = at.page.locator(".bar").evaluate("bar => bar.offsetHeight")
    assert bar < 80, "the bar stands in one line, on a phone behind a button"
    found: dict[str, list[str]] = {}
    for path in BY_ROLE[role]:
        at.wrong.clear()
        at.go(path.format(code=code))
        found[path] = faults(at) + at.wrong
        if at.sideways() > 0:
            found[path].append(f"{at.sideways()} pixels too wide")
    return {path: wrong for path, wrong in found.items() if wrong}


def test_the_page_to_log_in_and_its_faults_have_no_fault(at: Desk) -> None:
    at.go("/login")
    assert at.faults() == []
    at.press("Log in")
    assert "There is a problem" in at.says
    assert at.faults() == []


@pytest.mark.parametrize(
    ("path", "button"),
    [
        ("/events/new", "Add the event"),
        ("/groups/new", "Add the group"),
        ("/surveys/new-link", "Open it"),
        ("/papers/new", "Go on"),
        ("/events/seen-next/cancel", "Cancel the event"),
    ],
)
def test_a_form_with_faults_has_no_fault_and_reads_them_first(
    at: Desk, path: str, button: str
) -> None:
    at.log_in(f"worker-{MARK}").go(path).press(button)
    summary = at.page.locator(".govuk-error-summary")
    assert summary.evaluate("e => e === document.activeElement")
    summary.locator("a").first.click()
    assert at.page.evaluate("document.activeElement.matches('input, select')")
    assert at.faults() == []
    assert at.sideways() <= 0


def test_buttons_to_tap_on_a_phone_are_big_enough_for_a_thumb(
    browser: Browser, served: Served, code: str
) -> None:
    at = Desk(browser, served.url, PHONE).log_in(f"worker-{MARK}").go(f"/today/{MARK}-now")
    small = at.page.evaluate(
        """() => [...document.querySelectorAll('main .govuk-button')]
          .map(e => [e.innerText, e.getBoundingClientRect()])
          .filter(([, box]) => box.width < 44 || box.height < 44).map(([text]) => text)"""
    )
    assert small == []
    sizes = at.page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(e => e.checkVisibility())
          .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 16
    at.context.close()


def test_our_own_letters_are_used(browser: Browser, served: Served, code: str) -> None:
    at = Desk(browser, served.url, PHONE).log_in(f"worker-{MARK}")
    at.page.evaluate("document.fonts.ready.then(() => 0)")
    for part in ("h1", "main p", ".govuk-button", "footer p"):
        family = at.page.locator(part).first.evaluate("e => getComputedStyle(e).fontFamily")
        assert family.startswith('"Atkinson Hyperlegible Next"'), part
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    assert any("Atkinson" in name for name in at.page.evaluate(loaded))
    at.context.close()


def test_the_poster_is_one_sheet_without_the_bar(
    browser: Browser, served: Served, code: str, tmp_path: Path
) -> None:
    at = Desk(browser, served.url, LAPTOP).log_in(f"worker-{MARK}").go(f"/surveys/{code}/poster")
    pdf = at.page.pdf(path=tmp_path / "poster.pdf", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1
    at.page.emulate_media(media="print")
    assert not at.page.locator(".bar").is_visible()
    assert not at.page.get_by_role("button", name="Print this").is_visible()
    at.context.close()


def test_long_work_tells_how_far_it_is_by_itself(
    browser: Browser, served: Served, code: str
) -> None:
    at = Desk(browser, served.url, PHONE)
    at.page.clock.install()
    at.log_in(f"worker-{MARK}").go("/papers/2019-12-12?cutoff=2019-11-08").press("Build the paper")
    expect(at.page.locator("[data-said]")).to_have_text("It waits for its turn.")
    id_ = at.page.url.rpartition("/")[2]
    with served.database.writing() as connection:
        jobs.progress(connection, id_, 60, "Drawing a chart.")
    at.page.clock.run_for(5_500)
    expect(at.page.locator("[data-said]")).to_have_text("Drawing a chart.")
    assert at.page.locator("progress").evaluate("e => e.value") == 60
    with served.database.writing() as connection:
        jobs.fail(connection, id_, "The cut-off has not come yet.", {})
    at.page.clock.run_for(5_500)
    expect(at.page.locator(".card--talk")).to_contain_text("The cut-off has not come yet.")
    assert at.faults() == []
    at.context.close()

"""Sorting under themes by keyboard and by dragging, and what becomes of it without a network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import factories
from tests.pages import desk
from tests.pages.desk import LAPTOP, PHONE, Desk
from tests.pages.device import until
from tests.pages.served import Served
from voice.store import codings, editions, remarks
from voice.store.db import Connection
from voice.survey.model import Survey

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quick_hashing")]

MARK = "sorting"
ASKED = factories.a_survey(
    id="sorting", items=[factories.words(id=f"open-{n}", text=f"Question {n}?") for n in range(2)]
)
WORDS = ("The bus never came", "More trips by the sea", "Somebody who listens", "أريد أن أرى أخي")
SORT, BOARD = f"/heard/themes/sort/{ASKED.id}/open-0", f"/heard/themes/board/{ASKED.id}/open-1"


@pytest.fixture(scope="module")
def council(served: Served) -> Served:
    """Two questions with four texts each that were read, one of them in another language."""
    desk.add_people(served.database, served.settings, ("reviewer",), MARK)
    with served.database.writing() as connection:
        editions.publish(connection, ASKED)
        _write(connection, served, ASKED)
    return served


def _write(connection: Connection, served: Served, survey: Survey) -> None:
    for item in survey.items:
        remarks.add(
            connection,
            [(item.id, words) for words in WORDS],
            survey=survey.id,
            group=None,
            month="2019-10",
            due=served.day,
            leave="words",
        )
    for one in remarks.unread(connection, served.day):
        remarks.mark_read(connection, one.id, "reviewer")
        if one.words == WORDS[-1]:
            remarks.put_translation(connection, one.id, "I want to see my brother")


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def at(request: pytest.FixtureRequest, browser: Browser, council: Served) -> Iterator[Desk]:
    here = Desk(browser, council.url, request.param)
    yield here.log_in(f"reviewer-{MARK}")
    here.context.close()


def decided(council: Served, item: str) -> dict[str, set[str]]:
    """The themes of each text of a question that was sorted."""
    with council.database.reading() as connection:
        texts = {one.id: one.words for one in codings.texts(connection, ASKED.id, item)}
        return {
            texts[one.remark]: set(one.themes)
            for one in codings.all_of(connection)
            if one.remark in texts
        }


def test_every_page_is_sound(at: Desk) -> None:
    for path in ("/heard/themes", SORT, BOARD, "/heard/themes/list", "/heard/themes/differences"):
        at.go(path)
        assert at.faults() == [], path
        assert at.sideways() <= 0, path


def test_a_keyboard_sorts_takes_back_and_loses_nothing_without_a_network(
    browser: Browser, council: Served
) -> None:
    at = Desk(browser, council.url, LAPTOP).log_in(f"reviewer-{MARK}")
    at.go(SORT)
    page, saved = at.page, at.page.locator("[data-saved]")
    first = page.locator("[data-remark]:visible .wrote").inner_text()
    at.context.set_offline(True)
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    expect(saved).to_contain_text("2 not saved yet. No network.")
    page.keyboard.press("u")
    expect(saved).to_contain_text("2 not saved yet.")
    assert decided(council, "open-0") == {}
    at.context.set_offline(False)
    expect(saved).to_have_text("All saved.")
    assert decided(council, "open-0") == {first: {"feelings", "home"}}
    for _ in range(3):
        page.keyboard.press("n")
    expect(page.locator("main")).to_contain_text("All is sorted.")
    assert len(decided(council, "open-0")) == 4
    at.context.close()


def test_cards_are_dragged_to_piles_and_tapped_there(browser: Browser, council: Served) -> None:
    at = Desk(browser, council.url, LAPTOP).log_in(f"reviewer-{MARK}")
    at.go(BOARD)
    page, saved = at.page, at.page.locator("[data-saved]")
    tray, travel = page.locator("[data-pile='?']"), page.locator("[data-pile=travel]")
    bus = page.get_by_role("button", name=WORDS[0])
    start, end = bus.bounding_box(), travel.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 10, steps=4)
    page.mouse.up()
    expect(travel.locator("[data-number]")).to_have_text("1")
    page.get_by_role("button", name=WORDS[2]).press("Enter")
    page.get_by_role("button", name="Being listened to").press("Enter")
    expect(tray.locator("[data-number]")).to_have_text("2")
    expect(saved).to_have_text("All saved.")
    both = {WORDS[0]: {"travel"}, WORDS[2]: {"listening"}}
    until(page, lambda: decided(council, "open-1") == both)
    page.get_by_role("button", name=WORDS[0]).click()
    page.get_by_role("button", name="To sort").click()
    expect(tray.locator("[data-number]")).to_have_text("3")
    expect(saved).to_have_text("All saved.")
    until(page, lambda: decided(council, "open-1") == {WORDS[2]: {"listening"}})
    assert at.wrong == []
    at.context.close()


def test_after_the_page_is_read_again_one_key_leads_back(browser: Browser, council: Served) -> None:
    at = Desk(browser, council.url, LAPTOP).log_in(f"reviewer-{MARK}")
    sort = BOARD.replace("/board/", "/sort/")
    at.go(sort)
    page, back = at.page, at.page.get_by_role("link", name="Back to the text before")
    first = page.locator("[data-remark]:visible")
    words, remark = first.locator(".wrote").inner_text(), first.get_attribute("data-remark")
    at.go(f"{sort}?remark={remark}")
    page.keyboard.press("n")
    page.wait_for_url(f"**?last={remark}")
    expect(back).to_be_visible()
    page.keyboard.press("u")
    page.wait_for_url(f"**?remark={remark}")
    expect(page.locator("[data-remark]:visible .wrote")).to_have_text(words)
    expect(back).to_have_count(0)
    at.context.close()

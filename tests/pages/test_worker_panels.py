"""The panels of a question in a real browser: it reads as it is typed, pictures are looked at."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.pages import desk
from tests.pages.desk import LAPTOP, Desk
from tests.pages.served import Served
from tests.survey.operations import a_draft
from voice import drafting

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quick_hashing")]


@pytest.fixture(scope="module")
def staff(served: Served) -> str:
    desk.add_people(served.database, served.settings, ("worker",), "panels")
    return "worker-panels"


@pytest.fixture
def draft(served: Served) -> str:
    return drafting.start_from_data(served.database, a_draft(), "ada", served.day).id


@pytest.fixture
def at(browser: Browser, served: Served, staff: str, draft: str) -> Iterator[Desk]:
    here = Desk(browser, served.url, LAPTOP).log_in(staff)
    here.go(f"/studio/{draft}?at=came")
    yield here
    assert here.wrong == []
    assert here.strangers() == set()
    here.context.close()


def test_a_question_is_made_by_keys_and_reads_as_it_is_typed(
    at: Desk, served: Served, draft: str
) -> None:
    page = at.page
    words = page.get_by_label("The question", exact=True)
    words.fill("Did your placement go well?")
    expect(page.locator("#remarks mark")).to_have_text("placement")
    expect(words).to_be_focused()

    page.get_by_label("Answer 3", exact=True).press("Enter")
    fourth = page.get_by_label("Answer 4", exact=True)
    expect(fourth).to_be_focused()
    fourth.press_sequentially("Very much")

    page.get_by_role("button", name="Picture of answer 1: none yet").click()
    page.get_by_role("dialog").get_by_role("button", name="Star", exact=True).click()
    star = page.get_by_role("button", name="Picture of answer 1: star")
    expect(star).to_be_focused()
    expect(page.locator("#studio-state")).to_have_text("Everything is kept.")
    expect(page.locator("#panel-coarser > summary")).to_contain_text("4 answers, then 2")

    page.locator("#panel-when > summary").click()
    page.get_by_role("button", name="Only ask it if …").click()
    page.get_by_label("What was said to it").select_option("is not “happy”")
    expect(page.locator("#panel-when")).to_contain_text(
        "Only if “How do you feel?” is not “happy”."
    )
    page.get_by_role("button", name="Move question 2 up: Did your placement go well?").click()
    page.get_by_role("button", name="Ask this after “How do you feel?”").click()
    expect(page.locator("#trouble-1")).to_have_count(0)
    with served.database.reading() as connection:
        data = drafting.open_draft(connection, draft).data
    kept = data["items"][1]
    assert kept["text"] == "Did your placement go well?"
    assert kept["options"][0]["picture"] == "star"
    assert kept["options"][3]["text"] == "Very much"
    assert kept["show_if"] == {"item": "feeling", "is_not": "happy"}


PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  const how = { clipboardData, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def test_a_list_that_is_pasted_becomes_an_answer_a_line(at: Desk) -> None:
    page = at.page
    page.get_by_role("button", name="Add an answer").click()
    page.get_by_label("Answer 4", exact=True).evaluate(PASTE, "Swimming\n\n Films \r\nFood\n")
    expect(page.get_by_label("Answer 6", exact=True)).to_have_value("Food")
    expect(page.get_by_label("Answer 5", exact=True)).to_have_value("Films")
    expect(page.get_by_label("Answer 4", exact=True)).to_have_value("Swimming")
    expect(page.locator("#studio-state")).to_have_text("Everything is kept.")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert at.faults() == []

"""The studio: the list of drafts, the editor, what a form keeps, and what two people see."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.survey.operations import a_draft
from tests.web import entering
from tests.web.visiting import TODAY, Visit, banner, box, text
from voice import drafting, paths
from voice.store.db import Database
from voice.survey.draft_data import Data

pytestmark = pytest.mark.usefixtures("quick_hashing")

JSON = {"Accept": "application/json"}


@pytest.fixture
def draft(database: Database) -> str:
    return drafting.start_from_data(database, a_draft(), "sam", TODAY).id


@pytest.fixture
def blank(database: Database) -> str:
    return drafting.start_blank(database, "Our day", "sam", TODAY).id


def data_of(database: Database, draft: str) -> Data:
    with database.reading() as connection:
        return drafting.open_draft(connection, draft).data


def version_of(database: Database, draft: str) -> int:
    with database.reading() as connection:
        return drafting.there(connection, draft).version


def op(what: str, item: str = "", **given: Any) -> str:
    return json.dumps({"what": what, "item": item, "given": given})


def fields(**given: Any) -> dict[str, Any]:
    return {f"f:{name}": value for name, value in given.items()}


def quietly(visit: Visit, draft: str, version: int, **given: Any) -> dict[str, Any]:
    """What the script of the page is answered."""
    token = entering.form_token(visit.client, "/")
    sent = {"csrf_token": token, "version": str(version), **given}
    response = visit.client.post(f"/studio/{draft}/do", data=sent, headers=JSON)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json
    return told


def outline(page: BeautifulSoup) -> list[str]:
    return [text(one) for one in page.select(".outline__list .outline__words")]


# The list


def test_the_list_teaches_where_nothing_is_in_the_making(worker: Visit) -> None:
    assert "Nothing in the making" in text(worker.see("/studio"))


def test_each_draft_is_listed_with_what_is_in_it(worker: Visit, draft: str) -> None:
    page = worker.see("/studio")
    assert page.select_one(f'a[href$="/studio/{draft}"]')
    assert "5 questions · sam, Wed 20 Nov 2019" in text(page)


# The page


def test_a_draft_opens_with_its_questions_and_the_first_one(worker: Visit, draft: str) -> None:
    page = worker.see(f"/studio/{draft}")
    assert len(outline(page)) == len(page.select("[data-row]")) > 2
    assert page.select_one('form[data-item="feeling"] [name="f:text"]')
    assert page.select_one("[aria-current]")


def test_a_new_draft_asks_first_what_it_is_about(worker: Visit, blank: str) -> None:
    page = worker.see(f"/studio/{blank}")
    assert "About this survey" in text(page.select_one("#studio-open"))
    assert box(page, "f:title") == "Our day"
    assert "to fill in" in text(page.select_one("#f--purpose-group"))


def test_every_kind_is_offered_with_a_picture_and_an_example(worker: Visit, blank: str) -> None:
    page = worker.see(f"/studio/{blank}?at=_add")
    names = [text(one) for one in page.select(".kinds__name")]
    assert names == [
        "Faces", "Choose one", "Choose any", "0 to 10", "Write", "Ideas", "Something to read",
    ]  # fmt: skip
    for picture in page.select(".kinds__picture"):
        assert (paths.STATIC / "kinds" / str(picture["src"]).rpartition("/")[2]).is_file()


def test_a_draft_that_is_gone_says_so(worker: Visit) -> None:
    page = worker.see("/studio/nothing", 404)
    assert "published or thrown away" in text(page)


def test_each_sheet_leads_on_to_the_next(worker: Visit, draft: str, blank: str) -> None:
    for here, onwards in (("_about", "feeling"), ("feeling", "came"), ("more", "_add")):
        page = worker.see(f"/studio/{draft}?at={here}")
        assert page.select(f'#studio-next[value="{onwards}"]'), here
    page = worker.sent(f"/studio/{blank}/do", version="1", item="", at="_about", open="_add")
    assert page.select(".kinds")


# What a form keeps


def test_without_script_all_fields_are_kept_with_one_press(
    worker: Visit, database: Database, draft: str
) -> None:
    given = fields(text="How are you?", hint="Just now.", easy="")
    page = worker.sent(f"/studio/{draft}/do", version="1", item="feeling", at="feeling", **given)
    item = data_of(database, draft)["items"][0]
    assert (item["text"], item["hint"]) == ("How are you?", "Just now.")
    assert "easy" not in item
    assert version_of(database, draft) == 2, "one step, to be undone by one press"
    assert "How are you?" in banner(page)
    assert page.select_one('form[data-item="feeling"]')


def test_a_button_keeps_what_is_typed_first(worker: Visit, database: Database, draft: str) -> None:
    given = fields(text="Changed") | {"op": op("move", "feeling", by=1)}
    worker.sent(f"/studio/{draft}/do", version="1", item="feeling", at="feeling", **given)
    items = data_of(database, draft)["items"]
    assert [one["id"] for one in items][:2] == ["came", "feeling"]
    assert items[1]["text"] == "Changed"


def test_a_button_that_cannot_be_done_loses_nothing_of_what_is_typed(
    worker: Visit, database: Database, draft: str
) -> None:
    given = fields(text="Changed") | {"op": op("copy", "feeling", named="came")}
    page = worker.sent(f"/studio/{draft}/do", version="1", item="feeling", at="feeling", **given)
    assert data_of(database, draft)["items"][0]["text"] == "Changed"
    assert "is there already" in text(page)


def test_a_question_is_added_and_opens(worker: Visit, database: Database, draft: str) -> None:
    given = {"op": op("add", kind="scale", after="came")}
    page = worker.sent(f"/studio/{draft}/do", version="1", item="", at="_add", **given)
    items = data_of(database, draft)["items"]
    assert items[2]["kind"] == "scale"
    assert page.select_one(f'form[data-item="{items[2]["id"]}"]')


def test_taking_a_question_out_opens_its_neighbour(
    worker: Visit, database: Database, draft: str
) -> None:
    given = {"op": op("remove", "came")}
    page = worker.sent(f"/studio/{draft}/do", version="1", item="came", at="came", **given)
    assert page.select_one('form[data-item="ticks"]')
    assert "does not look at it any more" in banner(page)


def test_undo_and_redo_stand_above_the_questions(
    worker: Visit, database: Database, draft: str
) -> None:
    assert worker.see(f"/studio/{draft}").select_one("#studio-undo[aria-disabled]")
    worker.sent(f"/studio/{draft}/do", version="1", op=op("remove", "came"))
    worker.sent(f"/studio/{draft}/do", version="2", op=op("undo"))
    assert "came" in [one["id"] for one in data_of(database, draft)["items"]]
    page = worker.sent(f"/studio/{draft}/do", version="3", op=op("redo"))
    assert "came" not in [one["id"] for one in data_of(database, draft)["items"]]
    assert page.select_one("#studio-redo[aria-disabled]")


def test_a_button_of_nobody_changes_nothing(worker: Visit, database: Database, draft: str) -> None:
    for nonsense in ("{", "[]", "3", '{"what": "move"}', '{"what": "x", "given": 3}'):
        worker.refused(f"/studio/{draft}/do", version="1", op=nonsense)
    worker.sent(f"/studio/{draft}/do", version="1", op=op("dance"))
    worker.sent(f"/studio/{draft}/do", version="x", op=op("drop-spare", number="x"))
    assert version_of(database, draft) == 1


# What the script is told


def test_a_field_kept_by_itself_is_answered_with_the_parts_of_the_page(
    worker: Visit, draft: str
) -> None:
    told = quietly(worker, draft, 1, item="feeling", at="feeling", **fields(text="How is it?"))
    assert (told["version"], told["faults"], told["others"]) == (2, [], [])
    assert "How is it?" in told["parts"]["studio-outline"]
    assert told["parts"].keys() >= {"studio-name", "studio-bar", "studio-open", "studio-spares"}


def test_sending_the_same_twice_changes_it_once(
    worker: Visit, database: Database, draft: str
) -> None:
    sent = {"item": "", "at": "_add", "op": op("add", kind="words", named="new-0000abcd")}
    first, again = (quietly(worker, draft, 1, **sent) for _ in range(2))
    assert first["version"] == again["version"] == 2
    assert len(data_of(database, draft)["items"]) == 6


def test_a_draft_that_is_gone_keeps_the_page_as_it_is(
    worker: Visit, database: Database, draft: str
) -> None:
    drafting.throw_away(database, draft)
    token = entering.form_token(worker.client, "/")
    sent = {"csrf_token": token, "version": "1", "item": "feeling", **fields(text="x")}
    response = worker.client.post(f"/studio/{draft}/do", data=sent, headers=JSON)
    assert response.status_code == 404
    assert "thrown away" in response.json["gone"]  # type: ignore[index]
    assert "x" in text(entering.page(worker.send(f"/studio/{draft}/do", **sent)))
    assert worker.client.get(f"/studio/{draft}/since?version=1").status_code == 404


# Two people


def test_changes_of_different_questions_are_put_together(
    worker: Visit, admin: Visit, database: Database, draft: str
) -> None:
    quietly(admin, draft, 1, item="came", at="came", **fields(text="Was it good?"))
    told = quietly(worker, draft, 1, item="feeling", at="feeling", **fields(text="How is it?"))
    assert told["version"] == 3
    assert "Was it good?" in told["others"][0]["said"]
    items = data_of(database, draft)["items"]
    assert [one["text"] for one in items[:2]] == ["How is it?", "Was it good?"]


def test_a_change_of_the_same_is_kept_beside_it_until_somebody_chooses(
    worker: Visit, admin: Visit, database: Database, draft: str
) -> None:
    quietly(admin, draft, 1, item="came", at="came", **fields(text="Theirs?"))
    told = quietly(worker, draft, 1, item="came", at="came", **fields(text="Mine?"))
    assert told["spare"] == 1
    both = text(BeautifulSoup(told["parts"]["studio-spares"], "html.parser"))
    assert "In the draft now The words Theirs?" in both
    assert "from you The words Mine?" in both
    page = worker.sent(f"/studio/{draft}/do", version="2", op=op("take-spare", number=1))
    assert data_of(database, draft)["items"][1]["text"] == "Mine?"
    assert not page.select(".spare")


def test_a_whole_form_that_meets_another_change_is_kept_as_one(
    worker: Visit, admin: Visit, database: Database, draft: str
) -> None:
    quietly(admin, draft, 1, item="", at="_about", **fields(purpose="Theirs."))
    given = fields(title="A new name", purpose="Mine.")
    page = worker.sent(f"/studio/{draft}/do", version="1", item="", at="_about", **given)
    assert "Somebody else changed the same" in text(page)
    shown = text(page.select_one(".spare"))
    assert "A new name" in shown
    assert "Mine." in shown
    worker.sent(f"/studio/{draft}/do", version="2", op=op("drop-spare", number=1))
    assert data_of(database, draft)["purpose"] == "Theirs."


def test_each_sees_what_the_other_did_and_that_they_are_here(
    worker: Visit, admin: Visit, draft: str
) -> None:
    admin.see(f"/studio/{draft}")
    quietly(admin, draft, 1, item="came", at="came", **fields(text="Was it good?"))
    told = worker.client.get(f"/studio/{draft}/since?version=1&at=feeling").json
    assert told is not None
    assert told["version"] == 2
    assert "Was it good?" in told["others"][0]["said"]
    assert "Was it good?" in told["parts"]["studio-outline"]
    assert len(told["here"]) == 1
    assert "Also here" in text(worker.see(f"/studio/{draft}"))
    later = worker.client.get(f"/studio/{draft}/since?version=2").json
    assert later is not None
    assert (later["others"], later["parts"]) == ([], {})


# Throwing away


def test_a_draft_is_thrown_away_after_a_page_that_says_what_it_means(
    worker: Visit, database: Database, draft: str
) -> None:
    assert "gone for good" in text(worker.see(f"/studio/{draft}/throw-away"))
    page = worker.sent(f"/studio/{draft}/throw-away")
    assert "was thrown away" in banner(page)
    worker.see(f"/studio/{draft}/throw-away", 404)


@pytest.mark.parametrize("version", ["9" * 30, "-" + "9" * 30, "3000000000", "9" * 5000])
def test_a_version_that_never_was_is_asked_for_in_peace(
    worker: Visit, draft: str, version: str
) -> None:
    url = f"/studio/{draft}/since?version={version}"
    assert worker.client.get(url, headers=JSON).status_code < 500

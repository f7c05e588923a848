"""A survey begins with one that is ready, with questions of the bank, or with nothing."""

import json
from typing import Any

import pytest

from tests.web import entering
from tests.web.visiting import Visit, banner, faults, text
from voice import drafting, paths, publishing
from voice.store.db import Database
from voice.store.drafts import DraftRecord
from voice.survey.draft_data import Data
from voice.survey.editing import Operation
from voice.survey.load import load_all
from voice.web.worker.studio_start import OCCASIONS, OWN, occasions

pytestmark = pytest.mark.usefixtures("quick_hashing")


def only(database: Database) -> DraftRecord:
    with database.reading() as connection:
        (record,) = drafting.all_drafts(connection)
    return record


def data_of(database: Database) -> Data:
    data: Data = json.loads(only(database).data)
    return data


def made(worker: Visit, path: str, **given: Any) -> str:
    """Send a form that is good; what the next page says of it. The editor has tests of its own."""
    response = worker.send(path, **given)
    assert response.status_code == 303, text(entering.page(response))
    assert response.headers["Location"].startswith("/work/studio/")
    return banner(worker.see("/studio/new"))


def test_every_shipped_survey_stands_under_what_it_is_for() -> None:
    shipped = load_all(paths.SURVEYS)
    placed = [id_ for _, lines in OCCASIONS for id_ in lines]
    assert sorted(placed) == sorted(shipped)
    found = dict(occasions({"ours": shipped["stall"], "stall": shipped["stall"]}))
    assert [one.screens for one in found[OWN]] == [3]


def test_the_page_shows_every_way_to_begin(worker: Visit) -> None:
    page = worker.see("/studio/new")
    for words in ("Ready to use", "question bank", "spreadsheet", "Begin with nothing"):
        assert words in text(page)
    assert len(page.select(".ready__one")) == len(load_all(paths.SURVEYS))


def test_a_copy_asks_the_same_questions_and_leaves_the_first_alone(
    worker: Visit, database: Database
) -> None:
    said = made(worker, "/studio/new/copy", survey="good-news")
    assert "A copy of “Good news” is a draft now." in said
    record, data = only(database), data_of(database)
    assert (record.title, record.survey, record.base) == ("Good news", "good-news-2", None)
    assert [item["id"] for item in data["items"]] == ["feeling-now", "news-about", "news-good"]
    assert worker.send("/studio/new/copy", survey="nothing").status_code == 404


def test_it_begins_with_nothing_but_a_name(worker: Visit, database: Database) -> None:
    assert faults(worker.refused("/studio/new/blank", name=" ")) == ["Enter a name for the survey."]
    worker.send("/studio/new/blank", name="Our park")
    assert (only(database).title, data_of(database)["items"]) == ("Our park", [])


def test_whoever_makes_no_surveys_finds_no_page(reviewer: Visit) -> None:
    for path in ("/studio/new", "/studio/new/bank", "/studio/new/blank"):
        reviewer.see(path, 403)


def say_why(database: Database) -> int:
    """Say why the draft asks, who reads it and when children hear back; the version it has then."""
    said = {
        "purpose": "We want to know.",
        "audience": "The participation team reads it.",
        "feedback": "We tell you at the next group.",
        "minutes": 3,
    }
    record = only(database)
    version = record.version
    for name, words in said.items():
        given = Operation("set", "", {"field": name, "value": words})
        version = drafting.apply(database, record.id, given, version, "ada", record.changed).version
    return version


# The bank


def test_a_survey_of_bank_questions_may_be_published_once_it_says_why(
    worker: Visit, database: Database
) -> None:
    given = {"title": "How we do", "ages": "12+", "pick": ["home-safe", "tell-us", "sure-now"]}
    assert "4 questions are in a draft now." in made(worker, "/studio/new/bank", **given)
    record, data = only(database), data_of(database)
    ids = [item["id"] for item in data["items"]]
    assert ids == ["home-safe", "tell-us", "sure-when-came", "sure-now"]
    assert (data["ages"], data["minutes"]) == ("12+", 2)
    version = say_why(database)
    folder = load_all(paths.SURVEYS)
    assert publishing.publish(database, record.id, version, folder, paths.SURVEYS)


def test_without_name_and_ticks_it_is_told_and_what_was_ticked_stays(worker: Visit) -> None:
    page = worker.refused("/studio/new/bank", title=" ")
    assert faults(page) == ["Enter a name for the survey.", "Tick a question first."]
    page = worker.refused("/studio/new/bank", pick=["home-safe"])
    assert faults(page) == ["Enter a name for the survey."]
    assert page.select_one("#pick-home-safe[checked]")
    assert page.select_one("#theme-home[open]")


@pytest.fixture
def draft(worker: Visit, database: Database) -> str:
    made(worker, "/studio/new/copy", survey="good-news")
    return only(database).id


def test_questions_are_looked_for_and_what_is_ticked_stays_ticked(
    worker: Visit, draft: str
) -> None:
    page = worker.see(f"/studio/{draft}/bank?q=doctor&ages=8-11&pick=tell-us")
    assert [box["value"] for box in page.select(".bank__theme input")] == ["health-doctor"]
    assert [box["value"] for box in page.select(".bank__kept input[checked]")] == ["tell-us"]
    page = worker.see(f"/studio/{draft}/bank?q=hippopotamus")
    assert "No question has “hippopotamus” in it." in text(page)
    assert not page.select("input[name=csrf_token][form]")


def test_only_what_suits_the_ages_is_shown_until_all_are_asked_for(
    worker: Visit, draft: str
) -> None:
    assert not worker.see(f"/studio/{draft}/bank").select("#pick-ons-happy")
    page = worker.see(f"/studio/{draft}/bank?ages=all")
    said = text(page.select_one("#theme-measures"))
    assert "Office for National Statistics" in said
    assert "Open Government Licence v3.0" in said
    assert "For care leavers" in said


def test_what_the_draft_asks_already_cannot_be_added_again(worker: Visit, draft: str) -> None:
    page = worker.see(f"/studio/{draft}/bank")
    assert page.select_one("#pick-feeling-now[disabled][checked]")
    again = worker.refused(f"/studio/{draft}/bank", pick=["feeling-now"])
    assert faults(again) == ["Tick a question first."]


def test_what_is_ticked_is_added_as_one_step_behind_the_question_it_was_asked_from(
    worker: Visit, database: Database, draft: str
) -> None:
    picked = ["tell-us", "home-safe", "feeling-now"]
    said = made(worker, f"/studio/{draft}/bank", pick=picked, after="feeling-now", version="1")
    assert "2 questions are added." in said
    ids = [item["id"] for item in data_of(database)["items"]]
    assert ids == ["feeling-now", "home-safe", "tell-us", "news-about", "news-good"]
    record = only(database)
    drafting.undo(database, draft, record.version, "ada", record.changed)
    assert len(data_of(database)["items"]) == 3


def test_too_many_are_told_of_and_what_others_did_is_kept(
    worker: Visit, database: Database, draft: str
) -> None:
    record = only(database)
    move = Operation("change", "news-good", {"field": "hint", "value": "No names."})
    drafting.apply(database, draft, move, 1, "ben", record.changed)
    picked = ["tell-us", "home-safe", "home-best", "home-better", "sleep-well", "company"]
    said = made(worker, f"/studio/{draft}/bank", pick=picked, version="1")
    assert "There are 9 screens now and there may be 8: take some out again." in said
    data = data_of(database)
    assert len(data["items"]) == 9
    assert next(one for one in data["items"] if one["id"] == "news-good")["hint"] == "No names."


def test_official_words_come_with_the_reason_why_they_stay(
    worker: Visit, database: Database
) -> None:
    official = ["ons-satisfied", "ons-worthwhile", "ons-happy"]
    made(worker, "/studio/new/bank", title="Life", ages="care-leavers", pick=official)
    draft = only(database).id
    made(worker, f"/studio/{draft}/bank", pick=["ons-anxious"], version="1")
    say_why(database)
    with database.reading() as connection:
        ready = publishing.look(connection, draft, load_all(paths.SURVEYS), paths.SURVEYS)
    found = {(publishing.spot(one.place), one.rule) for one in ready.warnings}
    assert ("“ons-anxious”: text", "long-sentence") in found
    assert found <= set(ready.reasons)
    assert not ready.may_not


def test_a_draft_that_is_gone_is_not_found(worker: Visit) -> None:
    worker.see("/studio/nothing/bank", 404)
    assert worker.send("/studio/nothing/bank", pick="tell-us").status_code == 404

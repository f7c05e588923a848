"""From making a survey to opening it: what is told on the way, and what comes next."""

from bs4 import BeautifulSoup

from tests import factories
from tests.survey.operations import a_draft
from tests.web.visiting import TODAY, Visit, text
from voice import drafting
from voice.store.db import Database
from voice.survey.editing import Operation


def published(worker: Visit, database: Database) -> BeautifulSoup:
    draft = drafting.start_from_data(database, a_draft(), "ada", TODAY).id
    return worker.sent(f"/studio/{draft}/publish", act="publish", version="1")


def test_what_is_published_is_opened_at_the_next_event(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)
    page = published(worker, database)
    (main,) = page.select("main a.main")
    assert text(main).startswith("Open it at an event: ")
    form = worker.see(str(main["href"]).removeprefix("/work"))
    assert [one["value"] for one in form.select("[name=survey][checked]")] == ["a-survey"]


def test_without_an_event_it_is_opened_outside_them(worker: Visit, database: Database) -> None:
    (main,) = published(worker, database).select("main a.main")
    assert text(main) == "Open it outside events"
    form = worker.see(str(main["href"]).removeprefix("/work"))
    assert [one["value"] for one in form.select("[name=survey][checked]")] == ["a-survey"]


def test_a_survey_of_our_own_is_a_way_to_begin(worker: Visit, database: Database) -> None:
    assert worker.see("/studio/new").select("#own") == []
    published(worker, database)
    page = worker.see("/studio/new")
    assert text(page.select_one(".begin a")) == "Your own, from before"
    own = page.select_one("#own + ul")
    assert own is not None
    assert [one["value"] for one in own.select("[name=survey]")] == ["a-survey"]


def test_a_day_that_is_over_and_an_empty_reason_are_told(worker: Visit, database: Database) -> None:
    data = {**a_draft(), "feedback": "On 5 December 2001.", "purpose": " "}
    draft = drafting.start_from_data(database, data, "ada", TODAY).id
    page = text(worker.see(f"/studio/{draft}/publish").main)
    assert "“When children hear back” names a day that is over." in page
    assert "“Why we ask” is still empty. Children read it first: write it." in page
    assert "take it out where" not in page
    assert "It can be published when this is mended. More may be told then" in page


def test_the_little_that_changes_is_told_openly(worker: Visit, database: Database) -> None:
    published(worker, database)
    worker.send("/surveys/library/a-survey/change")
    with database.reading() as connection:
        (draft,) = drafting.all_drafts(connection)
    change = Operation("remove", "why")
    drafting.apply(database, draft.id, change, draft.version, "bea", TODAY)
    page = worker.see(f"/studio/{draft.id}/publish")
    (told,) = (one for one in page.select("details") if "All that changes" in text(one))
    assert told.has_attr("open")

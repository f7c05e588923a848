"""The page on which a draft becomes an edition."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.survey.operations import a_draft
from tests.web.visiting import TODAY, Visit, banner, text
from voice import drafting, paths, publishing, translating
from voice.store import editions, shelf, trail
from voice.store.db import Database
from voice.survey.editing import Operation
from voice.survey.load import load_all
from voice.survey.model import Survey

LONG = "Do you think that the people who plan the trips for us should ask us about it first?"
WHY = "We read it out together."


def started(database: Database, **changes: Any) -> str:
    return drafting.start_from_data(database, {**a_draft(), **changes}, "ada", TODAY).id


def do(database: Database, draft: str, what: str, item: str = "", **given: Any) -> int:
    with database.reading() as connection:
        version = drafting.there(connection, draft).version
    operation = Operation(what, item, given)
    return drafting.apply(database, draft, operation, version, "bea", TODAY).version


def publish(database: Database, draft: str, version: int = 1) -> Survey:
    folder = load_all(paths.SURVEYS)
    publishing.publish(database, draft, version, folder, paths.SURVEYS)
    return surveys(database)["a-survey"]


def surveys(database: Database) -> dict[str, Survey]:
    with database.reading() as connection:
        return shelf.surveys(connection)


def names(page: BeautifulSoup, start: str) -> list[str]:
    """The boxes whose names begin so, each once."""
    found = page.select(f"[name^={start!r}]")
    return list(dict.fromkeys(str(box["name"]) for box in found))


def summary(page: BeautifulSoup) -> str:
    return text(page.select_one(".govuk-error-summary"))


def test_a_good_draft_is_published_with_one_button(worker: Visit, database: Database) -> None:
    draft = started(database)
    page = worker.see(f"/studio/{draft}/publish")
    assert "Nothing has to be mended." in text(page)
    assert [text(button) for button in page.select("button.main")] == ["Publish"]
    after = worker.sent(f"/studio/{draft}/publish", act="publish", version="1")
    assert "is published. It can be opened from now on." in banner(after)
    assert "Edition 1 Opened from now on Published on 20 November 2019 by one-worker" in text(after)
    assert "a-survey" in surveys(database)
    with database.reading() as connection:
        assert trail.lines(connection)[0].says == "published the survey, as edition a-survey 1"
    assert "not there any more" in text(worker.see(f"/studio/{draft}/publish", 404))


def test_what_must_be_mended_leads_to_its_question(worker: Visit, database: Database) -> None:
    draft = started(database, audience="Everybody.")
    do(database, draft, "change", "why", field="text", value=" ")
    page = worker.see(f"/studio/{draft}/publish")
    cards = page.select_one("section[aria-labelledby=mend]")
    assert "“Who reads it” does not say who reads the answers." in text(cards)
    assert "Write the question." in text(cards)
    assert [link["href"].partition("?")[2] for link in cards.select("a")] == [
        "at=why",
        "at=_about",
    ]
    assert page.select("button.main") == []
    refused = worker.refused(f"/studio/{draft}/publish", act="publish", version="2")
    assert "To mend first" in text(refused)
    assert surveys(database) == {}


def test_a_warning_is_published_with_its_reason(worker: Visit, database: Database) -> None:
    draft = started(database)
    version = str(do(database, draft, "change", "why", field="text", value=LONG))
    page = worker.see(f"/studio/{draft}/publish")
    boxes = names(page, "why-")
    assert len(boxes) == 1
    refused = worker.refused(f"/studio/{draft}/publish", act="publish", version=version)
    assert "Say why it is right here, or change it" in summary(refused)
    assert all(refused.select_one(f"#{box}-wrong") for box in boxes)
    given = dict.fromkeys(boxes, WHY)
    worker.sent(f"/studio/{draft}/publish", act="publish", version=version, **given)
    shown = worker.see("/surveys/library/a-survey/editions/1")
    assert WHY in text(shown)
    assert "“Do you think that the people" in text(shown)
    with database.reading() as connection:
        says = [line.says for line in trail.lines(connection, most=3)]
    assert says[2] == "published the survey, as edition a-survey 1"
    assert {line.rpartition(" ")[0] for line in says[:2]} == {
        "found a warning right in the survey a-survey 1"
    }


def test_reasons_are_kept_until_another_day(worker: Visit, database: Database) -> None:
    draft = started(database)
    version = str(do(database, draft, "change", "why", field="text", value=LONG))
    box = names(worker.see(f"/studio/{draft}/publish"), "why-")[0]
    page = worker.sent(f"/studio/{draft}/publish", act="keep", version=version, **{box: WHY})
    assert "Nothing is published yet." in banner(page)
    assert WHY in text(page.select_one("textarea"))
    do(database, draft, "move", "why", by=-1)
    assert WHY in text(worker.see(f"/studio/{draft}/publish").select_one("textarea"))
    refused = worker.refused(f"/studio/{draft}/publish", act="keep", **{box: "x" * 401})
    assert "The reason is too long." in summary(refused)
    assert "x" * 401 in text(refused.select_one("textarea"))


def test_a_reason_is_kept_as_soon_as_it_is_written(worker: Visit, database: Database) -> None:
    draft = started(database)
    do(database, draft, "change", "why", field="text", value=LONG)
    page = worker.see(f"/studio/{draft}/publish")
    box = names(page, "why-")[0]
    token = str(page.select_one("[name=csrf_token]")["value"])
    sent = worker.client.post(
        f"/studio/{draft}/publish",
        data={"csrf_token": token, "act": "keep", box: WHY},
        headers={"Accept": "application/json"},
    )
    assert sent.json == {"said": "Your reasons are kept with the draft. Nothing is published yet."}
    assert WHY in text(worker.see(f"/studio/{draft}/publish").select_one("textarea"))


@pytest.mark.parametrize(("said", "stays"), [("yes", True), ("no", False)])
def test_whether_it_is_the_same_question_is_asked_with_both_wordings(
    worker: Visit, database: Database, said: str, stays: bool
) -> None:
    survey = publish(database, started(database))
    draft = drafting.start_edition(database, survey, "ada", TODAY).id
    do(database, draft, "change", "why", field="text", value="Why was it so?")
    page = worker.see(f"/studio/{draft}/publish")
    assert "Before Why? Now Why was it so?" in text(page.select_one(".publish-two"))
    refused = worker.refused(f"/studio/{draft}/publish", act="publish", version="2")
    assert "Say whether it is still the same question: “Why was it so?”" in summary(refused)
    worker.sent(f"/studio/{draft}/publish", act="publish", version="2", **{"same-why": said})
    ids = {item.id for item in surveys(database)["a-survey"].items}
    assert ("why" in ids) is stays


def test_another_kind_of_answer_makes_another_question_without_asking(
    worker: Visit, database: Database
) -> None:
    survey = publish(database, started(database))
    draft = drafting.start_edition(database, survey, "ada", TODAY).id
    do(database, draft, "change-kind", "why", kind="ideas")
    page = worker.see(f"/studio/{draft}/publish")
    assert "it becomes a new question" in text(page)
    assert names(page, "same-") == []
    worker.sent(f"/studio/{draft}/publish", act="publish", version="2")
    assert "why" not in {item.id for item in surveys(database)["a-survey"].items}


def test_what_somebody_else_changed_meanwhile_is_not_published_unseen(
    worker: Visit, database: Database
) -> None:
    draft = started(database)
    do(database, draft, "change", "why", field="text", value="Why was that?")
    page = worker.refused(f"/studio/{draft}/publish", act="publish", version="1")
    assert "Somebody changed it." in summary(page)
    assert surveys(database) == {}


def test_an_edition_published_meanwhile_is_read_before_going_on(
    worker: Visit, database: Database
) -> None:
    survey = publish(database, started(database))
    mine = drafting.start_edition(database, survey, "ada", TODAY).id
    do(database, mine, "set", field="minutes", value=4)
    with database.writing() as connection:
        other = survey.model_copy(update={"title": "Another name"})
        newest = editions.publish(connection, other)
        shelf.put(connection, survey.id, newest)
    page = worker.see(f"/studio/{mine}/publish")
    card = text(page.select_one("section[aria-labelledby=newer]"))
    assert "and is “Another name”" in card
    assert "To mend first" not in text(page)
    gone_on = worker.sent(f"/studio/{mine}/publish/go-on", edition=newest)
    assert "goes on from the newest edition" in banner(gone_on)
    refused = worker.send(f"/studio/{mine}/publish/go-on", edition=survey.fingerprint)
    assert refused.status_code == 409


def test_the_page_says_what_groups_of_its_ages_were_asked(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)
        factories.a_collection(connection, opens=TODAY)
    page = worker.see(f"/studio/{started(database)}/publish")
    load = text(page.select_one("section[aria-labelledby=load]"))
    assert "Just Us: 3 minutes this term, in 1 survey, today." in load


def test_a_draft_that_is_not_there_is_told(worker: Visit) -> None:
    assert "published or thrown away" in text(worker.see("/studio/gone/publish", 404))
    assert worker.send("/studio/gone/publish", act="publish").status_code == 404


def test_languages_that_are_not_finished_are_told_beside_the_button(
    worker: Visit, database: Database
) -> None:
    draft = started(database)
    assert "Other languages Young" not in text(worker.see(f"/studio/{draft}/publish"))
    with database.writing() as connection:
        translating.fill(connection, draft, {"title": "A survey"}, {"ar": {"title": "استبيان"}})
    page = worker.see(f"/studio/{draft}/publish")
    told = text(page.select_one("section[aria-labelledby=languages]"))
    assert "Arabic" in told
    assert "missing" in told
    (link,) = page.select("section[aria-labelledby=languages] a")
    worker.see(str(link["href"]).removeprefix("/work"))
    assert [text(button) for button in page.select("button.main")] == ["Publish"]

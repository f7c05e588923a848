import re
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests import factories
from tests.web import entering
from tests.web.entering import Clock
from tests.web.visiting import TODAY, Visit, an_open_event, banner, days, faults, text
from voice import collect
from voice.keys import Keys
from voice.settings import Settings
from voice.store import collections, events, set_asides, trail
from voice.store.collections import CollectionRecord
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")

EVENT = "pond-dipping"


@pytest.fixture
def planned(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)


def of_event(database: Database) -> list[CollectionRecord]:
    with database.reading() as connection:
        return collections.of_event(connection, EVENT)


def standing(database: Database) -> list[CollectionRecord]:
    with database.reading() as connection:
        return collections.standing(connection)


# Opening


def test_a_survey_is_opened_at_an_event_from_the_shipped_ones(
    worker: Visit, database: Database, planned: None
) -> None:
    page = worker.sent(f"/surveys/at/{EVENT}", survey="how-are-you")
    assert "“How are you?” is open." in banner(page)
    [record] = of_event(database)
    assert record.state(TODAY) == "open"
    with database.reading() as connection:
        assert events.find(connection, EVENT).status == "open"  # type: ignore[union-attr]
        assert trail.lines(connection)[0].says == f"opened a survey {record.code}"
    assert text(page.select_one(".survey")).startswith("0 answered so far How are you?")


@pytest.mark.parametrize("survey", ["", "../policy", "no-such-survey"])
def test_only_a_survey_of_the_list_can_be_opened(
    worker: Visit, database: Database, planned: None, survey: str
) -> None:
    page = worker.refused(f"/surveys/at/{EVENT}", survey=survey)
    assert faults(page) == ["Choose a survey."]
    assert of_event(database) == []


def test_the_same_survey_is_not_opened_twice(
    worker: Visit, database: Database, planned: None
) -> None:
    worker.sent(f"/surveys/at/{EVENT}", survey="stall")
    page = worker.refused(f"/surveys/at/{EVENT}", survey="stall")
    assert "is open at this event already" in text(page.select_one(".govuk-error-summary"))
    assert len(of_event(database)) == 1


def test_a_survey_with_faults_is_named_and_the_others_can_be_opened(
    database: Database, keyring: Keys, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "surveys"
    shutil.copytree(settings.surveys, folder)
    broken = folder / "stall" / "survey.toml"
    broken.write_text(broken.read_text().replace("minutes = ", "minuten = "))
    door = entering.a_door(database, keyring, replace(settings, surveys=folder), Clock())
    worker = Visit(entering.let_in(door, "worker"))
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)
    page = worker.see(f"/surveys/at/{EVENT}")
    assert "stall/survey.toml" in text(page.select_one(".card--talk"))
    offered = {str(one["value"]) for one in page.select("[name=survey]")}
    assert "how-are-you" in offered
    assert "stall" not in offered


def test_a_survey_that_no_child_may_be_asked_is_named_and_not_offered(
    database: Database, keyring: Keys, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "surveys"
    shutil.copytree(settings.surveys, folder)
    marked = folder / "stall" / "survey.toml"
    words = re.sub(r"(?m)^purpose = .*$", 'purpose = "[Write why we ask]"', marked.read_text())
    marked.write_text(words)
    door = entering.a_door(database, keyring, replace(settings, surveys=folder), Clock())
    worker = Visit(entering.let_in(door, "worker"))
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)
    page = worker.see(f"/surveys/at/{EVENT}")
    assert "stall: purpose" in text(page.select_one(".card--talk"))
    assert "stall" not in {str(one["value"]) for one in page.select("[name=survey]")}


def test_a_survey_stays_open_outside_events(worker: Visit, database: Database) -> None:
    last = days(TODAY + timedelta(days=30), "closes")
    given = {"survey": "how-are-you", "name": "For reviews", "group": ""}
    page = worker.sent("/surveys/new-link", **given, **last)
    [record] = standing(database)
    assert (record.name, record.group, record.channel) == ("For reviews", None, "link")
    assert record.closes == TODAY + timedelta(days=30)
    assert record.code in text(page).replace(" ", "")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "Write what it is for."),
        ({"survey": "nothing"}, "Choose a survey."),
        ({"group": "nobody"}, "Choose a group or “Everyone”."),
        ({"closes": ["1", "x", "2019"]}, "Enter a real day, such as 21 11 2026."),
        ({"closes": ["1", "1", "2019"]}, "Last day is before it opens. Give a later day."),
    ],
)
def test_a_slip_in_opening_one_outside_events_is_told(
    worker: Visit, database: Database, changed: dict[str, str | list[str]], told: str
) -> None:
    given = {"survey": "stall", "name": "Leaflet", "group": ""} | changed
    assert faults(worker.refused("/surveys/new-link", **given)) == [told]
    assert standing(database) == []


# What is open, what can be asked


def test_the_list_shows_what_is_open_and_what_can_be_asked(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
    open_, library = worker.see("/surveys").select("table")
    assert "How are you? 1 Open now" in text(open_)
    assert "One minute 5 to 7 1" in text(library)


def test_a_survey_is_read_question_by_question_before_it_is_asked(worker: Visit) -> None:
    page = worker.see("/surveys/library/how-are-you")
    assert len(page.select("ol.govuk-list > li")) == 6
    assert "Very sad · Sad · OK · Happy · Very happy" in text(page)
    worker.see("/surveys/library/nothing", 404)


# The code


def test_the_code_can_be_read_out_letter_by_letter(worker: Visit, database: Database) -> None:
    an_open_event(database)
    page = worker.see(f"/surveys/{factories.CODE}/code")
    assert [text(letter) for letter in page.select(".code li")] == list(factories.CODE)
    assert page.select_one("ol.code")["aria-label"] == "Code B C D G H J M N"
    assert text(page.select_one(".address")) == f"localhost/c/{factories.CODE}"


def test_the_qr_code_is_drawn_here_and_holds_no_style(worker: Visit, database: Database) -> None:
    an_open_event(database)
    response = worker.client.get(f"/surveys/{factories.CODE}/qr.svg")
    assert response.mimetype == "image/svg+xml"
    assert not re.search(r"style|<script|href", response.text)
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_behind_https_the_address_says_so(
    database: Database, keyring: Keys, settings: Settings
) -> None:
    door = entering.a_door(database, keyring, replace(settings, https=True), Clock())
    worker = Visit(entering.let_in(door, "worker"))
    an_open_event(database)
    image = worker.see(f"/surveys/{factories.CODE}/code").select_one("img")
    assert image["alt"] == f"QR code that opens https://localhost/c/{factories.CODE}"


def test_the_poster_invites_and_says_whom_to_tell(worker: Visit, database: Database) -> None:
    an_open_event(database)
    poster = text(worker.see(f"/surveys/{factories.CODE}/poster").select_one(".poster"))
    assert poster.startswith("How are you?")
    assert "Childline: 0800 1111" in poster


@pytest.mark.parametrize("path", ["", "/code", "/poster", "/qr.svg", "/close", "/count.json"])
def test_a_code_never_issued_leads_nowhere(worker: Visit, path: str) -> None:
    worker.see(f"/surveys/ZZZZZZZZ{path}", 404)


def test_the_page_of_a_survey_asks_for_its_number(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    page = worker.see(f"/surveys/{factories.CODE}")
    address = str(page.select_one("[data-counts]")["data-counts"]).removeprefix("/work")
    collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
    assert worker.client.get(address).json == {factories.CODE: [1, "answered"]}


# Closing


def test_closing_is_asked_once_more_and_then_lets_nobody_start(
    worker: Visit, database: Database
) -> None:
    an_open_event(database)
    assert "Nobody can start it any more" in text(worker.see(f"/surveys/{factories.CODE}/close"))
    page = worker.sent(f"/surveys/{factories.CODE}/close")
    assert "What was begun is still taken in." in banner(page)
    assert of_event(database)[0].state(TODAY) == "closed"
    assert "Show the code" not in text(page)
    assert "This survey is closed." in text(worker.see(f"/surveys/{factories.CODE}/code"))


def test_closing_what_was_never_opened_is_no_page(worker: Visit) -> None:
    assert worker.send("/surveys/ZZZZZZZZ/close").status_code == 404


# What could not be understood


def test_nothing_set_aside_is_said_to_be_good(worker: Visit) -> None:
    assert "Nothing is set aside." in text(worker.see("/set-aside"))


def test_what_was_set_aside_is_told_by_month_and_reason_without_a_word_of_it(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        for _ in range(2):
            secret = b'{"answers": {"say-more": "my brother Tom"}}'
            set_asides.add(connection, "names an edition never published", "2019-11", secret)
    page = worker.see("/set-aside")
    assert "November 2019 It names an edition never published. 2" in text(page)
    assert "brother" not in str(page)
    assert "It does not show what is in them." in text(page)
    assert "for a person to read by the next working day" in text(page)
    with database.reading() as connection:
        assert trail.lines(connection)[0].says == "looked at what was set aside 2"

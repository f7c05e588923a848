from datetime import timedelta

import pytest
from flask import Flask

from tests import factories
from tests.web import entering
from tests.web.entering import Clock
from tests.web.visiting import TODAY, Visit, an_open_event, banner, box, faults, text
from voice import collect
from voice.keys import Keys
from voice.settings import Settings
from voice.store import attendance, events, trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")

EVENT = "pond-dipping"


def answer(database: Database, keys: Keys, times: int, code: str = factories.CODE) -> None:
    for _ in range(times):
        collect.take_in(database, keys, code, factories.a_submission(), TODAY)


def came(database: Database) -> dict[tuple[str, str], int]:
    with database.reading() as connection:
        return attendance.of(connection, EVENT)


# Nothing there yet


def test_without_a_group_the_first_page_says_to_begin_with_one(worker: Visit) -> None:
    page = worker.see("/")
    assert text(page.h1) == "Nothing planned yet"
    assert page.select_one("a.main")["href"].endswith("/groups/new")


def test_without_an_event_the_first_page_says_to_add_one(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        factories.a_group(connection)
    assert worker.see("/").select_one("a.main")["href"].endswith("/events/new")


@pytest.mark.parametrize("role", ["reviewer", "safeguarding", "analyst", "publisher"])
def test_whoever_runs_no_events_sees_none_of_it(door: Flask, database: Database, role: str) -> None:
    an_open_event(database)
    page = Visit(entering.let_in(door, role)).see("/")
    assert text(page.h1) == "Today"
    assert "Pond dipping" not in text(page)


# The event at hand


@pytest.mark.parametrize("role", ["analyst", "publisher", "safeguarding"])
def test_where_nothing_waits_the_page_leads_on_to_what_may_be_opened(
    door: Flask, role: str
) -> None:
    visit = Visit(entering.let_in(door, role))
    page = visit.see("/")
    assert "Nothing waits for you." in text(page.main)
    ways = page.select("main ul a")
    assert ways
    for way in ways:
        visit.see(str(way["href"]).removeprefix("/work"))


def test_today_s_event_comes_first_and_one_left_open_is_named(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, "now", TODAY, name="Den building")
        factories.an_event(connection, "soon", TODAY + timedelta(days=1), status="open")
        factories.an_event(connection, EVENT, TODAY - timedelta(days=8), status="open")
    page = worker.see("/")
    assert text(page.h1) == "Den building"
    assert "Pond dipping, Tue 12 Nov 2019" in text(page.select(".card--talk")[-1])


def test_an_event_left_open_comes_before_those_to_come(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, "soon", TODAY + timedelta(days=1), name="Tomorrow")
        factories.an_event(connection, EVENT, TODAY - timedelta(days=8), status="open")
    assert text(worker.see("/").h1) == "Pond dipping"


def test_a_survey_opened_the_day_before_makes_the_event_ready(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, EVENT, TODAY + timedelta(days=1))
    assert [text(one) for one in worker.see("/").select("a.main")] == ["Open a survey"]
    page = worker.sent(f"/surveys/at/{EVENT}", survey="how-are-you")
    assert text(page.select_one(".state")).startswith("Ready")
    assert "tomorrow" in text(page.select_one(".state"))
    assert page.find("a", string=lambda said: "Show the code" in (said or ""))
    assert "Use this device" not in text(page)


def test_an_event_to_come_has_no_counters_and_cannot_be_ended(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, EVENT, TODAY + timedelta(days=8))
    page = worker.see("/")
    assert "in 8 days" in text(page)
    assert not page.select(".came")
    assert "We’re done" not in text(page)


def test_the_place_stands_beside_the_day(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, EVENT, TODAY, place="Village hall", district="Fenland")
    assert text(worker.see("/").select_one(".kicker")) == (
        "Wednesday 20 November 2019 · Village hall"
    )


def test_an_event_without_a_survey_offers_to_open_one_first(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, EVENT, TODAY)
    main = [text(button) for button in worker.see("/").select("a.main")]
    assert main[0] == "Open a survey"


def test_with_a_survey_open_the_main_button_is_were_done(worker: Visit, database: Database) -> None:
    an_open_event(database)
    assert [text(button) for button in worker.see("/").select("a.main")] == ["We’re done"]


# Who came


def test_a_tap_counts_one_more_of_the_band_and_of_all(worker: Visit, database: Database) -> None:
    an_open_event(database)
    page = worker.sent(f"/today/{EVENT}/came", category="0-9", step="1")
    assert came(database) == {("came", "0-9"): 1, ("came", "all"): 1}
    assert text(page.select_one(".came__number")) == "1"


def test_a_tap_too_many_is_taken_back(worker: Visit, database: Database) -> None:
    an_open_event(database)
    for step in ("1", "1", "-1"):
        worker.send(f"/today/{EVENT}/came", category="17+", step=step)
    assert came(database) == {("came", "17+"): 1, ("came", "all"): 1}


def test_where_only_the_total_is_known_no_age_is_shown(worker: Visit, database: Database) -> None:
    an_open_event(database)
    with database.writing() as connection:
        attendance.put(connection, EVENT, "came", "all", 3)
    numbers = worker.see(f"/today/{EVENT}").select(".came__number")
    assert [text(one) for one in numbers] == ["–", "–", "–", "3"]
    with database.writing() as connection:
        events.change(connection, EVENT, status="went-ahead")
    assert [text(one) for one in worker.see(f"/today/{EVENT}").select(".came__number")] == ["3"]
    assert text(worker.see(f"/events/{EVENT}").select_one(".card--table table")) == "All Came 3"


def test_nobody_can_be_fewer_than_none(worker: Visit, database: Database) -> None:
    an_open_event(database)
    page = worker.sent(f"/today/{EVENT}/came", category="0-9", step="-1")
    assert came(database) == {}
    assert page.select_one("button[value='-1']").has_attr("disabled")


@pytest.mark.parametrize(
    "sent", [{}, {"category": "0-9"}, {"category": "girls", "step": "1"},
             {"category": "0-9", "step": "5"}],
)  # fmt: skip
def test_only_what_the_buttons_send_is_counted(
    worker: Visit, database: Database, sent: dict[str, str]
) -> None:
    an_open_event(database)
    assert worker.send(f"/today/{EVENT}/came", **sent).status_code == 400
    assert came(database) == {}


# How many answered


def test_the_number_of_answers_grows_and_says_of_how_many(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    answer(database, keyring, 2)
    for _ in range(3):
        worker.send(f"/today/{EVENT}/came", category="0-9", step="1")
    assert text(worker.see("/").select_one(".answers")).startswith("2 of 3 who came How are you?")


def test_where_more_answered_than_came_the_page_says_so_and_leads_to_the_numbers(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    answer(database, keyring, 3)
    assert not [a for a in worker.see("/").select("main a") if "Look at" in text(a)]
    worker.send(f"/today/{EVENT}/came", category="0-9", step="1")
    page = worker.see("/")
    said = text(page.select_one(".answers"))
    assert said.startswith("3 answered. More answered than came: look at the numbers. How are you?")
    assert page.select_one(
        f"section[aria-labelledby=answers] a[href$='/events/{EVENT}/attendance']"
    )
    assert "of 1 who came" not in text(page.main)
    told = worker.client.get(f"/today/{EVENT}/counts.json").json or {}
    assert told[factories.CODE] == [3, "answered. More answered than came: look at the numbers."]


def test_a_closed_event_leads_to_correct_the_numbers(worker: Visit, database: Database) -> None:
    an_open_event(database)
    page = worker.sent(f"/today/{EVENT}/done")
    links = {text(a): str(a["href"]) for a in page.select("section[aria-labelledby=came] a")}
    assert links["Correct the numbers"].endswith(f"/events/{EVENT}/attendance")


def test_the_page_asks_for_numbers_and_gets_nothing_else(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    address = str(worker.see("/").select_one("[data-counts]")["data-counts"])
    answer(database, keyring, 3)
    response = worker.client.get(address.removeprefix("/work"))
    assert response.json == {factories.CODE: [3, "answered so far"]}
    assert response.headers["Cache-Control"] == "no-store"


def test_asking_for_numbers_does_not_keep_anybody_logged_in(
    database: Database, keyring: Keys, settings: Settings
) -> None:
    clock = Clock()
    client = entering.let_in(entering.a_door(database, keyring, settings, clock), "worker")
    an_open_event(database)
    for _ in range(settings.idle_minutes):
        clock.pass_by(minutes=1)
        client.get(f"/today/{EVENT}/counts.json")
    assert client.get("/").status_code == 303


def test_handing_the_device_over_is_one_tap_that_logs_out(
    worker: Visit, database: Database
) -> None:
    an_open_event(database)
    form = worker.see("/").select_one("form[action*=use-device]")
    response = worker.send(str(form["action"]).removeprefix("/work"))
    assert response.headers["Location"] == f"/c/{factories.CODE}"
    assert worker.client.get("/").status_code == 303


# A small group


@pytest.mark.parametrize(("signed_up", "advised"), [(4, True), (9, True), (10, False), (0, False)])
def test_advice_stands_there_when_fewer_than_enough_are_expected(
    worker: Visit, database: Database, signed_up: int, advised: bool
) -> None:
    an_open_event(database)
    with database.writing() as connection:
        attendance.put(connection, EVENT, "signed-up", "all", signed_up)
    page = worker.see("/")
    assert bool(page.select(".advice")) is advised
    told = f"A small group: {signed_up} signed up. Private answers can be told from 10."
    assert (told in text(page)) is advised
    assert f"{signed_up} signed up" in text(page)


# We're done


def test_the_last_page_knows_how_many_came(worker: Visit, database: Database) -> None:
    an_open_event(database)
    for band in ("0-9", "10-16"):
        worker.send(f"/today/{EVENT}/came", category=band, step="1")
    assert box(worker.see(f"/today/{EVENT}/done"), "came") == "2"


def test_closing_says_in_words_that_few_answers_are_mixed_with_others(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    answer(database, keyring, 7)
    given = {"came": "8", "cancelled": "1", "note": "The newt got a name."}
    page = worker.sent(f"/today/{EVENT}/done", **given)
    assert "7 answers are kept. They are mixed with others before anybody reads them." in banner(
        page
    )
    with database.reading() as connection:
        event = events.find(connection, EVENT)
        assert event is not None
        assert (event.status, event.counted) == ("went-ahead", 7)
        assert event.note == "The newt got a name."
        assert trail.lines(connection)[0].says == f"closed the event {EVENT}"
    assert came(database) == {("came", "all"): 8, ("cancelled-on-the-day", "all"): 1}
    assert not page.select("a.main")


def test_closing_with_enough_answers_says_when_they_are_counted(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    answer(database, keyring, 10)
    assert "they are counted when the period closes" in banner(
        worker.sent(f"/today/{EVENT}/done", came="10")
    )


def test_closing_without_answers_says_so(worker: Visit, database: Database) -> None:
    an_open_event(database)
    assert "No answers came in." in banner(worker.sent(f"/today/{EVENT}/done", came="0"))


def test_a_slip_on_the_last_page_loses_nothing_and_closes_nothing(
    worker: Visit, database: Database
) -> None:
    an_open_event(database)
    page = worker.refused(f"/today/{EVENT}/done", came="about ten", note="A long note.")
    assert faults(page) == ["How many came: enter a whole number, such as 7."]
    assert box(page, "came") == "about ten"
    assert box(page, "note") == "A long note."
    with database.reading() as connection:
        assert events.find(connection, EVENT).status == "open"  # type: ignore[union-attr]


@pytest.mark.parametrize("sent", [{"came": "2"}, {"came": "", "cancelled": "5"}])
def test_a_last_number_that_contradicts_the_others_closes_nothing(
    worker: Visit, database: Database, sent: dict[str, str]
) -> None:
    an_open_event(database)
    with database.writing() as connection:
        for what, category, number in (
            ("came", "all", 7), ("came", "0-9", 3), ("came", "10-16", 4), ("signed-up", "all", 4)
        ):  # fmt: skip
            attendance.put(connection, EVENT, what, category, number)
    page = worker.refused(f"/today/{EVENT}/done", **sent)
    assert faults(page) in (
        ["Up to 9 and 10 to 16: 7 together, but 2 came in all."],
        ["Cancelled on the day: 5, but 4 signed up in all."],
    )
    with database.reading() as connection:
        assert events.find(connection, EVENT).status == "open"  # type: ignore[union-attr]


# What waits to be read


def test_a_reviewer_sees_how_many_texts_wait_and_how_many_too_long(
    reviewer: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database, opens=TODAY - timedelta(days=5))
    written = factories.a_submission(answers={"say-more": "Tell my brother I miss him."})
    collect.take_in(database, keyring, factories.CODE, written, TODAY - timedelta(days=5))
    page = reviewer.see("/")
    assert "1 text waits to be read. 1 should have been read by now." in text(page)
    assert "brother" not in text(page)


def test_a_worker_is_not_told_what_waits_to_be_read(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    written = factories.a_submission(answers={"say-more": "Tell my brother I miss him."})
    collect.take_in(database, keyring, factories.CODE, written, TODAY)
    assert "waits to be read" not in text(worker.see("/"))


@pytest.mark.parametrize("path", ["", "/counts.json", "/done"])
def test_an_event_that_is_not_there_is_a_page_that_says_so(worker: Visit, path: str) -> None:
    assert "There is no such page" in text(worker.see(f"/today/no-such-event{path}", 404))

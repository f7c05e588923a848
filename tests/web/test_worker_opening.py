"""Opening a survey: a small group learns first what can be told of its answers, and its plan."""

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.web.visiting import TODAY, Visit, an_open_event, banner, box, days, faults, text
from voice import collect
from voice.keys import Keys
from voice.store import attendance, boards, collections, events, trail
from voice.store.collections import CollectionRecord
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")
EVENT = "pond-dipping"
AT = f"/surveys/at/{EVENT}"


@pytest.fixture
def planned(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)


@pytest.fixture
def four(database: Database, planned: None) -> None:
    with database.writing() as connection:
        attendance.put(connection, EVENT, "signed-up", attendance.ALL, 4)


def opened(database: Database) -> list[CollectionRecord]:
    with database.reading() as connection:
        return collections.of_event(connection, EVENT)


def expected(database: Database) -> int | None:
    with database.reading() as connection:
        event = events.find(connection, EVENT)
    assert event
    return event.expected


def buttons(page: BeautifulSoup) -> list[str]:
    """The main actions of a page."""
    return [text(button) for button in page.select("button.main")]


def chosen(page: BeautifulSoup) -> str | None:
    ticked = page.select_one("[name=survey][checked]")
    return str(ticked["value"]) if ticked else None


def hint(page: object, survey: str) -> str:
    box = page.select_one(f"input[value='{survey}']")  # type: ignore[attr-defined]
    return text(page.select_one(f"#{box['aria-describedby']}"))  # type: ignore[attr-defined]


@pytest.mark.usefixtures("four")
def test_a_small_group_is_told_what_can_be_said_and_when(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, "elsewhere", day=TODAY, status="open")
        factories.a_collection(connection, event="elsewhere", opens=TODAY)
    for _ in range(3):
        collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
    page = worker.see(AT)
    small = text(page.select_one("[aria-labelledby=small]"))
    assert "4 signed up. Private answers can be told from 10." in small
    assert "Said together and agreed messages can be told at once" in small
    assert hint(page, "how-are-you") == (
        "Since November 3 came in; with these 4 it is 7: not in the next paper unless more come."
    )
    assert hint(page, "our-promise-to-you") == "With these 4 alone: not in the next paper."
    assert hint(page, "four-questions").startswith("Written: a person reads it.")
    assert hint(page, "about-the-service") == (
        "About the service: told in words from 3 answers, "
        "once the data owner has signed the list of such questions."
    )
    assert buttons(page) == ["Open the small group plan"]


@pytest.mark.usefixtures("four")
def test_the_small_group_plan_is_one_tap(worker: Visit, database: Database) -> None:
    page = worker.sent(f"{AT}/small-group")
    assert "The small group plan is open" in banner(page)
    with database.reading() as connection:
        assert [one.survey for one in boards.of_event(connection, EVENT)] == ["four-questions"]
        notes = [line.says for line in trail.lines(connection)]
    (record,) = opened(database)
    assert record.survey == "about-the-service"
    assert f"opened a survey {record.code}" in notes
    page = worker.see(AT)
    assert buttons(page) == ["Open it"]
    worker.sent(f"{AT}/small-group")
    assert len(opened(database)) == 1


@pytest.mark.usefixtures("planned")
def test_the_day_of_a_small_group_has_its_sheet_at_hand(worker: Visit) -> None:
    sheet = "[aria-labelledby=tablets] a[href$='/small-session']"
    assert not worker.see(f"/today/{EVENT}").select(sheet)
    page = worker.sent(f"{AT}/small-group", expected="4")
    assert text(page.select_one(sheet)) == "A small session on one page"


@pytest.mark.usefixtures("four")
def test_private_questions_to_a_small_group_wait_for_others_and_are_marked_so(
    worker: Visit, database: Database
) -> None:
    page = worker.refused(AT, survey="how-are-you")
    (told,) = faults(page)
    assert told.startswith(
        "Collecting towards winter 2019–20 is not ticked. What 4 children answer"
    )
    assert "Collecting towards" in text(page.select_one("label[for=towards]"))
    assert page.select_one("input[value='how-are-you']").has_attr("checked")  # type: ignore[union-attr]
    assert opened(database) == []
    page = worker.sent(AT, survey="how-are-you", towards="y")
    assert "Collecting towards a later paper." in text(page)
    (record,) = opened(database)
    assert record.towards
    assert "collecting towards a later paper" in text(worker.see(f"/surveys/{record.code}"))


@pytest.mark.usefixtures("four")
def test_what_is_only_written_needs_no_tick(worker: Visit, database: Database) -> None:
    worker.sent(AT, survey="four-questions")
    assert [record.towards for record in opened(database)] == [False]


@pytest.mark.usefixtures("planned")
def test_nobody_has_to_say_how_many_they_expect(worker: Visit, database: Database) -> None:
    page = worker.see(AT)
    assert page.select("[name=expected]")
    assert not page.select("[name=towards], [aria-labelledby=small]")
    worker.sent(AT, survey="how-are-you", expected="")
    assert len(opened(database)) == 1


@pytest.mark.usefixtures("planned")
def test_a_small_number_typed_advises_calmly_and_nothing_typed_is_lost(
    worker: Visit, database: Database
) -> None:
    page = worker.sent(AT, survey="how-are-you", expected="4")
    assert "Nothing is open yet." in banner(page)
    assert "There is a problem" not in text(page)
    assert "You expect 4." in text(page.select_one("[aria-labelledby=small]"))
    assert buttons(page) == ["Open the small group plan"]
    assert (box(page, "expected"), chosen(page)) == ("4", "how-are-you")
    assert "Collecting towards" in text(page.select_one("label[for=towards]"))
    assert (opened(database), expected(database)) == ([], 4)
    (told,) = faults(worker.refused(AT, survey="how-are-you", expected="4"))
    assert "is not ticked" in told
    worker.sent(AT, survey="how-are-you", expected="4", towards="y")
    assert [record.towards for record in opened(database)] == [True]


@pytest.mark.usefixtures("planned")
def test_the_number_alone_may_be_typed_first(worker: Visit, database: Database) -> None:
    page = worker.sent(AT, expected="4")
    assert (buttons(page), chosen(page)) == (["Open the small group plan"], None)
    assert faults(worker.refused(AT, expected="12")) == ["Choose a survey."]


@pytest.mark.usefixtures("planned")
def test_questions_that_a_small_group_may_be_asked_leave_the_plan_a_quiet_offer(
    worker: Visit, database: Database
) -> None:
    page = worker.sent(AT, survey="about-the-service", expected="4")
    offer = page.select_one("[aria-labelledby=small] button")
    assert text(offer) == "Open the small group plan"
    assert (buttons(page), chosen(page)) == (["Open it"], "about-the-service")
    worker.sent(AT, survey="about-the-service", expected="4")
    assert [record.survey for record in opened(database)] == ["about-the-service"]
    page = worker.see(AT)
    assert buttons(page) == ["Open the small group plan"]


@pytest.mark.usefixtures("planned")
def test_the_plan_keeps_the_number_typed_beside_it(worker: Visit, database: Database) -> None:
    page = worker.sent(AT, expected="6")
    plan = page.select_one("button[formaction]")
    assert plan is not None
    assert plan.find_parent("form") == page.select_one("[name=expected]").find_parent("form")  # type: ignore[union-attr]
    worker.sent(str(plan["formaction"]).removeprefix("/work"), expected="4")
    assert expected(database) == 4
    (told,) = faults(worker.refused(AT, survey="how-are-you", expected="4"))
    assert told.startswith("Collecting towards winter 2019–20 is not ticked.")


@pytest.mark.usefixtures("planned")
def test_a_number_that_is_none_opens_no_plan(worker: Visit, database: Database) -> None:
    page = worker.refused(f"{AT}/small-group", expected="four")
    assert faults(page) == ["How many children do you expect?: enter a whole number, such as 7."]
    assert (box(page, "expected"), opened(database)) == ("four", [])


@pytest.mark.usefixtures("planned")
def test_a_number_kept_can_be_put_right(worker: Visit, database: Database) -> None:
    worker.sent(AT, survey="four-questions", expected="40")
    assert box(worker.see(AT), "expected") == "40"
    page = worker.sent(AT, survey="how-are-you", expected="4")
    assert "You expect 4." in text(page.select_one("[aria-labelledby=small]"))
    assert expected(database) == 4
    worker.sent(AT, survey="how-are-you", expected="14")
    assert expected(database) == 14
    assert [record.towards for record in opened(database)] == [False, False]


@pytest.mark.usefixtures("four")
def test_who_signed_up_stands_in_the_box_and_is_not_kept_as_if_somebody_had_said_so(
    worker: Visit, database: Database
) -> None:
    assert box(worker.see(AT), "expected") == "4"
    page = worker.refused(AT, survey="how-are-you", expected="4")
    assert "4 signed up." in text(page.select_one("[aria-labelledby=small]"))
    worker.sent(AT, survey="four-questions", expected="4")
    assert expected(database) is None
    (told,) = faults(worker.refused(AT, survey="how-are-you", expected=""))
    assert "What 4 children answer" in told


def test_an_event_that_is_over_keeps_its_number(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY, status="went-ahead")
    (told,) = faults(worker.refused(AT, survey="four-questions", expected="4"))
    assert told.startswith("This event is over.")
    assert expected(database) is None


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("typed", ["some", "-3"])
def test_what_is_no_number_is_told_at_its_box(
    worker: Visit, database: Database, typed: str
) -> None:
    page = worker.refused(AT, survey="stall", expected=typed)
    assert faults(page) == ["How many children do you expect?: enter a whole number, such as 7."]
    assert opened(database) == []


# The event's own form


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(("typed", "kept"), [("4", 4), ("", None)])
def test_the_events_own_form_changes_the_number_and_takes_it_back(
    worker: Visit, database: Database, typed: str, kept: int | None
) -> None:
    with database.writing() as connection:
        events.change(connection, EVENT, expected=40)
    change = f"/events/{EVENT}/change"
    assert box(worker.see(change), "expected") == "40"
    page = worker.sent(change, name="Pond dipping", **days(TODAY), expected=typed)
    assert ("Children expected 4" in text(page)) == (kept is not None)
    assert expected(database) == kept


def test_how_many_are_expected_may_be_said_when_an_event_is_added(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.a_group(connection)
    said = {"name": "Pond dipping", "group": "just-us", "expected": "7"}
    page = worker.sent("/events/new", **said, **days(TODAY))
    assert "Children expected 7" in text(page)


# How much a group was asked already


def test_before_another_survey_opens_it_is_said_what_the_group_was_asked(
    worker: Visit, database: Database
) -> None:
    an_open_event(database)
    page = worker.see("/surveys/at/pond-dipping")
    assert "Just Us: 3 minutes this term, in 1 survey, today." in text(page)
    standing = worker.see("/surveys/new-link")
    assert "Just Us: 3 minutes this term" in text(standing.select_one("details"))


def test_where_nothing_was_asked_that_is_said(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY)
    assert "Just Us: nothing yet this term." in text(worker.see("/surveys/at/pond-dipping"))
    assert worker.see("/surveys/new-link").select("details") == []

"""What can be told of an event's answers is said before anything is asked there."""

from datetime import date

import pytest

from tests import factories
from tests.factories import THURSDAY
from voice import collect, outlook, paths, small_group
from voice.analysis.policy import Policy
from voice.faults import FaultyError
from voice.keys import Keys
from voice.outlook import Outlook
from voice.store import attendance, boards, collections, events, papers, releases
from voice.store.db import Database
from voice.store.releases import PeriodRecord
from voice.survey import load

SHIPPED = load.load_all(paths.SURVEYS)
HOW, ABOUT, FOUR = (SHIPPED[id_] for id_ in ("how-are-you", "about-the-service", "four-questions"))


@pytest.fixture
def event(database: Database) -> str:
    with database.writing() as connection:
        return factories.an_event(connection).id


def look(database: Database, event: str, expected: int | None = None) -> Outlook:
    with database.reading() as connection:
        record = events.find(connection, event)
        assert record
        return outlook.at_event(connection, record, Policy(), THURSDAY, expected)


def count(database: Database, event: str, what: str, number: int) -> None:
    with database.writing() as connection:
        attendance.put(connection, event, what, attendance.ALL, number)


def test_nobody_knows_how_many_come_until_somebody_says_so(database: Database, event: str) -> None:
    assert look(database, event).expected is None
    assert not look(database, event).small
    assert look(database, event, expected=4).small


def test_what_was_said_stands_before_who_signed_up_and_who_came_before_both(
    database: Database, event: str
) -> None:
    count(database, event, "signed-up", 4)
    found = look(database, event)
    assert (found.expected, found.signed_up, found.small) == (4, True, True)
    outlook.expect(database, event, 9)
    found = look(database, event)
    assert (found.expected, found.signed_up, found.small) == (9, False, True)
    found = look(database, event, expected=3)
    assert (found.expected, found.signed_up, found.small) == (3, False, True)
    count(database, event, "came", 12)
    assert (look(database, event).expected, look(database, event).small) == (12, False)


def test_nobody_expected_is_no_small_group(database: Database, event: str) -> None:
    count(database, event, "signed-up", 0)
    assert not look(database, event).small


def test_a_number_nobody_can_expect_is_a_fault(database: Database, event: str) -> None:
    with pytest.raises(FaultyError, match="too few or too many"):
        outlook.expect(database, event, -1)


def test_private_questions_to_a_small_group_are_for_later_or_are_not_asked(
    database: Database, event: str
) -> None:
    small, large = look(database, event, expected=4), look(database, event, expected=10)
    with pytest.raises(FaultyError, match="What 4 children answer"):
        small.check(HOW, towards=False)
    small.check(HOW, towards=True)
    small.check(ABOUT, towards=False)
    small.check(FOUR, towards=False)
    large.check(HOW, towards=False)


def test_what_came_in_since_the_last_close_counts_and_nothing_before(
    database: Database, keyring: Keys, event: str
) -> None:
    survey = factories.a_survey()
    with database.writing() as connection:
        factories.a_collection(connection, survey)
        events.change(connection, event, status="open")
    for _ in range(3):
        collect.take_in(database, keyring, factories.CODE, factories.a_submission(survey), THURSDAY)
    found = look(database, event, expected=4)
    assert (found.came_in, found.with_these(survey), found.since) == ({survey.id: 3}, 4, "2019-10")
    with database.writing() as connection:
        releases.add_period(
            connection, PeriodRecord("2019-P1", "2019-09", "2019-10", date(2019, 11, 1))
        )
    found = look(database, event, expected=4)
    assert (found.came_in, found.with_these(survey), found.since) == ({}, 1, "2019-11")


def test_what_must_wait_waits_for_a_paper_or_for_a_season(database: Database, event: str) -> None:
    assert look(database, event).later == "winter 2019–20"
    with database.writing() as connection:
        papers.note(connection, date(2019, 9, 18), date(2019, 8, 31), {})
        papers.note(connection, date(2019, 11, 20), date(2019, 10, 31), {})
    assert look(database, event).later == "the paper of 20 November 2019"


# The plan for a small group


def test_the_plan_opens_a_board_and_the_questions_about_the_service_once(
    database: Database, event: str
) -> None:
    plan = small_group.plan_of(SHIPPED)
    assert plan
    assert (plan.board.id, plan.about) == ("four-questions", ABOUT)
    code = small_group.open_plan(database, plan, event, THURSDAY)
    with database.reading() as connection:
        assert [one.survey for one in boards.of_event(connection, event)] == ["four-questions"]
        (record,) = collections.of_event(connection, event)
        assert (record.survey, record.code) == (ABOUT.id, code)
        assert small_group.is_open(connection, plan, event, THURSDAY)
    assert small_group.open_plan(database, plan, event, THURSDAY) is None


def test_a_council_with_other_questionnaires_has_a_plan_with_those() -> None:
    ours = {FOUR.id: FOUR, HOW.id: HOW}
    plan = small_group.plan_of({id_: one for id_, one in ours.items() if id_ != FOUR.id})
    assert plan
    assert (plan.board, plan.about) == (HOW, None)
    closed = {"closed": factories.a_survey(items=[factories.feeling()])}
    assert small_group.plan_of(closed) is None

"""Whoever tries the example finds an event today, on a tablet too, and no paper counts it."""

from datetime import date

import pytest

from tests import factories
from voice import example, publishing, tablets
from voice.boards import boards_at
from voice.example import council
from voice.example.trying import EVENT, SURVEYS
from voice.settings import Settings
from voice.store import collections, events, groups, releases
from voice.store.db import Database
from voice.survey.load import load_all

TODAY = date(2026, 11, 22)


@pytest.fixture
def filled(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Database:
    """As after a build: the group is there, a year is closed, the logins are written."""
    with database.writing() as connection:
        factories.a_group(connection, "fun-days")
    (settings.data / council.LOGINS).write_text("worker x\n")
    monkeypatch.setattr(releases, "last_closed_month", lambda _: "2026-10")
    return database


def test_on_the_first_day_a_tablet_finds_an_event_with_two_surveys(
    filled: Database, settings: Settings
) -> None:
    assert example.try_it_out(filled, settings, TODAY)
    (pack,) = tablets.coming(filled, TODAY)
    assert (pack.event.name, pack.event.day, pack.event.invented) == ("Try it out", TODAY, True)
    assert {survey.id for _, survey in pack.collections} == set(SURVEYS)
    codes = [record.code for record, _ in pack.collections]
    told = "\n".join(example.what_to_open(filled, settings, "http://here"))
    assert all(f"http://here/c/{code}" in told for code in codes)


def test_a_group_can_try_a_board(filled: Database, settings: Settings) -> None:
    example.try_it_out(filled, settings, TODAY)
    (board,) = boards_at(filled, EVENT)
    assert (board.survey_id, len(board.columns), board.cards) == ("four-questions", 4, ())


def test_a_survey_that_the_team_retired_is_not_tried(filled: Database, settings: Settings) -> None:
    folder = load_all(settings.surveys)
    for survey in ("how-are-you", "four-questions"):
        publishing.retire(filled, survey, folder)
    assert example.try_it_out(filled, settings, TODAY)
    (pack,) = tablets.coming(filled, TODAY)
    assert [survey.id for _, survey in pack.collections] == ["our-promise-to-you"]
    assert list(boards_at(filled, EVENT)) == []


def test_it_is_held_once(filled: Database, settings: Settings) -> None:
    example.try_it_out(filled, settings, TODAY)
    assert not example.try_it_out(filled, settings, date(2026, 11, 23))
    with filled.reading() as connection:
        assert len(collections.of_event(connection, EVENT)) == len(SURVEYS)


def test_it_is_in_no_month_that_a_paper_has_counted(filled: Database, settings: Settings) -> None:
    assert not example.try_it_out(filled, settings, date(2026, 10, 31))
    with filled.reading() as connection:
        assert events.find(connection, EVENT) is None


def test_nothing_is_made_up_in_a_house_that_is_no_example(
    filled: Database, settings: Settings
) -> None:
    (settings.data / council.LOGINS).unlink()
    assert not example.try_it_out(filled, settings, TODAY)
    with filled.reading() as connection:
        assert [group.id for group in groups.all_groups(connection)] == ["fun-days"]
        assert events.find(connection, EVENT) is None

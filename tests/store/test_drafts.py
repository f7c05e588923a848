"""Drafts, their steps and spares as the tables keep them; and the shelf."""

from dataclasses import replace

import pytest

from tests import factories
from voice.store import collections, drafts, editions, shelf
from voice.store.db import Connection, Database
from voice.store.drafts import DraftRecord, StepRecord

FIRST = DraftRecord("d", "a-survey", "A survey", "{}", 1, factories.THURSDAY, "ada", None)


def advance(connection: Connection, number: int) -> bool:
    record = replace(FIRST, version=number, data=f'{{"n":{number}}}')
    step = StepRecord("d", number, record.data, f"Step {number}.", "ada", number - 1, None)
    return drafts.advance(connection, record, step)


def test_a_draft_is_found_as_it_was_kept(database: Database) -> None:
    with database.writing() as connection:
        drafts.add(connection, FIRST, "Started.")
    with database.reading() as connection:
        assert drafts.find(connection, "d") == FIRST
        assert drafts.find(connection, "e") is None
        assert drafts.all_drafts(connection) == [FIRST]
        assert drafts.step(connection, "d", 1) == StepRecord(
            "d", 1, "{}", "Started.", "ada", None, None
        )


def test_only_the_version_after_the_last_is_taken(database: Database) -> None:
    with database.writing() as connection:
        drafts.add(connection, FIRST, "Started.")
        assert advance(connection, 2)
        assert not advance(connection, 2)
        assert not advance(connection, 4)
        assert [step.number for step in drafts.steps_since(connection, "d", 0)] == [1, 2]


def test_old_steps_go_but_for_those_a_spare_was_made_from(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "STEPS", 2)
    with database.writing() as connection:
        drafts.add(connection, FIRST, "Started.")
        spare = drafts.keep_spare(connection, "d", 1, "{}", "Tried.", "bob")
        other = drafts.keep_spare(connection, "d", 2, "{}", "Tried too.", "bob")
        drafts.drop_spare(connection, "d", other.number)
        for number in range(2, 7):
            assert advance(connection, number)
        assert [step.number for step in drafts.steps_since(connection, "d", 0)] == [1, 5, 6]
        assert drafts.spares(connection, "d") == [spare]


def test_a_draft_goes_with_its_steps_and_spares_and_with_nobody_elses(database: Database) -> None:
    with database.writing() as connection:
        for id_ in ("d", "e"):
            drafts.add(connection, replace(FIRST, id=id_), "Started.")
            drafts.keep_spare(connection, id_, 1, "{}", "Tried.", "bob")
        drafts.remove(connection, "d")
        left = [
            (drafts.steps_since(connection, id_, 0), drafts.spares(connection, id_)) for id_ in "de"
        ]
    assert left[0] == ([], [])
    assert [len(each) for each in left[1]] == [1, 1]


def test_a_draft_goes_on_from_an_edition(database: Database) -> None:
    with database.writing() as connection:
        drafts.add(connection, FIRST, "Started.")
        edition = editions.publish(connection, factories.a_survey())
        drafts.rebase(connection, "d", edition)
        found = drafts.find(connection, "d")
    assert found == replace(FIRST, base=edition)


def test_the_shelf_holds_editions_and_what_is_retired(database: Database) -> None:
    survey, newer = factories.a_survey(), factories.a_survey(title="How are you now?")
    with database.writing() as connection:
        shelf.put(connection, survey.id, editions.publish(connection, survey))
        shelf.retire(connection, "stall", retired=True)
        assert shelf.surveys(connection) == {survey.id: survey}
        shelf.retire(connection, survey.id, retired=True)
        shelf.put(connection, survey.id, editions.publish(connection, newer))
        assert shelf.surveys(connection) == {survey.id: newer}
        assert [(one.survey, one.edition, one.retired) for one in shelf.all_of_it(connection)] == [
            (survey.id, newer.fingerprint, False),
            ("stall", None, True),
        ]


@pytest.mark.parametrize("name", ["\x00", "a\x00b", "\ud800"])
def test_what_no_database_can_hold_names_nothing(database: Database, name: str) -> None:
    with database.reading() as connection:
        assert drafts.find(connection, name) is None
        assert editions.find(connection, name) is None
        assert collections.by_code(connection, name) is None


@pytest.mark.parametrize("number", [10**30, 2**31, -(10**30)])
def test_no_number_is_too_large_to_be_asked_for(database: Database, number: int) -> None:
    with database.writing() as connection:
        drafts.add(connection, FIRST, "Started.")
        assert drafts.step(connection, "d", number) is None
        assert len(drafts.steps_since(connection, "d", number)) == (number < 0)

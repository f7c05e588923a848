"""Words a young person wrote reach a person, whatever becomes of the record they came in."""

import json
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from tests import factories
from tests.factories import CODE, THURSDAY
from voice import collect
from voice.keys import Keys
from voice.store import collections, editions, remarks, schema
from voice.store.db import Database
from voice.store.remarks import UnreadRemark
from voice.survey.found import NO_ITEM
from voice.survey.writing import clean

Post = Callable[..., str]
SURVEY = factories.a_survey()
WORDS = {"say-more": "I am not safe"}


@pytest.fixture
def taken(database: Database, keyring: Keys) -> Post:
    """A survey open at an event; posts a record and gives what became of it."""
    with database.writing() as connection:
        factories.an_event(connection, status="open")
        factories.a_collection(connection, SURVEY)

    def post(body: bytes, today: date = THURSDAY) -> str:
        return collect.take_in(database, keyring, CODE, body, today).outcome

    return post


def queue(database: Database) -> list[UnreadRemark]:
    with database.reading() as connection:
        return remarks.unread(connection, THURSDAY)


def said(database: Database) -> list[tuple[str, str]]:
    return sorted((one.item, one.words) for one in queue(database))


def test_each_leave_goes_with_its_own_words(taken: Post, database: Database) -> None:
    for words, leave in (("Yes", "words"), ("Perhaps", "idea"), ("No", "team"), ("Oh", "more")):
        body = factories.a_submission(answers={"say-more": words}, leave={"say-more": leave})
        assert taken(body) == "stored"
    assert taken(factories.a_submission(answers={"say-more": "Nothing"})) == "stored"
    assert {one.words: one.leave for one in queue(database)} == {
        "Yes": "words",
        "Perhaps": "idea",
        "No": "team",
        "Oh": "team",
        "Nothing": "team",
    }


def test_words_that_could_not_be_placed_are_for_the_team_alone(
    taken: Post, database: Database
) -> None:
    body = factories.a_submission(edition="a" * 64, answers=WORDS, leave={"say-more": "words"})
    assert taken(body) == "set-aside"
    assert [one.leave for one in queue(database)] == ["team"]


@pytest.mark.parametrize(
    "changes",
    [
        {"edition": "a" * 64},
        {"age_band": "eleven"},
        {"helped": "by-a-friend"},
        {"answers": WORDS | {"feeling-now": "furious"}},
        {"answers": WORDS | {"gone": "yes"}},
    ],
)
def test_the_words_of_a_record_set_aside_are_read_by_the_next_working_day(
    taken: Post, database: Database, changes: dict[str, object]
) -> None:
    assert taken(factories.a_submission(**{"answers": WORDS, **changes})) == "set-aside"
    [one] = queue(database)
    assert (one.survey, one.item, one.words) == (SURVEY.id, "say-more", "I am not safe")
    assert one.due == THURSDAY + timedelta(days=1)
    with database.reading() as connection:
        [row] = connection.execute(select(schema.remark))
        [record] = connection.execute(select(schema.set_aside))
    assert (row.group, row.month, row.age_band) == ("just-us", "2019-10", None)
    assert row.id != record.id


def test_the_words_of_a_record_that_comes_too_late_are_read(
    taken: Post, database: Database
) -> None:
    with database.writing() as connection:
        [record] = collections.of_event(connection, "pond-dipping")
        collections.close(connection, record.id, THURSDAY, 0)
    friday = date(2019, 11, 29)
    assert taken(factories.a_submission(answers=WORDS), today=friday) == "set-aside"
    [one] = queue(database)
    assert (one.words, one.due) == ("I am not safe", date(2019, 12, 2))


def test_words_too_long_to_be_an_answer_are_read_whole(taken: Post, database: Database) -> None:
    long = "I am not safe. " * 500
    assert taken(factories.a_submission(answers={"say-more": long})) == "set-aside"
    assert said(database) == [("say-more", long.strip())]


def test_another_edition_knows_which_of_its_items_write(taken: Post, database: Database) -> None:
    other = factories.a_survey(id="another", items=[factories.words(id="tell-us")])
    with database.writing() as connection:
        editions.publish(connection, other)
    assert taken(factories.a_submission(other, answers={"tell-us": "help"})) == "set-aside"
    [one] = queue(database)
    assert (one.survey, one.item, one.words) == (SURVEY.id, "tell-us", "help")


def test_words_under_no_id_stand_under_a_neutral_one(taken: Post, database: Database) -> None:
    taken(factories.a_submission(answers={"x" * 200: "my own words"}))
    assert said(database) == [(NO_ITEM, "my own words"), (NO_ITEM, "x" * 200)]


def test_the_same_record_again_adds_no_words(taken: Post, database: Database) -> None:
    body = factories.a_submission(edition="a" * 64, answers=WORDS)
    assert [taken(body) for _ in range(3)] == ["set-aside"] * 3
    assert len(queue(database)) == 1


def test_the_words_of_a_conflict_are_read_once(taken: Post, database: Database) -> None:
    id_ = str(uuid.uuid4())
    first = factories.a_submission(id=id_, answers=WORDS)
    other = factories.a_submission(id=id_, answers={"say-more": "Please help me"})
    outcomes = [taken(body) for body in (first, other, other, first)]
    assert outcomes == ["stored", "conflict", "conflict", "already"]
    assert said(database) == [("say-more", "I am not safe"), ("say-more", "Please help me")]


def test_words_that_a_rule_hides_are_read(taken: Post, database: Database) -> None:
    """The plain form shows every question, whatever was answered before."""
    hidden = factories.words(id="why", show_if={"item": "feeling-now", "is": "sad"})
    newer = factories.a_survey(items=[factories.feeling(), hidden])
    with database.writing() as connection:
        editions.publish(connection, newer)
    answers = {"feeling-now": "happy", "why": "I am scared"}
    assert taken(factories.a_submission(newer, answers=answers)) == "stored"
    assert said(database) == [("why", "I am scared")]
    with database.reading() as connection:
        rows = connection.execute(select(schema.answer.c.item, schema.answer.c.option)).all()
    assert [tuple(row) for row in rows] == [("feeling-now", "happy")]


def test_at_most_six_statements_whatever_is_written(taken: Post, statements: list[str]) -> None:
    words = {"say-more": "a", "gone": ["b c", "d e"], "Not an id": "f g"}
    ids = [str(uuid.uuid4()) for _ in range(2)]
    for body in (
        factories.a_submission(id=ids[0], edition="a" * 64, answers=words),
        factories.a_submission(id=ids[0], answers=words),
        factories.a_submission(id=ids[1], answers=WORDS),
        factories.a_submission(id=ids[1], answers=words),
    ):
        statements.clear()
        taken(body)
        assert 0 < len(statements) <= 6


TEXTS = st.text(st.characters(), max_size=1200)
ANSWERS = st.fixed_dictionaries(
    {"say-more": TEXTS | st.lists(TEXTS, max_size=3) | st.none()},
    optional={"feeling-now": st.sampled_from(["happy", "furious"]) | TEXTS, "gone": TEXTS},
)


@given(answers=ANSWERS, edition=st.sampled_from([SURVEY.fingerprint, "a" * 64]))
@hypothesis_settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_word_of_every_well_formed_record_reaches_a_person(
    taken: Post, database: Database, answers: dict[str, object], edition: str
) -> None:
    with database.writing() as connection:
        connection.execute(delete(schema.remark))
    body = factories.a_submission(answers=answers, edition=edition)
    assert json.loads(body)["answers"] == answers
    taken(body)
    kept = {one.words for one in queue(database)}
    written = answers["say-more"] or []
    for text in [written] if isinstance(written, str) else list(written):
        assert not clean(text) or clean(text) in kept or text.startswith("_")
    for item in ("feeling-now", "gone"):
        text = str(answers.get(item, ""))
        if " " in clean(text) or len(clean(text)) > 60:
            assert clean(text) in kept

from sqlalchemy import select

from tests import factories
from voice.store import editions, schema
from voice.store.db import Database


def test_an_edition_comes_back_as_it_was_published(database: Database) -> None:
    survey = factories.a_survey()
    with database.writing() as connection:
        fingerprint = editions.publish(connection, survey)
    with database.reading() as connection:
        assert fingerprint == survey.fingerprint
        assert editions.find(connection, fingerprint) == survey
        assert editions.find(connection, "0" * 64) is None


def test_publishing_again_changes_nothing(database: Database) -> None:
    survey = factories.a_survey()
    with database.writing() as connection:
        assert editions.publish(connection, survey) == editions.publish(connection, survey)
        assert editions.of(connection, survey.id) == [survey]


def test_a_change_makes_the_next_edition_and_the_last_one_is_the_newest(
    database: Database,
) -> None:
    first, second = factories.a_survey(), factories.a_survey(title="How are you today?")
    with database.writing() as connection:
        for survey in (first, second, first):
            editions.publish(connection, survey)
        assert editions.of(connection, first.id) == [first, second]
        assert editions.latest(connection, first.id) == second.fingerprint
        assert editions.latest(connection, "never-published") is None


def test_every_option_an_answer_may_have_is_known_to_the_database(database: Database) -> None:
    survey = factories.a_survey()
    with database.writing() as connection:
        editions.publish(connection, survey)
        rows = connection.execute(
            select(schema.edition_option.c.item, schema.edition_option.c.option)
        )
        assert sorted(map(tuple, rows)) == sorted(
            (item.id, option) for item in survey.items for option in item.stored_options
        )


def test_an_item_is_harmless_where_every_edition_says_so(database: Database) -> None:
    ideas = {"id": "next-time", "kind": "ideas", "text": "What should we do next time?"}
    first = factories.a_survey(items=[ideas | {"harmless": True}])
    second = factories.a_survey(items=[ideas])
    with database.writing() as connection:
        editions.publish(connection, first)
        assert editions.harmless(connection, first.id, "next-time")
        assert not editions.harmless(connection, first.id, "another")
        assert not editions.harmless(connection, "never-published", "next-time")
        editions.publish(connection, second)
        assert not editions.harmless(connection, first.id, "next-time")


def test_a_survey_that_asks_nothing_can_be_published(database: Database) -> None:
    survey = factories.a_survey(items=[{"id": "hello", "kind": "info", "text": "Hello."}])
    with database.writing() as connection:
        assert editions.find(connection, editions.publish(connection, survey)) == survey


def test_surveys_are_named_in_the_order_of_their_ids(database: Database) -> None:
    with database.writing() as connection:
        for id_ in ("stall", "how-are-you", "four-questions"):
            editions.publish(connection, factories.a_survey(id=id_))
        assert editions.surveys(connection) == ["four-questions", "how-are-you", "stall"]

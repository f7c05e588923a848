"""What groups were asked this term, from what was opened."""

from datetime import date

from tests import factories
from voice import survey_load
from voice.store import events, groups
from voice.store.db import Database

TODAY = date(2019, 11, 20)


def minutes(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        found = survey_load.of_groups(connection, TODAY)
    return {one.group: one.load.minutes if one.load else 0 for one in found}


def test_events_and_links_of_a_group_count_and_cancelled_events_do_not(database: Database) -> None:
    stall = factories.a_survey(id="stall", minutes=1)
    with database.writing() as connection:
        factories.a_group(connection, "forum")
        factories.a_collection(connection)
        factories.a_collection(connection, stall, code="CCCCCCCC")
        factories.a_collection(connection, stall, None, code="DDDDDDDD", group="forum")
        factories.a_collection(connection, stall, None, code="GGGGGGGG")
        factories.an_event(connection, "rained-off")
        factories.a_collection(connection, event="rained-off", code="HHHHHHHH")
        events.change(connection, "rained-off", status="cancelled")
    assert minutes(database) == {"just-us": 4, "forum": 1}


def test_what_was_asked_in_another_term_does_not_count(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=date(2019, 8, 20))
        factories.a_collection(connection, opens=date(2019, 8, 20))
    assert minutes(database) == {"just-us": 0}


def test_only_groups_of_its_ages_are_told_for_a_survey(database: Database) -> None:
    with database.writing() as connection:
        groups.add(connection, "forum", "Care Leavers’ Forum", "forum", ages="17-25")
        groups.add(connection, "little", "Little ones", "group", ages="5-9")
        factories.a_group(connection)
    survey = factories.a_survey(ages="8-11")
    all_ages = factories.a_survey(
        items=[factories.words(versions={"0-9": {"text": "What else?"}})], ages="8-11"
    )
    with database.reading() as connection:
        some = survey_load.for_survey(connection, survey, TODAY)
        everybody = survey_load.for_survey(connection, all_ages, TODAY)
        one = survey_load.of_group(connection, "little", TODAY)
        none = survey_load.of_group(connection, "gone", TODAY)
    assert [each.name for each in some] == ["Just Us", "Little ones"]
    assert len(everybody) == 3
    assert one is not None
    assert one.said == "Little ones: nothing yet this term."
    assert none is None


def test_a_group_is_looked_at_in_the_term_of_an_event_to_come(database: Database) -> None:
    coming = date(2020, 2, 3)
    with database.writing() as connection:
        factories.an_event(connection, day=coming)
        factories.a_collection(connection, opens=coming)
    with database.reading() as connection:
        found = survey_load.of_group(connection, "just-us", TODAY, coming)
        now = survey_load.of_group(connection, "just-us", TODAY)
    assert found is not None
    assert found.said == (
        "Just Us: 3 minutes in spring term 2020, in 1 survey, the newest on 3 February 2020."
    )
    assert now is not None
    assert now.load is None

"""Warnings of the child-friendliness check, and why they are right where they stand."""

import pytest

from tests.test_publishing import (
    DAY,
    NOTHING,
    do,
    first_edition,
    next_edition,
    publish,
    ready,
    shown,
    started,
)
from voice import paths, publishing
from voice.faults import FaultyError
from voice.store.db import Database
from voice.store.drafts import DraftRecord

LONG = "Do you think that the people who plan the trips for us should ask us about it first?"
WHY = "They know these words from the forum."


def warned(database: Database) -> DraftRecord:
    """A draft with a question that is long for its age."""
    draft = started(database)
    do(database, draft.id, "change", "why", field="text", value=LONG)
    return draft


def reasons(database: Database, id_: str) -> dict[tuple[str, str], str]:
    return {(one.place, one.rule): WHY for one in ready(database, id_).warnings}


def test_a_warning_needs_a_reason_which_stays_with_the_edition(database: Database) -> None:
    draft = warned(database)
    found = ready(database, draft.id)
    assert not found.may_not
    assert found.warnings
    with pytest.raises(FaultyError, match="Or say why it is right here"):
        publish(database, draft.id)
    signed = publishing.Signature("ada", DAY)
    given = reasons(database, draft.id)
    publishing.publish(database, draft.id, 2, NOTHING, paths.SURVEYS, {}, given, signed)
    with database.reading() as connection:
        (edition,) = publishing.editions_of(connection, "a-survey")
    assert edition.number == 1
    assert edition.published is not None
    assert (edition.published.who, edition.published.day) == ("ada", DAY)
    assert {one.reason for one in edition.accepted} == {WHY}
    assert {one.place for one in edition.accepted} == {"“why”: text"}


def test_reasons_wait_with_the_draft_and_follow_a_question_that_is_moved(
    database: Database,
) -> None:
    draft = warned(database)
    places = {
        (publishing.spot(at), rule): why for (at, rule), why in reasons(database, draft.id).items()
    }
    publishing.keep_reasons(database, draft.id, {**places, ("x", "y"): " \n "})
    do(database, draft.id, "move", "why", by=-1)
    assert ready(database, draft.id).reasons == places
    with pytest.raises(FaultyError, match="too long"):
        publishing.keep_reasons(database, draft.id, {("x", "y"): "z" * 401})
    with pytest.raises(FaultyError, match="not there any more"):
        publishing.keep_reasons(database, "gone", {})


def test_the_reasons_of_an_edition_are_offered_for_the_next(database: Database) -> None:
    draft = warned(database)
    publishing.publish(
        database, draft.id, 2, NOTHING, paths.SURVEYS, {}, reasons(database, draft.id)
    )
    following = next_edition(database, shown(database)["a-survey"])
    found = ready(database, following.id)
    assert set(found.reasons.values()) == {WHY}
    assert {(publishing.spot(one.place), one.rule) for one in found.warnings} == set(found.reasons)


def test_a_reason_stays_with_a_question_that_becomes_another(database: Database) -> None:
    survey = first_edition(database)
    draft = next_edition(database, survey)
    do(database, draft.id, "change", "why", field="text", value=LONG)
    publishing.publish(
        database,
        draft.id,
        2,
        NOTHING,
        paths.SURVEYS,
        {"why": False},
        reasons(database, draft.id),
    )
    with database.reading() as connection:
        newest = publishing.editions_of(connection, "a-survey")[-1]
    (place,) = {one.place for one in newest.accepted}
    assert place.partition("”")[0].removeprefix("“") in {one.id for one in newest.survey.items}
    assert "why" not in place


def test_a_reason_of_the_edition_before_is_not_filled_in_for_other_words(
    database: Database,
) -> None:
    draft = warned(database)
    publishing.publish(
        database, draft.id, 2, NOTHING, paths.SURVEYS, {}, reasons(database, draft.id)
    )
    following = next_edition(database, shown(database)["a-survey"])
    do(database, following.id, "change", "why", field="text", value=LONG.replace("trips", "meals"))
    found = ready(database, following.id)
    assert found.warnings
    assert found.reasons == {}

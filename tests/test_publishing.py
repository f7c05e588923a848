"""From a draft to an edition: what keeps it back, and what may be opened afterwards."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.survey.operations import a_draft
from voice import drafting, opening, paths, publishing
from voice.faults import FaultyError
from voice.store import collections, editions, shelf
from voice.store.db import Database
from voice.store.drafts import DraftRecord
from voice.survey.editing import Operation
from voice.survey.load import load_all
from voice.survey.model import Survey

DAY = factories.THURSDAY
NOTHING: Mapping[str, Survey] = {}


def started(database: Database, **changes: Any) -> DraftRecord:
    return drafting.start_from_data(database, {**a_draft(), **changes}, "ada", DAY)


def publish(
    database: Database,
    id_: str,
    folder: Mapping[str, Survey] = NOTHING,
    same: Mapping[str, bool] | None = None,
) -> str:
    with database.reading() as connection:
        version = drafting.there(connection, id_).version
    return publishing.publish(database, id_, version, folder, paths.SURVEYS, same)


def ready(database: Database, id_: str, folder: Mapping[str, Survey] = NOTHING) -> publishing.Ready:
    with database.reading() as connection:
        return publishing.look(connection, id_, folder, paths.SURVEYS)


def shown(database: Database, folder: Mapping[str, Survey] = NOTHING) -> dict[str, Survey]:
    with database.reading() as connection:
        return publishing.openable(connection, folder)


def do(database: Database, id_: str, what: str, item: str = "", **given: Any) -> None:
    with database.reading() as connection:
        version = drafting.there(connection, id_).version
    drafting.apply(database, id_, Operation(what, item, given), version, "ada", DAY)


def next_edition(database: Database, survey: Survey) -> DraftRecord:
    return drafting.start_edition(database, survey, "ada", DAY)


def first_edition(database: Database) -> Survey:
    publish(database, started(database).id)
    return shown(database)["a-survey"]


# Publishing


def test_a_draft_becomes_an_edition_that_can_be_opened_and_answered(database: Database) -> None:
    draft = started(database)
    look = ready(database, draft.id)
    assert (look.faults, look.doubts, look.changes) == ((), (), ())
    assert {remark.level for remark in look.remarks} <= {"hint"}
    fingerprint = publish(database, draft.id)
    survey = shown(database)["a-survey"]
    assert survey.fingerprint == fingerprint
    with database.writing() as connection:
        factories.an_event(connection)
    record = opening.open_collection(database, survey, "pond-dipping", DAY)
    assert record.edition == fingerprint
    with database.reading() as connection:
        assert drafting.all_drafts(connection) == []


def test_a_survey_made_from_nothing_gets_ids_made_of_its_words(database: Database) -> None:
    draft = drafting.start_blank(database, "The trip", "ada", DAY)
    for name, words in (
        ("purpose", "We want to know if you liked it."),
        ("audience", "The people who plan our trips read it."),
        ("feedback", "We tell you on the next trip."),
    ):
        do(database, draft.id, "set", field=name, value=words)
    do(database, draft.id, "add", kind="choice", text="Did you like the trip?")
    do(database, draft.id, "add", kind="many", text="What was good?", named="new-0000000a")
    for number, words in enumerate(("The bus", "The lake")):
        given = {"option": f"new-{number:08x}", "field": "text", "value": words}
        do(database, draft.id, "change-option", "new-0000000a", **given)
    rule = {"item": "new-0000000a", "includes": "new-00000001"}
    do(database, draft.id, "add", kind="words", text="Why the lake?", named="new-0000000b")
    do(database, draft.id, "set-rule", "new-0000000b", rule=rule)
    taken = {"x": factories.a_survey(id="x", items=[factories.words(id="what-was-good")])}
    publish(database, draft.id, taken)
    survey = shown(database)["the-trip"]
    assert [item.id for item in survey.items] == [
        "did-you-like-the-trip",
        "what-was-good-2",
        "why-the-lake",
    ]
    assert [option.id for option in survey.items[1].choices] == ["the-bus", "the-lake"]
    rule_ = survey.items[2].show_if
    assert rule_ is not None
    assert (rule_.item, rule_.includes) == ("what-was-good-2", "the-lake")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "title: is empty"),
        ({"items": []}, "items: has 0"),
        ({"ages": "5-7", "items": [*a_draft()["items"], factories.words()]}, "there may be 5"),
        ({"audience": "Everybody."}, "audience: does not say who"),
        ({"audience": "TBC"}, "audience: is not said yet"),
        ({"feedback": "We will tell you."}, "feedback: does not say when"),
        ({"feedback": "…"}, "feedback: is not said yet"),
        ({"items": [factories.words(picture="no-such")]}, "There is no picture “no-such”"),
        ({"items": [factories.words(sound="no-such")]}, "There is no sound “no-such”"),
        ({"items": [factories.feeling()]}, "no coarser scale to report by"),
    ],
)
def test_a_draft_with_a_fault_stays_a_draft(
    database: Database, changes: dict[str, Any], told: str
) -> None:
    draft = started(database, **changes)
    assert told in "\n".join(map(str, ready(database, draft.id).faults))
    with pytest.raises(FaultyError, match=told):
        publish(database, draft.id)
    assert shown(database) == {}
    with database.reading() as connection:
        assert drafting.there(connection, draft.id).version == 1


def test_only_what_was_looked_at_is_published(database: Database) -> None:
    draft = started(database)
    do(database, draft.id, "change", "why", field="text", value="Why was that?")
    with pytest.raises(FaultyError, match="Somebody changed it"):
        publishing.publish(database, draft.id, 1, NOTHING, paths.SURVEYS)


def test_an_id_means_one_thing_in_every_survey(database: Database) -> None:
    other = factories.a_survey(id="other", items=[factories.words(id="came")])
    draft = started(database)
    with pytest.raises(FaultyError, match=r"items\[2\] “came”: is not the same question"):
        publish(database, draft.id, {"other": other})


def test_shipped_surveys_can_be_copied_and_published(database: Database) -> None:
    shipped = load_all(paths.SURVEYS)
    for survey in shipped.values():
        draft = drafting.start_copy(database, survey, "Ours", "ada", DAY, shipped)
        faults = ready(database, draft.id, shipped).faults
        assert {fault.place for fault in faults} <= {"feedback"}
        drafting.throw_away(database, draft.id)


BAD = "Don't you think that the placement was really great and that you like it?"


def test_what_does_not_suit_children_is_mended_or_accepted_with_a_reason(
    database: Database,
) -> None:
    draft = started(database)
    do(database, draft.id, "change", "why", field="text", value=BAD)
    remarks = ready(database, draft.id).remarks
    warnings = {(one.place, one.rule) for one in remarks if one.level == "warning"}
    assert warnings
    for accepted in ({}, dict.fromkeys(warnings, " ")):
        with pytest.raises(FaultyError, match="Or say why it is right here"):
            publish_with(database, draft.id, accepted)
    reasons = dict.fromkeys(warnings, "Young people chose these words.")
    if any(one.level == "error" for one in remarks):
        with pytest.raises(FaultyError) as told:
            publish_with(database, draft.id, reasons)
        assert "Or say why" not in str(told.value)
    do(database, draft.id, "change", "why", field="text", value="What did you like?")
    publish_with(database, draft.id, {})


def publish_with(database: Database, id_: str, accepted: dict[tuple[str, str], str]) -> str:
    with database.reading() as connection:
        version = drafting.there(connection, id_).version
    return publishing.publish(database, id_, version, NOTHING, paths.SURVEYS, accepted=accepted)


# The next edition


def test_an_edition_is_never_changed_and_the_newest_is_opened(database: Database) -> None:
    old = first_edition(database)
    draft = next_edition(database, old)
    do(database, draft.id, "set", field="title", value="A better survey")
    assert ready(database, draft.id).changes == (
        "The name was “A survey” and is “A better survey”.",
    )
    publish(database, draft.id)
    assert shown(database)["a-survey"].title == "A better survey"
    with database.reading() as connection:
        assert [one.title for one in editions.of(connection, "a-survey")] == [
            "A survey",
            "A better survey",
        ]
        assert editions.find(connection, old.fingerprint) == old


def test_other_words_are_published_only_once_somebody_said_what_they_are(
    database: Database,
) -> None:
    draft = next_edition(database, first_edition(database))
    do(database, draft.id, "change", "came", field="text", value="Did you enjoy it?")
    (doubt,) = ready(database, draft.id).doubts
    assert (doubt.before, doubt.now, doubt.another) == (
        "Did you like it?",
        "Did you enjoy it?",
        False,
    )
    with pytest.raises(FaultyError, match="still the same question as “Did you like it"):
        publish(database, draft.id)
    publish(database, draft.id, same={"came": True})
    assert shown(database)["a-survey"].item("came").text == "Did you enjoy it?"


def test_another_question_gets_an_id_of_its_own_and_rules_follow(database: Database) -> None:
    draft = next_edition(database, first_edition(database))
    do(database, draft.id, "change", "came", field="text", value="Will you come again?")
    publish(database, draft.id, same={"came": False})
    survey = shown(database)["a-survey"]
    assert [item.id for item in survey.items][1] == "will-you-come-again"
    assert "will-you-come-again" in str(survey.item("why").show_if)


def test_what_is_answered_in_another_way_cannot_be_called_the_same(database: Database) -> None:
    draft = next_edition(database, first_edition(database))
    do(database, draft.id, "change-kind", "ticks", kind="choice")
    with pytest.raises(FaultyError, match="answered in another way"):
        publish(database, draft.id, same={"ticks": True, "more": True})


def test_an_edition_that_somebody_else_published_meanwhile_is_not_passed_over(
    database: Database,
) -> None:
    old = first_edition(database)
    draft = next_edition(database, old)
    do(database, draft.id, "set", field="minutes", value=4)
    with database.writing() as connection:
        newer = editions.publish(connection, old.model_copy(update={"title": "Meanwhile"}))
    with pytest.raises(FaultyError, match="another edition meanwhile"):
        publish(database, draft.id)
    drafting.go_on_from(database, draft.id, newer)
    assert "The name was “Meanwhile” and is “A survey”." in ready(database, draft.id).changes
    publish(database, draft.id)


def test_what_has_not_changed_is_no_edition(database: Database) -> None:
    old = first_edition(database)
    draft = next_edition(database, old)
    with pytest.raises(FaultyError, match="Nothing has changed"):
        publish(database, draft.id)
    do(database, draft.id, "set", field="minutes", value=4)
    publish(database, draft.id)
    draft = next_edition(database, shown(database)["a-survey"])
    do(database, draft.id, "set", field="minutes", value=3)
    with pytest.raises(FaultyError, match="word for word an earlier edition"):
        publish(database, draft.id)


# What may be opened


def test_our_own_edition_stands_in_place_of_the_folders(database: Database, tmp_path: Path) -> None:
    shipped = load_all(paths.SURVEYS)
    draft = drafting.start_edition(database, shipped["stall"], "ada", DAY)
    do(database, draft.id, "set", field="title", value="Our own stall")
    publish(database, draft.id, shipped)
    found = shown(database, shipped)
    assert found["stall"].title == "Our own stall"
    assert {**found, "stall": None} == {**shipped, "stall": None}


def test_without_anything_of_our_own_the_folder_is_all_there_is(database: Database) -> None:
    shipped = load_all(paths.SURVEYS)
    assert shown(database, shipped) == shipped


def test_a_retired_survey_is_not_opened_any_more_and_what_is_open_stays(
    database: Database,
) -> None:
    survey = first_edition(database)
    record = opening.open_collection(database, survey, None, DAY)
    publishing.retire(database, survey.id, NOTHING)
    assert shown(database) == {}
    with database.reading() as connection:
        assert publishing.retired(connection, NOTHING) == {survey.id: survey}
        still = collections.find(connection, record.id)
        assert still is not None
        assert still.state(DAY) == "open"
    with pytest.raises(FaultyError, match="cannot be opened anyway"):
        publishing.retire(database, survey.id, NOTHING)
    publishing.bring_back(database, survey.id)
    assert shown(database) == {survey.id: survey}


def test_a_survey_of_the_folder_can_be_retired_too(database: Database) -> None:
    shipped = load_all(paths.SURVEYS)
    publishing.retire(database, "stall", shipped)
    assert "stall" not in shown(database, shipped)
    with database.reading() as connection:
        assert list(publishing.retired(connection, shipped)) == ["stall"]
        assert [(one.survey, one.edition) for one in shelf.all_of_it(connection)] == [
            ("stall", None)
        ]


def test_publishing_brings_a_retired_survey_back(database: Database) -> None:
    survey = first_edition(database)
    publishing.retire(database, survey.id, NOTHING)
    draft = next_edition(database, survey)
    do(database, draft.id, "set", field="minutes", value=4)
    publish(database, draft.id)
    assert shown(database)[survey.id].minutes == 4


def test_a_survey_is_found_by_its_id_on_the_shelf_and_in_the_folder(database: Database) -> None:
    survey = first_edition(database)
    root = paths.SURVEYS
    with database.reading() as connection:
        assert publishing.find(connection, "a-survey", root) == survey
        assert publishing.find(connection, "how-are-you", root).id == "how-are-you"
        with pytest.raises(FaultyError, match=r"Choose one of: a-survey, .*how-are-you"):
            publishing.find(connection, "nothing", root)
    publishing.retire(database, "a-survey", {})
    with database.reading() as connection, pytest.raises(FaultyError, match="is retired"):
        publishing.find(connection, "a-survey", root)

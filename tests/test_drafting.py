"""Drafts: every step is kept and can be undone, and two people lose nothing of each other's."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.survey.operations import a_draft, operations
from voice import drafting
from voice.drafting import Applied, OthersChangedError
from voice.faults import FaultyError
from voice.store import drafts, editions
from voice.store.db import Database
from voice.store.drafts import DraftRecord
from voice.survey import editing, merging
from voice.survey.draft_data import tidy
from voice.survey.editing import Operation

DAY = factories.THURSDAY
SOME = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def draft(database: Database) -> DraftRecord:
    return begun(database)


def begun(database: Database) -> DraftRecord:
    return drafting.start_from_data(database, a_draft(), "ada", DAY)


def data_of(database: Database, id_: str) -> dict[str, Any]:
    with database.reading() as connection:
        return drafting.open_draft(connection, id_).data


def text(item: str, words: str) -> Operation:
    return Operation("change", item, {"field": "text", "value": words})


def do(
    database: Database, id_: str, operation: Operation, version: int, who: str = "ada"
) -> Applied:
    return drafting.apply(database, id_, operation, version, who, DAY)


# How a draft begins


def test_a_blank_draft_has_its_name_and_an_id_that_no_other_survey_has(database: Database) -> None:
    first = drafting.start_blank(database, " The  trip ", "ada", DAY)
    second = drafting.start_blank(database, "The trip", "bob", DAY)
    third = drafting.start_blank(database, "The trip!", "bob", DAY, {"the-trip-3"})
    assert [one.survey for one in (first, second, third)] == [
        "the-trip",
        "the-trip-2",
        "the-trip-4",
    ]
    assert data_of(database, first.id)["title"] == first.title == "The trip"
    assert data_of(database, first.id)["items"] == []


def test_an_id_that_was_ever_published_is_not_given_again(database: Database) -> None:
    with database.writing() as connection:
        editions.publish(connection, factories.a_survey())
    assert drafting.start_blank(database, "How are you?", "ada", DAY).survey == "how-are-you-2"


@pytest.mark.parametrize("title", ["", "  ", "\u202e", "a" * 401])
def test_a_draft_needs_a_name_that_can_be_read(database: Database, title: str) -> None:
    with pytest.raises(FaultyError, match="title"):
        drafting.start_blank(database, title, "ada", DAY)


def test_a_copy_is_a_survey_of_its_own_with_the_same_questions(database: Database) -> None:
    survey = factories.a_survey()
    copied = drafting.start_copy(database, survey, "At the pond", "ada", DAY, {survey.id})
    data = data_of(database, copied.id)
    assert (copied.survey, copied.base) == ("at-the-pond", None)
    assert [item["id"] for item in data["items"]] == [item.id for item in survey.items]


def test_the_next_edition_goes_on_from_the_newest_and_there_is_one_draft_of_it(
    database: Database,
) -> None:
    survey = factories.a_survey()
    with database.writing() as connection:
        edition = editions.publish(connection, survey)
    record = drafting.start_edition(database, survey, "ada", DAY)
    assert (record.survey, record.base) == (survey.id, edition)
    with pytest.raises(FaultyError, match="Go on with that one"):
        drafting.start_edition(database, survey, "bob", DAY)


def test_items_of_the_bank_are_taken_as_they_are(database: Database) -> None:
    record = drafting.start_with(database, "Three", [factories.feeling()], "ada", DAY)
    assert data_of(database, record.id)["items"] == [factories.feeling()]


# How it changes


def test_every_change_is_kept_at_once(database: Database, draft: DraftRecord) -> None:
    done = do(database, draft.id, text("why", "Why was that?"), 1)
    assert (done.version, done.others) == (2, ())
    assert "Why was that?" in done.said
    with database.reading() as connection:
        opened = drafting.open_draft(connection, draft.id)
        assert [step.said for step in drafting.done_since(connection, draft.id, 1)] == [done.said]
    assert opened.data == done.data
    assert (opened.can_undo, opened.can_redo, opened.record.who) == (True, False, "ada")


def test_the_name_of_a_draft_follows_its_title_and_its_id_does_not(
    database: Database, draft: DraftRecord
) -> None:
    do(database, draft.id, Operation("set", "", {"field": "title", "value": "x" * 500}), 1)
    with database.reading() as connection:
        record = drafting.there(connection, draft.id)
    assert (len(record.title), record.survey) == (400, "a-survey")


def test_what_cannot_be_done_changes_nothing(database: Database, draft: DraftRecord) -> None:
    with pytest.raises(FaultyError, match="not there any more"):
        do(database, draft.id, text("gone", "x"), 1)
    with database.reading() as connection:
        assert drafting.there(connection, draft.id) == draft


def test_undoing_and_doing_again_walk_the_same_way(database: Database, draft: DraftRecord) -> None:
    for version, words in enumerate(("one", "two", "three"), start=1):
        do(database, draft.id, text("why", words), version)
    walked = [data_of(database, draft.id)["items"][3]["text"]]
    version = 4
    for step in (drafting.undo, drafting.undo, drafting.redo, drafting.undo, drafting.undo):
        version = step(database, draft.id, version, "bob", DAY).version
        walked.append(data_of(database, draft.id)["items"][3]["text"])
    assert walked == ["three", "two", "one", "two", "one", "Why?"]
    with pytest.raises(FaultyError, match="nothing to undo"):
        drafting.undo(database, draft.id, version, "bob", DAY)
    for words in ("one", "two", "three"):
        version = drafting.redo(database, draft.id, version, "bob", DAY).version
        assert data_of(database, draft.id)["items"][3]["text"] == words
    with pytest.raises(FaultyError, match="nothing to do again"):
        drafting.redo(database, draft.id, version, "bob", DAY)


def test_after_something_new_there_is_nothing_to_do_again(
    database: Database, draft: DraftRecord
) -> None:
    do(database, draft.id, text("why", "one"), 1)
    drafting.undo(database, draft.id, 2, "ada", DAY)
    do(database, draft.id, text("why", "two"), 3)
    with pytest.raises(FaultyError, match="nothing to do again"):
        drafting.redo(database, draft.id, 4, "ada", DAY)
    assert drafting.undo(database, draft.id, 4, "ada", DAY).data == tidy(json.loads(draft.data))


def test_nobody_undoes_what_they_have_not_seen(database: Database, draft: DraftRecord) -> None:
    do(database, draft.id, text("why", "one"), 1)
    do(database, draft.id, text("more", "two"), 2, "bob")
    with pytest.raises(FaultyError, match="changed it meanwhile"):
        drafting.undo(database, draft.id, 2, "ada", DAY)


@SOME
@given(sequence=st.lists(operations(), max_size=5))
def test_undoing_everything_gives_the_same_draft_back(
    database: Database, sequence: list[Operation]
) -> None:
    start = begun(database)
    seen, version = [data_of(database, start.id)], 1
    for operation in sequence:
        try:
            done = do(database, start.id, operation, version)
        except FaultyError:
            continue
        version = done.version
        seen.append(done.data)
    for before in reversed(seen[:-1]):
        done = drafting.undo(database, start.id, version, "ada", DAY)
        assert done.data == before
        version = done.version
    for after in seen[1:]:
        done = drafting.redo(database, start.id, version, "ada", DAY)
        assert done.data == after
        version = done.version


# Two people


def test_changes_of_different_questions_are_put_together(
    database: Database, draft: DraftRecord
) -> None:
    do(database, draft.id, text("why", "Ada's"), 1, "ada")
    done = do(database, draft.id, text("more", "Bob's"), 1, "bob")
    assert [step.who for step in done.others] == ["ada"]
    words = [item["text"] for item in data_of(database, draft.id)["items"]]
    assert words[3:] == ["Ada's", "Bob's"]


def test_two_new_questions_are_two(database: Database, draft: DraftRecord) -> None:
    for who in ("ada", "bob"):
        do(database, draft.id, Operation("add", "", {"kind": "words", "text": who}), 1, who)
    assert [one["text"] for one in data_of(database, draft.id)["items"]][-2:] == ["ada", "bob"]


def test_a_change_sent_twice_is_done_once(database: Database, draft: DraftRecord) -> None:
    added = Operation("add", "", {"kind": "words", "text": "x", "named": "new-0a0a0a0a"})
    for operation in (added, text("why", "Once")):
        version = drafting_version(database, draft.id)
        first = do(database, draft.id, operation, version)
        again = do(database, draft.id, operation, version)
        assert (again.version, again.data) == (first.version, first.data)


def drafting_version(database: Database, id_: str) -> int:
    with database.reading() as connection:
        return drafting.there(connection, id_).version


def test_the_later_change_of_the_same_question_is_kept_whole_as_a_spare(
    database: Database, draft: DraftRecord
) -> None:
    do(database, draft.id, text("why", "Ada's"), 1, "ada")
    with pytest.raises(
        OthersChangedError, match=r"Somebody changed this too. ada: .*Ada's"
    ) as told:
        do(database, draft.id, text("why", "Bob's"), 1, "bob")
    assert "ada: The words: “Ada's”" in str(told.value)
    assert data_of(database, draft.id)["items"][3]["text"] == "Ada's"
    with database.reading() as connection:
        opened = drafting.open_draft(connection, draft.id)
    assert opened.spares == (told.value.spare,)
    assert json.loads(opened.spares[0].data)["items"][3]["text"] == "Bob's"


def test_what_was_set_aside_can_be_taken_and_that_be_undone(
    database: Database, draft: DraftRecord
) -> None:
    do(database, draft.id, text("why", "Ada's"), 1, "ada")
    do(database, draft.id, text("more", "Ada's too"), 2, "ada")
    with pytest.raises(OthersChangedError):
        do(database, draft.id, text("why", "Bob's"), 1, "bob")
    taken = drafting.take_spare(database, draft.id, 1, 3, "ada", DAY)
    assert [item["text"] for item in taken.data["items"]][3:] == ["Bob's", "Ada's too"]
    assert "Taken from bob" in taken.said
    undone = drafting.undo(database, draft.id, 4, "ada", DAY)
    assert [item["text"] for item in undone.data["items"]][3:] == ["Ada's", "Ada's too"]
    with pytest.raises(FaultyError, match="not there any more"):
        drafting.take_spare(database, draft.id, 1, 5, "ada", DAY)


def test_what_was_set_aside_can_be_dropped(database: Database, draft: DraftRecord) -> None:
    do(database, draft.id, text("why", "Ada's"), 1, "ada")
    with pytest.raises(OthersChangedError):
        do(database, draft.id, text("why", "Bob's"), 1, "bob")
    drafting.drop_spare(database, draft.id, 1)
    with database.reading() as connection:
        assert drafting.open_draft(connection, draft.id).spares == ()


def test_taking_a_question_out_never_takes_a_rule_somebody_just_made(
    database: Database, draft: DraftRecord
) -> None:
    rule = {"item": "ticks", "includes": "food"}
    do(database, draft.id, Operation("set-rule", "why", {"rule": rule}), 1, "ada")
    with pytest.raises(OthersChangedError):
        do(database, draft.id, Operation("remove", "ticks"), 1, "bob")
    assert data_of(database, draft.id)["items"][3]["show_if"] == rule


def test_a_page_from_too_long_ago_overwrites_nothing(
    database: Database, draft: DraftRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "STEPS", 3)
    for version in range(1, 7):
        do(database, draft.id, text("why", str(version)), version)
    with pytest.raises(OthersChangedError):
        do(database, draft.id, text("why", "late"), 1, "bob")
    assert data_of(database, draft.id)["items"][3]["text"] == "6"
    taken = drafting.take_spare(database, draft.id, 1, 7, "bob", DAY)
    assert taken.data["items"][3]["text"] == "late"


@SOME
@given(one=operations(), other=operations())
def test_two_who_change_one_draft_at_a_time_lose_nothing(
    database: Database, one: Operation, other: Operation
) -> None:
    """Each part that either touched is as they left it, or their version is kept beside it."""
    one, other = (
        replace(each, given={**each.given, "named": f"new-{number:08d}"})
        if each.what in editing.MAKES_ONE
        else each
        for number, each in enumerate((one, other), start=1)
    )
    start = begun(database)
    base = data_of(database, start.id)
    kept: dict[str, dict[str, Any]] = {}
    for who, operation in (("ada", one), ("bob", other)):
        try:
            do(database, start.id, operation, 1, who)
        except OthersChangedError as error:
            kept[who] = json.loads(error.spare.data)
        except FaultyError:
            kept[who] = base
    now = data_of(database, start.id)
    assert "ada" not in kept or kept["ada"] == base
    for who, operation in (("ada", one), ("bob", other)):
        done = editing.apply(base, operation)
        parts = merging.touched(base, done.data)
        if who in kept:
            assert merging.alike(kept[who], done.data, parts)
        else:
            assert merging.alike(now, done.data, parts - {merging.ORDER})
            assert len(now["items"]) >= len(done.data["items"]) - 1


# The end of a draft


def test_drafts_are_listed_from_the_one_changed_last(database: Database) -> None:
    first = drafting.start_blank(database, "First", "ada", DAY)
    second = drafting.start_blank(database, "Second", "ada", DAY + timedelta(days=1))
    with database.reading() as connection:
        assert [one.id for one in drafting.all_drafts(connection)] == [second.id, first.id]


def test_a_draft_that_was_thrown_away_is_gone_with_all_of_it(
    database: Database, draft: DraftRecord
) -> None:
    do(database, draft.id, text("why", "Ada's"), 1, "ada")
    with pytest.raises(OthersChangedError):
        do(database, draft.id, text("why", "Bob's"), 1, "bob")
    drafting.throw_away(database, draft.id)
    with database.reading() as connection:
        assert drafts.spares(connection, draft.id) == []
        assert drafts.steps_since(connection, draft.id, 0) == []
    for late in ends(database, draft.id):
        with pytest.raises(FaultyError, match="published or thrown away"):
            late()


def ends(database: Database, id_: str) -> Iterator[Any]:
    yield lambda: do(database, id_, text("why", "x"), 1)
    yield lambda: drafting.undo(database, id_, 1, "ada", DAY)
    yield lambda: drafting.throw_away(database, id_)
    yield lambda: drafting.go_on_from(database, id_, "f" * 64)


def test_a_draft_goes_on_only_from_the_newest_edition(database: Database) -> None:
    survey = factories.a_survey()
    record = drafting.start_edition(database, survey, "ada", date(2019, 10, 1))
    with database.writing() as connection:
        old = editions.publish(connection, survey)
        new = editions.publish(connection, factories.a_survey(title="How are you now?"))
    with pytest.raises(FaultyError, match="not the newest"):
        drafting.go_on_from(database, record.id, old)
    drafting.go_on_from(database, record.id, new)
    with database.reading() as connection:
        assert drafting.there(connection, record.id).base == new

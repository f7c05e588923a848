"""An id keeps its meaning over all editions, and from the question bank and other surveys on."""

import pytest

from tests import factories
from tests.test_publishing import do, first_edition, next_edition, publish, ready, shown, started
from voice import drafting
from voice.faults import FaultyError
from voice.store.db import Database
from voice.survey import bank


def test_a_question_that_was_out_for_one_edition_is_held_against_when_it_was_in(
    database: Database,
) -> None:
    draft = next_edition(database, first_edition(database))
    do(database, draft.id, "remove", "more")
    publish(database, draft.id)
    draft = next_edition(database, shown(database)["a-survey"])
    do(database, draft.id, "add-ready", ready=factories.words(id="more", text="Any food?"))
    (doubt,) = ready(database, draft.id).doubts
    assert (doubt.before, doubt.now) == ("What else?", "Any food?")
    with pytest.raises(FaultyError, match="still the same question"):
        publish(database, draft.id)
    publish(database, draft.id, same={"more": False})
    assert "more" not in {item.id for item in shown(database)["a-survey"].items}


def test_other_words_for_a_question_of_the_bank_are_asked_about(database: Database) -> None:
    one = next(one for one in bank.read().questions if one.item.id == "home-safe")
    draft = started(database, items=[dict(one.data)])
    assert ready(database, draft.id).doubts == ()
    do(database, draft.id, "change", "home-safe", field="text", value="Do you like the food?")
    (doubt,) = ready(database, draft.id).doubts
    assert (doubt.where, doubt.before) == ("the question bank", one.item.text)


def test_a_copy_with_other_words_is_asked_about_and_one_of_another_kind_is_another(
    database: Database,
) -> None:
    old = first_edition(database)
    draft = drafting.start_copy(database, old, "Ours", "ada", factories.THURSDAY)
    assert ready(database, draft.id).doubts == ()
    do(database, draft.id, "change", "why", field="text", value="What for?")
    do(database, draft.id, "change-kind", "more", kind="ideas")
    found = ready(database, draft.id)
    assert [(one.item, one.another) for one in found.doubts] == [("why", False), ("more", True)]
    assert found.faults == ()
    publish(database, draft.id, same={"why": True, "more": False})
    ids = {item.id for item in shown(database)["ours"].items}
    assert "why" in ids
    assert "more" not in ids

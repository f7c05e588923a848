"""The check of a question while it is written: it reads what can be read, and never raises."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.operations import JSON, WORDS, a_draft
from voice.survey import friendly
from voice.survey.draft_data import Data, tidy
from voice.survey.editing import Operation, apply
from voice.survey.friendly_draft import Said, about_faults, budget, look_at, readable
from voice.survey.load import held
from voice.survey.model import KINDS


def a_question(**more: Any) -> Data:
    item = {"id": "q", "kind": "choice", "text": "Were you asked about your placement?"}
    return tidy({"ages": "8-11", "items": [{**item, "options": [], **more}]})


def rules_of(data: Data) -> dict[str, Said]:
    return {said.remark.rule: said for said in look_at(data, "q")}


def test_a_question_without_answers_is_looked_at_already() -> None:
    said = rules_of(a_question())["office-word"]
    assert said.path == "text"
    assert [piece.text for piece in said.pieces if piece.marked] == ["placement"]
    assert "".join(piece.text for piece in said.pieces) == "Were you asked about your placement?"


def test_a_remark_on_an_answer_names_it_by_its_id_whatever_is_empty_above() -> None:
    options = [{"id": "a", "text": " "}, {"id": "b", "text": "I don’t know"}]
    said = rules_of(a_question(options=options))["said-twice"]
    assert said.path == "options.b.text"


def test_the_gravest_is_said_first() -> None:
    data = a_question(text="Don't you think that your placement review was not unhelpful to you?")
    levels = [said.remark.level for said in look_at(data, "q")]
    assert levels == sorted(levels, key=["error", "warning", "hint"].index)
    assert len(set(levels)) > 1


def test_who_is_asked_decides() -> None:
    told = [
        {said.remark.rule for said in look_at({**a_question(), "ages": ages}, "q")}
        for ages in ("5-7", "care-leavers", "anybody")
    ]
    assert "picture" not in told[1]
    assert told[2] == set(rules_of(a_question())), "8 to 11 while nothing is said"


def test_what_is_not_there_has_no_remarks() -> None:
    assert look_at(a_question(), "gone") == ()
    assert look_at(a_question(kind="riddle"), "q") == ()
    assert readable({"id": "q"}) is None


def test_of_a_whole_draft_the_same_is_said_as_of_the_survey() -> None:
    survey, _ = held(a_draft())
    assert survey is not None
    for item in survey.items:
        whole = friendly.look_at(item, survey.ages)
        said = look_at(tidy(a_draft()), item.id)
        assert sorted((one.remark.rule, one.remark.wrong) for one in said) == sorted(
            (one.rule, one.wrong) for one in whole
        )


def test_the_budget_is_that_of_the_survey() -> None:
    survey, _ = held(a_draft())
    assert survey is not None
    told = budget(tidy(a_draft()))
    assert told.minutes == friendly.minutes(survey)
    assert (told.screens, told.over) == (5, False)
    stall = apply(a_draft(), Operation("set", "", {"field": "stall", "value": True})).data
    assert (budget(stall).most, budget(stall).over) == (3, True)


FIELDS = ["text", "easy", "hint", "section", "low", "high", "options", "versions", "measures",
          "sensitivity", "dont_know", "harmless", "mean", "picture", "worry"]  # fmt: skip


@settings(max_examples=150)
@given(
    st.sampled_from([*KINDS, "nothing"]),
    st.dictionaries(st.sampled_from(FIELDS), WORDS | JSON),
    JSON,
)
def test_nothing_somebody_writes_stops_the_check(kind: str, fields: Any, ages: Any) -> None:
    data = tidy({"ages": ages, "items": [{"id": "q", "kind": kind, **fields}]})
    for said in look_at(data, "q"):
        assert said.remark.wrong
    assert budget(data).screens == 1


GOOD = {
    "title": "Our club",
    "purpose": "We want to know what is good.",
    "audience": "The team reads it.",
    "feedback": "We tell you at the next group.",
}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("purpose", "You get a £10 voucher if you say nice things about us."),
        ("audience", "Everybody."),
        ("feedback", "We tell you soon."),
        ("feedback", "Never."),
    ],
)
def test_what_children_read_first_is_held_against_the_gate_while_it_is_written(
    field: str, words: str
) -> None:
    assert {one.place for one in about_faults({**GOOD, field: words})} == {field}


@pytest.mark.parametrize("data", [{}, GOOD, {"title": 3, "purpose": ["x"], "ages": "nope"}])
def test_what_is_empty_or_good_is_no_fault_of_it(data: dict[str, object]) -> None:
    assert about_faults(data) == ()

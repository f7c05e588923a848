"""What changed between editions, in sentences, and which questions somebody must be asked about."""

from typing import Any

import pytest

from tests.survey.operations import a_draft
from voice.survey.comparing import changes, doubts
from voice.survey.editing import Operation, apply
from voice.survey.model import Survey

OLD = Survey.model_validate(a_draft())


def after(what: str, item: str = "", **given: Any) -> Survey:
    done = apply(a_draft(), Operation(what, item, given))
    assert not done.faults
    return Survey.model_validate(done.data)


CHANGES: list[tuple[Survey, tuple[str, ...], list[str]]] = [
    (OLD, (), []),
    (after("set", field="title", value="B"), ("The name was “A survey” and is “B”.",), []),
    (
        after("set", field="stall", value=True),
        ("Whether it is for a stall was no and is yes.",),
        [],
    ),
    (after("set", field="minutes", value=4), ("in minutes, was 3 and is 4.",), []),
    (after("add", kind="words", text="And?", named="and"), ("New: “And?”",), []),
    (after("remove", "more"), ("Taken out: “What else?”",), []),
    (after("move", "came", by=-1), ("The questions stand in another order.",), []),
    (
        after("change", "why", field="text", value="How?"),
        ("The words were “Why?” and are “How?”.",),
        ["why"],
    ),
    (
        after("change", "why", field="hint", value="No names."),
        ("The words of the hint were nothing and are “No names.”.",),
        ["why"],
    ),
    (
        after("change", "came", field="versions.0-9.text", value="Fun?"),
        ("For 0-9 the words were “Nice?” and are “Fun?”.", "the words for other ages changed."),
        ["came"],
    ),
    (
        after("change-option", "ticks", option="food", field="text", value="Lunch"),
        ("The answer “Food” now says “Lunch”.",),
        ["ticks"],
    ),
    (
        after("change-option", "ticks", option="food", field="picture", value="food"),
        ("“What was good?”: a picture or a sound of an answer changed.",),
        [],
    ),
    (
        after("add-option", "ticks", text="Sun", named="sun"),
        ("The answer “Sun” is new.",),
        ["ticks"],
    ),
    (
        after("move-option", "ticks", option="food", by=1),
        ("The answers stand in another order.",),
        ["ticks"],
    ),
    (
        after("set-rule", "why", rule=None),
        ("is “No” or “How do you feel?” is “sad” and is shown always.",),
        [],
    ),
    (
        after("change", "why", field="measures.theme", value="school"),
        ("“Why?”: what it measures changed.",),
        [],
    ),
    (
        after("change", "why", field="section", value="And then"),
        ("“Why?”: the name of the part that begins with it changed.",),
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("new", "said", "asked"), CHANGES)
def test_each_change_is_one_sentence_and_only_words_and_answers_are_asked_about(
    new: Survey, said: tuple[str, ...], asked: list[str]
) -> None:
    found = changes(OLD, new)
    assert len(found) == len(said)
    assert all(one.endswith(sentence) for one, sentence in zip(found, said, strict=True))
    assert [doubt.item for doubt in doubts(OLD, new)] == asked
    assert not any(doubt.another for doubt in doubts(OLD, new))


def test_an_answer_that_goes_is_told_and_asked_about() -> None:
    (doubt,) = doubts(OLD, after("remove-option", "came", option="partly"))
    assert "The answer “Partly” was taken out." in doubt.changes


@pytest.mark.parametrize(
    "new",
    [
        after("change-kind", "ticks", kind="choice"),
        after("change-option", "feeling", option="happy", field="score", value=9),
    ],
)
def test_another_kind_or_score_is_another_question(new: Survey) -> None:
    (doubt,) = doubts(OLD, new)
    assert doubt.another


def test_answers_of_one_age_that_are_exchanged_or_go_are_asked_about() -> None:
    def survey(**said: str) -> Survey:
        data = a_draft()
        shown = [{"id": id_, "text": text} for id_, text in said.items()]
        data["items"][1]["versions"] = {"0-9": {"text": "Nice?", "options": shown}}
        return Survey.model_validate(data)

    old = survey(yes="Yes", no="No")
    (turned,) = doubts(old, survey(yes="No", no="Yes"))
    assert turned.changes[0] == "For 0-9: The answer “Yes” now says “No”."
    (fewer,) = doubts(old, survey(yes="Yes"))
    assert fewer.changes == ("For 0-9: The answer “No” was taken out.",)


def test_exchanged_ends_of_a_scale_and_more_faces_are_another_question() -> None:
    ends = {"id": "x", "kind": "scale", "text": "How?", "low": "Bad", "high": "Good"}
    faces = [{"id": f"f{n}", "text": str(n), "score": n} for n in range(1, 6)]
    few = {"id": "x", "kind": "faces", "text": "How?", "options": faces[:3]}
    for before, now in (
        (ends, {**ends, "low": "Good", "high": "Bad"}),
        (few, {**few, "options": faces}),
    ):
        two = [Survey.model_validate({**a_draft(), "items": [one]}) for one in (before, now)]
        (doubt,) = doubts(*two)
        assert doubt.another


def test_things_to_read_raise_no_doubt() -> None:
    data = a_draft()
    data["items"].append({"id": "note", "kind": "info", "text": "Thank you."})
    old = Survey.model_validate(data)
    data["items"][-1]["text"] = "Thanks."
    new = Survey.model_validate(data)
    assert changes(old, new) == ("The words were “Thank you.” and are “Thanks.”.",)
    assert doubts(old, new) == ()

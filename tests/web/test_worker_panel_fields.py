"""What each control of a question asks to change: one operation, or none where nothing differs."""

from typing import Any

import pytest

from tests.survey.operations import a_draft
from voice.survey.draft_data import item_of, tidy
from voice.survey.draft_faults import faults
from voice.survey.editing import Operation, apply
from voice.web.worker.studio_fields import operation


def after(item: str, path: str, given: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
    """The draft with this control set."""
    draft = tidy(data or a_draft())
    asked = operation(draft, item, path, given)
    assert asked is not None
    done = apply(draft, asked)
    assert not done.faults, done.faults
    assert operation(done.data, item, path, given) is None
    return done.data


def of(data: dict[str, Any], item: str) -> dict[str, Any]:
    return item_of(data, item) or {}


@pytest.mark.parametrize(
    ("item", "path", "given"),
    [
        ("feeling", "text", "How do you feel?"),
        ("feeling", "easy", ""),
        ("feeling", "dont_know", ""),
        ("feeling", "sensitivity", "personal"),
        ("feeling", "measures.theme", ""),
        ("feeling", "options.sad.text", "sad"),
        ("feeling", "options.sad.picture", ""),
        ("feeling", "worry.sad", "yes"),
        ("feeling", "worry.ok", ""),
        ("feeling", "faces", "3"),
        ("came", "versions.0-9.text", "Nice?"),
        ("came", "versions.17+.text", ""),
        ("came", "versions.0-9.options.yes.text", "Yes"),
        ("came", "versions.0-9.shown.no", ""),
        ("came", "versions.17+.shown.no", "yes"),
        ("why", "rule.join", "any"),
        ("why", "rule.0.item", "came"),
        ("why", "rule.0.says", "came|is|no"),
        ("why", "rule.0.says", "ticks|includes|food"),
        ("why", "rule.9.says", "came|is|no"),
        ("why", "rule.x.item", "came"),
        ("why", "rule.0.item", "gone"),
        ("", "title", "A survey"),
        ("", "minutes", "3"),
        ("", "stall", ""),
    ],
)
def test_what_is_so_already_changes_nothing(item: str, path: str, given: str) -> None:
    assert operation(tidy(a_draft()), item, path, given) is None


def test_words_are_set_and_taken_out() -> None:
    assert of(after("came", "easy", "Good?"), "came")["easy"] == "Good?"
    data = after("came", "hint", "Any answer\r\nis fine.")
    assert of(data, "came")["hint"] == "Any answer\nis fine."
    assert "hint" not in of(after("came", "hint", " ", data), "came")
    assert of(after("came", "text", ""), "came")["text"] == ""


def test_a_tick_is_so_or_is_not() -> None:
    data = after("came", "dont_know", "yes")
    assert of(data, "came")["dont_know"] is True
    assert "dont_know" not in of(after("came", "dont_know", "", data), "came")


def test_what_a_question_measures() -> None:
    data = after("came", "measures.promise", "safe")
    data = after("came", "measures.theme", "home", data)
    assert of(data, "came")["measures"] == {"promise": "safe", "theme": "home"}
    data = after("came", "measures.promise", "", data)
    assert of(data, "came")["measures"] == {"theme": "home"}


def test_an_answer_gets_words_and_a_picture_and_worries() -> None:
    data = after("came", "options.yes.picture", "star")
    assert of(data, "came")["options"][0]["picture"] == "star"
    data = after("feeling", "worry.ok", "yes")
    assert of(data, "feeling")["worry"] == ["sad", "ok"]
    data = after("feeling", "worry.sad", "")
    assert "worry" not in of(data, "feeling")


def test_three_faces_become_five() -> None:
    assert len(of(after("feeling", "faces", "5"), "feeling")["options"]) == 5
    refused = operation(tidy(a_draft()), "feeling", "faces", "many")
    assert refused is not None
    assert apply(a_draft(), refused).faults


def test_answers_are_put_together_by_hand() -> None:
    data = after("came", "group.partly", "A")
    (only,) = of(data, "came")["collapse"]
    assert [part["takes"] for part in only["to"]] == [["yes", "partly"], ["no"]]
    assert only["to"][0]["text"] == "Yes or partly"
    data = after("came", "group.no", "")
    assert "takes “no” not at all" in str(faults(data)[0])
    data = after("came", "group.no", "B", data)
    assert faults(data) == []


def test_an_age_is_asked_in_words_of_its_own() -> None:
    data = after("came", "versions.17+.text", "Was it any good?")
    assert of(data, "came")["versions"]["17+"] == {"text": "Was it any good?"}
    data = after("came", "versions.17+.text", "", data)
    assert list(of(data, "came")["versions"]) == ["0-9"]


def test_an_age_is_offered_fewer_answers_and_in_other_words() -> None:
    data = after("came", "versions.0-9.options.yes.text", "Yeah")
    texts = [one["text"] for one in of(data, "came")["versions"]["0-9"]["options"]]
    assert texts == ["Yeah", "Partly"]
    data = after("came", "versions.0-9.options.yes.text", "", data)
    assert of(data, "came")["versions"] == of(tidy(a_draft()), "came")["versions"]
    data = after("came", "versions.0-9.shown.partly", "", data)
    data = after("came", "versions.0-9.shown.no", "yes", data)
    ids = [one["id"] for one in of(data, "came")["versions"]["0-9"]["options"]]
    assert ids == ["yes", "no"]
    data = after("came", "versions.0-9.shown.partly", "yes", data)
    assert of(data, "came")["versions"]["0-9"] == {"text": "Nice?"}, "what all are shown"


def test_a_rule_looks_at_another_question_and_begins_with_its_first_answer() -> None:
    data = after("why", "rule.1.item", "ticks")
    assert of(data, "why")["show_if"]["any"][1] == {"item": "ticks", "includes": "food"}
    data = after("why", "rule.1.says", "ticks|was_answered|no", data)
    assert of(data, "why")["show_if"]["any"][1] == {"item": "ticks", "was_answered": False}
    data = after("why", "rule.join", "all", data)
    assert len(of(data, "why")["show_if"]["all"]) == 2


def test_the_whole_has_fields_too() -> None:
    assert after("", "ages", "5-7")["ages"] == "5-7"
    assert after("", "minutes", "4")["minutes"] == 4
    assert after("", "minutes", "four")["minutes"] == "four", "told as a fault, never lost"
    assert after("", "stall", "yes")["stall"] is True
    assert after("", "feedback", "")["feedback"] == ""


def test_a_question_that_is_gone_is_told_by_the_operation() -> None:
    asked = operation(tidy(a_draft()), "gone", "text", "Hello?")
    assert asked == Operation("change", "gone", {"field": "text", "value": "Hello?"})
    assert apply(a_draft(), asked).faults

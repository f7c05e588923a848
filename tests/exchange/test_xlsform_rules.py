"""Conditions become our rules where ours can say them; else the question waits and is told."""

from pathlib import Path
from typing import Any

import pytest

from tests.exchange.forms import form, read, told
from voice.exchange.xlsform_left_out import RULE_NOT_TAKEN
from voice.exchange.xlsform_rows import RULE_TO_WRITE
from voice.exchange.xlsform_rules import CannotSayError, Known, both, rule
from voice.survey.check import check
from voice.survey.model import Rule

KNOWN = {
    "came": Known("came", answers={"yes": "yes", "no": "no", "Not sure": "not-sure"}),
    "liked": Known("liked", multiple=True, answers={"food": "food", "art": "art"}),
    "num": Known("num", answers={"1": "1", "2": "2", "3": "3"}, gone=frozenset({"99"})),
    "why": Known("why", writes=True),
}
YES = {"item": "came", "is": "yes"}
NO = {"item": "came", "is": "no"}
ANY = {"any": [{"item": "liked", "includes": "food"}, {"item": "liked", "includes": "art"}]}


@pytest.mark.parametrize(
    ("expression", "data"),
    [
        ("${came} = 'yes'", YES),
        ('${came}="yes"', YES),
        ("${ came }=‘yes’", YES),
        ("'yes' = ${came}", YES),
        ("(${came} = 'yes')", YES),
        ("${came} = 'Not sure'", {"item": "came", "is": "not-sure"}),
        ("${came} != 'yes'", {"item": "came", "is_not": "yes"}),
        ("selected(${came}, 'yes')", YES),
        ("selected(${liked},'art')", {"item": "liked", "includes": "art"}),
        ("not(selected(${liked}, 'art'))", {"not": {"item": "liked", "includes": "art"}}),
        ("${came} = 'yes' and ${num} = 2", {"all": [YES, {"item": "num", "is": "2"}]}),
        ("${came}='yes' or ${came}='no'", {"any": [YES, NO]}),
        (
            "${came}='yes' or ${came}='no' and ${num}='1'",
            {"any": [YES, {"all": [NO, {"item": "num", "is": "1"}]}]},
        ),
        ("${came} != ''", {"item": "came", "was_answered": True}),
        ("${why} = ''", {"item": "why", "was_answered": False}),
        ("string-length(${why}) > 0", {"item": "why", "was_answered": True}),
        ("string-length( ${why} ) = 0", {"item": "why", "was_answered": False}),
        ("${liked} != ''", ANY),
        ("count-selected(${liked}) >= 1", ANY),
        ("${liked} = ''", {"not": ANY}),
        ("${num} > 1", {"any": [{"item": "num", "is": "2"}, {"item": "num", "is": "3"}]}),
        ("3 <= ${num}", {"item": "num", "is": "3"}),
        ("true()", None),
        ("yes", None),
    ],
)
def test_what_our_rules_can_say(expression: str, data: dict[str, Any] | None) -> None:
    assert rule(expression, KNOWN) == data


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("${gone} = 'yes'", "“gone”, which is no earlier question here"),
        ("${came} = 'maybe'", "“maybe”, which is no answer there"),
        ("${num} = 99", "“99”, which is no answer of its own here"),
        ("${liked} = 'food'", "any number can be ticked"),
        ("${why} = 'because'", "looks for words in what was written"),
        ("${why} > 3", "a number that is written in words"),
        ("${came} > 1", "answers that are no numbers"),
        ("${num} > 7", "no answer makes it true"),
        ("${came} = ${num}", "more than a question with one answer"),
        ("count-selected(${liked}) > 2", "it counts letters or ticks"),
        ("regex(${why}, '^a')", "we cannot read"),
        ("if(${came}='yes', 1, 0) = 1", "we cannot read"),
        ("${num} + 1 = 2", "we cannot read it from"),
        ("${came} = 'yes", "we cannot read it from"),
        ("${came}", "we cannot read “its end”"),
        ("${came} = 'yes' and", "we cannot read"),
        ("not ${came} = 'yes'", "we cannot read"),
        ("(" * 500 + "1", "too many brackets"),
        ("x" * 5000, "too long"),
        ("false()", "never shown"),
        ("today() > '2019-11-20'", "we cannot read"),
        ("position(..) = 1", "we cannot read"),
        (". = 1", "we cannot read"),
    ],
)
def test_what_they_cannot_say_is_told(expression: str, why: str) -> None:
    with pytest.raises(CannotSayError) as caught:
        rule(expression, KNOWN)
    assert why in str(caught.value)


def test_two_rules_go_together() -> None:
    assert both(None, None) is None
    assert both(YES, None) == both(None, YES) == YES
    assert both(YES, NO) == {"all": [YES, NO]}


HEAD = ("type", "name", "label", "relevant")


def test_a_rule_of_a_group_is_put_on_each_of_its_questions(tmp_path: Path) -> None:
    rows = [
        ("select_one yn", "came", "Came?"),
        ("begin group", "g", "More", "${came} = 'yes'"),
        ("text", "why", "Why?"),
        ("begin group", "h", None, "${why} != ''"),
        ("text", "more", "More?", "${came} != 'no'"),
        ("end group",),
        ("end group",),
        ("text", "last", "Last?"),
    ]
    _, survey = read(form(tmp_path, *rows, head=HEAD))
    shown = {item.id: item.show_if for item in survey.items}
    assert shown["last"] is None
    assert shown["why"] is not None
    assert shown["why"].is_ == "yes"
    assert shown["more"] is not None
    assert shown["more"].all is not None
    assert len(shown["more"].all) == 2


def test_a_question_whose_rule_cannot_be_said_is_kept_and_cannot_be_asked_unseen(
    tmp_path: Path,
) -> None:
    rows = [
        ("integer", "age", "How old?"),
        ("select_one yn", "a", "A?", "${age} > 12"),
        ("text", "b", "B?", "${a} = 'yes'"),
        ("begin group", "g", "", "pulldata('x', 'y')"),
        ("text", "c", "C?"),
        ("end group",),
        ("text", "d", "D?"),
    ]
    imported, survey = read(form(tmp_path, *rows, head=HEAD))
    assert [item.id for item in survey.items] == ["age", "a", "b", "c", "d"]
    faults = " ".join(str(fault) for fault in check(survey))
    assert faults.count("rule-in-the-file") == 2
    assert survey.item("b").show_if == Rule.model_validate({"item": "a", "is": "yes"})
    notes = {note.row: note for note in imported.notes if "cannot say when" in note.said}
    assert set(notes) == {3, 6}
    assert notes[3].column == "D “relevant”"
    assert "${age} > 12" in notes[3].said
    assert "Nobody is asked before you write its rule" in notes[3].did
    assert notes[3].said.startswith(f"{RULE_NOT_TAKEN} “A?”")
    assert "the rule of the group" in notes[6].said


def test_a_counted_question_does_not_look_at_words(tmp_path: Path) -> None:
    rows = [
        ("text", "why", "Why?"),
        ("select_one yn", "a", "A?", "${why} != ''"),
        ("text", "b", "B?", "${why} != ''"),
    ]
    imported, survey = read(form(tmp_path, *rows, head=HEAD))
    assert [item.id for item in survey.items] == ["why", "a", "b"]
    assert str(survey.item("a").show_if) == str(Rule.model_validate(RULE_TO_WRITE))
    assert "which child wrote which words" in told(imported)


def test_rules_follow_names_that_were_changed(tmp_path: Path) -> None:
    rows = [
        ("select_one L", "Did_You Come", "Came?"),
        ("text", "w", "W?", "${Did_You Come}='Y E S'"),
    ]
    lists = [("list name", "name", "label"), ("L", "Y E S", "Yes"), ("L", "NO", "No")]
    _, survey = read(form(tmp_path, *rows, head=HEAD, choices=lists))
    found = survey.items[1].show_if
    assert found is not None
    assert (found.item, found.is_) == ("did-you-come", "y-e-s")


@pytest.mark.parametrize("heading", ["relevant", "Relevance", "bind::relevant", "bind: relevant"])
def test_the_column_may_be_spelled_in_other_ways(tmp_path: Path, heading: str) -> None:
    rows = [("select_one yn", "a", "A?"), ("text", "b", "B?", "${a} = 'no'")]
    _, survey = read(form(tmp_path, *rows, head=("type", "name", "label", heading)))
    assert survey.items[1].show_if is not None


@pytest.mark.parametrize("words", ["How old are you?", "What is your age", "Age", "**Your age:**"])
def test_the_age_is_not_asked_twice(tmp_path: Path, words: str) -> None:
    rows = [("integer", "old", words), ("select_one yn", "a", "How old is your dog?")]
    imported, survey = read(form(tmp_path, *rows, head=HEAD))
    assert [item.id for item in survey.items] == ["a"]
    assert "every survey asks that by itself" in told(imported)

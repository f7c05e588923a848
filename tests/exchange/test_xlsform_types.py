"""Every spelling of types becomes what it means here, or is left out with a sentence."""

from pathlib import Path

import pytest
from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from tests.exchange.forms import form, read, told
from voice.exchange import xlsform_types
from voice.exchange.xlsform_left_out import IDENTIFIES, LEFT_OUT
from voice.survey.model import Choice, Many, Scale


@pytest.mark.parametrize("spelled", sorted(QUESTION_TYPE_DICT))
def test_every_type_that_others_accept_is_known(spelled: str) -> None:
    assert xlsform_types.read(spelled).meaning != "unknown"
    assert xlsform_types.read(spelled.upper()) == xlsform_types.read(spelled)


@pytest.mark.parametrize("spelled", sorted({*aliases.select, *aliases.cascading}))
@pytest.mark.parametrize("other", ["", " or_other", " or other", " or specify other"])
def test_every_spelling_of_a_list_keeps_its_name(spelled: str, other: str) -> None:
    kind = xlsform_types.read(f"{spelled} My_List{other}")
    assert kind.meaning in {"one", "many", "rank"}
    assert (kind.list_name, kind.other) == ("My_List", bool(other))


@pytest.mark.parametrize("control", sorted(aliases.control))
@pytest.mark.parametrize("space", [" ", "_"])
def test_every_group_is_begun_and_ended(control: str, space: str) -> None:
    assert xlsform_types.read(f"begin{space}{control}").meaning == "begin"
    assert xlsform_types.read(f"end{space}{control}").meaning == "end"
    assert xlsform_types.read(f"Begin{space}{control}").repeats is (control != "group")


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("select_one yn", "choice"),
        ("Select One yn", "choice"),
        ("select_multiple yn", "many"),
        ("rank yn", "many"),
        ("text", "words"),
        ("string", "words"),
        ("integer", "words"),
        ("decimal", "words"),
        ("note", "info"),
        ("acknowledge", "info"),
        ("trigger", "info"),
    ],
)
def test_kinds_by_their_types(tmp_path: Path, type_: str, kind: str) -> None:
    _, survey = read(form(tmp_path, (type_, "a", "A?")))
    assert survey.items[0].kind == kind


@pytest.mark.parametrize(
    "type_",
    [
        *("deviceid", "phonenumber", "email", "username", "subscriberid", "simserial", "start"),
        *("end", "today", "audit", "geopoint", "geotrace", "geoshape", "start-geopoint", "barcode"),
        *("image", "audio", "video", "file", "background-audio", "background-geopoint", "gps"),
    ],
)
def test_what_would_identify_is_left_out_in_one_plain_sentence(tmp_path: Path, type_: str) -> None:
    imported, survey = read(form(tmp_path, (type_, "secret", "S"), ("text", "a", "A?")))
    assert [item.id for item in survey.items] == ["a"]
    (note,) = [note for note in imported.notes if note.row == 2 and note.sheet == "survey"]
    assert (note.said, note.did) in IDENTIFIES.values()
    assert note.column == "A “type”"
    assert note.did.startswith("Left out: ")


@pytest.mark.parametrize("type_", ["date", "time", "dateTime", "calculate", "hidden"])
def test_dates_and_what_is_worked_out_are_left_out(tmp_path: Path, type_: str) -> None:
    imported, survey = read(form(tmp_path, (type_, "x", "X"), ("text", "a", "A?")))
    assert [item.id for item in survey.items] == ["a"]
    assert any((note.said, note.did) in LEFT_OUT.values() for note in imported.notes)


@pytest.mark.parametrize(
    ("type_", "cells", "ids"),
    [
        ("integer", {"constraint": ". >= 1 and . <= 5"}, "1 2 3 4 5"),
        ("integer", {"constraint": ".>0 and .<4"}, "1 2 3"),
        ("range", {}, "1 2 3 4 5 6 7 8 9 10"),
        ("range", {"parameters": "start=0; end=4, step=2"}, "0 2 4"),
        ("range", {"parameters": "start=-1 end=1"}, "minus-1 0 1"),
        ("range", {"parameters": "start=0 end=1 step=0.5"}, "0 0-5 1"),
        ("range", {"parameters": "start=5 end=1 step=-1"}, "1 2 3 4 5"),
    ],
)
def test_few_numbers_become_a_choice(
    tmp_path: Path, type_: str, cells: dict[str, str], ids: str
) -> None:
    path = form(
        tmp_path, (type_, "n", "How many?", *cells.values()), head=("type", "name", "label", *cells)
    )
    imported, survey = read(path)
    item = survey.items[0]
    assert isinstance(item, Choice)
    assert [option.id for option in item.options] == ids.split()
    assert "We made it a choice of" in told(imported)


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("constraint", ". >= 0 and . <= 10", "Write what 0 and what 10 mean"),
        ("parameters", "start=0 end=10 step=1", "Write what 0 and what 10 mean"),
        ("parameters", "start=0 end=100", "from 0 to 100. We made it 0 to 10"),
    ],
)
def test_eleven_numbers_and_more_become_a_scale(
    tmp_path: Path, column: str, cell: str, said: str
) -> None:
    type_ = "integer" if column == "constraint" else "range"
    path = form(tmp_path, (type_, "n", "How?", cell), head=("type", "name", "label", column))
    imported, survey = read(path)
    assert isinstance(survey.items[0], Scale)
    assert said in told(imported)


@pytest.mark.parametrize(
    "parameters",
    ["start=a end=b", "start=1e999", "step=0", "start=99999999 end=0", "==;,", "end=1 start=1"],
)
def test_odd_ranges_do_no_harm(tmp_path: Path, parameters: str) -> None:
    head = ("type", "name", "label", "parameters")
    read(form(tmp_path, ("range", "n", "How?", parameters), head=head))


def test_other_adds_something_else_once(tmp_path: Path) -> None:
    rows = [("select_one yn or_other", "a", "A?"), ("select_multiple yn or_other", "b", "B?")]
    imported, survey = read(form(tmp_path, *rows))
    one, many = survey.items
    assert isinstance(one, Choice)
    assert isinstance(many, Many)
    assert [option.text for option in one.options] == ["Yes", "No", "Something else"]
    assert one.options == many.options
    assert "We added “Something else”" in told(imported)


def test_an_unknown_type_is_left_out_with_a_guess(tmp_path: Path) -> None:
    rows = [("integr", "n", "N"), ("telepathy", "t", "T"), ("text", "a", "A?")]
    imported, survey = read(form(tmp_path, *rows))
    assert [item.id for item in survey.items] == ["a"]
    assert "“integr” is no type of question we know. Did you mean “integer”?" in told(imported)


def test_a_question_that_asks_who_the_child_is_is_told(tmp_path: Path) -> None:
    imported, survey = read(form(tmp_path, ("text", "q1", "What is your name?")))
    assert survey.items[0].id == "q1"
    assert "seems to ask who the child is" in told(imported)

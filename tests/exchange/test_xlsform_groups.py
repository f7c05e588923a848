"""Groups, odd sheets and long texts of an XLSForm are taken as far as they go."""

from pathlib import Path

import pytest

from tests.exchange.forms import HEAD, YES_NO, Rows, form, in_csv, read, told, xlsx
from voice.exchange import xlsform_in
from voice.faults import FaultyError

A = ("text", "a", "A?")


def test_groups_and_repeats_are_flattened_in_order(tmp_path: Path) -> None:
    rows = [
        ("begin_group", "g", "About you"),
        ("text", "a", "A?"),
        ("begin repeat", "r", ""),
        ("begin_group", "h", ""),
        ("text", "b", "B?"),
        ("end_group",),
        ("end repeat",),
        ("end group", "g"),
        ("text", "c", "C?"),
    ]
    imported, survey = read(form(tmp_path, *rows))
    assert [item.id for item in survey.items] == ["a", "b", "c"]
    assert "asked again and again. We ask them once" in told(imported)
    assert [item.section for item in survey.items] == ["About you", None, None]
    assert "after the group “About you”. We put it into that part" in told(imported)


def test_a_group_in_a_group_is_a_part_and_then_the_first_goes_on(tmp_path: Path) -> None:
    rows = [
        ("begin_group", "home", "Your home", "بيتك"),
        ("note", "a", "A", ""),
        ("begin_group", "food", "Food", "الطعام"),
        ("deviceid", "d", "", ""),
        ("note", "b", "B", ""),
        ("end_group", "", "", ""),
        ("note", "c", "C", ""),
        ("end_group", "", "", ""),
    ]
    head = ("type", "name", "label::English (en)", "label::Arabic (ar)")
    imported, survey = read(form(tmp_path, *rows, head=head))
    assert [item.section for item in survey.items] == ["Your home", "Food", "Your home"]
    assert imported.translations["ar"] == {
        "items.a.section": "بيتك",
        "items.b.section": "الطعام",
        "items.c.section": "بيتك",
    }


@pytest.mark.parametrize(
    "rows",
    [
        [("begin group", "g"), A],
        [A, ("end group",)],
        [("end repeat",), A, ("begin repeat",)],
        [("begin group", f"g{at}") for at in range(300)] + [A],
    ],
)
def test_groups_that_do_not_close_do_no_harm(tmp_path: Path, rows: Rows) -> None:
    imported, survey = read(form(tmp_path, *rows))
    assert [item.id for item in survey.items] == ["a"]
    assert "never" in told(imported)


@pytest.mark.parametrize(
    "sheets",
    [
        {"survey": [HEAD]},
        {"survey": [HEAD, ("deviceid", "d", "")]},
        {"survey": [HEAD, (None, None, None), ("", "x", "Y")]},
        {"survey": [("name", "label"), ("a", "A?")]},
        {"survey": [], "choices": YES_NO, "settings": []},
        {"survey": [HEAD, ("select_one", "", "")], "choices": [("label",), ("X",)]},
    ],
)
def test_a_form_without_a_question_that_can_be_taken(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    imported, survey = read(xlsx(tmp_path / "form.xlsx", sheets))
    assert survey.items
    assert imported.notes


@pytest.mark.parametrize(
    "sheets",
    [
        {"Survey": [HEAD, A]},
        {" SURVEY ": [HEAD, A]},
        {"surveys": [HEAD, A], "choices": YES_NO},
        {"Sheet1": [HEAD, A], "choices": YES_NO},
        {"notes": [("hello",)], "Sheet2": [("A title above",), (), HEAD, A]},
        {
            "survey": [HEAD, A],
            "_old": [HEAD, ("text", "old", "Old?")],
            "entities": [("x",), ("y",)],
        },
        {"survey": [(*HEAD, "label"), (*A, "twice")]},
        {"survey": [HEAD, *[()] * 5, A]},
        {"survey": [HEAD, ("# a remark",), A], "external_choices": [("list_name",), ("a",)]},
        {"survey": [HEAD, A], "choices": [("list_name", "name", "label"), (None, "x", "X")]},
    ],
)
def test_sheets_in_odd_places(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    _, survey = read(xlsx(tmp_path / "form.xlsx", sheets))
    assert [(item.id, item.text) for item in survey.items] == [("a", "A?")]


def test_a_workbook_without_questions_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "form.xlsx", {"budget": [("item", "cost"), ("cake", 3)]})
    with pytest.raises(FaultyError) as caught:
        xlsform_in.read(path)
    assert "has no sheet with questions" in str(caught.value)


def test_text_cut_at_a_word_where_it_is_too_long(tmp_path: Path) -> None:
    imported, survey = read(form(tmp_path, ("text", "a", "word " * 200)))
    assert survey.items[0].text.endswith("word…")
    assert len(survey.items[0].text) <= 400
    assert "longer than 400 letters" in told(imported)


def test_too_many_screens_are_told(tmp_path: Path) -> None:
    imported, survey = read(form(tmp_path, *[("text", f"q{at}", "Q?") for at in range(30)]))
    assert (len(survey.items), survey.minutes) == (30, 10)
    assert "There are 30 screens; children of 8-11 stay for 8 at most" in told(imported)


def test_a_table_keeps_its_questions_and_loses_its_head(tmp_path: Path) -> None:
    rows = [
        ("begin group", "t", "Do you like", "field-list"),
        ("select_one yn", "head", "", "label"),
        ("select_one yn", "food", "Food?", "list-nolabel"),
        ("end group",),
    ]
    imported, survey = read(form(tmp_path, *rows, head=(*HEAD, "appearance")))
    assert [item.id for item in survey.items] == ["food"]
    assert "only the head of a table" in told(imported)


@pytest.mark.parametrize(
    "kept",
    [
        *("{", "[]", '"x"', "{}", "[" * 9000, '{"id": "A b"}'),
        *('{"kind": "faces"}', '{"kind": 3, "id": 4}', '{"show_if": {"item": 1}}'),
        *('{"kind": "words", "text": 5}', '{"kind": "words", "text": ""}'),
        *('{"kind": "words", "versions": {"0-9": {}}}', '{"kind": "words", "text": "\\ud800"}'),
    ],
)
def test_our_own_column_may_be_spoilt(tmp_path: Path, kept: str) -> None:
    choices = [(*YES_NO[0], "voice"), *((*row, kept) for row in YES_NO[1:])]
    rows = [("text", "a", "A?", kept), ("select_one yn", "b", "B?", kept)]
    settings = [("form_title", "voice", "voice_ages"), ("T", kept, "12+")]
    path = form(tmp_path, *rows, head=(*HEAD, "voice"), choices=choices, settings=settings)
    _, survey = read(path)
    assert len(survey.items) == 2


def test_a_text_file_with_everything(tmp_path: Path) -> None:
    sheets = {
        "survey": [HEAD, ("select_one yn", "a", "A?")],
        "choices": YES_NO,
        "settings": [("form_title", "form_id"), ("T", "t")],
    }
    imported, survey = read(in_csv(tmp_path / "form.csv", sheets, ";"))
    assert (survey.id, survey.title, len(survey.items)) == ("t", "T", 1)
    assert not [note for note in imported.notes if note.sheet != "settings"]

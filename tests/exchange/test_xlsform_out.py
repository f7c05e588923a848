"""Our questionnaires as spreadsheet forms: other programs read them, nothing in them runs."""

import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from tests.survey.drafts import a_survey, choice, faces, many, scale, three, words
from tests.survey.surveys_by_chance import surveys, translations
from voice import paths
from voice.exchange import own_columns, xlsform_out
from voice.faults import FaultyError
from voice.survey import translation
from voice.survey.load import load_all
from voice.survey.model import Survey

SHIPPED = load_all(paths.SURVEYS)


def rows(survey: Survey, sheet: str, **words: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by the headings of their columns."""
    book = openpyxl.load_workbook(io.BytesIO(xlsform_out.write(survey, **words)))
    heading, *below = book[sheet].iter_rows(values_only=True)
    return [
        {name: cell for name, cell in zip(heading, row, strict=True) if cell is not None}
        for row in below
    ]


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_others_read_a_shipped_survey_without_a_word(name: str) -> None:
    read = convert(xlsform_out.write(SHIPPED[name]))
    assert read.warnings == []
    assert SHIPPED[name].title in read.xform


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_others_read_any_survey_in_any_languages(data: st.DataObject) -> None:
    survey = data.draw(surveys(most=4))
    made = xlsform_out.write(survey, data.draw(translations(survey)))
    assert convert(made).xform
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    risky = [cell for cell in cells if str(cell.value or "").startswith(("=", "+", "@"))]
    assert all(cell.quotePrefix for cell in risky)


def test_each_kind_has_the_type_others_know() -> None:
    survey = a_survey(
        faces(), choice(dont_know=True), many(), scale(), words(), words(id="i", kind="ideas")
    )
    asked = rows(survey, "survey")
    assert [(row["type"], json.loads(row["voice"])["kind"]) for row in asked] == [
        ("select_one feeling-now", "faces"),
        ("select_one came-before", "choice"),
        ("select_multiple liked", "many"),
        ("range", "scale"),
        ("text", "words"),
        ("text", "ideas"),
    ]
    assert asked[3]["parameters"] == "start=0 end=10 step=1"
    assert [
        row["name"] for row in rows(survey, "choices") if row["list_name"] == "came-before"
    ] == [
        "yes",
        "no",
        "_dont-know",
    ]


def test_rules_are_told_as_others_tell_them() -> None:
    yes, food = {"item": "2-times", "is": "yes"}, {"item": "liked", "includes": "food"}
    nested = {"all": [{"not": food}, {"any": [yes, {"item": "liked", "was_answered": False}]}]}
    survey = a_survey(
        choice(id="2-times"),
        many(show_if={"item": "2-times", "is_not": "no"}),
        words(id="a", show_if={"any": [yes, food]}),
        words(id="b", show_if=nested),
    )
    told = rows(survey, "survey")
    assert [row.get("relevant") for row in told] == [
        None,
        "${_2-times} != 'no'",
        "${_2-times} = 'yes' or selected(${liked}, 'food')",
        "not(selected(${liked}, 'food')) and (${_2-times} = 'yes' or ${liked} = '')",
    ]
    kept = {row["name"]: json.loads(row["voice"]) for row in told}
    assert {name for name, fields in kept.items() if "show_if" in fields} == {"a", "b"}
    assert kept["b"]["show_if"] == nested
    assert kept["b"]["relevant"] == told[-1]["relevant"]


def test_words_of_other_languages_have_columns_and_a_sheet() -> None:
    survey = a_survey(choice(hint="Tap one.", easy="Here before?"))
    said = {"ar": dict.fromkeys(translation.texts(survey), "نعم")}
    (row,) = rows(survey, "survey", translations=said)
    assert row["label::English (en)"] == "Have you been here before?"
    assert row["hint::Arabic (ar)"] == "نعم"
    left = {row["place"] for row in rows(survey, "voice_words", translations=said)}
    assert left == {"title", "purpose", "audience", "feedback", "items.came-before.easy"}
    assert xlsform_out.heading_of("fa-AF") == "Persian, Afghanistan (fa-AF)"


def test_a_form_tells_nobodys_name_and_no_day() -> None:
    made = xlsform_out.write(a_survey(three()))
    assert made == xlsform_out.write(a_survey(three()))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert {part.date_time[0] for part in file.infolist()} == {1980}
        told = b"".join(file.read(part) for part in file.infolist())
    assert b"openpyxl" not in told
    assert b"dcterms" not in told


def test_a_rule_longer_than_a_cell_is_told() -> None:
    long = {"any": [{"item": "came-before", "is": "yes"}] * 2000}
    with pytest.raises(FaultyError, match="longer than 32767 letters"):
        xlsform_out.write(a_survey(choice(), words(show_if=long)))


@given(st.text("${x}\\", max_size=8))
def test_no_words_are_taken_for_the_name_of_a_question(text: str) -> None:
    assert "${" not in own_columns.in_a_cell(text)
    cells = own_columns.pieces({"text": text})
    assert "$" not in cells["voice"]
    assert json.loads(cells["voice"]) == {"text": text}


def test_what_is_longer_than_a_cell_goes_on_in_the_next() -> None:
    fields = {"versions": "a" * 70_000}
    cells = own_columns.pieces(fields)
    assert list(cells) == ["voice", "voice_2", "voice_3"]
    assert json.loads("".join(cells.values())) == fields
    assert own_columns.pieces({}) == {}


@given(st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True))
def test_every_id_makes_a_name(item_id: str) -> None:
    name = own_columns.name_of(item_id)
    assert not name[0].isdigit()
    assert name.removeprefix("_") == item_id

"""Questionnaires to and from REDCap's data dictionary: ids, kinds, options and plain rules stay."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.survey.drafts import a_survey, choice, faces, info, many, scale, words
from tests.survey.surveys_by_chance import surveys
from voice import paths
from voice.exchange import redcap_columns, redcap_in, redcap_out, workbook
from voice.exchange.notes import Imported
from voice.exchange.safe_cells import STARTS_FORMULA
from voice.exchange.xlsform_words import said
from voice.survey.load import load_all
from voice.survey.model import Item, Survey

SHIPPED = load_all(paths.SURVEYS)
API_HEADINGS = "field_name,form_name,field_type,field_label,select_choices_or_calculations"


def rows(survey: Survey) -> list[dict[str, str]]:
    text = redcap_out.write(survey).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read(content: bytes | str, name: str = "dictionary.csv") -> Imported:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        book = workbook.read(path)
        assert redcap_in.is_dictionary(book)
        return redcap_in.of(book, path.name)


def dictionary(*fields: dict[str, str]) -> str:
    """A dictionary as REDCap writes it, a row a field."""
    target = io.StringIO()
    sheet = csv.DictWriter(target, redcap_columns.COLUMNS, restval="")
    sheet.writeheader()
    sheet.writerows(fields)
    return target.getvalue()


def a_field(name: str, kind: str, **more: str) -> dict[str, str]:
    columns = {"choices": redcap_columns.CHOICES, "logic": redcap_columns.LOGIC}
    columns |= {"check": redcap_columns.VALIDATION, "identifier": redcap_columns.IDENTIFIER}
    columns |= {"heading": redcap_columns.HEADER, "label": redcap_columns.LABEL}
    return {
        redcap_columns.VARIABLE: name,
        redcap_columns.FORM: "our_form",
        redcap_columns.TYPE: kind,
        redcap_columns.LABEL: f"About {name}?",
        **{columns[key]: text for key, text in more.items()},
    }


def kept(item: Item) -> tuple[Any, ...]:
    """What a dictionary carries of an item."""
    plain = item.show_if is None or (item.show_if.item and item.show_if.was_answered is None)
    options = [(option.id, said(" ".join(option.text.split()))) for option in item.choices]
    rule = item.show_if if plain else "another"
    return item.id, item.kind, options, item.dont_know, rule


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_survey_keeps_ids_kinds_options_and_rules(name: str) -> None:
    again = Survey.model_validate(read(redcap_out.write(SHIPPED[name]).content).survey)
    assert [kept(item) for item in again.items] == [kept(item) for item in SHIPPED[name].items]
    assert again.id == name


@settings(max_examples=40, deadline=None)
@given(surveys())
def test_no_cell_of_any_dictionary_begins_a_formula(survey: Survey) -> None:
    made = rows(survey)
    names = [row[redcap_columns.VARIABLE] for row in made]
    assert names[0] == "record_id"
    assert len(set(names)) == len(names) == len(survey.items) + 1
    cells = [cell for row in made for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple(STARTS_FORMULA))]


@settings(max_examples=60, deadline=None)
@given(surveys())
def test_any_survey_keeps_ids_kinds_and_options(survey: Survey) -> None:
    again = Survey.model_validate(read(redcap_out.write(survey).content).survey)
    mine = {item.id: kept(item) for item in survey.items}
    for item in again.items:
        assert kept(item)[:4] == mine[item.id][:4]
        if mine[item.id][4] != "another":
            assert kept(item)[4] == mine[item.id][4]
    lost = [item for item in survey.items if item.id not in {other.id for other in again.items}]
    assert all(item.show_if for item in lost)


def test_a_dictionary_has_eighteen_columns_and_marks_what_may_tell_who() -> None:
    survey = a_survey(faces(), many(dont_know=True), scale(), words(), info())
    made = rows(survey)
    assert len(made[0]) == 18
    assert [row["Field Type"] for row in made] == [
        *("text", "radio", "checkbox", "slider", "notes", "descriptive")
    ]
    assert [row["Variable / Field Name"] for row in made if row["Identifier?"]] == ["tell_us"]
    assert made[3]["Choices, Calculations, OR Slider Labels"] == "Not at all | | Completely"
    assert "@NONEOFTHEABOVE=dont_know" in made[2]["Field Annotation"]


def test_rules_are_told_as_branching_logic() -> None:
    tick = {"item": "liked", "includes": "games"}
    survey = a_survey(
        choice(),
        many(show_if={"item": "came-before", "is_not": "no"}),
        words(show_if={"all": [tick, {"any": [tick, {"item": "came-before", "is": "yes"}]}]}),
    )
    assert [row["Branching Logic (Show field only if...)"] for row in rows(survey)][2:] == [
        '[came_before] <> "no"',
        '[liked(games)] = "1" and ([liked(games)] = "1" or [came_before] = "yes")',
    ]


def test_what_a_dictionary_cannot_carry_is_told() -> None:
    notes = redcap_out.write(a_survey(faces(picture="star"))).notes
    assert [str(note) for note in notes] == [
        (
            "“feeling-now”: A data dictionary has no place for the picture and coarser scales. "
            "Left out."
        )
    ]


def test_somebody_elses_dictionary_is_taken_as_far_as_it_goes() -> None:
    fields = dictionary(
        a_field("study_id", "text"),
        a_field("heard", "yesno", heading="About promises"),
        a_field("liked", "checkbox", choices="1, Games | 2, Food|3, Art, or music"),
        a_field("why", "notes", logic="[liked(2)] = '1' and [heard] <> '0'"),
        a_field("mail", "text", check="email"),
        a_field("surname", "text", identifier="y"),
        a_field("later", "radio", choices="1, Yes | 2, No", logic="[visit_1][heard] = '1'"),
    )
    taken = read(fields)
    survey = Survey.model_validate(taken.survey)
    assert [(item.id, item.kind) for item in survey.items] == [
        ("heard", "choice"),
        ("liked", "many"),
        ("why", "words"),
        ("later", "choice"),
    ]
    assert [option.text for option in survey.item("liked").choices] == [
        *("Games", "Food", "Art, or music")
    ]
    places = {(note.row, note.column) for note in taken.notes if note.row}
    assert {row for row, _ in places} >= {2, 6, 7, 8}
    assert survey.sections == dict.fromkeys(("heard", "liked", "why", "later"), "About promises")
    assert (7, "K “Identifier?”") in places
    assert (8, "L “Branching Logic (Show field only if...)”") in places
    assert {note.sheet for note in taken.notes} == {"dictionary.csv"}


def test_the_names_of_the_interface_for_programs_are_known() -> None:
    taken = read(f'{API_HEADINGS}\nhow,f,radio,How was it?,"1, Good | 2, Bad"\n')
    assert [item["id"] for item in taken.survey["items"]] == ["how"]


@pytest.mark.parametrize(
    ("logic", "said_here"),
    [
        ('[a] = "1"', '${a} = "1"'),
        ("[a(2)] = '1'", "selected(${a}, '2')"),
        ("[a(2)] <> 1 or [b]<>''", "not(selected(${a}, '2')) or ${b}!=''"),
        ("[a(2)]='0'", "not(selected(${a}, '2'))"),
        ("", ""),
    ],
)
def test_branching_logic_is_read_as_a_forms_expression(logic: str, said_here: str) -> None:
    assert redcap_in.expression(logic) == said_here


def test_a_form_is_no_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("type,name,label\ntext,a,Why?\n", encoding="utf-8")
    assert not redcap_in.is_dictionary(workbook.read(path))

"""A plain list of questions and answers, from Excel or as CSV, is taken as a survey."""

from pathlib import Path

import pytest

from tests.exchange.forms import told, xlsx
from voice.exchange import incoming, plain_list
from voice.exchange.notes import Imported
from voice.faults import FaultyError
from voice.survey.model import Survey


def kinds(imported: Imported) -> list[tuple[str, str, list[str]]]:
    survey = Survey.model_validate(imported.survey)
    return [
        (item.text, item.kind, [option.text for option in item.choices]) for item in survey.items
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b'Question,Answers\nFun?,"Yes; A bit; No"\nWhy?,\n',
        b'Question,Answers\nFun?,"Yes, A bit, No"\nWhy?,\n',
        b"Question;Answer 1;Answer 2;Answer 3\nFun?;Yes;A bit;No\nWhy?\n",
        b"No,Questions,Options,,\n1,Fun?,Yes,A bit,No\n2,Why?,,,\n",
        b'Our list,,\n\nQuestion:,Who asks,Answers\nFun?,Ada,"Yes\nA bit\nNo"\nWhy?,Ben,\n',
    ],
)
def test_a_question_alone_is_written_and_answers_are_chosen_from(raw: bytes) -> None:
    expected = [("Fun?", "choice", ["Yes", "A bit", "No"]), ("Why?", "words", [])]
    assert kinds(incoming.of(raw, "list.csv")) == expected


def test_a_list_in_excel_is_taken_and_its_rows_are_named(tmp_path: Path) -> None:
    rows = [*plain_list.EXAMPLE, ("How old are you?", "5; 6"), ("What is your name?", "")]
    imported = incoming.read(xlsx(tmp_path / "list.xlsx", {"Sheet1": rows}))
    assert [kind for _, kind, _ in kinds(imported)] == ["choice", "choice", "words", "words"]
    assert "Sheet1, row 5, column A “Question”: This asks how old the child is." in told(imported)
    assert "Sheet1, row 6, column A “Question”: This seems to ask who the child is." in told(
        imported
    )


def test_a_table_without_questions_is_refused_with_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(FaultyError) as refused:
        incoming.read(xlsx(tmp_path / "a.xlsx", {"Sheet1": [("Snack", "Price"), ("Toast", "1")]}))
    assert "a column “Question”" in str(refused.value.faults[0])

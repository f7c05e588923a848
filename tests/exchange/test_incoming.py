"""A file from anywhere is told by what is inside, and taken or refused in plain words."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.forms import form
from tests.survey.drafts import a_survey, choice, info, many, words
from voice import paths
from voice.exchange import incoming, redcap_out, writing_toml, xlsform_out
from voice.faults import FaultyError
from voice.survey.load import load_all
from voice.survey.model import Survey

SHIPPED = load_all(paths.SURVEYS)
PARTS = a_survey(choice(section="Home | and – more"), many(), words(section="School"), info())


def test_each_kind_of_file_is_known_by_itself(tmp_path: Path) -> None:
    survey = SHIPPED["how-are-you"]
    toml, dictionary = writing_toml.write(survey).encode(), redcap_out.write(survey).content
    for raw, name in (
        (toml, "survey.toml"),
        (dictionary, "export.csv"),
        (xlsform_out.write(survey), "form.xlsx"),
    ):
        read = incoming.of(raw, name)
        assert [item["id"] for item in read.survey["items"]] == [item.id for item in survey.items]
        path = tmp_path / name
        path.write_bytes(raw)
        assert incoming.read(path) == read
    assert incoming.of(toml, "A.TOML").survey == incoming.read(tmp_path / "survey.toml").survey


def test_parts_come_back_from_a_dictionary_and_from_toml() -> None:
    for raw, name in (
        (redcap_out.write(PARTS).content, "parts.csv"),
        (writing_toml.write(PARTS).encode(), "parts.toml"),
        (xlsform_out.write(PARTS), "parts.xlsx"),
    ):
        again = Survey.model_validate(incoming.of(raw, name).survey)
        assert again.sections == PARTS.sections


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"", "a.toml", "is empty"),
        (b"x" * 1_000_001, "a.toml", "larger than 1 MB"),
        (b"title = 'A'", "a.toml", "is missing"),
        (b"a = [[[", "a.toml", "value"),
        (b"\xff\xfe", "a.toml", "UTF-8"),
        (b" ", "a.xlsx", "is empty"),
        (b"PK\x03\x04", "a.xlsx", "spreadsheet"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(raw: bytes, name: str, said: str) -> None:
    with pytest.raises(FaultyError, match=said):
        incoming.of(raw, name)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.toml", "a.csv", "a.xlsx", "a.xls", ""]))
def test_no_bytes_do_harm(raw: bytes, name: str) -> None:
    with suppress(FaultyError):
        Survey.model_validate(incoming.of(raw, name).survey)


def test_a_file_without_a_question_has_nothing_to_take() -> None:
    assert incoming.of(b"%PDF-1.7", "a.pdf").blank
    assert not incoming.of(b"type,name,label\ntext,why,Why?", "a.csv").blank


def test_a_form_of_others_is_read_as_before(tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "why", "Why?"))
    assert incoming.read(path).survey["items"][0]["text"] == "Why?"

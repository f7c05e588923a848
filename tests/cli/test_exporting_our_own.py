"""A survey of the team's own making goes out by the command line, with its words in Arabic."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.survey.operations import a_draft
from voice import drafting, paths, publishing, translating
from voice.exchange import xlsform_in
from voice.store import db
from voice.survey.load import load_all

DAY = date(2019, 11, 20)


@pytest.fixture
def ours(voice: Shell, tmp_path: Path) -> Shell:
    database = db.connect(f"sqlite:///{tmp_path / 'data' / 'voice.db'}")
    draft = drafting.start_from_data(database, a_draft(), "ada", DAY).id
    with database.writing() as connection:
        words = {"ar": {"title": "استبيان"}}
        translating.fill(connection, draft, {"title": "A survey"}, words)
    publishing.publish(database, draft, 1, load_all(paths.SURVEYS), paths.SURVEYS)
    database.close()
    return voice


def test_our_own_survey_goes_out_with_its_other_languages(ours: Shell, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert (
        ours("survey", "export", "a-survey", "--format", "xlsform", "--out", str(form)).exit_code
        == 0
    )
    assert xlsform_in.read(form).translations == {"ar": {"title": "استبيان"}}


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_our_own_survey_goes_out_on_paper(
    ours: Shell, tmp_path: Path, form: str, begins: bytes
) -> None:
    out = tmp_path / "paper"
    done = ours("survey", "export", "a-survey", "--format", form, "--out", str(out))
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(begins)

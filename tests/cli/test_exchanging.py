"""Questionnaires in and out by the command line: written, told, never written over."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice import paths
from voice.cli import main
from voice.survey import load

FORM = "type,name,label\nselect_one yn,heard,Have you heard of it?\nimei,device,\ntext,why,Why?\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["survey", *map(str, words)])


@pytest.mark.parametrize("form", ["toml", "xlsform", "redcap", "limesurvey", "docx", "pdf"])
def test_a_questionnaire_is_written_and_never_over_another_file(form: str, tmp_path: Path) -> None:
    out = tmp_path / "made"
    done = run("export", "how-are-you", "--format", form, "--out", out)
    assert done.exit_code == 0
    assert f"Written: {out}" in done.stdout
    before = out.read_bytes()
    again = run("export", "how-are-you", "--format", form, "--out", out)
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert out.read_bytes() == before


def test_a_file_has_the_name_of_its_questionnaire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = json.loads(run("export", "stall", "--format", "limesurvey", "--json").stdout)
    assert said["file"] == "stall-limesurvey.txt"
    assert said["notes"][0]["said"]
    assert (tmp_path / "stall-limesurvey.txt").is_file()


def test_an_unknown_questionnaire_or_format_is_told() -> None:
    unknown = run("export", "nothing", "--format", "toml")
    assert unknown.exit_code == 1
    assert "There are: about-the-service," in unknown.stderr
    assert run("export", "stall", "--format", "odt").exit_code == 2


def test_what_goes_out_comes_in_as_the_same_questionnaire(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert run("export", "how-are-you", "--format", "xlsform", "--out", form).exit_code == 0
    done = run("import", form, "--out", tmp_path)
    assert done.exit_code == 0
    folder = tmp_path / "how-are-you"
    assert f"voice survey check {folder}" in done.stdout
    assert "Changed or left out" not in done.stdout
    assert load.load(folder) == load.load(paths.SURVEYS / "how-are-you")
    refused = run("import", form, "--out", tmp_path)
    assert refused.exit_code == 1
    assert "is there already" in refused.stderr


def test_somebody_elses_form_comes_in_with_its_words_and_what_was_left_out(tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text(FORM.replace("label", "label,label::Arabic (ar)").replace("Why?", "Why?,لماذا"))
    said = run("import", form, "--out", tmp_path / "new")
    assert said.exit_code == 0
    assert "row 3" in said.stdout
    (folder,) = (tmp_path / "new").iterdir()
    assert tomllib.loads((folder / "survey.toml").read_text(encoding="utf-8"))["items"]
    words = tomllib.loads((folder / "words" / "ar.toml").read_text(encoding="utf-8"))
    assert words["meta"] == {"language": "ar", "approved": ""}
    assert words["words"]["items.why.text"]["text"] == "لماذا"


def test_a_dictionary_of_redcap_comes_in(tmp_path: Path) -> None:
    file = tmp_path / "dictionary.csv"
    assert run("export", "our-ideas", "--format", "redcap", "--out", file).exit_code == 0
    assert run("import", file, "--out", tmp_path).exit_code == 0
    taken = tomllib.loads((tmp_path / "our-ideas" / "survey.toml").read_text(encoding="utf-8"))
    assert [item["kind"] for item in taken["items"]] == ["ideas"] * 3


def test_what_is_no_spreadsheet_is_told(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(b"\x00\x01")
    assert run("import", file).exit_code == 1
    assert run("import", tmp_path / "none.xlsx").exit_code == 1


def test_the_help_names_what_goes_in_and_out() -> None:
    said = run("--help").stdout
    assert all(name in said for name in ("check", "export", "import"))

"""What may not suit children is told below the faults, and stops nothing unless it is an error."""

from pathlib import Path

from tests.cli.conftest import Shell

SURVEY = """
id = "{id}"
title = "{title}"
purpose = "We want to know."
audience = "The team reads it."
feedback = "We tell you next time."
ages = "8-11"
minutes = 1

[[items]]
id = "came-before"
kind = "choice"
text = "{text}"
options = [{{ id = "yes", text = "Yes" }}, {{ id = "no", text = "No" }}]
"""
GOOD = "Have you been here before?"


def written(root: Path, name: str, text: str = GOOD, title: str = "Hello") -> Path:
    folder = root / name
    folder.mkdir()
    survey = SURVEY.format(id=name, text=text, title=title)
    (folder / "survey.toml").write_text(survey, encoding="utf-8")
    return folder


def test_a_warning_is_told_with_what_to_do_and_stops_nothing(voice: Shell, tmp_path: Path) -> None:
    folder = written(tmp_path, "home", "Do you like your placement?")
    said = voice("survey", "check", str(folder))
    assert said.exit_code == 0
    first, *below = said.output.splitlines()
    assert first == "home: good. 1 screens, ages 8-11."
    assert below[0] == (
        "warning: home/survey.toml: items[1] “came-before”: text: “placement” is a word of the "
        "office. Say: home, where you live."
    )
    assert [line.partition(":")[0] for line in below[1:]] == ["hint"] * len(below[1:])


def test_an_error_stops_it_as_a_fault_does(voice: Shell, tmp_path: Path) -> None:
    folder = written(tmp_path, "who", "Tell us your name.")
    told = voice.told("survey", "check", str(folder))
    assert told["done"] is False
    assert [fault["place"] for fault in told["faults"]] == [
        "who/survey.toml: items[1] “came-before”: text"
    ]
    assert "error" not in {remark["level"] for remark in told["remarks"]}
    assert voice("survey", "check", str(folder)).exit_code == 1


def test_remarks_stand_below_the_faults_of_others(voice: Shell, tmp_path: Path) -> None:
    written(tmp_path, "broken", title="")
    written(tmp_path, "home", "Do you like your placement?")
    lines = voice("survey", "check", str(tmp_path)).output.splitlines()
    assert lines[0].startswith("broken/survey.toml: title: is empty.")
    assert lines[1].startswith("warning: home/")


def test_a_program_is_told_which_words_it_is_about(voice: Shell, tmp_path: Path) -> None:
    folder = written(tmp_path, "home", "Do you like your placement?")
    told = voice.told("survey", "check", str(folder))
    assert (told["done"], told["surveys"]) == (True, 1)
    remark = told["remarks"][0]
    assert (remark["rule"], remark["marked"]) == ("office-word", [[17, 26]])


def test_the_shipped_questionnaires_are_told_no_warning(voice: Shell) -> None:
    told = voice.told("survey", "check", "surveys")
    assert {remark["level"] for remark in told["remarks"]} == {"hint"}

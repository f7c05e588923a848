"""Each command: what it does, what it says in words and as JSON, and its exit code."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import Shell
from voice.cli import main
from voice.cli.commands import COMMANDS

DOCS = Path(__file__).parents[2] / "docs" / "running.md"

SHEET = "event-liked,event-best,next-time,age_band,helped\nyes,music,Swimming,0-9,\nok,-,,10-16,\n"


def test_init_makes_data_and_keys_and_may_be_run_again(voice: Shell, tmp_path: Path) -> None:
    again = voice("init", "--escrow", str(tmp_path / "safe"))
    assert again.exit_code == 0
    kept = {path.name: path.read_bytes() for path in (tmp_path / "keys").glob("*.key")}
    assert kept == {path.name: path.read_bytes() for path in (tmp_path / "safe").glob("*.key")}
    assert (tmp_path / "data" / "voice.db").is_file()


def test_a_bad_setting_is_a_fault_and_nothing_is_made(tmp_path: Path) -> None:
    shell = Shell({"VOICE_DATA": str(tmp_path / "data"), "VOICE_PORT": "port"})
    result = shell("init")
    assert result.exit_code == 1
    assert "VOICE_PORT" in result.output
    assert not (tmp_path / "data").exists()


def test_wrong_usage_is_two(voice: Shell) -> None:
    assert voice("period", "close").exit_code == 2
    assert voice("no-such-command").exit_code == 2


def test_groups_and_events_are_added_once(voice: Shell, opened: Callable[..., str]) -> None:
    assert len(opened()) == 8
    again = voice("group", "add", "just-us", "--name", "Just Us")
    assert again.exit_code == 1
    nowhere = voice("event", "add", "e", "--group", "none", "--name", "E", "--day", "2019-10-24")
    assert nowhere.exit_code == 1
    assert "none" in nowhere.output


def test_an_unknown_survey_names_those_there_are(voice: Shell) -> None:
    result = voice("collection", "open", "no-survey")
    assert result.exit_code == 1
    assert "how-are-you" in result.output


def test_a_collection_is_closed_by_its_code(voice: Shell, opened: Callable[..., str]) -> None:
    code = opened()
    assert voice("collection", "close", code).exit_code == 0
    never = voice("collection", "close", "BCDFGHJK")
    assert never.exit_code == 1
    assert "never given out" in never.output


def test_paper_answers_are_taken_in_once_unless_meant(
    voice: Shell, opened: Callable[..., str], tmp_path: Path
) -> None:
    sheet = tmp_path / "answers.csv"
    sheet.write_text(SHEET, encoding="utf-8-sig")
    code = opened()
    assert voice.told("responses", "import", str(sheet), "--code", code)["responses"] == 2
    twice = voice("responses", "import", str(sheet), "--code", code)
    assert twice.exit_code == 1
    assert "before" in twice.output
    assert voice("responses", "import", str(sheet), "--code", code, "--again").exit_code == 0


def test_paper_answers_with_faults_are_named_by_row_and_column_and_none_is_taken(
    voice: Shell, opened: Callable[..., str], tmp_path: Path
) -> None:
    sheet = tmp_path / "answers.csv"
    sheet.write_text(SHEET.replace("music", "musick"), encoding="utf-8")
    code = opened()
    told = voice.told("responses", "import", str(sheet), "--code", code)
    assert told["done"] is False
    assert re.search(r"row 2.*event-best", told["faults"][0]["place"])
    sheet.write_text(SHEET, encoding="utf-8")
    assert voice.told("responses", "import", str(sheet), "--code", code)["responses"] == 2


def test_a_sheet_that_is_not_text_is_a_fault(
    voice: Shell, opened: Callable[..., str], tmp_path: Path
) -> None:
    sheet = tmp_path / "answers.csv"
    sheet.write_bytes(b"\xff\xfe\x00")
    result = voice("responses", "import", str(sheet), "--code", opened())
    assert result.exit_code == 1
    assert "CSV UTF-8" in result.output


def test_a_good_survey_and_all_faults_of_a_bad_one(voice: Shell, tmp_path: Path) -> None:
    assert voice("survey", "check", "surveys").exit_code == 0
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "survey.toml").write_text('id = "bad"\ntitle = ""\nminutes = 99\n')
    told = voice.told("survey", "check", str(bad))
    assert told["done"] is False
    assert len(told["faults"]) > 3
    assert all(fault["place"] and fault["wrong"] and fault["do"] for fault in told["faults"])


def test_a_month_that_is_not_over_is_not_closed(voice: Shell) -> None:
    result = voice("period", "close", "2999-01")
    assert result.exit_code in {1, 3}
    assert "2999" in result.output or "not over" in result.output


def test_a_closed_period_can_be_listed_shown_and_audited(
    voice: Shell, opened: Callable[..., str], tmp_path: Path
) -> None:
    sheet = tmp_path / "answers.csv"
    rows = [f"{face},music,,0-9," for face in ["yes"] * 12 + ["ok"] * 9]
    sheet.write_text("event-liked,event-best,next-time,age_band,helped\n" + "\n".join(rows))
    code = opened()
    voice("responses", "import", str(sheet), "--code", code)
    assert voice("period", "close", "2019-10").exit_code == 3, "an open event is in the way"
    voice("collection", "close", code)
    # The event is closed by the worker's page or by cancelling; here by the verb itself.
    _close_event(voice)
    closed = voice.told("period", "close", "2019-10")
    assert closed["release"] == "2019-P1"
    assert [one["id"] for one in voice.told("release", "list")["releases"]] == ["2019-P1"]
    shown = voice("release", "show", "2019-P1")
    tables = tmp_path / "tables.json"
    tables.write_text(shown.output, encoding="utf-8")
    audit = voice.told("audit", str(tables))
    assert audit["passed"] is True
    assert voice("release", "show", "1999-P1").exit_code == 1


def test_releases_are_audited_in_whatever_order_their_files_stand(
    voice: Shell, tmp_path: Path
) -> None:
    voice("period", "close", "2018-11")
    voice("period", "close", "2018-12")
    files = []
    for release in ("2018", "2018-P2", "2018-P1"):
        files.append(tmp_path / f"tables-{release}.json")
        files[-1].write_text(voice("release", "show", release).output, encoding="utf-8")
    assert voice.told("audit", *map(str, files))["passed"] is True
    files[1].unlink()
    assert voice("audit", str(files[0]), str(files[2])).exit_code == 1


def _close_event(voice: Shell) -> None:
    from datetime import date

    from voice import collect
    from voice.analysis.policy import Policy
    from voice.store import db

    database = db.connect(f"sqlite:///{voice.environment['VOICE_DATA']}/voice.db")
    collect.close_event(database, "half-term", Policy(), date(2019, 10, 25))
    database.close()


def test_an_audit_of_something_else_is_a_fault(voice: Shell, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("[1, 2")
    assert voice("audit", str(other)).exit_code == 1


def test_a_person_is_added_with_a_password_from_a_file(voice: Shell) -> None:
    words = ["user", "add", "anna", "--role", "admin", "--password-file", "-"]
    assert voice(*words, typed="four mossy pebbles sing\n").exit_code == 0
    again = voice(*words, typed="four mossy pebbles sing\n")
    assert again.exit_code == 1


def test_a_weak_password_is_refused_and_never_printed(voice: Shell) -> None:
    words = ["user", "add", "anna", "--role", "admin", "--password-file", "-"]
    result = voice(*words, typed="password1\n")
    assert result.exit_code == 1
    assert "password1" not in result.output


@pytest.mark.parametrize("role", ["owner", "", "ADMIN"])
def test_an_unknown_role_is_wrong_usage(voice: Shell, role: str) -> None:
    assert voice("user", "add", "anna", "--role", role).exit_code == 2


def test_every_command_has_help_and_stands_in_the_guide() -> None:
    guide = DOCS.read_text(encoding="utf-8")
    for name in COMMANDS:
        told = CliRunner().invoke(main, [name, "--help"]).output
        assert "Usage:" in told
        inner = re.findall(r"^  ([a-z]+)  ", told.partition("Commands:")[2], re.MULTILINE)
        for one in inner or [""]:
            assert f"`voice {name} {one}".rstrip() in guide, (name, one)


def test_a_survey_is_checked_with_its_languages(voice: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "languages"
    shutil.copytree(Path(__file__).parents[1] / "surveys" / "languages", folder)
    good = voice("survey", "check", str(folder))
    assert good.exit_code == 0
    assert "العربية (ar): offered once our own words are approved in it." in good.output
    file = folder / "words" / "el.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("84a4e291", "00000000"), "utf-8")
    bad = voice("survey", "check", str(folder))
    assert bad.exit_code == 1
    assert "el.toml: items.feeling-now.text: was made from other English words" in bad.output

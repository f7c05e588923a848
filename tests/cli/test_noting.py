"""What is done by command stands in the trail as what is done on a page does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from voice import keys
from voice.store import db, trail


def told(voice: Shell) -> list[tuple[str, str, str]]:
    database = db.connect(f"sqlite:///{voice.environment['VOICE_DATA']}/voice.db")
    key = keys.read(Path(voice.environment["VOICE_KEYS"])).trail
    with database.reading() as connection:
        assert trail.verify(connection, key) is None
        lines = [(line.who, line.what, line.about) for line in trail.lines(connection)]
    database.close()
    return lines[::-1]


def test_what_a_command_did_stands_in_the_trail(
    voice: Shell, opened: Callable[..., str], tmp_path: Path
) -> None:
    code = opened()
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("age_band,helped\n")
    voice("responses", "import", str(sheet), "--code", code)
    voice("collection", "close", code)
    voice("period", "close", "2019-09")
    assert told(voice)[:3] == [
        ("command-line", "group-added", "just-us"),
        ("command-line", "event-added", "half-term"),
        ("command-line", "collection-opened", code),
    ]
    assert told(voice)[-2:] == [
        ("command-line", "collection-closed", code),
        ("command-line", "period-closed", "2019-09"),
    ]


def test_a_close_that_completes_a_year_says_so_and_notes_it(voice: Shell) -> None:
    said = voice.told("period", "close", "2018-12")
    assert said["years"] == ["2018"]
    assert told(voice) == [
        ("command-line", "period-closed", "2018-12"),
        ("command-line", "year-made", "2018"),
    ]
    again = voice("period", "close", "2019-12")
    assert "Made the year 2019 too: 0 tables may be shown, 0 may not." in again.output


def test_what_was_refused_leaves_no_line(voice: Shell) -> None:
    voice("period", "close", "2099-09")
    voice("collection", "close", "ABCDEFGH")
    assert told(voice) == []


@pytest.mark.parametrize("id_", ["just us", "Just-Us", "-just", "x" * 61, "just/us", "júst"])
def test_an_id_is_letters_figures_and_hyphens(voice: Shell, id_: str) -> None:
    assert voice("group", "add", "--name", "Just Us", "--", id_).exit_code == 2
    event = ("event", "add", "--group", "g", "--name", "A", "--day", "2019-10-24", "--", id_)
    assert voice(*event).exit_code == 2

"""A command says what is wrong with the installation, and makes nothing by looking at it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from voice.cli import running
from voice.faults import BusyError
from voice.store import db
from voice.store.db import Database

LOOKING = [
    ("tablet", "list"),
    ("tablet", "end", "Tablet A"),
    ("release", "list"),
    ("event", "add", "e", "--group", "g", "--name", "E", "--day", "2019-10-24"),
    ("key", "renew"),
    ("work",),
]


@pytest.fixture
def database_file(voice: Shell) -> Path:
    return Path(voice.environment["VOICE_DATA"]) / "voice.db"


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_a_database_that_was_never_set_up_is_told_and_not_made(
    voice: Shell, database_file: Path, words: tuple[str, ...]
) -> None:
    database_file.unlink()
    heard = voice(*words)
    assert heard.exit_code == 1
    assert heard.output.strip() == (
        "the database: was never set up. Run voice init, or look at VOICE_DATA."
    )
    assert not database_file.exists()


def test_an_empty_file_and_old_tables_are_told(voice: Shell, database_file: Path) -> None:
    database = db.connect(f"sqlite:///{database_file}")
    with database.rebuilding() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")
    assert "has the tables of another version. Run voice init" in voice("tablet", "list").output
    database.close()
    for file in database_file.parent.glob("voice.db*"):
        file.unlink()
    database_file.touch()
    assert "was never set up. Run voice init" in voice("tablet", "list").output
    assert voice("init").exit_code == 0
    assert voice("tablet", "list").exit_code == 0


def test_a_database_in_use_or_out_of_reach_is_told_without_a_traceback(
    voice: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_database: Database) -> None:
        raise BusyError("the database cannot be used just now")

    monkeypatch.setattr(db.Database, "reading", busy)
    for words in (("tablet", "list"), ("work",)):
        heard = voice(*words)
        assert heard.exit_code == 1
        assert "the database: cannot be used just now. Try again" in heard.output
    assert voice.told("tablet", "list")["faults"][0]["place"] == "the database"


def test_work_begins_where_all_is_there(voice: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(running.jobs, "work", lambda *given: begun.append(given))
    assert voice("work").exit_code == 0
    assert begun

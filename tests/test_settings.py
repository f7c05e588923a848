"""Settings come only from VOICE_*; all faults are told at once; no secret has a default."""

from pathlib import Path

import pytest

from voice import settings
from voice.faults import FaultyError


def test_nothing_given_means_a_sqlite_file_in_the_data_folder(tmp_path: Path) -> None:
    read = settings.read({"VOICE_DATA": str(tmp_path / "data")})
    assert read.database == f"sqlite:///{tmp_path / 'data' / 'voice.db'}"
    assert (read.host, read.port, read.https) == ("127.0.0.1", 8000, False)


def test_keys_are_outside_the_data_folder_by_default(tmp_path: Path) -> None:
    read = settings.read({"VOICE_DATA": str(tmp_path / "data")})
    assert not read.keys.is_relative_to(read.data)


def test_every_setting_can_be_given(tmp_path: Path) -> None:
    read = settings.read(
        {
            "VOICE_DATA": str(tmp_path),
            "VOICE_KEYS": str(tmp_path / "k"),
            "VOICE_DATABASE": "postgresql+psycopg:///voice",
            "VOICE_COUNCIL": "Another Council",
            "VOICE_PORT": "9000",
            "VOICE_HTTPS": "1",
            "VOICE_IDLE_MINUTES": "20",
        }
    )
    assert (read.council, read.port, read.https, read.idle_minutes) == (
        "Another Council",
        9000,
        True,
        20,
    )
    assert read.database.startswith("postgresql")


def test_all_faults_are_told_at_once_with_what_to_do() -> None:
    with pytest.raises(FaultyError) as told:
        settings.read({"VOICE_PORT": "99999", "VOICE_HTTPS": "yes", "VOICE_COLOUR": "blue"})
    places = [fault.place for fault in told.value.faults]
    assert sorted(places) == ["VOICE_COLOUR", "VOICE_HTTPS", "VOICE_PORT"]
    assert all(fault.do for fault in told.value.faults)


@pytest.mark.parametrize("text", ["", "0", "-1", "eight", "٨٠٠٠", "1e3", " 80"])
def test_a_port_is_a_plain_whole_number(text: str) -> None:
    if text == "":
        assert settings.read({"VOICE_PORT": text}).port == 8000
        return
    with pytest.raises(FaultyError, match="VOICE_PORT"):
        settings.read({"VOICE_PORT": text})


def test_other_variables_are_left_alone() -> None:
    assert settings.read({"PORT": "x", "PATH": "/bin"}).port == 8000


def test_settings_do_not_change() -> None:
    read = settings.read({})
    with pytest.raises(AttributeError):
        read.port = 1  # type: ignore[misc]

"""Sealing keys by command: listed, renewed, dropped when nothing for them can come any more."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from voice.cli import keyring


def test_the_escrow_copy_holds_the_sealing_keys(voice: Shell, tmp_path: Path) -> None:
    voice("key", "renew")
    voice("init", "--escrow", str(tmp_path / "safe"))
    kept = {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "safe").iterdir()} == kept
    assert len(kept) == 5
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "safe").iterdir()} == {0o600}


def test_a_renewed_key_stands_first_and_the_old_one_is_listed(voice: Shell) -> None:
    [old] = voice.told("key", "list")["keys"]
    assert old["current"] is True
    assert old["needed"] is None
    new = voice.told("key", "renew")["key"]
    first, second = voice.told("key", "list")["keys"]
    assert (first["id"], first["current"]) == (new, True)
    assert (second["id"], second["current"]) == (old["id"], False)
    said = voice("key", "list").output.splitlines()
    assert said[0] == f"{new}  current: tablets seal for it"
    assert said[1] == f"{old['id']}  may be needed until the end of {second['needed']}"
    assert "restart the service" in voice("key", "renew").output


@pytest.mark.parametrize("way", ["list", "renew", "drop"])
def test_where_there_is_no_folder_of_keys_it_says_so_and_makes_none(
    voice: Shell, tmp_path: Path, way: str
) -> None:
    (tmp_path / "keys").rename(tmp_path / "elsewhere")
    told = voice("key", way, *(["2019-10-ffffffff"] if way == "drop" else []))
    assert "voice init" in told.output
    assert told.exit_code == (0 if way == "list" else 1)
    assert not (tmp_path / "keys").exists()


def test_no_key_is_made_that_cannot_be_noted(voice: Shell, tmp_path: Path) -> None:
    (tmp_path / "data" / "voice.db").unlink()
    assert voice("key", "renew").exit_code == 1
    assert len(voice.told("key", "list")["keys"]) == 1


def test_dropping_is_refused_while_something_may_come(
    voice: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = voice.told("key", "list")["keys"][0]["id"]
    assert voice("key", "drop", old).exit_code == 3
    voice("key", "renew")
    refused = voice("key", "drop", old)
    assert refused.exit_code == 3
    assert "may be needed until" in refused.output
    assert voice("key", "drop", "2019-10-ffffffff").exit_code == 1
    monkeypatch.setattr(keyring, "today", lambda: date(2099, 1, 1))
    assert voice("key", "drop", old).exit_code == 0
    assert len(voice.told("key", "list")["keys"]) == 1


def test_somebody_can_say_that_a_key_goes_early(voice: Shell) -> None:
    old = voice.told("key", "list")["keys"][0]["id"]
    voice("key", "renew")
    assert voice("key", "drop", old, "--early").exit_code == 0


def test_an_installation_without_a_key_is_told_what_to_do(voice: Shell, tmp_path: Path) -> None:
    for path in (tmp_path / "keys").glob("sealing-*"):
        path.unlink()
    assert "voice init" in voice("key", "list").output
    voice("init")
    assert len(voice.told("key", "list")["keys"]) == 1

"""Keys are made once, mode 600, and refused when anybody else could read them."""

import stat
from pathlib import Path

import pytest

from voice import keys
from voice.faults import FaultyError


def test_keys_are_made_once_and_never_replaced(tmp_path: Path) -> None:
    keys.make(tmp_path / "keys")
    first = keys.read(tmp_path / "keys")
    keys.make(tmp_path / "keys")
    assert keys.read(tmp_path / "keys") == first


def test_each_key_is_different_and_32_bytes(tmp_path: Path) -> None:
    keys.make(tmp_path)
    found = keys.read(tmp_path)
    values = {found.receipts, found.trail, found.cookie}
    assert len(values) == 3
    assert {len(value) for value in values} == {32}


def test_key_files_and_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys.make(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_key_others_can_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    keys.make(tmp_path)
    (tmp_path / "cookie.key").chmod(0o644)
    with pytest.raises(FaultyError, match="chmod 600"):
        keys.read(tmp_path)


def test_missing_and_damaged_keys_are_named_together(tmp_path: Path) -> None:
    keys.make(tmp_path)
    (tmp_path / "trail.key").unlink()
    (tmp_path / "receipts.key").write_bytes(b"short")
    with pytest.raises(FaultyError) as told:
        keys.read(tmp_path)
    assert {Path(fault.place).name for fault in told.value.faults} == {
        "trail.key",
        "receipts.key",
    }


def test_keys_are_never_printed(tmp_path: Path) -> None:
    keys.make(tmp_path)
    found = keys.read(tmp_path)
    assert repr(found.cookie) not in repr(found)

"""Keys are made once, mode 600, and refused when anybody else could read them."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from voice import keys, sealing
from voice.faults import FaultyError, RefusedError

OCTOBER = date(2019, 10, 24)


@pytest.fixture
def folder(tmp_path: Path, one_sealing_key: None) -> Path:
    """Every key, made in October 2019."""
    keys.make(tmp_path / "keys", OCTOBER)
    return tmp_path / "keys"


def told(folder: Path) -> dict[str, str]:
    """The faults of reading: the file's name and what is wrong."""
    with pytest.raises(FaultyError) as told:
        keys.read(folder)
    return {Path(fault.place).name: fault.wrong for fault in told.value.faults}


def ids(folder: Path) -> list[str]:
    return [key.id for key in keys.sealing_keys(folder)]


def sealing_file(folder: Path) -> Path:
    [path] = folder.glob("sealing-*.pem")
    return path


def test_keys_are_made_once_and_never_replaced(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    keys.make(folder, date(2021, 1, 1))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert len(before) == 4


def test_each_key_is_different_and_32_bytes(folder: Path) -> None:
    found = keys.read(folder)
    values = {found.receipts, found.trail, found.cookie}
    assert len(values) == 3
    assert {len(value) for value in values} == {32}


def test_key_files_and_folder_are_for_their_owner_only(folder: Path) -> None:
    keys.renew(folder, OCTOBER)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("name", ["cookie.key", "sealing"])
def test_a_key_others_can_read_is_refused_with_what_to_do(folder: Path, name: str) -> None:
    path = sealing_file(folder) if name == "sealing" else folder / name
    path.chmod(0o640)
    with pytest.raises(FaultyError, match="chmod 600"):
        keys.read(folder)


def test_missing_and_damaged_keys_are_named_together(folder: Path) -> None:
    (folder / "trail.key").unlink()
    (folder / "receipts.key").write_bytes(b"short")
    path = sealing_file(folder)
    path.write_bytes(path.read_bytes()[:900])
    assert told(folder) == {
        "trail.key": "is not there.",
        "receipts.key": "is damaged.",
        path.name: "is damaged.",
    }


def test_keys_are_never_printed(folder: Path) -> None:
    found = keys.read(folder)
    assert repr(found.cookie) not in repr(found)
    assert ids(folder)[0] not in repr(found)


@pytest.mark.parametrize("name", [*(f"{name}.key" for name in keys.SECRETS), "sealing"])
def test_a_key_of_another_user_is_told_with_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path, read = sealing_file(folder) if name == "sealing" else folder / name, Path.read_bytes

    def refusing(asked: Path) -> bytes:
        if asked == path:
            raise PermissionError(13, "Permission denied")
        return read(asked)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    with pytest.raises(FaultyError, match="Run it as the user the service runs as"):
        keys.read(folder)
    assert told(folder) == {path.name: "cannot be read by this user: Permission denied."}


def test_a_folder_of_another_user_is_not_taken_for_an_empty_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_folder: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refusing)
    for ask in (keys.read, keys.files, keys.sealing_keys):
        with pytest.raises(FaultyError, match="cannot be looked into by this user"):
            ask(folder)


@pytest.mark.parametrize("may", [True, False])
def test_a_key_made_by_another_belongs_to_whose_folder_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, may: bool
) -> None:
    given: list[tuple[int, int]] = []

    def give(_handle: int, user: int, group: int) -> None:
        given.append((user, group))
        if not may:
            raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    monkeypatch.setattr(os, "fchown", give)
    new = keys.renew(folder, OCTOBER)
    assert given == [(folder.stat().st_uid, folder.stat().st_gid)]
    assert keys.read(folder).current[0] == new


def test_what_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_how: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(FaultyError, match="cannot be written by this user"):
        keys.renew(folder, OCTOBER)


class TestSealingKeys:
    def test_the_key_that_is_read_opens_what_is_sealed_for_the_current_one(
        self, folder: Path
    ) -> None:
        found = keys.read(folder)
        id_, key = found.current
        assert id_.startswith("2019-10-")
        made = sealing.seal(b"{}", "an id", id_, 1, key.public_key())
        assert sealing.open_(made, found.sealing).strip() == b"{}"

    def test_an_installation_from_before_has_none_until_it_is_made(self, folder: Path) -> None:
        sealing_file(folder).unlink()
        found = keys.read(folder)
        with pytest.raises(FaultyError, match="voice init"):
            assert found.current
        keys.make(folder, date(2020, 2, 1))
        assert keys.read(folder).current[0].startswith("2020-02-")

    @pytest.mark.parametrize("day", [OCTOBER, date(2019, 12, 31), date(2018, 1, 1)])
    def test_a_renewed_key_is_the_current_one_and_the_old_one_stays(
        self, folder: Path, day: date
    ) -> None:
        [old] = ids(folder)
        new = keys.renew(folder, day)
        assert ids(folder) == [new, old]
        assert keys.read(folder).current[0] == new
        assert set(keys.read(folder).sealing) == {old, new}

    def test_keys_of_one_month_take_turns_into_the_next_year(self, folder: Path) -> None:
        made = [keys.renew(folder, OCTOBER) for _ in range(4)]
        assert [id_[:7] for id_ in made] == ["2019-11", "2019-12", "2020-01", "2020-02"]
        assert ids(folder)[:4] == made[::-1]

    def test_a_key_under_another_keys_name_is_damaged(self, folder: Path) -> None:
        path = sealing_file(folder)
        other = path.with_name("sealing-2019-10-00000000.pem")
        path.rename(other)
        assert told(folder) == {other.name: "is damaged."}

    def test_other_files_are_no_keys(self, folder: Path) -> None:
        for name in ("sealing-old.pem", "sealing-2019-10-0123abcd.pem.bak", "notes.txt"):
            (folder / name).write_text("notes")
        assert len(keys.read(folder).sealing) == 1

    def test_the_escrow_copy_is_every_key(self, folder: Path) -> None:
        keys.renew(folder, OCTOBER)
        (folder / "notes.txt").write_text("notes")
        names = {path.name for path in keys.files(folder)}
        assert names == {path.name for path in folder.iterdir()} - {"notes.txt"}


class TestDrop:
    @pytest.fixture
    def followed(self, folder: Path) -> str:
        """A key of October 2019, followed by one of March 2020."""
        keys.renew(folder, date(2020, 3, 31))
        return ids(folder)[1]

    def test_a_key_goes_when_it_was_followed_thirteen_months_ago(
        self, folder: Path, followed: str
    ) -> None:
        assert [key.needed for key in keys.sealing_keys(folder)] == ["", "2021-04"]
        with pytest.raises(RefusedError, match="until the end of 2021-04"):
            keys.drop(folder, followed, date(2021, 4, 30))
        keys.drop(folder, followed, date(2021, 5, 1))
        assert len(ids(folder)) == 1
        assert followed not in keys.read(folder).sealing

    def test_it_goes_before_when_somebody_says_so(self, folder: Path, followed: str) -> None:
        keys.drop(folder, followed, date(2020, 4, 1), early=True)
        assert followed not in ids(folder)

    def test_the_current_key_never_goes(self, folder: Path, followed: str) -> None:
        with pytest.raises(RefusedError, match="Renew it first"):
            keys.drop(folder, ids(folder)[0], date(2031, 1, 1), early=True)
        assert len(ids(folder)) == 2

    @pytest.mark.parametrize("id_", ["", "2019-10-ffffffff", "../cookie", "cookie"])
    def test_what_is_no_sealing_key_is_told(self, folder: Path, id_: str) -> None:
        with pytest.raises(FaultyError, match="is not a sealing key here"):
            keys.drop(folder, id_, date(2031, 1, 1), early=True)
        assert len(keys.files(folder)) == 4


def test_a_key_is_made_of_chance(tmp_path: Path, sealing_key: RSAPrivateKey) -> None:
    keys.make(tmp_path, OCTOBER)
    assert sealing.fingerprint(sealing_key) not in ids(tmp_path)[0]

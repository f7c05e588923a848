"""A paper's folder is put in place all at once, and never over something else."""

import hashlib
from pathlib import Path

import pytest

from voice.faults import FaultyError
from voice.publish import folder

FILES = {"index.html": b"<p>", "charts/one.svg": b"<svg>"}


def test_files_and_checksums_are_written(tmp_path: Path) -> None:
    out = tmp_path / "papers" / "2019-11-20"
    sums = folder.put(FILES, out)
    assert (out / "charts" / "one.svg").read_bytes() == b"<svg>"
    assert sums["index.html"] == hashlib.sha256(b"<p>").hexdigest()
    lines = (out / folder.SUMS).read_text().splitlines()
    assert lines == [f"{sums[name]}  {name}" for name in ("charts/one.svg", "index.html")]
    assert out.stat().st_mode & 0o777 == 0o755


def test_an_earlier_paper_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "paper"
    folder.put(FILES | {"charts/old.svg": b"old"}, out)
    folder.put(FILES, out)
    assert not (out / "charts" / "old.svg").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["paper"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    folder.put(FILES, tmp_path / "paper")
    assert (tmp_path / "paper" / "index.html").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FaultyError, match="holds other things"):
        folder.put(FILES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("mine")
    with pytest.raises(FaultyError):
        folder.put(FILES, tmp_path / "paper")


def test_a_paper_that_cannot_be_written_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "paper"
    folder.put(FILES, out)
    monkeypatch.setattr(Path, "write_bytes", _full)
    with pytest.raises(OSError, match="full"):
        folder.put({"index.html": b"new"}, out)
    assert (out / "index.html").read_bytes() == b"<p>"
    assert [path.name for path in tmp_path.iterdir()] == ["paper"]


def _full(path: Path, content: bytes) -> int:
    raise OSError("the disk is full")

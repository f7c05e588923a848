"""Two builds of the example council give the same papers, byte for byte."""

import hashlib
from pathlib import Path

import pytest

from tests.example.conftest import Council, build


def _sums(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(
    council: Council, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = build(tmp_path_factory.mktemp("again"))
    first, second = _sums(council.papers), _sums(again.papers)
    again.database.close()
    assert len(first) > 20
    assert first == second

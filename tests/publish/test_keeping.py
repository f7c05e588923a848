"""Drawn charts are kept by what they show and by how they are drawn, and never trusted blindly."""

from pathlib import Path

import pytest

from tests.charting import KINDS, a_fact
from voice.publish import charts, keeping

NAME = "0123.svg"


def never() -> bytes:
    raise AssertionError("drawn again")


def test_what_was_drawn_once_is_read_from_then_on(tmp_path: Path) -> None:
    assert keeping.kept(tmp_path, NAME, lambda: b"drawn") == b"drawn"
    assert keeping.kept(tmp_path, NAME, never) == b"drawn"


def test_a_new_way_of_drawing_throws_away_what_the_old_one_drew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes").mkdir()
    monkeypatch.setattr(keeping, "_drawing", lambda: "0" * 16)
    keeping.kept(tmp_path, NAME, lambda: b"old")
    monkeypatch.setattr(keeping, "_drawing", lambda: "1" * 16)
    assert keeping.kept(tmp_path, NAME, lambda: b"new") == b"new"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["1" * 16, "notes"]


def test_where_nothing_can_be_kept_it_is_drawn_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "charts").write_text("a file where the folder should be")
    assert keeping.kept(tmp_path / "charts", NAME, lambda: b"drawn") == b"drawn"


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    keeping.kept(tmp_path, NAME, lambda: b"drawn")
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [NAME]


def test_a_chart_is_kept_over_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fact = a_fact(KINDS["themes"])
    first = charts.draw(fact, "svg", titled=False, kept_in=tmp_path)
    charts._draw.cache_clear()  # as a restart does
    monkeypatch.setattr(charts, "_drawn", lambda *_: never())
    assert charts.draw(fact, "svg", titled=False, kept_in=tmp_path) == first
    with pytest.raises(AssertionError):
        charts.draw(a_fact(KINDS["bars"]), "svg", titled=False, kept_in=tmp_path)


def test_kept_or_not_the_bytes_are_the_same(tmp_path: Path) -> None:
    fact = a_fact(KINDS["shares"])
    kept = charts.draw(fact, "png", titled=True, kept_in=tmp_path)
    assert charts.draw(fact, "png", titled=True) == kept


def test_other_words_for_those_who_do_not_see_it_are_another_chart(tmp_path: Path) -> None:
    for alt in ("One thing.", "Another thing."):
        charts.draw(a_fact(KINDS["bars"], alt), "svg", titled=False, kept_in=tmp_path)
    assert len(list(tmp_path.rglob("*.svg"))) == 2


def test_the_way_of_drawing_is_all_that_decides_how_a_chart_looks() -> None:
    here = Path(keeping.__file__).parent
    for name in keeping.DRAWS:
        for line in (here / f"{name}.py").read_text().splitlines():
            if line.startswith("from voice.publish"):
                used = {one.strip() for one in line.partition(" import ")[2].split(",")}
                assert used & {one.stem for one in here.glob("*.py")} <= {*keeping.DRAWS, "keeping"}

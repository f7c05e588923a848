"""What a council has set up to mark words, and what it says of it."""

from pathlib import Path

import pytest

from voice import marking
from voice.faults import FaultyError


def test_without_a_list_and_a_model_it_says_that_both_are_missing(tmp_path: Path) -> None:
    told = " ".join(marking.of(tmp_path, "").says)
    assert "You have no list of your own yet." in told
    assert "No language model is installed." in told
    assert "read each line to its end" in told


def test_the_list_is_kept_as_typed_and_marks(tmp_path: Path) -> None:
    assert marking.keep_list(tmp_path, "  Elm House \r\n\r\nThe Rec\n# homes\n") == 2
    assert marking.own_list(tmp_path) == "Elm House\n\nThe Rec\n# homes\n"
    found = marking.of(tmp_path, "")
    assert "Your own list has 2 words." in found.says
    text = "we meet at the rec"
    assert [text[f.start : f.end] for f in found.flags(text, group=True)] == ["the rec"]
    assert [path.name for path in tmp_path.iterdir()] == [marking.OWN_LIST]


def test_the_list_is_read_by_nobody_else(tmp_path: Path) -> None:
    (tmp_path / marking.OWN_LIST).write_text("Elm House")
    (tmp_path / f"{marking.OWN_LIST}.new").write_text("left over")
    marking.keep_list(tmp_path, "Ash House")
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_list_that_is_too_long_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    marking.keep_list(tmp_path, "Elm House")
    with pytest.raises(FaultyError, match="letters"):
        marking.keep_list(tmp_path, "x" * (marking.LONGEST_LIST + 1))
    assert marking.own_list(tmp_path) == "Elm House\n"


def test_a_list_that_cannot_be_read_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / marking.OWN_LIST).write_bytes(b"\xff\xfe\x00")
    assert marking.of(tmp_path, "").local == frozenset()


def test_an_empty_list_is_none(tmp_path: Path) -> None:
    assert marking.keep_list(tmp_path, "\n \n") == 0
    assert "You have no list of your own yet." in marking.of(tmp_path, "").says


def test_a_model_is_told_of(tmp_path: Path) -> None:
    with_one = marking.Marking(model=lambda _text: [])
    assert "The language model that is installed marks more" in " ".join(with_one.says)

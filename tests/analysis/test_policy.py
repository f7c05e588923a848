"""The parameters: read from the file a manager answers for."""

from pathlib import Path

import pytest

from voice import paths
from voice.analysis import policy
from voice.analysis.policy import FLOORS, Policy
from voice.faults import FaultyError

SHIPPED = paths.REPORTS / "policy.toml"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "policy.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_file_we_ship_holds_the_defaults() -> None:
    assert policy.read(SHIPPED) == Policy()


def test_the_data_owner_s_signature_comes_from_the_settings() -> None:
    signed = policy.read(SHIPPED, "data owner, 1 May 2019")
    assert signed.service_signed == "data owner, 1 May 2019"
    assert signed.as_dict()["service_signed"] == "data owner, 1 May 2019"


def test_a_council_may_be_more_careful(tmp_path: Path) -> None:
    assert policy.read(changed(tmp_path, "\nk = 5", "\nk = 8")).k == 8


@pytest.mark.parametrize("name", FLOORS)
def test_no_number_is_lower_than_its_floor(tmp_path: Path, name: str) -> None:
    default = getattr(Policy(), name)
    low = changed(tmp_path, f"\n{name} = {default}", f"\n{name} = {FLOORS[name] - 1}")
    with pytest.raises(FaultyError, match=f"{name}: is {FLOORS[name] - 1}"):
        policy.read(low)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("\nk = 5", "", "k: is None"),
        ("\nk = 5", "\nk = true", "k: is True"),
        ("\nk = 5", "\nk = 5.5", "k: is 5.5"),
        ("\nk = 5", "\nk = 5\nkk = 6", "kk: is not a parameter"),
        ('\nversion = "1"', "", "version: is missing"),
        ("\nk = 5", "\nk = ", "cannot be read"),
        ("\nw = 4", "\nw = 5", "w: is more than k - 1"),
    ],
)
def test_every_fault_is_named(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    with pytest.raises(FaultyError, match=wrong):
        policy.read(changed(tmp_path, old, new))


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyError, match="cannot be read"):
        policy.read(tmp_path / "none.toml")


def test_the_file_says_of_every_number_what_it_is_and_its_floor() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    for name, floor in FLOORS.items():
        comment = text.partition(f"\n{name} = ")[0].rpartition("\n\n")[2]
        assert comment.startswith("# ")
        assert f"Floor {floor}." in comment

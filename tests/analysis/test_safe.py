"""Only two places make a Safe table, and a machine says so."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.crowd import a_question, a_table
from voice import analysis
from voice.analysis import safe
from voice.analysis.disclosure import protect
from voice.analysis.policy import Policy
from voice.analysis.safe import Safe, SafeRow

FIELDS: dict[str, Any] = {
    "name": "how-are-you/feeling",
    "survey": "how-are-you",
    "item": "feeling",
    "text": "How are you?",
    "kind": "faces",
    "period": "2019-P1",
    "dimension": None,
    "form": "as-asked",
    "sensitivity": "personal",
    "answers": (),
    "rows": (SafeRow(None, "Everybody", 1, (1,)),),
}
TABLE = protect([a_table(a_question(("yes", "no")), (5, 5))], (), Policy()).tables[0]


def test_without_the_seal_there_is_no_table() -> None:
    with pytest.raises(TypeError):
        Safe(**FIELDS)


@pytest.mark.parametrize("seal", [None, object(), safe._Seal()])
def test_a_seal_of_one_s_own_does_not_do(seal: object) -> None:
    with pytest.raises(TypeError, match=r"only by disclosure\.protect"):
        Safe(**FIELDS, seal=seal)


def test_other_figures_cannot_be_put_into_a_sealed_table() -> None:
    with pytest.raises((TypeError, ValueError)):
        replace(TABLE, rows=FIELDS["rows"])


def test_a_table_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        TABLE.rows = FIELDS["rows"]  # type: ignore[misc]


def test_the_seal_is_taken_by_protect_and_read_alone() -> None:
    house = Path(analysis.__file__).parents[1]
    takers = {
        path.relative_to(house).as_posix()
        for path in house.rglob("*.py")
        if re.search(r"\b_SEAL\b", path.read_text(encoding="utf-8"))
    }
    assert takers == {"analysis/safe.py", "analysis/disclosure.py", "analysis/opendata.py"}


FORGED = """
from voice.analysis.counts import Counts
from voice.analysis.safe import Safe

def draw(table: Safe) -> None: ...
def counted(table: Counts) -> None:
    draw(table)
def by_hand() -> tuple[Safe, Safe]:
    unsealed = Safe("a", "a", "b", "", "", "", None, "", "", (), ())
    return unsealed, Safe("a", "a", "b", "", "", "", None, "", "", (), (), seal=object())
"""


def test_types_refuse_counted_tables_and_forged_ones(tmp_path: Path) -> None:
    forged = tmp_path / "forged.py"
    forged.write_text(FORGED, encoding="utf-8")
    root = Path(analysis.__file__).parents[2]
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", str(forged)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert 'incompatible type "Counts"; expected "Safe"' in found
    assert 'Missing named argument "seal"' in found
    assert 'Argument "seal" to "Safe" has incompatible type "object"' in found

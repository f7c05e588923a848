"""The file a tablet saved, taken in by command."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.cli.conftest import Shell
from tests.cli.test_noting import told
from tests.sealed import sealed
from voice import keys
from voice.keys import Keys
from voice.store import db


@pytest.fixture
def keyring(voice: Shell) -> Keys:
    """The keys of this installation."""
    return keys.read(Path(voice.environment["VOICE_KEYS"]))


@pytest.fixture
def file(voice: Shell, keyring: Keys, tmp_path: Path) -> Path:
    """Three envelopes for a survey that is open, and something that is none."""
    database = db.connect(f"sqlite:///{voice.environment['VOICE_DATA']}/voice.db")
    with database.writing() as connection:
        factories.a_collection(connection)
    database.close()
    path = tmp_path / "tablet.json"
    saved(path, *(sealed(keyring, n) for n in (1, 2, 3)), None)
    return path


def saved(path: Path, *records: Any, **changes: Any) -> None:
    told = {"voice_envelopes": 1, "tablet": "Tablet A", "records": records, "counts": {}}
    path.write_text(json.dumps(told | changes))


def test_a_file_is_taken_in_once_and_known_again(voice: Shell, file: Path) -> None:
    first = voice("responses", "import-sealed", str(file))
    assert first.exit_code == 0
    assert first.output.splitlines() == [
        "Envelopes in the file: 4.",
        "New: 3.",
        "Cannot be counted: 1. They are set aside as they came.",
    ]
    again = voice.told("responses", "import-sealed", str(file))
    counts = {"stored": 0, "already": 3, "conflict": 0, "set-aside": 1}
    counts |= {"cards": 0, "messages": 0, "left": 0}
    assert again == {"done": True} | counts
    assert ("command-line", "envelopes-brought-in", "4") in told(voice)


def test_one_damaged_envelope_leaves_the_others(voice: Shell, file: Path, keyring: Keys) -> None:
    good, bad = sealed(keyring, 8), sealed(keyring, 9)
    saved(file, good, bad | {"sealed": bad["sealed"][:-8] + "\ufffd" * 8})
    counts = voice.told("responses", "import-sealed", str(file))
    assert (counts["stored"], counts["set-aside"]) == (1, 1)
    file.write_bytes(file.read_bytes().replace(b'"key_id"', b'"key\xff\xfe"', 1))
    assert voice.told("responses", "import-sealed", str(file))["set-aside"] == 2


@pytest.mark.parametrize("kind", ["cut", "empty", "binary", "sheet", "newer"])
def test_a_file_that_is_damaged_or_none_is_a_fault(voice: Shell, file: Path, kind: str) -> None:
    whole = file.read_bytes()
    made = {
        "cut": whole[:-40],
        "empty": b"",
        "binary": bytes(range(256)),
        "sheet": b"age_band,helped\n",
        "newer": whole.replace(b'"voice_envelopes": 1', b'"voice_envelopes": 2'),
    }
    file.write_bytes(made[kind])
    result = voice("responses", "import-sealed", str(file))
    assert result.exit_code == 1
    assert "Nothing of it was taken in, and nothing is lost." in result.output
    assert told(voice) == []


def test_without_a_file_it_is_wrong_usage(voice: Shell, tmp_path: Path) -> None:
    assert voice("responses", "import-sealed").exit_code == 2
    assert voice("responses", "import-sealed", str(tmp_path / "none.json")).exit_code == 2

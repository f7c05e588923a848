"""The command line, spoken to as a person or a script would."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from voice.cli import main


@dataclass
class Shell:
    """A shell in which only this installation is set."""

    environment: dict[str, str]

    def __call__(self, *words: str, typed: str = "") -> Result:
        return CliRunner().invoke(
            main, list(words), input=typed or None, env=self.environment, catch_exceptions=False
        )

    def told(self, *words: str) -> dict[str, Any]:
        """What the command says with --json."""
        heard: dict[str, Any] = json.loads(self(*words, "--json").output)
        return heard


@pytest.fixture
def voice(tmp_path: Path, quick_hashing: None, one_sealing_key: None) -> Shell:
    """An installation that ``voice init`` has made."""
    shell = Shell(
        {
            "VOICE_DATA": str(tmp_path / "data"),
            "VOICE_KEYS": str(tmp_path / "keys"),
            "COLUMNS": "80",
        }
    )
    assert shell("init").exit_code == 0
    return shell


@pytest.fixture
def opened(voice: Shell) -> Callable[..., str]:
    """Adds a group and an event, opens a survey there, and gives its code."""

    def open_(survey: str = "stall", day: str = "2019-10-24") -> str:
        voice("group", "add", "just-us", "--name", "Just Us")
        voice("event", "add", "half-term", "--group", "just-us", "--name", "Session", "--day", day)
        code: str = voice.told("collection", "open", survey, "--event", "half-term")["code"]
        return code

    return open_

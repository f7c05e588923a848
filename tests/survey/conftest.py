"""Questionnaires for the tests of this floor."""

from pathlib import Path

import pytest

from voice import paths
from voice.survey.load import load, load_all
from voice.survey.model import Survey

TINY = Path(__file__).parents[1] / "surveys"


@pytest.fixture(scope="session")
def shipped() -> dict[str, Survey]:
    """The questionnaires that come with the program."""
    return load_all(paths.SURVEYS)


@pytest.fixture(scope="session")
def tiny() -> dict[str, Survey]:
    """One questionnaire a kind or feature. Not one family: they share ids and nothing else."""
    return {path.name: load(path) for path in sorted(TINY.iterdir()) if path.is_dir()}

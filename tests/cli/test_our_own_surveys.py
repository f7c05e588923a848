"""Surveys that the team published are opened and written from the command line, too."""

import tomllib
from pathlib import Path

import pytest

from tests import factories
from tests.cli.conftest import Shell
from tests.survey.operations import a_draft
from voice import drafting, paths, publishing
from voice.store import db


@pytest.fixture
def published(voice: Shell) -> Shell:
    database = db.connect(f"sqlite:///{voice.environment['VOICE_DATA']}/voice.db")
    draft = drafting.start_from_data(database, a_draft(), "ada", factories.THURSDAY)
    publishing.publish(database, draft.id, 1, {}, paths.SURVEYS)
    database.close()
    return voice


@pytest.mark.parametrize("form", ["toml", "xlsform", "redcap", "limesurvey"])
def test_a_survey_of_our_own_is_written(published: Shell, form: str, tmp_path: Path) -> None:
    out = tmp_path / f"written-{form}"
    result = published("survey", "export", "a-survey", "--format", form, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.stat().st_size > 0
    if form == "toml":
        assert tomllib.loads(out.read_text())["id"] == "a-survey"


def test_it_is_opened_by_its_id(published: Shell) -> None:
    published("group", "add", "just-us", "--name", "Just Us")
    told = published.told("collection", "open", "a-survey", "--group", "just-us", "--name", "Trip")
    assert len(told["code"]) == 8


def test_it_is_named_among_those_there_are(published: Shell) -> None:
    for words in (("collection", "open", "no"), ("survey", "export", "no", "--format", "toml")):
        result = published(*words)
        assert result.exit_code == 1
        assert "a-survey" in " ".join(result.output.split())

"""Whether now is a moment for a backup, asked by a person and by a script."""

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell
from tests.factories import THURSDAY
from tests.store.devices import a_tablet
from voice import opening, tablets
from voice.analysis.policy import Policy
from voice.cli import gathering, status
from voice.store import db
from voice.store.db import Database

EVENT = "half-term"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (status, gathering):
        monkeypatch.setattr(module, "today", lambda: THURSDAY)


@pytest.fixture
def database(voice: Shell) -> Database:
    return db.connect(f"sqlite:///{voice.environment['VOICE_DATA']}/voice.db")


def test_with_nothing_under_way_it_is_a_good_moment(voice: Shell) -> None:
    assert voice("status").output == f"{status.GOOD}\n"
    assert voice("status", "--backup").exit_code == 0
    quiet = {"backup": True, "open": [], "waiting": [], "standing": []}
    assert voice.told("status") == {"done": True} | quiet


def test_not_while_an_event_is_open(voice: Shell, opened: Callable[..., str]) -> None:
    opened()
    said = voice("status")
    assert said.exit_code == 0
    assert said.output == f"Open: Session, 24 October 2019 (half-term)\n{status.BAD}\n"
    assert voice("status", "--backup").exit_code == 3
    assert voice.told("status")["open"] == [EVENT]


def test_an_event_to_come_has_no_answers_yet(voice: Shell, opened: Callable[..., str]) -> None:
    opened(day="2019-10-25")
    assert voice.told("status")["backup"] is True


def test_not_while_an_event_waits_for_envelopes(
    voice: Shell, opened: Callable[..., str], database: Database
) -> None:
    opened()
    with database.writing() as connection:
        a_tablet(connection, "Tablet A", THURSDAY, "id-a")
    tablets.fetched(database, "id-a", EVENT)
    opening.close_event(database, EVENT, Policy(), THURSDAY)
    assert "Waits for envelopes: Session, 24 October 2019 (half-term)" in voice("status").output
    assert voice.told("status")["waiting"] == [EVENT]
    assert voice("status", "--backup").exit_code == 3
    tablets.absent(database, "id-a", EVENT)
    opening.complete_events(database, Policy(), THURSDAY)
    assert voice("status", "--backup").exit_code == 0


def test_a_standing_survey_is_told_and_stops_no_backup(voice: Shell) -> None:
    code = voice.told("collection", "open", "stall")["code"]
    said = voice("status").output
    assert f"Standing open: stall, {code}." in said
    assert status.GOOD in said
    assert voice.told("status")["standing"] == [code]
    voice("collection", "close", code)
    assert voice.told("status")["standing"] == []

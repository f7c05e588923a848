"""Two people on one draft: who is there, and what both say in words."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.survey.operations import a_draft
from tests.web.entering import NOON
from voice import drafting
from voice.jobs import Worker
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.store.drafts import SpareRecord, StepRecord
from voice.survey.draft_data import as_text, tidy
from voice.survey.editing import Operation, apply
from voice.web.worker import import_notes
from voice.web.worker.studio_presence import FOLDER, here
from voice.web.worker.studio_spares import Difference, spare_of


def test_who_has_a_draft_open_is_known_for_half_a_minute(tmp_path: Path) -> None:
    assert here(tmp_path, "a", "ada", NOON) == ()
    assert here(tmp_path, "a", "ben", NOON) == ("ada",)
    assert here(tmp_path, "b", "cat", NOON) == (), "another draft"
    assert here(tmp_path, "a", "ben", NOON + timedelta(seconds=31)) == ()


def test_who_has_left_leaves_no_trace(tmp_path: Path) -> None:
    here(tmp_path, "a", "ada", NOON)
    here(tmp_path, "a", "ben", NOON + timedelta(seconds=61))
    (only,) = (tmp_path / FOLDER).iterdir()
    assert json.loads(only.read_text())["who"] == "ben"


def test_work_goes_on_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    assert here(tmp_path, "a", "ada", NOON) == ()
    torn = tmp_path / "other"
    (torn / FOLDER).mkdir(parents=True)
    for number, text in enumerate(("{", "[]", '{"at": "noon"}')):
        (torn / FOLDER / f"{number}.json").write_text(text)
    assert here(torn, "a", "ada", NOON) == ()


def both(theirs: Operation, mine: Operation) -> tuple[Difference, ...]:
    """What the card says where two did this to the same draft."""
    base = tidy(a_draft())
    now, kept = apply(base, theirs).data, apply(base, mine)
    step = StepRecord("d", 1, as_text(base), "", "sam", None, None)
    spare = SpareRecord("d", 1, 1, as_text(kept.data), kept.said, "ada")
    return spare_of(now, spare, step).differences


def changed(item: str, field: str, value: Any) -> Operation:
    return Operation("change", item, {"field": field, "value": value})


@pytest.mark.parametrize(
    ("theirs", "mine", "said"),
    [
        (
            changed("came", "text", "Theirs?"),
            changed("came", "text", "Mine?"),
            Difference("The words", "Theirs?", "Mine?"),
        ),
        (
            Operation("remove", "came"),
            changed("came", "text", "Mine?"),
            Difference("The question", "(taken out)", "“Mine?”"),
        ),
        (
            changed("came", "hint", "Theirs."),
            changed("came", "hint", None),
            None,
        ),
        (
            Operation("move", "came", {"by": 1}),
            Operation("move", "came", {"by": -1}),
            Difference(
                "The order",
                "1 “How do you feel?” · 2 “What was good?” · 3 “Did you like it?” · 4 “Why?” · "
                "5 “What else?”",
                "1 “Did you like it?” · 2 “How do you feel?” · 3 “What was good?” · 4 “Why?” · "
                "5 “What else?”",
            ),
        ),
        (
            Operation("remove-option", "ticks", {"option": "food"}),
            Operation("remove-option", "ticks", {"option": "games"}),
            Difference("The answers", "Games", "Food"),
        ),
        (
            changed("came", "dont_know", True),
            changed("came", "worry", ["no"]),
            Difference("“I don't know”", "yes", "(nothing)"),
        ),
        (
            Operation("set-rule", "why", {"rule": None}),
            changed("why", "hint", "Just a word."),
            Difference(
                "When it is asked",
                "always",
                "only if “Did you like it?” is “No” or “How do you feel?” is “sad”",
            ),
        ),
        (
            Operation("set", "", {"field": "title", "value": "Theirs"}),
            Operation("set", "", {"field": "title", "value": "Mine"}),
            Difference("The name", "Theirs", "Mine"),
        ),
    ],
)
def test_both_sides_of_a_change_are_told_in_words(
    theirs: Operation, mine: Operation, said: Difference | None
) -> None:
    found = both(theirs, mine)
    assert (said in found) if said else not found


def test_the_process_for_long_work_forgets_who_has_left_and_notes_without_a_draft(
    database: Database, settings: Settings, keyring: Keys
) -> None:
    now = datetime.now(UTC)
    draft = drafting.start_blank(database, "New", "ada", now.date())
    for id_ in (draft.id, "gone"):
        import_notes.keep(settings.data, id_, (), {draft.id, "gone"})
    here(settings.data, draft.id, "ada", now)
    (file,) = (settings.data / FOLDER).iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    times = iter([now, now + timedelta(seconds=62)])
    process = Worker(database, settings, keyring, lambda: next(times), lambda: False, {})
    process.turn()
    assert file.exists()
    left = (settings.data / import_notes.FOLDER).iterdir()
    assert [path.stem for path in left] == [draft.id]
    process.turn()
    assert not file.exists()

"""Tables by two dimensions that somebody asked for: tried once, first to go, forgotten."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests import factories
from tests.closing import NOVEMBER, POLICY, SURVEY, keep, told
from voice.analysis import audit, opendata, withheld
from voice.analysis.audit import Finding, Verdict
from voice.release import close
from voice.store import releases, wanted
from voice.store.db import Database

WHOLE = "how-are-you/listened"
BY_AGE, BY_GROUP = f"{WHOLE} by age_band", f"{WHOLE} by group"
BY_BOTH = f"{WHOLE} by age_band and group"
PASSED = Verdict((), None, 0)


@pytest.fixture
def large(database: Database) -> Database:
    """Two groups of two ages, twenty-four answers of each, and a table by both that is wanted."""
    with database.writing() as connection:
        for number, group in enumerate(("north", "south")):
            factories.a_group(connection, group)
            link = factories.a_collection(
                connection, SURVEY, event=None, code=f"LINK000{number}", group=group
            )
            for age_band in ("0-9", "10-16"):
                options = ["yes"] * 12 + ["no"] * 12
                keep(connection, *options, collection=link.id, age_band=age_band, of=group)
        wanted.add(connection, "how-are-you", "listened", "group", "age_band", NOVEMBER)
    return database


def audit_says(monkeypatch: pytest.MonkeyPatch, *verdicts: Verdict) -> None:
    rest = list(verdicts)
    monkeypatch.setattr(audit, "examine", lambda *_, **__: rest.pop(0))


def names(database: Database) -> list[str]:
    return list(told(close(database, POLICY, "2019-10", NOVEMBER)))


def test_it_is_made_where_every_row_is_large_enough(large: Database) -> None:
    release = close(large, POLICY, "2019-10", NOVEMBER)
    assert list(told(release)) == [WHOLE, BY_AGE, BY_GROUP, BY_BOTH]
    assert [(row.value, row.crossed, row.counts) for row in release.tables[-1].rows] == [
        ("0-9", "north", (12, 0, 12)),
        ("0-9", "south", (12, 0, 12)),
        ("10-16", "north", (12, 0, 12)),
        ("10-16", "south", (12, 0, 12)),
    ]
    assert audit.examine([opendata.write(release)]).passed


def test_it_is_kept_and_read_back_with_both_dimensions(large: Database) -> None:
    release = close(large, POLICY, "2019-10", NOVEMBER)
    with large.reading() as connection:
        assert releases.all_releases(connection) == [release]
        assert wanted.all_wanted(connection) == []


def test_the_log_says_what_was_asked_for_and_what_came_of_it(large: Database) -> None:
    log = close(large, POLICY, "2019-10", NOVEMBER).log
    assert log[1] == {"what": "wanted", "name": BY_BOTH, "asked": "2019-11-04"}
    assert [line["rung"] for line in log if line["what"] == "table"] == ["as-asked"] * 4


def test_what_is_not_shown_says_so_in_a_sentence(large: Database) -> None:
    with large.writing() as connection:
        keep(connection, "yes", "no", month="2019-10", age_band="17+", of="north")
    release = close(large, POLICY, "2019-10", NOVEMBER)
    assert BY_BOTH not in told(release)
    (line,) = withheld.of(release)
    assert "By age band and group: split two ways, some of its numbers" in line.told
    assert "ask for it again at a later close" in line.told


def test_it_is_the_first_to_leave(large: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = (WHOLE, BY_AGE, BY_GROUP, BY_BOTH)
    refused = Verdict((Finding(everything, "narrow", "may be worked out"),), 1, 3)
    audit_says(monkeypatch, refused, PASSED)
    assert names(large) == [WHOLE, BY_AGE, BY_GROUP]


def test_out_of_time_it_leaves_before_any_other(
    large: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit_says(monkeypatch, replace(PASSED, timed_out=True), PASSED)
    assert names(large) == [WHOLE, BY_AGE, BY_GROUP]


def test_it_leaves_with_the_table_its_rows_add_up_to(
    large: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Verdict((Finding((BY_GROUP,), "narrow", "may be worked out"),), 1, 3)
    audit_says(monkeypatch, refused, PASSED)
    release = close(large, POLICY, "2019-10", NOVEMBER)
    assert list(told(release)) == [WHOLE, BY_AGE]
    gone = [(one.dimension, one.crossed) for one in release.not_shown]
    assert gone == [("group", None), ("age_band", "group")]


def test_of_a_question_nobody_answered_it_says_so(large: Database) -> None:
    with large.writing() as connection:
        wanted.clear(connection)
        factories.a_collection(
            connection, factories.a_survey(id="other"), event=None, code="OTHER000", group=None
        )
        wanted.add(connection, "other", "listened", "group", "helped", NOVEMBER)
        wanted.add(connection, "nowhere", "listened", "group", "helped", NOVEMBER)
    release = close(large, POLICY, "2019-10", NOVEMBER)
    (gone,) = release.not_shown
    assert (gone.survey, gone.dimension, gone.crossed) == ("other", "group", "helped")
    assert gone.reason == "Nobody answered it in these months."
    assert [line["name"] for line in release.log if line["what"] == "wanted"] == [
        "nowhere/listened by group and helped",
        "other/listened by group and helped",
    ]


def test_one_asked_for_while_it_counts_is_tried_too(
    large: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def examine(documents: Sequence[str], settled: int) -> Verdict:
        seen.append(len(documents) - settled)
        if len(seen) == 1:
            with large.writing() as connection:
                wanted.add(connection, "how-are-you", "listened", "group", "month", NOVEMBER)
        return PASSED

    monkeypatch.setattr(audit, "examine", examine)
    release = close(large, POLICY, "2019-10", NOVEMBER)
    assert seen == [1, 1]
    assert [one.crossed for one in release.not_shown] == ["month"], "there is one month only"

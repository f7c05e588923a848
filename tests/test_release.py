"""The close of a period: once, for good, and nothing said that the audit refuses."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests import factories
from voice import release as release_verb
from voice.analysis import opendata
from voice.analysis.audit import Finding, Verdict
from voice.analysis.policy import Policy
from voice.analysis.safe import Release
from voice.faults import FaultyError, RefusedError
from voice.release import close
from voice.store import collections, editions, events, releases, remarks, responses
from voice.store.db import Connection, Database
from voice.survey.answers import Reading

POLICY = Policy()
NOVEMBER = date(2019, 11, 4)
SURVEY = factories.a_survey(items=[factories.listened()])
PASSED = Verdict((), None, 0)


def answers(*options: str, age_band: str | None = "10-16") -> list[Reading]:
    return [Reading((("listened", option),), (), age_band, None) for option in options]


def keep(
    connection: Connection,
    *options: str,
    month: str = "2019-10",
    collection: str | None = None,
    **who: Any,
) -> None:
    factories.a_group(connection)
    responses.add(
        connection,
        answers(*options, **who),
        edition=editions.publish(connection, SURVEY),
        collection=collection,
        group="just-us",
        month=month,
    )


def an_event_with(connection: Connection, *options: str) -> None:
    """Pond dipping on 24 October, closed, with answers that still point at it."""
    made = factories.a_collection(connection, SURVEY)
    keep(connection, *options, collection=made.id)
    collections.close(connection, made.id, factories.THURSDAY, len(options))
    events.change(connection, "pond-dipping", status="went-ahead", counted=len(options))


@pytest.fixture
def held(database: Database) -> Database:
    """Seven said yes and six no at one event in October."""
    with database.writing() as connection:
        an_event_with(connection, *["yes"] * 7, *["no"] * 6)
    return database


def told(release: Release) -> dict[str, tuple[int, ...] | None]:
    return {table.name: table.rows[0].counts for table in release.tables}


class TestClosing:
    def test_a_period_says_what_was_answered_in_it(self, held: Database) -> None:
        release = close(held, POLICY, "2019-10", NOVEMBER)
        assert (release.id, release.months) == ("2019-P1", ("2019-10",))
        assert told(release) == {"how-are-you/listened": (7, 0, 6)}

    def test_it_is_kept_as_it_is_given(self, held: Database) -> None:
        release = close(held, POLICY, "2019-10", NOVEMBER)
        with held.reading() as connection:
            assert releases.all_releases(connection) == [release]
            assert releases.last_closed_month(connection) == "2019-10"

    def test_every_open_month_is_closed_from_the_first_answer_on(self, held: Database) -> None:
        with held.writing() as connection:
            keep(connection, "yes", month="2019-07")
        release = close(held, POLICY, "2019-10", NOVEMBER)
        assert release.months == ("2019-07", "2019-08", "2019-09", "2019-10")

    def test_the_next_period_begins_where_the_last_one_ended(self, held: Database) -> None:
        close(held, POLICY, "2019-10", NOVEMBER)
        second = close(held, POLICY, "2019-12", date(2020, 1, 6))
        assert (second.id, second.months) == ("2019-P2", ("2019-11", "2019-12"))
        assert second.earlier == ("2019-P1",)
        third = close(held, POLICY, "2020-01", date(2020, 2, 3))
        assert (third.id, third.earlier) == ("2020-P1", ("2019-P1", "2019-P2"))

    def test_a_period_without_answers_has_a_release_that_says_nothing(
        self, database: Database
    ) -> None:
        release = close(database, POLICY, "2019-10", NOVEMBER)
        assert (release.months, release.tables, release.not_shown) == (("2019-10",), (), ())

    def test_answers_of_a_later_month_wait(self, held: Database) -> None:
        with held.writing() as connection:
            keep(connection, *["no"] * 9, month="2019-11")
        assert told(close(held, POLICY, "2019-10", NOVEMBER))["how-are-you/listened"] == (7, 0, 6)

    def test_late_answers_change_nothing_that_was_said(self, held: Database) -> None:
        first = close(held, POLICY, "2019-10", NOVEMBER)
        with held.writing() as connection:
            keep(connection, *["no"] * 3, month="2019-11")
        close(held, POLICY, "2019-11", date(2019, 12, 2))
        with held.reading() as connection:
            assert releases.find(connection, "2019-P1") == first

    def test_the_order_in_which_late_answers_came_is_forgotten(
        self, held: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        forgotten: list[tuple[str, ...]] = []
        forget = responses.forget_order

        def forget_order(connection: Connection, *, months: tuple[str, ...]) -> None:
            forgotten.append(months)
            forget(connection, months=months)

        monkeypatch.setattr(responses, "forget_order", forget_order)
        close(held, POLICY, "2019-10", NOVEMBER)
        assert forgotten == [("2019-10",)]

    def test_nothing_of_it_stays_in_the_write_ahead_log(
        self, held: Database, tmp_path: Path
    ) -> None:
        close(held, POLICY, "2019-10", NOVEMBER)
        assert (tmp_path / "instance" / "voice.db-wal").stat().st_size == 0

    def test_the_same_answers_give_the_same_bytes(self, held: Database) -> None:
        first = opendata.write(close(held, POLICY, "2019-10", NOVEMBER))
        with held.writing() as connection:
            connection.execute(text("DELETE FROM release"))
            connection.execute(text("DELETE FROM period"))
        assert opendata.write(close(held, POLICY, "2019-10", NOVEMBER)) == first

    def test_small_events_count_as_children_by_their_numbers(self, database: Database) -> None:
        with database.writing() as connection:
            for number, day in enumerate((10, 24)):
                factories.an_event(connection, f"e{number}", date(2019, 10, day))
                made = factories.a_collection(
                    connection, SURVEY, event=f"e{number}", code=f"AAAABBB{number}"
                )
                collections.close(connection, made.id, date(2019, 10, day), 6)
                events.change(connection, f"e{number}", status="went-ahead")
            keep(connection, *["yes"] * 6, *["no"] * 6)
        release = close(database, POLICY, "2019-10", NOVEMBER)
        assert [table.form for table in release.tables] == ["n-only"]
        assert "fewer than 10 young people" in release.not_shown[0].reason

    def test_groups_are_joined_to_the_neighbours_they_have(self, database: Database) -> None:
        with database.writing() as connection:
            for group, joins, yes, no in (
                ("east", None, 6, 6),
                ("south", None, 3, 3),
                ("north", "south", 4, 4),
            ):
                factories.a_group(connection, group, joins=joins)
                factories.an_event(
                    connection, group, factories.THURSDAY, group, status="went-ahead"
                )
                made = factories.a_collection(
                    connection, SURVEY, event=group, code=group.upper().ljust(8, "X")
                )
                responses.add(
                    connection,
                    answers(*["yes"] * yes, *["no"] * no),
                    edition=editions.publish(connection, SURVEY),
                    collection=made.id,
                    group=group,
                    month="2019-10",
                )
        release = close(database, POLICY, "2019-10", NOVEMBER)
        by_group = next(table for table in release.tables if table.dimension == "group")
        assert [row.label for row in by_group.rows] == ["East", "North and South"]


class TestRefusing:
    @pytest.mark.parametrize("month", ["2019-13", "october", ""])
    def test_what_is_no_month_is_a_fault(self, database: Database, month: str) -> None:
        with pytest.raises(FaultyError, match="is not a month"):
            close(database, POLICY, month, NOVEMBER)

    @pytest.mark.parametrize("month", ["2019-11", "2019-12", "2031-01"])
    def test_a_month_that_is_not_over_stays_open(self, database: Database, month: str) -> None:
        with pytest.raises(RefusedError, match="is not over"):
            close(database, POLICY, month, NOVEMBER)

    def test_it_says_from_when_on_it_can_be_closed(self, database: Database) -> None:
        with pytest.raises(RefusedError, match=r"November 2019 .* from 1 December 2019 on"):
            close(database, POLICY, "2019-11", date(2019, 11, 30))
        assert close(database, POLICY, "2019-11", date(2019, 12, 1)).months == ("2019-11",)

    @pytest.mark.parametrize("month", ["2019-10", "2019-09", "2018-01"])
    def test_closed_months_stay_closed(self, held: Database, month: str) -> None:
        close(held, POLICY, "2019-10", NOVEMBER)
        with pytest.raises(RefusedError, match="is closed already"):
            close(held, POLICY, month, NOVEMBER)

    def test_an_event_still_open_is_named(self, held: Database) -> None:
        with held.writing() as connection:
            factories.an_event(
                connection, "picnic", date(2019, 10, 31), name="Picnic", status="open"
            )
        with pytest.raises(RefusedError, match="Picnic of 31 October 2019 is still open"):
            close(held, POLICY, "2019-10", NOVEMBER)
        with held.reading() as connection:
            assert releases.all_periods(connection) == []

    def test_an_event_open_in_a_later_month_is_no_matter(self, held: Database) -> None:
        with held.writing() as connection:
            factories.an_event(connection, "picnic", date(2019, 11, 1), status="open")
        assert close(held, POLICY, "2019-10", NOVEMBER).id == "2019-P1"

    def test_a_release_somebody_changed_stops_every_later_one(self, held: Database) -> None:
        close(held, POLICY, "2019-10", NOVEMBER)
        with held.writing() as connection:
            connection.execute(text("UPDATE release SET tables = '{}'"))
        with pytest.raises(RefusedError, match="Restore the database from a backup"):
            close(held, POLICY, "2019-11", date(2019, 12, 2))


class TestSaying:
    def test_what_may_want_seeing_to_is_said_first(self, held: Database) -> None:
        with held.writing() as connection:
            factories.an_event(connection, "walk", date(2019, 10, 9), name="Walk")
            remarks.add(
                connection,
                [("say-more", "Nobody asked me.")],
                survey="how-are-you",
                group="just-us",
                month="2019-10",
                due=NOVEMBER,
            )
        said: list[str] = []
        close(held, POLICY, "2019-10", NOVEMBER, said.append)
        assert said[:2] == [
            "Nobody has said yet whether Walk of 9 October 2019 took place.",
            "Some of what young people wrote has not been read yet.",
        ]

    def test_each_step_is_said_without_a_number_of_anybody(self, held: Database) -> None:
        said: list[str] = []
        close(held, POLICY, "2019-10", NOVEMBER, said.append)
        assert said == [
            "Counting the answers of October 2019.",
            "Trying to work out what is not shown.",
        ]

    def test_the_log_holds_who_what_and_how_it_was_audited(self, held: Database) -> None:
        log = close(held, POLICY, "2019-10", NOVEMBER, role="analyst").log
        assert [line["what"] for line in log] == ["released", "table", "audit"]
        assert (log[0]["role"], log[0]["day"]) == ("analyst", "2019-11-04")
        assert log[1] == {
            "what": "table",
            "name": "how-are-you/listened",
            "rung": "as-asked",
            "why": "",
        }
        assert set(log[2]) == {
            "what",
            "findings",
            "timed_out",
            "narrowest",
            "solves",
            "seconds",
        }


Examine = Callable[[Sequence[str]], Verdict]


def audit_says(monkeypatch: pytest.MonkeyPatch, *verdicts: Verdict | Examine) -> list[int]:
    """Let the audit say one after the other; gives how many documents it was shown each time."""
    rest, seen = list(verdicts), []

    def examine(documents: Sequence[str]) -> Verdict:
        seen.append(len(documents))
        verdict = rest.pop(0)
        return verdict if isinstance(verdict, Verdict) else verdict(documents)

    monkeypatch.setattr(release_verb.audit, "examine", examine)
    return seen


def refused(*names: str, kind: str = "narrow") -> Verdict:
    return Verdict((Finding(names, kind, "may be worked out"),), 1, 3)


@pytest.fixture
def broken_down(database: Database) -> Database:
    """Enough of two age bands in two months for every breakdown."""
    with database.writing() as connection:
        for month, age_band in (("2019-09", "0-9"), ("2019-10", "10-16")):
            link = factories.a_collection(
                connection, SURVEY, event=None, code=f"LINK{age_band:X<4.4}", group=None
            )
            options = ["yes"] * 12 + ["no"] * 12
            keep(connection, *options, month=month, collection=link.id, age_band=age_band)
    return database


WHOLE, BY_AGE, BY_MONTH = (
    "how-are-you/listened",
    "how-are-you/listened by age_band",
    "how-are-you/listened by month",
)


class TestTheAuditsWord:
    def test_every_earlier_release_is_shown_to_it(
        self, held: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = audit_says(monkeypatch, PASSED, PASSED)
        close(held, POLICY, "2019-10", NOVEMBER)
        close(held, POLICY, "2019-11", date(2019, 12, 2))
        assert seen == [1, 2]

    def test_all_that_passes_is_shown(self, broken_down: Database) -> None:
        release = close(broken_down, POLICY, "2019-10", NOVEMBER)
        assert list(told(release)) == [WHOLE, BY_AGE, BY_MONTH]

    def test_the_least_useful_table_leaves_and_it_is_audited_again(
        self, broken_down: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        seen = audit_says(monkeypatch, refused(WHOLE, BY_AGE, BY_MONTH), PASSED)
        release = close(broken_down, POLICY, "2019-10", NOVEMBER, said.append)
        assert list(told(release)) == [WHOLE, BY_AGE]
        assert seen == [1, 1]
        assert said[2] == "Left out because together they say too much: 1 of the tables."
        assert [line["what"] for line in release.log][-3:] == ["audit", "dropped", "audit"]
        assert release.log[-2] == {"what": "dropped", "name": BY_MONTH, "why": "narrow"}
        assert release.not_shown[-1].dimension == "month"

    def test_age_bands_outlast_months_and_totals_outlast_both(
        self, broken_down: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        everything = refused(WHOLE, BY_AGE, BY_MONTH)
        audit_says(monkeypatch, everything, everything, PASSED)
        release = close(broken_down, POLICY, "2019-10", NOVEMBER)
        assert list(told(release)) == [WHOLE]

    def test_two_findings_with_one_cause_take_one_table(
        self, broken_down: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both = Verdict(refused(BY_AGE, BY_MONTH).findings * 2, 1, 3)
        audit_says(monkeypatch, both, PASSED)
        release = close(broken_down, POLICY, "2019-10", NOVEMBER)
        assert list(told(release)) == [WHOLE, BY_AGE]

    def test_in_the_end_nothing_is_said(
        self, broken_down: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        audit_says(monkeypatch, refused(WHOLE), PASSED)
        release = close(broken_down, POLICY, "2019-10", NOVEMBER)
        assert release.tables == ()

    def test_what_no_table_of_this_period_can_mend_is_refused(
        self, broken_down: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        audit_says(monkeypatch, refused())
        with pytest.raises(RefusedError, match="no table that could be left out"):
            close(broken_down, POLICY, "2019-10", NOVEMBER)
        with broken_down.reading() as connection:
            assert releases.last_closed_month(connection) is None

    def test_out_of_time_the_least_useful_breakdowns_leave(
        self, broken_down: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        late = replace(PASSED, timed_out=True)
        audit_says(monkeypatch, late, late, PASSED)
        release = close(broken_down, POLICY, "2019-10", NOVEMBER)
        assert list(told(release)) == [WHOLE]
        assert release.log[-2] == {"what": "dropped", "name": BY_AGE, "why": "timed-out"}

    def test_out_of_time_without_any_table_it_is_refused(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        audit_says(monkeypatch, replace(PASSED, timed_out=True))
        with pytest.raises(RefusedError):
            close(database, POLICY, "2019-10", NOVEMBER)


class TestAnswersThatComeInMeanwhile:
    def test_are_counted_too(self, held: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        def meanwhile(_: Sequence[str]) -> Verdict:
            with held.adding() as connection:
                keep(connection, "no")
            return PASSED

        said: list[str] = []
        audit_says(monkeypatch, meanwhile, PASSED)
        release = close(held, POLICY, "2019-10", NOVEMBER, said.append)
        assert told(release) == {"how-are-you/listened": (7, 0, 7)}
        assert "Answers came in meanwhile: counting once more." in said

    def test_of_another_month_do_not_matter(
        self, held: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def meanwhile(_: Sequence[str]) -> Verdict:
            with held.adding() as connection:
                keep(connection, "no", month="2019-11")
            return PASSED

        assert audit_says(monkeypatch, meanwhile) == []
        assert told(close(held, POLICY, "2019-10", NOVEMBER)) == {WHOLE: (7, 0, 6)}

    def test_an_event_opened_meanwhile_stops_the_close(
        self, held: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def meanwhile(_: Sequence[str]) -> Verdict:
            with held.writing() as connection:
                events.change(connection, "pond-dipping", status="open")
            return PASSED

        audit_says(monkeypatch, meanwhile)
        with pytest.raises(RefusedError, match="is still open"):
            close(held, POLICY, "2019-10", NOVEMBER)

    def test_without_end_nothing_is_closed(
        self, held: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def meanwhile(_: Sequence[str]) -> Verdict:
            with held.adding() as connection:
                keep(connection, "no")
            return PASSED

        seen = audit_says(monkeypatch, *[meanwhile] * 9)
        with pytest.raises(RefusedError, match="Answers keep coming in"):
            close(held, POLICY, "2019-10", NOVEMBER)
        assert len(seen) == release_verb.TRIES
        with held.reading() as connection:
            assert releases.last_closed_month(connection) is None

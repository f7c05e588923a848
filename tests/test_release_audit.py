"""Nothing is kept that the audit refuses, and no answer slips in while it thinks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests import factories
from tests.closing import NOVEMBER, POLICY, SURVEY, an_event_with, keep, told
from voice import release as release_verb
from voice.analysis.audit import Finding, Verdict
from voice.faults import RefusedError
from voice.release import close
from voice.store import events, releases
from voice.store.db import Database

PASSED = Verdict((), None, 0)


@pytest.fixture
def held(database: Database) -> Database:
    """Seven said yes and six no at one event in October."""
    with database.writing() as connection:
        an_event_with(connection, *["yes"] * 7, *["no"] * 6)
    return database


Examine = Callable[[Sequence[str]], Verdict]


def audit_says(monkeypatch: pytest.MonkeyPatch, *verdicts: Verdict | Examine) -> list[int]:
    """Let the audit say one after the other; gives how many documents it was shown each time."""
    rest, seen = list(verdicts), []

    def examine(documents: Sequence[str], settled: int) -> Verdict:
        assert settled == len(documents) - 1, "all but the newest have passed"
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
        assert said[1:] == ["Trying to work out what is not shown."]
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

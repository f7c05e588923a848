"""The close of a period: once, for good."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from tests import factories
from tests.closing import NOVEMBER, POLICY, SURVEY, an_event_with, answers, keep, told
from tests.store.devices import a_tablet
from voice import opening, tablets
from voice.analysis import opendata
from voice.faults import FaultyError, RefusedError
from voice.release import close
from voice.store import attendance, collections, editions, events, releases, remarks, responses
from voice.store.db import Connection, Database


@pytest.fixture
def held(database: Database) -> Database:
    """Seven said yes and six no at one event in October."""
    with database.writing() as connection:
        an_event_with(connection, *["yes"] * 7, *["no"] * 6)
    return database


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
        assert (third.id, third.earlier) == ("2020-P1", ("2019-P1", "2019-P2", "2019"))

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

    @pytest.mark.parametrize(("came", "shown"), [(13, 1), (14, 0), (17, 0), (18, 1)])
    def test_what_would_tell_of_a_few_who_gave_no_answer_is_not_shown(
        self, held: Database, came: int, shown: int
    ) -> None:
        with held.writing() as connection:
            attendance.put(connection, "pond-dipping", "came", "all", came)
        assert len(close(held, POLICY, "2019-10", NOVEMBER).tables) == shown


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

    def test_an_event_that_waits_for_envelopes_is_named_with_its_tablets(
        self, held: Database
    ) -> None:
        with held.writing() as connection:
            factories.an_event(connection, "picnic", date(2019, 10, 31), name="Picnic")
            for name in ("Tablet A", "Tablet B", "Tablet C"):
                a_tablet(connection, name)
        for name in ("Tablet A", "Tablet B", "Tablet C"):
            tablets.fetched(held, name, "picnic")
        with held.adding() as connection:
            tablets.report(connection, "Tablet B", {"picnic": {"last": 3}})
        opening.close_event(held, "picnic", POLICY, NOVEMBER)
        with held.adding() as connection:
            tablets.report(connection, "Tablet C", {"picnic": {"last": 0}})
        with pytest.raises(RefusedError) as told:
            close(held, POLICY, "2019-10", NOVEMBER)
        assert str(told.value).startswith(
            "Picnic, 31 October 2019: Tablet A has not told yet since “We’re done”. Switch it on "
            "where there is Wi-Fi; "
            "3 envelopes still on Tablet B; they send themselves on Wi-Fi. Bring these tablets"
        )
        for name in ("Tablet A", "Tablet B"):
            tablets.lost(held, name, "picnic", "left on the bus", NOVEMBER)
        with pytest.raises(RefusedError, match="its last envelopes just came"):
            close(held, POLICY, "2019-10", NOVEMBER)
        assert opening.complete_events(held, POLICY, NOVEMBER) == ["picnic"]
        assert close(held, POLICY, "2019-10", NOVEMBER)

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

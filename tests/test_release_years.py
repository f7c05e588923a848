"""The year: made with the period that completes it, once, beside what its periods said."""

from datetime import date

import pytest
from sqlalchemy import text

from tests import factories
from tests.closing import NOVEMBER, POLICY, keep, told
from voice.analysis import audit, opendata
from voice.analysis.safe import Release
from voice.release import close
from voice.store import releases, wanted
from voice.store.db import Database

LISTENED = "how-are-you/listened"
JANUARY = date(2020, 1, 6)


def answered(
    database: Database,
    month: str,
    yes: int,
    no: int,
    age_band: str = "10-16",
    group: str | None = None,
) -> None:
    """So many young people at one standing link a month; of a group nobody else is in."""
    with database.writing() as connection:
        if group:
            factories.a_group(connection, group)
        link = factories.a_collection(
            connection, event=None, code=f"L{month[2:4]}{month[5:]}{age_band:X<3.3}", group=group
        )
        options = ["yes"] * yes + ["no"] * no
        keep(connection, *options, month=month, collection=link.id, age_band=age_band, of=group)


def year(database: Database, id_: str = "2019") -> Release:
    with database.reading() as connection:
        found = releases.find(connection, id_)
    assert found is not None
    return found


def all_ids(database: Database) -> list[str]:
    with database.reading() as connection:
        return [release.id for release in releases.all_releases(connection)]


@pytest.fixture
def half(database: Database) -> Database:
    """One period of 2019 is closed: seven said yes and eight no."""
    answered(database, "2019-10", 7, 8)
    close(database, POLICY, "2019-10", NOVEMBER)
    return database


class TestWhen:
    def test_december_completes_the_year(self, half: Database) -> None:
        answered(half, "2019-12", 9, 6)
        assert close(half, POLICY, "2019-12", JANUARY).id == "2019-P2"
        assert all_ids(half) == ["2019-P1", "2019-P2", "2019"]
        made = year(half)
        assert (made.id, made.period, made.earlier) == ("2019", "2019", ("2019-P1", "2019-P2"))
        assert made.months == ("2019-10", "2019-11", "2019-12")
        assert made.hierarchies["time"] == {"2019": list(made.months)}
        assert told(made) == {LISTENED: (16, 0, 14)}

    def test_so_does_the_first_period_of_a_later_year(self, half: Database) -> None:
        close(half, POLICY, "2020-02", date(2020, 3, 2))
        assert all_ids(half) == ["2019-P1", "2020-P1", "2019"]
        assert year(half).months == ("2019-10",)

    def test_a_year_that_may_go_on_is_not_made(self, half: Database) -> None:
        close(half, POLICY, "2019-11", date(2019, 12, 2))
        assert all_ids(half) == ["2019-P1", "2019-P2"]

    def test_it_is_kept_with_the_period_that_completed_it(self, half: Database) -> None:
        close(half, POLICY, "2019-12", JANUARY)
        with half.reading() as connection:
            assert releases.made_with(connection, "2019-P1") == []
            assert releases.made_with(connection, "2019-P2") == [year(half)]

    def test_it_is_never_made_again(self, half: Database) -> None:
        close(half, POLICY, "2019-12", JANUARY)
        made = year(half)
        answered(half, "2020-01", 9, 9)
        close(half, POLICY, "2020-01", date(2020, 2, 3))
        close(half, POLICY, "2020-12", date(2021, 1, 4))
        assert all_ids(half) == ["2019-P1", "2019-P2", "2019", "2020-P1", "2020-P2", "2020"]
        assert year(half) == made

    def test_years_closed_before_there_were_any_are_made_at_the_next_close(
        self, half: Database
    ) -> None:
        close(half, POLICY, "2019-12", JANUARY)
        with half.writing() as connection:
            connection.execute(text("DELETE FROM release WHERE id = '2019'"))
        close(half, POLICY, "2020-12", date(2021, 1, 4))
        assert all_ids(half) == ["2019-P1", "2019-P2", "2020-P1", "2019", "2020"]

    def test_it_is_told_as_it_goes(self, half: Database) -> None:
        said: list[str] = []
        close(half, POLICY, "2019-12", JANUARY, said.append)
        assert said == [
            "Counting the answers of November to December 2019.",
            "Trying to work out what is not shown.",
            "The year 2019 is complete: its answers are counted together.",
            "Trying to work out what is not shown.",
        ]

    def test_the_same_answers_give_the_same_bytes(self, half: Database) -> None:
        answered(half, "2019-12", 9, 6)
        close(half, POLICY, "2019-12", JANUARY)
        first = opendata.write(year(half))
        with half.writing() as connection:
            connection.execute(text("DELETE FROM release WHERE period = '2019-P2'"))
            connection.execute(text("DELETE FROM period WHERE id = '2019-P2'"))
        close(half, POLICY, "2019-12", JANUARY)
        assert opendata.write(year(half)) == first


class TestWhat:
    def test_a_period_that_was_silent_is_not_told_by_the_rest_of_its_year(
        self, half: Database
    ) -> None:
        answered(half, "2019-12", 6, 3)
        close(half, POLICY, "2019-12", JANUARY)
        made = year(half)
        assert made.tables == ()
        (gone,) = made.not_shown
        assert gone.reason.startswith("Not all of its periods showed it")
        assert gone.back.startswith("The next year can show it")

    def test_silent_periods_that_are_large_enough_together_are(self, half: Database) -> None:
        answered(half, "2019-11", 6, 3, group="north")
        close(half, POLICY, "2019-11", date(2019, 12, 2))
        answered(half, "2019-12", 3, 5, group="south")
        close(half, POLICY, "2019-12", JANUARY)
        assert told(year(half)) == {LISTENED: (16, 0, 16)}

    def test_together_they_must_be_of_enough_young_people(self, half: Database) -> None:
        for month, day in (("2019-11", date(2019, 12, 2)), ("2019-12", JANUARY)):
            answered(half, month, 4, 5, group="north")
            close(half, POLICY, month, day)
        assert told(year(half)) == {LISTENED: None}, "only how many answered"
        assert year(half).not_shown[0].reason.startswith("Not all of its periods showed it")

    def test_regulars_are_counted_once_in_a_year(self, database: Database) -> None:
        for month in ("2019-09", "2019-10", "2019-11", "2019-12"):
            answered(database, month, 3, 3)
            day = date(2019 + (month == "2019-12"), int(month[5:]) % 12 + 1, 2)
            assert close(database, POLICY, month, day).tables == ()
        assert told(year(database)) == {LISTENED: None}, "six young people may have come always"
        assert "fewer than 10 young people" in year(database).not_shown[0].reason

    def test_where_no_period_could_say_it_the_year_may(self, database: Database) -> None:
        for month, group in (("2019-11", "north"), ("2019-12", "south")):
            answered(database, month, 4, 5, group=group)
            day = date(2019, 12, 2) if month == "2019-11" else JANUARY
            assert close(database, POLICY, month, day).tables == ()
        assert told(year(database)) == {LISTENED: (8, 0, 10)}

    def test_its_months_stand_in_its_periods(self, half: Database) -> None:
        answered(half, "2019-12", 12, 12, "0-9")
        close(half, POLICY, "2019-12", JANUARY)
        assert {table.dimension for table in year(half).tables} == {None, "age_band"}

    def test_all_of_them_together_pass_the_audit(self, half: Database) -> None:
        answered(half, "2019-11", 6, 3, "0-9")
        answered(half, "2019-12", 8, 9, "0-9")
        close(half, POLICY, "2019-12", JANUARY)
        with half.reading() as connection:
            assert audit.examine(releases.documents(connection)).passed

    def test_wanted_tables_are_tried_by_the_period_alone_and_forgotten(
        self, half: Database
    ) -> None:
        with half.writing() as connection:
            wanted.add(connection, "how-are-you", "listened", "group", "age_band", NOVEMBER)
        period = close(half, POLICY, "2019-12", JANUARY)
        assert [(gone.dimension, gone.crossed) for gone in period.not_shown] == [
            ("age_band", "group")
        ]
        assert period.log[1] == {
            "what": "wanted",
            "name": f"{LISTENED} by age_band and group",
            "asked": "2019-11-04",
        }
        assert not any(gone.crossed for gone in year(half).not_shown)
        with half.reading() as connection:
            assert wanted.all_wanted(connection) == []

"""A year gathered for what may be told of it."""

from datetime import date

import pytest

from tests import factories
from voice import unheard
from voice.analysis.policy import Policy
from voice.store import attendance, events, groups, population, releases
from voice.store.db import Database
from voice.store.releases import PeriodRecord

JULY = date(2026, 7, 3)


@pytest.fixture(autouse=True)
def held(database: Database) -> None:
    """Four events of one summer, everybody counted by age; a partner's; one that was cancelled."""
    with database.writing() as connection:
        factories.a_group(connection)
        factories.a_group(connection, "museum", kind=groups.PARTNER)
        for number, group in enumerate(["just-us"] * 4 + ["museum"]):
            id_ = f"event-{number}"
            day = JULY.replace(day=1 + number)
            events.add(connection, id_, group, "Session", day, status="went-ahead")
            for category, came in (("all", 20), ("0-9", 5), ("10-16", 15)):
                attendance.put(connection, id_, "came", category, came)
            attendance.put(connection, id_, "signed-up", "all", 25)
        events.add(connection, "off", "just-us", "Session", JULY, status="cancelled")
        population.put(connection, 2025, {("all", "all"): 600, ("age_band", "10-16"): 200}, JULY)


def close(database: Database, last: str, first: str = "2026-07") -> None:
    with database.writing() as connection:
        record = PeriodRecord(f"{last[:4]}-P{last[-1]}", first, last, date(2027, 1, 3))
        releases.add_period(connection, record)


def counted(database: Database, year: int = 2026) -> tuple[int, bool, int | None]:
    with database.reading() as connection:
        known = unheard.gathered(connection, year)
    return sum(len(step.events) for step in known.steps), known.over, known.counted_in


def test_events_count_when_their_period_is_closed(database: Database) -> None:
    assert counted(database) == (0, False, 2025)
    close(database, "2026-08")
    assert counted(database) == (4, False, 2025)


def test_a_year_is_over_with_its_december_or_a_later_year(database: Database) -> None:
    close(database, "2026-12")
    assert counted(database) == (4, True, 2025)
    assert counted(database, 2027) == (0, False, 2025)
    assert counted(database, 2019)[1:] == (True, None)


def test_a_period_waits_for_an_event_that_nobody_wrote_up(database: Database) -> None:
    with database.writing() as connection:
        events.change(connection, "event-3", status="planned")
    close(database, "2026-12")
    assert counted(database) == (0, False, 2025)


def test_events_that_nobody_wrote_up_are_the_reason_when_the_year_is_closed(
    database: Database,
) -> None:
    close(database, "2026-08")
    with database.writing() as connection:
        late = events.add(connection, "late", "just-us", "Late", date(2026, 12, 4))
        events.add(connection, "theirs", "museum", "Theirs", date(2026, 12, 4))
    close(database, "2026-12", "2026-09")
    with database.reading() as connection:
        heard = unheard.of_year(connection, 2026, Policy())
        (paper,) = unheard.news(connection, None, "2026-12", Policy())
        before = unheard.news(connection, None, "2026-08", Policy())
    assert [one.id for one in heard.unwritten] == [late.id]
    (said,) = heard.told.not_shown
    assert said.startswith("Age band from September 2026 on, ")
    assert said.endswith("told once somebody says what became of Late of 4 December 2026.")
    assert paper.not_shown == heard.told.not_shown
    assert "Late" not in " ".join(before[0].not_shown)


def test_a_year_is_told_from_what_was_gathered(database: Database) -> None:
    close(database, "2026-08")
    with database.reading() as connection:
        assert unheard.years(connection) == (2026,)
        heard = unheard.of_year(connection, 2026, Policy())
    assert heard.told.more == (
        (
            "Young people aged 10 to 16 are 1 in 3 of those we look after, and 3 in 4 of those who "
            "came."
        ),
    )
    assert [(one.name, one.signed_up, one.came) for one in heard.groups] == [("Just Us", 100, 80)]
    assert [one.name for one in heard.periods] == ["July to August 2026"]
    assert heard.everybody
    assert heard.everybody.of_those == "4 in 5"


def test_a_year_of_nothing_tells_nothing(database: Database) -> None:
    with database.reading() as connection:
        assert unheard.years(connection) == ()
        heard = unheard.of_year(connection, 2026, Policy())
    assert heard.told.sentences == ()
    assert heard.everybody is None


def test_a_paper_tells_a_year_when_more_may_be_told_of_it(database: Database) -> None:
    close(database, "2026-08")
    with database.reading() as connection:
        first = unheard.news(connection, None, "2026-08", Policy())
        assert [one.fact.period for one in first] == ["July to August 2026"]
        assert unheard.news(connection, "2026-07", "2026-08", Policy()) == first
        assert unheard.news(connection, "2026-08", "2026-10", Policy()) == ()
        assert unheard.news(connection, None, "2026-07", Policy()) == ()

"""Who is heard, and who is not, as a worker reads it; and the numbers of the year behind it."""

from datetime import date

import pytest
from flask import Flask

from tests import factories
from tests.web import entering
from tests.web.visiting import TODAY, Visit, banner, box, close_period, faults, text
from voice.store import attendance, events, population, tallies, trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")

PAGE, NUMBERS = "/heard/shares", "/heard/population"
YEAR, CAME = f"{NUMBERS}/2019", f"{NUMBERS}/who-came/2019"


@pytest.fixture(autouse=True)
def held(database: Database) -> None:
    """Four events in a closed period, everybody counted by age."""
    with database.writing() as connection:
        for number in range(4):
            id_, day = f"event-{number}", date(2019, 9, 3 + number)
            factories.an_event(connection, id_, day)
            events.change(connection, id_, status="went-ahead")
            given = {"all": 20, "0-9": 5, "10-16": 15}
            for category, came in given.items():
                attendance.put(connection, id_, "came", category, came)
            attendance.put(connection, id_, "signed-up", "all", 25)


def the_numbers(database: Database) -> dict[tuple[str, str], int]:
    with database.reading() as connection:
        return population.of(connection, 2019)


def test_before_a_period_is_closed_the_page_says_what_will_stand_there(worker: Visit) -> None:
    assert "Nothing yet." in text(worker.see(PAGE).main)


def test_sentences_come_before_the_figures(worker: Visit, database: Database) -> None:
    close_period(database)
    worker.sent(YEAR, all_all="600", **{"age_band_10-16": "200", "age_band_17+": "300"})
    page = worker.see(PAGE)
    fewer, more = page.select(".share")
    assert "17 and over are half of those we look after, and none of those who came." in text(fewer)
    assert "aged 10 to 16 are 1 in 3 of those we look after, and 3 in 4" in text(more)
    (figures, *_rest) = page.select("table")
    assert "33% (200 of 600)" in text(figures)
    assert "not known" in text(figures)
    (chart,) = page.select("figure img")
    assert "33%" in str(chart["alt"])
    drawn = worker.client.get(str(chart["src"]).removeprefix("/work"))
    assert drawn.mimetype == "image/svg+xml"
    assert "this is told when the year is over" in text(
        page.select_one("[aria-labelledby=not-shown]")
    )


def test_events_that_keep_a_year_back_are_a_link_away(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, "late", date(2019, 10, 30))
    close_period(database)
    found = worker.see(PAGE).select_one("[aria-labelledby=not-shown]")
    assert "once somebody says what became of Pond dipping of 30 October 2019." in text(found)
    (link,) = found.select("a")
    assert str(link["href"]).endswith("/events/late")


def test_sign_ups_stand_beside_attendance(worker: Visit, database: Database) -> None:
    close_period(database)
    coming = text(worker.see(PAGE).select_one("[aria-labelledby=coming]"))
    assert "100 had signed up and 80 came: 4 in 5." in coming
    assert "September to October 2019" in coming


def test_a_page_without_a_population_says_where_to_write_it(
    worker: Visit, database: Database
) -> None:
    close_period(database)
    page = worker.see(PAGE)
    assert [link for link in page.select("main a") if str(link["href"]).endswith(YEAR)]
    assert not page.select("figure")
    assert worker.client.get(f"{PAGE}/2019/chart.svg").status_code == 404


@pytest.mark.parametrize("path", ["?year=2017", "/2017/chart.svg", "/then/chart.svg"])
def test_another_year_is_not_there(worker: Visit, database: Database, path: str) -> None:
    close_period(database)
    worker.see(PAGE + path, 404)


# Whom the council looks after


def test_the_numbers_of_a_year_are_kept_with_their_gaps(worker: Visit, database: Database) -> None:
    page = worker.sent(YEAR, all_all="600", gender_girls="290", asylum_unaccompanied="0")
    assert banner(page) == "Done 2019: the numbers are kept."
    assert "600 children in care and care leavers." in text(page.main)
    assert the_numbers(database) == {
        ("all", "all"): 600,
        ("gender", "girls"): 290,
        ("asylum", "unaccompanied"): 0,
    }
    assert box(worker.see(YEAR), "gender_girls") == "290"
    with database.reading() as connection:
        says = next(iter(trail.lines(connection))).says
    assert says == "wrote down whom the council looks after in 2019"


def test_parts_of_more_than_everybody_are_told_at_their_box(
    worker: Visit, database: Database
) -> None:
    page = worker.refused(
        YEAR, all_all="60", gender_girls="40", gender_boys="30", disability_disabled="61"
    )
    assert faults(page) == [
        "Girls and the others of its kind make 70, but everybody is 60. Look at the numbers again.",
        "Disabled is 61, but everybody is 60. Look at the numbers again.",
    ]
    assert box(page, "gender_boys") == "30"
    assert the_numbers(database) == {}


def test_everybody_comes_first(worker: Visit) -> None:
    page = worker.refused(YEAR, gender_girls="40")
    assert faults(page) == ["Everybody is missing. Count everybody first."]
    assert faults(worker.refused(YEAR, all_all="many")) == [
        "Everybody: enter a whole number, such as 7."
    ]


@pytest.mark.parametrize("time", ["2020", "1999", "soon", "who-came/2019-12", "who-came/soon"])
def test_a_time_that_has_not_begun_is_not_there(worker: Visit, time: str) -> None:
    assert TODAY.year == 2019
    worker.see(f"{NUMBERS}/{time}", 404)
    assert worker.send(f"{NUMBERS}/{time}").status_code == 404


# Who came, for the whole service


def test_the_whole_service_is_counted_by_year_or_month(worker: Visit, database: Database) -> None:
    worker.sent(CAME, disability_all="90", disability_disabled="12")
    page = worker.sent(f"{CAME}-03", language_all="40", language_other="7")
    assert banner(page) == "Done March 2019: the numbers are kept."
    assert "March, written" in text(page.main)
    with database.reading() as connection:
        assert tallies.of(connection, "2019") == {
            ("disability", "all"): 90,
            ("disability", "disabled"): 12,
        }
        assert tallies.times(connection) == ("2019", "2019-03")
    assert box(worker.see(CAME), "disability_disabled") == "12"


def test_more_than_it_is_known_of_is_told_at_its_box(worker: Visit) -> None:
    page = worker.refused(
        CAME, disability_all="9", disability_disabled="12", asylum_unaccompanied="3"
    )
    assert faults(page) == [
        "Disabled is 12, but it is known of 9. Look at the numbers again.",
        "Known of so many who came is missing. Give of how many it is known.",
    ]
    assert faults(worker.refused(CAME, disability_all="x")) == [
        "Known of so many who came: enter a whole number, such as 7."
    ]


def test_who_reads_figures_does_not_see_the_numbers_behind_them(
    door: Flask, database: Database
) -> None:
    close_period(database)
    analyst = Visit(entering.let_in(door, "analyst"))
    page = analyst.see(PAGE)
    assert not [link for link in page.select("main a") if "population" in str(link["href"])]
    analyst.see(NUMBERS, 403)

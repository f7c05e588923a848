"""Groups by term and roles of young people, as a worker writes them down."""

import pytest

from tests import factories
from tests.web.visiting import TODAY, Visit, banner, box, faults, text
from voice.store import attendance, events, groups, terms, trail
from voice.store.db import Database
from voice.store.terms import SeatRecord, TermRecord

pytestmark = pytest.mark.usefixtures("quick_hashing")

TERM = "/groups/terms/just-us/2019-autumn"
ROLE = {
    "name": "Co-opted seats",
    "number": "2",
    "month": "2019-09",
    "changed": "Papers come a week earlier.",
}


@pytest.fixture(autouse=True)
def held(database: Database) -> None:
    """Two sessions this term, in TODAY's month, and a partner."""
    with database.writing() as connection:
        factories.a_group(connection, name="Just Us groups")
        factories.a_group(connection, "museum", kind=groups.PARTNER)
        for id_, came in (("a", 3), ("b", 6)):
            events.add(connection, id_, "just-us", "Session", TODAY, status="went-ahead")
            attendance.put(connection, id_, "came", "all", came)


def the_terms(database: Database) -> list[TermRecord]:
    with database.reading() as connection:
        return terms.all_terms(connection)


def the_seats(database: Database) -> list[SeatRecord]:
    with database.reading() as connection:
        return terms.all_seats(connection)


def the_trail(database: Database) -> str:
    with database.reading() as connection:
        return next(iter(trail.lines(connection))).says


# Terms


def test_the_groups_page_leads_to_terms_and_roles(worker: Visit) -> None:
    page = worker.see("/groups")
    hrefs = [str(link["href"]) for link in page.select("main a")]
    assert any(href.endswith("/groups/terms") for href in hrefs)
    assert any(href.endswith("/groups/roles") for href in hrefs)


def test_sessions_and_the_average_are_counted_from_events(worker: Visit) -> None:
    page = worker.see("/groups/terms")
    (table,) = page.select("table")
    assert "Autumn term 2019" in text(table)
    cells = [text(cell) for cell in table.select("tbody tr")[0].select("td")]
    assert cells[:5] == ["2", "5", "–", "–", "–"]
    assert "museum" not in text(page).lower()


def test_members_of_a_term_are_kept(worker: Visit, database: Database) -> None:
    page = worker.sent(TERM, members="9", new="2", left="")
    assert "Just Us groups, autumn term 2019: the numbers are kept." in banner(page)
    assert the_terms(database) == [TermRecord("just-us", "2019-autumn", 9, 2, None)]
    assert the_trail(database) == "wrote down the members of just-us 2019-autumn"
    form = worker.see(TERM)
    assert (box(form, "members"), box(form, "new")) == ("9", "2")


def test_a_term_before_is_shown_once_something_is_known_of_it(
    worker: Visit, database: Database
) -> None:
    assert "Summer term 2019" not in text(worker.see("/groups/terms"))
    with database.writing() as connection:
        terms.put(connection, "just-us", "2019-summer", 7, None, None)
    assert "Summer term 2019" in text(worker.see("/groups/terms"))


def test_more_new_ones_than_members_cannot_be(worker: Visit, database: Database) -> None:
    page = worker.refused(TERM, members="3", new="4", left="x")
    assert faults(page) == ["Left in this term: enter a whole number, such as 7."]
    page = worker.refused(TERM, members="3", new="4")
    assert "is more than all members" in faults(page)[0]
    assert (box(page, "members"), the_terms(database)) == ("3", [])


@pytest.mark.parametrize("path", ["/groups/terms/nobody/2019-autumn", "/groups/terms/just-us/2019"])
def test_a_term_that_cannot_be_is_no_page(worker: Visit, path: str) -> None:
    worker.see(path, 404)
    assert worker.send(path, members="1").status_code == 404


# Roles


def test_a_role_is_added_with_what_it_changed(worker: Visit, database: Database) -> None:
    page = worker.sent("/groups/roles/new", **ROLE)
    assert "Co-opted seats: kept." in banner(page)
    assert "September 2019" in text(page.select_one("table"))
    (record,) = the_seats(database)
    assert (record.name, record.number, record.month) == ("Co-opted seats", 2, "2019-09")
    assert record.changed == "Papers come a week earlier."
    assert the_trail(database).startswith("wrote down a role of young people")


def test_a_role_that_changed_is_added_once_more_under_its_name(
    worker: Visit, database: Database
) -> None:
    page = worker.sent("/groups/roles/new", **ROLE)
    again = next(a for a in page.select("a") if "Something changed" in text(a))
    form = worker.see(str(again["href"]).removeprefix("/work"))
    assert box(form, "name") == "Co-opted seats"
    worker.sent("/groups/roles/new", **ROLE | {"month": "2019-11", "number": "3"})
    assert [record.number for record in the_seats(database)] == [3, 2]


def test_a_role_is_put_right(worker: Visit, database: Database) -> None:
    worker.sent("/groups/roles/new", **ROLE)
    (record,) = the_seats(database)
    path = f"/groups/roles/{record.id}"
    assert box(worker.see(path), "number") == "2"
    worker.sent(path, **ROLE | {"number": "0", "changed": ""})
    assert [(one.number, one.changed) for one in the_seats(database)] == [(0, "")]
    assert faults(worker.refused(path, **ROLE | {"name": " "})) == [
        "Write what the role is called."
    ]


def test_a_role_long_ago_keeps_its_month(worker: Visit, database: Database) -> None:
    old = SeatRecord("old", "Young inspectors", 4, "2012-03")
    with database.writing() as connection:
        terms.add_seat(connection, old)
    worker.sent("/groups/roles/old", name=old.name, number="5", month="2012-03")
    assert the_seats(database)[0].month == "2012-03"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "Write what the role is called."),
        ({"number": ""}, "Enter how many young people fill it."),
        ({"number": "two"}, "How many young people fill it: enter a whole number, such as 7."),
        ({"month": "2019-13"}, "Choose from which month."),
        ({"changed": "x" * 401}, "Write at most 400 letters."),
    ],
)
def test_a_slip_is_told_and_keeps_nothing(
    worker: Visit, database: Database, changed: dict[str, str], told: str
) -> None:
    assert faults(worker.refused("/groups/roles/new", **ROLE | changed)) == [told]
    assert the_seats(database) == []


def test_a_role_that_is_not_there_is_no_page(worker: Visit) -> None:
    worker.see("/groups/roles/nothing", 404)
    assert worker.send("/groups/roles/nothing", **ROLE).status_code == 404

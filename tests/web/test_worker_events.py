from datetime import timedelta

import pytest

from tests import factories
from tests.web.visiting import TODAY, Visit, an_open_event, banner, box, days, faults, tallied, text
from voice import collect
from voice.keys import Keys
from voice.store import attendance, events, trail
from voice.store.db import Database
from voice.store.events import EventRecord

pytestmark = pytest.mark.usefixtures("quick_hashing")

EVENT = "pond-dipping"
GOOD = {
    "group": "just-us",
    "name": "Pond dipping",
    "place": "Country park",
    "district": "Fenland",
    "host": "Ali",
}


@pytest.fixture
def group(database: Database) -> None:
    with database.writing() as connection:
        factories.a_group(connection)


@pytest.fixture
def planned(database: Database) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY, place="Village hall")


def the_event(database: Database, id_: str = EVENT) -> EventRecord:
    with database.reading() as connection:
        found = events.find(connection, id_)
    assert found is not None
    return found


def the_trail(database: Database) -> list[str]:
    with database.reading() as connection:
        return [line.says for line in trail.lines(connection)]


# The list


def test_an_empty_list_says_that_a_group_comes_first(worker: Visit) -> None:
    page = worker.see("/events")
    assert page.select_one("a.main")["href"].endswith("/groups/new")


def test_events_stand_by_time_and_those_nobody_decided_apart(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, "a", TODAY + timedelta(days=3), name="Coming up")
        factories.an_event(connection, "b", TODAY - timedelta(days=9), name="Never said")
        for id_, ago in (("c", 30), ("d", 60)):
            day = TODAY - timedelta(days=ago)
            factories.an_event(connection, id_, day, name=f"Past {ago}", status="went-ahead")
        attendance.put(connection, "c", "came", "all", 12)
    page = worker.see("/events")
    coming, past = page.select("table")
    assert "Coming up" in text(coming)
    assert text(past).index("Past 30") < text(past).index("Past 60")
    assert "12" in text(past)
    assert "Never said" in text(page.select_one(".card--talk"))
    assert "Never said" not in text(coming) + text(past)


def test_older_events_are_folded_away_by_year(worker: Visit, database: Database) -> None:
    with database.writing() as connection:
        for ago in (10, 91, 92, 200, 330, 390):
            day = TODAY - timedelta(days=ago)
            factories.an_event(connection, f"e{ago}", day, name=f"Past {ago}.", status="went-ahead")
    page = worker.see("/events")
    lately, *_ = [text(table) for table in page.select("table")]
    assert [f"Past {ago}." in lately for ago in (10, 91, 92)] == [True, True, False]
    folded = page.select("details")
    assert [text(one.summary) for one in folded] == [
        "Earlier in 2019: 2 events",
        "Earlier in 2018: 2 events",
    ]


# Adding


def test_the_form_begins_with_today(worker: Visit, group: None) -> None:
    boxes = worker.see("/events/new").select("[name=day]")
    assert [one["value"] for one in boxes] == ["20", "11", "2019"]


def test_an_event_is_added_with_everything_said_of_it(
    worker: Visit, database: Database, group: None
) -> None:
    page = worker.sent("/events/new", **GOOD, **days(TODAY), place_safe="y")
    assert "Pond dipping is planned." in banner(page)
    record = the_event(database, "2019-11-20-pond-dipping")
    assert (record.name, record.day, record.place) == ("Pond dipping", TODAY, "Country park")
    assert (record.place_safe, record.district, record.host) == (True, "Fenland", "Ali")
    assert the_trail(database)[0] == "planned the event 2019-11-20-pond-dipping"


def test_two_events_of_one_name_and_day_are_two_events(
    worker: Visit, database: Database, group: None
) -> None:
    for _ in range(2):
        worker.sent("/events/new", **GOOD, **days(TODAY))
    assert the_event(database, "2019-11-20-pond-dipping-2").name == "Pond dipping"


@pytest.mark.parametrize("name", ["ندوة الشباب", "🙂", "…"])
def test_a_name_in_any_letters_gets_an_address(
    worker: Visit, database: Database, group: None, name: str
) -> None:
    worker.sent("/events/new", **GOOD | {"name": name}, **days(TODAY))
    assert the_event(database, "2019-11-20-one").name == name


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": "  "}, "Write what the event is called."),
        ({"name": "x" * 121}, "Write at most 120 letters."),
        ({"group": ""}, "Choose the group."),
        ({"group": "nobody"}, "Choose the group."),
        ({"day": ["", "", ""]}, "Enter the day."),
        ({"day": ["31", "2", "2019"]}, "Enter a real day, such as 21 11 2026."),
        ({"day": ["1", "2", "19"]}, "Enter the year in four figures, such as 2026."),
        ({"day": ["today"]}, "Enter a real day, such as 21 11 2026."),
        ({"day": ["1", "2", "3", "4"]}, "Enter the year in four figures, such as 2026."),
        ({"day": ["١", "٢", "٢٠١٩"]}, "Enter a real day, such as 21 11 2026."),
    ],
)
def test_a_slip_is_told_at_its_box_and_nothing_typed_is_lost(
    worker: Visit, group: None, changed: dict[str, str | list[str]], told: str
) -> None:
    given = GOOD | days(TODAY) | changed
    page = worker.refused("/events/new", **given)
    assert faults(page) == [told]
    assert box(page, "district") == "Fenland"
    assert str(page.title.string).startswith("Problem: ")
    boxes = [str(one.get("value", "")) for one in page.select("[name=day]")]
    assert boxes == ([*list(given["day"]), "", ""])[:3]


def test_with_several_groups_none_is_chosen_beforehand(
    worker: Visit, database: Database, group: None
) -> None:
    with database.writing() as connection:
        factories.a_group(connection, "voices-matter")
    chosen = worker.see("/events/new").select("[name=group] option[selected]")
    assert [str(one["value"]) for one in chosen] in ([], [""])
    page = worker.refused("/events/new", **GOOD | {"group": ""}, **days(TODAY))
    assert faults(page) == ["Choose the group."]


def test_every_slip_is_told_at_once(worker: Visit, group: None) -> None:
    given = {"name": "", "place": "p" * 121, **days(None)}
    assert len(faults(worker.refused("/events/new", **given))) == 4


def test_signs_that_turn_or_break_a_line_are_left_out(
    worker: Visit, database: Database, group: None
) -> None:
    name = "Pond\u202e dip\x00ping\u200d 1"
    worker.sent("/events/new", **GOOD | {"name": name}, **days(TODAY))
    assert the_event(database, "2019-11-20-pond-dipping-1").name == "Pond dipping\u200d 1"


def test_words_that_look_like_tags_are_only_words(
    worker: Visit, database: Database, group: None
) -> None:
    bad = "<img src=x onerror=alert(1)>"
    page = worker.sent("/events/new", **GOOD | {"name": bad, "place": bad}, **days(TODAY))
    assert not page.select("img")
    assert text(page.h1) == bad


# Changing


def test_a_change_keeps_the_group_and_what_was_counted(
    worker: Visit, database: Database, planned: None
) -> None:
    form = worker.see(f"/events/{EVENT}/change")
    assert not form.select("[name=group]")
    assert box(form, "place") == "Village hall"
    given = {"name": "Den building", "place": "Wood", "group": "elsewhere"}
    page = worker.sent(f"/events/{EVENT}/change", **given, **days(TODAY + timedelta(days=1)))
    assert "The changes are kept." in banner(page)
    record = the_event(database)
    assert (record.name, record.place, record.group) == ("Den building", "Wood", "just-us")
    assert record.day == TODAY + timedelta(days=1)


def test_a_faulty_change_changes_nothing(worker: Visit, database: Database, planned: None) -> None:
    before = the_event(database)
    page = worker.refused(f"/events/{EVENT}/change", name="", place="Wood", **days(TODAY))
    assert box(page, "place") == "Wood"
    assert the_event(database) == before


# Cancelling


def test_one_tap_says_why_and_the_days_are_counted(
    worker: Visit, database: Database, group: None
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY + timedelta(days=2))
    page = worker.sent(f"/events/{EVENT}/cancel", why_kind="nobody", why="", notice="")
    assert "Pond dipping is cancelled." in banner(page)
    event = the_event(database)
    assert (event.status, event.why_kind, event.notice) == ("cancelled", "nobody", 2)
    assert "Nobody had signed up, two days before." in text(page)


def test_notice_and_words_of_ones_own_are_kept(
    worker: Visit, database: Database, planned: None
) -> None:
    worker.sent(f"/events/{EVENT}/cancel", why_kind="other", why="Floods", notice="3")
    event = the_event(database)
    assert (event.why_kind, event.why, event.notice) == ("other", "Floods", 3)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"notice": "soon"}, ["Choose why it is cancelled.",
         "How many days’ notice families got: enter a whole number, such as 7."]),
        ({"why_kind": "boredom"}, ["Choose why it is cancelled."]),
        ({"why_kind": "other", "why": " "}, ["Write why it is cancelled."]),
    ],
)  # fmt: skip
def test_a_reason_is_needed(
    worker: Visit, database: Database, planned: None, sent: dict[str, str], told: list[str]
) -> None:
    assert faults(worker.refused(f"/events/{EVENT}/cancel", **sent)) == told
    assert the_event(database).status == "planned"


def test_nobody_signed_up_is_not_said_of_an_event_with_sign_ups(
    worker: Visit, database: Database, planned: None
) -> None:
    worker.sent(f"/events/{EVENT}/attendance", **{"signed-up": "1"})
    page = worker.refused(f"/events/{EVENT}/cancel", why_kind="nobody", why="Rain too")
    assert "somebody signed up" in faults(page)[0]
    assert box(page, "why") == "Rain too"
    assert the_event(database).status == "planned"


def test_an_event_where_somebody_answered_is_closed_not_cancelled(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    collect.take_in(database, keyring, factories.CODE, factories.a_submission(), TODAY)
    page = worker.refused(f"/events/{EVENT}/cancel", why_kind="weather")
    assert "took place" in text(page.select_one(".govuk-error-summary"))
    assert the_event(database).status == "open"


# Who came


def test_numbers_are_kept_by_what_and_whom(
    worker: Visit, database: Database, planned: None
) -> None:
    given = {"letters": "116", "calls": "86", "signed-up": "9", "came": "5", "came_0-9": "3",
             "came_first-time": "2", "came_girls": ""}  # fmt: skip
    page = worker.sent(f"/events/{EVENT}/attendance", **given)
    with database.reading() as connection:
        assert attendance.of(connection, EVENT) == {
            ("letters", "all"): 116,
            ("calls", "all"): 86,
            ("signed-up", "all"): 9,
            ("came", "all"): 5,
            ("came", "0-9"): 3,
            ("came", "first-time"): 2,
        }
    assert "Letters and emails 116" in text(page)


def test_what_a_council_has_not_switched_on_is_asked_only_where_it_was_counted(
    worker: Visit, database: Database, planned: None
) -> None:
    off = "[name=guests_managers], [name=came_been-before], [name=youngest], [name=places]"
    assert not worker.see(f"/events/{EVENT}/attendance").select(off)
    worker.sent(f"/events/{EVENT}/attendance", came="4", **{"came_been-before": "2"})
    assert tallied(database) == {("came", "all"): 4}
    with database.writing() as connection:
        attendance.put(connection, EVENT, "came", "been-before", 2)
    page = worker.see(f"/events/{EVENT}/attendance")
    assert box(page, "came_been-before") == "2"
    worker.sent(f"/events/{EVENT}/attendance", came="5", shown=box(page, "shown"))
    assert tallied(database) == {("came", "all"): 5, ("came", "been-before"): 0}


def test_a_number_taken_away_is_none(worker: Visit, database: Database, planned: None) -> None:
    worker.sent(f"/events/{EVENT}/attendance", calls="8")
    page = worker.see(f"/events/{EVENT}/attendance")
    assert box(page, "calls") == "8"
    worker.sent(f"/events/{EVENT}/attendance", calls="", shown=box(page, "shown"))
    with database.reading() as connection:
        assert attendance.of(connection, EVENT) == {("calls", "all"): 0}


@pytest.mark.parametrize("typed", ["-1", "3.5", "ten", "٣", "1e3", "+4"])
def test_what_is_no_number_is_told_and_kept_in_its_box(
    worker: Visit, database: Database, planned: None, typed: str
) -> None:
    page = worker.refused(f"/events/{EVENT}/attendance", calls=typed, visits="2")
    assert faults(page) == ["Calls: enter a whole number, such as 7."]
    assert (box(page, "calls"), box(page, "visits")) == (typed, "2")
    with database.reading() as connection:
        assert attendance.of(connection, EVENT) == {}


def test_parts_that_are_more_than_all_are_told_at_once(
    worker: Visit, database: Database, planned: None
) -> None:
    given = {"came": "7", "came_0-9": "5", "came_10-16": "3", "came_first-time": "8",
             "came_carers": "4", "came_children": "4", "signed-up": "6",
             "signed-up_17+": "7", "cancelled-on-the-day": "8"}  # fmt: skip
    page = worker.refused(f"/events/{EVENT}/attendance", **given)
    assert set(faults(page)) == {
        "Up to 9 and 10 to 16: 8 together, but 7 came in all.",
        "There for the first time: 8, but 7 came in all.",
        "Carers and children: 8 together, but 7 came in all.",
        "17 and over: 7, but 6 signed up in all.",
        "Cancelled on the day: 8, but 6 signed up in all.",
    }


def test_numbers_counted_on_meanwhile_are_told_before_they_are_written_over(
    worker: Visit, database: Database, planned: None
) -> None:
    path = f"/events/{EVENT}/attendance"
    worker.sent(path, **{"came": "2", "came_0-9": "2", "visits": "1"})
    shown = box(worker.see(path), "shown")
    worker.sent(f"/today/{EVENT}/came", category="0-9", step="1")
    given = {"came": "4", "came_0-9": "2", "visits": "5"}
    page = worker.refused(path, **given, shown=shown)
    told = " when you opened this page and is 3 now."
    again = "Look at it, then keep the numbers again."
    assert set(faults(page)) == {
        f"Came, all: it was 2{told} You wrote 4. {again}",
        f"Came, up to 9: it was 2{told} {again}",
    }
    assert [box(page, name) for name in given] == ["4", "3", "5"]
    assert tallied(database)["came", "all"] == 3
    kept = {name: box(page, name) for name in (*given, "shown")}
    worker.sent(path, **kept)
    assert tallied(database) == {("came", "all"): 4, ("came", "0-9"): 3, ("visits", "all"): 5}


@pytest.mark.parametrize("shown", ["", "came", "came=x", "came=" + "9" * 5000, "=="])
def test_a_form_that_does_not_say_what_it_showed_writes_nothing_over(
    worker: Visit, database: Database, planned: None, shown: str
) -> None:
    worker.sent(f"/today/{EVENT}/came", category="0-9", step="1")
    worker.refused(f"/events/{EVENT}/attendance", came="9", shown=shown)
    assert tallied(database)["came", "all"] == 1


# The note


def test_a_note_is_written_and_changed(worker: Visit, database: Database, planned: None) -> None:
    worker.sent(f"/events/{EVENT}/note", note="First line.\r\n\r\nSecond line.")
    assert the_event(database).note == "First line.\n\nSecond line."
    assert box(worker.see(f"/events/{EVENT}/note"), "note") == "First line.\n\nSecond line."


def test_a_note_too_long_is_given_back_whole(
    worker: Visit, database: Database, planned: None
) -> None:
    long = "word " * 1000
    page = worker.refused(f"/events/{EVENT}/note", note=long)
    assert box(page, "note") == long.strip()
    assert the_event(database).note == ""

"""What tablets still hold of an event, on its day and after it, and what is declared of one."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.web import entering
from tests.web.entering import NOON
from tests.web.packing import EVENT, PIN, acts, pack, quiet, set_up, the_event
from tests.web.visiting import Visit, an_open_event, banner, faults, text
from voice import tablets
from voice.keys import Keys
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")


# The day


def test_today_says_of_every_tablet_what_it_holds(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    pack(database, set_up(database, keyring, "Tablet A"), last=4, came=4)
    pack(database, set_up(database, keyring, "Tablet B"), last=4, came=1)
    pack(database, set_up(database, keyring, "Tablet C"), last=1)
    pack(database, set_up(database, keyring, "Tablet D"))
    quiet(database, pack(database, set_up(database, keyring, "Tablet E")))
    pack(database, set_up(database, keyring, "Tablet F"), came=1)
    lines = [text(line) for line in worker.see("/").select(".held li")]
    assert lines == [
        "Tablet A : all that it told of is in.",
        "Tablet B : 3 envelopes still on it; they send themselves on Wi-Fi.",
        "Tablet C : 1 envelope still on it; it sends itself on Wi-Fi.",
        "Tablet D : has its surveys.",
        "Tablet E : has its surveys; not heard from yet today.",
        "Tablet F : in use.",
    ]


def test_the_numbers_that_grow_by_themselves_have_the_tablets_words(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    id_ = pack(database, set_up(database, keyring), last=4, came=1)
    told = worker.client.get(f"/today/{EVENT}/counts.json").json
    assert told is not None
    assert told[id_] == [3, "3 envelopes still on it; they send themselves on Wi-Fi."]
    assert worker.see("/").select_one(f"[data-counts] [data-count='{id_}'] [data-word]")


def test_with_no_tablet_today_says_how_they_get_the_surveys(
    worker: Visit, database: Database
) -> None:
    an_open_event(database)
    said = text(worker.see("/").main)
    assert "No tablet has this event’s surveys yet. They fetch them by themselves" in said
    assert "This event on my phone" in said


def test_done_lists_the_tablets_each_with_a_tick(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    for name in ("Tablet A", "Tablet B"):
        pack(database, set_up(database, keyring, name))
    page = worker.see(f"/today/{EVENT}/done")
    assert len(page.select("[name=here][checked]")) == 2
    assert "Tablet B" in text(page.main)


def test_done_says_which_phones_may_still_hold_taps(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    path, held_by = f"/today/{EVENT}/done", "Phone of kim: taps on it that are not sent"
    assert "Phone" not in text(worker.see(path).main)
    for name, event in (("Phone of kim", EVENT), ("Phone of sam", None)):
        secret = tablets.invite(database, keyring, name, "grey", PIN, NOON, event)
        tablets.enrol(database, keyring, secret, PIN, NOON)
    assert held_by in text(worker.see(path).main)
    for phone in tablets.all_tablets(database):
        tablets.end(database, phone.id)
    assert "Phone" not in text(worker.see(path).main)


def test_done_does_not_tell_of_a_phone_whose_hours_are_over(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    earlier = NOON - timedelta(hours=12)
    secret = tablets.invite(database, keyring, "Phone of kim", "grey", PIN, earlier, EVENT)
    tablets.enrol(database, keyring, secret, PIN, earlier)
    assert "Phone of kim" not in text(worker.see(f"/today/{EVENT}/done").main)


def test_done_never_blocks_and_says_what_is_still_to_come(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    here = pack(database, set_up(database, keyring, "Tablet A"), last=4, came=1)
    pack(database, set_up(database, keyring, "Tablet B"))
    page = worker.sent(f"/today/{EVENT}/done", came="6", here=[here])
    assert "It waits for 3 envelopes. Switch the tablets on" in banner(page)
    assert "Done, 3 envelopes to come" in text(page.main)
    assert the_event(database).status == "went-ahead"
    assert the_event(database).counted is None
    lines = [text(line) for line in page.select(".held li")]
    assert lines[1] == "Tablet B : was not there."


def test_an_event_whose_tablets_were_not_there_is_complete_at_once(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    pack(database, set_up(database, keyring))
    page = worker.sent(f"/today/{EVENT}/done", came="2", here=[])
    assert "The event is closed." in banner(page)
    assert the_event(database).counted == 0
    assert not page.select(".held li")


def test_a_tablet_that_handed_in_is_asked_once_more_after_the_close(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    here = pack(database, set_up(database, keyring), last=2, came=2)
    page = worker.sent(f"/today/{EVENT}/done", came="2", here=[here])
    (line,) = page.select(".held li")
    assert "all that we know of is in. It tells the rest itself on Wi-Fi." in line.get_text(" ")
    assert the_event(database).counted is None


def test_a_silent_tablet_is_told_once_the_event_is_done(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    id_ = pack(database, set_up(database, keyring))
    page = worker.sent(f"/today/{EVENT}/done", here=[id_])
    assert "It waits for one tablet" in banner(page)
    assert "Done, one tablet to hear from" in text(page.main)
    assert text(page.select_one(".held li")) == (
        "Tablet A : has not told yet since “We’re done”. Switch it on where there is Wi-Fi."
    )
    quiet(database, id_)
    line = worker.see(f"/today/{EVENT}").select_one(".held li")
    assert text(line) == "Tablet A : not heard from since before the event."


def test_a_tablet_off_the_list_sends_nothing_and_its_page_does_not_say_it_would(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    id_ = pack(database, set_up(database, keyring), last=2)
    worker.sent(f"/today/{EVENT}/done", here=[id_])
    page = worker.see(f"/tablets/{id_}/off")
    assert "1 event waits for it Pond dipping , Wed 20 Nov 2019: 2 envelopes" in text(page.main)
    assert page.select_one(f"a[href$='/today/{EVENT}/tablets/{id_}']")
    worker.sent(f"/tablets/{id_}/off")
    said = text(worker.see(f"/today/{EVENT}/tablets/{id_}").main)
    assert "Taken off the list with 2 envelopes on it. Save them as a file on it" in said
    assert "It is off the list, so it can send nothing." in said
    assert "Switch it on" not in said


# Waiting


@pytest.fixture
def waiting(worker: Visit, database: Database, keyring: Keys) -> str:
    """Today's event is done and waits for a silent tablet; the tablet's id."""
    an_open_event(database)
    id_ = pack(database, set_up(database, keyring))
    worker.sent(f"/today/{EVENT}/done", here=[id_])
    return id_


def test_every_page_of_an_event_that_waits_says_so(worker: Visit, waiting: str) -> None:
    for path in ("/events", f"/events/{EVENT}", f"/today/{EVENT}"):
        said = text(worker.see(path).main)
        assert "Done, " in said, path
        assert "None" not in said, path
        assert "0 answers kept" not in said, path


def test_an_event_that_waits_stands_on_today(worker: Visit, waiting: str) -> None:
    page = worker.see("/")
    assert "Envelopes to come Pond dipping, Wed 20 Nov 2019 : one tablet to hear from" in text(
        page.main
    )


def test_before_its_month_is_closed_the_page_says_what_an_event_waits_for(
    door: Flask, worker: Visit, waiting: str, clock: entering.Clock
) -> None:
    assert "See to this first" not in text(worker.see("/periods/close").main)
    clock.pass_by(days=11)
    fresh = Visit(entering.let_in_again(door, "one-worker"))
    (said,) = fresh.see("/periods/close").select("[aria-labelledby=first] li")
    assert text(said).startswith("Pond dipping, 20 November 2019 : waits for tablets.")


def test_after_two_working_days_everybody_who_runs_events_is_told(
    door: Flask, worker: Visit, waiting: str, clock: entering.Clock
) -> None:
    clock.pass_by(days=2)
    fresh = Visit(entering.let_in_again(door, "one-worker"))
    assert "has not been heard of" not in text(fresh.see("/").main)
    clock.pass_by(days=3)  # Monday: the third working day
    admin = Visit(entering.let_in(door, "admin"))
    said = text(admin.see("/").main)
    assert "Pond dipping, Wed 20 Nov 2019 : one tablet has not been heard of for three" in said
    assert "three working days" in said
    reader = Visit(entering.let_in(door, "reviewer"))
    assert "Envelopes to come" not in text(reader.see("/").main)


def test_a_tablet_s_page_at_the_event_says_what_helps(worker: Visit, waiting: str) -> None:
    page = worker.see(f"/today/{EVENT}/tablets/{waiting}")
    said = text(page.main)
    assert "Switch it on where it gets office Wi-Fi" in said
    assert "Declare Tablet A lost" in said
    worker.see(f"/today/{EVENT}/tablets/none", 404)


def test_a_tablet_that_stayed_at_the_office_is_waited_for_no_more(
    worker: Visit, database: Database, waiting: str
) -> None:
    page = worker.sent(f"/today/{EVENT}/tablets/{waiting}/absent")
    assert "was not there. The event does not wait for it." in banner(page)
    assert the_event(database).counted == 0
    assert acts(database)[0] == "tablet-absent"


def test_a_tablet_children_answered_on_cannot_have_stayed_away(
    worker: Visit, database: Database, waiting: str
) -> None:
    with database.writing() as connection:
        tablets.report(connection, waiting, {EVENT: {"last": 2, "not": []}})
    page = worker.see(f"/today/{EVENT}/tablets/{waiting}")
    assert "It stayed at the office" not in text(page.main)
    said = worker.stopped(f"/today/{EVENT}/tablets/{waiting}/absent")
    assert "Children answered on this tablet" in said


def test_declaring_a_tablet_lost_needs_a_reason_and_a_tick(
    worker: Visit, database: Database, waiting: str
) -> None:
    path = f"/today/{EVENT}/tablets/{waiting}/lost"
    assert "Nobody who finds it can read them" in text(worker.see(path).main)
    page = worker.refused(path, why=" ")
    assert faults(page) == ["Write what happened.", "Tick that you know it."]
    assert the_event(database).counted is None
    page = worker.sent(path, why="Left on the bus.", sure="y")
    assert "Tablet A is declared lost." in banner(page)
    assert the_event(database).counted == 0
    assert acts(database)[0] == "tablet-lost"
    assert "Tablet A: Left on the bus." in text(worker.see(f"/events/{EVENT}").main)


def test_a_tablet_that_is_gone_is_declared_lost_while_its_event_goes_on(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    for name in ("Tablet A", "Tablet B"):
        id_ = pack(database, set_up(database, keyring, name), last=2, came=2)
    page = worker.see(f"/today/{EVENT}/tablets/{id_}")
    assert "It is lost, broken or wiped" in text(page.main)
    assert "When it is done, the event is counted without them." in text(
        worker.see(f"/today/{EVENT}/tablets/{id_}/lost").main
    )
    page = worker.sent(f"/today/{EVENT}/tablets/{id_}/lost", why="Left on the bus.", sure="y")
    assert "Tablet B is declared lost." in banner(page)
    assert the_event(database).status == "open"
    assert "Tablet B : lost." in text(page.main)
    said = worker.stopped(f"/today/{EVENT}/tablets/{id_}/lost", why="Gone.", sure="y")
    assert "There is nothing to declare." in said


def test_a_tablet_that_was_wiped_is_named_as_such_and_can_be_declared_lost(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    id_ = pack(database, set_up(database, keyring), last=3, came=1)
    with database.writing() as connection:
        tablets.report(connection, id_, {EVENT: {"last": 0, "not": []}})
    assert "has forgotten what it held." in text(worker.see("/").select_one(".held li"))
    said = text(worker.see(f"/today/{EVENT}/tablets/{id_}").main)
    assert "its memory was wiped: what was on it is gone." in said
    assert "Declare Tablet A lost" in said
    assert "Switch it on" not in said


def test_what_a_lost_tablet_still_counts_for_is_said_as_it_is_counted(
    worker: Visit, waiting: str
) -> None:
    said = text(worker.see(f"/today/{EVENT}/tablets/{waiting}/lost").main)
    assert "They then count in the group, in the event’s month or" in said
    assert "the number on the event’s page rises" in said
    assert "not at this event" not in said


def test_nothing_is_declared_of_a_tablet_nobody_waits_for(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    id_ = pack(database, set_up(database, keyring), last=1, came=1)
    worker.sent(f"/today/{EVENT}/done", here=[id_])
    with database.writing() as connection:
        tablets.report(connection, id_, {EVENT: {"last": 1, "not": []}})
    for path in ("absent", "lost"):
        said = worker.stopped(f"/today/{EVENT}/tablets/{id_}/{path}", why="Gone.", sure="y")
        assert "This event does not wait for this tablet." in said

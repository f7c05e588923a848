"""Tablets at the workers' door: setting one up, the list, what an event waits for, saying so."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.web import entering
from tests.web.entering import NOON
from tests.web.visiting import Visit, an_open_event, banner, box, faults, text
from voice import tablets
from voice.keys import Keys
from voice.store import events, trail
from voice.store import tablets as store
from voice.store.db import Database
from voice.web.worker import codes, held

pytestmark = pytest.mark.usefixtures("quick_hashing")

EVENT = "pond-dipping"
PIN = "402913"
LONG_AGO = date(2019, 11, 14)


def set_up(database: Database, keys: Keys, name: str = "Tablet A", colour: str = "blue") -> str:
    """A tablet that was let in; its id."""
    secret = tablets.invite(database, keys, name, colour, PIN, NOON)
    return tablets.enrol(database, keys, secret, PIN, NOON).tablet.id


def pack(database: Database, id_: str, last: int = 0, came: int = 0, event: str = EVENT) -> str:
    """The tablet has the event's surveys; so many were finished on it, so many came in."""
    tablets.fetched(database, id_, event)
    with database.writing() as connection:
        if last:
            tablets.report(connection, id_, {event: {"last": last, "not": []}})
        tablets.arrived(connection, id_, event, range(1, came + 1))
    return id_


def quiet(database: Database, id_: str) -> None:
    """It was last heard of a week before."""
    with database.writing() as connection:
        store.touch(connection, id_, LONG_AGO)


def the_event(database: Database) -> events.EventRecord:
    with database.reading() as connection:
        event = events.find(connection, EVENT)
    assert event is not None
    return event


def acts(database: Database) -> list[str]:
    with database.reading() as connection:
        return [line.what for line in trail.lines(connection)]


# The list


def test_an_empty_list_says_what_setting_up_brings(worker: Visit) -> None:
    said = text(worker.see("/tablets").main)
    assert "No tablet is set up yet." in said
    assert "Set up a tablet" in said


def test_the_list_says_of_each_tablet_its_colour_its_last_day_and_what_it_carries(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    pack(database, set_up(database, keyring))
    set_up(database, keyring, "Tablet B", "red")
    rows = [text(row) for row in worker.see("/tablets").select("tbody tr")]
    assert rows == [
        "Tablet A Blue today Pond dipping, Wed 20 Nov 2019",
        "Tablet B Red today nothing yet",
    ]
    assert worker.see("/tablets").select_one(".dot--blue[aria-hidden=true]")


def test_a_phone_of_a_day_is_no_tablet(worker: Visit, database: Database, keyring: Keys) -> None:
    an_open_event(database)
    secret = tablets.invite(database, keyring, "Phone", "grey", PIN, NOON, event=EVENT)
    phone = tablets.enrol(database, keyring, secret, PIN, NOON).tablet.id
    assert "No tablet is set up yet." in text(worker.see("/tablets"))
    worker.see(f"/tablets/{phone}", 404)


def test_a_tablet_s_page_says_what_is_still_on_it(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    id_ = pack(database, set_up(database, keyring), last=5, came=2)
    said = text(worker.see(f"/tablets/{id_}").main)
    assert "3 envelopes still on it; they send themselves on Wi-Fi." in said
    worker.see("/tablets/none", 404)


# Setting one up


def test_the_next_letter_and_the_next_colour_are_filled_in(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    page = worker.see("/tablets/new")
    assert box(page, "name") == "Tablet A"
    set_up(database, keyring, "Tablet A", "red")
    set_up(database, keyring, "Tablet C", "orange")
    page = worker.see("/tablets/new")
    assert box(page, "name") == "Tablet B"
    assert page.select_one("[name=colour][checked]")["value"] == "yellow"  # type: ignore[index]


def test_the_code_is_drawn_from_what_was_sent_and_lets_a_tablet_in(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    answer = worker.send("/tablets/new", name="Tablet A", colour="blue", pin="402 913")
    page = entering.page(answer)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert page.select_one("[role=img][aria-label] svg path")
    secret = "".join(span.text for span in page.select(".letters span"))
    assert len(secret) >= 26
    assert tablets.enrol(database, keyring, secret, PIN, NOON).tablet.name == "Tablet A"
    for part in page.select("[href], [src], [action]"):
        assert secret not in str(part.get("href") or part.get("src") or part.get("action"))


def test_the_page_says_what_to_do_in_three_steps_ipad_first(worker: Visit) -> None:
    page = entering.page(worker.send("/tablets/new", name="T", colour="red", pin=PIN))
    steps = [text(step) for step in page.select("main ol > li")]
    assert len(steps) == 3
    assert "Add to Home Screen" in steps[0]
    assert "open the installed app from there, and type the set-up letters inside it" in steps[0]
    assert "PIN" in steps[1]
    assert "Ready" in steps[2]
    assert text(page.select_one("main h1 + p strong")) == "Good for 30 minutes"
    assert [len(four.text) for four in page.select(".letters span")] == [4] * 6 + [2]


def test_neither_the_trail_nor_a_log_holds_the_secret(
    worker: Visit, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    page = entering.page(worker.send("/tablets/new", name="T", colour="red", pin=PIN))
    secret = "".join(span.text for span in page.select(".letters span"))
    with database.reading() as connection:
        assert all(secret not in line.about for line in trail.lines(connection))
    assert acts(database)[0] == "tablet-invited"
    assert secret not in caplog.text
    assert PIN not in caplog.text


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ("", "Choose a PIN of six figures."),
        ("12345", "A PIN has six figures. This one has 5."),
        ("40291x", "A PIN is figures only, no letters and no signs."),
        ("٤٠٢٩١٣", "A PIN is figures only, no letters and no signs."),
        ("111111", "Children try this PIN first. Choose six figures that are harder to guess."),
        ("123456", "Children try this PIN first. Choose six figures that are harder to guess."),
    ],
)
def test_a_pin_that_does_not_do_is_told_why_and_never_shown_again(
    worker: Visit, pin: str, said: str
) -> None:
    page = worker.refused("/tablets/new", name="Tablet A", colour="blue", pin=pin)
    assert faults(page) == [said]
    assert box(page, "pin") == ""
    assert box(page, "name") == "Tablet A"


def test_a_name_that_is_taken_and_a_colour_that_is_none_are_told(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    set_up(database, keyring)
    page = worker.refused("/tablets/new", name="tablet a", colour="blue", pin=PIN)
    assert faults(page)[0].startswith("A tablet of this name is on the list.")
    page = worker.refused("/tablets/new", name="", colour="plaid", pin=PIN)
    assert faults(page) == ["Write the tablet’s name.", "Choose a colour."]


def test_a_pin_on_a_page_too_old_is_not_shown_to_be_copied(door: Flask) -> None:
    client = entering.let_in(door, "worker")
    given = {"name": "Hall tablet", "pin": "839104", "csrf_token": "old"}
    answer = client.post("/tablets/new", data=given)
    assert "Hall tablet" in answer.text
    assert "839104" not in answer.text


@pytest.mark.parametrize(
    ("address", "keeps"),
    [
        ("http://voice.example", False),
        ("http://192.168.1.20:8000", False),
        ("http://localhost.example", False),
        ("https://voice.example", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:8000", True),
    ],
)
def test_browsers_keep_answers_over_https_or_on_the_machine_itself(
    door: Flask, address: str, keeps: bool
) -> None:
    with door.test_request_context(base_url=address):
        assert codes.can_keep() is keeps


def test_over_plain_http_from_another_machine_the_page_says_what_does_not_work(
    worker: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cannot keep answers here" not in text(worker.see("/tablets").main)
    monkeypatch.setattr(codes, "can_keep", lambda: False)
    for path in ("/tablets", "/tablets/new"):
        said = text(worker.see(path).main)
        assert "Tablets cannot keep answers here without a network" in said
        assert "The plain page still works" in said
    assert "Set up a tablet" not in text(worker.see("/tablets").main)


# Taking one off


def test_a_tablet_taken_off_the_list_is_heard_no_more(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    secret = tablets.invite(database, keyring, "Tablet A", "blue", PIN, NOON)
    let_in = tablets.enrol(database, keyring, secret, PIN, NOON)
    an_open_event(database)
    pack(database, let_in.tablet.id, last=2)
    page = worker.see(f"/tablets/{let_in.tablet.id}/off")
    assert "Pond dipping, Wed 20 Nov 2019: 2 envelopes" in text(page.main)
    page = worker.sent(f"/tablets/{let_in.tablet.id}/off")
    assert "Tablet A is off the list." in banner(page)
    with pytest.raises(tablets.UnknownTokenError):
        tablets.recognise(database, keyring, let_in.token, NOON)
    assert acts(database)[0] == "tablet-ended"


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
        "Tablet A : all in.",
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


def test_nothing_is_declared_of_a_tablet_nobody_waits_for(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    id_ = pack(database, set_up(database, keyring), last=1, came=1)
    for path in ("absent", "lost"):
        said = worker.stopped(f"/today/{EVENT}/tablets/{id_}/{path}", why="Gone.", sure="y")
        assert "This event does not wait for this tablet." in said


# A worker's own phone


def test_an_event_goes_onto_a_phone_with_a_pin_and_the_hour_it_ends(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    ends = "Set up now, it leaves the event by itself on Thursday 21 November 2019 at 0.00."
    assert ends in text(worker.see(f"/today/{EVENT}/phone").main)
    page = entering.page(worker.send(f"/today/{EVENT}/phone", pin=PIN))
    assert ends in text(page.main)
    link = page.select_one("a[href^='/tablet/#set-up=']")
    assert link is not None
    secret = str(link["href"]).partition("=")[2]
    let_in = tablets.enrol(database, keyring, secret, PIN, NOON)
    assert let_in.tablet.kind == "phone"
    assert let_in.until == NOON + timedelta(hours=12)
    assert acts(database)[0] == "phone-invited"


def test_a_phone_needs_a_pin_and_an_event_that_is_not_over(
    worker: Visit, database: Database
) -> None:
    an_open_event(database)
    assert faults(worker.refused(f"/today/{EVENT}/phone", pin="1")) == [
        "A PIN has six figures. This one has 1."
    ]
    worker.sent(f"/today/{EVENT}/done")
    assert "This event is closed." in worker.stopped(f"/today/{EVENT}/phone", pin=PIN)


# Words


def test_every_colour_of_a_tablet_is_in_the_style_sheet() -> None:
    from voice import paths

    style = (paths.STATIC / "worker-tablets.css").read_text()
    drawn = dict(re.findall(r"\.dot--([a-z]+),\n[^{]+\{\n  --this: (#[0-9a-f]{6});", style))
    assert drawn == {id_: colour.value for id_, colour in tablets.COLOURS.items()}


def a_line(still: int | None, awaited: bool = True) -> held.Line:
    return held.Line("a", "Tablet A", "red", "", still, awaited, used=bool(still))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], ""),
        ([a_line(0, False)], ""),
        ([a_line(1)], "1 envelope"),
        ([a_line(3), a_line(2)], "5 envelopes"),
        ([a_line(None), a_line(None)], "two tablets"),
        ([a_line(3), a_line(None)], "3 envelopes and one tablet"),
    ],
)
def test_what_an_event_waits_for_in_words(lines: list[held.Line], said: str) -> None:
    assert held.to_come(lines) == said


@pytest.mark.parametrize(("days", "working"), [(0, 0), (1, 1), (2, 1), (4, 2), (5, 3), (12, 8)])
def test_working_days_are_counted_over_weekends(days: int, working: int) -> None:
    assert held.working_days(LONG_AGO, LONG_AGO + timedelta(days=days)) == working

"""Tablets at the workers' door: setting one up, the list, what an event waits for, saying so."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.web import entering
from tests.web.entering import NOON
from tests.web.packing import EVENT, LONG_AGO, PIN, acts, pack, set_up
from tests.web.visiting import Visit, an_open_event, banner, box, faults, text
from voice import tablets
from voice.keys import Keys
from voice.store import trail
from voice.store.db import Database
from voice.web.worker import codes, held

pytestmark = pytest.mark.usefixtures("quick_hashing")


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


def test_but_it_is_listed_beside_them_and_can_be_ended(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    assert "Phones" not in text(worker.see("/tablets").main)
    secret = tablets.invite(database, keyring, "Phone of kim", "grey", PIN, NOON, event=EVENT)
    phone = tablets.enrol(database, keyring, secret, PIN, NOON)
    until = "Phone of kim Pond dipping Thursday 21 November 2019 at 0.00 End it now"
    assert until in text(worker.see("/tablets").main)
    path = f"/tablets/{phone.tablet.id}/off"
    assert "What it has sent stays counted." in text(worker.see(path).main)
    page = worker.sent(path)
    assert "Phone of kim has left the event." in banner(page)
    assert "Phones" not in text(page.main)
    with pytest.raises(tablets.UnknownTokenError):
        tablets.recognise(database, keyring, phone.token, NOON)
    worker.see(path, 404)


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
    id_ = set_up(database, keyring)
    page = worker.refused("/tablets/new", name="tablet a", colour="blue", pin=PIN)
    assert faults(page)[0].startswith("A tablet of this name is on the list.")
    assert "Tablet A is on the list already Is it gone, or was it wiped?" in text(page.main)
    assert page.select_one(f"main a[href$='/tablets/{id_}/off']")
    page = worker.refused("/tablets/new", name="", colour="plaid", pin=PIN)
    assert faults(page) == ["Write the tablet’s name.", "Choose a colour."]
    assert "is on the list already" not in text(page.main)


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
    assert "Pond dipping , Wed 20 Nov 2019: 2 envelopes" in text(page.main)
    page = worker.sent(f"/tablets/{let_in.tablet.id}/off")
    assert "Tablet A is off the list." in banner(page)
    with pytest.raises(tablets.UnknownTokenError):
        tablets.recognise(database, keyring, let_in.token, NOON)
    assert acts(database)[0] == "tablet-ended"


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

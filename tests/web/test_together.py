"""What a group said together, as devices send it: all of a board comes back, nothing breaks."""

import json
import random
import re
import string
import uuid
from typing import Any

import pytest

from tests import factories
from tests.speaking import ASKED, SAID
from tests.web.tablet_door import NO_TOKEN, Device, Hall, refused
from voice import opening, together
from voice.analysis.policy import Policy
from voice.faults import BusyError
from voice.paths import STATIC
from voice.store import boards, events

EVENT = "pond-dipping"
PATHS = ("/tablet/board", "/tablet/message")


def a_card(**changes: Any) -> dict[str, Any]:
    card = {"id": str(uuid.uuid4()), "item": "advice", "words": "Ask for a night light"}
    return card | {"starred": False, "edit": 1} | changes


def a_board(*cards: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"event": EVENT, "survey": ASKED.id, "cards": list(cards)} | changes


def a_message(**changes: Any) -> dict[str, Any]:
    return {"event": EVENT, "id": str(uuid.uuid4()), "words": SAID, "signed": ""} | changes


GOOD = {"/tablet/board": lambda: a_board(a_card()), "/tablet/message": a_message}


@pytest.fixture
def tablet(hall: Hall) -> Device:
    """A tablet at an event with a board and nothing else."""
    with hall.database.writing() as connection:
        factories.an_event(connection, EVENT)
    together.open_board(hall.database, ASKED, EVENT, hall.today())
    return hall.let_in()


def told(device: Device, *cards: dict[str, Any]) -> list[dict[str, Any]]:
    answer = device.post("/tablet/board", json=a_board(*cards))
    assert answer.status_code == 200
    assert answer.json
    assert set(answer.json) == {"cards"}
    found: list[dict[str, Any]] = answer.json["cards"]
    return found


# What is told


def test_a_pack_tells_of_the_board_without_a_card(hall: Hall, tablet: Device) -> None:
    columns = [
        {"id": "advice", "text": "What would you tell somebody?"},
        {"id": "good", "text": "What is good?"},
    ]
    before = tablet.manifest()
    assert before["together"] == [{"survey": ASKED.id, "title": ASKED.title, "columns": columns}]
    assert before["surveys"] == []
    told(tablet, a_card())
    assert tablet.manifest() == before


def test_a_pack_of_an_event_without_a_board_says_so(hall: Hall) -> None:
    hall.event()
    assert hall.let_in().manifest()["together"] == []


def test_a_phone_is_told_of_the_board_at_its_event(hall: Hall, tablet: Device) -> None:
    phone = hall.let_in("Phone of kim", EVENT)
    said = phone.get("/tablet/event.json").json
    assert said
    assert said["together"] == tablet.manifest()["together"]


def test_each_device_gets_the_whole_board(hall: Hall, tablet: Device) -> None:
    first, gone = a_card(starred=True), a_card(words="", edit=2)
    assert told(tablet, first) == [first]
    phone = hall.let_in("Phone of kim", EVENT)
    assert told(phone, gone) == sorted([first, gone], key=lambda card: str(card["id"]))
    assert told(tablet) == told(phone)


def test_what_a_device_knew_of_a_card_is_heard(tablet: Device) -> None:
    first = a_card()
    told(tablet, first | {"was": None, "tried": []})
    told(tablet, first | {"words": "Kind carers", "edit": 2, "was": first["words"]})
    gone = first | {"words": "", "edit": 3, "was": first["words"], "tried": []}
    assert [card["words"] for card in told(tablet, gone)] == ["Kind carers"]


def test_children_read_hints_in_words_of_their_own() -> None:
    listed = (STATIC / "phrases-list.js").read_text()
    own = re.findall(r'^  "(.+)": FOUND,$', (STATIC / "hints.js").read_text(), re.MULTILINE)
    assert own
    assert [why for why in own if f'"why": "{why}"' not in listed] == []


def test_a_message_is_stored_once(tablet: Device) -> None:
    sent = a_message()
    for outcome in ("stored", "already"):
        answer = tablet.post("/tablet/message", json=sent)
        assert answer.status_code == 200
        assert answer.json == {"id": sent["id"], "outcome": outcome}


# How it is refused


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("what", NO_TOKEN)
def test_without_a_token_nothing_is_taken(hall: Hall, tablet: Device, path: str, what: str) -> None:
    answer = hall.client.post(path, json=GOOD[path](), headers=NO_TOKEN[what])
    refused(answer, 401)
    with hall.database.reading() as connection:
        assert not boards.spoken(connection, EVENT)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("event", ["nowhere", "", "x" * 61, "\ud800", "pond\x00dipping"])
def test_an_event_that_is_none_of_ours_is_not_found(tablet: Device, path: str, event: str) -> None:
    refused(tablet.post(path, json=GOOD[path]() | {"event": event}), 404)


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_sends_from_its_own_event_only(hall: Hall, tablet: Device, path: str) -> None:
    with hall.database.writing() as connection:
        factories.an_event(connection, "another")
    phone = hall.let_in("Phone of kim", "another")
    refused(phone.post(path, json=GOOD[path]()), 404)


@pytest.mark.parametrize("path", PATHS)
def test_long_after_the_event_it_is_over(hall: Hall, tablet: Device, path: str) -> None:
    opening.close_event(hall.database, EVENT, Policy(), hall.today())
    hall.pass_by(days=31)
    refused(tablet.post(path, json=GOOD[path]()), 409)


@pytest.mark.parametrize("path", PATHS)
def test_too_much_is_refused(tablet: Device, path: str) -> None:
    refused(tablet.post(path, data=b" " * (128 * 1024 + 1)), 413)


@pytest.mark.parametrize("path", PATHS)
def test_a_busy_house_takes_none_and_says_when_to_come_back(
    hall: Hall, tablet: Device, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **_more: object) -> None:
        raise BusyError("locked")

    for verb in ("merge", "agree"):
        monkeypatch.setattr(together, verb, busy)
    answer = tablet.post(path, json=GOOD[path]())
    refused(answer, 503)
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"id": "me"}, "card 1"),
        ({"id": str(uuid.uuid1())}, "card 1"),
        ({"words": "x" * 201}, "card 1"),
        ({"words": None}, "card 1"),
        ({"starred": 1}, "card 1"),
        ({"edit": True}, "card 1"),
        ({"edit": 0}, "card 1"),
        ({"edit": 10_000}, "card 1"),
        ({"item": "feeling-now"}, "card 1"),
        ({"item": "\ud800"}, "card 1"),
    ],
)
def test_what_is_no_card_is_told_and_nothing_is_taken(
    hall: Hall, tablet: Device, changes: dict[str, Any], place: str
) -> None:
    answer = tablet.post("/tablet/board", json=a_board(a_card(**changes), a_card()))
    assert [fault["place"] for fault in refused(answer, 400)] == [place]
    assert told(tablet) == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 100_000, b'{"event": ["\xff"]}', b"{}"])
@pytest.mark.parametrize("path", PATHS)
def test_a_body_that_is_none_is_told(tablet: Device, path: str, body: bytes) -> None:
    refused(tablet.post(path, data=body), 400)


# Whatever is sent


ODD: list[Any] = [None, True, -1, 0, 1.5, 10**400, "", "\ud800", "A" * 600, "\x00", [], {}, [[]]]


def near(good: dict[str, Any], chance: random.Random) -> bytes:
    """A body with one odd value, in its cards where it has some."""
    cards = [
        card | {chance.choice(list(card)): chance.choice(ODD)} for card in good.get("cards", ())
    ]
    odd = {"cards": cards} if cards and chance.random() < 0.7 else {}
    return json.dumps(good | (odd or {chance.choice(list(good)): chance.choice(ODD)})).encode()


def mutated(good: bytes, chance: random.Random) -> bytes:
    """A part of the body cut, doubled or changed."""
    at = chance.randrange(len(good))
    to = at + chance.randrange(1, 12)
    piece = bytes(chance.choices(string.printable.encode() + b'\x00\xff{}[]",:', k=to - at))
    return chance.choice(
        [good[:at] + good[to:], good[:to] + good[at:], good[:at] + piece + good[to:]]
    )


@pytest.mark.parametrize("path", PATHS)
def test_no_body_breaks_the_taking_in(hall: Hall, tablet: Device, path: str) -> None:
    chance = random.Random(11)
    good = GOOD[path]()
    statuses = set()
    for number in range(1_000):
        body = near(good, chance) if number % 2 else mutated(json.dumps(good).encode(), chance)
        answer = tablet.post(path, data=body)
        statuses.add(answer.status_code)
        if answer.status_code != 200:
            assert answer.json
            assert answer.json["faults"]
    assert statuses == {200, 400, 404}
    with hall.database.reading() as connection:
        assert events.find(connection, EVENT) is not None


def test_nothing_of_what_was_said_is_logged(
    tablet: Device, capfd: pytest.CaptureFixture[str]
) -> None:
    told(tablet, a_card())
    tablet.post("/tablet/message", json=a_message(words="x"))
    assert capfd.readouterr() == ("", "")

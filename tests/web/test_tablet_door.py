"""What tablets and workers' phones are let in by, what they may ask, and how they are refused."""

import json
import random
import string
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests import factories
from tests.web.tablet_door import DAY, NO_TOKEN, PIN, Device, Hall, refused
from voice import tablets
from voice.faults import BusyError
from voice.web import headers

FOR_TABLETS = ("/tablet/packs.json", "/tablet/packs/x.json", "/tablet/packs/x/BCDGHJMN/en")


# Letting in


def test_a_tablet_is_let_in_once_by_its_secret_and_pin(hall: Hall) -> None:
    sent = {"secret": hall.invite("Ada"), "pin": PIN}
    first = hall.client.post("/tablet/enrol", json=sent)
    assert first.status_code == 201
    assert first.json
    assert first.json["tablet"] | {"id": ""} == {
        "id": "",
        "kind": "tablet",
        "name": "Ada",
        "colour": "red",
    }
    assert (first.json["until"], first.json["event"]) == (None, None)
    assert Device(hall, first.json["token"], "").get("/tablet/packs.json").status_code == 200
    assert "Set-Cookie" not in first.headers
    assert first.headers["Cache-Control"] == "no-store"
    refused(hall.client.post("/tablet/enrol", json=sent), 410)


def test_a_tablet_that_is_set_up_again_keeps_its_id_and_what_it_holds(hall: Hall) -> None:
    event = hall.event()
    tablet = hall.let_in("Ada")
    tablet.manifest()
    tablets.end(hall.database, tablet.id)
    sent = {"secret": hall.invite("Bob"), "pin": PIN, "before": tablet.token}
    said = hall.client.post("/tablet/enrol", json=sent).json or {}
    assert said["tablet"] == {"id": tablet.id, "kind": "tablet", "name": "Bob", "colour": "red"}
    refused(tablet.get("/tablet/packs.json"), 401)
    assert Device(hall, said["token"], tablet.id).packs()
    assert [one.name for one in tablets.deliveries(hall.database, event.id)] == ["Bob"]


def test_a_phone_is_let_in_for_its_event_and_twelve_hours(hall: Hall) -> None:
    event = hall.event()
    sent = {"secret": hall.invite("Anna", event.id), "pin": PIN}
    said = hall.client.post("/tablet/enrol", json=sent).json
    assert said
    assert said["tablet"]["kind"] == "phone"
    assert said["event"] == {"id": event.id, "name": "Pond dipping", "day": "2019-10-24"}
    assert said["until"] == (hall.now + timedelta(hours=12)).isoformat()


def test_a_wrong_pin_says_how_often_another_may_be_tried(hall: Hall) -> None:
    sent = {"secret": hall.invite(), "pin": "111112"}
    told = [refused(hall.client.post("/tablet/enrol", json=sent), 403)[0] for _ in range(4)]
    assert [fault["do"] for fault in told[::3]] == [
        "You can try 4 more times.",
        "You can try once more.",
    ]
    refused(hall.client.post("/tablet/enrol", json=sent), 410)
    refused(hall.client.post("/tablet/enrol", json=sent | {"pin": PIN}), 410)


def test_an_old_or_invented_secret_is_used_up(hall: Hall) -> None:
    secret = hall.invite()
    hall.pass_by(minutes=31)
    for sent in (secret, "x" * 43):
        answer = hall.client.post("/tablet/enrol", json={"secret": sent, "pin": PIN})
        assert refused(answer, 410)[0]["do"]


ODD: dict[str, Any] = {
    "nothing": {},
    "no pin": {"secret": "x" * 43},
    "no secret": {"pin": PIN},
    "a number": {"secret": "x" * 43, "pin": 274951},
    "a list": {"secret": ["x"], "pin": PIN},
    "half a letter": {"secret": "\ud800", "pin": PIN},
    "a long secret": {"secret": "x" * 100_000, "pin": PIN},
    "a long pin": {"secret": "x" * 43, "pin": "1" * 100_000},
    "half a token": {"secret": "x" * 43, "pin": PIN, "before": "\ud800"},
    "a NUL": {"secret": "x\0", "pin": PIN},
    "not an object": [],
    "null": None,
}


@pytest.mark.parametrize("what", ODD)
def test_what_cannot_be_a_secret_and_a_pin_is_told(hall: Hall, what: str) -> None:
    refused(hall.client.post("/tablet/enrol", data=json.dumps(ODD[what])), 400)


# Who may ask


@pytest.mark.parametrize("what", NO_TOKEN)
def test_without_a_token_nothing_is_given(hall: Hall, what: str) -> None:
    hall.event()
    for path in (*FOR_TABLETS, "/tablet/event.json"):
        answer = hall.client.get(path, headers=NO_TOKEN[what])
        refused(answer, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    refused(hall.client.post("/tablet/came", json={"steps": []}, headers=NO_TOKEN[what]), 401)


OPEN = {"shell", "app_manifest", "worker", "enrol", "sync_is_a_post"}
"""What anybody may ask: the app as it is for everybody, and to be let in."""


def test_every_other_address_of_tablets_asks_for_a_token(hall: Hall) -> None:
    rules = [r for r in hall.app.url_map.iter_rules() if r.endpoint.startswith("tablet.")]
    names = {rule.endpoint.removeprefix("tablet.") for rule in rules}
    assert names > OPEN
    for rule in rules:
        if rule.endpoint.removeprefix("tablet.") in OPEN:
            continue
        path = hall.app.url_map.bind("localhost").build(
            rule.endpoint, dict.fromkeys(rule.arguments, "x")
        )
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            refused(hall.client.open(path, method=method), 401)


def test_the_same_headers_stand_on_all_that_is_given(hall: Hall) -> None:
    event = hall.event()
    tablet, phone = hall.let_in(), hall.let_in("Anna", event.id)
    version = tablet.packs()[0]["version"]
    code = tablet.manifest()["surveys"][0]["code"]
    secret = hall.invite("Bob")
    given = [
        *(tablet.get(f"/tablet/{path}") for path in ("", "sw.js", "manifest.webmanifest")),
        *(tablet.get(f"/tablet/{path}") for path in ("packs.json", f"packs/{version}.json")),
        tablet.get(f"/tablet/packs/{version}/{code}/en"),
        tablet.post("/c/sync", json={"records": []}),
        phone.get("/tablet/event.json"),
        phone.post("/tablet/came", json={"steps": []}),
        hall.client.post("/tablet/enrol", json={"secret": secret, "pin": PIN}),
    ]
    assert [answer.status_code for answer in given] == [200] * 9 + [201]
    for answer in given:
        for name, value in headers.HEADERS.items():
            assert answer.headers[name] == value
        assert answer.headers["Cache-Control"] in {"no-store", "no-cache"}
        assert "Set-Cookie" not in answer.headers


def test_the_app_may_be_kept_and_installed_and_nobody_else_may_be_asked() -> None:
    said = dict(part.split(" ", 1) for part in headers.POLICY.split("; "))
    assert said["default-src"] == "'none'"
    for what in ("worker-src", "manifest-src", "media-src", "script-src", "connect-src"):
        assert said[what] == "'self'"
    assert set(said.values()) == {"'none'", "'self'"}


def test_an_ended_tablet_is_none_of_ours_any_more(hall: Hall) -> None:
    tablet = hall.let_in()
    assert tablet.get("/tablet/packs.json").status_code == 200
    tablets.end(hall.database, tablet.id)
    refused(tablet.get("/tablet/packs.json"), 401)


def test_a_phone_gets_no_packs_and_a_tablet_no_board(hall: Hall) -> None:
    event = hall.event()
    phone, tablet = hall.let_in("Anna", event.id), hall.let_in("Ada")
    for path in FOR_TABLETS:
        refused(phone.get(path), 403)
    refused(tablet.get("/tablet/event.json"), 403)
    refused(tablet.post("/tablet/came", json={"steps": []}), 403)


def test_a_tablet_that_asks_was_seen_today_and_is_told_its_name(hall: Hall) -> None:
    tablet = hall.let_in("Ada")
    hall.pass_by(days=3)
    said = tablet.get("/tablet/packs.json").json
    assert said == {"packs": [], "tablet": {"name": "Ada", "colour": "red"}}
    [known] = tablets.all_tablets(hall.database)
    assert known.seen == hall.today()


# Which packs


@pytest.mark.parametrize(("days", "wanted"), [(-1, True), (0, True), (14, True), (15, False)])
def test_packs_are_of_events_near_by(hall: Hall, days: int, wanted: bool) -> None:
    hall.event(day=DAY + timedelta(days=days))
    assert len(hall.let_in().packs()) == wanted


def test_who_asks_for_a_manifest_is_taken_to_have_the_pack(hall: Hall) -> None:
    event = hall.event()
    tablet = hall.let_in()
    tablet.packs()
    assert tablets.deliveries(hall.database, event.id) == []
    tablet.manifest()
    tablet.manifest()
    [delivery] = tablets.deliveries(hall.database, event.id)
    assert (delivery.tablet, delivery.state) == (tablet.id, "fetched")


@pytest.mark.parametrize(
    "path",
    ["x.json", "{0}x.json", "x/BCDGHJMN/en", "{0}/XXXXXXXX/en", "{0}/BCDGHJMN/xx", "{0}/%00/en"],
)
def test_what_is_in_no_pack_is_not_there(hall: Hall, path: str) -> None:
    hall.event()
    tablet = hall.let_in()
    refused(tablet.get(f"/tablet/packs/{path.format(tablet.packs()[0]['version'])}"), 404)


# How it is refused


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/tablet/enrol", {"OPTIONS", "POST"}),
        ("POST", "/tablet/packs.json", {"GET", "HEAD", "OPTIONS"}),
        ("DELETE", "/tablet/packs/x.json", {"GET", "HEAD", "OPTIONS"}),
        ("POST", "/tablet/", {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/tablet/came", {"OPTIONS", "POST"}),
    ],
)
def test_another_method_is_told_which_is_allowed(
    hall: Hall, method: str, path: str, allowed: set[str]
) -> None:
    answer = hall.client.open(path, method=method)
    refused(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == allowed


def test_a_person_who_opens_a_wrong_address_of_the_app_reads_a_page(hall: Hall) -> None:
    accepts = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = hall.client.get("/tablet/nowhere", headers=accepts)
    assert answer.status_code == 404
    assert "We cannot find that page." in answer.text
    refused(hall.client.get("/tablet/nowhere"), 404)


@pytest.mark.parametrize("path", ["/tablet/enrol", "/tablet/came"])
def test_too_much_is_refused_before_it_is_read(hall: Hall, path: str) -> None:
    phone = hall.let_in("Anna", hall.event().id)
    refused(phone.post(path, data=b" " * (256 * 1024 + 1)), 413)


def test_a_busy_house_says_when_to_come_back(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    tablet, phone = hall.let_in(), hall.let_in("Anna", hall.event().id)

    def busy(*_: object) -> None:
        raise BusyError("locked")

    for verb in ("recognise", "enrol"):
        monkeypatch.setattr(tablets, verb, busy)
    answers = [tablet.get(path) for path in FOR_TABLETS]
    answers += [phone.get("/tablet/event.json"), phone.post("/tablet/came", json={"steps": []})]
    answers.append(hall.client.post("/tablet/enrol", json={"secret": "x", "pin": PIN}))
    for answer in answers:
        refused(answer, 503)
        assert answer.headers["Retry-After"] == "5"


# Whatever is sent


def mutated(good: bytes, chance: random.Random) -> bytes:
    """Something like a good body: a part cut, doubled, changed or swapped for another."""
    at, to = sorted(chance.sample(range(len(good) + 1), 2))
    piece = bytes(chance.choices(string.printable.encode() + b'\x00\xff\xd8{}[]",:', k=to - at))
    how: list[Callable[[], bytes]] = [
        lambda: good[:at] + good[to:],
        lambda: good[:to] + good[at:],
        lambda: good[:at] + piece + good[to:],
        lambda: good[:at] + piece[:1] + good[at + 1 :],
    ]
    return chance.choice(how)()


ODD_VALUES: list[Any] = [None, True, 0, -1, 1.5, 10**400, "", "é", "\ud800", "x" * 300, [], {}]


def near(good: dict[str, Any], chance: random.Random) -> bytes:
    """Valid JSON with one odd value, one name too many or one name missing."""
    name = chance.choice([*good, "more"])
    odd: dict[str, Any] = good | {name: chance.choice(ODD_VALUES)}
    if chance.random() < 0.2:
        odd.pop(name)
    return json.dumps(odd).encode()


def test_no_body_breaks_the_letting_in(hall: Hall) -> None:
    chance = random.Random(7)
    good = {"secret": hall.invite(), "pin": "111112"}
    text, statuses, near_valid = json.dumps(good).encode(), set(), 0
    for number in range(1_000):
        body = near(good, chance) if number % 4 == 0 else mutated(text, chance)
        status = hall.client.post("/tablet/enrol", data=body).status_code
        near_valid += is_object(body)
        statuses.add(status)
    assert statuses <= {400, 403, 410}
    assert {400, 410} <= statuses
    assert near_valid >= 200


def is_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body.decode()), dict)
    except ValueError:
        return False


def test_nothing_of_a_tablet_is_logged(hall: Hall, capfd: pytest.CaptureFixture[str]) -> None:
    hall.event(factories.a_survey())
    tablet = hall.let_in()
    tablet.manifest()
    hall.client.get("/tablet/packs.json")
    hall.client.post("/tablet/enrol", json={"secret": "x", "pin": PIN})
    assert capfd.readouterr() == ("", "")

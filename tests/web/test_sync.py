"""Sealed records as tablets send them: a receipt for each, all or none kept, nobody turned away."""

import hashlib
import json
import random
import string
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests import factories
from tests.web.tablet_door import NO_TOKEN, Device, Hall, refused
from voice import envelopes, sealing, tablets
from voice.faults import BusyError

OUTCOMES = {"stored", "already", "conflict", "set-aside"}


def a_record(hall: Hall, n: int = 1, **changes: Any) -> dict[str, Any]:
    """A record as a tablet seals it for the hall's one collection."""
    id_ = str(uuid.uuid4())
    with hall.database.reading() as connection:
        code = connection.execute(text("SELECT code FROM collection")).scalar_one()
    inside = json.loads(factories.a_submission(id=id_, code=code, **changes))
    key_id, key = hall.keys.current
    sealed = sealing.seal(json.dumps(inside).encode(), id_, key_id, n, key.public_key())
    return {"id": id_, "key_id": key_id, "n": n, "sealed": sealed.sealed}


def kept(hall: Hall, table: str = "response") -> int:
    with hall.database.reading() as connection:
        found = connection.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - a name of ours
        return int(found.scalar_one())


def receipts(response: TestResponse) -> list[dict[str, Any]]:
    assert response.status_code == 200
    assert response.json
    assert set(response.json) == {"receipts", "awaited"}
    found: list[dict[str, Any]] = response.json["receipts"]
    return found


@pytest.fixture
def tablet(hall: Hall) -> Device:
    hall.event()
    return hall.let_in()


def test_each_record_gets_a_receipt_with_its_id_its_digest_and_what_became_of_it(
    hall: Hall, tablet: Device
) -> None:
    records = [a_record(hall, n) for n in (1, 2, 3)]
    told = receipts(tablet.post("/c/sync", json={"records": records}))
    assert sorted(receipt["id"] for receipt in told) == sorted(r["id"] for r in records)
    digest = {r["id"]: hashlib.sha256(r["sealed"].encode()).hexdigest() for r in records}
    for receipt in told:
        assert set(receipt) == {"id", "hash", "outcome"}
        assert receipt["hash"] == digest[receipt["id"]]
        assert receipt["outcome"] == "stored"
    assert kept(hall) == 3


def test_all_four_outcomes_are_receipts_in_one_answer(hall: Hall, tablet: Device) -> None:
    first, other, fresh = a_record(hall, 1), a_record(hall, 2), a_record(hall, 3)
    receipts(tablet.post("/c/sync", json={"records": [first, other]}))
    key_id, key = hall.keys.current
    again = sealing.seal(b"{}", other["id"], key_id, 2, key.public_key())
    conflict = other | {"sealed": again.sealed}
    broken = a_record(hall, 4) | {"sealed": "AAAA"}
    told = receipts(tablet.post("/c/sync", json={"records": [first, conflict, broken, fresh]}))
    outcome = {receipt["id"]: receipt["outcome"] for receipt in told}
    assert outcome == {
        first["id"]: "already",
        other["id"]: "conflict",
        broken["id"]: "set-aside",
        fresh["id"]: "stored",
    }


def test_what_has_not_even_the_shape_of_a_record_gets_its_receipt_too(
    hall: Hall, tablet: Device
) -> None:
    good = a_record(hall)
    odd: list[Any] = [None, 7, "x", [], {}, {"id": "me", "sealed": "x"}, good | {"n": "1"}]
    told = receipts(tablet.post("/c/sync", json={"records": [*odd, a_record(hall, 2)]}))
    assert len(told) == len(odd) + 1
    assert {receipt["outcome"] for receipt in told} <= OUTCOMES
    assert kept(hall) >= 1


def test_counts_alone_may_be_told(hall: Hall, tablet: Device) -> None:
    tablet.manifest()
    counts = {"pond-dipping": {"last": 3, "not": [2]}}
    answer = tablet.post("/c/sync", json={"records": [], "counts": counts})
    assert receipts(answer) == []
    assert answer.json
    assert answer.json["awaited"] == ["pond-dipping"]
    [delivery] = tablets.deliveries(hall.database, "pond-dipping")
    assert delivery.waiting == 2
    receipts(tablet.post("/c/sync", json={"records": [a_record(hall, 3)], "counts": counts}))
    [delivery] = tablets.deliveries(hall.database, "pond-dipping")
    assert delivery.waiting == 1


# Who may send


@pytest.mark.parametrize("what", NO_TOKEN)
def test_without_a_token_nothing_is_taken(hall: Hall, what: str) -> None:
    hall.event()
    sent = {"records": [a_record(hall)]}
    answer = hall.client.post("/c/sync", json=sent, headers=NO_TOKEN[what])
    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert kept(hall) == 0


def test_an_ended_tablet_keeps_its_envelopes(hall: Hall, tablet: Device) -> None:
    record = a_record(hall)
    tablets.end(hall.database, tablet.id)
    refused(tablet.post("/c/sync", json={"records": [record]}), 401)
    assert kept(hall) == 0


def test_a_cookie_beside_the_token_changes_nothing(hall: Hall, tablet: Device) -> None:
    shown = tablet.shown | {"Cookie": "voice_work=x; token=y"}
    answer = hall.client.post("/c/sync", json={"records": [a_record(hall)]}, headers=shown)
    assert receipts(answer)[0]["outcome"] == "stored"
    assert "Set-Cookie" not in answer.headers


# How it is refused


NO_BODY: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b'{"records": ["\xff"]}',
    "a list": b"[]",
    "text": b'"records"',
    "without end": b"[" * 100_000,
    "no records": b"{}",
    "records that are no list": b'{"records": {}}',
    "too many records": json.dumps({"records": [{}] * (envelopes.MOST + 1)}).encode(),
    "counts that are none": b'{"records": [], "counts": 7}',
}


@pytest.mark.parametrize("what", NO_BODY)
def test_a_body_that_is_none_is_told(tablet: Device, what: str) -> None:
    refused(tablet.post("/c/sync", data=NO_BODY[what]), 400)


def test_too_much_is_refused_however_it_is_sent(hall: Hall, tablet: Device) -> None:
    whole = b" " * (256 * 1024 + 1)
    streamed = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    refused(tablet.post("/c/sync", data=whole), 413)
    shown = tablet.shown | {"Transfer-Encoding": "chunked"}
    answer = hall.client.post("/c/sync", data=whole, headers=shown, environ_overrides=streamed)
    refused(answer, 413)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_a_post_is_taken(tablet: Device, hall: Hall, method: str) -> None:
    answer = hall.client.open("/c/sync", method=method, headers=tablet.shown)
    refused(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_a_busy_house_takes_none_and_says_when_to_come_back(
    hall: Hall, tablet: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyError("locked")

    monkeypatch.setattr(envelopes, "take_in_many", busy)
    answer = tablet.post("/c/sync", json={"records": [a_record(hall)]})
    refused(answer, 503)
    assert answer.headers["Retry-After"] == "5"


def test_a_locked_database_takes_none(hall: Hall, tablet: Device) -> None:
    record = a_record(hall)
    with hall.database.writing():
        answer = tablet.post("/c/sync", json={"records": [record]})
    refused(answer, 503)
    assert kept(hall) == 0
    assert receipts(tablet.post("/c/sync", json={"records": [record]}))[0]["outcome"] == "stored"


# Whatever is sent


ODD: list[Any] = [None, True, -1, 0, 1.5, 10**400, "", "\ud800", "A" * 600, "=", [], {}, [[]]]


def near(good: dict[str, Any], chance: random.Random) -> bytes:
    """A body whose one record, or whose counts, have one odd value."""
    record = good | {chance.choice(list(good)): chance.choice(ODD)}
    body: dict[str, Any] = {"records": [record]}
    if chance.random() < 0.5:
        told = {"last": chance.choice(ODD), "not": chance.choice(ODD)}
        body["counts"] = chance.choice([{"pond-dipping": told}, {"x": chance.choice(ODD)}, {}])
    return json.dumps(body).encode()


def mutated(good: bytes, chance: random.Random) -> bytes:
    """A part of the body cut, doubled or changed."""
    at = chance.randrange(len(good))
    to = at + chance.randrange(1, 12)
    piece = bytes(chance.choices(string.printable.encode() + b'\x00\xff{}[]",:', k=to - at))
    how: list[Callable[[], bytes]] = [
        lambda: good[:at] + good[to:],
        lambda: good[:to] + good[at:],
        lambda: good[:at] + piece + good[to:],
    ]
    return chance.choice(how)()


def test_no_body_breaks_the_taking_in(hall: Hall, tablet: Device) -> None:
    chance = random.Random(11)
    whole = a_record(hall)
    short = whole | {"sealed": whole["sealed"][:60]}  # found wanting before any key turns
    plain = json.dumps({"records": [short]}).encode()
    statuses: list[int] = []
    for number in range(1_000):
        good = whole if number % 40 == 0 else short
        body = near(good, chance) if number % 4 == 0 else mutated(plain, chance)
        answer = tablet.post("/c/sync", data=body)
        statuses.append(answer.status_code)
        if answer.status_code == 200:
            assert {receipt["outcome"] for receipt in receipts(answer)} <= OUTCOMES
        else:
            assert answer.json
            assert answer.json["faults"]
    assert set(statuses) == {200, 400}
    assert statuses.count(200) >= 200


def test_nothing_of_a_record_is_logged(
    hall: Hall, tablet: Device, capfd: pytest.CaptureFixture[str]
) -> None:
    tablet.post("/c/sync", json={"records": [a_record(hall), {"id": "x"}]})
    assert capfd.readouterr() == ("", "")

"""Posts that are none, tokens that are none, and what nobody may learn from what was kept."""

import json
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.sealed import (
    EVENT,
    NOON,
    PIN,
    Sender,
    full_disk,
    kept,
    numbers,
    rows,
    sealed,
)
from voice import collect, envelopes, intake, tablets
from voice.faults import BusyError, FaultyError
from voice.keys import Keys
from voice.store import receipts, schema
from voice.store.db import Database


class TestRefused:
    @pytest.mark.parametrize(
        "body",
        [
            *[b"", b"{", b"[]", b"null", b"\xff", b"[" * 99_999, b'{"records": 7}', b"{}"],
            b'{"records": [], "counts": 7}',
            json.dumps({"records": [{}] * (envelopes.MOST + 1)}).encode(),
        ],
        ids=lambda body: repr(body[:20]),
    )
    def test_a_body_that_is_none_is_told_and_keeps_nothing(
        self, tablet: Sender, hall: Database, body: bytes
    ) -> None:
        with pytest.raises(FaultyError) as told:
            tablet.post(body)
        assert told.value.faults
        assert kept(hall) == []

    @pytest.mark.parametrize("depth", range(100, 1100, 100))
    def test_a_body_nested_deep_is_kept_or_told(self, tablet: Sender, depth: int) -> None:
        body = b'{"records": [' + b"[" * depth + b"]" * depth + b"]}"
        with suppress(FaultyError):
            assert [receipt.outcome for receipt in tablet.post(body)] == ["set-aside"]

    def test_counts_that_make_no_sense_hold_no_record_up(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        for number, counts in enumerate([{EVENT: 7}, {"\x00": {}}, {"\ud800": {}}, {EVENT: {}}], 1):
            tablet.counts = counts
            assert tablet.outcomes(sealed(keyring, number)) == ["stored"]
        assert numbers(hall, tablet) == {1, 2, 3, 4}

    def test_a_token_that_is_none_or_not_any_more_keeps_nothing(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        tablets.end(hall, tablet.id)
        for token in (tablet.token, "none", "", "\ud800"):
            with pytest.raises(tablets.UnknownTokenError):
                Sender(hall, keyring, "", token).send(sealed(keyring))
        assert rows(hall, "receipt") == []

    def test_a_phone_sends_no_envelopes(self, hall: Database, keyring: Keys) -> None:
        given = {"colour": "blue", "pin": PIN, "now": NOON, "event": EVENT}
        secret = tablets.invite(hall, keyring, "Phone of Kim", **given)
        phone = tablets.enrol(hall, keyring, secret, PIN, NOON)
        with pytest.raises(tablets.UnknownTokenError):
            Sender(hall, keyring, "", phone.token).send(sealed(keyring))

    def test_while_the_database_is_in_use_nothing_is_kept_and_all_may_come_again(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        batch = [sealed(keyring, n) for n in (1, 2)]
        with hall.writing(), pytest.raises(BusyError):
            tablet.send(*batch)
        assert rows(hall, "response") == []
        assert tablet.outcomes(*batch) == ["stored", "stored"]

    def test_when_one_cannot_be_kept_none_is(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        batch = [sealed(keyring, n) for n in (1, 2)]
        with full_disk(), pytest.raises(BusyError):
            tablet.send(*batch)
        assert rows(hall, "response") == rows(hall, "receipt") == []
        assert tablet.outcomes(*batch) == ["stored", "stored"]


class TestNobodyLearns:
    def test_neither_id_nor_number_of_the_wire_stands_beside_an_answer(
        self, tablet: Sender, hall: Database, keyring: Keys, tmp_path: Path
    ) -> None:
        tablet.counts = {EVENT: {"last": 4803, "not": []}}
        answers = {"feeling-now": "sad", "say-more": "hello"}
        sent = [
            sealed(keyring, 4801, answers=answers),
            sealed(keyring, 4802, edition="a" * 64),
            sealed(keyring, 4803, text=b"{}"),
        ]
        sent.append(sealed(keyring, 4801, id=sent[0]["id"], age_band="17+"))
        tablet.send(*sent)
        beside = [name for name in schema.BESIDE_AN_ANSWER if name != "delivery"]
        told = str([rows(hall, name) for name in beside])
        assert "sad" in told
        for record in sent:
            assert record["id"] not in told
            assert record["sealed"][:40] not in told
        numbers = {str(record["n"]) for record in sent}
        cells = {str(cell) for name in beside for row in rows(hall, name) for cell in row.values()}
        assert not numbers & cells
        [delivery] = rows(hall, "delivery")
        assert delivery["arrived"] == "4801-4803"
        assert not [record for record in sent if record["id"] in str(delivery)]
        hall.checkpoint()
        files = b"".join(file.read_bytes() for file in (tmp_path / "instance").iterdir())
        for record in sent:
            assert record["id"].encode() not in files
            assert uuid.UUID(record["id"]).bytes not in files

    def test_they_are_kept_in_an_order_of_chance(
        self,
        tablet: Sender,
        keyring: Keys,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        sent = [sealed(keyring, n) for n in range(1, 31)]
        macs = [intake.coded_id(keyring.receipts, record["id"]) for record in sent]
        claimed: list[str] = []
        claim = receipts.claim

        def noted(connection: Any, mac: str, *more: Any) -> bool:
            claimed.append(mac)
            return claim(connection, mac, *more)

        monkeypatch.setattr(receipts, "claim", noted)
        tablet.send(*sent)
        assert sorted(claimed) == sorted(macs)
        assert claimed not in (macs, macs[::-1], sorted(macs))

    def test_what_is_set_aside_opened_holds_no_id_and_no_number(
        self, tablet: Sender, hall: Database, keyring: Keys
    ) -> None:
        tablet.send({"id": str(uuid.uuid4()), "n": 4801, "answers": {}})
        [aside] = kept(hall)
        assert json.loads(aside.received) == {"id": collect.NO_ID, "answers": {}}

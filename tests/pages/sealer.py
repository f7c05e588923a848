"""A tablet without a screen: it seals and sends as one does, and believes only receipts."""

from __future__ import annotations

import base64
import json
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers

from tests.pages.hall import PIN, Hall
from voice import sealing
from voice.sealing import Envelope

MOST = 50
"""Envelopes a tablet sends at a time."""


@dataclass
class Sealer:
    """Set up over HTTP like any tablet; its outbox is a list."""

    hall: Hall
    name: str
    token: str = ""
    manifest: dict[str, Any] = field(default_factory=dict)
    outbox: list[Envelope] = field(default_factory=list)
    last: int = 0
    tries: int = 0
    outcomes: list[str] = field(default_factory=list)

    def set_up(self) -> Sealer:
        body = {"secret": self.hall.invite(self.name), "pin": PIN}
        status, told = self.ask("POST", "/tablet/enrol", body)
        assert status == 201, told
        self.token = told["token"]
        status, told = self.ask("GET", "/tablet/packs.json")
        assert status == 200, told
        version = told["packs"][0]["version"]
        status, self.manifest = self.ask("GET", f"/tablet/packs/{version}.json")
        assert status == 200, self.manifest
        return self

    @property
    def key(self) -> RSAPublicKey:
        """The public key of the pack."""
        jwk = self.manifest["key"]["jwk"]
        return RSAPublicNumbers(_number(jwk["e"]), _number(jwk["n"])).public_key()

    def child(self, answers: dict[str, object], **around: str) -> Envelope:
        """One child answers: one envelope more in the outbox."""
        survey = self.manifest["surveys"][0]
        id_, key_id = str(uuid.uuid4()), self.manifest["key"]["id"]
        record = {"id": id_, "edition": survey["edition"], "answers": answers, **around}
        text = json.dumps(record | {"code": survey["code"]}).encode()
        self.last += 1
        envelope = sealing.seal(text, id_, key_id, self.last, self.key)
        self.outbox.append(envelope)
        return envelope

    def send(self, reply_is_lost: bool = False) -> None:
        """One try. What has no receipt with its own id and digest stays."""
        self.tries += 1
        batch = self.outbox[:MOST]
        records = [
            {"id": one.id, "key_id": one.key_id, "n": one.n, "sealed": one.sealed} for one in batch
        ]
        counts = {self.manifest["event"]["id"]: {"last": self.last, "not": []}}
        try:
            status, told = self.ask("POST", "/c/sync", {"records": records, "counts": counts})
        except (OSError, HTTPException, ValueError):
            return
        if status == 200 and not reply_is_lost:
            known = {(receipt["id"], receipt["hash"]) for receipt in told["receipts"]}
            self.outcomes += [receipt["outcome"] for receipt in told["receipts"]]
            self.outbox = [one for one in self.outbox if (one.id, one.hash) not in known]

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        with closing(HTTPConnection("127.0.0.1", self.hall.port, timeout=20)) as connection:
            connection.request(method, path, body and json.dumps(body), headers)
            reply = connection.getresponse()
            return reply.status, json.loads(reply.read())


def _number(text: str) -> int:
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return int.from_bytes(raw)

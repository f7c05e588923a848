"""The example council's tablets: set up, out at an event, and one of them not back on Wi-Fi."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any

from voice import enrolling, envelopes, sealing, tablets
from voice.keys import Keys
from voice.store.db import Database

PIN = "402913"
"""Good for the moment of setting up; nobody can use it afterwards."""


def bring(
    database: Database,
    keys: Keys,
    event: str,
    day: date,
    told: Sequence[dict[str, Any]],
    records: Sequence[dict[str, Any]],
) -> None:
    """Set tablets up, seal on each what was answered on it, and send what has come in.

    ``records`` are the answers in the order in which they were given, tablet after tablet.
    """
    now, rest = datetime.combine(day, time(15), UTC), list(records)
    for one in told:
        finished, rest = rest[: one["finished"]], rest[one["finished"] :]
        secret = enrolling.invite(database, keys, one["name"], one["colour"], PIN, now)
        let_in = enrolling.enrol(database, keys, secret, PIN, now)
        tablets.fetched(database, let_in.tablet.id, event)
        sealed = [_sealed(keys, record, n) for n, record in enumerate(finished, 1)]
        body = {
            "records": sealed[: one["arrived"]],
            "counts": {event: {"last": len(finished), "not": []}},
        }
        posted = json.dumps(body).encode()
        envelopes.take_in_many(database, keys, let_in.token, posted, now, day)


def _sealed(keys: Keys, record: dict[str, Any], n: int) -> dict[str, Any]:
    """A record as a tablet seals it."""
    key_id, key = keys.current
    text = json.dumps(record).encode()
    return asdict(sealing.seal(text, record["id"], key_id, n, key.public_key()))

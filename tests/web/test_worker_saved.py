"""Envelopes that a tablet saved as a file, brought in at the workers' door."""

import io
import json
from dataclasses import asdict
from typing import Any

import pytest
from flask import Flask

from tests import factories
from tests.web import entering
from tests.web.packing import EVENT, acts, pack, set_up, the_event
from tests.web.visiting import Visit, an_open_event, banner, faults, text
from voice import sealing
from voice.keys import Keys
from voice.saved_cards import Carried
from voice.store import collections
from voice.store.db import Database
from voice.web.worker import saved

pytestmark = pytest.mark.usefixtures("quick_hashing")


def an_envelope(keys: Keys, n: int, **changes: Any) -> dict[str, Any]:
    """One record, sealed as a tablet does."""
    key_id, key = keys.current
    record = json.loads(factories.a_submission()) | {"code": factories.CODE} | changes
    text = json.dumps(record).encode()
    return asdict(sealing.seal(text, record["id"], key_id, n, key.public_key()))


def a_file(tablet: str, records: list[dict[str, Any]], event: str = EVENT) -> bytes:
    """The file a tablet saves."""
    counts = {event: {"last": max((one["n"] for one in records), default=0), "not": []}}
    said = {"voice_envelopes": 1, "tablet": "Tablet A", "tablet_id": tablet}
    return json.dumps(said | {"records": records, "counts": counts}).encode()


def upload(content: bytes) -> dict[str, Any]:
    return {"saved": (io.BytesIO(content), "Tablet-A.json")}


def answered(database: Database) -> int:
    with database.reading() as connection:
        record = collections.by_code(connection, factories.CODE)
        assert record is not None
        return collections.answered(connection, [record.id])[record.id]


def test_a_saved_file_is_taken_in_and_told_in_words(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    tablet = pack(database, set_up(database, keyring))
    content = a_file(tablet, [an_envelope(keyring, n) for n in (1, 2, 3)])
    assert worker.see("/tablets/saved").select_one("form[enctype='multipart/form-data']")
    page = worker.sent("/tablets/saved", **upload(content))
    assert "3 envelopes were new and are kept." in banner(page)
    assert answered(database) == 3
    assert acts(database)[0] == "envelopes-brought-in"


def test_the_same_file_twice_does_no_harm(worker: Visit, database: Database, keyring: Keys) -> None:
    an_open_event(database)
    tablet = pack(database, set_up(database, keyring))
    content = a_file(tablet, [an_envelope(keyring, 1)])
    worker.sent("/tablets/saved", **upload(content))
    page = worker.sent("/tablets/saved", **upload(content))
    assert "1 envelope was here already." in banner(page)
    assert answered(database) == 1


def test_what_cannot_be_opened_is_told_and_set_aside(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    tablet = pack(database, set_up(database, keyring))
    changed = an_envelope(keyring, 1) | {"n": 2}
    page = worker.sent("/tablets/saved", **upload(a_file(tablet, [changed])))
    assert "1 envelope cannot be read and is set aside." in banner(page)
    assert "Set aside" in text(worker.see("/set-aside"))


def test_an_empty_file_of_a_tablet_is_told_too(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    tablet = pack(database, set_up(database, keyring))
    page = worker.sent("/tablets/saved", **upload(a_file(tablet, [])))
    assert "No envelope was in this file." in banner(page)


@pytest.mark.parametrize("content", [b"{}", b"\xff\xd8\xff\xe0 a photo", b'{"voice_envelopes": 2}'])
def test_a_file_of_something_else_is_refused_in_words(worker: Visit, content: bytes) -> None:
    page = worker.refused("/tablets/saved", **upload(content))
    assert faults(page)[0].startswith("This is not a file that a tablet saved, or it is damaged.")


def test_no_file_is_told(worker: Visit) -> None:
    assert faults(worker.refused("/tablets/saved")) == ["Choose the file that the tablet saved."]


def test_once_the_file_is_in_nothing_more_need_come_from_the_tablet(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    tablet = pack(database, set_up(database, keyring), last=2)
    worker.sent(f"/today/{EVENT}/done", here=[tablet])
    assert the_event(database).counted is None
    content = a_file(tablet, [an_envelope(keyring, n) for n in (1, 2)])
    page = worker.sent("/tablets/saved", **upload(content))
    assert "2 envelopes were new and are kept." in text(page)
    path = f"/today/{EVENT}/tablets/{tablet}"
    still = "Pond dipping still waits for Tablet A: all that we know of is in."
    assert still in text(page)
    assert page.select_one(f".govuk-notification-banner a[href$='{path}']")
    assert "All that we know of is in." in text(worker.see(path).main)
    assert "All envelopes that we know of have come" in text(worker.see(f"{path}/lost").main)
    page = worker.sent(f"{path}/empty")
    assert "Nothing more is on Tablet A." in banner(page)
    assert the_event(database).counted == 2
    assert acts(database)[0] == "tablet-empty"
    assert "still waits" not in text(worker.sent("/tablets/saved", **upload(content)))


def test_what_is_known_to_be_on_it_no_word_of_a_person_settles(
    worker: Visit, database: Database, keyring: Keys
) -> None:
    an_open_event(database)
    tablet = pack(database, set_up(database, keyring), last=3)
    worker.sent(f"/today/{EVENT}/done", here=[tablet])
    worker.sent("/tablets/saved", **upload(a_file(tablet, [an_envelope(keyring, 2)])))
    path = f"/today/{EVENT}/tablets/{tablet}"
    assert "Say so, and the event" not in text(worker.see(path).main)
    said = worker.stopped(f"{path}/empty")
    assert "Tablet A still has envelopes: 1, 3. Save them as a file on it" in said
    assert the_event(database).counted is None


def test_only_those_who_run_events_bring_files_in(door: Flask) -> None:
    client = entering.let_in(door, "reviewer")
    assert client.get("/tablets/saved").status_code == 403


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Carried(1), "1 card from Together is here."),
        (Carried(2, 1), "2 cards and 1 message from Together are here."),
        (Carried(0, 0, 1), "1 card or message could not be taken: no board is open for that event"),
        (Carried(), "No envelope was in this file."),
    ],
)
def test_what_was_said_together_is_told_in_words(told: Carried, said: str) -> None:
    assert said in saved._brought_in({}, told)

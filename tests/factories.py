"""Things to test with, in good order unless a test says otherwise."""

import json
import uuid
from datetime import date
from typing import Any

from voice.store import collections, editions, events, groups
from voice.store.collections import CollectionRecord
from voice.store.db import Connection
from voice.store.events import EventRecord
from voice.store.groups import GroupRecord
from voice.survey.model import Survey

THURSDAY = date(2019, 10, 24)
"""The day of an event in a half-term."""
CODE = "BCDGHJMN"


def a_survey(**changes: Any) -> Survey:
    """A survey with one item of the kinds most tests need; ``items=`` replaces them."""
    survey = {
        "id": "how-are-you",
        "title": "How are you?",
        "purpose": "We want to know how you are.",
        "audience": "People at the council who look after you.",
        "feedback": "We tell you at the next session.",
        "ages": "8-11",
        "minutes": 3,
        "items": [feeling(), good(), listened(), words()],
    }
    return Survey.model_validate(survey | changes)


def feeling(**changes: Any) -> dict[str, Any]:
    """Five faces."""
    faces = [("very-sad", 1), ("sad", 2), ("okay", 3), ("happy", 4), ("very-happy", 5)]
    options = [{"id": id_, "text": id_, "score": score} for id_, score in faces]
    item = {"id": "feeling-now", "kind": "faces", "text": "How do you feel now?", "mean": True}
    return item | {"options": options} | changes


def good(**changes: Any) -> dict[str, Any]:
    """Tick any."""
    options = [{"id": id_, "text": id_} for id_ in ("friends", "school", "food")]
    item = {"id": "good", "kind": "many", "text": "What is good?", "options": options}
    return item | changes


def listened(**changes: Any) -> dict[str, Any]:
    """Choose one, or do not know."""
    options = [{"id": id_, "text": id_} for id_ in ("yes", "sometimes", "no")]
    item = {"id": "listened", "kind": "choice", "text": "Are you listened to?", "options": options}
    return item | {"dont_know": True} | changes


def words(**changes: Any) -> dict[str, Any]:
    """One free text."""
    return {"id": "say-more", "kind": "words", "text": "Is there more to say?"} | changes


def a_submission(survey: Survey | None = None, **changes: Any) -> bytes:
    """A record as a tablet sends it; ``answers=`` replaces the answers, ``id=`` the random id."""
    record = {
        "id": str(uuid.uuid4()),
        "edition": (survey or a_survey()).fingerprint,
        "age_band": "10-16",
        "answers": {"feeling-now": "happy", "good": ["friends", "food"], "listened": "sometimes"},
    }
    return json.dumps(record | changes).encode()


def a_group(connection: Connection, id_: str = "just-us", **changes: Any) -> GroupRecord:
    fields = {"name": id_.replace("-", " ").title(), "kind": "activity group"} | changes
    return groups.find(connection, id_) or groups.add(connection, id_, **fields)


def an_event(
    connection: Connection,
    id_: str = "pond-dipping",
    day: date = THURSDAY,
    group: str = "just-us",
    **changes: Any,
) -> EventRecord:
    """An event, its group with it."""
    a_group(connection, group)
    return events.add(connection, id_, group, changes.pop("name", "Pond dipping"), day, **changes)


def a_collection(
    connection: Connection,
    survey: Survey | None = None,
    event: str | None = "pond-dipping",
    **changes: Any,
) -> CollectionRecord:
    """A collection at an event, its edition and event with it; ``event=None``: standing."""
    survey = survey or a_survey()
    if event and not events.find(connection, event):
        an_event(connection, event)
    fields = {"code": CODE, "opens": THURSDAY} | changes
    fingerprint = editions.publish(connection, survey)
    return collections.add(connection, survey=survey.id, edition=fingerprint, event=event, **fields)

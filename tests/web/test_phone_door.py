"""What a worker's phone may ask at its event, and what it counts there."""

from typing import Any

import pytest

from tests.web.tablet_door import STALL, Hall, refused


def test_a_phone_counts_who_comes_and_a_step_sent_twice_counts_once(hall: Hall) -> None:
    event = hall.event(STALL)
    phone = hall.let_in("Anna", event.id)
    steps = [
        {"n": 1, "category": "0-9", "step": 1},
        {"n": 2, "category": "10-16", "step": 1},
        {"n": 3, "category": "10-16", "step": 1},
        {"n": 4, "category": "0-9", "step": -1},
    ]
    for sent in (steps[:2], steps, steps[3:]):
        said = phone.post("/tablet/came", json={"steps": sent}).json
    assert said == phone.get("/tablet/event.json").json
    assert said
    more = {"first-time": 0, "out-of-county": 0}
    assert said["came"] == {"0-9": 0, "10-16": 2, "17+": 0} | more
    assert said["more"] == list(more)
    assert said["steps"] == 4
    assert said["event"] == {"id": event.id, "name": "Pond dipping", "day": "2019-10-24"}
    assert [survey["title"] for survey in said["surveys"]] == [STALL.title]


def test_a_phone_shows_what_tablets_hold_in_words(hall: Hall) -> None:
    event = hall.event(STALL)
    hall.let_in("Ada").manifest()
    said = hall.let_in("Anna", event.id).get("/tablet/event.json").json
    assert said
    [tablet] = said["tablets"]
    assert set(tablet) == {"name", "colour", "words"}
    assert tablet["name"] == "Ada"
    assert "Ada" in tablet["words"]


def test_after_twelve_hours_a_phone_is_forgotten(hall: Hall) -> None:
    phone = hall.let_in("Anna", hall.event().id)
    hall.pass_by(hours=11, minutes=59)
    assert phone.get("/tablet/event.json").status_code == 200
    hall.pass_by(minutes=1)
    refused(phone.get("/tablet/event.json"), 401)
    refused(phone.post("/tablet/came", json={"steps": []}), 401)


NO_STEPS: list[Any] = [
    {},
    [],
    {"steps": None},
    {"steps": {}},
    {"steps": [1]},
    {"steps": [{}]},
    {"steps": [{"n": 0, "category": "0-9", "step": 1}]},
    {"steps": [{"n": 10**30, "category": "0-9", "step": 1}]},
    {"steps": [{"n": 1, "category": "0-99", "step": 1}]},
    {"steps": [{"n": 1, "category": [], "step": 1}]},
    {"steps": [{"n": 1, "category": "0-9", "step": {}}]},
    {"steps": [{"n": 1, "category": "0-9", "step": 2}]},
    {"steps": [{"n": "1", "category": "0-9", "step": 1}]},
    {"steps": [{"n": 1, "category": "0-9", "step": 1}] * 1001},
]


@pytest.mark.parametrize("sent", NO_STEPS, ids=range(len(NO_STEPS)))
def test_what_is_no_step_is_refused_and_counts_nothing(hall: Hall, sent: Any) -> None:
    phone = hall.let_in("Anna", hall.event().id)
    refused(phone.post("/tablet/came", json=sent), 400)
    said = phone.get("/tablet/event.json").json
    assert said
    assert (sum(said["came"].values()), said["steps"]) == (0, 0)

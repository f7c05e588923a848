"""Ways to the child's door for tests of tablets: an event, and a tablet that was let in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import factories
from voice import collect, enrolling, paths, tablets
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.store.events import EventRecord
from voice.survey import load
from voice.survey.model import Survey
from voice.web import child, headers
from voice.web.door import Door

DAY = factories.THURSDAY
NOON = datetime(2019, 10, 24, 12, tzinfo=UTC)
PIN = "274951"
STALL = load.load_all(paths.SURVEYS)["stall"]
NO_TOKEN: dict[str, dict[str, str]] = {
    "none": {},
    "another way": {"Authorization": "Basic dGFibGV0OnRhYmxldA=="},
    "no token": {"Authorization": "Bearer"},
    "an empty one": {"Authorization": "Bearer "},
    "none of ours": {"Authorization": f"Bearer {'x' * 43}"},
    "other letters": {"Authorization": "Bearer \xe9\xff"},
    "a cookie": {"Cookie": "token=x; Authorization=Bearer x"},
}
_BUILT: dict[str, Flask] = {}


@dataclass
class Hall:
    """The child's application on a day, as tablets of one event meet it."""

    database: Database
    keys: Keys
    settings: Settings
    app: Flask
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.app.extensions["voice.door"] = Door(
            self.database, self.keys, self.settings, self.today, lambda: self.now
        )

    def today(self) -> date:
        return self.now.date()

    def pass_by(self, **amount: float) -> None:
        self.now += timedelta(**amount)

    @cached_property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def event(self, *surveys: Survey, id_: str = "pond-dipping", **more: Any) -> EventRecord:
        """An event at which questionnaires are open, one of them where none is named."""
        with self.database.writing() as connection:
            event = factories.an_event(connection, id_, **{"day": DAY, "host": "Sam"} | more)
        for survey in surveys or (factories.a_survey(),):
            collect.open_collection(self.database, survey, event.id, self.today())
        return event

    def invite(self, name: str = "Ada", event: str | None = None) -> str:
        return tablets.invite(self.database, self.keys, name, "red", PIN, self.now, event)

    def let_in(self, name: str = "Ada", event: str | None = None) -> "Device":
        """A tablet or, with an event, a phone that was set up."""
        secret = self.invite(name, event)
        let_in = enrolling.enrol(self.database, self.keys, secret, PIN, self.now)
        return Device(self, let_in.token, let_in.tablet.id)


@dataclass(frozen=True)
class Device:
    """A tablet or a phone before the door, with its token."""

    hall: Hall
    token: str
    id: str

    @property
    def shown(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path: str) -> TestResponse:
        return self.hall.client.get(path, headers=self.shown)

    def post(self, path: str, **sent: Any) -> TestResponse:
        return self.hall.client.post(path, headers=self.shown, **sent)

    def packs(self) -> list[dict[str, Any]]:
        found = self.get("/tablet/packs.json").json
        assert found is not None
        packs: list[dict[str, Any]] = found["packs"]
        return packs

    def manifest(self) -> dict[str, Any]:
        """The manifest of the first pack."""
        found = self.get(f"/tablet/packs/{self.packs()[0]['version']}.json").json
        assert found is not None
        manifest: dict[str, Any] = found
        return manifest


def a_hall(database: Database, keys: Keys, settings: Settings) -> Hall:
    """The application is made once and given each test's own house."""
    app = _BUILT.get("app") or _BUILT.setdefault(
        "app", child.create_app(database, keys, settings, lambda: DAY)
    )
    return Hall(database, keys, settings, app)


def refused(response: TestResponse, status: int) -> list[dict[str, str]]:
    """The faults of a refusal, which is JSON in the words of every other."""
    assert response.status_code == status
    assert response.mimetype == "application/json"
    assert "Set-Cookie" not in response.headers
    for name, value in headers.HEADERS.items():
        assert response.headers[name] == value
    assert response.json
    faults: list[dict[str, str]] = response.json["faults"]
    for fault in faults:
        assert set(fault) == {"place", "wrong", "do"}
        assert fault["wrong"]
    return faults

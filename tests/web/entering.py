"""Ways through the workers' door for tests: an application with a clock to move, clients let in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from voice import people
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.web import session
from voice.web.worker import create_app

NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)
GOOD = "puddle lantern seventeen"


@dataclass
class Clock:
    """A time that passes only when told."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def pass_by(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


def a_door(
    database: Database, keys: Keys, settings: Settings, clock: Clock, fresh: bool = False
) -> Flask:
    """The workers' application, its log-ins and its day moved by the clock.

    It is made once and opened anew for each test: making it and compiling its templates takes a
    second. ``fresh`` for a test that changes it.
    """
    app = _made(database, keys, settings, clock) if fresh else _BUILT.get("app")
    if app is None:
        app = _BUILT["app"] = _made(database, keys, settings, clock)
    app.extensions["door"] = session.Door(database, keys, settings, clock)
    app.extensions["clock"] = clock.today
    return app


def _made(database: Database, keys: Keys, settings: Settings, clock: Clock) -> Flask:
    app = create_app(database, keys, settings, clock.today)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app


_BUILT: dict[str, Flask] = {}


def add_person(app: Flask, role: str, name: str = "", password: str = GOOD) -> str:
    """Somebody who may log in; by default named after the role."""
    door: session.Door = app.extensions["door"]
    name = name or f"one-{role}"
    people.add(door.database, door.keys, name, role, password, door.now())
    return name


def let_in(app: Flask, role: str, name: str = "") -> FlaskClient:
    """A browser somebody new of this role is logged in with."""
    return let_in_again(app, add_person(app, role, name))


def let_in_again(app: Flask, name: str) -> FlaskClient:
    """Another browser of somebody."""
    door: session.Door = app.extensions["door"]
    log_in = people.log_in(door.database, door.keys, name, GOOD, door.now())
    assert log_in is not None
    client = app.test_client()
    client.set_cookie(session.COOKIE, log_in.token, path=session.PATH)
    return client


def page(response: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def form_token(client: FlaskClient, path: str = "/login") -> str:
    """The token of a form on a page."""
    field = page(client.get(path, follow_redirects=True)).select_one("input[name=csrf_token]")
    assert field is not None
    return str(field["value"])


def log_in(client: FlaskClient, name: str, password: str = GOOD, **more: str) -> TestResponse:
    """What the log-in page does when its button is pressed."""
    given = {"name": name, "password": password, "csrf_token": form_token(client), **more}
    return client.post("/login", data=given)

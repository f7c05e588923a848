"""The doors, their clocks, and a browser of whoever stands before them."""

import pytest
from flask import Flask

from tests.staff import QUICK
from tests.web import entering, tablet_door
from tests.web.child_door import Front, Opener, a_front
from tests.web.entering import Clock
from tests.web.tablet_door import Hall
from tests.web.visiting import Visit
from voice import enrolling
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(database: Database, keyring: Keys, settings: Settings, clock: Clock) -> Flask:
    return entering.a_door(database, keyring, settings, clock)


@pytest.fixture
def worker(door: Flask) -> Visit:
    return Visit(entering.let_in(door, "worker"))


@pytest.fixture
def reviewer(door: Flask) -> Visit:
    return Visit(entering.let_in(door, "reviewer"))


@pytest.fixture
def admin(door: Flask) -> Visit:
    return Visit(entering.let_in(door, "admin"))


@pytest.fixture
def opened(database: Database, keyring: Keys, settings: Settings) -> Opener:
    """Opens a questionnaire at the child's door and stands before it."""
    return lambda survey=None, **more: a_front(database, keyring, settings, survey, **more)


@pytest.fixture
def front(opened: Opener) -> Front:
    return opened()


@pytest.fixture
def hall(
    database: Database, keyring: Keys, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Hall:
    """The child's door as tablets meet it."""
    monkeypatch.setattr(enrolling, "HASHER", QUICK)
    return tablet_door.a_hall(database, keyring, settings)

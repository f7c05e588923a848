"""Ways to the child's door for tests: a questionnaire that is open, and a client in front of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests import factories
from voice.keys import Keys
from voice.settings import Settings
from voice.store.db import Database
from voice.survey.model import Survey
from voice.web import child
from voice.web.door import Door

DAY = factories.THURSDAY
_BUILT: dict[str, Flask] = {}
Opener = Callable[..., "Front"]


@dataclass
class Front:
    """A client before an open collection of one questionnaire."""

    database: Database
    survey: Survey
    app: Flask

    @cached_property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    @property
    def path(self) -> str:
        return f"/c/{factories.CODE}"

    def page(self, path: str | None = None) -> BeautifulSoup:
        return BeautifulSoup(self.client.get(path or self.path).text, "html.parser")

    def fields(self, **given: str | list[str]) -> dict[str, str | list[str]]:
        """What the plain form sends: its hidden fields and what was given."""
        hidden = {
            str(field["name"]): str(field["value"])
            for field in self.page().select("#survey input[type=hidden]")
        }
        return {**hidden, **given}

    def rows(self, table: str = "answer") -> list[tuple[object, ...]]:
        columns = {
            "answer": "item, option",
            "remark": "item, words",
            "leave": "item, leave",
            "response": "age_band, helped",
        }
        asked = columns[table]
        kept_in = {"leave": "remark"}.get(table, table)
        with self.database.reading() as connection:
            found = connection.execute(text(f"SELECT {asked} FROM {kept_in} ORDER BY 1, 2"))  # noqa: S608 - names of ours
            return [tuple(row) for row in found]


def a_front(
    database: Database,
    keys: Keys,
    settings: Settings,
    survey: Survey | None = None,
    today: date = DAY,
    **collection: object,
) -> Front:
    """An open questionnaire. The application is made once and given each test's own house."""
    survey = survey or factories.a_survey()
    with database.writing() as connection:
        factories.a_collection(connection, survey, **collection)
    app = _BUILT.get("app") or _BUILT.setdefault(
        "app", child.create_app(database, keys, settings, lambda: today)
    )
    app.extensions["voice.door"] = Door(database, keys, settings, lambda: today)
    return Front(database, survey, app)

"""The served application as tests see it: its address, and what it has kept."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from tests import factories
from voice import collect
from voice.settings import Settings
from voice.store.db import Database
from voice.survey.model import Survey


@dataclass(frozen=True)
class Served:
    url: str
    database: Database
    settings: Settings
    day: date

    def open(self, survey: Survey) -> str:
        """Open a standing collection of a questionnaire; its code."""
        return collect.open_collection(self.database, survey, None, self.day).code

    def open_at_event(self, survey: Survey) -> str:
        """Open a questionnaire at an event of its own, whose host is Sam; its code."""
        with self.database.writing() as connection:
            event = factories.an_event(connection, f"at-{survey.id}", self.day, host="Sam").id
        return collect.open_collection(self.database, survey, event, self.day).code

    def responses(self, code: str) -> list[dict[str, list[str]]]:
        """What was kept under a code: the options of each item, response by response."""
        asked = """SELECT r.id, a.item, a.option FROM response r
            LEFT JOIN answer a ON a.response = r.id
            JOIN collection c ON c.id = r.collection WHERE c.code = :code ORDER BY 1, 2, 3"""
        found: dict[str, dict[str, list[str]]] = {}
        with self.database.reading() as connection:
            for response, item, option in connection.execute(text(asked), {"code": code}):
                answers = found.setdefault(response, {})
                if item is not None:  # a response to what is only written has no answers
                    answers.setdefault(item, []).append(option)
        return list(found.values())

    def around(self, code: str) -> list[tuple[str | None, str | None]]:
        """The age band and the way of answering of each response under a code."""
        asked = """SELECT age_band, helped FROM response r
            JOIN collection c ON c.id = r.collection WHERE c.code = :code"""
        with self.database.reading() as connection:
            return [tuple(row) for row in connection.execute(text(asked), {"code": code})]

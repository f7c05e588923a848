"""A worker's visit for tests: pages as they are read, forms as they are sent."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import factories
from tests.releases import a_release, a_row, a_table
from tests.web import entering
from tests.web.entering import NOON
from voice.analysis.safe import NotShown
from voice.store import attendance, releases
from voice.store.collections import CollectionRecord
from voice.store.db import Database
from voice.store.releases import PeriodRecord

TODAY = NOON.date()
"""Wednesday 20 November 2019."""


def tallied(database: Database, event: str = "pond-dipping") -> dict[tuple[str, str], int]:
    """All that was counted of an event."""
    with database.reading() as connection:
        return attendance.of(connection, event)


class Visit:
    """One browser at the workers' door."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self._token = ""

    def see(self, path: str, status: int = 200) -> BeautifulSoup:
        """Open a page."""
        response = self.client.get(path)
        assert response.status_code == status, (path, response.status_code)
        return entering.page(response)

    def send(self, path: str, **given: Any) -> TestResponse:
        """Send a form of ours; ``_`` in a name stands for itself, lists for several ticks."""
        token = self._token or entering.form_token(self.client, "/")
        return self.client.post(path, data={"csrf_token": token} | given)

    def sent(self, path: str, **given: Any) -> BeautifulSoup:
        """Send a form that is good, and read the page it leads to."""
        response = self.send(path, **given)
        assert response.status_code in {302, 303}, entering.page(response).get_text(" ", strip=True)
        onwards = response.headers["Location"].removeprefix("/work")
        return self.see(onwards)

    def refused(self, path: str, **given: Any) -> BeautifulSoup:
        """Send a form that is faulty, and read it again with its faults."""
        response = self.send(path, **given)
        assert response.status_code == 400, response.status_code
        return entering.page(response)

    def stopped(self, path: str, **given: Any) -> str:
        """Send a form for something that cannot be done, and read why."""
        response = self.send(path, **given)
        assert response.status_code == 409, response.status_code
        return text(entering.page(response).main)


def text(page: BeautifulSoup | Tag | None) -> str:
    """What a page says, its blanks put in order."""
    assert page is not None
    return " ".join(page.get_text(" ", strip=True).split())


def banner(page: BeautifulSoup) -> str:
    """What has just happened."""
    return text(page.select_one(".govuk-notification-banner"))


def faults(page: BeautifulSoup) -> list[str]:
    """The faults told above a form; each leads to a box that is there."""
    links = page.select(".govuk-error-summary a")
    for link in links:
        assert page.select(str(link["href"])), link
    return [text(link) for link in links]


def box(page: BeautifulSoup, name: str) -> str:
    """What stands in a box."""
    field = page.select_one(f"[name={name!r}]")
    assert field is not None, name
    return str(field.get("value", "")) if field.name == "input" else field.text.strip()


def days(day: date | None, name: str = "day") -> dict[str, list[str]]:
    """A day as three boxes send it."""
    return {name: [str(day.day), str(day.month), str(day.year)] if day else ["", "", ""]}


def an_open_event(database: Database, opens: date = TODAY, **changes: Any) -> CollectionRecord:
    """Today's event with its survey open."""
    with database.writing() as connection:
        factories.an_event(connection, day=TODAY, status="open", **changes)
        return factories.a_collection(connection, opens=opens)


def few(item: str, question: str, reason: str = "Fewer than 10 answers so far.") -> NotShown:
    """A question that too few answered."""
    back = "One or two more sessions usually bring it back."
    return NotShown("how-are-you", item, question, None, reason, back)


HOME = few("home", "How is it where you live?")


def close_period(
    database: Database,
    last: str = "2019-10",
    first: str = "2019-09",
    not_shown: Sequence[NotShown] = (HOME,),
) -> None:
    """A closed period with one table that may be shown."""
    table = a_table([a_row([5, 6, 9, 12, 6])], period="2019-P1")
    release = a_release([table], list(not_shown), "2019-P1", (first, last))
    with database.writing() as connection:
        period = PeriodRecord(release.period, first, last, date(2019, 11, 3))
        releases.add_period(connection, period)
        releases.add(connection, release, "committee", period.closed)

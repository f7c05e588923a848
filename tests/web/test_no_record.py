"""No page shows a record: answers are counted at a close, and pages read what the close kept."""

import re

import pytest
from flask import Flask

from tests.web.test_worker_pages import council, pages
from voice.people import ROLES
from voice.web import access
from voice.web.worker import heard

__all__ = ["council"]
pytestmark = pytest.mark.usefixtures("quick_hashing")

READS = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|,)\s+\"?(answer|response)\b", re.IGNORECASE)
COUNTED = (
    re.compile(r"SELECT response\.collection, count\(\*\) AS \w+ FROM response WHERE .*GROUP BY"),
    re.compile(r"SELECT edition\.survey, count\(\*\) AS \w+ FROM response JOIN .*GROUP BY"),
    re.compile(r"SELECT min\(response\.month\) AS \w+ FROM response$"),
    re.compile(
        r"SELECT collection\.id(?!.*response\.(?!id FROM|collection)).*"
        r"EXISTS \(SELECT response\.id FROM response WHERE response\.collection = collection\.id\)"
    ),
    re.compile(r"SELECT DISTINCT response\.month FROM response WHERE"),
)
"""All that a page may ask of records: how many came in, whether any did, and of which months."""


def nearer(statements: list[str]) -> list[str]:
    """What was asked of records beyond how many there are."""
    asked = [" ".join(one.split()) for one in statements if READS.search(one)]
    return [one for one in asked if not any(shape.match(one) for shape in COUNTED)]


@pytest.mark.parametrize("role", ROLES)
def test_no_page_asks_for_more_of_records_than_how_many_there_are(
    council: Flask, statements: list[str], role: str
) -> None:
    walk = pages(council, role)
    statements.clear()
    for address, _response in walk:
        assert nearer(statements) == [], address
        statements.clear()


def test_what_we_heard_never_touches_records_at_all(council: Flask, statements: list[str]) -> None:
    seen = 0
    walk = pages(council, "publisher")
    statements.clear()
    for address, _response in walk:
        if address.startswith("/heard"):
            seen += 1
            assert [one for one in statements if READS.search(one)] == [], address
        statements.clear()
    assert seen >= 10


def test_every_page_of_what_we_heard_is_walked(council: Flask) -> None:
    """One that needs more than the walk fills in would not be looked at."""
    walked = {address for address, _ in pages(council, "publisher")}
    for rule in council.url_map.iter_rules():
        family = rule.endpoint.split(".")[0]
        shown = "GET" in (rule.methods or ()) and "publisher" in access.allowed(rule.endpoint)
        if family in heard.FAMILIES and shown and set(rule.arguments) <= {"release"}:
            assert rule.rule.replace("<release>", "2019-P1") in walked, rule.rule


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT answer.item FROM answer",
        "SELECT response.id FROM response",
        "SELECT response.age_band, count(*) AS n FROM response GROUP BY response.age_band",
        "SELECT event.id FROM event JOIN response ON 1",
    ],
)
def test_the_walk_would_notice(asked: str) -> None:
    assert nearer([asked]) == [asked]

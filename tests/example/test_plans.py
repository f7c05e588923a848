"""The example's plan is told, and the year's paper answers for the plan before it."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.example.conftest import Council
from voice import planning
from voice.store import plans

FIRST, YEAR = "2019-11-20", "2026-11-18"


def page(council: Council, meeting: str) -> str:
    html = (council.papers / meeting / "index.html").read_text(encoding="utf-8")
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_the_first_paper_tells_what_was_planned_as_published(council: Council) -> None:
    told = page(council, FIRST)
    assert "December 2019 Make and create for Christmas" in told
    assert "asked about: The Promise; What you would like from the forum." in told
    assert "What we planned last time" not in told


@pytest.mark.parametrize(
    "came",
    [
        "A form hour before each forum evening April 2026 Care leavers Done.",
        "Changed. There was one trip, in summer",
        "Not done. The training for it begins in January.",
        "The Promise in the five languages asked for most October 2026 Everybody in care Not yet",
    ],
)
def test_the_year_s_paper_answers_for_every_line(council: Council, came: str) -> None:
    assert came in page(council, YEAR)


def test_what_was_published_is_not_replayed_further(council: Council) -> None:
    assert "theatre" not in page(council, YEAR)
    with council.database.reading() as connection:
        lines = plans.all_lines(connection)
        assert planning.unsaid(connection, date(2026, 11, 17)) == 1
    assert {line.told for line in lines if line.made.year == 2019} == {date(2025, 11, 19)}

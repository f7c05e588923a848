"""Explore: what releases hold, chosen by an address, in every form, and nothing nearer."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import Tag
from flask import Flask

from tests.web import entering
from tests.web.released import AUTUMN, SPRING, YEAR, release_all
from tests.web.visiting import Visit, text
from voice.publish.drawing import Sheet
from voice.store import trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")
EXPLORE = "/heard/explore"
BY_AGE = f"{EXPLORE}?survey=how-are-you&question=feeling-now&period={AUTUMN}&by=age_band"


@pytest.fixture
def released(worker: Visit, database: Database) -> Visit:
    release_all(database)
    return worker


def options(page: Tag, name: str) -> list[str]:
    return [text(one) for one in page.select(f"select[name={name}] option")]


def chosen(page: Tag) -> dict[str, str]:
    return {
        str(one["name"]): str(option["value"])
        for one in page.select("select")
        if (option := one.select_one("option[selected]")) is not None
    }


def files(page: Tag) -> list[str]:
    return [str(a["href"]).removeprefix("/work") for a in page.select("a[download]")]


def test_before_a_close_the_page_says_what_will_stand_there(worker: Visit) -> None:
    page = worker.see(EXPLORE)
    assert "Nothing yet. When a period closes" in text(page.main)
    assert not page.select("select")


@pytest.mark.parametrize("role", ["worker", "reviewer", "analyst", "publisher", "admin"])
def test_a_table_is_read_in_every_form(door: Flask, database: Database, role: str) -> None:
    release_all(database)
    page = Visit(entering.let_in(door, role)).see(BY_AGE)
    assert "Happy or very happy" in text(page.select_one("table"))
    assert "Up to 9" in text(page.select_one(".told__sentence"))
    picture = page.select_one(".told__chart img")
    assert picture is not None
    assert str(picture["alt"]).startswith("Bar charts, 2 side by side.")
    assert str(picture["alt"]) in text(page.select_one(".told__chart figcaption"))
    assert len(files(page)) == 3


def test_the_lists_stand_at_what_the_address_says(released: Visit) -> None:
    page = released.see(BY_AGE)
    assert chosen(page) == {
        "survey": "how-are-you", "question": "feeling-now", "period": AUTUMN, "by": "age_band",
    }  # fmt: skip
    form = page.select_one("form.choosing")
    assert form is not None
    assert form["method"] == "get"
    assert text(form.select_one("button")) == "Show"
    assert not form.select("[name=csrf_token]")


def test_nothing_is_offered_that_no_release_holds(released: Visit) -> None:
    page = released.see(BY_AGE)
    assert options(page, "by") == ["Everybody together", "By age band"]
    assert options(page, "period") == [
        "Year 2026",
        "November to December 2026",
        "March to April 2026",
        "All periods, side by side",
    ]
    assert options(page, "survey") == ["how-are-you"]


@pytest.mark.parametrize(
    "query", ["?survey=nobody", "?question=x&by=asylum", "?period=1066&by=group.month", "?by=%00"]
)
def test_what_is_not_there_leads_to_what_is(released: Visit, query: str) -> None:
    assert chosen(released.see(f"{EXPLORE}{query}"))["question"] == "feeling-now"


@pytest.mark.parametrize(
    ("question", "told"), [("gone", True), ("feeling-now", False), ("", False)]
)
def test_a_question_that_is_not_there_is_not_replaced_in_silence(
    released: Visit, question: str, told: bool
) -> None:
    page = text(released.see(f"{EXPLORE}?survey=how-are-you&question={question}").main)
    assert ("That question is not in a closed period; this is “" in page) is told
    assert "That question" not in text(released.see(EXPLORE).main)


def test_several_questions_stand_one_under_the_other(released: Visit) -> None:
    page = released.see(f"{EXPLORE}?survey=how-are-you&question=feeling-now&question=told")
    assert [text(one) for one in page.select(".told__question")] == [
        "How do you feel right now?",
        "Were you told?",
    ]
    ticked = [str(one["value"]) for one in page.select("input[name=question][checked]")]
    assert ticked == ["told"]


def test_all_periods_and_a_year_are_told_too(released: Visit) -> None:
    series = released.see(f"{EXPLORE}?question=feeling-now&period=all")
    assert "No clear change" in text(series.select_one(".told h3"))
    year = released.see(f"{EXPLORE}?question=feeling-now&period={YEAR}")
    assert "78 answers" in text(year.select_one(".told"))


def test_what_is_not_shown_stands_below_with_what_would_bring_it_back(released: Visit) -> None:
    told = text(released.see(BY_AGE).select_one(".gaps"))
    assert told.startswith("By group and by month. Split up like this")
    assert told.endswith("More answers can bring it back.")
    silent = released.see(f"{EXPLORE}?question=home&period={AUTUMN}")
    assert "13 answers, and no more can be said here." in text(silent.main)
    assert "For everybody." in text(silent.select_one(".gaps"))
    assert not silent.select("table, img")
    older = released.see(f"{EXPLORE}?question=home&period={SPRING}")
    assert "Nothing can be said here." in text(older.main)


def test_a_table_by_two_things_is_asked_for_from_its_question(released: Visit) -> None:
    link = released.see(BY_AGE).select_one("a[href*=wanted]")
    assert link is not None
    assert parse_qs(urlsplit(str(link["href"])).query) == {"question": ["how-are-you/feeling-now"]}


# Files


def test_one_table_is_kept_as_drawing_picture_and_sheet(
    released: Visit, database: Database
) -> None:
    drawing, picture, sheet = [released.client.get(path) for path in files(released.see(BY_AGE))]
    assert drawing.mimetype == "image/svg+xml"
    assert b"<svg" in drawing.data
    assert picture.data.startswith(b"\x89PNG")
    lines = list(csv.DictReader(io.StringIO(sheet.text)))
    assert [(line["Of"], line["Number"]) for line in lines] == [
        ("Up to 9", "5"), ("Up to 9", "15"), ("10 to 16", "6"), ("10 to 16", "14"),
    ]  # fmt: skip
    for response in (drawing, picture, sheet):
        assert "attachment" in response.headers["Content-Disposition"]
    name = "how-are-you-feeling-now-by-age-band-2026-p2"
    with database.reading() as connection:
        kept = [line.says for line in trail.lines(connection, most=3)]
    assert kept == [f"downloaded {name}.{end}" for end in ("csv", "png", "svg")]


def test_the_chart_of_the_page_is_no_download(released: Visit, database: Database) -> None:
    picture = released.see(BY_AGE).select_one(".told__chart img")
    assert picture is not None
    response = released.client.get(str(picture["src"]).removeprefix("/work"))
    assert response.mimetype == "image/svg+xml"
    assert "Content-Disposition" not in response.headers
    with database.reading() as connection:
        assert all("downloaded" not in line.says for line in trail.lines(connection))


@pytest.mark.parametrize("file", ["chart.svg", "chart.png", "figures.csv"])
@pytest.mark.parametrize("query", ["?name=another", "?question=home", "?question=home&alone=1"])
def test_what_is_not_shown_has_no_file(released: Visit, file: str, query: str) -> None:
    released.see(f"{EXPLORE}/{file}{query}", 404)


def test_a_table_seen_twice_is_drawn_once(released: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    render = Sheet.render

    def counted(sheet: Sheet, form: str, *rest: str) -> bytes:
        drawn.append(form)
        return render(sheet, form, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Sheet, "render", counted)
    for _ in range(2):
        for path in files(released.see(BY_AGE)):
            released.client.get(path)
    assert len(drawn) <= 2


def test_releases_are_read_once_until_another_is_added(
    released: Visit, statements: list[str]
) -> None:
    released.see(BY_AGE)
    statements.clear()
    released.see(BY_AGE)
    assert len(statements) <= 6, statements

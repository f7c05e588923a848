"""The ten promises, as a worker reads them."""

from datetime import date

import pytest

from tests.releases import YES_NO, a_release, a_row, a_table
from tests.web.visiting import Visit, text
from voice.analysis.safe import Release, Safe
from voice.store import releases
from voice.store.db import Database
from voice.store.releases import PeriodRecord
from voice.survey.measures import PROMISES

pytestmark = pytest.mark.usefixtures("quick_hashing")
BOARD = "/heard/promises"
CLOSED = date(2019, 11, 4)
PERIOD = "2019-P1"
MONTHS = ("2019-09", "2019-10")


def kept(promise: str, *counts: int, period: str = PERIOD) -> Safe:
    item = f"promise-kept-{promise}"
    row, text_ = [a_row(counts)], f"Do we keep {promise}?"
    return a_table(row, YES_NO, item, text_, kind="choice", promise=promise, period=period)


def store(database: Database, told: Release, period: str = PERIOD) -> None:
    with database.writing() as connection:
        if told.id == period:
            record = PeriodRecord(period, MONTHS[0], MONTHS[-1], CLOSED)
            releases.add_period(connection, record)
        releases.add(connection, told, "committee", CLOSED, period=period)


def test_before_three_are_told_the_page_says_what_will_stand_there(worker: Visit) -> None:
    page = worker.see(BOARD)
    assert "Nothing yet. When three of the ten promises can be told" in text(page.main)
    assert not page.select("img")


def test_all_ten_are_read_in_sentences_a_chart_and_a_table(
    worker: Visit, database: Database
) -> None:
    tables = [kept(one, 9, 5, 6) for one in list(PROMISES)[:4]]
    store(database, a_release(tables, id_=PERIOD, months=MONTHS))
    page = worker.see(BOARD)
    rows = [text(one) for one in page.select("tbody th")]
    assert rows == list(PROMISES.values())
    assert "Not shown: " in text(page.select(".told__sentence")[-1])
    why = page.find("a", string="Why some are not shown")
    assert "Not shown, and why" in text(worker.see(str(why["href"]).removeprefix("/work")).h1)
    picture = page.select_one(".told__chart img")
    assert picture is not None
    assert "Being safe 9 of 20" in str(picture["alt"])
    for one in page.select("source, .told__chart img"):
        address = str(one.get("srcset") or one["src"]).removeprefix("/work")
        assert worker.client.get(address).mimetype == "image/svg+xml"


def test_a_year_is_chosen_by_its_name_and_no_other_is_there(
    worker: Visit, database: Database
) -> None:
    tables = [kept(one, 9, 5, 6) for one in list(PROMISES)[:4]]
    store(database, a_release(tables, id_=PERIOD, months=MONTHS))
    more = [kept(one, 20, 8, 7, period="2019") for one in list(PROMISES)[:3]]
    store(database, a_release(more, id_="2019", months=MONTHS))
    page = worker.see(BOARD)
    assert [text(one) for one in page.select(".years a")] == ["As last told", "2019"]
    assert "57% (20 of 35)" in text(worker.see(f"{BOARD}?of=2019").main)
    worker.see(f"{BOARD}?of=2018", 404)
    assert worker.client.get(f"{BOARD}/2018/chart.svg").status_code == 404

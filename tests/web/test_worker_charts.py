"""Charts on workers' pages: kept over a restart, narrow on phones, a table beside each."""

import pytest

from tests.web.released import AUTUMN, release_all
from tests.web.visiting import Visit
from voice.publish import charts
from voice.settings import Settings
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")
BY_AGE = f"/heard/explore?survey=how-are-you&question=feeling-now&period={AUTUMN}&by=age_band"


@pytest.fixture
def page_of(worker: Visit, database: Database) -> Visit:
    release_all(database)
    return worker


def test_a_phone_is_given_a_narrow_chart_and_every_chart_has_its_table(page_of: Visit) -> None:
    page = page_of.see(BY_AGE)
    pictures = page.select("picture")
    assert pictures
    assert len(page.select("table")) >= len(pictures)
    for picture in pictures:
        narrow, wide = picture.select_one("source"), picture.select_one("img")
        assert narrow is not None
        assert wide is not None
        drawn = [
            page_of.client.get(str(address).removeprefix("/work")).get_data()
            for address in (narrow["srcset"], wide["src"])
        ]
        assert all(one.startswith(b"<?xml") for one in drawn)
        assert drawn[0] != drawn[1]


def test_after_a_restart_a_chart_is_not_drawn_again(
    page_of: Visit, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = BY_AGE.replace("/explore?", "/explore/chart.svg?")
    first = page_of.client.get(address).get_data()
    assert list((settings.data / "charts").rglob("*.svg"))
    charts._draw.cache_clear()
    monkeypatch.setattr(charts, "_drawn", lambda *_: b"drawn again")
    assert page_of.client.get(address).get_data() == first

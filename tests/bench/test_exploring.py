"""How long somebody waits for a page of Explore on the example council, and for its chart."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web import entering
from voice import keys
from voice import settings as settings_module
from voice.store import db, releases
from voice.web.worker import create_app

pytestmark = [pytest.mark.bench, pytest.mark.usefixtures("quick_hashing")]
EXPLORE = "/heard/explore"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The workers' door of the example council."""
    folder = tmp_path_factory.mktemp("exploring")
    environment = {"VOICE_DATA": str(folder / "data"), "VOICE_KEYS": str(folder / "keys")}
    _invent(environment)
    settings = settings_module.read(environment)
    database = db.connect(settings.database)
    clock = entering.Clock()
    app = create_app(database, keys.read(settings.keys), settings, clock.today)
    yield app
    database.close()


def _invent(environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "voice", "demo"],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        timeout=900,
    )


def _addresses(app: Flask) -> list[str]:
    """Every question in every period, split by everything there is; some lead to the same page."""
    with app.extensions["door"].database.reading() as connection:
        found = releases.all_releases(connection)
    questions = {(table.survey, table.item) for release in found for table in release.tables}
    periods = [*(release.id for release in found), "all"]
    return [
        f"{EXPLORE}?survey={survey}&question={item}&period={period}&by={by}"
        for (survey, item), period, by in product(sorted(questions), periods, ("", "age_band"))
    ]


def _times(client: FlaskClient, addresses: list[str]) -> list[float]:
    """Milliseconds of work for each: what the machine does beside this is not counted."""
    times = []
    for address in addresses:
        start = time.process_time()
        assert client.get(address).status_code in {200, 404}
        times.append(1000 * (time.process_time() - start))
    return times


def _told(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    last = ordered[int(0.95 * (len(ordered) - 1))]
    told = f"p50 {statistics.median(ordered):.0f} ms, p95 {last:.0f} ms, most {ordered[-1]:.0f} ms"
    print(f"{name}: {told}, n {len(ordered)}")


def test_pages_of_explore(council: Flask) -> None:
    client = entering.let_in(council, "worker")
    _told("the first page after a start", _times(client, [EXPLORE]))
    _told("pages of explore", _times(client, _addresses(council)))
    _told("what we heard", _times(client, ["/heard"] * 20))
    _told("for analysts", _times(client, ["/heard/analysts"] * 20))


def test_charts_of_explore(council: Flask) -> None:
    client = entering.let_in(council, "analyst")
    addresses = [one.replace(EXPLORE, f"{EXPLORE}/chart.svg") for one in _addresses(council)]
    _told("charts drawn for the first time, or found", _times(client, addresses))
    _told("the same charts once more", _times(client, addresses))

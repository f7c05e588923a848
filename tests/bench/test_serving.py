"""How long things take for those who wait: printed by ``make bench``, never passed or failed."""

import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest

from voice import collect, keys
from voice import settings as settings_module
from voice.paths import SURVEYS
from voice.store import db, events, groups, migrate
from voice.survey.load import load

pytestmark = pytest.mark.bench
ANSWERS = {"event-liked": "yes", "event-best": "music", "next-time": None}


@dataclass(frozen=True)
class Served:
    """The production server, started as ``voice serve`` starts it."""

    port: int
    code: str
    edition: str
    started: float
    """Seconds from the command to the first answered page."""

    def send(self, connection: HTTPConnection) -> float:
        body = {"id": str(uuid.uuid4()), "edition": self.edition, "answers": ANSWERS}
        start = time.perf_counter()
        connection.request("POST", f"/c/{self.code}/responses", json.dumps(body))
        reply = connection.getresponse()
        assert reply.status == 201
        assert json.loads(reply.read())["outcome"] == "stored"
        return time.perf_counter() - start


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("bench")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "VOICE_DATA": str(folder / "data"),
        "VOICE_KEYS": str(folder / "keys"),
        "VOICE_PORT": str(port),
    }
    code, edition = _prepare(environment)
    start = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "voice", "serve"],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    _wait(port, code)
    yield Served(port, code, edition, time.perf_counter() - start)
    server.terminate()
    server.wait(timeout=20)


def _prepare(environment: dict[str, str]) -> tuple[str, str]:
    settings = settings_module.read(environment)
    settings.data.mkdir()
    day = date.today() - timedelta(days=1)  # noqa: DTZ011 - the served program's own day
    keys.make(settings.keys, day)
    database = db.connect(settings.database)
    migrate.upgrade(database)
    with database.writing() as connection:
        groups.add(connection, "fun-days", "Fun days", "fun day")
        events.add(connection, "fun-day", "fun-days", "Fun day", day)
    record = collect.open_collection(database, load(SURVEYS / "stall"), "fun-day", day)
    database.close()
    return record.code, record.edition


def _wait(port: int, code: str) -> None:
    for _ in range(400):
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
                connection.request("GET", f"/c/{code}")
                if connection.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(port)


def _told(name: str, seconds: list[float]) -> None:
    ordered = sorted(1000 * one for one in seconds)
    last = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{name}: p50 {statistics.median(ordered):.1f} ms, p95 {last:.1f} ms, n {len(ordered)}")


def test_from_the_command_to_the_first_page(served: Served) -> None:
    print(f"voice serve to the first page: {served.started:.2f} s")


def test_one_tablet_sends_answers_one_after_another(served: Served) -> None:
    with closing(HTTPConnection("127.0.0.1", served.port)) as connection:
        _told("one tablet", [served.send(connection) for _ in range(300)])


def test_thirty_two_tablets_send_at_once(served: Served) -> None:
    times: list[float] = []

    def tablet() -> None:
        with closing(HTTPConnection("127.0.0.1", served.port)) as connection:
            times.extend([served.send(connection) for _ in range(15)])

    tablets = [threading.Thread(target=tablet) for _ in range(32)]
    start = time.perf_counter()
    for one in tablets:
        one.start()
    for one in tablets:
        one.join()
    _told("32 tablets, 15 answers each", times)
    assert len(times) == 32 * 15
    print(f"all kept in {time.perf_counter() - start:.2f} s")


def test_first_pages(served: Served) -> None:
    times = []
    with closing(HTTPConnection("127.0.0.1", served.port)) as connection:
        for _ in range(100):
            start = time.perf_counter()
            connection.request("GET", f"/c/{served.code}")
            size = len(connection.getresponse().read())
            times.append(time.perf_counter() - start)
    _told(f"a child's page of {size / 1000:.0f} kB", times)


def test_the_example_council_from_nothing(tmp_path: Path) -> None:
    environment = {"VOICE_DATA": str(tmp_path / "data"), "VOICE_KEYS": str(tmp_path / "keys")}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "voice", "demo"],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        timeout=600,
    )
    print(f"voice demo, eight closes and two papers: {time.perf_counter() - start:.1f} s")

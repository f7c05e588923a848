import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.labour import KIM, NOON, done, found, kind, never, queued
from voice import jobs
from voice import keys as keys_module
from voice.faults import BusyError
from voice.jobs import Kind, Task, Worker
from voice.keys import Keys
from voice.settings import Settings
from voice.store import jobs as store
from voice.store import trail
from voice.store.db import Database


@pytest.fixture
def folders(settings: Settings, keyring: Keys) -> Settings:
    settings.keys.mkdir(exist_ok=True)
    return settings


@pytest.fixture
def worker(database: Database, folders: Settings, keyring: Keys) -> Callable[..., Worker]:
    def made(kinds: Mapping[str, Kind], stop: Callable[[], bool] = never) -> Worker:
        return Worker(database, folders, keyring, lambda: NOON, stop, kinds)

    return made


# Dying and stopping


def test_what_a_dead_process_left_is_begun_once_more(
    database: Database, worker: Callable[..., Worker]
) -> None:
    again: list[bool] = []

    def run(task: Task) -> dict[str, Any]:
        again.append(task.again)
        if len(again) < 3:
            raise KeyboardInterrupt  # as if the process died: nothing of ours catches it
        return {}

    id_ = queued(database, kind(run))
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            worker(kind(run)).turn()
        assert found(database, id_).state == "running"
        worker(kind(run)).begin()
    assert again == [False, True]
    assert found(database, id_).state == "failed"
    assert "stopped twice" in found(database, id_).said
    assert not worker(kind(run)).turn()


def test_a_job_stopped_in_good_order_waits_and_is_not_counted(
    database: Database, worker: Callable[..., Worker]
) -> None:
    told_to_stop: list[bool] = []

    def run(task: Task) -> dict[str, Any]:
        told_to_stop.append(True)
        try:
            task.said(10, "Begun")
        except Exception:  # a verb may mend what it likes, but not this
            pytest.fail("swallowed")
        return {}

    id_ = queued(database, kind(run))
    for _ in range(4):
        told_to_stop.clear()
        worker(kind(run), lambda: bool(told_to_stop)).turn()
        assert (found(database, id_).state, found(database, id_).tries) == ("queued", 0)


def test_an_end_that_cannot_be_kept_is_tried_again(
    database: Database, worker: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "POLL", 0.01)
    real, calls = store.finish, []

    def busy_at_first(*given: Any) -> None:
        calls.append(given)
        if len(calls) < 3:
            raise BusyError("locked")
        real(*given)

    monkeypatch.setattr(store, "finish", busy_at_first)
    id_ = queued(database, kind(done))
    worker(kind(done)).turn()
    assert (len(calls), found(database, id_).state) == (3, "done")


def test_an_end_that_can_never_be_kept_leaves_the_job_to_be_begun_again(
    database: Database, worker: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*given: Any) -> None:
        raise BusyError("locked")

    monkeypatch.setattr(jobs, "POLL", 0.001)
    monkeypatch.setattr(store, "finish", busy)
    id_ = queued(database, kind(done))
    assert worker(kind(done)).turn()
    assert found(database, id_).state == "running"


def test_a_busy_database_is_waited_for(
    worker: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*given: Any) -> bool:
        raise BusyError("locked")

    monkeypatch.setattr(store, "any_waiting", busy)
    assert not worker(kind(done)).turn()


# The process


def run_beside(
    database: Database, folders: Settings, keyring: Keys, kinds: Mapping[str, Kind], stop: list[int]
) -> threading.Thread:
    given = (database, folders, keyring, lambda: NOON, lambda: bool(stop), kinds)
    thread = threading.Thread(target=jobs.work, args=given)
    thread.start()
    return thread


def until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("waited five seconds in vain")


def test_only_one_worker_works_for_a_data_folder(
    database: Database, folders: Settings, keyring: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "POLL", 0.01)
    held, go = threading.Event(), threading.Event()

    def run(task: Task) -> dict[str, Any]:
        held.set()
        go.wait(5)
        return {"again": task.again}

    first_stop: list[int] = []
    second_stop: list[int] = []
    id_ = queued(database, kind(run))
    first = run_beside(database, folders, keyring, kind(run), first_stop)
    held.wait(5)
    second = run_beside(database, folders, keyring, kind(run), second_stop)
    time.sleep(0.05)  # the second would take it for a dead process's job, were it let in
    go.set()
    until(lambda: found(database, id_).state == "done")
    assert found(database, id_).result == {"again": False}
    first_stop.append(1)
    first.join(5)
    later = jobs.enqueue(database, "paper", {"meeting": "2020-01-01"}, NOON, KIM, kind(run))
    until(lambda: found(database, later).state == "done")
    second_stop.append(1)
    second.join(5)
    assert not first.is_alive()
    assert not second.is_alive()


def test_told_to_stop_while_another_works_it_does_nothing(
    database: Database, folders: Settings, keyring: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "POLL", 0.01)
    id_ = queued(database, kind(done))
    with jobs._alone(folders.data, never) as alone:
        assert alone
        stop: list[int] = []
        second = run_beside(database, folders, keyring, kind(done), stop)
        time.sleep(0.03)
        stop.append(1)
        second.join(5)
    assert not second.is_alive()
    assert found(database, id_).state == "queued"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_process_in_good_order(
    database: Database, settings: Settings, number: signal.Signals
) -> None:
    keys_module.make(settings.keys, NOON.date())
    code = """
from datetime import UTC, datetime
from voice import jobs, keys, settings
from voice.store import db
s = settings.read()
print("ready", flush=True)
jobs.work(db.connect(s.database), s, keys.read(s.keys), lambda: datetime.now(UTC), kinds={})
print("ended")
"""
    environ = {"VOICE_DATA": str(settings.data), "VOICE_KEYS": str(settings.keys)}
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=os.environ | environ, stdout=subprocess.PIPE, text=True
    )
    until((settings.data / "work.lock").exists)
    time.sleep(0.1)
    process.send_signal(number)
    out, _ = process.communicate(timeout=5)
    assert (out, process.returncode) == ("ready\nended\n", 0)


# The head of the trail


def written(database: Database, keyring: Keys, number: int = 1) -> None:
    with database.writing() as connection:
        for _ in range(number):
            trail.write(connection, keyring.trail, NOON, "kim", "admin", "logged-in")


def test_the_worker_keeps_the_head_of_the_trail(
    database: Database, folders: Settings, keyring: Keys, worker: Callable[..., Worker]
) -> None:
    one = worker(kind(done))
    for number in (2, 5):
        written(database, keyring, number)
        one.turn()
        with database.reading() as connection:
            assert trail.read_head(folders.keys) == trail.head(connection)


def test_a_fault_of_the_trail_is_logged_once_and_work_goes_on(
    database: Database,
    folders: Settings,
    keyring: Keys,
    worker: Callable[..., Worker],
    caplog: pytest.LogCaptureFixture,
) -> None:
    written(database, Keys(b"", b"another key", b""))
    id_ = queued(database, kind(done))
    one = worker(kind(done))
    for _ in range(3):
        one.turn()
    assert found(database, id_).state == "done"
    critical = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert len(critical) == 1
    assert "line 1 of the trail" in caplog.text
    assert trail.read_head(folders.keys) is None


def test_a_damaged_head_is_logged_and_left_as_it_is(
    folders: Settings, worker: Callable[..., Worker], caplog: pytest.LogCaptureFixture
) -> None:
    (folders.keys / "trail.head").write_text("nonsense")
    worker(kind(done)).turn()
    assert "is damaged" in caplog.text
    assert (folders.keys / "trail.head").read_text() == "nonsense"

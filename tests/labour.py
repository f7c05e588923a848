"""Long work for tests: kinds made up on the spot, jobs asked for and found again."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from voice import jobs
from voice.jobs import Kind, Task
from voice.people import Who
from voice.store import jobs as store
from voice.store.db import Database

NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)
KIM = Who("kim", "publisher")
PAPER = {"meeting": "2019-11-20", "cutoff": "2019-11-08"}


def never() -> bool:
    return False


def kind(run: Callable[[Task], dict[str, Any]], settled: bool = False) -> Mapping[str, Kind]:
    return {"paper": Kind(run, "paper-built", "meeting", settled, "The paper is ready.")}


def done(task: Task) -> dict[str, Any]:
    return {"meeting": task.parameters["meeting"]}


def queued(database: Database, kinds: Mapping[str, Kind], at: datetime = NOON) -> str:
    return jobs.enqueue(database, "paper", PAPER, at, KIM, kinds)


def found(database: Database, id_: str) -> store.JobRecord:
    with database.reading() as connection:
        record = store.find(connection, id_)
    assert record is not None
    return record

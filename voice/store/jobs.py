"""The queue of long work: one row a job, from queued to done or failed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, insert, select, update

from voice.store.schema import job

MOST_TRIES = 2
"""A job whose process died is begun once more; dying twice, it failed."""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A piece of long work and how far it is."""

    id: str
    kind: str
    parameters: dict[str, str]
    who: str
    role: str
    state: str
    """queued, running, done or failed."""
    tries: int
    progress: int
    said: str
    """What is being done, or why it failed, in a sentence for the person who waits."""
    result: dict[str, Any] | None
    queued: datetime

    @property
    def over(self) -> bool:
        return self.state in {"done", "failed"}


_SHOWN = [job.c[name] for name in JobRecord.__dataclass_fields__]


def add(
    connection: Connection,
    id_: str,
    kind: str,
    parameters: Mapping[str, str],
    who: str,
    role: str,
    now: datetime,
) -> None:
    """Queue a job."""
    row = {"id": id_, "kind": kind, "parameters": dict(parameters), "state": "queued"}
    asked = {"same": _same(kind, parameters), "who": who, "role": role, "queued": now}
    connection.execute(insert(job).values(row | asked))


def twin(
    connection: Connection, kind: str, parameters: Mapping[str, str], states: frozenset[str]
) -> str | None:
    """The id of the oldest job for the very same thing in one of these states."""
    chosen = (
        select(job.c.id)
        .where(job.c.same == _same(kind, parameters), job.c.state.in_(states))
        .order_by(job.c.queued, job.c.id)
    )
    return connection.execute(chosen).scalar()


def find(connection: Connection, id_: str) -> JobRecord | None:
    row = connection.execute(select(*_SHOWN).where(job.c.id == id_)).first()
    return _record(row) if row else None


def latest(connection: Connection, most: int = 20) -> list[JobRecord]:
    """The newest jobs first."""
    chosen = select(*_SHOWN).order_by(job.c.queued.desc(), job.c.id).limit(most)
    return [_record(row) for row in connection.execute(chosen)]


def any_waiting(connection: Connection) -> bool:
    """Whether a job is queued."""
    chosen = select(job.c.id).where(job.c.state == "queued").limit(1)
    return connection.execute(chosen).first() is not None


def claim(connection: Connection) -> JobRecord | None:
    """Take the job that has waited longest, if any; it is running from now on."""
    waiting = (
        select(job.c.id).where(job.c.state == "queued").order_by(job.c.queued, job.c.id).limit(1)
    )
    id_ = connection.execute(waiting).scalar()
    if id_ is None:
        return None
    _change(connection, id_, state="running", tries=job.c.tries + 1, progress=0, said="Begun")
    return find(connection, id_)


def progress(connection: Connection, id_: str, percent: int, said: str) -> None:
    """Keep how far a running job is."""
    _change(connection, id_, progress=max(0, min(100, percent)), said=said[:400])


def finish(connection: Connection, id_: str, said: str, result: Mapping[str, Any]) -> None:
    _change(connection, id_, state="done", progress=100, said=said[:400], result=dict(result))


def fail(connection: Connection, id_: str, said: str, result: Mapping[str, Any]) -> None:
    """Keep that it failed and why, in words a person can act on."""
    _change(connection, id_, state="failed", said=said[:400], result=dict(result))


def put_back(connection: Connection, id_: str) -> None:
    """Queue again a job that was stopped in good order; the try does not count."""
    _change(connection, id_, state="queued", tries=job.c.tries - 1, progress=0, said="")


def recover(connection: Connection, said: str) -> int:
    """Queue again what a dead process left running, once; a second time it failed, as ``said``."""
    spent = job.c.tries >= MOST_TRIES
    left = (
        update(job)
        .where(job.c.state == "running")
        .values(
            state=case((spent, "failed"), else_="queued"),
            said=case((spent, said), else_=""),
            progress=case((spent, job.c.progress), else_=0),
        )
    )
    return connection.execute(left).rowcount


def _change(connection: Connection, id_: str, **values: Any) -> None:
    connection.execute(update(job).where(job.c.id == id_).values(**values))


def _same(kind: str, parameters: Mapping[str, str]) -> str:
    asked = json.dumps([kind, sorted(parameters.items())])
    return hashlib.sha256(asked.encode()).hexdigest()


def _record(row: Row[Any]) -> JobRecord:
    return JobRecord(**row._mapping)

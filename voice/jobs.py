"""Long work: pages and commands queue it, one process does it, one job at a time.

A kind of work is one entry in ``KINDS``. A job whose process died is begun once more; so every
kind must bear to be begun again.
"""

import fcntl
import logging
import math
import secrets
import signal
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from voice import collect, envelopes, opening, tablets
from voice.analysis import policy
from voice.faults import BusyError, FaultyError, RefusedError, where
from voice.keys import Keys
from voice.people import SHELL, Who
from voice.settings import Settings
from voice.store import drafts, events, jobs, releases, trail
from voice.store.db import Connection, Database

logger = logging.getLogger(__name__)

POLL = 0.5
"""Seconds between two looks at an empty queue."""
MINUTE = timedelta(minutes=1)
AT_WORK, BROUGHT_IN = "at-work", "brought-in"
"""Folders of the data folder: who has a draft open, and notes of drafts that came from a file."""
ITSELF = ("(server)", "")
"""Who the trail says completed an event: nobody can have this name."""
_ATTEMPTS = 20
_COUNCIL_TIME = ZoneInfo("Europe/London")
_LOST = "It stopped twice while it was being done. Tell whoever looks after the server."
_AGAIN = "The database was in use for too long. Nothing was changed. Try again."

Said = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What a kind of work is given."""

    database: Database
    settings: Settings
    parameters: Mapping[str, str]
    role: str
    """Of whoever asked for it."""
    again: bool
    """A process died doing this very job: some of it may be done already."""
    today: date
    said: Said
    """Tells how far it is, in hundredths and a sentence. May raise to stop the work."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of long work."""

    run: Callable[[Task], dict[str, Any]]
    """Does it and gives what there is to know afterwards; may be begun again from the start."""
    what: str
    """The act the trail keeps when it is done."""
    about: str
    """The parameter the trail names with it."""
    settled: bool
    """Nothing it reads can change while it runs: asking meanwhile asks for the same work."""
    done: str
    """What is said at the end."""
    besides: tuple[str, str] | None = None
    """A further act of the trail, and the list in the result that has what it was done to."""


def _paper(task: Task) -> dict[str, Any]:
    # Drawing and documents are slow to load; the pages that queue this must not.
    from voice import report

    given = {name: date.fromisoformat(task.parameters[name]) for name in ("meeting", "cutoff")}
    out = papers_folder(task.settings) / given["meeting"].isoformat()
    built = report.build(
        task.database, task.settings, **given, out=out, today=task.today, said=task.said
    )
    return {"meeting": given["meeting"].isoformat(), "files": dict(built.files)}


def _close_period(task: Task) -> dict[str, Any]:
    from voice import release

    month = task.parameters["month"]
    if task.again:  # the process may have died after the close, before it could say so
        with task.database.reading() as connection:
            closed = [p.id for p in releases.all_periods(connection) if p.last == month]
        if closed:
            return _closed(task.database, closed[0])
    rules = policy.read(task.settings.policy, task.settings.service_signed)
    steps = count(1)
    made = release.close(
        task.database,
        rules,
        month,
        task.today,
        # How many steps there are is not known before; each goes a fifth of the way that is left.
        said=lambda sentence: task.said(int(100 - 100 * 0.8 ** next(steps)), sentence),
        role=task.role,
    )
    return _closed(task.database, made.id)


def _closed(database: Database, period: str) -> dict[str, Any]:
    with database.reading() as connection:
        years = [year.id for year in releases.made_with(connection, period)]
    return {"release": period, "years": years}


KINDS: Mapping[str, Kind] = {
    "paper": Kind(_paper, "paper-built", "meeting", False, "The paper is ready."),
    "close-period": Kind(
        _close_period,
        "period-closed",
        "month",
        settled=True,
        done="The period is closed.",
        besides=("year-made", "years"),
    ),
}


def papers_folder(settings: Settings) -> Path:
    """Where built papers stand, a folder a meeting."""
    return settings.data / "papers"


def enqueue(
    database: Database,
    kind: str,
    parameters: Mapping[str, str],
    now: datetime,
    by: Who = SHELL,
    kinds: Mapping[str, Kind] = KINDS,
) -> str:
    """Queue a job and say its id. The same thing asked twice while it waits is one job."""
    states = {"queued", "running"} if kinds[kind].settled else {"queued"}
    with database.writing() as connection:
        waiting = jobs.twin(connection, kind, parameters, frozenset(states))
        if waiting:
            return waiting
        id_ = str(uuid.uuid4())
        jobs.add(connection, id_, kind, parameters, by.id, by.role, now)
    return id_


def work(
    database: Database,
    settings: Settings,
    keys: Keys,
    clock: Callable[[], datetime],
    stop: Callable[[], bool] | None = None,
    kinds: Mapping[str, Kind] = KINDS,
) -> None:
    """Do what is queued until told to stop, by SIGTERM or Ctrl-C; one worker for a data folder.

    A job that is stopped in the middle waits for the next start. Also keeps the head of the
    trail: one process must, after the lines were committed.
    """
    stop = stop or _stopped_by_signals()
    with _alone(settings.data, stop) as alone:
        worker = Worker(database, settings, keys, clock, stop, kinds)
        if alone:
            worker.begin()
        while not stop():
            if not worker.turn():
                time.sleep(POLL)


class _StoppedError(BaseException):
    """Raised in the middle of a job when the process is to end. No verb may swallow it."""


@dataclass(slots=True)
class Worker:
    """Does the work. ``work`` runs it; tests step through it."""

    database: Database
    settings: Settings
    keys: Keys
    clock: Callable[[], datetime]
    stop: Callable[[], bool]
    kinds: Mapping[str, Kind]
    told: str = ""
    """The fault of the trail that was logged last, so that each is logged once."""
    tidied: date | None = None
    """The day on which we last tidied up; it is due once a day."""
    looked: datetime | None = None
    """When we last looked after waiting events and the write-ahead log; due once a minute."""

    def begin(self) -> None:
        """Take up what a dead process left."""
        with self.database.writing() as connection:
            left = jobs.recover(connection, _LOST)
        if left:
            logger.warning("%d jobs were left by a process that died", left)

    def turn(self) -> bool:
        """Keep the head of the trail, tidy up when it is due, do one job. False: none waited."""
        try:
            self._keep_head()
            now = self.clock()
            self._tidy_up(now)
            self._look_after(now)
            job = self._claim()
        except BusyError:
            return False
        if job is None:
            return False
        self._keep(job, self._outcome(job))
        return True

    def _tidy_up(self, now: datetime) -> None:
        today = now.astimezone(_COUNCIL_TIME).date()
        if today != self.tidied:
            envelopes.open_again(self.database, self.keys, today)
            collect.tidy_up(self.database, today)
            tablets.tidy_up(self.database, now)
            self.tidied = today

    def _look_after(self, now: datetime) -> None:
        """Complete events whose last envelope came. A close that met a reader left the order of
        arrival in the log: take it out soon."""
        if self.looked is None or abs(now - self.looked) >= MINUTE:
            self._complete_events(now)
            self._forget_drafts(now)
            self.database.checkpoint(patient=False)
            self.looked = now

    def _complete_events(self, now: datetime) -> None:
        with self.database.reading() as connection:
            if not events.waiting(connection):
                return
        try:
            rules = policy.read(self.settings.policy, self.settings.service_signed)
        except FaultyError as error:
            logger.error("no event can be completed: %s", error)
            return
        today = now.astimezone(_COUNCIL_TIME).date()
        for event in opening.complete_events(self.database, rules, today):
            with self.database.writing() as connection:
                trail.write(connection, self.keys.trail, now, *ITSELF, "event-completed", event)

    def _forget_drafts(self, now: datetime) -> None:
        """Whoever left a minute ago, and the notes of drafts that are no more."""
        for path in (self.settings.data / AT_WORK).glob("*"):
            if now.timestamp() - _written(path) > MINUTE.total_seconds():
                path.unlink(missing_ok=True)
        notes = list((self.settings.data / BROUGHT_IN).glob("*.json"))
        if notes:
            with self.database.reading() as connection:
                kept = {draft.id for draft in drafts.all_drafts(connection)}
            for path in notes:
                if path.stem not in kept:
                    path.unlink(missing_ok=True)

    def _claim(self) -> jobs.JobRecord | None:
        with self.database.reading() as connection:  # looking must not get in a writer's way
            if not jobs.any_waiting(connection):
                return None
        with self.database.writing() as connection:
            return jobs.claim(connection)

    def _outcome(self, job: jobs.JobRecord) -> Callable[[Connection], None]:
        """Do the job and give what is to be kept of it."""
        try:
            result = self.kinds[job.kind].run(self._task(job))
        except _StoppedError:
            return lambda connection: jobs.put_back(connection, job.id)
        except FaultyError as error:
            return _failed(job, str(error), [fault.as_dict() for fault in error.faults])
        except RefusedError as error:
            return _failed(job, str(error))
        except BusyError:
            return _failed(job, _AGAIN)
        except Exception as error:
            return _failed(job, _unexpected(job, error))
        return lambda connection: self._finish(connection, job, result)

    def _finish(
        self, connection: Connection, job: jobs.JobRecord, result: Mapping[str, Any]
    ) -> None:
        kind, at = self.kinds[job.kind], self.clock()
        jobs.finish(connection, job.id, kind.done, result)
        acts = [(kind.what, job.parameters[kind.about])]
        if kind.besides:
            what, among = kind.besides
            acts += [(what, about) for about in result[among]]
        for what, about in acts:
            trail.write(connection, self.keys.trail, at, job.who, job.role, what, about)

    def _keep(self, job: jobs.JobRecord, act: Callable[[Connection], None]) -> None:
        for _ in range(_ATTEMPTS):
            try:
                with self.database.writing() as connection:
                    act(connection)
                return
            except BusyError:
                time.sleep(POLL)
        logger.error("the end of job %s could not be kept; it is begun again later", job.id)

    def _task(self, job: jobs.JobRecord) -> Task:
        def said(percent: int, sentence: str) -> None:
            if self.stop():
                raise _StoppedError
            try:
                with self.database.writing() as connection:
                    jobs.progress(connection, job.id, percent, sentence)
            except BusyError:
                logger.info("a step of job %s was not shown: the database was in use", job.id)

        today = self.clock().astimezone(_COUNCIL_TIME).date()
        return Task(
            self.database, self.settings, job.parameters, job.role, job.tries > 1, today, said
        )

    def _keep_head(self) -> None:
        try:
            with self.database.reading() as connection:
                fault = trail.keep_head(connection, self.keys.trail, self.settings.keys)
        except FaultyError as error:
            fault = error.faults[0]
        found = str(fault or "")
        if found and found != self.told:
            logger.critical("the trail is not whole: %s", found)
        self.told = found


def _written(path: Path) -> float:
    """When a file was written, in seconds; never where it is gone already."""
    try:
        return path.stat().st_mtime
    except OSError:
        return math.inf


def _failed(
    job: jobs.JobRecord, why: str, faults: list[dict[str, str]] | None = None
) -> Callable[[Connection], None]:
    result = {"faults": faults} if faults else {}
    return lambda connection: jobs.fail(connection, job.id, why, result)


def _unexpected(job: jobs.JobRecord, error: Exception) -> str:
    """Log where it happened, never the values it happened with: they may be a child's words."""
    reference = secrets.token_hex(4)
    logger.error("%s, job %s, reference %s: %s", job.kind, job.id, reference, where(error))
    return (
        "Something went wrong on our side, and nothing was changed. "
        f"Tell whoever looks after the server: reference {reference}."
    )


@contextmanager
def _alone(folder: Path, stop: Callable[[], bool]) -> Iterator[bool]:
    """Wait until no other process works for this data folder. False where told to stop first."""
    with (folder / "work.lock").open("a") as file:
        while not stop():
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(POLL)
                continue
            yield True
            return
        yield False


def _stopped_by_signals() -> Callable[[], bool]:
    """Whether SIGTERM or Ctrl-C came. A plain list: an Event's lock could be held when they do."""
    came: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda given, _frame: came.append(given))
    return lambda: bool(came)

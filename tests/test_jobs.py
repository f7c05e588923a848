import inspect
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.labour import KIM, NOON, PAPER, done, found, kind, never, queued
from voice import jobs, report
from voice.faults import BusyError, Fault, FaultyError, RefusedError
from voice.jobs import Kind, Task, Worker
from voice.keys import Keys
from voice.settings import Settings
from voice.store import jobs as store
from voice.store import releases, trail
from voice.store.db import Database
from voice.store.releases import PeriodRecord


@pytest.fixture
def folders(settings: Settings, keyring: Keys) -> Settings:
    settings.keys.mkdir(exist_ok=True)
    return settings


@pytest.fixture
def worker(database: Database, folders: Settings, keyring: Keys) -> Callable[..., Worker]:
    def made(kinds: Mapping[str, Kind], stop: Callable[[], bool] = never) -> Worker:
        return Worker(database, folders, keyring, lambda: NOON, stop, kinds)

    return made


# Asking


def test_the_same_thing_asked_twice_while_it_waits_is_one_job(database: Database) -> None:
    first = queued(database, kind(done))
    assert queued(database, kind(done), NOON + timedelta(seconds=1)) == first
    other = jobs.enqueue(database, "paper", {**PAPER, "cutoff": "2019-11-01"}, NOON, KIM)
    assert other != first


def test_asked_again_while_it_runs_it_is_done_anew_unless_nothing_can_have_changed(
    database: Database, worker: Callable[..., Worker]
) -> None:
    asked: dict[bool, list[str]] = {}
    for settled in (False, True):

        def run(task: Task, settled: bool = settled) -> dict[str, Any]:
            asked[settled].append(queued(database, kind(done, settled)))
            return {}

        asked[settled] = [queued(database, kind(done, settled))]
        worker(kind(run, settled)).turn()
        worker(kind(done)).turn()
    assert len(set(asked[False])) == 2
    assert len(set(asked[True])) == 1


def test_every_kind_names_an_act_of_the_trail() -> None:
    for one in jobs.KINDS.values():
        assert one.what in trail.WHATS
    assert set(jobs.KINDS) == {"paper", "close-period"}


def test_queueing_loads_neither_charts_nor_documents() -> None:
    """The pages queue work; they must not carry the weight of doing it."""
    heavy = "{'matplotlib', 'docx', 'highspy'}"
    code = f"import sys, voice.jobs; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


# Doing


def test_a_job_is_done_and_leaves_its_result_and_a_line_in_the_trail(
    database: Database, worker: Callable[..., Worker]
) -> None:
    id_ = queued(database, kind(done))
    assert worker(kind(done)).turn()
    job = found(database, id_)
    assert (job.state, job.progress, job.said) == ("done", 100, "The paper is ready.")
    assert job.result == {"meeting": "2019-11-20"}
    with database.reading() as connection:
        (line,) = trail.lines(connection)
    assert (line.who, line.role, line.what, line.about) == (
        "kim", "publisher", "paper-built", "2019-11-20",
    )  # fmt: skip


def test_without_a_job_there_is_nothing_to_do(worker: Callable[..., Worker]) -> None:
    assert not worker(kind(done)).turn()


def test_jobs_are_done_in_the_order_they_were_asked_for(
    database: Database, worker: Callable[..., Worker]
) -> None:
    order: list[str] = []

    def run(task: Task) -> dict[str, Any]:
        order.append(task.parameters["meeting"])
        return {}

    for minutes, day in ((2, "2020-03-01"), (1, "2020-02-01"), (3, "2020-01-01")):
        at = NOON + timedelta(minutes=minutes)
        jobs.enqueue(database, "paper", {"meeting": day}, at, KIM, kind(run))
    one = worker(kind(run))
    while one.turn():
        pass
    assert order == ["2020-02-01", "2020-03-01", "2020-01-01"]


def test_the_day_of_a_job_is_the_councils_day(
    database: Database, folders: Settings, keyring: Keys
) -> None:
    """At half past eleven at night in summer UTC it is tomorrow already in the council."""
    days: list[date] = []

    def run(task: Task) -> dict[str, Any]:
        days.append(task.today)
        return {}

    queued(database, kind(run))
    late = datetime(2019, 7, 1, 23, 30, tzinfo=UTC)
    Worker(database, folders, keyring, lambda: late, never, kind(run)).turn()
    assert days == [date(2019, 7, 2)]


def test_how_far_it_is_can_be_seen_meanwhile(
    database: Database, worker: Callable[..., Worker]
) -> None:
    seen: list[tuple[int, str, str]] = []

    def run(task: Task) -> dict[str, Any]:
        task.said(40, "Drawing charts")
        job = found(database, id_)
        seen.append((job.progress, job.said, job.state))
        return {}

    id_ = queued(database, kind(run))
    worker(kind(run)).turn()
    assert seen == [(40, "Drawing charts", "running")]


def test_a_verb_that_holds_the_database_is_not_disturbed_by_telling_how_far_it_is(
    database: Database, worker: Callable[..., Worker]
) -> None:
    def run(task: Task) -> dict[str, Any]:
        with task.database.writing():
            task.said(40, "Writing")
        return {}

    id_ = queued(database, kind(run))
    worker(kind(run)).turn()
    assert found(database, id_).state == "done"


# Failing


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RefusedError("The month is not over."), "The month is not over."),
        (FaultyError([Fault("policy", "is faulty.", "See it.")]), "policy: is faulty. See it."),
        (BusyError("locked"), "The database was in use for too long."),
    ],
)
def test_a_failure_is_told_in_words_to_whoever_waits(
    database: Database, worker: Callable[..., Worker], error: Exception, said: str
) -> None:
    def run(task: Task) -> dict[str, Any]:
        raise error

    id_ = queued(database, kind(run))
    assert worker(kind(run)).turn()
    job = found(database, id_)
    assert job.state == "failed"
    assert said in job.said
    with database.reading() as connection:
        assert trail.count(connection) == 0


def test_all_faults_are_there_for_the_page(
    database: Database, worker: Callable[..., Worker]
) -> None:
    def run(task: Task) -> dict[str, Any]:
        raise FaultyError([Fault("a", "is wrong."), Fault("b", "is wrong.", "Mend it.")])

    id_ = queued(database, kind(run))
    worker(kind(run)).turn()
    assert found(database, id_).result == {
        "faults": [
            {"place": "a", "wrong": "is wrong.", "do": ""},
            {"place": "b", "wrong": "is wrong.", "do": "Mend it."},
        ]
    }


def test_an_error_of_ours_is_logged_by_reference_without_any_value(
    database: Database, worker: Callable[..., Worker], caplog: pytest.LogCaptureFixture
) -> None:
    def run(task: Task) -> dict[str, Any]:
        words = "I am scared at home"
        raise ValueError(words)

    id_ = queued(database, kind(run))
    worker(kind(run)).turn()
    job = found(database, id_)
    reference = job.said.rstrip(".").rsplit(" ", 1)[1]
    assert "went wrong on our side" in job.said
    assert reference in caplog.text
    assert "ValueError" in caplog.text
    assert "in run" in caplog.text
    assert "scared" not in caplog.text + job.said


def test_a_job_of_a_kind_we_no_longer_know_fails_and_the_next_is_done(
    database: Database, worker: Callable[..., Worker]
) -> None:
    with database.writing() as connection:
        store.add(connection, "old", "poem", {}, "kim", "admin", NOON - timedelta(days=1))
    id_ = queued(database, kind(done))
    one = worker(kind(done))
    assert one.turn()
    assert one.turn()
    assert found(database, "old").state == "failed"
    assert found(database, id_).state == "done"


# The kinds there are


def close_job(database: Database, month: str) -> str:
    return jobs.enqueue(database, "close-period", {"month": month}, NOON, KIM)


def test_closing_a_period_is_done_once_and_refused_after_that(
    database: Database, worker: Callable[..., Worker]
) -> None:
    first = close_job(database, "2019-10")
    assert close_job(database, "2019-10") == first
    one = worker(jobs.KINDS)
    assert one.turn()
    job = found(database, first)
    assert (job.state, job.result) == ("done", {"release": "2019-P1", "years": []}), job.said
    second = close_job(database, "2019-10")
    one.turn()
    assert found(database, second).state == "failed"
    assert "closed already" in found(database, second).said
    with database.reading() as connection:
        assert [line.about for line in trail.lines(connection)] == ["2019-10"]
        (release,) = releases.all_releases(connection)
    assert release.log[0]["role"] == "publisher"


def test_a_year_that_is_complete_is_told_of_like_the_period(
    database: Database, worker: Callable[..., Worker]
) -> None:
    with database.writing() as connection:
        releases.add_period(connection, PeriodRecord("2018-P1", "2018-10", "2018-11", NOON.date()))
    id_ = close_job(database, "2019-10")
    worker(jobs.KINDS).turn()
    assert found(database, id_).result == {"release": "2019-P1", "years": ["2018"]}
    with database.reading() as connection:
        newest, before = trail.lines(connection)
    assert (before.what, newest.what, newest.about) == ("period-closed", "year-made", "2018")


def test_a_close_that_died_after_it_was_kept_is_found_done(
    database: Database, worker: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*given: Any) -> None:
        raise KeyboardInterrupt

    id_ = close_job(database, "2019-10")
    with monkeypatch.context() as patch:
        patch.setattr(store, "finish", dies)
        with pytest.raises(KeyboardInterrupt):
            worker(jobs.KINDS).turn()
    again = worker(jobs.KINDS)
    again.begin()
    again.turn()
    assert (found(database, id_).state, found(database, id_).result) == (
        "done", {"release": "2019-P1", "years": []},
    )  # fmt: skip
    with database.reading() as connection:
        assert trail.count(connection) == 1


def test_a_month_that_is_not_over_fails_in_words(
    database: Database, worker: Callable[..., Worker]
) -> None:
    id_ = close_job(database, "2019-11")
    worker(jobs.KINDS).turn()
    assert found(database, id_).said.startswith("November 2019 is not over.")


def test_a_paper_is_built_into_the_folder_of_its_meeting(
    database: Database,
    folders: Settings,
    worker: Callable[..., Worker],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: dict[str, Any] = {}
    real = inspect.signature(report.build)

    def build(*args: Any, **named: Any) -> report.Built:
        given.update(real.bind(*args, **named).arguments)
        given["said"](30, "Drawing charts")
        return report.Built({"paper.docx": "a" * 64})

    monkeypatch.setattr(report, "build", build)
    id_ = jobs.enqueue(database, "paper", PAPER, NOON, KIM)
    worker(jobs.KINDS).turn()
    job = found(database, id_)
    assert (job.state, job.result) == (
        "done", {"meeting": "2019-11-20", "files": {"paper.docx": "a" * 64}},
    )  # fmt: skip
    assert given["out"] == folders.data / "papers" / "2019-11-20"
    assert (given["meeting"], given["cutoff"]) == (date(2019, 11, 20), date(2019, 11, 8))
    assert given["today"] == date(2019, 11, 20)


def test_papers_stand_in_the_data_folder(settings: Settings) -> None:
    assert jobs.papers_folder(settings) == Path(settings.data) / "papers"


# Once a day


def test_once_a_day_ended_receipts_and_the_order_of_late_answers_are_forgotten(
    database: Database, folders: Settings, keyring: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied: list[date] = []
    monkeypatch.setattr(jobs.collect, "tidy_up", lambda _database, today: tidied.append(today))
    hours = iter([NOON, NOON + timedelta(hours=9), NOON + timedelta(hours=13)])
    worker = Worker(database, folders, keyring, lambda: next(hours), never, kind(done))
    for _ in range(3):
        worker.turn()
    assert tidied == [NOON.date(), NOON.date() + timedelta(days=1)]


def test_once_a_day_what_could_not_be_opened_is_tried_again(
    database: Database, folders: Settings, keyring: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[tuple[Keys, date]] = []
    monkeypatch.setattr(jobs.envelopes, "open_again", lambda _, *given: tried.append(given))
    worker = Worker(database, folders, keyring, lambda: NOON, never, kind(done))
    for _ in range(3):
        worker.turn()
    assert tried == [(keyring, NOON.date())]


def test_tidying_up_waits_for_a_database_that_is_in_use(
    database: Database, folders: Settings, keyring: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[date] = []

    def busy_once(_database: Database, today: date) -> None:
        tries.append(today)
        if len(tries) == 1:
            raise BusyError

    monkeypatch.setattr(jobs.collect, "tidy_up", busy_once)
    worker = Worker(database, folders, keyring, lambda: NOON, never, kind(done))
    assert [worker.turn() for _ in range(3)] == [False, False, False]
    assert len(tries) == 2


def test_a_log_that_a_close_could_not_empty_is_emptied_within_a_minute(
    database: Database, folders: Settings, keyring: Keys
) -> None:
    """A reader was in the way: the order of arrival is still in the log."""
    at = [NOON]
    one = Worker(database, folders, keyring, lambda: at[0], never, kind(done))
    one.turn()
    log = folders.data / "voice.db-wal"
    with database.reading() as reader:
        store.any_waiting(reader)
        with database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE more (words TEXT)")
        assert not database.checkpoint()
        at[0] += timedelta(minutes=1)
        one.turn()
        assert log.stat().st_size > 0, "the reader is still there"
    one.turn()
    assert log.stat().st_size > 0, "not at every turn"
    at[0] += timedelta(minutes=1)
    one.turn()
    assert log.stat().st_size == 0

from datetime import UTC, datetime, timedelta

import pytest

from voice.store import jobs
from voice.store.db import Connection, Database

NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)
QUEUED = frozenset({"queued"})


def add(connection: Connection, id_: str, minutes: int = 0, **parameters: str) -> None:
    queued = NOON + timedelta(minutes=minutes)
    jobs.add(connection, id_, "paper", parameters, "kim", "publisher", queued)


def found(connection: Connection, id_: str) -> jobs.JobRecord:
    record = jobs.find(connection, id_)
    assert record is not None
    return record


def test_a_job_waits_with_what_was_asked_and_by_whom(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a", meeting="2019-11-20")
        assert jobs.find(connection, "a") == jobs.JobRecord(
            id="a",
            kind="paper",
            parameters={"meeting": "2019-11-20"},
            who="kim",
            role="publisher",
            state="queued",
            tries=0,
            progress=0,
            said="",
            result=None,
            queued=NOON,
        )
        assert not found(connection, "a").over
        assert jobs.find(connection, "b") is None


def test_the_one_that_waited_longest_is_taken_first_and_once(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "late", 5)
        add(connection, "early", 1)
        taken = [jobs.claim(connection) for _ in range(3)]
    assert [job.id if job else None for job in taken] == ["early", "late", None]
    assert taken[0] is not None
    assert (taken[0].state, taken[0].tries) == ("running", 1)


@pytest.mark.parametrize(("percent", "kept"), [(40, 40), (-3, 0), (900, 100)])
def test_progress_stays_between_nothing_and_all(
    database: Database, percent: int, kept: int
) -> None:
    with database.writing() as connection:
        add(connection, "a")
        jobs.claim(connection)
        jobs.progress(connection, "a", percent, "Drawing " + "x" * 900)
        assert found(connection, "a").progress == kept
        assert len(found(connection, "a").said) == 400


def test_a_job_ends_done_or_failed_with_its_words(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a")
        add(connection, "b")
        jobs.finish(connection, "a", "Done", {"files": ["paper.docx"]})
        jobs.fail(connection, "b", "The month is closed.", {})
        done, failed = found(connection, "a"), found(connection, "b")
    assert (done.state, done.progress, done.result) == ("done", 100, {"files": ["paper.docx"]})
    assert (failed.state, failed.said) == ("failed", "The month is closed.")
    assert done.over
    assert failed.over


def test_the_same_thing_asked_again_is_known(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a", meeting="2019-11-20", cutoff="2019-11-08")
        same = {"cutoff": "2019-11-08", "meeting": "2019-11-20"}
        assert jobs.twin(connection, "paper", same, QUEUED) == "a"
        assert jobs.twin(connection, "close-period", same, QUEUED) is None
        assert jobs.twin(connection, "paper", {**same, "cutoff": "2019-11-09"}, QUEUED) is None
        jobs.claim(connection)
        assert jobs.twin(connection, "paper", same, QUEUED) is None
        assert jobs.twin(connection, "paper", same, QUEUED | {"running"}) == "a"


def test_what_a_dead_process_left_is_begun_once_more_then_failed(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a")
        jobs.claim(connection)
        jobs.progress(connection, "a", 60, "Drawing")
        assert jobs.recover(connection, "It stopped twice.") == 1
        again = found(connection, "a")
        assert (again.state, again.tries, again.progress, again.said) == ("queued", 1, 0, "")
        jobs.claim(connection)
        jobs.recover(connection, "It stopped twice.")
        last = found(connection, "a")
        assert (last.state, last.said) == ("failed", "It stopped twice.")
        assert jobs.claim(connection) is None


def test_what_was_stopped_in_good_order_does_not_count_as_a_try(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a")
        for _ in range(5):
            jobs.claim(connection)
            jobs.put_back(connection, "a")
        assert (found(connection, "a").state, found(connection, "a").tries) == ("queued", 0)


def test_jobs_that_ended_are_left_alone_by_recovery(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a")
        jobs.finish(connection, "a", "Done", {})
        assert jobs.recover(connection, "It stopped twice.") == 0


def test_the_newest_jobs_are_listed_first(database: Database) -> None:
    with database.writing() as connection:
        for number in range(4):
            add(connection, f"j{number}", number)
        assert [job.id for job in jobs.latest(connection, most=3)] == ["j3", "j2", "j1"]

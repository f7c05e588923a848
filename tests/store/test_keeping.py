"""What was acknowledged is kept: under a race, a kill, a lock and a full disk."""

import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.factories import CODE, THURSDAY
from tests.store import writer
from voice import collect
from voice.analysis.policy import Policy
from voice.faults import BusyError, FaultyError
from voice.keys import Keys
from voice.store import db, schema
from voice.store.db import Database

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def patient(engine_name: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database with a survey open at an event, that waits for others as long as a server's."""
    database = db.connect(request.getfixturevalue(f"{engine_name}_address"))
    with database.writing() as connection:
        factories.a_collection(connection)
    yield database
    database.close()


@pytest.fixture
def address(engine_name: str, request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{engine_name}_address"))


def number(database: Database, table: str) -> int:
    with database.reading() as connection:
        counted = select(func.count()).select_from(schema.metadata.tables[table])
        return connection.execute(counted).scalar_one()


def test_an_events_whole_way_is_the_same_on_both_databases(
    database: Database, keyring: Keys
) -> None:
    """tests/test_collect.py and tests/test_opening.py say it in full, on SQLite."""
    survey = factories.a_survey()
    with database.writing() as connection:
        factories.an_event(connection)
    record = collect.open_collection(database, survey, "pond-dipping", THURSDAY)
    assert collect.open_survey(database, record.code, THURSDAY).survey == survey
    with pytest.raises(collect.UnknownCodeError):
        collect.open_survey(database, "\x00" * 8, THURSDAY)

    body = factories.a_submission(answers={"say-more": "my own words", "good": ["food"]})
    unknown = factories.a_submission(edition="a" * 64)
    sent = (body, body, body + b" ", body + b" ", unknown, unknown)
    taken = [collect.take_in(database, keyring, record.code, each, THURSDAY) for each in sent]
    assert [each.outcome for each in taken] == [
        *["stored", "already", "conflict", "conflict", "set-aside", "set-aside"]
    ]
    closed = collect.close_event(database, "pond-dipping", Policy(), THURSDAY)
    assert closed == collect.Closed(counted=1, unlinked=True)

    sheet = "feeling-now,good,listened,say-more\nhappy,food,yes,typed words\nsad,-,-,\n"
    assert collect.import_sheet(database, keyring, record.id, sheet, today=THURSDAY).counted == 2
    with pytest.raises(FaultyError, match="imported before"):
        collect.import_sheet(database, keyring, record.id, sheet, today=THURSDAY)
    later = THURSDAY + timedelta(days=367)
    assert collect.tidy_up(database, later) == 5
    assert collect.health(database) == {"ok": True, "database": "ok", "migrations": "at head"}

    counts = [number(database, name) for name in ("response", "remark", "set_aside", "receipt")]
    assert counts == [3, 3, 2, 0], "the words of the conflict are read too"
    with database.reading() as connection:
        tables = schema.metadata.sorted_tables
        everything = str([connection.execute(select(table)).all() for table in tables])
    assert not [each.id for each in taken if each.id in everything]


def test_a_race_of_eight_over_twenty_records_keeps_each_once(
    patient: Database, keyring: Keys
) -> None:
    """Half of the tablets send the record as it was, the others something else under its id."""
    ids = [str(uuid.uuid4()) for _ in range(20)]
    bodies = {
        id_: [factories.a_submission(id=id_, age_band=band) for band in ("0-9", "17+")]
        for id_ in ids
    }
    start = threading.Barrier(8)

    def send(tablet: int) -> list[tuple[str, str]]:
        start.wait()
        return [
            (
                id_,
                collect.take_in(patient, keyring, CODE, bodies[id_][tablet % 2], THURSDAY).outcome,
            )
            for id_ in random.Random(tablet).sample(ids, 20)
        ]

    with ThreadPoolExecutor(8) as pool:
        said = [each for sent in pool.map(send, range(8)) for each in sent]
    outcomes = Counter(said)
    for id_ in ids:
        assert outcomes[id_, "stored"] == 1
        assert outcomes[id_, "already"] == 3
        assert outcomes[id_, "conflict"] == 4
    assert number(patient, "response") == number(patient, "set_aside") == 20
    assert number(patient, "receipt") == 40


def test_a_closing_event_and_answers_coming_in_do_not_miss_each_other(
    patient: Database, keyring: Keys
) -> None:
    """Whatever comes in before the close is counted; whatever comes after points at nothing."""
    start = threading.Barrier(2)

    def send() -> None:
        start.wait()
        for _ in range(9):
            collect.take_in(patient, keyring, CODE, factories.a_submission(), THURSDAY)

    sending = threading.Thread(target=send)
    sending.start()
    start.wait()
    closed = collect.close_event(patient, "pond-dipping", Policy(), THURSDAY)
    sending.join()
    assert closed.counted <= 9
    with patient.reading() as connection:
        assert set(connection.scalars(select(schema.response.c.collection))) == {None}
        assert connection.execute(select(schema.collection.c.counted)).scalar() == 9


def test_a_locked_database_is_busy_within_its_wait(address: str, keyring: Keys) -> None:
    holder, other = db.connect(address), db.connect(address, wait=0.3)
    with holder.writing() as connection:
        factories.a_collection(connection)
    body = factories.a_submission()
    with holder.writing():
        began = time.monotonic()
        with pytest.raises(BusyError):
            collect.take_in(other, keyring, CODE, body, THURSDAY)
        assert time.monotonic() - began < 0.3 + 1
        assert collect.open_survey(other, CODE, THURSDAY).state == "open", "reading goes on"
    assert collect.take_in(other, keyring, CODE, body, THURSDAY).outcome == "stored"
    holder.close()
    other.close()


def test_a_full_disk_keeps_whole_records_or_nothing(sqlite_address: str, keyring: Keys) -> None:
    database = db.connect(sqlite_address)
    with database.writing() as connection:
        factories.a_collection(connection)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    stored = busy = 0
    for count in range(60):
        try:
            with database.reading() as connection:  # the only connection: the next one, too
                connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 15}")
            body = factories.a_submission(answers={"say-more": "x" * 900, "good": ["food"]})
            collect.take_in(database, keyring, CODE, body, THURSDAY)
            stored += 1
        except BusyError:
            busy += 1
        assert stored + busy == count + 1
    assert stored > 0
    assert busy > 0
    tables = ("response", "remark", "receipt")
    assert {number(database, table) for table in tables} == {stored}
    assert number(database, "answer") == 3 * stored
    database.close()
    assert (
        collect.take_in(database, keyring, CODE, factories.a_submission(), THURSDAY).outcome
        == "stored"
    ), "room again"
    database.close()


@dataclass
class Flood:
    """Writers that are killed and started again, as a server in trouble is."""

    address: str
    writers: int
    each: int
    kills_each: int
    acknowledged: Counter[str] = field(default_factory=Counter)
    kills: int = 0

    def run(self) -> None:
        with ThreadPoolExecutor(self.writers) as pool:
            list(pool.map(self._write, range(self.writers)))

    def _write(self, number: int) -> None:
        name, chance = f"writer {number}", random.Random(number)
        done = 0
        for kill in [True] * self.kills_each + [False]:
            most = self.each // (self.kills_each + 1)
            after = chance.randrange(most // 2, most) if kill else self.each
            said = self._until(name, done, after)
            self.acknowledged.update(writer.record_id(name, each) for each in said)
            done = max(said, default=done - 1) + 1
        assert done == self.each

    def _until(self, name: str, done: int, after: int) -> list[int]:
        """Let a writer go on from there and kill it at some moment after so many lines."""
        command = [sys.executable, "-m", "tests.store.writer", self.address, name]
        said = []
        with subprocess.Popen(
            [*command, str(done), str(self.each)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            for line in process.stdout:
                said.append(int(line))
                if len(said) == after:
                    process.kill()
        self.kills += process.returncode == -signal.SIGKILL
        return said


def hold(database: Database, flood: Flood) -> None:
    """Everything acknowledged is there once, whole, and nothing else is."""
    wanted = flood.writers * flood.each
    assert len(flood.acknowledged) == wanted
    assert number(database, "response") == number(database, "remark") == wanted
    assert number(database, "receipt") == wanted
    assert number(database, "answer") == 3 * wanted
    assert number(database, "set_aside") == 0
    if database.engine_name == "sqlite":
        with database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_a_writer_killed_on_the_way_loses_nothing_it_acknowledged(
    patient: Database, address: str
) -> None:
    flood = Flood(address, writers=1, each=60, kills_each=1)
    flood.run()
    assert flood.kills == 1
    hold(patient, flood)


@pytest.mark.proof
def test_ten_thousand_answers_and_twenty_kills_lose_nothing(
    patient: Database, address: str
) -> None:
    flood = Flood(address, writers=4, each=2500, kills_each=6)
    began = time.monotonic()
    flood.run()
    seconds = time.monotonic() - began
    hold(patient, flood)
    assert flood.kills == 24
    sys.stdout.write(
        f"{patient.engine_name}: 10,000 answers, {flood.kills} kills, {seconds:.0f} s,"
        f" 0 lost, 0 twice\n"
    )

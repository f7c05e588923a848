"""The ways into the database: what each allows, and what is said when it cannot be used."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError

from voice.faults import BusyError, FaultyError
from voice.store import db, schema

GROUP = {"id": "just-us", "name": "Just Us", "kind": "group"}


def put(connection: Connection, **changes: str) -> None:
    connection.execute(insert(schema.group), GROUP | changes)


def names(database: db.Database) -> list[str]:
    with database.reading() as connection:
        return sorted(connection.execute(select(schema.group.c.name)).scalars())


def test_what_is_written_is_kept(database: db.Database) -> None:
    with database.writing() as connection:
        put(connection)
    with database.adding() as connection:
        put(connection, id="forum", name="Forum")
    assert names(database) == ["Forum", "Just Us"]


@pytest.mark.parametrize("way", [db.Database.writing, db.Database.adding, db.Database.rebuilding])
def test_an_exception_undoes_everything(
    database: db.Database, way: Callable[[db.Database], AbstractContextManager[Connection]]
) -> None:
    def fails() -> None:
        with way(database) as connection:
            put(connection)
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert names(database) == []


def test_writing_while_reading_is_an_error_and_not_busy(database: db.Database) -> None:
    with pytest.raises(DBAPIError), database.reading() as connection:
        put(connection)
    assert names(database) == []


def test_reading_sees_one_moment(database: db.Database) -> None:
    with database.reading() as connection:
        assert connection.execute(select(schema.group.c.id)).all() == []
        with database.writing() as other:
            put(other)
        assert connection.execute(select(schema.group.c.id)).all() == []
    assert names(database) == ["Just Us"]


def test_a_second_writer_is_told_to_come_back_soon(database: db.Database) -> None:
    with database.writing() as connection:
        put(connection)
        for way in (database.writing, database.adding, database.rebuilding):
            began = time.monotonic()
            with pytest.raises(BusyError) as told, way():
                pass
            assert time.monotonic() - began < 2  # this database waits 0.2 s
            assert told.value.wait == 5
    assert names(database) == ["Just Us"]


def test_answers_may_come_in_at_one_time_where_the_database_can(database: db.Database) -> None:
    with database.adding() as connection:
        put(connection)
        with TWO_AT_ONE_TIME[database.engine_name], database.adding() as other:
            put(other, id="forum", name="Forum")
        with pytest.raises(BusyError), database.writing():
            pass
    assert "Just Us" in names(database)


TWO_AT_ONE_TIME = {"sqlite": pytest.raises(BusyError), "postgresql": nullcontext()}


def test_the_wait_before_that_is_five_seconds() -> None:
    assert db.WAIT == 5.0


def test_a_rule_broken_is_no_reason_to_come_back(database: db.Database) -> None:
    with pytest.raises(DBAPIError), database.writing() as connection:
        put(connection, joins="nobody")
    with pytest.raises(DBAPIError), database.writing() as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))


def test_a_revision_that_would_leave_rows_pointing_at_nothing_is_refused(
    database: db.Database,
) -> None:
    with pytest.raises((ValueError, DBAPIError)), database.rebuilding() as connection:
        put(connection, joins="nobody")
    assert names(database) == []
    with pytest.raises(DBAPIError), database.writing() as connection:
        put(connection, joins="nobody")


def test_a_checkpoint_clears_what_was_deleted_away(database: db.Database) -> None:
    with database.writing() as connection:
        put(connection)
    with database.writing() as connection:
        connection.execute(schema.group.delete())
    assert database.checkpoint() is True
    assert database.checkpoint(patient=False) is True
    with database.writing() as connection:
        put(connection)
    assert names(database) == ["Just Us"]


def test_a_closed_database_opens_again(database: db.Database) -> None:
    database.close()
    assert names(database) == []


class TestSQLite:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "instance" / "voice.db"

    @pytest.fixture
    def database(self, sqlite_address: str) -> Iterator[db.Database]:
        database = db.connect(sqlite_address, wait=0.2)
        yield database
        database.close()

    def test_every_connection_keeps_its_promises(self, database: db.Database) -> None:
        wanted = {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "trusted_schema": 0,
            "temp_store": 2,
            "busy_timeout": 200,
        }
        with database.reading() as one, database.reading() as other, database.writing() as third:
            for connection in (one, other, third):
                for name, value in wanted.items():
                    assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
        with database.rebuilding():
            pass
        with database.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1

    def test_a_promise_sqlite_does_not_take_is_found_at_once(
        self, database: db.Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(db._PRAGMAS, "journal_mode", ("DELETE", "wal"))
        with pytest.raises(RuntimeError, match="did not take journal_mode"):
            names(database)

    def test_the_folder_is_made_for_nobody_else(self, tmp_path: Path) -> None:
        db.connect(f"sqlite:///{tmp_path}/new/folder/voice.db")
        assert (tmp_path / "new" / "folder").stat().st_mode & 0o777 == 0o700

    def test_a_full_disk_is_busy_and_nothing_half_written_stays(
        self, database: db.Database
    ) -> None:
        acknowledged = self.fill(database)
        assert 0 < acknowledged < 1000
        assert len(names(database)) == acknowledged
        with pytest.raises(BusyError), database.writing() as connection:
            put(self.limit(connection, 0), id="full", name="x" * 20_000)
        with database.writing() as connection:
            self.limit(connection, 1000)
            put(connection, id="room-again", name="y" * 20_000)
        assert len(names(database)) == acknowledged + 1

    def fill(self, database: db.Database) -> int:
        for number in range(1000):
            try:
                with database.writing() as connection:
                    self.limit(connection, 20)
                    put(connection, id=str(number), name=f"{number}" + "x" * 2000)
                    put(connection, id=f"{number}-b", name=f"{number}b" + "x" * 2000)
            except BusyError:
                return number * 2
        return 2000

    def limit(self, connection: Connection, more: int) -> Connection:
        """Let the file grow by so many pages from its first size and no further."""
        if not hasattr(self, "pages"):
            self.pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={self.pages + more}")
        return connection

    def test_a_file_that_cannot_be_written_is_busy_unless_we_only_meant_to_read(
        self, sqlite_address: str, path: Path
    ) -> None:
        only_read = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        with pytest.raises(sqlite3.OperationalError) as told:
            only_read.execute("DELETE FROM remark")
        only_read.close()
        assert db._is_busy(told.value, "write")
        assert not db._is_busy(told.value, "read")

    def test_deleted_words_are_gone_from_the_files(self, database: db.Database, path: Path) -> None:
        marker = "a-marker-nobody-else-writes"
        remark = {
            "id": "r",
            "item": "say-more",
            "survey": "how-are-you",
            "month": "2019-10",
            "words": marker,
            "due": date(2019, 10, 25),
        }
        with database.writing() as connection:
            connection.execute(insert(schema.remark), remark)
        assert marker.encode() in everything(path)
        with database.writing() as connection:
            connection.execute(schema.remark.delete())
        assert marker.encode() in everything(path), "the log still holds it: hence the checkpoint"
        assert database.checkpoint()
        assert marker.encode() not in everything(path)

    def test_a_checkpoint_says_when_a_reader_is_in_the_way(self, database: db.Database) -> None:
        with database.writing() as connection:
            put(connection)
        with database.reading() as connection:
            connection.execute(select(schema.group.c.id)).all()
            assert database.checkpoint() is False
        assert database.checkpoint() is True

    def test_an_impatient_checkpoint_keeps_nobody_waiting(self, sqlite_address: str) -> None:
        database = db.connect(sqlite_address, wait=5)
        with database.writing() as connection:
            put(connection)
        with database.reading() as connection:
            connection.execute(select(schema.group.c.id)).all()
            began = time.monotonic()
            assert database.checkpoint(patient=False) is False
            assert time.monotonic() - began < 1
        assert database.checkpoint(patient=False) is True
        with database.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
        database.close()

    def test_a_checkpoint_that_fails_undoes_no_close(
        self, database: db.Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(connection: Connection, _patient: bool) -> bool:
            connection.exec_driver_sql("PRAGMA max_page_count=1")
            connection.exec_driver_sql("PRAGMA query_only=OFF")
            connection.exec_driver_sql("CREATE TABLE more AS SELECT randomblob(100000)")
            return True

        monkeypatch.setitem(db._CHECKPOINTS, "sqlite", full)
        assert database.checkpoint() is False

    def test_no_bytes_are_lost_when_a_thread_shares_the_database(
        self, database: db.Database
    ) -> None:
        threads = [
            threading.Thread(target=self.put_one, args=(database, str(number)))
            for number in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(names(database)) == 8

    def put_one(self, database: db.Database, name: str) -> None:
        for _ in range(50):
            try:
                with database.writing() as connection:
                    put(connection, id=name, name=name)
                return
            except BusyError:
                time.sleep(0.01)


def everything(path: Path) -> bytes:
    """The bytes of the database and of the files beside it."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


@pytest.mark.parametrize(
    "address", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://localhost/voice"]
)
def test_an_address_we_cannot_use_is_told_with_what_to_do(address: str) -> None:
    with pytest.raises(FaultyError, match=r"VOICE_DATABASE.*sqlite:///.*postgresql://"):
        db.connect(address)


def test_a_missing_driver_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(FaultyError, match=r"pip install 'voice\[postgres\]'"):
        db.connect("postgresql://somebody@/somewhere")


def test_a_server_out_of_reach_is_busy(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    database = db.connect(f"postgresql://somebody@/somewhere?host={tmp_path}")
    with pytest.raises(BusyError):
        names(database)

"""The database: how it is opened and the three ways into it.

SQLite for one machine, PostgreSQL where the council has one; both behave alike. What is read in
one transaction is one moment's state, and only ``adding`` lets others write at the same time.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from voice.faults import BusyError, Fault, FaultyError
from voice.store.schema import BESIDE_AN_ANSWER

__all__ = ["UNREADABLE", "Connection", "Database", "connect", "is_text", "revision", "within"]

UNREADABLE: tuple[type[Exception], ...] = (BusyError, DBAPIError)
"""What reading can raise: the database is in use, out of reach, or is none."""

Way = Literal["read", "write", "add", "rebuild"]

WAIT = 5.0
"""Seconds to wait for another writer before ``BusyError``."""
_LOCK = 0x766F696365  # "voice": the advisory lock that writers on PostgreSQL share

_PRAGMAS: dict[str, tuple[str, object]] = {
    # name: (what we set, what must be read back). WAL with FULL lost no acknowledged answer in
    # simulated power cuts; secure_delete overwrites what is deleted; words never go to temp files.
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "temp_store": ("MEMORY", 2),
}
_SQLITE_BEGIN: dict[Way, tuple[str, ...]] = {
    "read": ("PRAGMA query_only=ON", "BEGIN"),
    "write": ("PRAGMA query_only=OFF", "BEGIN IMMEDIATE"),
    "add": ("PRAGMA query_only=OFF", "BEGIN IMMEDIATE"),
    "rebuild": ("PRAGMA query_only=OFF", "PRAGMA foreign_keys=OFF", "BEGIN IMMEDIATE"),
}
_POSTGRES_BEGIN: dict[Way, tuple[str, ...]] = {
    "read": ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",),
    "write": (f"SELECT pg_advisory_xact_lock({_LOCK})",),
    "add": (f"SELECT pg_advisory_xact_lock_shared({_LOCK})",),
    "rebuild": (f"SELECT pg_advisory_xact_lock({_LOCK})",),
}
_SQLITE_BUSY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
_POSTGRES_BUSY = ("08", "40", "53", "55P03", "57P", "58")
"""SQLSTATEs (or their first signs): connection, deadlock, resources, lock, shutdown, system."""


class Database:
    """One database. Safe to share between threads; each way in uses a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._driver_error: type[Exception] = engine.dialect.loaded_dbapi.Error
        self.engine_name: str = engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look without changing: one moment's state. Writing here is an error."""
        with self._through("read") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Change things while nobody else does. Kept at the end, undone by an exception."""
        with self._through("write") as connection:
            yield connection

    @contextmanager
    def adding(self) -> Iterator[Connection]:
        """Add rows that change no others, as answers do; on PostgreSQL many may at one time."""
        with self._through("add") as connection:
            yield connection

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """Change the tables themselves; foreign keys are checked at the end, all at once."""
        with self._through("rebuild") as connection:
            yield connection
            if self.engine_name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise ValueError(f"{len(broken)} rows would point at nothing")

    def checkpoint(self, *, patient: bool = True) -> bool:
        """Leave nothing that was deleted to be read: empty SQLite's write-ahead log, vacuum
        PostgreSQL. False where something was in the way, as a reader is; the next call does it,
        and ``voice.jobs`` calls every minute. Unless ``patient``, nobody is kept waiting.
        """
        try:
            with self._said_when_busy("write"), self._engine.connect() as connection:
                return _CHECKPOINTS[self.engine_name](connection, patient)
        except BusyError:
            return False

    def close(self) -> None:
        """Close every connection. The database may be used again afterwards."""
        self._engine.dispose()

    @contextmanager
    def _through(self, way: Way) -> Iterator[Connection]:
        with self._said_when_busy(way), self._engine.connect() as connection:
            connection.execution_options(way=way)
            trusted = way != "rebuild"  # a rebuilder's pragmas are not for others
            try:
                with connection.begin():
                    yield connection
            except (DBAPIError, self._driver_error):
                trusted = False  # nothing is after a failed write
                raise
            finally:
                if not trusted:
                    connection.invalidate()

    @contextmanager
    def _said_when_busy(self, way: Way) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, NoneFreeError, self._driver_error) as error:
            if _is_busy(error, way):
                raise BusyError("the database cannot be used just now") from error
            raise


@contextmanager
def within(at: Database | Connection) -> Iterator[Connection]:
    """A connection to read by: the one that is given, or one of the database that is given."""
    if isinstance(at, Database):
        with at.reading() as connection:
            yield connection
    else:
        yield at


def connect(address: str, wait: float = WAIT) -> Database:
    """Open the database at a SQLAlchemy address; a SQLite file's folder is made.

    Raises ``FaultyError`` where the address is none we can use or the driver is missing.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _faulty("is not a database's address.") from error
    if url.get_backend_name() == "sqlite":
        return Database(_sqlite(url, wait))
    if url.get_backend_name() == "postgresql":
        return Database(_postgres(url, wait))
    raise _faulty(f"names {url.get_backend_name()}, which we do not use.")


def is_missing(address: str) -> bool:
    """Whether it is a SQLite file that is not there. Opening it would make it; looking does not."""
    with suppress(ArgumentError):  # what is no address is told by connect
        url = make_url(address)
        return url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()
    return False


def revision(connection: Connection) -> str | None:
    """The revision the tables stand at; None for a database that was never made ready."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _faulty(wrong: str, do: str = "") -> FaultyError:
    hint = "Give sqlite:////folder/voice.db or postgresql://user@host/database."
    return FaultyError([Fault("VOICE_DATABASE", wrong, do or hint)])


def _sqlite(url: URL, wait: float) -> Engine:
    if not url.database or url.database == ":memory:":
        raise _faulty("names no file.")
    Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        url,
        # SQLAlchemy's "begin" event below says BEGIN; the driver must not say its own.
        connect_args={"isolation_level": None, "timeout": wait},
        hide_parameters=True,
        pool_size=2,
        max_overflow=8,
        pool_timeout=wait,
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _beginner(_SQLITE_BEGIN))
    return engine


def _postgres(url: URL, wait: float) -> Engine:
    milliseconds = int(wait * 1000)
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"options": f"-c lock_timeout={milliseconds}", "connect_timeout": 5},
            hide_parameters=True,
            pool_size=2,
            max_overflow=8,
            pool_timeout=wait,
            pool_pre_ping=True,
        )
    except ModuleNotFoundError as error:
        raise _faulty(
            "names PostgreSQL, whose driver is not installed.",
            "Run: pip install 'voice[postgres]'",
        ) from error
    event.listen(engine, "begin", _beginner(_POSTGRES_BEGIN))
    return engine


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    for name, (value, read_back) in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != read_back:
            raise RuntimeError(f"SQLite did not take {name}={value}: it is {found}")


def _beginner(statements: dict[Way, tuple[str, ...]]) -> Any:
    def begin(connection: Connection) -> None:
        way: Way | None = connection.get_execution_options().get("way")
        cursor = connection.connection.cursor()
        for statement in statements[way] if way else ():
            cursor.execute(statement)
        cursor.close()

    return begin


def _empty_log(connection: Connection, patient: bool) -> bool:
    wait = int(connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one())
    try:
        if not patient:  # while it waits for readers, writers wait for it
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
        found = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={wait}")
    return int(found[0]) == 0


def _vacuum(connection: Connection, patient: bool) -> bool:
    how = "" if patient else "(SKIP_LOCKED) "
    connection.execution_options(isolation_level="AUTOCOMMIT")
    connection.execute(text(f"VACUUM {how}{', '.join(BESIDE_AN_ANSWER)}"))
    return True


def is_text(given: str) -> bool:
    """Whether a database can hold it at all: no NUL and no half letters, which addresses may bring.
    What it cannot hold is nothing's name, and need not be looked up."""
    return "\x00" not in given and not any("\ud800" <= letter <= "\udfff" for letter in given)


_CHECKPOINTS = {"sqlite": _empty_log, "postgresql": _vacuum}


def _is_busy(error: Exception, way: Way) -> bool:
    """Whether trying again later may help. A write while reading is a mistake of ours, not this."""
    if isinstance(error, NoneFreeError):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        readonly = code & 0xFF == sqlite3.SQLITE_READONLY
        return code & 0xFF in _SQLITE_BUSY or (readonly and way != "read")
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return state.startswith(_POSTGRES_BUSY) or (state == "25006" and way != "read")
    # PostgreSQL out of reach: the driver has no state to tell.
    return isinstance(error, OperationalError)

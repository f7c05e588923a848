"""Every test of the store runs on SQLite and, where its programs are installed, PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from voice.store import db, migrate, schema

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
EMPTY = [str(table.delete()) for table in schema.metadata.tables.values()]
ENGINES = ["sqlite", "postgresql"] if PROGRAMS else ["sqlite"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not PROGRAMS:
        terminalreporter.write_line(
            "The store was tested on SQLite alone: no PostgreSQL in /usr/lib/postgresql.",
            yellow=True,
        )


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database(engine_name: str, request: pytest.FixtureRequest) -> Iterator[db.Database]:
    database = db.connect(request.getfixturevalue(f"{engine_name}_address"), wait=0.2)
    yield database
    database.close()


@pytest.fixture
def bare_address(engine_name: str, request: pytest.FixtureRequest) -> str:
    """The address of a database without any table."""
    return str(request.getfixturevalue(f"bare_{engine_name}"))


@pytest.fixture
def bare_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bare.db'}"


@pytest.fixture
def bare_postgresql(cluster: str) -> Iterator[str]:
    _say(cluster.format("postgres"), "CREATE DATABASE bare TEMPLATE template0")
    yield cluster.format("bare")
    _say(cluster.format("postgres"), "DROP DATABASE bare WITH (FORCE)")


@pytest.fixture
def sqlite_address(empty_file: Path, tmp_path: Path) -> str:
    path = tmp_path / "instance" / "voice.db"
    path.parent.mkdir()
    shutil.copy(empty_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_address(ready: str) -> Iterator[str]:
    yield ready
    others = "FROM pg_stat_activity WHERE datname = 'ready' AND pid <> pg_backend_pid()"
    _say(
        ready,
        f"SELECT pg_terminate_backend(pid) {others}",
        "SET session_replication_role = replica",  # the trail's guards would not let it go
        *EMPTY,  # faster than TRUNCATE for a few rows
    )


@pytest.fixture(scope="session")
def ready(cluster: str) -> str:
    """A PostgreSQL database with every table and no row; emptied after each test."""
    _say(cluster.format("postgres"), "CREATE DATABASE ready TEMPLATE template0")
    database = db.connect(cluster.format("ready"))
    migrate.upgrade(database)
    database.close()
    return cluster.format("ready")


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A throw-away PostgreSQL, on a socket in a folder of its own (its path must be short).

    It sorts as British English does, so that nothing rests on the order of bytes by chance.
    """
    folder = Path(tempfile.mkdtemp(prefix="voice-pg-", dir="/tmp"))
    _own(folder)
    locale = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-GB"]
    start = ["-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    _run("initdb", *start, *locale)
    settings = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
    _run("pg_ctl", "-D", f"{folder}/data", "-w", "-o", settings, "-l", f"{folder}/log", "start")
    yield f"postgresql://postgres@/{{}}?host={folder}"
    _run("pg_ctl", "-D", f"{folder}/data", "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder)


def _say(address: str, *statements: str) -> None:
    """Tell PostgreSQL something outside any transaction."""
    driver = address.replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(driver, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _own(folder: Path) -> None:
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")


def _run(program: str, *arguments: str) -> None:
    command = [f"{PROGRAMS}/{program}", *arguments]
    if os.geteuid() == 0:
        command = ["/usr/sbin/runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=120)

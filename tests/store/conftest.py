"""Every test of the store runs on SQLite and, where its programs are installed, PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from voice.store import db, migrate

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
ENGINES = ["sqlite", "postgresql"] if PROGRAMS else ["sqlite"]


def pytest_report_header() -> str:
    return f"store tests run on: {', '.join(ENGINES)}" + (
        "" if PROGRAMS else " (PostgreSQL's programs were not found in /usr/lib/postgresql)"
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
def bare_address(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if engine_name == "sqlite":
        return f"sqlite:///{tmp_path / 'bare.db'}"
    return _new_database(request.getfixturevalue("cluster"), "template0")


@pytest.fixture
def sqlite_address(empty_file: Path, tmp_path: Path) -> str:
    path = tmp_path / "instance" / "voice.db"
    path.parent.mkdir()
    shutil.copy(empty_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_address(cluster: str, ready: str) -> str:
    return _new_database(cluster, ready)


@pytest.fixture(scope="session")
def ready(cluster: str) -> str:
    """The name of a PostgreSQL database with every table and no row, to copy from."""
    address = _new_database(cluster, "template0", "ready")
    database = db.connect(address)
    migrate.upgrade(database)
    database.close()
    return "ready"


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


def _new_database(cluster: str, template: str, name: str = "") -> str:
    name = name or f"t{uuid.uuid4().hex}"
    engine = create_engine(
        cluster.format("postgres").replace("postgresql:", "postgresql+psycopg:"),
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    engine.dispose()
    return cluster.format(name)


def _own(folder: Path) -> None:
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")


def _run(program: str, *arguments: str) -> None:
    command = [f"{PROGRAMS}/{program}", *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=120)

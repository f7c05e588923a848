"""What every test may ask for: a database made ready, keys and settings. See ``factories``."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from sqlalchemy import Engine, event

from tests.staff import QUICK
from voice import enrolling, people, sealing
from voice import settings as settings_module
from voice.keys import Keys
from voice.settings import Settings
from voice.store import db, migrate

PRODUCTION_HASHER = people.HASHER


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser may be late on a busy machine: its tests are asked once more, and the run says so.

    Nothing else is: what fails twice, or needs no browser, fails (docs/decisions/0022).
    """
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("proof"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """For ``--dist loadfile``: see ``tests.sharing``."""
    from tests.sharing import ByFile

    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no row: made once, copied by each test."""
    path = tmp_path_factory.mktemp("empty") / "voice.db"
    database = db.connect(f"sqlite:///{path}")
    migrate.upgrade(database)
    database.checkpoint()
    database.close()
    return path


@pytest.fixture
def database(empty_file: Path, tmp_path: Path) -> Iterator[db.Database]:
    path = tmp_path / "instance" / "voice.db"
    path.parent.mkdir()
    shutil.copy(empty_file, path)
    database = db.connect(f"sqlite:///{path}", wait=0.2)
    yield database
    database.close()


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every SQL statement from here on, to be counted."""
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    yield said
    event.remove(Engine, "before_cursor_execute", listen)


@pytest.fixture(scope="session")
def sealing_key() -> RSAPrivateKey:
    """Made once: making one can take a second."""
    return sealing.new_key()


@pytest.fixture
def keyring(sealing_key: RSAPrivateKey) -> Keys:
    id_ = sealing.id_of(sealing_key, date(2019, 10, 1))
    return Keys(receipts=b"r" * 32, trail=b"t" * 32, cookie=b"c" * 32, sealing={id_: sealing_key})


@pytest.fixture
def one_sealing_key(monkeypatch: pytest.MonkeyPatch, sealing_key: RSAPrivateKey) -> None:
    """Every key made in this test is the same one, so that making it costs no time."""
    monkeypatch.setattr(sealing, "new_key", lambda: sealing_key)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_module.read(
        {"VOICE_DATA": str(tmp_path / "instance"), "VOICE_KEYS": str(tmp_path / "keys")}
    )


@pytest.fixture
def production_hasher() -> PasswordHasher:
    """What passwords are hashed with outside tests."""
    return PRODUCTION_HASHER


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords and PINs with next to no work, so that logging in costs a test no time."""
    monkeypatch.setattr(people, "HASHER", QUICK)
    monkeypatch.setattr(enrolling, "HASHER", QUICK)

"""The example council, built once for all that is asked of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from voice import example, keys
from voice import settings as settings_module
from voice.keys import Keys
from voice.settings import Settings
from voice.store import db, migrate


@dataclass(frozen=True)
class Council:
    """One installation filled with the example."""

    database: db.Database
    keys: Keys
    settings: Settings

    @property
    def papers(self) -> Path:
        return self.settings.data / "papers"


def build(folder: Path) -> Council:
    environment = {"VOICE_DATA": str(folder / "data"), "VOICE_KEYS": str(folder / "keys")}
    settings = replace(
        settings_module.read(environment), service_signed="Data owner, 1 September 2019"
    )
    settings.data.mkdir()
    keys.make(settings.keys, date(2019, 10, 1))
    database = db.connect(settings.database)
    migrate.upgrade(database)
    council = Council(database, keys.read(settings.keys), settings)
    example.build(database, council.keys, settings, said=lambda _: None)
    return council


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    built = build(tmp_path_factory.mktemp("council"))
    yield built
    built.database.close()

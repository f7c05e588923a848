"""What every command starts from: the settings, keys and database of this installation."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from voice import keys, people, settings
from voice.analysis import policy
from voice.faults import Fault, FaultyError
from voice.store import db, migrate, schema, trail


@dataclass(frozen=True)
class Installation:
    """This installation, opened as far as a command needs it."""

    settings: settings.Settings

    @classmethod
    def here(cls) -> "Installation":
        """The installation the environment names. Raises ``FaultyError``."""
        return cls(settings.read())

    def prepare(self) -> None:
        """Make the folders, keys and database that are not there; bring tables up to date."""
        self.settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        keys.make(self.settings.keys, today())
        opened = db.connect(self.settings.database)
        migrate.upgrade(opened)
        opened.close()

    def ready(self) -> "Installation":
        """The same, once its keys and its database can be used: before anything is changed that
        could not be noted. Raises ``FaultyError``."""
        _ = self.keys, self.database
        return self

    @cached_property
    def database(self) -> db.Database:
        """The database, as ``prepare`` leaves it. Raises ``FaultyError`` for any other."""
        if db.is_missing(self.settings.database):
            raise _faulty("was never set up.")
        opened = db.connect(self.settings.database)
        with opened.reading() as connection:
            found = db.revision(connection)
        if found != schema.HEAD:
            raise _faulty("has the tables of another version." if found else "was never set up.")
        return opened

    @cached_property
    def keys(self) -> keys.Keys:
        return keys.read(self.settings.keys)

    def note(self, what: str, about: str) -> None:
        """A line of the trail about what a command has just done."""
        by = people.SHELL
        with self.database.writing() as connection:
            trail.write(connection, self.keys.trail, now(), by.id, by.role, what, about)

    @cached_property
    def policy(self) -> policy.Policy:
        return policy.read(self.settings.policy, self.settings.service_signed)


def _faulty(wrong: str) -> FaultyError:
    return FaultyError([Fault("the database", wrong, "Run voice init, or look at VOICE_DATA.")])


def today() -> date:
    """The day it is where the council is."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def now() -> datetime:
    return datetime.now(UTC)

"""Bring a database's tables to the newest revision, from Python: no alembic.ini, no env.py."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from voice.store.db import Database

_STORE = Path(__file__).resolve().parent


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the tables up to a revision, by default the newest: all of it or nothing.

    Two processes may ask at one time; the second finds the work done.
    """
    script = _script()
    _run(database, lambda found, _context: script._upgrade_revs(to, found))


def downgrade(database: Database, to: str) -> None:
    """Take the tables back to a revision; ``base`` leaves none."""
    script = _script()
    _run(database, lambda found, _context: script._downgrade_revs(to, found))


def head() -> str:
    """The newest revision there is."""
    return _script().get_current_head() or ""


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(_STORE), version_locations=[str(_STORE / "revisions")])


def _run(database: Database, steps: Any) -> None:
    environment = EnvironmentContext(Config(), _script(), fn=steps)
    with environment, database.rebuilding() as connection:
        environment.configure(connection=connection, render_as_batch=True, transactional_ddl=True)
        environment.run_migrations()

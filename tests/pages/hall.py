"""A village hall: a real server that can be stopped, killed and started again on its port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path

from sqlalchemy import text

from tests import factories
from tests.pages.doorway import Doorway
from voice import collect, keys, settings, tablets
from voice.cli.installation import today
from voice.keys import Keys
from voice.settings import Settings
from voice.store import db, events, groups, migrate
from voice.store.db import Database
from voice.survey.model import Survey

ROOT = Path(__file__).resolve().parents[2]
PIN = "482917"
QUESTIONS = factories.a_survey(
    items=[
        factories.words(id="one"),
        factories.feeling(),
        factories.words(id="two"),
        factories.words(id="three"),
    ]
)
"""Whoever writes on every screen leaves a trace of how far they came."""
PATIENCE = 60
"""Seconds a server may take to answer after it was started. This machine may have much to do."""


@dataclass
class Hall:
    """One installation in a folder of its own, with an event today."""

    home: Path
    database_address: str = ""
    survey: Survey = QUESTIONS
    program: Path = ROOT
    """The folder the program is in: a test may serve a changed copy."""
    event: str = "fun-day"
    port: int = 0
    """Where tablets look for the server."""
    listens: int = 0
    """Where it is: there, or behind a doorway."""
    door: Doorway | None = None
    code: str = ""
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    @cached_property
    def settings(self) -> Settings:
        return settings.read(self._environment)

    @cached_property
    def keys(self) -> Keys:
        return keys.read(self.settings.keys)

    @cached_property
    def database(self) -> Database:
        """The database, looked at from outside the server."""
        return db.connect(self.settings.database)

    @cached_property
    def day(self) -> date:
        return today()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """All the server ever said."""
        return self.home / "server.log"

    @property
    def _environment(self) -> dict[str, str]:
        told = {
            "VOICE_DATA": str(self.home / "data"),
            "VOICE_KEYS": str(self.home / "keys"),
            "VOICE_PORT": str(self.listens),
        }
        return told | ({"VOICE_DATABASE": self.database_address} if self.database_address else {})

    def prepare(self) -> Hall:
        """Everything up to the morning of the event; the server is not started yet."""
        self.port = self.listens = _free_port()
        self.settings.data.mkdir(parents=True)
        keys.make(self.settings.keys, self.day)
        migrate.upgrade(self.database)
        with self.database.writing() as connection:
            groups.add(connection, "fun-days", "Fun days", "fun day")
            events.add(connection, self.event, "fun-days", "Fun day", self.day, host="Sam")
        opened = collect.open_collection(self.database, self.survey, self.event, self.day)
        self.code = opened.code
        return self

    def with_door(self) -> Hall:
        """Tablets come through a doorway, so that the server can be ``away`` while it runs."""
        self.door = Doorway(self.listens).open()
        self.port = self.door.port
        return self

    def away(self) -> None:
        """Nothing answers where tablets look for the server."""
        assert self.door
        self.door.shut()

    def back(self) -> None:
        """The server is there, started where it was stopped."""
        assert self.door
        self.door.open()
        if self.process is None:
            self.start()

    def invite(self, name: str, colour: str = "blue") -> str:
        """The secret a tablet is set up with."""
        now = datetime.now(UTC)
        return tablets.invite(self.database, self.keys, name, colour, PIN, now)

    def start(self) -> Hall:
        """Start the server as ``voice serve`` does; returns when it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "voice", "serve"],
                cwd=self.program,
                env={**os.environ, **self._environment, "TMPDIR": str(self.temporary)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()
        return self

    @property
    def temporary(self) -> Path:
        """Where the server's temporary files go."""
        folder = self.home / "tmp"
        folder.mkdir(exist_ok=True)
        return folder

    def stop(self) -> None:
        """Stop it as an administrator does."""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=PATIENCE)
        self.process = None

    def kill(self) -> None:
        """SIGKILL to the server and every process it began, in the middle of whatever they do."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=PATIENCE)
            self.kills += 1
        self.process = None

    def close(self) -> None:
        self.kill()
        if self.door:
            self.door.shut()
        self.database.close()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with closing(HTTPConnection("127.0.0.1", self.listens, timeout=10)) as connection:
                    connection.request("GET", "/health")
                    if connection.getresponse().status == 200:
                        return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(self.log.read_text())

    def number(self, table: str) -> int:
        """How many rows a table has."""
        with self.database.reading() as connection:
            counted = connection.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - ours
            return int(counted.scalar_one())

    def said(self, start: str = "") -> list[str]:
        """Every text a child wrote, as it is kept for people to read; those that so begin."""
        with self.database.reading() as connection:
            found = connection.execute(text("SELECT words FROM remark")).scalars()
            return sorted(one for one in found if one.startswith(start))

    def months(self, start: str) -> set[str]:
        """The months under which texts that so begin are kept."""
        with self.database.reading() as connection:
            found = connection.execute(text("SELECT words, month FROM remark")).all()
            return {month for words, month in found if words.startswith(start)}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port

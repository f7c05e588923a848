"""What stands behind the child's pages, and what every page of a questionnaire is told."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from voice import collect, tablets
from voice.faults import Fault, FaultyError
from voice.keys import Keys
from voice.settings import Settings
from voice.web import screens

MOST = 256 * 1024
"""Bytes of a post. The longest record there can be is a tenth of it."""
_STATUS = {"stored": 201, "already": 200, "conflict": 202, "set-aside": 202}
_CODE = re.compile(r"[A-Z]{8}")
_BETWEEN = re.compile(r"[\s.\-]+")


def now() -> datetime:
    """The time it is, for what ends after so many hours. It never comes near an answer."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Door:
    """What stands behind the child's pages. ``database`` is passed on and never looked into."""

    database: Any  # only the verbs know what it is
    keys: Keys
    settings: Settings
    clock: Callable[[], date]
    """The day it is where the council is."""
    now: Callable[[], datetime] = now

    def find(self, code: str) -> collect.OpenSurvey:
        """The survey behind a code. Raises ``UnknownCodeError``."""
        return collect.open_survey(self.database, _known(code), self.clock())

    def take(self, code: str, body: bytes) -> collect.Taken:
        """Take in one record, and say so only when it is kept."""
        return collect.take_in(self.database, self.keys, _known(code), body, self.clock())


def door() -> Door:
    """The door of the application that is asked."""
    here: Door = current_app.extensions["voice.door"]
    return here


def body() -> bytes:
    """The bytes of a post. Raises ``RequestEntityTooLarge``."""
    received = request.get_data(cache=False)
    if len(received) >= MOST:  # a body sent in pieces is cut there without a word
        raise RequestEntityTooLarge
    return received


def said(received: bytes) -> dict[str, Any]:
    """What a device posted. Raises ``FaultyError`` for what is no JSON object."""
    try:
        found = json.loads(received.decode())
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise FaultyError([Fault("body", "is no JSON object.", "Send one, in UTF-8.")])
    return found


def token() -> str:
    """The token that was shown. Raises ``UnknownTokenError`` where none was."""
    shown = request.authorization
    if shown is None or shown.type != "bearer" or not shown.token:
        raise tablets.UnknownTokenError("shows no token")
    return shown.token


def receipt(taken: collect.Taken) -> ResponseReturnValue:
    """What a page may forget its record for: its id and the digest of the bytes received."""
    return {"id": taken.id, "hash": taken.hash, "outcome": taken.outcome}, _STATUS[taken.outcome]


def tidy(code: str) -> str:
    """A code as it is kept, however it was typed."""
    return _BETWEEN.sub("", code).upper()


def is_code(typed: str) -> bool:
    """Whether tidy letters may be a collection's code."""
    return _CODE.fullmatch(typed) is not None


def page(found: collect.OpenSurvey) -> dict[str, Any]:
    """What the template of a page of a questionnaire is told."""
    own = found.event_name is None
    return {
        "found": found,
        "survey": found.survey,
        "look": screens.look(found.survey),
        "host": found.host,
        "own": own,
        "exit_to": door().settings.exit_to if own else "",
        "record_id": screens.fresh_id(),
        "warning": screens.WARNING,
        "address": f"/c/{found.code}",
    }


def _known(code: str) -> str:
    """A code that may be one of ours. Raises ``UnknownCodeError`` for what never can be."""
    if not is_code(tidy(code)):
        raise collect.UnknownCodeError("is not eight letters")
    return tidy(code)

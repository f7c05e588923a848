"""What every page of the workers' door has at hand: the database, the day, the rules in force."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from flask import Flask, current_app

from voice.analysis import policy as policy_module
from voice.analysis.policy import Policy
from voice.web import session
from voice.web.session import Door

_CLOCK = "clock"


def set_clock(app: Flask, clock: Callable[[], date]) -> None:
    """Tell the pages of an application what day it is."""
    app.extensions[_CLOCK] = clock


def desk() -> Door:
    """The database, keys and settings the door was opened with."""
    return session.door()


def today() -> date:
    """The day it is where the council is."""
    day: date = current_app.extensions[_CLOCK]()
    return day


def policy() -> Policy:
    """The disclosure policy in force. Raises ``FaultyError`` where its file is faulty."""
    settings = desk().settings
    return policy_module.read(settings.policy, settings.service_signed)


def keep_note(what: str, about: str = "") -> None:
    """A line of the trail about what a verb has just done in a transaction of its own."""
    with desk().database.writing() as connection:
        session.note(connection, what, about)


def new_id(words: str, taken: Callable[[str], bool], day: date | None = None) -> str:
    """An id in lower case with hyphens, made of the words and the day, that is not taken yet."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].strip("-") or "one"
    first = f"{day.isoformat()}-{name}" if day else name
    return next(id_ for id_ in (first, *(f"{first}-{n}" for n in range(2, 999))) if not taken(id_))

"""What stands behind the child's pages, and what every page of a questionnaire is told."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from voice import collect
from voice.keys import Keys
from voice.settings import Settings
from voice.web import screens

_CODE = re.compile(r"[A-Z]{8}")
_BETWEEN = re.compile(r"[\s.\-]+")


@dataclass(frozen=True, slots=True)
class Door:
    """What stands behind the child's pages. ``database`` is passed on and never looked into."""

    database: Any  # only voice.collect knows what it is
    keys: Keys
    settings: Settings
    clock: Callable[[], date]

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
        "look": screens.LOOKS[found.survey.ages],
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

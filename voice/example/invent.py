"""Answers for people who do not exist: drawn from chances in ``answers.toml``, by a seed."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from voice.survey import rules
from voice.survey.model import Answer, Base, Survey

_CHANCES = tomllib.loads((Path(__file__).parent / "answers.toml").read_text(encoding="utf-8"))
SKIPS, STOPS = _CHANCES["skips"], _CHANCES["stops"]


_LEAVE = {"0": "words", "1": "words", "2": "words", "3": "words", "4": "idea"}
"""By a letter of a random id: one in four allows the words, one in sixteen what they mean."""


@dataclass(frozen=True)
class Draw:
    """Where an answer is drawn: the source of chance, who answers, how far into the year."""

    random: Random
    band: str | None
    turn: float
    """0 at the beginning of the year, 1 at its end."""


def submission_id(random: Random) -> str:
    """A version 4 UUID from the seed, as a tablet would make one."""
    return str(UUID(int=random.getrandbits(128), version=4))


def leave(survey: Survey, submission: str) -> dict[str, str]:
    """What a made-up young person allows of each thing they write, drawn from the record's id."""
    asking = [item.id for item in survey.items if item.asks_leave]
    return {item: _LEAVE.get(submission[place], "team") for place, item in enumerate(asking)}


def answers(survey: Survey, draw: Draw) -> dict[str, Any]:
    """One made-up young person's answers, as a tablet would send them."""
    given: dict[str, Any] = {}
    read: dict[str, Answer] = {}
    for item in survey.items:
        if not item.asks or not rules.shown(item.show_if, read):
            continue
        if given and draw.random.random() < STOPS:
            break
        raw = None if draw.random.random() < SKIPS else _BY_KIND[item.kind](item, draw)
        given[item.id] = raw
        read[item.id] = item.read(raw)
    return given


def _one(item: Base, draw: Draw) -> str:
    options = [choice.id for choice in item.choices]
    return draw.random.choices(options, [_chance(item, option, draw) for option in options])[0]


def _several(item: Base, draw: Draw) -> list[str]:
    options = [choice.id for choice in item.choices]
    return [option for option in options if draw.random.random() < _chance(item, option, draw)]


def _text(item: Base, draw: Draw) -> str | None:
    said: list[str] = _chances(item).get("says", [])
    return draw.random.choice(said) if said and draw.random.random() < 0.5 else None


def _ideas(item: Base, draw: Draw) -> list[str] | None:
    said: list[str] = _chances(item).get("says", [])
    number = min(len(said), draw.random.choice([0, 1, 1, 2]))
    return draw.random.sample(said, number) or None


_BY_KIND: dict[str, Callable[[Base, Draw], Any]] = {
    "faces": _one,
    "choice": _one,
    "scale": _one,
    "many": _several,
    "words": _text,
    "ideas": _ideas,
}


def _chances(item: Base) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _CHANCES["items"].get(item.id, {})
    return found


def _chance(item: Base, option: str, draw: Draw) -> float:
    """The option's chance now: for the age band where one is given, moving through the year."""
    chances = _chances(item)
    by_band = chances.get("by-band", {}).get(draw.band or "", {})
    first = by_band.get(option, chances.get("first", {}).get(option, 0.3))
    last = by_band.get(option, chances.get("last", {}).get(option, first))
    return float(first + (last - first) * draw.turn)

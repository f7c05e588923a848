"""Where few answered: which answers are told together, shown as they would be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from voice.survey.draft_data import Data
from voice.survey.model import KINDS
from voice.survey.scales import answers_of, proposals
from voice.web.worker.studio_fields import GROUPS, groups_of


@dataclass(frozen=True, slots=True)
class Group:
    """Answers told as one."""

    words: str
    pictures: tuple[str, ...]
    """Of the answers in it, where every answer of the question has one."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell answers more coarsely, from fine to coarse."""

    name: str
    steps: tuple[tuple[Group, ...], ...]
    number: int = -1
    """Its place among what is proposed; -1 where it was put together by hand."""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """What is chosen and what may be."""

    chosen: Way | None
    others: tuple[Way, ...]
    answers: tuple[tuple[str, str, str], ...]
    """Id, words and group of each answer, to be put together by hand."""
    can_mean: bool
    needed: bool
    """Whether there are so many answers that it has to be said."""


LETTERS = (("", "choose"), *((letter, f"Group {letter}") for letter in GROUPS))


def scale(item: Data) -> Scale:
    """How the answers of a question are told where they are few."""
    answers = answers_of(item)
    now = item.get("collapse") or []
    ways = [
        Way(one.name, _steps(one.maps, answers), number, list(one.maps) == now)
        for number, one in enumerate(proposals(item))
    ]
    chosen = next((way for way in ways if way.chosen), None)
    if chosen is None and isinstance(now, list) and now:
        chosen = Way("Put together by hand", _steps(now, answers), chosen=True)
    groups = groups_of(item)
    return Scale(
        chosen,
        tuple(way for way in ways if not way.chosen),
        tuple((str(one["id"]), _words(one), groups.get(str(one["id"]), "")) for one in answers),
        _can_mean(item, answers),
        len(answers) > 2 and item.get("sensitivity") != "service",
    )


def _can_mean(item: Data, answers: Iterable[Data]) -> bool:
    kind = KINDS.get(str(item.get("kind")))
    scores = [isinstance(one.get("score"), int) for one in answers]
    return kind is not None and not kind.multiple and bool(scores) and all(scores)


def _steps(maps: Iterable[Any], answers: list[Data]) -> tuple[tuple[Group, ...], ...]:
    known = {str(one["id"]): one for one in answers}
    return tuple(
        tuple(_group(part, known) for part in one["to"] if isinstance(part, dict))
        for one in maps
        if isinstance(one, dict) and isinstance(one.get("to"), list)
    )


def _group(part: Data, known: Mapping[str, Data]) -> Group:
    takes = part.get("takes")
    answers = [known.get(str(id_), {}) for id_ in (takes if isinstance(takes, list) else ())]
    shown = all(isinstance(one.get("picture"), str) for one in known.values())
    pictures = [str(one["picture"]) for one in answers if shown and one]
    return Group(str(part.get("text", "")), tuple(pictures))


def _words(answer: Data) -> str:
    text = answer.get("text")
    return text if isinstance(text, str) and text else "(no words yet)"

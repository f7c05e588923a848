"""Coarser scales to report by, proposed for the answers of a question.

Somebody who knows the words looks at which belong together: only what we begin with ourselves,
faces and numbers, has one from the start.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voice.survey.draft_data import Data, options_of
from voice.survey.model import KINDS

Part = tuple[int, ...]
"""Places of answers that are taken together."""
Map = tuple[Part, ...]

_NUMBERS = tuple({"id": str(n), "text": str(n), "score": n} for n in range(11))
_LONGEST = 400
_WRITTEN_LARGE = frozenset({"I", "OK"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to put answers together: what it is called, and the maps as a survey has them."""

    name: str
    maps: tuple[Data, ...]


def proposals(item: Mapping[str, Any]) -> tuple[Proposal, ...]:
    """What may be chosen for this item, the one that loses least first; empty where nothing fits.

    Answers are taken to stand in order, from one end to the other, as they do where they are
    scored. Of six or more without scores nobody knows which are neighbours.
    """
    kind, options = str(item.get("kind", "")), answers_of(item)
    if kind not in KINDS or KINDS[kind].multiple or len(options) < 3:
        return ()
    scored = all(isinstance(option.get("score"), int) for option in options)
    if len(options) > 5 and not scored:
        return ()
    up = _rises(options) if scored else kind == "faces"
    return tuple(
        Proposal(name, tuple(_collapse(options, one) for one in maps))
        for name, maps in _ways(len(options), up)
    )


def together(item: Mapping[str, Any], groups: Mapping[str, str]) -> list[Data]:
    """The maps that put answers together as somebody chose: option id → the name of its group.

    Answers without a group are left out, so that it is told that they have none.
    """
    options = answers_of(item)
    names = dict.fromkeys(name for option in options if (name := groups.get(str(option["id"]))))
    parts = [
        tuple(n for n, option in enumerate(options) if groups.get(str(option["id"])) == name)
        for name in sorted(names)
    ]
    return [_collapse(options, parts)] if parts else []


def answers_of(item: Mapping[str, Any]) -> list[Data]:
    """The answers a child can tap, as data: also those of a scale, which no file writes."""
    if item.get("kind") == "scale":
        return [dict(number) for number in _NUMBERS]
    return options_of(dict(item))


def _rises(options: Sequence[Data]) -> bool:
    return bool(options[0]["score"] <= options[-1]["score"])


def _ways(number: int, up: bool) -> list[tuple[str, tuple[Map, ...]]]:
    """Named ways to cut this many answers, that of the good end first."""
    if number == 3:
        best, worst = _ends(((0, 1), (2,)), ((0,), (1, 2)), up)
        return [
            ("3 answers, then 2: the best and the rest", (best,)),
            ("3 answers, then 2: the worst and the rest", (worst,)),
        ]
    if number == 4:
        return [("4 answers, then 2: positive and negative", (((0, 1), (2, 3)),))]
    low, high = _thirds(number)
    three: Map = (_run(0, low), _run(low, high), _run(high, number))
    best, worst = _ends((_run(0, high), three[2]), (three[0], _run(low, number)), up)
    return [
        (f"{number} answers, then 3, then 2: positive and the rest", (three, best)),
        (f"{number} answers, then 3, then 2: negative and the rest", (three, worst)),
        (f"{number} answers, then 3", (three,)),
        (f"{number} answers, then 2: positive and the rest", (best,)),
    ]


def _ends(last: Map, first: Map, up: bool) -> tuple[Map, Map]:
    """The map that keeps the good end apart, and that of the bad end."""
    return (last, first) if up else (first, last)


def _thirds(number: int) -> tuple[int, int]:
    """Where the lower and the upper part end and begin: alike at both ends."""
    end = (number + 1) // 3
    return end, number - end


def _run(first: int, end: int) -> Part:
    return tuple(range(first, end))


def _collapse(options: Sequence[Data], parts: Iterable[Part]) -> Data:
    return {"to": [_merged([options[n] for n in part]) for part in parts]}


def _merged(options: Sequence[Data]) -> Data:
    """One coarser answer; that of one answer keeps its id and words."""
    ids = [str(option["id"]) for option in options]
    if len(options) == 1:
        return {"id": ids[0], "text": _text(options[0]), "takes": ids}
    ends = f"{ids[0][:28].rstrip('-')}-to-{ids[-1][:28].rstrip('-')}"
    return {"id": ends, "text": _said(options), "takes": ids}


def _said(options: Sequence[Data]) -> str:
    """“OK, sad or very sad”; numbers by their ends."""
    texts = [_text(option) for option in options]
    if all(text.isdigit() for text in texts):
        return f"{texts[0]} to {texts[-1]}"
    rest = [text if _stays_large(text) else text[:1].lower() + text[1:] for text in texts[1:]]
    return f"{', '.join([texts[0], *rest[:-1]])} or {rest[-1]}"[:_LONGEST]


def _text(option: Data) -> str:
    text = option.get("text")
    return text if isinstance(text, str) and text else str(option["id"])


def _stays_large(text: str) -> bool:
    return text.split()[0].rstrip(",.") in _WRITTEN_LARGE if text.split() else True

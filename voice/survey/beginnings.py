"""What a new question looks like, by kind, and what one keeps that becomes another kind."""

from collections.abc import Mapping
from typing import Any

from voice.survey.draft_data import Data
from voice.survey.model import KINDS
from voice.survey.scales import proposals

_FACES = ("Very sad", "Sad", "OK", "Happy", "Very happy")
_THREE = (1, 2, 3)
"""Which of the five faces are the three."""


def faces(number: int) -> list[Data]:
    """Three or five faces with their pictures, scored from 1."""
    chosen = range(5) if number == 5 else _THREE
    return [
        {
            "id": _FACES[n].casefold().replace(" ", "-"),
            "text": _FACES[n],
            "picture": f"face-{n + 1}",
            "score": score,
        }
        for score, n in enumerate(chosen, start=1)
    ]


def _options(*texts: str) -> list[Data]:
    """Answers with ids of no meaning: what is made of “No” here may say “A bit” tomorrow."""
    return [{"id": f"new-{n:08x}", "text": text} for n, text in enumerate(texts)]


def beginning(kind: str, text: str = "") -> Data | None:
    """A new item of a kind without its id, as near to right as can be without words of its own.

    None where there is no such kind.
    """
    if kind not in KINDS:
        return None
    item: Data = {"kind": kind, "text": text, **_BEGINNINGS[kind]()}
    return with_scale(item)


def with_scale(item: Data) -> Data:
    """The item with the coarser scale proposed first, where it has one and needs one."""
    proposed = proposals(item)
    return {**item, "collapse": list(proposed[0].maps)} if proposed else item


def _nothing() -> Data:
    return {}


_BEGINNINGS: Mapping[str, Any] = {
    "faces": lambda: {"options": faces(5), "mean": True},
    "choice": lambda: {"options": _options("Yes", "No"), "dont_know": True},
    "many": lambda: {"hint": "Tap as many as you like.", "options": _options("", "")},
    "scale": lambda: {"low": "Not at all", "high": "Very much", "mean": True},
    "words": lambda: {"hint": "Please leave out names."},
    "ideas": lambda: {"hint": "Please leave out names."},
    "info": _nothing,
}
"""Kind → what a new item of it has beside its words."""


def as_kind(item: Data, kind: str) -> Data | None:
    """The item as another kind: what that kind has too is kept, what it needs is begun.

    None where there is no such kind.
    """
    start = beginning(kind)
    if start is None:
        return None
    fields = {field.alias or name for name, field in KINDS[kind].model_fields.items()}
    fits = {name: value for name, value in item.items() if name in fields and name != "collapse"}
    keeps_answers = kind in _TAPPED and item.get("kind") in _TAPPED
    if kind == "faces" or not keeps_answers:
        fits.pop("options", None)
        fits.pop("worry", None)
        fits.pop("versions", None)
    if "low" in start or not keeps_answers or KINDS[kind].multiple:
        fits.pop("mean", None)
    if not KINDS[kind].asks:
        fits.pop("dont_know", None)
    start.pop("collapse", None)
    return with_scale({**start, **fits, "kind": kind})


_TAPPED = frozenset({"faces", "choice", "many"})

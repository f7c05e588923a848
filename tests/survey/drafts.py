"""Questionnaires as somebody would draft them: right in every way unless a test changes them."""

from typing import Any

from voice.survey.check import check
from voice.survey.model import Survey

Data = dict[str, Any]


def options(*ids: str, scored: bool = False) -> list[Data]:
    return [
        {"id": name, "text": name.capitalize(), **({"score": number} if scored else {})}
        for number, name in enumerate(ids, start=1)
    ]


def collapse(*parts: tuple[str, ...], names: tuple[str, ...] = ()) -> Data:
    """A coarser scale; an answer that takes one option keeps its id."""
    ids = names or tuple(part[0] if len(part) == 1 else "-or-".join(part) for part in parts)
    return {
        "to": [
            {"id": name, "text": name, "takes": list(part)}
            for name, part in zip(ids, parts, strict=True)
        ]
    }


def choice(**changes: Any) -> Data:
    """A question with two answers that is right in every way."""
    return {
        "id": "came-before",
        "kind": "choice",
        "text": "Have you been here before?",
        "options": options("yes", "no"),
        **changes,
    }


def three(**changes: Any) -> Data:
    """One with three answers and the scale that it then needs."""
    return (
        choice(
            options=options("yes", "partly", "no"), collapse=[collapse(("yes",), ("partly", "no"))]
        )
        | changes
    )


def faces(**changes: Any) -> Data:
    return {
        "id": "feeling-now",
        "kind": "faces",
        "text": "How do you feel right now?",
        "options": options("sad", "okay", "happy", scored=True),
        "collapse": [collapse(("sad", "okay"), ("happy",))],
        **changes,
    }


def scale(**changes: Any) -> Data:
    ends = [tuple(str(n) for n in range(5)), tuple(str(n) for n in range(5, 11))]
    return {
        "id": "supported",
        "kind": "scale",
        "text": "How well supported do you feel?",
        "low": "Not at all",
        "high": "Completely",
        "collapse": [collapse(*ends, names=("low", "high"))],
        **changes,
    }


def words(**changes: Any) -> Data:
    return {"id": "tell-us", "kind": "words", "text": "What do you want to say?", **changes}


def many(**changes: Any) -> Data:
    ticks = {"id": "liked", "kind": "many", "options": options("games", "food", "art")}
    return choice(**ticks) | changes


def info(**changes: Any) -> Data:
    return {"id": "welcome", "kind": "info", "text": "Today is about food.", **changes}


def a_survey(*items: Data, **changes: Any) -> Survey:
    return Survey.model_validate(
        {
            "id": "a-survey",
            "title": "A survey",
            "purpose": "To try.",
            "audience": "Nobody.",
            "feedback": "Never.",
            "ages": "12+",
            "minutes": 1,
            "items": list(items),
            **changes,
        }
    )


def faults(*items: Data, **changes: Any) -> list[str]:
    """The faults of a survey as lines."""
    return [str(fault) for fault in check(a_survey(*items, **changes))]


def versions(**changes: Any) -> Data:
    return {"versions": {"0-9": {"text": "Have you come before?", **changes}}}

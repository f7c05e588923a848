"""What may be chosen for a question, as lists in words: pictures, promises, ages."""

from collections.abc import Iterator
from functools import cache

from voice import paths
from voice.survey.measures import PRIORITIES, PROMISES, THEMES
from voice.survey.model import AGE_BANDS

Choices = tuple[tuple[str, str], ...]
"""What is kept → its words."""

BANDS: tuple[tuple[str, str], ...] = tuple(
    zip(AGE_BANDS, ("9 and under", "10 to 16", "17 and over"), strict=True)
)
SENSITIVITY: Choices = (
    ("personal", "About a young person’s own life"),
    ("service", "About what we offer: a trip, an event, a form"),
)


def measured() -> tuple[tuple[str, str, Choices], ...]:
    """Field, question and answers of what a question tells us about."""
    return (
        ("promise", "Which promise?", _with_none("No promise", PROMISES)),
        ("priority", "Which priority?", _with_none("No priority", PRIORITIES)),
        ("theme", "Which part of life?", _with_none("No part of life", THEMES)),
    )


def _with_none(none: str, known: dict[str, str]) -> Choices:
    return (("", none), *known.items())


@cache
def pictures() -> tuple[tuple[str, Choices], ...]:
    """Every picture in groups: its name, and what it shows."""
    known = sorted(path.stem for path in (paths.STATIC / "pictures").glob("*.svg"))
    things = [name for name in known if name not in _ART and not name.startswith(_NUMBERED)]
    return (
        (
            "Things and people",
            tuple((name, name.replace("-", " ").capitalize()) for name in things),
        ),
        ("Faces", tuple(_FACES.items())),
        ("Our promises", tuple(_promises())),
    )


_ART = frozenset({"art"})
_NUMBERED = ("face-", "promise-")
_FACES = {
    "face-1": "Very sad",
    "face-2": "Sad",
    "face-3": "OK",
    "face-4": "Happy",
    "face-5": "Very happy",
}


def _promises() -> Iterator[tuple[str, str]]:
    for number, words in enumerate(PROMISES.values(), start=1):
        yield f"promise-{number}", words

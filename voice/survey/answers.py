"""From the bytes a tablet sent to the options and words that are kept. Pure: no store, no clock.

``parse`` looks at shape only and is strict. ``read`` looks at meaning and never guesses: what no
item of the edition can have is raised, so that the whole record is set aside as received.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from voice.faults import Fault, FaultyError
from voice.survey.model import (
    AGE_BANDS,
    HELPED,
    NOT_ASKED,
    NOT_REACHED,
    Answer,
    Base,
    Survey,
    UnknownAnswerError,
)
from voice.survey.rules import shown

_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_MOST_FAULTS = 100
LEAVES = ("words", "idea", "team")
"""What a child may allow us to do with what they wrote: the last one where they chose nothing."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One record as a tablet sends it: well shaped, not yet held against its edition."""

    id: str
    edition: str
    age_band: str | None
    helped: str | None
    answers: dict[str, object]
    leave: dict[str, object] = field(default_factory=dict)
    """By item; whatever it says, it makes no record unreadable."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one record says: at least one row for every asking item, in the survey's order."""

    rows: tuple[tuple[str, str], ...]
    """(item, option): the options chosen, or the one absence that stands for them."""
    remarks: tuple[tuple[str, str], ...]
    """(item, words), to be kept apart from the rows."""
    age_band: str | None
    helped: str | None
    leave: Mapping[str, str] = field(default_factory=dict)
    """One of ``LEAVES`` for every item that asks for leave, whether or not it was reached."""


def parse(body: bytes) -> Submission:
    """The record in the body of a post. Raises ``FaultyError`` with every fault, and only that."""
    return _submission(_object(body))


def parse_sealed(text: bytes) -> tuple[str, Submission]:
    """The record inside an envelope, which names the code of its collection too.

    Raises as ``parse`` does.
    """
    data = _object(text)
    code = data.pop("code", None)
    if not isinstance(code, str):
        raise FaultyError([Fault("code", "is missing or no text.", "Send the collection's code.")])
    return code, _submission(data)


def read(survey: Survey, submission: Submission) -> Reading:
    """What a record says by its edition, show-ifs replayed. Raises ``UnknownAnswerError``.

    An item hidden by its rule is not asked, whatever was sent for it. A message never holds
    anything a child wrote.
    """
    _check_around(survey, submission)
    given: dict[str, Answer] = {}
    for item in survey.items:
        if item.asks:
            given[item.id] = _answer(item, submission.answers, given)
    return Reading(
        rows=tuple((item, option) for item in given for option in given[item].options),
        remarks=tuple((item, words) for item in given for words in given[item].words),
        age_band=submission.age_band,
        helped=submission.helped,
        leave={item.id: _leave(item, submission) for item in survey.items if item.asks_leave},
    )


def not_too_many(faults: list[Fault], most: int = _MOST_FAULTS) -> list[Fault]:
    """The faults, cut where nobody reads on, with a last line that says how many there are."""
    if len(faults) <= most:
        return faults
    more = Fault("and so on", f"There are {len(faults) - most:,} more faults like these.")
    return [*faults[:most], more]


def _submission(data: dict[str, object]) -> Submission:
    faults = [
        Fault(_shown(key), "is not part of a record.", f"Send only {', '.join(_SHAPE)}.")
        for key in data
        if key not in _SHAPE
    ]
    for key, (fits, needed, wrong, do) in _SHAPE.items():
        if key not in data and needed:
            faults.append(Fault(key, "is missing.", do))
        elif key in data and not fits(data[key]):
            faults.append(Fault(key, wrong, do))
    if faults:
        raise FaultyError(not_too_many(faults))
    return Submission(
        id=str(data["id"]),
        edition=str(data["edition"]),
        age_band=_text_or_none(data.get("age_band")),
        helped=_text_or_none(data.get("helped")),
        answers=dict(_pairs(data["answers"])),
        leave=dict(_pairs(data.get("leave"))),
    )


def _leave(item: Base, submission: Submission) -> str:
    chosen = submission.leave.get(item.id)
    return chosen if isinstance(chosen, str) and chosen in LEAVES else LEAVES[-1]


def _answer(item: Base, answers: dict[str, object], given: dict[str, Answer]) -> Answer:
    if not shown(item.show_if, given):
        return Answer(options=(NOT_ASKED,))
    if item.id not in answers:
        return Answer(options=(NOT_REACHED,))
    return item.read(answers[item.id])


def _check_around(survey: Survey, submission: Submission) -> None:
    """Refuse what is beside the answers: an unknown band or way, an item the edition lacks."""
    if submission.age_band not in {None, *AGE_BANDS}:
        raise UnknownAnswerError("has an age band that is not one of ours")
    if submission.helped not in {None, *HELPED}:
        raise UnknownAnswerError("says in an unknown way who helped")
    asking = {item.id for item in survey.items if item.asks}
    reading = {item.id for item in survey.items} - asking
    for item, raw in submission.answers.items():
        if item not in asking and not (item in reading and raw is None):
            raise UnknownAnswerError("answers a question that this edition does not ask")


def _object(body: bytes) -> dict[str, object]:
    """The JSON object in the body. Whatever the bytes, raises nothing but ``FaultyError``."""
    try:
        data = json.loads(
            body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_not_a_number
        )
    except UnicodeDecodeError:
        raise FaultyError([Fault("body", "is not text in UTF-8.", "Send JSON in UTF-8.")]) from None
    except json.JSONDecodeError as error:
        place = f"body, line {error.lineno}, column {error.colno}"
        raise FaultyError([Fault(place, "is not JSON.", "Send one JSON object.")]) from None
    except _NotWantedError as error:
        raise FaultyError([Fault("body", str(error), "Send plain JSON.")]) from None
    except (RecursionError, ValueError):
        wrong = "is nested too deeply or holds a number too long to read."
        raise FaultyError([Fault("body", wrong, "Send plain JSON.")]) from None
    if not isinstance(data, dict):
        raise FaultyError([Fault("body", "is not a JSON object.", "Send one JSON object.")])
    return data


class _NotWantedError(Exception):
    """JSON that Python reads though two readers could understand it differently."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise _NotWantedError("gives one name twice.")
    return data


def _not_a_number(name: str) -> object:
    raise _NotWantedError(f"holds {name}, which is no JSON.")


def _pairs(value: object) -> Iterable[tuple[str, object]]:
    return value.items() if isinstance(value, dict) else ()


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _shown(key: str) -> str:
    """A name from outside, short and in plain letters, so that no message can be misread."""
    return ascii(key[:40]).strip("'\"") or "(empty)"


def _text_of(form: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


def _maybe_text(value: object) -> bool:
    return value is None or isinstance(value, str)


_SHAPE: dict[str, tuple[Callable[[object], bool], bool, str, str]] = {
    "id": (
        _text_of(_UUID4),
        True,
        "is not a random UUID (version 4) in small letters.",
        "Make it with crypto.randomUUID() when a child starts.",
    ),
    "edition": (
        _text_of(_FINGERPRINT),
        True,
        "is not a fingerprint of 64 hexadecimal digits.",
        "Send back the edition that survey.json gave.",
    ),
    "age_band": (
        _maybe_text,
        False,
        "is not text.",
        f"Give one of {', '.join(AGE_BANDS)} or null.",
    ),
    "helped": (_maybe_text, False, "is not text.", f"Give one of {', '.join(HELPED)} or null."),
    "answers": (
        lambda value: isinstance(value, dict),
        True,
        "is not an object.",
        "Give an object: item to option, list of options, text or null.",
    ),
    "leave": (lambda _: True, False, "", ""),
}
"""A record's parts: whether a value fits, whether it is needed, what is wrong, what to do."""

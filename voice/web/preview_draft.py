"""A draft as a questionnaire that can be looked at, whatever of it is not written yet.

A question that is not whole stands in it as a card that says what it waits for.
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from voice.survey.draft_data import Data, items_of, options_of
from voice.survey.model import Base, Item, Rule, Survey
from voice.web import screens

NO_WORDS = "(no words yet)"
LONGEST = 400
_UNSAID = {
    "title": "(This survey has no name yet.)",
    "purpose": "(Why we ask: not written yet.)",
    "audience": "(Who reads it: not written yet.)",
    "feedback": "(When they hear back: not written yet.)",
}
_ITEM: TypeAdapter[Base] = TypeAdapter(Item)


class Unfinished(Base):
    """Where a question will stand. ``waits`` says what it still needs, in sentences."""

    kind: Literal["unfinished"]
    waits: tuple[str, ...] = ()
    so_far: tuple[str, ...] = ()
    """Its answers as far as they are written."""
    asks: ClassVar[bool] = False


def survey_of(data: Data) -> Survey:
    """The draft as it stands. Never raises."""
    ages = str(data.get("ages"))
    minutes = data.get("minutes")
    whole: dict[str, Any] = {
        name: _words(data.get(name)) or unsaid for name, unsaid in _UNSAID.items()
    }
    return Survey.model_construct(
        **whole,
        id=str(data.get("id", "")),
        ages=ages if ages in screens.LOOKS else "8-11",
        minutes=minutes if isinstance(minutes, int) and minutes > 0 else 1,
        ask_helped=data.get("ask_helped") is True,
        stall=data.get("stall") is True,
        items=tuple(_item(item) for item in items_of(data)),
    )


def _item(given: Mapping[str, Any]) -> Any:
    try:
        return _ITEM.validate_python(given)
    except ValidationError as error:
        return Unfinished.model_construct(
            kind="unfinished",
            id=given["id"],
            section=_words(given.get("section")) or None,
            text=_words(given.get("text")) or NO_WORDS,
            show_if=_rule(given.get("show_if")),
            waits=tuple(dict.fromkeys(_waits(error))),
            so_far=tuple(words for one in options_of(dict(given)) if (words := _said(one))),
        )


def _waits(error: ValidationError) -> Iterator[str]:
    for told in error.errors(include_url=False):
        if _only_seems_short(told):
            continue
        # The first step is the kind, where it is known.
        steps = [step for step in told["loc"][1:] if not isinstance(step, int)]
        numbers = [step + 1 for step in told["loc"] if isinstance(step, int)]
        name = ".".join(str(step) for step in steps)
        short = told["type"] in {"missing", "too_short", "string_too_short"}
        said = _SHORT.get(name) if short else None
        yield (said or _OTHER).format(n=numbers[0] if numbers else "")


def _only_seems_short(told: ErrorDetails) -> bool:
    """A list is counted without its faulty parts, and those are told already."""
    given = told["input"]
    return told["type"] == "too_short" and isinstance(given, list) and len(given) > 1


_SHORT = {
    "text": "It has no words yet.",
    "options": "It needs two answers or more.",
    "options.text": "Answer {n} has no words yet.",
    "low": "The words at 0 are missing.",
    "high": "The words at 10 are missing.",
}
_OTHER = "Something in it is not right yet. “Questions” says what."


def _said(option: object) -> str:
    return _words(option.get("text")) if isinstance(option, Mapping) else ""


def _rule(given: object) -> Rule | None:
    try:
        return Rule.model_validate(given) if given else None
    except ValidationError:
        return None


def _words(given: object) -> str:
    """Words that fit a screen; nothing for what are none."""
    return given.strip()[:LONGEST] if isinstance(given, str) else ""

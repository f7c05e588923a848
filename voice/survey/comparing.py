"""What changed between two editions, in sentences, and whether a question is still the same one.

An id is what answers are counted by. Where its words changed, only a person can say whether old
and new answers may stand in one line; where its answers changed, they may not unless that person
says so too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from voice.survey.draft_data import called
from voice.survey.model import Base, Faces, Option, Scale, Survey
from voice.survey.rule_words import sentence
from voice.survey.writing import plain

_WORDS = ("text", "easy", "hint", "low", "high")
_WHOLE = {
    "title": "The name",
    "purpose": "Why we ask",
    "audience": "Who reads it",
    "feedback": "When children hear back",
    "ages": "The ages",
    "stall": "Whether it is for a stall",
    "minutes": "How long it takes, in minutes,",
    "ask_helped": "Whether “alone or together?” is asked",
}
_FIELDS = {
    "section": "the name of the part that begins with it",
    "picture": "the picture",
    "sound": "the sound",
    "before": "what was asked before the activity",
    "dont_know": "whether “I don't know” is offered",
    "sensitivity": "how careful we are",
    "harmless": "whether it is harmless",
    "worry": "which answers worry us",
    "measures": "what it measures",
    "collapse": "the coarser scale",
    "mean": "whether a mean is told",
    "versions": "the words for other ages",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question under the same id that was changed: is it still the same question?"""

    item: str
    before: str
    """Its words as they were."""
    now: str
    changes: tuple[str, ...]
    """What changed, in sentences."""
    another: bool
    """Whether it cannot be the same: it is answered in another way, or counts by other scores or
    from the other end, so that old and new answers do not add up."""
    where: str = ""
    """Where it stood, if not in this survey: the name of another, or the question bank."""


def changes(old: Survey, new: Survey) -> tuple[str, ...]:
    """Everything that differs, in sentences: first of the whole, then question by question."""
    return tuple(_changes(old, new))


def doubts(old: Survey, new: Survey) -> tuple[Doubt, ...]:
    """The questions that must be asked about before the new one is published, in its order.

    Pictures, rules, what is counted as careful or coarse and the words of things to read raise no
    doubt: they change no question.
    """
    found = []
    for item in new.items:
        before = _of(old, item.id)
        doubt = doubt_of(before, item) if before is not None else None
        if doubt is not None:
            found.append(doubt)
    return tuple(found)


def doubt_of(before: Base, item: Base, where: str = "") -> Doubt | None:
    """The doubt about one question that has the id of another; None where they ask the same."""
    said = (*_of_words(before, item), *_of_answers(before, item))
    if not said or not (before.asks or item.asks):
        return None
    return Doubt(item.id, before.text, item.text, said, _is_another(before, item), where)


def _changes(old: Survey, new: Survey) -> Iterator[str]:
    for name, told in _WHOLE.items():
        before, now = getattr(old, name), getattr(new, name)
        if before != now:
            yield f"{told} was {_value(before)} and is {_value(now)}."
    yield from (f"Taken out: “{item.text}”" for item in old.items if _of(new, item.id) is None)
    yield from (f"New: “{item.text}”" for item in new.items if _of(old, item.id) is None)
    yield from _of_order(old, new)
    for item in new.items:
        before = _of(old, item.id)
        if before is not None:
            yield from _of_item(old, before, new, item)


def _of_order(old: Survey, new: Survey) -> Iterator[str]:
    before = [item.id for item in old.items if _of(new, item.id)]
    now = [item.id for item in new.items if _of(old, item.id)]
    if before != now:
        yield "The questions stand in another order."


def _of_item(old: Survey, before: Base, new: Survey, item: Base) -> Iterator[str]:
    yield from _of_words(before, item)
    yield from _of_answers(before, item)
    if before.show_if != item.show_if:
        rules = (_rule(old, before), _rule(new, item))
        yield f"“{item.text}” was shown {rules[0]} and is shown {rules[1]}."
    for name, told in _FIELDS.items():
        if getattr(before, name) != getattr(item, name):
            yield f"“{item.text}”: {told} changed."
    was, now = _looks(before), _looks(item)
    if any(was[id_] != now[id_] for id_ in was.keys() & now.keys()):
        yield f"“{item.text}”: a picture or a sound of an answer changed."


def _of_words(before: Base, item: Base) -> Iterator[str]:
    """What a child reads of the question itself, for each age."""
    for name in _WORDS:
        was, now = getattr(before, name, None), getattr(item, name, None)
        if was != now:
            yield f"{_NAMED[name]} were {_value(was)} and are {_value(now)}."
    for band in sorted({*before.versions, *item.versions}):
        was, now = (one.versions.get(band) for one in (before, item))
        if (was and (was.text, was.easy)) != (now and (now.text, now.easy)):
            said = (_value(was.text if was else None), _value(now.text if now else None))
            yield f"For {band} the words were {said[0]} and are {said[1]}."
        options = [{option.id: option for option in _shown(one, band)} for one in (before, item)]
        if any(one.versions[band].options for one in (before, item) if band in one.versions):
            yield from (f"For {band}: {told}" for told in _of_options(*options))


def _shown(item: Base, band: str) -> tuple[Option, ...]:
    """The answers that children of an age see."""
    version = item.versions.get(band)
    return (version.options if version else ()) or item.choices


_NAMED = {
    "text": "The words",
    "easy": "The easy words",
    "hint": "The words of the hint",
    "low": "The words at 0",
    "high": "The words at 10",
}


def _of_answers(before: Base, item: Base) -> Iterator[str]:
    """What can be answered: kinds, answers that came, went or say something else."""
    if type(before) is not type(item):
        yield f"It was “{before.plain_name}” and is “{item.plain_name}”."
    was, now = ({one.id: one for one in each.choices} for each in (before, item))
    yield from _of_options(was, now)


def _of_options(was: Mapping[str, Option], now: Mapping[str, Option]) -> Iterator[str]:
    """Answers by id that came, went, moved or say something else."""
    yield from (f"The answer “{was[id_].text}” was taken out." for id_ in was if id_ not in now)
    yield from (f"The answer “{now[id_].text}” is new." for id_ in now if id_ not in was)
    for id_ in was:
        if id_ in now:
            yield from _of_answer(was[id_], now[id_])
    both = [[id_ for id_ in one if id_ in other] for one, other in ((was, now), (now, was))]
    if both[0] != both[1]:
        yield "The answers stand in another order."


def _of_answer(was: Option, now: Option) -> Iterator[str]:
    if was.text != now.text:
        yield f"The answer “{was.text}” now says “{now.text}”."
    if was.easy != now.easy:
        yield f"The easy words of “{now.text}” changed."
    if was.score != now.score:
        yield f"“{now.text}” counted as {_value(was.score)} and counts as {_value(now.score)}."


def _is_another(before: Base, item: Base) -> bool:
    scores = {option.id: option.score for option in before.choices}
    changed = any(scores.get(one.id, one.score) != one.score for one in item.choices)
    turned = _turned(before, item)
    return type(before) is not type(item) or changed or turned or _range(before) != _range(item)


def _range(item: Base) -> tuple[int, int] | None:
    """From which score to which faces go: a mean of three and one of five do not add up.

    Answers of other kinds may come and go; somebody says whether it is still the same question.
    """
    scores = [option.score for option in item.choices if option.score is not None]
    return (min(scores), max(scores)) if scores and isinstance(item, Faces) else None


def _turned(before: Base, item: Base) -> bool:
    """Whether the ends of a scale were exchanged."""
    if not (isinstance(before, Scale) and isinstance(item, Scale)):
        return False
    was, now = (tuple(plain(end) for end in (one.low, one.high)) for one in (before, item))
    return was[0] != was[1] and was == now[::-1]


def _looks(item: Base) -> dict[str, object]:
    return {option.id: (option.picture, option.sound) for option in item.choices}


def _of(survey: Survey, id_: str) -> Base | None:
    return next((item for item in survey.items if item.id == id_), None)


def _rule(survey: Survey, item: Base) -> str:
    if item.show_if is None:
        return "always"
    data: dict[str, Any] = survey.model_dump(mode="json", by_alias=True, exclude_none=True)
    rule = item.show_if.model_dump(mode="json", by_alias=True, exclude_none=True)
    return sentence(data, rule)


def _value(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return called({"text": value}) if isinstance(value, str) else str(value)

"""Something good and something bad for every rule, as the guide shows them: items and surveys."""

from collections.abc import Callable
from typing import Any

from tests.survey.drafts import Data, a_survey, choice, faces, many, options, scale, words
from voice.survey.friendly import RULES, Remark, look, look_at
from voice.survey.model import Ages, Survey
from voice.survey.translation import Said, Translation, fingerprint

Example = Callable[[], tuple[Remark, ...]]
ARABIC = Translation("ar", "A panel, 3 March 2020", {})


def remarks(item: Data, ages: Ages = "8-11", **given: Any) -> tuple[Remark, ...]:
    """What is said of one item by itself."""
    return look_at(a_survey(item).items[0], ages, **given)


def rules(item: Data, ages: Ages = "8-11", **given: Any) -> set[str]:
    return {remark.rule for remark in remarks(item, ages, **given)}


def level(rule: str, item: Data, ages: Ages = "8-11", **given: Any) -> str | None:
    """How heavily a rule weighs here; None where it is content."""
    return next((one.level for one in remarks(item, ages, **given) if one.rule == rule), None)


def asked(text: str, **changes: Any) -> Data:
    """A yes or no question."""
    return choice(text=text, **changes)


def _of_item(item: Data, ages: Ages = "8-11", **given: Any) -> Example:
    return lambda: remarks(item, ages, **given)


def _of_whole(survey: Survey, *translations: Translation) -> Example:
    return lambda: look(survey, translations)


def whole(count: int, **changes: Any) -> Survey:
    """A survey of so many questions with yes and no."""
    given = {"ages": "8-11", "minutes": 1} | changes
    return a_survey(*(choice(id=f"q-{n}") for n in range(count)), **given)


def written(count: int) -> Survey:
    return a_survey(*(words(id=f"w-{n}") for n in range(count)), ages="8-11", minutes=1)


def pictured(count: int) -> list[Data]:
    return [option | {"picture": "food"} for option in options(*(f"f{n}" for n in range(count)))]


def many_of(count: int) -> Data:
    return many(
        text="Which food do you like best?", options=options(*(f"f{n}" for n in range(count)))
    )


def _arabic(item: Data) -> Translation:
    told = {f"items.{item['id']}.text": item["text"]}
    for option in item["options"]:
        told[f"items.{item['id']}.options.{option['id']}.text"] = option["text"]
    said = {place: Said(english=fingerprint(text), text="…") for place, text in told.items()}
    return Translation("ar", "", said)


_SHAPES: dict[str, tuple[Example, Example]] = {
    "explained": (
        _of_item(
            asked(
                "Do we ask you before your care plan changes?",
                hint="Your care plan says how you live.",
            )
        ),
        _of_item(asked("Do we ask you before your care plan changes?")),
    ),
    "picture": (
        _of_item(many(text="Which do you like?", options=pictured(3)), "5-7"),
        _of_item(many(text="Which do you like?"), "5-7"),
    ),
    "too-many-options": (_of_item(many_of(4), "5-7"), _of_item(many_of(9), "5-7")),
    "too-long-scale": (
        _of_item(faces(text="How do you feel?"), "5-7"),
        _of_item(scale(text="How do you feel?"), "5-7"),
    ),
    "not-knowing": (
        _of_item(asked("Do you feel safe?", dont_know=True)),
        _of_item(asked("Do you feel safe?")),
    ),
    "said-twice": (
        _of_item(asked("Do you like it here?")),
        _of_item(
            asked(
                "Do you like it here?",
                options=[*options("yes", "no"), {"id": "skip", "text": "Rather not say"}],
            )
        ),
    ),
    "leave-out-names": (
        _of_item(words(text="What was good?", hint="Please leave out names.")),
        _of_item(words(text="What was good?")),
    ),
    "much-to-read": (
        _of_item({"id": "food", "kind": "info", "text": "Today is about food."}, "5-7"),
        _of_item(
            {
                "id": "food",
                "kind": "info",
                "text": "Today is about food. We cook, we eat, we wash up, and then we talk about "
                "what we ate.",
            },
            "5-7",
        ),
    ),
    "own-words": (
        _of_item(choice(), translations=[_arabic(choice())]),
        _of_item(choice(), translations=[ARABIC]),
    ),
    "minutes": (_of_whole(whole(6, minutes=3)), _of_whole(written(5))),
    "screens": (_of_whole(whole(5, ages="5-7")), _of_whole(whole(9, ages="5-7"))),
    "readers": (
        _of_whole(whole(1, audience="The participation team reads it.")),
        _of_whole(whole(1, audience="Your carer and your school will read it.")),
    ),
    "sound": (
        _of_whole(a_survey(choice(sound="came-before"))),
        _of_whole(a_survey(choice())),
    ),
    "english-only": (_of_whole(whole(1), ARABIC), _of_whole(whole(1))),
}
"""Where the example is more than the words of a question."""


def _said(rule: str, text: str) -> Example:
    """The example as the words of a question: answered in words where it has no answers."""
    kind = asked if rule in {"two-questions", "negative-question", "absolute"} else None
    return _of_item(kind(text) if kind else words(text=text))


GOOD: dict[str, Example] = {}
BAD: dict[str, Example] = {}
for _rule in RULES:
    _good, _bad = _SHAPES.get(_rule.id) or (_said(_rule.id, _rule.good), _said(_rule.id, _rule.bad))
    GOOD[_rule.id], BAD[_rule.id] = _good, _bad

"""Rules about a questionnaire as a whole: how long it takes, and how else it can be taken in."""

import math
import re
from collections.abc import Iterator

from voice.survey.check import budget, screens
from voice.survey.friendly_rule import Found, Rule, Whole
from voice.survey.friendly_text import sentences, words
from voice.survey.friendly_words import AGES_SAID, told
from voice.survey.model import Ages, Item, Scale, Survey

BEFORE = 15
"""Seconds for the first screen and the age, before anything is asked; at a stall it is read out."""
WORDS_A_SECOND: dict[Ages, float] = {"5-7": 2.0, "8-11": 2.5, "12+": 3.5, "care-leavers": 3.5}
"""How fast words are taken in: read out slowly for the youngest, read for the others."""
THINKING: dict[str, float] = {
    "info": 2,
    "faces": 6,
    "choice": 8,
    "scale": 10,
    "many": 14,
    "words": 45,
    "ideas": 40,
}
"""Seconds for an answer of each kind. What is written is counted as half skipped, half written."""
MUCH_TOO_MANY = 2
ROUNDED = 0.5
"""Minutes by which an estimate may be over what is said: a child is told whole minutes."""
_NEAR = re.compile(
    r"(?i)\b(?:(?:foster )?carers?|schools?|teachers?|social workers?|parents?|mums?|dads?"
    r"|famil(?:y|ies)|key ?workers?|house)\b"
)
"""Who lives or works with a child, and so knows whose answer it is."""
_NOT_ANSWERS = re.compile(r"(?i)\b(?:what we (?:find|found|learn)|never|not?|nobody)\b|n't\b")


def seconds(item: Item, ages: Ages) -> float:
    """About how long one item takes: hearing or reading it, and answering."""
    ends = [item.low, item.high] if isinstance(item, Scale) else []
    heard = [item.text, item.hint or "", *(ends or (option.text for option in item.choices))]
    count = sum(1 for text in heard for _ in words(text))
    return THINKING[item.kind] + count / WORDS_A_SECOND[ages]


def minutes(survey: Survey) -> float:
    """About how many minutes a child needs for all of it."""
    asked = sum(seconds(item, survey.ages) for item in survey.items)
    return (asked + (0 if survey.stall else BEFORE)) / 60


def _minutes_said(whole: Whole) -> Iterator[Found]:
    """A child is told how long it takes. It should be so."""
    said, needed = whole.survey.minutes, minutes(whole.survey)
    if needed > said + ROUNDED:
        wrong = f"It says {said} and takes about {math.ceil(needed)}."
        yield Found(wrong, "Say so, or ask less.", place="minutes")
    elif said >= MUCH_TOO_MANY * max(1, math.ceil(needed)):
        wrong = f"It says {said} and takes about {math.ceil(needed)}."
        yield Found(wrong, "Say less: fewer will turn away.", level="hint", place="minutes")


def _screens_left(whole: Whole) -> Iterator[Found]:
    """Children leave in the middle of what is long; the last question is then answered by few."""
    survey = whole.survey
    if screens(survey) > budget(survey):
        whom = "at a stall" if survey.stall else f"for {AGES_SAID[survey.ages]}"
        wrong = f"There are {screens(survey)} screens; {whom} there may be {budget(survey)}."
        yield Found(wrong, "Leave some out, or make two questionnaires.", place="items")


def _sound(whole: Whole) -> Iterator[Found]:
    """Some of those who are asked cannot read yet, or not this language."""
    silent = sum(not item.sound for item in whole.survey.items)
    if silent:
        wrong = f"No recorded voice is heard on {silent} of {len(whole.survey.items)} screens."
        yield Found(wrong, "Have somebody there who reads aloud, or record it.", place="items")


def _english_only(whole: Whole) -> Iterator[Found]:
    """Some who are asked read another language better, or no English yet."""
    if not whole.translations:
        do = "Put other languages into words/ beside it, or have somebody there who speaks them."
        yield Found("It is in English only.", do, place="words")


def _readers(whole: Whole) -> Iterator[Found]:
    """Who is near a child knows the answer again; a child who thinks of that says what is safe."""
    text = whole.survey.audience.replace("’", "'")
    near = tuple(
        (start + one.start(), start + one.end())
        for start, end in sentences(text)
        if not _NOT_ANSWERS.search(text[start:end])
        for one in _NEAR.finditer(text[start:end])
    )
    if near:
        wrong = f"{told(whole.survey.audience, near)} may know whose answer it is."
        do = "Let others read the answers, or say that they read only what we find."
        yield Found(wrong, do, near, place="audience")


WHOLE_RULES: tuple[Rule[Whole], ...] = (
    Rule(
        "minutes",
        "It takes as long as we say",
        "warning",
        "minutes = 3 (six screens to tap)",
        "minutes = 1 (five questions to answer in words)",
        _minutes_said,
    ),
    Rule(
        "screens",
        "Few screens",
        "error",
        "5 screens (for 5 to 7 year olds)",
        "9 screens (for 5 to 7 year olds)",
        _screens_left,
    ),
    Rule(
        "readers",
        "Nobody near a child reads single answers",
        "warning",
        "The participation team reads it.",
        "Your carer and your school will read it.",
        _readers,
    ),
    Rule(
        "sound",
        "A voice to listen to",
        "hint",
        "Every screen has a recording.",
        "No screen has a recording.",
        _sound,
    ),
    Rule(
        "english-only",
        "Not in English alone",
        "hint",
        "words/ar.toml stands beside the survey.",
        "There is no words/ beside the survey.",
        _english_only,
    ),
)
"""Rules about the questionnaire as a whole."""

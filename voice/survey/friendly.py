"""Whether a questionnaire suits children of its age: every remark, with what to do.

``check`` tells what is broken; this tells what would be hard, unfair or unsafe to ask. An error
has to be mended; a warning may be accepted by a person who gives a reason; a hint is only said.
``docs/child-friendly.md`` shows every rule with something good and something bad.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from voice.survey.check import place
from voice.survey.friendly_asking import ASKING_RULES
from voice.survey.friendly_harm import HARM_RULES
from voice.survey.friendly_items import ITEM_RULES
from voice.survey.friendly_rule import (
    Found,
    Level,
    Passage,
    Remark,
    Rule,
    Setting,
    Span,
    Whole,
    about,
    passages,
)
from voice.survey.friendly_whole import WHOLE_RULES, minutes, seconds
from voice.survey.friendly_words import WORD_RULES
from voice.survey.model import Ages, Item, Survey
from voice.survey.translation import Translation

__all__ = [
    "RULES",
    "Found",
    "Level",
    "Passage",
    "Remark",
    "Rule",
    "Setting",
    "Span",
    "Whole",
    "look",
    "look_at",
    "look_at_about",
    "minutes",
    "seconds",
]

PASSAGE_RULES: tuple[Rule[Passage], ...] = (*WORD_RULES, *ASKING_RULES, *HARM_RULES)
RULES: tuple[Rule[Passage] | Rule[Setting] | Rule[Whole], ...] = (
    *PASSAGE_RULES,
    *ITEM_RULES,
    *WHOLE_RULES,
)
"""Every rule, in the order in which the guide tells them."""


def look(survey: Survey, translations: Sequence[Translation] = ()) -> tuple[Remark, ...]:
    """Every remark: on the whole first, then item by item in the order of the file.

    Places are those of faults, items counted from one: ``items[2] “home-feeling”: text``.
    """
    whole = Whole(survey, translations)
    remarks = [remark for rule in WHOLE_RULES for remark in rule.remarks(whole, "")]
    remarks += look_at_about(survey)
    for number, item in enumerate(survey.items, start=1):
        setting = Setting(item, survey.ages, survey.stall, translations)
        remarks += _remarks(setting, place(number, item.id))
    return tuple(remarks)


def look_at_about(survey: Survey) -> list[Remark]:
    """Every remark on the words of what is said before the first question, by their fields.

    Children are asked there too: whether they want to begin. So it is held against the rules for
    asking as the line below a question is.
    """
    return [
        remark
        for passage in about(survey)
        if passage.said
        for rules, at in (
            (WORD_RULES, passage),
            (ASKING_RULES, replace(passage, role="hint", asks=False)),
        )
        for rule in rules
        for remark in rule.remarks(at, passage.place)
    ]


def look_at(
    item: Item, ages: Ages, *, stall: bool = False, translations: Sequence[Translation] = ()
) -> tuple[Remark, ...]:
    """Every remark on one item by itself, fast enough to be told while somebody types.

    Places are inside the item: ``text``, ``options[2].text``, ``versions.0-9.text``; empty where a
    remark is about the item as a whole. Spans are of exactly that text.
    """
    return tuple(_remarks(Setting(item, ages, stall, translations), ""))


def _remarks(setting: Setting, where: str) -> list[Remark]:
    remarks = [remark for passage in passages(setting) for remark in _said(passage, where)]
    return remarks + [remark for rule in ITEM_RULES for remark in rule.remarks(setting, where)]


def _said(passage: Passage, where: str) -> list[Remark]:
    remarks = _of_passage(passage)
    if not where:
        return list(remarks)
    return [replace(remark, place=f"{where}: {remark.place}") for remark in remarks]


@lru_cache(maxsize=4096)
def _of_passage(passage: Passage) -> tuple[Remark, ...]:
    """Kept: while somebody types, one text of an item changes and the others do not."""
    return tuple(
        remark for rule in PASSAGE_RULES for remark in rule.remarks(passage, passage.place)
    )

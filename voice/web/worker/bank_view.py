"""The question bank as pages show it, and a survey made of some of its questions."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from voice import publishing
from voice.store import publications
from voice.survey import bank as bank_module
from voice.survey import friendly
from voice.survey.bank import Bank, Question, Source, Theme
from voice.survey.check import BUDGETS
from voice.survey.draft_data import Data
from voice.survey.load import held
from voice.survey.model import Scale
from voice.web.worker.desk import desk
from voice.web.worker.marks import AGES
from voice.web.worker.studio_kinds import NAMES

LONGEST = 20
"""Minutes a survey can say that it takes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for."""

    words: str
    ages: str
    """Empty for all of them."""
    picked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One question as the page offers it."""

    id: str
    words: str
    hint: str
    kind: str
    kind_name: str
    answers: str
    ages: str
    source: Source | None
    """Where it differs from that of its theme."""
    as_it_is: bool
    """Whether its words may not be changed."""
    picked: bool
    there: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One theme as the page offers it."""

    id: str
    title: str
    source: Source
    lines: tuple[Line, ...]
    open: bool


def bank() -> Bank:
    """The council's own bank, in ``bank/`` beside its surveys; else the shipped one."""
    own = desk().settings.surveys / "bank"
    return bank_module.read(own if own.is_dir() else bank_module.FOLDER)


def ages_of(given: str | None) -> str:
    """Ages that are ours; empty for anything else, which means all."""
    return given if given in AGES else ""


def shown(asked: Asked, there: frozenset[str]) -> dict[str, Any]:
    """What the page is given: the themes, and what is ticked and not among them."""
    whole = bank()
    themes = whole.found(asked.words, asked.ages)
    parts = tuple(_part(theme, asked, there) for theme in themes)
    seen = {line.id for part in parts for line in part.lines}
    hidden = [one for one in whole.questions if one.item.id in asked.picked - seen - there]
    kept = tuple(_line(one, asked, there, None) for one in hidden)
    return {"themes": parts, "kept": kept, "number": len(seen)}


def survey_of(title: str, ages: str, chosen: Sequence[Question]) -> Data:
    """A survey of these questions as a draft begins; it says how long they take."""
    items = [dict(one.data) for one in chosen]
    data: Data = {
        "title": title,
        "purpose": "",
        "audience": "",
        "feedback": "",
        "ages": ages,
        "minutes": 1,
        "items": items,
    }
    return {**data, "minutes": _minutes(data)}


def keep_reasons(draft: str, chosen: Iterable[Question]) -> None:
    """Keep with a draft why warnings at official words are right, so that nobody has to say it."""
    given = {
        (f"“{one.item.id}”: text", rule): reason
        for one in chosen
        for rule, reason in one.kept.items()
    }
    if not given:
        return
    with desk().database.reading() as connection:
        before = publications.reasons(connection, draft)
    publishing.keep_reasons(desk().database, draft, {**given, **before})


def _minutes(data: Data) -> int:
    said = dict.fromkeys(("id", "title", "purpose", "audience", "feedback"), "x")
    survey, _ = held({**data, **said})
    return min(max(1, math.ceil(friendly.minutes(survey))), LONGEST) if survey else 1


def _part(theme: Theme, asked: Asked, there: frozenset[str]) -> Part:
    source = max(
        (one.source for one in theme.questions),
        key=[one.source for one in theme.questions].count,
    )
    lines = tuple(_line(one, asked, there, source) for one in theme.questions)
    opened = bool(asked.words) or any(line.picked for line in lines)
    return Part(theme.id, theme.title, source, lines, opened)


def _line(one: Question, asked: Asked, there: frozenset[str], usual: Source | None) -> Line:
    item = one.item
    return Line(
        item.id,
        item.text,
        item.hint or "",
        item.kind,
        NAMES[item.kind],
        _answers(one),
        _for(one),
        one.source if usual is not None and one.source != usual else None,
        not one.ours,
        item.id in asked.picked,
        item.id in there,
    )


def _answers(one: Question) -> str:
    if isinstance(one.item, Scale):
        return f"0 {one.item.low} · 10 {one.item.high}"
    return " · ".join(option.text for option in one.item.choices)


def _for(one: Question) -> str:
    """The ages it is for, where it is not for all of them."""
    if set(one.ages) == set(BUDGETS):
        return ""
    return ", ".join(AGES[ages] for ages in one.ages)

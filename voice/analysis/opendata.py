"""A release as open data: ``tables.json``, and back again.

The document has the keys of the disclosure policy, section 12, and one more, ``labels``: the words
and pictures by which the tables are shown. Whoever checks the figures needs no labels.

* ``tables``: ``dims.question`` is ``survey/item``, because the same item id in two surveys is two
  questions. A cell's ``answer`` is an option id, or ids joined by ``+`` where answers are reported
  together; joined groups, age bands or ways of helping are written the same way. What a joined
  value takes stands in ``hierarchies``, by dimension. ``_not-said`` is those who did not say.
  A value of a dimension that no cell of a table names had no response to that question.
* A tick-all question (in ``multi_select``) has one table an answer, each with its n.
* A mean has the name of its table and the unit ``mean``. It follows from the counts beside it.
* Bounded words are a cell without a number: ``at_least`` so many ``of`` n.
* A table by two dimensions has both in the dims of its cells.
* ``before`` of a table is the item that asked the same before the activity.
* ``words`` holds everything said in words instead of numbers, service answers included.

The text is canonical: the same release gives the same bytes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from voice.analysis.counts import Answer
from voice.analysis.safe import _SEAL, NotShown, Release, Safe, SafeRow

_NAMES = {"n": "N", "n_cross": "N_cross", "n_pct": "N_pct", "n_word": "N_word"}
"""Parameters of ``policy.toml`` whose name in the policy and in ``tables.json`` is another."""
_PARAMETERS = {name: parameter for parameter, name in _NAMES.items()}
IN_WORDS = frozenset({"bounded", "service-words"})
"""The forms of a table that say something in words."""


def write(release: Release) -> str:
    """The release as ``tables.json``: canonical JSON and a line end. Its log is not in it."""
    document = {
        "policy": {_NAMES.get(name, name): value for name, value in release.policy.items()},
        "release": release.id,
        "earlier": list(release.earlier),
        "hierarchies": release.hierarchies,
        "multi_select": sorted({table.question for table in release.tables if table.multiple}),
        "tables": [entry for table in release.tables for entry in _entries(table, release.id)],
        "words": [
            {"item": table.question, "period": table.period, "said": row.words}
            for table in release.tables
            for row in table.rows
            if row.words is not None
        ],
        "not_shown": [_entry_not_shown(gone) for gone in release.not_shown],
        "labels": {
            "period": release.period,
            "tables": [_label(table) for table in release.tables],
            "not_shown": [_label_not_shown(gone) for gone in release.not_shown],
        },
    }
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"


def read(text: str) -> Release:
    """The release that ``write`` gave this text for, with an empty log.

    Raises ``ValueError`` for any text that ``write`` could not have given.
    """
    document = _Document.model_validate_json(text)
    try:
        release = _release(document)
    except KeyError as error:
        raise ValueError(f"tables.json lacks a figure or word: {error}") from error
    if write(release) != text:
        raise ValueError("tables.json is not as a release is written")
    return release


def _entries(table: Safe, publication: str) -> Iterator[dict[str, Any]]:
    shared = {
        "name": table.name,
        "publication": publication,
        "sensitivity": table.sensitivity,
        "dims": {"question": table.question, "period": table.period},
    }
    if table.base is not None:
        base = {"item": f"{table.survey}/{table.base}", "in": list(table.base_in)}
        shared["base"] = base
    shared |= _given(table, "before")
    cells = [cell for row in table.rows for cell in _count_cells(table, row)]
    means = [
        {"dims": _dims(table, row), "published": row.mean}
        for row in table.rows
        if row.mean is not None
    ]
    yield from (
        {**shared, "unit": unit, "cells": found}
        for unit, found in (("count", cells), ("mean", means))
        if found
    )


def _entry_not_shown(gone: NotShown) -> dict[str, str | None]:
    item = f"{gone.survey}/{gone.item}"
    told = {"item": item, "breakdown": gone.dimension, "reason": gone.reason}
    return {**told, **_given(gone, "crossed")}


def _count_cells(table: Safe, row: SafeRow) -> Iterator[dict[str, Any]]:
    dims = _dims(table, row)
    if row.n is not None:
        yield {"dims": dims, "published": row.n}
    for answer, count in zip(table.answers, row.counts or (), strict=row.counts is not None):
        yield {"dims": {**dims, "answer": answer.id}, "published": count}
    if row.at_least is not None:
        answer_id, least = row.at_least
        of = {"at_least": least, "of": row.n}
        yield {"dims": {**dims, "answer": answer_id}, "published": None, **of}


def _dims(table: Safe, row: SafeRow) -> dict[str, str]:
    return _named((table.dimension, row.value), (table.crossed, row.crossed))


def _named(*dims: tuple[str | None, str | None]) -> dict[str, str]:
    return {name: value for name, value in dims if name is not None and value is not None}


def _given(one: Safe | SafeRow | NotShown, *names: str) -> dict[str, str]:
    """What is only written where there is any, so that older releases read as they were."""
    return _named(*((name, getattr(one, name)) for name in names))


_WORDS_OF_TABLE = (
    "name",
    "survey",
    "item",
    "text",
    "kind",
    "dimension",
    "form",
    "sensitivity",
    "multiple",
    "tick",
    "theme",
    "promise",
    "priority",
    "base",
)
_WHERE_GIVEN = ("crossed", "before")


def _label(table: Safe) -> dict[str, Any]:
    return {
        **{name: getattr(table, name) for name in _WORDS_OF_TABLE},
        "base_in": list(table.base_in),
        "answers": [asdict(answer) for answer in table.answers],
        "rows": [
            {"value": row.value, "label": row.label, **_given(row, "crossed")} for row in table.rows
        ],
        **_given(table, *_WHERE_GIVEN),
    }


def _label_not_shown(gone: NotShown) -> dict[str, str]:
    return {"survey": gone.survey, "item": gone.item, "text": gone.text, "back": gone.back}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Cell(_Part):
    dims: dict[str, str]
    published: int | float | None
    at_least: int | None = None
    of: int | None = None


class _Base(_Part):
    item: str
    answers: list[str] = Field(alias="in")


class _Table(_Part):
    name: str
    publication: str
    sensitivity: str
    dims: dict[str, str]
    unit: str
    base: _Base | None = None
    before: str | None = None
    cells: list[_Cell]


class _Said(_Part):
    item: str
    period: str
    said: str


class _Gone(_Part):
    item: str
    breakdown: str | None
    crossed: str | None = None
    reason: str


class _AnswerLabel(_Part):
    id: str
    text: str
    score: int | None
    picture: str | None


class _RowLabel(_Part):
    value: str | None
    label: str
    crossed: str | None = None


class _TableLabel(_Part):
    name: str
    survey: str
    item: str
    text: str
    kind: str
    dimension: str | None
    form: str
    sensitivity: str
    multiple: bool
    tick: str | None
    theme: str | None
    promise: str | None
    priority: str | None
    base: str | None
    base_in: list[str]
    crossed: str | None = None
    before: str | None = None
    answers: list[_AnswerLabel]
    rows: list[_RowLabel]


class _GoneLabel(_Part):
    survey: str
    item: str
    text: str
    back: str


class _Labels(_Part):
    period: str
    tables: list[_TableLabel]
    not_shown: list[_GoneLabel]


class _Document(_Part):
    policy: dict[str, str | int]
    release: str
    earlier: list[str]
    hierarchies: dict[str, dict[str, list[str]]]
    multi_select: list[str]
    tables: list[_Table]
    words: list[_Said]
    not_shown: list[_Gone]
    labels: _Labels


def _release(document: _Document) -> Release:
    period = document.labels.period
    figures = {(table.name, table.unit): table.cells for table in document.tables}
    said = {words.item: words.said for words in document.words}
    tables = [_safe(label, period, figures, said) for label in document.labels.tables]
    gone = zip(document.not_shown, document.labels.not_shown, strict=True)
    return Release(
        id=document.release,
        period=period,
        months=tuple(document.hierarchies["time"][period]),
        policy={_PARAMETERS.get(name, name): value for name, value in document.policy.items()},
        earlier=tuple(document.earlier),
        hierarchies=document.hierarchies,
        tables=tuple(tables),
        not_shown=tuple(
            NotShown(
                label.survey,
                label.item,
                label.text,
                one.breakdown,
                one.reason,
                label.back,
                one.crossed,
            )
            for one, label in gone
        ),
    )


_Found = Mapping[frozenset[tuple[str, str]], _Cell]


def _safe(
    label: _TableLabel,
    period: str,
    figures: Mapping[tuple[str, str], Iterable[_Cell]],
    said: Mapping[str, str],
) -> Safe:
    counts = {frozenset(c.dims.items()): c for c in figures.get((label.name, "count"), ())}
    means = {frozenset(c.dims.items()): c for c in figures.get((label.name, "mean"), ())}
    rows = tuple(_row(label, one, counts, means, said) for one in label.rows)
    words = {name: getattr(label, name) for name in (*_WORDS_OF_TABLE, *_WHERE_GIVEN)}
    answers = tuple(Answer(a.id, a.text, a.score, a.picture) for a in label.answers)
    lists: dict[str, Any] = {"answers": answers, "base_in": tuple(label.base_in)}
    return Safe(**words, **lists, period=period, rows=rows, seal=_SEAL)


def _row(
    table: _TableLabel, row: _RowLabel, counts: _Found, means: _Found, said: Mapping[str, str]
) -> SafeRow:
    dims = _named((table.dimension, row.value), (table.crossed, row.crossed)).items()
    n = counts.get(frozenset(dims))
    mean = means.get(frozenset(dims))
    cells = {a.id: counts.get(frozenset({*dims, ("answer", a.id)})) for a in table.answers}
    numbers = [cell.published for cell in cells.values() if cell is not None]
    whole = tuple(number for number in numbers if isinstance(number, int))
    bounds = [(a, cell.at_least) for a, cell in cells.items() if cell is not None]
    if n is None and table.form != "service-words":
        raise KeyError(table.name)
    return SafeRow(
        value=row.value,
        label=row.label,
        n=n.published if n is not None and isinstance(n.published, int) else None,
        counts=whole if whole else None,
        words=said[f"{table.survey}/{table.item}"] if table.form in IN_WORDS else None,
        at_least=next(((a, least) for a, least in bounds if least is not None), None),
        mean=float(mean.published) if mean is not None and mean.published is not None else None,
        crossed=row.crossed,
    )

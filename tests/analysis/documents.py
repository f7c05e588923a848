"""``tables.json`` written by hand, for tests of the audit: it must not need whatever makes them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

Cells = list[dict[str, Any]]
QUESTION = "how-are-you/feeling"


def a_document(
    tables: Sequence[Mapping[str, Any]],
    release: str = "2019-P1",
    months: Sequence[str] = ("2019-09", "2019-10"),
    earlier: Sequence[str] = (),
    time: Mapping[str, Sequence[str]] | None = None,
    policy: Mapping[str, Any] | None = None,
    multiple: Sequence[str] = (),
    **hierarchies: Mapping[str, Sequence[str]],
) -> str:
    """A release as open data; ``policy`` changes parameters, ``time`` replaces the time tree."""
    document = {
        "policy": {"version": "1", "k": 5, "N": 10, "w": 4} | dict(policy or {}),
        "release": release,
        "earlier": list(earlier),
        "hierarchies": {"time": dict(time or {release: list(months)}), **hierarchies},
        "multi_select": list(multiple),
        "tables": [{"publication": release, **table} for table in tables],
        "words": [],
        "not_shown": [],
    }
    return json.dumps(document)


def a_table(
    *rows: Cells,
    period: str = "2019-P1",
    question: str = QUESTION,
    by: str = "",
    sensitivity: str = "personal",
    unit: str = "count",
    **more: Any,
) -> dict[str, Any]:
    name = question + (f" by {by}" if by else "")
    return {
        "name": name,
        "sensitivity": sensitivity,
        "dims": {"question": question, "period": period},
        "unit": unit,
        "cells": [cell for row in rows for cell in row],
        **more,
    }


def counts(happy: int, okay: int, sad: int, **where: str) -> Cells:
    """A whole row: n and the three answers."""
    return of_answers({"happy": happy, "okay": okay, "sad": sad}, **where)


def of_answers(given: Mapping[str, int], n: int | None = None, **where: str) -> Cells:
    total = sum(given.values()) if n is None else n
    return [
        {"dims": where, "published": total},
        *({"dims": {**where, "answer": a}, "published": c} for a, c in given.items()),
    ]


def ticked(option: str, yes: int, n: int, **where: str) -> Cells:
    """One answer of a tick-all question: of n, so many ticked it."""
    return of_answers({option: yes}, n, **where)


def only_n(n: int, **where: str) -> Cells:
    return [{"dims": where, "published": n}]


def bounded(answer: str, least: int, n: int, **where: str) -> Cells:
    """Bounded words: at least so many of n gave the answer."""
    words = {"dims": {**where, "answer": answer}, "published": None, "at_least": least, "of": n}
    return [{"dims": where, "published": n}, words]

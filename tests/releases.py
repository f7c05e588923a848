"""Releases to test with: protected tables made without the real gate, in good order."""

from collections.abc import Mapping, Sequence
from typing import Any

from voice.analysis.counts import Answer
from voice.analysis.policy import Policy
from voice.analysis.safe import _SEAL, NotShown, Release, Safe, SafeRow

MONTHS = ("2026-09", "2026-10")
FACES = (
    Answer("very-sad", "Very sad", 1, "face-1"),
    Answer("sad", "Sad", 2, "face-2"),
    Answer("ok", "OK", 3, "face-3"),
    Answer("happy", "Happy", 4, "face-4"),
    Answer("very-happy", "Very happy", 5, "face-5"),
)
HAPPY = (
    Answer("very-sad+sad+ok", "OK, sad or very sad"),
    Answer("happy+very-happy", "Happy or very happy"),
)
YES_NO = (Answer("yes", "Yes"), Answer("unsure", "Not sure"), Answer("no", "No"))
AGES = {"0-9": "Up to 9", "10-16": "10 to 16", "17+": "17 and over"}


def a_row(counts: Sequence[int], value: str | None = None, label: str = "", **said: Any) -> SafeRow:
    return SafeRow(value, label or value or "Everybody", sum(counts), tuple(counts), **said)


def a_table(
    rows: Sequence[SafeRow],
    answers: tuple[Answer, ...] = FACES,
    item: str = "feeling-now",
    text: str = "How do you feel right now?",
    dimension: str | None = None,
    **fields: Any,
) -> Safe:
    """A table as the gate makes it: ``as-asked`` and about faces unless a test says otherwise."""
    survey = fields.setdefault("survey", "how-are-you")
    by = f" by {dimension}" if dimension else ""
    tick = f": {fields['tick']}" if fields.get("tick") else ""
    return Safe(
        **{
            "name": f"{survey}/{item}{by}{tick}",
            "item": item,
            "text": text,
            "kind": "faces",
            "period": "2026-P5",
            "dimension": dimension,
            "form": "as-asked",
            "sensitivity": "personal",
            "answers": answers,
            "rows": tuple(rows),
            **fields,
        },
        seal=_SEAL,
    )


def by_age(counts: Mapping[str, Sequence[int]], **fields: Any) -> Safe:
    rows = [a_row(row, value, AGES[value]) for value, row in counts.items()]
    return a_table(rows, dimension="age_band", **fields)


def some_ticks(
    counts: Mapping[str, int],
    n: int,
    item: str = "good",
    text: str = "What is good?",
    **fields: Any,
) -> list[Safe]:
    """A tick-all question: one table an answer, each so many of n."""
    return [
        a_table(
            [SafeRow(None, "Everybody", n, (count,))],
            (Answer(tick.lower().replace(" ", "-"), tick),),
            item,
            text,
            kind="many",
            multiple=True,
            tick=tick.lower().replace(" ", "-"),
            **fields,
        )
        for tick, count in counts.items()
    ]


def a_release(
    tables: Sequence[Safe] = (),
    not_shown: Sequence[NotShown] = (),
    id_: str = "2026-P5",
    months: tuple[str, ...] = MONTHS,
    earlier: tuple[str, ...] = (),
) -> Release:
    return Release(
        id=id_,
        period=id_,
        months=months,
        policy=Policy().as_dict(),
        earlier=earlier,
        hierarchies={"time": {id_: list(months)}},
        tables=tuple(tables),
        not_shown=tuple(not_shown),
    )

"""For analysts: the figures as files, how they were protected, and what was tested on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template

from voice import theming
from voice.analysis import agreement, trends
from voice.analysis import policy as policy_module
from voice.analysis.holdings import name_of
from voice.analysis.safe import NotShown, Release
from voice.publish import sheets
from voice.store import codings, releases
from voice.store.codings import AGREED
from voice.store.db import Connection
from voice.web.worker import heard
from voice.web.worker.desk import desk, keep_note, policy

pages = Blueprint("analysts", __name__, url_prefix="/heard/analysts")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the policy: what it is called, what it is now, and its floor."""

    name: str
    value: int
    floor: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far people who sorted the same texts agreed, for one theme or for all together."""

    theme: str
    texts: int
    alpha: str


MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("k", "k", "the least number of children behind any number above 0 that can be known"),
    ("n", "N", "the least number of answers, and of different children, in each line of a table"),
    ("n_cross", "N_cross", "the same for each line of a table split by two things"),
    ("n_pct", "N_pct", "from so many answers on we write percentages; below it, 7 of 12"),
    ("n_word", "N_word", "the least number of answers told in words, about the service only"),
    ("w", "w", "how many values a small number that is not shown must still be able to have"),
)
"""The policy's numbers: as its file calls them, as the policy does, and what they mean."""
NOT_SHOWN = "not shown"
UNTOLD = frozenset({NOT_SHOWN, "n-only"})
"""The rungs on which no answer is told."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A table that was tried: the rung it stands on, and why it is not told."""

    name: str
    rung: str
    why: str


@pages.get("")
def index() -> str:
    """The files of every release, the numbers in force, what was tested, and how to check."""
    with desk().database.reading() as connection:
        found = heard.holdings(connection).releases
        agreed = _agreed(connection)
    return render_template(
        "worker/analysts.html",
        releases=[
            (one, name_of(one), looked)
            for one, looked in reversed(list(zip(found, _looked(found), strict=True)))
        ],
        numbers=_numbers(),
        policy=policy(),
        agreed=agreed,
        few=agreement.FEW,
    )


@pages.get("/<release>")
def log(release: str) -> str:
    """How one release was made: what was tried, what is not shown, how it passed the audit.

    The rounds that refused something and what they took out stay in the log. Beside them, a table
    that is missing for how many came would be the one that the audit did not take (decision 18).
    """
    found = _find(release)
    kinds = {
        kind: [line for line in found.log if line["what"] == kind]
        for kind in ("released", "audit", "wanted")
    }
    return render_template(
        "worker/analysts-log.html",
        release=found,
        period=name_of(found),
        lines=kinds,
        tried=_tried(found),
    )


@pages.get("/<release>/figures.csv")
def figures(release: str) -> Response:
    """Every cell of a release, a line each."""
    found = _find(release)
    # Downloads stand in the trail, so this GET writes one line.
    keep_note("export-downloaded", f"{found.id}/figures.csv")
    response = Response(sheets.tidy(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.id}-figures.csv"'
    return response


def _find(release_id: str) -> Release:
    with desk().database.reading() as connection:
        return releases.find(connection, release_id) or abort(404)


def _tried(release: Release) -> list[Tried]:
    """Every table of the log with the reason that is told of it.

    The log knows more closely why a breakdown is not shown. That would say which of its lines is
    the small one, so it stays there. Nor does it say on which rung a table stood before it was
    left out: whatever is not shown looks the same.
    """
    told = {_named(gone): gone.reason for gone in release.not_shown}
    shown = {table.name for table in release.tables}
    return [
        Tried(name, rung, told.get(name.partition(": ")[0], "") if rung in UNTOLD else "")
        for line in release.log
        if line["what"] == "table"
        for name in [line["name"]]
        for rung in [line["rung"] if name in shown else NOT_SHOWN]
    ]


def _named(gone: NotShown) -> str:
    """A table that is not shown, as the log calls it."""
    dims = sorted(dim for dim in (gone.dimension, gone.crossed) if dim)
    return f"{gone.survey}/{gone.item}" + (f" by {' and '.join(dims)}" if dims else "")


def _looked(found: Sequence[Release]) -> list[int]:
    """For each release how many comparisons with the one before were looked at together."""
    return [trends.looked_at(found[: place + 1]) for place in range(len(found))]


def _numbers() -> list[Number]:
    now: dict[str, Any] = policy().as_dict()
    return [
        Number(name, now[id_], policy_module.FLOORS[id_], meaning)
        for id_, name, meaning in MEANINGS
    ]


def _agreed(connection: Connection) -> list[Agreed]:
    """All themes together, then each that at least k texts carry: fewer are not counted here."""
    frame = theming.current(connection)
    by_text = theming.by_text(codings.all_of(connection), frame)
    said = {
        text: {one.coder: one.themes for one in by if one.coder != AGREED}
        for text, by in by_text.items()
    }
    names = {"": "All themes together"} | {theme.id: theme.name for theme in frame.themes}
    return [
        Agreed(names[row.theme], row.texts, "none" if row.alpha is None else f"{row.alpha:.2f}")
        for row in agreement.of(said, [theme.id for theme in frame.themes])
        if row.texts and (not row.theme or row.said >= policy().k)
    ]

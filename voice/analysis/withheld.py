"""What is not shown and why: one line a question, so that many tables do not bury a paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from voice.analysis import said
from voice.analysis.safe import NotShown, Release, Safe

WHOLE = "for everybody"
BY: dict[str | None, str] = {
    None: WHOLE,
    "age_band": "by age band",
    "group": "by group",
    "helped": "by alone or together",
    "month": "by month",
}


def by(dimension: str | None, crossed: str | None = None) -> str:
    """What a table is broken down by, in words: “by age band and group”."""
    first = BY.get(dimension, f"by {dimension}")
    return f"{first} and {BY[crossed].removeprefix('by ')}" if crossed else first


@dataclass(frozen=True, slots=True)
class Line:
    """One question of one survey: what of it is not shown, why, and what would bring it back."""

    survey: str
    question: str
    told: str


def of(release: Release) -> tuple[Line, ...]:
    """A line for each question with anything not shown, by survey. Nothing is lost."""
    found: dict[tuple[str, str], list[NotShown]] = {}
    texts: dict[tuple[str, str], str] = {}
    answered = _numbers_only(release)
    for gone in release.not_shown:
        texts.setdefault((gone.survey, gone.item), gone.text)
        found.setdefault((gone.survey, gone.item), []).append(gone)
    for key, table in answered.items():
        texts.setdefault(key, table.text)
    ordered = sorted(texts, key=lambda key: key[0])
    return tuple(
        Line(key[0], texts[key], _told(found.get(key, ()), answered.get(key))) for key in ordered
    )


def _numbers_only(release: Release) -> dict[tuple[str, str], Safe]:
    """Questions of which only the number of answers is said."""
    return {
        (table.survey, table.item): table
        for table in release.tables
        if table.dimension is None
        and all(row.counts is None and row.words is None for row in table.rows)
    }


def _told(gone: Sequence[NotShown], answered: Safe | None) -> str:
    """Breakdowns with the same reason in one sentence: By group and by month: too few answers."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in gone:
        where = by(one.dimension, one.crossed)
        places = reasons.setdefault((one.reason, one.back), [])
        if where not in places:
            places.append(where)
    told = [said.counted(answered.rows[0].n or 0, "answer") + "."] if answered else []
    told += [
        said.sentence(f"{said.listed(places)}: {reason[:1].lower()}{reason[1:]}")
        for (reason, _), places in reasons.items()
    ]
    told += dict.fromkeys(said.sentence(back) for _, back in reasons)
    return " ".join(sentence for sentence in told if sentence)

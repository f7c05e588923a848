"""Why events were cancelled, and how early: in words for workers and for a paper."""

from collections import Counter
from collections.abc import Iterable

from voice.analysis import said

NOBODY, OTHER = "nobody", "other"
BECAUSE: dict[str, str] = {
    NOBODY: "nobody had signed up",
    "staff": "too few staff could come",
    "venue": "the venue could not be used",
    "weather": "the weather was too bad",
    OTHER: "",
}
"""Each kind of reason in words that follow on “because”; what else it was is told in words."""


def told(kind: str | None, why: str, notice: int | None) -> str:
    """Why, and how early: “Nobody had signed up, two days before.” Empty where nothing is known."""
    reason, early = BECAUSE[kind or OTHER], before(notice)
    if reason:
        first = ", ".join(part for part in (reason, early) if part)
        return " ".join(part for part in (said.sentence(first), said.sentence(why)) if part)
    return said.sentence(f"{early}: {why}" if early and why else why or early)


def sentence(kind: str | None, why: str, notice: int | None) -> str:
    """The same as a paper tells it: “Cancelled: nobody had signed up, two days before.”"""
    if kind in (None, OTHER):
        early = before(notice)
        when = f"Cancelled {early}" if early else "Cancelled"
        return said.sentence(f"{when}: {why}" if why else when)
    words = told(kind, why, notice)
    return f"Cancelled: {words[0].lower()}{words[1:]}"


def before(notice: int | None) -> str:
    """How early: “on the day”, “the day before”, “two days before”; empty where nobody knows."""
    if notice is None:
        return ""
    near = {0: "on the day", 1: "the day before"}
    return near.get(notice) or f"{said.number_word(notice).lower()} days before"


def reasons(kinds: Iterable[str | None]) -> str:
    """How many of several cancelled events for which reason; empty where no reason is known."""
    given = list(kinds)
    counts = Counter(kind for kind in given if kind)
    if not set(counts) - {OTHER}:
        return ""
    if len(counts) == 1 and counts.total() == len(given):
        (kind,) = counts
        return f"{'all ' if len(given) > 1 else ''}because {BECAUSE[kind]}"
    return said.listed(_counted(kind, counts[kind]) for kind in BECAUSE if counts[kind])


def _counted(kind: str, number: int) -> str:
    if kind == OTHER:
        return f"{number} for {'another reason' if number == 1 else 'other reasons'}"
    return f"{number} because {BECAUSE[kind]}"

"""Figures that other systems counted, told as given and with their source.

Subjects of statements come as shares of a few statements. They are told as an order in words,
because a share of nine statements is a child.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from voice import words
from voice.analysis import said
from voice.analysis.bars import Grid

SUBJECT = "subject"
NOT_KNOWN = "not given"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of another system for one month.

    ``measure`` is its name as read, as in "Express statements"; or ``subject/<app>/<subject>``,
    and the number then only sets the subject's place in the order.
    """

    source: str
    month: str
    measure: str
    number: int


def latest(figures: Sequence[Figure], months: int) -> tuple[Figure, ...]:
    """The figures of the latest so many months that have any."""
    kept = sorted({figure.month for figure in figures})[-months:]
    return tuple(figure for figure in figures if figure.month in kept)


def by_month(figures: Sequence[Figure], measures: Sequence[str]) -> Grid | None:
    """A row a measure, a column a month: those named first, then others by their names."""
    months = sorted({figure.month for figure in figures})
    numbers = {(one.measure, one.month): one.number for one in figures if not is_subject(one)}
    orders = _orders(figures)
    if not months:
        return None
    known = {measure for measure, _ in numbers}
    rest = sorted(known - set(measures))
    rows = [
        (measure, *(_number(numbers.get((measure, month))) for month in months))
        for measure in [*(one for one in measures if one in known), *rest]
    ]
    rows += [
        (
            f"Subjects, {app} (most first)",
            *(orders.get((app, month), NOT_KNOWN) for month in months),
        )
        for app in sorted({app for app, _ in orders})
    ]
    return Grid(("Measure", *(words.month_name(month) for month in months)), tuple(rows))


def _number(number: int | None) -> str:
    return NOT_KNOWN if number is None else f"{number:,}"


def is_subject(figure: Figure) -> bool:
    """Whether its number only sets a subject's place in the order."""
    return figure.measure.startswith(f"{SUBJECT}/")


def _orders(figures: Sequence[Figure]) -> dict[tuple[str, str], str]:
    """By app and month, its subjects in order and in words, equal ones together."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for figure in figures:
        if is_subject(figure):
            _, app, subject = figure.measure.split("/", 2)
            found.setdefault((app, figure.month), []).append((figure.number, subject))
    return {key: in_order(subjects) for key, subjects in found.items()}


def in_order(subjects: Sequence[tuple[int, str]]) -> str:
    """About me; then My life; then My education and My health alike."""
    ordered = sorted(subjects, key=lambda one: (-one[0], one[1]))
    places = []
    for _, level in groupby(ordered, key=lambda one: one[0]):
        names = [name for _, name in level]
        places.append(said.listed(names) + (" alike" if len(names) > 1 else ""))
    return "; then ".join(places)

"""What is said of the figures of one question: its title and its sentences, by rule.

How a figure is written is decided in ``said``. A title is one message of at most ten words. It says
"most" only of more than half of the answers, and takes no side: the same rule for every answer of
every question.
"""

from collections.abc import Callable, Sequence

from voice.analysis import said
from voice.analysis.bars import Bar
from voice.analysis.safe import Safe, SafeRow

TITLE_WORDS = 10
SCALE_OF_ENDS = 4
"""A scale of at least so many answers has ends of two answers each."""
LISTED = 5
"""The most answers told one by one in a sentence; the table tells all."""

BY: dict[str, str] = {
    "age_band": "Answers by age band",
    "group": "Answers by group",
    "helped": "Answers given alone and together",
    "month": "Answers by month",
}
EACH: dict[str, str] = {
    "age_band": "in each age band shown",
    "group": "in each group shown",
    "helped": "alone and together",
    "month": "in each month shown",
}
BY_BOTH = "Answers by {0} and {1}"
EACH_OF_BOTH = "in each row shown"
DIMENSIONS: dict[str, str] = {
    "age_band": "age band",
    "group": "group",
    "helped": "alone or together",
    "month": "month",
}
"""What each dimension is called within a sentence."""
NO_MESSAGE = "Answers were spread; none was given by more than half"
NO_TICK = "None of these was named by more than half"


def first_that_fits(*titles: str) -> str:
    """The first title of at most ten words; the last one is short by construction."""
    return next((title for title in titles if len(title.split()) <= TITLE_WORDS), titles[-1])


def title_of_choice(bars: Sequence[Bar]) -> str:
    """The message of a question of which one answer was chosen."""
    most = [bar for bar in bars if 2 * bar.count > bar.n]
    half = [bar for bar in bars if 2 * bar.count == bar.n]
    if most:
        label = said.quoted(most[0].label)
        return first_that_fits(f"Most answers were {label}", "More than half gave the same answer")
    if len(half) == 1:
        label = said.quoted(half[0].label)
        return first_that_fits(f"Half of the answers were {label}", "Half gave the same answer")
    return "Two answers were equally common" if half else NO_MESSAGE


def title_of_scale(bars: Sequence[Bar]) -> str:
    """The same for answers on a scale, where the two at either end may be told together."""
    title = title_of_choice(bars)
    if title != NO_MESSAGE or len(bars) < SCALE_OF_ENDS:
        return title
    ends = [end for end in (bars[:2], bars[-2:]) if 2 * sum(bar.count for bar in end) > end[0].n]
    if not ends:
        return title
    labels = " or ".join(said.quoted(bar.label) for bar in ends[0])
    return first_that_fits(f"Most answers were {labels}", NO_MESSAGE)


def title_of_ticks(bars: Sequence[Bar]) -> str:
    """The message of a question with any number of answers; some may not be among the bars."""
    often = [said.quoted(bar.label) for bar in bars if 2 * bar.count > bar.n]
    if not often:
        return NO_TICK
    if len(often) == 1:
        return first_that_fits(f"{often[0]} was named by more than half", "One named by most")
    many = f"{said.number_word(len(often))} answers were each named by more than half"
    if len(often) > 2:
        return many
    return first_that_fits(f"{said.listed(often)} were each named by more than half", many)


RULES: dict[str, Callable[[Sequence[Bar]], str]] = {
    "choice": title_of_choice,
    "scale": title_of_scale,
    "ticks": title_of_ticks,
}


def title_by(dimension: str, titles: Sequence[str]) -> str:
    """The message of a breakdown: the one that holds everywhere, or just what is shown."""
    plain = by(dimension)
    if len(set(titles)) > 1 or titles[0] in {NO_MESSAGE, NO_TICK}:
        return plain
    return first_that_fits(f"{titles[0]} {EACH.get(dimension, EACH_OF_BOTH)}", plain)


def by(dimension: str) -> str:
    """That something is told by a dimension, or by two: Answers by age band and group."""
    return BY.get(dimension) or BY_BOTH.format(*(DIMENSIONS[one] for one in dimension.split("+")))


def sentences_by(titles: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """A sentence for each message of a breakdown, with all it holds for."""
    labels: dict[str, list[str]] = {}
    for label, title in titles:
        labels.setdefault(title, []).append(label)
    return tuple(
        f"{said.listed(held)}: {title[0].lower()}{title[1:]}." for title, held in labels.items()
    )


def sentence_of(bars: Sequence[Bar], ticks: bool) -> str:
    """One plain sentence: how many gave which answer, in scale order."""
    if len(bars) > LISTED:
        return _only_most(bars, ticks)
    given = [bar for bar in bars if bar.count]
    none = " or ".join(said.quoted(bar.label) for bar in bars if not bar.count)
    if not given:
        return f"In {bars[0].n:,} answers nobody gave {none}."
    nobody = f"; nobody gave {none}" if none else ""
    return f"Of {bars[0].n:,} answers, {_parts(given, ticks)}{nobody}."


def _only_most(bars: Sequence[Bar], ticks: bool) -> str:
    often = [bar for bar in bars if 2 * bar.count > bar.n]
    if not often:
        if ticks:
            return f"There were {bars[0].n:,} answers. {NO_TICK}."
        return f"The {bars[0].n:,} answers were spread; none was given by more than half."
    return f"Of {bars[0].n:,} answers, {_parts(often, ticks)}."


def _parts(bars: Sequence[Bar], ticks: bool) -> str:
    amounts = [bar.said.removesuffix(f" of {bar.n}") for bar in bars]
    verb = "named" if ticks else "was" if amounts[0] == "1" else "were"
    labels = [said.quoted(bar.label) for bar in bars]
    first = f"{amounts[0]} {verb} {labels[0]}"
    return said.listed([first, *map(" ".join, zip(amounts[1:], labels[1:], strict=True))])


def mean_of(table: Safe, row: SafeRow) -> str:
    """The average as a sentence, empty where none may be said."""
    scores = [answer.score for answer in table.answers if answer.score is not None]
    if row.mean is None or not scores:
        return ""
    return f"On the scale from {min(scores)} to {max(scores)} the average was {row.mean:.1f}."

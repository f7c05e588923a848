"""How the rows of tables are called, and how answers are told in words instead of numbers."""

from collections.abc import Mapping, Sequence

from voice import words
from voice.analysis.counts import NOT_SAID, Group
from voice.analysis.policy import Policy

EVERYBODY = "Everybody"
_NAMES: dict[tuple[str, str], str] = {
    ("age_band", "0-9"): "Up to 9",
    ("age_band", "10-16"): "10 to 16",
    ("age_band", "17+"): "17 and over",
    ("age_band", NOT_SAID): "Age not said",
    ("helped", "alone"): "On their own",
    ("helped", "together"): "With somebody",
    ("helped", NOT_SAID): "Not said",
    ("group", NOT_SAID): "No group",
}


def row(dimension: str | None, values: Sequence[str], groups: Mapping[str, Group]) -> str:
    """What a row is called: “10 to 16”, or for joined ones “North and South”."""
    if dimension is None:
        return EVERYBODY
    names = [_name(dimension, value, groups) for value in values]
    *before, last = names
    if before and values[-1] == NOT_SAID:
        return f"{', '.join(before)}, or {last[:1].lower()}{last[1:]}"
    return f"{', '.join(before)} and {last}" if before else last


def crossed_row(
    first: str,
    values: Sequence[str],
    second: str,
    others: Sequence[str],
    groups: Mapping[str, Group],
) -> str:
    """What a row by two dimensions is called: “10 to 16: North”."""
    return f"{row(first, values, groups)}: {row(second, others, groups)}"


def _name(dimension: str, value: str, groups: Mapping[str, Group]) -> str:
    if dimension == "month":
        return words.month_name(value)
    if value in groups and dimension == "group":
        return groups[value].name
    return _NAMES.get((dimension, value), value)


def bounded(n: int, policy: Policy) -> str:
    """That nearly all answers were the same: the same words whatever the rest is."""
    if n >= 10 * policy.rest:
        return "about 9 in 10 or more"
    return f"most or all of the {n} answers"


def few_words(answers: Sequence[str], counts: Sequence[int], n: int, policy: Policy) -> str:
    """How many of fewer than N gave each answer, in words and without a number."""
    given = list(zip(answers, counts, strict=True))
    if [count for count in counts if count] == [n]:
        given = [(answer, count) for answer, count in given if count]
    told = [f"{_share(count, n)} said ‘{answer}’" for answer, count in given]
    sentence = "; ".join(told)
    return f"We asked fewer than {policy.n}. {sentence[:1].upper()}{sentence[1:]}."


def _share(count: int, n: int) -> str:
    if count in {0, n}:
        return "all" if count else "none"
    if 3 * count <= n:
        return "few"
    return "most" if 3 * count >= 2 * n else "about half"

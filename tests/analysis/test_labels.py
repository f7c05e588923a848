"""What rows are called and how answers are told in words."""

import pytest

from voice.analysis import labels
from voice.analysis.counts import Group
from voice.analysis.policy import Policy

GROUPS = {id_: Group(id_, id_.title()) for id_ in ("north", "south", "east")}


@pytest.mark.parametrize(
    ("dimension", "values", "label"),
    [
        (None, (), "Everybody"),
        ("age_band", ("0-9",), "Up to 9"),
        ("age_band", ("17+",), "17 and over"),
        ("age_band", ("_not-said",), "Age not said"),
        ("age_band", ("10-16", "_not-said"), "10 to 16, or age not said"),
        ("helped", ("alone",), "On their own"),
        ("helped", ("together",), "With somebody"),
        ("helped", ("alone", "_not-said"), "On their own, or not said"),
        ("month", ("2019-10",), "October 2019"),
        ("group", ("north",), "North"),
        ("group", ("_not-said",), "No group"),
        ("group", ("north", "south"), "North and South"),
        ("group", ("north", "south", "east"), "North, South and East"),
    ],
)
def test_a_row_is_called_what_people_call_it(
    dimension: str | None, values: tuple[str, ...], label: str
) -> None:
    assert labels.row(dimension, values, GROUPS) == label


@pytest.mark.parametrize(
    ("count", "n", "word"),
    [
        (0, 3, "none"),
        (1, 3, "few"),
        (2, 3, "most"),
        (3, 3, "all"),
        (2, 4, "about half"),
        (3, 7, "about half"),
        (3, 9, "few"),
        (4, 9, "about half"),
        (6, 9, "most"),
        (8, 9, "most"),
    ],
)
def test_a_share_of_few_is_one_of_five_words(count: int, n: int, word: str) -> None:
    told = labels.few_words(["Yes"], [count], n, Policy())
    assert told == f"We asked fewer than 10. {word.capitalize()} said ‘Yes’."


def test_none_is_said_of_what_is_left_only_where_more_than_one_thing_was_said() -> None:
    def told(*counts: int) -> str:
        return labels.few_words(["Yes", "Not sure", "No"], counts, max(counts), Policy())

    assert told(0, 0, 3) == "We asked fewer than 10. All said ‘No’."
    assert told(4, 2, 0).endswith("All said ‘Yes’; about half said ‘Not sure’; none said ‘No’.")


def test_bounded_words_hang_on_n_and_the_policy_alone() -> None:
    assert labels.bounded(49, Policy()) == "most or all of the 49 answers"
    assert labels.bounded(50, Policy()) == "about 9 in 10 or more"
    assert labels.bounded(30, Policy(k=3, w=2)) == "about 9 in 10 or more"

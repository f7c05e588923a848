"""Figures of other systems stand as given; subjects only in their order."""

from voice.analysis import elsewhere
from voice.analysis.elsewhere import Figure

APP = "Mind of My Own"


def figure(month: str, measure: str, number: int) -> Figure:
    return Figure(APP, month, measure, number)


def test_measures_stand_in_the_order_asked_for_and_months_side_by_side() -> None:
    grid = elsewhere.by_month(
        [
            figure("2019-07", "Express statements", 49),
            figure("2019-08", "Express statements", 13),
            figure("2019-08", "Accounts", 1110),
            figure("2019-08", "Badges", 3),
        ],
        ["Express statements", "Accounts", "Never counted"],
    )
    assert grid is not None
    assert grid.header == ("Measure", "July 2019", "August 2019")
    assert grid.rows == (
        ("Express statements", "49", "13"),
        ("Accounts", "not given", "1,110"),
        ("Badges", "not given", "3"),
    )


def test_subjects_are_an_order_in_words_and_their_numbers_never_told() -> None:
    grid = elsewhere.by_month(
        [
            figure("2019-08", "subject/One/Worker visit", 9),
            figure("2019-08", "subject/One/Foster carer review", 50),
            figure("2019-08", "subject/One/Conference", 9),
        ],
        [],
    )
    assert grid is not None
    assert grid.rows == (
        (
            "Subjects, One (most first)",
            "Foster carer review; then Conference and Worker visit alike",
        ),
    )
    assert not any(digit.isdigit() for digit in str(grid.rows))


def test_only_the_latest_months_are_kept() -> None:
    many = [figure(f"2019-0{month}", "Accounts", month) for month in range(1, 8)]
    assert {one.month for one in elsewhere.latest(many, 3)} == {"2019-05", "2019-06", "2019-07"}


def test_no_figures_are_no_table() -> None:
    assert elsewhere.by_month([], ["Accounts"]) is None

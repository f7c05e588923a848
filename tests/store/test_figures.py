"""Figures of other systems are kept as given."""

import pytest

from voice.analysis.elsewhere import Figure
from voice.faults import FaultyError
from voice.store import figures
from voice.store.db import Database

APP = "Mind of My Own"


def test_figures_come_back_by_month_and_measure(database: Database) -> None:
    with database.writing() as connection:
        figures.put(connection, APP, "2019-09", "Express statements", 14)
        figures.put(connection, APP, "2019-08", "Express statements", 13)
        figures.put(connection, APP, "2019-10", "Express statements", 20)
        kept = figures.until(connection, "2019-09")
    assert kept == [
        Figure(APP, "2019-08", "Express statements", 13),
        Figure(APP, "2019-09", "Express statements", 14),
    ]


def test_a_figure_given_again_takes_the_place_of_the_first(database: Database) -> None:
    with database.writing() as connection:
        figures.put(connection, APP, "2019-09", "Express statements", 14)
        figures.put(connection, APP, "2019-09", "Express statements", 15)
        kept = figures.until(connection, "2019-09")
    assert [figure.number for figure in kept] == [15]


def test_a_subject_is_kept_under_its_app(database: Database) -> None:
    with database.writing() as connection:
        figures.put_subject(connection, APP, "2019-09", "Express", "My life", 32)
        kept = figures.until(connection, "2019-09")
    assert kept == [Figure(APP, "2019-09", "subject/Express/My life", 32)]


@pytest.mark.parametrize(
    ("month", "number"), [("2019-13", 1), ("2019", 1), ("September", 1), ("2019-09", -1)]
)
def test_a_month_or_number_that_cannot_be_is_refused(
    database: Database, month: str, number: int
) -> None:
    with database.writing() as connection, pytest.raises(FaultyError):
        figures.put(connection, APP, month, "Express statements", number)


def test_an_app_with_a_slash_is_refused(database: Database) -> None:
    with database.writing() as connection, pytest.raises(FaultyError):
        figures.put_subject(connection, APP, "2019-09", "One/Two", "My life", 1)

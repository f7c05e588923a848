"""How much a group was asked this term, and which groups a survey may be meant for."""

from datetime import date

import pytest

from voice.analysis.survey_load import Asked, Load, loads, sentence, suits
from voice.survey.model import Ages

TODAY = date(2019, 11, 20)


def test_minutes_of_this_term_are_added_up_for_each_group() -> None:
    asked = [
        Asked("just-us", date(2019, 9, 3), "how-are-you", 4),
        Asked("just-us", date(2019, 11, 12), "stall", 1),
        Asked("forum", date(2019, 12, 30), "how-are-you", 4),
        Asked("just-us", date(2019, 8, 31), "how-are-you", 4),
        Asked("just-us", date(2020, 1, 1), "how-are-you", 4),
    ]
    assert loads(asked, TODAY) == {
        "just-us": Load("2019-autumn", 5, 2, date(2019, 11, 12)),
        "forum": Load("2019-autumn", 4, 1, date(2019, 12, 30)),
    }


def test_a_survey_opened_twice_on_one_day_is_asked_once() -> None:
    twice = [Asked("just-us", TODAY, "stall", 1)] * 2
    assert loads(twice, TODAY)["just-us"].minutes == 1


@pytest.mark.parametrize(
    ("load", "said"),
    [
        (None, "Just Us: nothing yet this term."),
        (
            Load("2019-autumn", 14, 3, date(2019, 11, 12)),
            "Just Us: 14 minutes this term, in 3 surveys, last on 12 November 2019.",
        ),
        (
            Load("2019-autumn", 1, 1, TODAY),
            "Just Us: 1 minute this term, in 1 survey, today.",
        ),
        (
            Load("2019-autumn", 5, 2, TODAY),
            "Just Us: 5 minutes this term, in 2 surveys, one of them today.",
        ),
        (
            Load("2019-autumn", 12, 2, date(2019, 12, 1)),
            "Just Us: 12 minutes this term, in 2 surveys, the newest on 1 December 2019.",
        ),
    ],
)
def test_it_is_said_in_a_sentence(load: Load | None, said: str) -> None:
    assert sentence("Just Us", load, TODAY) == said


@pytest.mark.parametrize(
    ("ages", "of_group", "may_be"),
    [
        ("8-11", "5-14", True),
        ("8-11", "12-17", False),
        ("12+", "12–17", True),
        ("5-7", "8 to 11", False),
        ("care-leavers", "16+", True),
        ("care-leavers", "9-16", False),
        ("8-11", "9", True),
        ("8-11", "", True),
        ("5-7", "all of them", True),
    ],
)
def test_a_survey_may_be_meant_for_groups_of_its_ages(
    ages: Ages, of_group: str, may_be: bool
) -> None:
    assert suits(ages, of_group) is may_be

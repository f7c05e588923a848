"""What may be chosen from releases: all they hold and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.releases import YES_NO, a_release, a_row, a_table
from tests.web.released import AUTUMN, BACK, FEW, HOME, SPRING, YEAR, autumn, spring, whole_year
from voice.analysis import holdings
from voice.analysis.holdings import EVERY, EVERYBODY, Choice, Holdings
from voice.analysis.safe import NotShown

HELD = Holdings([spring(), autumn(), whole_year()])
SURVEY = "how-are-you"


def texts(options: tuple[holdings.Option, ...]) -> list[str]:
    return [option.text for option in options]


def choose(*items: str, period: str = "", by: str = "") -> Choice:
    return HELD.choose(SURVEY, items, period, by)


def test_where_nothing_is_released_there_is_nothing_to_choose() -> None:
    empty = Holdings([])
    assert empty.surveys == ()
    assert empty.choose("how-are-you", ["feeling-now"], "2019", "group") == Choice()


def test_a_question_is_told_of_its_newest_period_that_shows_something() -> None:
    assert choose() == Choice(SURVEY, ("feeling-now",), AUTUMN, EVERYBODY)
    assert HELD.latest(SURVEY, "good") == AUTUMN
    assert HELD.latest(SURVEY, "home") == ""
    assert choose("home").period == AUTUMN


def test_a_year_has_a_line_of_its_own_and_all_periods_stand_side_by_side() -> None:
    assert texts(HELD.periods(SURVEY, ["feeling-now"])) == [
        "Year 2026",
        "November to December 2026",
        "March to April 2026",
        "All periods, side by side",
    ]
    assert choose("feeling-now", period=YEAR).period == YEAR


def test_a_period_that_shows_nothing_of_a_question_says_so() -> None:
    assert texts(HELD.periods(SURVEY, ["home"])) == [
        "November to December 2026 (not shown)",
        "March to April 2026 (not shown)",
    ]


def test_only_breakdowns_that_are_shown_are_offered() -> None:
    assert texts(HELD.breakdowns(SURVEY, ["feeling-now"], AUTUMN)) == [
        "Everybody together",
        "By age band",
    ]
    assert texts(HELD.breakdowns(SURVEY, ["feeling-now"], EVERY)) == ["Everybody together"]


def test_two_dimensions_are_a_breakdown_of_their_own() -> None:
    rows = [
        replace(a_row([10, 8, 6], "10-16", "10 to 16, Voices"), crossed=group)
        for group in ("voices", "just-us")
    ]
    whole = a_table([a_row([20, 16, 12])], YES_NO, "told", "Were you told?", kind="choice")
    split = a_table(
        rows, YES_NO, "told", "Were you told?", dimension="age_band", crossed="group", kind="choice"
    )  # fmt: skip
    held = Holdings([a_release([whole, split])])
    options = held.breakdowns(SURVEY, ["told"], "2026-P5")
    assert [option.value for option in options] == ["", "age_band.group"]
    assert options[1].text == "By age band and group"
    assert held.told(held.choose(SURVEY, ["told"], "", "age_band.group"))[0].findings


def test_what_is_not_shown_stands_beside_what_is_one_line_a_reason() -> None:
    (told,) = HELD.told(choose("feeling-now"))
    assert [(gap.by, gap.back) for gap in told.gaps] == [("By group and by month.", BACK)]
    (quiet,) = HELD.told(choose("home"))
    assert quiet.answers == 13
    assert quiet.findings == ()
    assert [gap.by for gap in quiet.gaps] == ["For everybody."]


def test_all_periods_are_told_as_a_series_with_its_years_apart() -> None:
    (told,) = HELD.told(choose("feeling-now", period=EVERY))
    assert [finding.dimension for finding in told.findings] == ["period"]
    later = replace(
        whole_year(), id="2027", period="2027", months=("2027-03",),
        hierarchies={"time": {"2027": ["2027-03"]}},
    )  # fmt: skip
    both = Holdings([*HELD.releases, later])
    series = both.told(both.choose(SURVEY, ["feeling-now"], EVERY, ""))[0].findings
    assert len(series) == 2


def test_several_questions_are_told_in_the_survey_s_order() -> None:
    assert [told.item for told in HELD.told(choose("told", "feeling-now"))] == [
        "feeling-now",
        "told",
    ]


def test_the_newest_words_of_a_question_stand() -> None:
    table = a_table([a_row([5, 6, 9, 12, 6])], text="How are you today?")
    held = Holdings([spring(), a_release([table])])
    assert texts(held.questions(SURVEY))[0] == "How are you today?"


@given(st.text(max_size=20), st.lists(st.text(max_size=12), max_size=3), st.text(), st.text())
def test_whatever_is_asked_for_only_what_is_offered_is_chosen(
    survey: str, items: list[str], period: str, by: str
) -> None:
    choice = HELD.choose(survey, items, period, by)
    assert choice.survey in HELD.surveys
    assert {one.value for one in HELD.questions(choice.survey)} >= set(choice.items)
    assert choice.period in {one.value for one in HELD.periods(choice.survey, choice.items)}
    offered = HELD.breakdowns(choice.survey, choice.items, choice.period)
    assert choice.by in {one.value for one in offered}


@pytest.mark.parametrize("item", ["feeling-now", "good", "told", "home"])
@pytest.mark.parametrize("period", [SPRING, AUTUMN, YEAR, EVERY])
def test_every_finding_is_one_of_the_question_and_period_chosen(item: str, period: str) -> None:
    choice = choose(item, period=period)
    for told in HELD.told(choice):
        for finding in told.findings:
            assert finding.item == item
            assert choice.period in {EVERY, *(table.period for table in finding.source)}


# What is not shown


def test_every_table_that_is_not_shown_is_named_once_with_its_reason() -> None:
    found = holdings.silences(autumn())
    assert [one.item for one in found] == ["feeling-now", "home"]
    assert found[1].answers == 13
    assert sum(one.tables for one in holdings.reasons(autumn())) == len(autumn().not_shown)


def test_the_most_frequent_reason_stands_first() -> None:
    rare = NotShown(SURVEY, *HOME, "month", FEW, BACK)
    release = replace(autumn(), not_shown=(rare, *autumn().not_shown))
    assert [one.tables for one in holdings.reasons(release)] == [2, 1, 1]

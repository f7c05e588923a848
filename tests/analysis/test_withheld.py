"""What is not shown is named, each with its reason, and does not bury the paper."""

from tests.releases import YES_NO, a_release, a_table
from voice.analysis import withheld
from voice.analysis.safe import NotShown, SafeRow

FEW, MORE = "Fewer than 10 answers so far.", "One more session."


def gone(item: str, dimension: str | None, reason: str = FEW, survey: str = "a") -> NotShown:
    return NotShown(survey, item, f"{item}?", dimension, reason, MORE)


def test_breakdowns_with_one_reason_are_told_in_one_sentence() -> None:
    (line,) = withheld.of(a_release([], [gone("home", "group"), gone("home", "month")]))
    assert line.question == "home?"
    assert line.told == "By group and by month: fewer than 10 answers so far. One more session."


def test_every_reason_is_told_and_what_helps_once() -> None:
    told = [gone("home", None), gone("home", "group", "It would point at somebody.")]
    (line,) = withheld.of(a_release([], told))
    assert line.told == (
        "For everybody: fewer than 10 answers so far."
        " By group: it would point at somebody. One more session."
    )


def test_a_hundred_tables_are_a_line_a_question() -> None:
    many = [gone(f"item-{n}", by) for n in range(25) for by in (None, "group", "month", "helped")]
    assert len(withheld.of(a_release([], many))) == 25


def test_surveys_stand_together() -> None:
    told = [gone("x", None, survey="b"), gone("y", None, survey="a"), gone("z", None, survey="b")]
    assert [line.survey for line in withheld.of(a_release([], told))] == ["a", "b", "b"]


def test_where_only_the_number_of_answers_is_said_the_line_says_it() -> None:
    counted = a_table(
        [SafeRow(None, "Everybody", 12)], YES_NO, "home", "home?", form="n-only", survey="a"
    )
    (line,) = withheld.of(a_release([counted], [gone("home", None, "It is too alike.")]))
    assert line.told == "12 answers. For everybody: it is too alike. One more session."
    (alone,) = withheld.of(a_release([counted]))
    assert alone.told == "12 answers."


def test_a_release_that_shows_everything_has_nothing_to_tell() -> None:
    assert withheld.of(a_release()) == ()

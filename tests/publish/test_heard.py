"""A question's latest months in full, the months before as a series, and nothing twice."""

from collections.abc import Sequence
from typing import Any

from tests.papers import a_material
from tests.releases import (
    HAPPY,
    YES_NO,
    SafeRow,
    a_release,
    a_row,
    a_table,
    by_age,
    some_ticks,
)
from voice.analysis.safe import Release, Safe
from voice.publish import heard
from voice.publish.blocks import Block, Bullets, Figure, Heading, Numbered, Table
from voice.publish.material import Material


def asked(counts: Sequence[int], item: str = "heard", **fields: Any) -> Safe:
    given = {"kind": "choice", **fields}
    return a_table([a_row(counts)], YES_NO, item, f"{item}?", **given)


def period(number: int, *tables: Safe) -> Release:
    months = (f"2026-{2 * number - 1:02}", f"2026-{2 * number:02}")
    return a_release(tables, id_=f"2026-P{number}", months=months)


def told(*releases: Release, earlier: tuple[Release, ...] = (), **changes: Any) -> Material:
    return a_material(releases=releases, earlier=earlier, **changes)


def figures(blocks: Sequence[Block]) -> list[str]:
    return [block.finding.name for block in blocks if isinstance(block, Figure)]


def test_of_two_periods_the_latest_is_told_and_the_change_in_a_sentence() -> None:
    material = told(period(1, asked((10, 10, 10))), period(2, asked((12, 9, 9))))
    found = heard.blocks(material)
    assert figures(found) == ["how-are-you-heard-2026-p2"]
    assert isinstance(found[-1], Numbered)
    assert found[-1].text.startswith("No clear change since January to February 2026")


def test_a_change_stands_with_its_chart_and_what_did_not_change_in_the_appendix() -> None:
    material = told(
        period(1, asked((3, 5, 22)), asked((10, 10, 10), "still")),
        period(2, asked((26, 8, 6)), asked((11, 10, 9), "still")),
    )
    assert "how-are-you-heard-by-period-2026-p2" in figures(heard.blocks(material))
    assert figures(heard.over_time(material)) == ["how-are-you-still-by-period-2026-p2"]


def test_an_earlier_period_in_another_form_is_told_in_a_line() -> None:
    collapsed = a_table([a_row((12, 20))], HAPPY, "heard", "heard?", kind="choice")
    found = heard.over_time(told(period(1, collapsed), period(2, asked((12, 9, 9)))))
    (points,) = [block for block in found if isinstance(block, Bullets)]
    assert len(points.items) == 1
    assert points.items[0].startswith("January to February 2026: Of 32 answers, 38% were ‘OK, sad")


def test_a_question_the_last_period_does_not_tell_says_its_months() -> None:
    found = heard.blocks(told(period(1, asked((12, 9, 9))), period(2)))
    (sentence,) = [block for block in found if isinstance(block, Numbered)]
    assert sentence.lead == "January to February 2026."


def test_nothing_of_one_period_is_left_for_the_appendix() -> None:
    assert heard.over_time(told(period(1, asked((12, 9, 9))))) == []


def test_three_questions_with_the_same_answers_are_one_chart() -> None:
    tables = [asked((9, 9, 6), item) for item in ("a", "b", "c")]
    found = heard.blocks(told(period(1, *tables), surveys={"how-are-you": "How are you?"}))
    assert figures(found) == ["how-are-you-questions-2026-p5"]
    assert found[0] == Heading(3, "How are you?: three questions with the same answers")


def test_their_series_are_one_table_with_a_line_a_question() -> None:
    first = [asked((9, 9, 6), item) for item in ("a", "b")]
    now = [asked((8, 9, 7), item) for item in ("a", "b", "c")]
    material = told(period(1, *first), period(2, *now))
    assert heard.blocks(material)[-1] == Numbered(
        "There is no clear change in 2 questions told before."
    )
    (table,) = [block for block in heard.over_time(material) if isinstance(block, Table)]
    assert table.title == "How many answered ‘Yes’, period by period"
    assert table.grid.header == ("Question", "Jan to Feb 2026", "Mar to Apr 2026")
    assert table.grid.rows == (("a?", "9 of 24", "8 of 24"), ("b?", "9 of 24", "8 of 24"))


def test_two_questions_with_the_same_answers_stand_alone() -> None:
    found = heard.blocks(told(period(1, asked((9, 9, 6), "a"), asked((9, 9, 6), "b"))))
    assert len(figures(found)) == 2


def test_a_question_of_two_questionnaires_names_each() -> None:
    tables = [asked((9, 9, 6)), asked((9, 9, 6), survey="our-promise")]
    material = told(period(1, *tables), surveys={"our-promise": "Our Promise."})
    headings = [block.text for block in heard.blocks(material) if isinstance(block, Heading)]
    assert headings == ["heard? (How are you)", "heard? (Our Promise)"]


def test_questionnaires_stand_in_the_order_of_the_form() -> None:
    tables = [asked((9, 9, 6), "a", survey="apple"), asked((9, 9, 6), "b", survey="pear")]
    material = told(period(1, *tables), order=("pear",))
    assert [one.now[0].survey for one in heard.questions(material)] == ["pear", "apple"]


def test_a_series_of_many_ticks_is_told_by_its_table() -> None:
    ticks = dict.fromkeys(("Home", "Family", "Friends", "School", "Food"), 12)
    material = told(period(1, *some_ticks(ticks, 40)), period(2, *some_ticks(ticks, 40)))
    found = heard.over_time(material)
    assert figures(found) == []
    assert [block.title for block in found if isinstance(block, Table)] == [
        "What is good? Period by period"
    ]


def test_age_bands_have_charts_and_other_splits_tables() -> None:
    months = [a_row((10, 12), f"2026-0{month}", f"Month {month}") for month in (1, 2)]
    tables = [
        by_age({"0-9": (5, 5, 5, 5, 5), "10-16": (6, 6, 6, 6, 6)}),
        a_table(months, HAPPY, dimension="month"),
    ]
    found = heard.breakdowns(told(period(1, *tables)))
    assert figures(found) == ["how-are-you-feeling-now-by-age-band-2026-p1"]
    assert len([block for block in found if isinstance(block, Table)]) == 2


def test_splits_of_several_periods_are_those_of_the_last() -> None:
    table = by_age({"0-9": (5, 5, 5, 5, 5), "10-16": (6, 6, 6, 6, 6)})
    found = heard.breakdowns(told(period(1, table), period(2, table)))
    assert len(figures(found)) == 1
    assert "For the periods before, the same is in tables-" in repr(found[0])


def test_words_and_figures_of_one_question_stand_together() -> None:
    row = SafeRow(None, "Everybody", 22, None, "most or all of the 22 answers", ("food", 18))
    bounded = a_table(
        [row], (some_ticks({"Food": 1}, 2)[0].answers[0],), "good", "What is good?",
        kind="many", multiple=True, tick="food", form="bounded",
    )  # fmt: skip
    (one,) = heard.questions(told(period(1, *some_ticks({"Friends": 12}, 22), bounded)))
    assert [finding.chart is None for finding in one.now] == [True, False]
    assert heard.told(told(period(1, bounded))) == 1

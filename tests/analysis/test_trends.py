"""Periods are compared in the same form only, and called changed beyond chance only."""

from collections.abc import Sequence

from tests.releases import HAPPY, YES_NO, a_release, a_row, a_table, some_ticks
from voice.analysis import trends
from voice.analysis.findings import Finding
from voice.analysis.safe import Release, Safe


def asked(counts: Sequence[int], item: str = "heard") -> Safe:
    return a_table([a_row(counts)], YES_NO, item, f"{item}?", kind="choice")


def period(number: int, *tables: Safe) -> Release:
    first = 2 * number - 1
    return a_release(
        tables, id_=f"2026-P{number}", months=(f"2026-{first:02}", f"2026-{first + 1:02}")
    )


def one(*releases: Release) -> Finding:
    (finding,) = trends.of(releases)
    return finding


def test_what_moved_beyond_chance_is_named_with_both_figures() -> None:
    finding = one(period(1, asked((3, 5, 22))), period(2, asked((26, 8, 6))))
    assert finding.title == "Answers changed since January to February 2026"
    assert finding.sentences == (
        "Since January to February 2026, ‘Yes’ went from 10% to 65% and ‘No’ went from 73% to 15%.",
        (
            "Each of these differences is larger than chance would easily bring if every answer"
            " came from a different young person, with all 3 comparisons of this paper counted."
        ),
    )


def test_what_chance_could_bring_is_no_clear_change() -> None:
    finding = one(period(1, asked((10, 10, 10))), period(2, asked((13, 9, 8))))
    assert finding.title == "No clear change since January to February 2026"
    (sentence,) = finding.sentences
    assert sentence.startswith(
        "No clear change since January to February 2026: differences like these may be chance"
    )


def test_of_two_answers_only_one_comparison_is_counted() -> None:
    finding = one(
        period(1, a_table([a_row((25, 5))], HAPPY)), period(2, a_table([a_row((5, 25))], HAPPY))
    )
    assert finding.title == "One answer changed"
    assert finding.sentences[1] == (
        "This difference is larger than chance would easily bring if every answer came from a"
        " different young person."
    )


def test_the_chart_has_a_panel_an_answer_and_a_bar_a_period() -> None:
    finding = one(period(1, asked((3, 5, 12))), period(2, asked((6, 8, 6))))
    assert finding.chart is not None
    assert [panel.label for panel in finding.chart.panels] == ["Yes", "Not sure", "No"]
    assert [bar.said for bar in finding.chart.panels[0].bars] == ["3 of 20", "6 of 20"]
    assert finding.table.header == ("Answer", "Jan to Feb 2026", "Mar to Apr 2026")
    assert finding.table.rows[0] == ("Yes", "3 of 20", "6 of 20")


def test_other_answers_are_never_compared() -> None:
    collapsed = a_table([a_row((12, 18))], HAPPY, "heard", "heard?")
    assert trends.of([period(1, collapsed), period(2, asked((6, 8, 6)))]) == ()


def test_a_question_told_for_the_first_time_has_no_series() -> None:
    assert trends.of([period(1), period(2, asked((6, 8, 6)))]) == ()
    assert trends.of([period(2, asked((6, 8, 6)))]) == ()
    assert trends.of([]) == ()


def test_a_period_that_does_not_tell_the_question_is_passed_over() -> None:
    finding = one(period(1, asked((3, 5, 12))), period(2), period(3, asked((6, 8, 6))))
    assert finding.title == "No clear change since January to February 2026"


def test_a_year_is_no_period_beside_its_own_periods() -> None:
    first, second = period(1, asked((3, 5, 12))), period(2, asked((6, 8, 6)))
    year = a_release(
        [asked((9, 13, 18))], id_="2026", months=("2026-01", "2026-02", "2026-03", "2026-04")
    )
    finding = one(first, second, year)
    assert finding.chart is not None
    assert len(finding.chart.panels[0].bars) == 2
    assert trends.of_years([first, second, year]) == ()


def test_a_year_is_compared_with_the_year_before() -> None:
    then = a_release([asked((3, 5, 22))], id_="2025", months=("2025-01", "2025-12"))
    now = a_release([asked((26, 8, 6))], id_="2026", months=("2026-01", "2026-12"))
    (finding,) = trends.of_years([then, period(1, asked((5, 5, 5))), now])
    assert finding.title == "Answers changed since 2025"
    assert finding.sentences[0].startswith("Since 2025, ‘Yes’ went from 10% to 65%")
    assert finding.chart is not None
    assert [bar.label for bar in finding.chart.panels[0].bars] == ["2025", "2026"]


def test_only_the_latest_periods_are_drawn() -> None:
    many = [
        a_release([asked((6, 8, 6))], id_=f"P{n}", months=(f"20{n}-01",)) for n in range(10, 20)
    ]
    finding = one(*many)
    assert finding.chart is not None
    assert len(finding.chart.panels[0].bars) == trends.LATEST


def test_ticks_are_compared_where_both_periods_tell_them() -> None:
    before = period(1, *some_ticks({"Friends": 10, "School": 10}, 40))
    now = period(2, *some_ticks({"Friends": 35, "Food": 12}, 40))
    finding = one(before, now)
    assert finding.title == "‘Friends’ rose since January to February 2026"
    assert finding.chart is not None
    assert [panel.label for panel in finding.chart.panels] == ["Friends"]


def test_all_comparisons_of_a_paper_are_counted_together() -> None:
    borderline_then, borderline_now = asked((5, 0, 15)), asked((13, 0, 7))
    quiet = [asked((10, 5, 5), f"item-{n}") for n in range(6)]
    alone = trends.of([period(1, borderline_then), period(2, borderline_now)])
    among = trends.of([period(1, borderline_then, *quiet), period(2, borderline_now, *quiet)])
    assert not among[0].title.startswith("‘")
    assert alone[0].title == among[0].title == "No clear change since January to February 2026"


def test_a_series_is_made_from_the_tables_of_every_period() -> None:
    first, second = asked((3, 5, 12)), asked((6, 8, 6))
    assert one(period(1, first), period(2, second)).source == (first, second)


def test_periods_have_short_names() -> None:
    year = a_release(id_="x", months=("2025-12", "2026-01"))
    alone = a_release(id_="y", months=("2026-02",))
    assert trends.names([year, alone]) == ("Dec 2025 to Jan 2026", "Feb 2026")

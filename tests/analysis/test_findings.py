"""Findings say what protected tables say: truly, neutrally, and nothing else."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.releases import (
    FACES,
    HAPPY,
    YES_NO,
    a_release,
    a_row,
    a_table,
    by_age,
    some_ticks,
)
from voice.analysis import findings, messages
from voice.analysis.bars import Bar
from voice.analysis.counts import Answer
from voice.analysis.findings import Finding
from voice.analysis.safe import Safe, SafeRow


def one(*tables: Safe) -> Finding:
    (finding,) = findings.of(a_release(tables))
    return finding


def bars_of(*counts: int) -> list[Bar]:
    return [
        Bar(str(place), count, sum(counts), f"{count} of {sum(counts)}")
        for place, count in enumerate(counts)
    ]


def test_a_question_for_everybody_has_a_message_a_sentence_a_chart_and_a_table() -> None:
    finding = one(a_table([a_row((7, 5, 0))], YES_NO, kind="choice"))
    assert finding.title == "Most answers were ‘Yes’"
    assert finding.subtitle == (
        "12 answers, September to October 2026; one of three answers chosen."
    )
    assert finding.sentences == ("Of 12 answers, 7 were ‘Yes’ and 5 ‘Not sure’; nobody gave ‘No’.",)
    assert finding.alt == "Bar chart. Yes 7 of 12, Not sure 5 of 12 and No 0 of 12."
    assert finding.table.header == ("Answer", "Number")
    assert finding.table.rows == (("Yes", "7 of 12"), ("Not sure", "5 of 12"), ("No", "0 of 12"))
    assert finding.chart is not None
    assert [bar.count for bar in finding.chart.panels[0].bars] == [7, 5, 0]


def test_from_thirty_answers_on_percentages_are_told_with_their_numbers() -> None:
    finding = one(a_table([a_row((12, 30))], HAPPY))
    assert finding.sentences == (
        "Of 42 answers, 29% were ‘OK, sad or very sad’ and 71% ‘Happy or very happy’.",
    )
    assert finding.table.rows[0] == ("OK, sad or very sad", "12 of 42", "29%")


def test_below_thirty_answers_no_percentage_is_told_anywhere() -> None:
    finding = one(a_table([a_row((12, 17))], HAPPY))
    assert "%" not in repr(finding)


def test_the_average_is_told_where_the_table_has_one() -> None:
    finding = one(a_table([a_row((5, 7, 12, 25, 18), mean=3.7)]))
    assert finding.sentences[1] == "On the scale from 1 to 5 the average was 3.7."


def test_answers_stand_in_scale_order_and_never_by_size() -> None:
    finding = one(a_table([a_row((5, 18, 7, 25, 12))]))
    assert finding.chart is not None
    assert [bar.label for bar in finding.chart.panels[0].bars] == [a.text for a in FACES]
    assert [row[0] for row in finding.table.rows] == [a.text for a in FACES]


def test_a_collapsed_table_says_that_answers_are_put_together() -> None:
    finding = one(a_table([a_row((12, 30))], HAPPY, form="collapsed"))
    assert finding.subtitle.endswith("some answers put together.")
    assert finding.chart is not None
    assert finding.chart.panels[0].bars[0].picture is None


def test_faces_go_with_the_answers_they_were_offered_with() -> None:
    finding = one(a_table([a_row((5, 7, 12, 25, 18))]))
    assert finding.chart is not None
    assert [bar.picture for bar in finding.chart.panels[0].bars] == [a.picture for a in FACES]


def test_pictures_are_shown_for_all_answers_or_for_none() -> None:
    answers = (Answer("a", "A", None, "heart"), Answer("b", "B"))
    finding = one(a_table([a_row((10, 10))], answers, kind="choice"))
    assert finding.chart is not None
    assert [bar.picture for bar in finding.chart.panels[0].bars] == [None, None]


def test_the_ticks_of_one_question_are_one_finding() -> None:
    finding = one(*some_ticks({"Friends": 31, "School": 14}, 42))
    assert finding.title == "‘Friends’ was named by more than half"
    assert finding.sentences == ("Of 42 answers, 74% named ‘Friends’ and 33% ‘School’.",)
    assert finding.subtitle.endswith("any number of answers named.")
    assert finding.table.rows == (("Friends", "31 of 42", "74%"), ("School", "14 of 42", "33%"))


def test_a_breakdown_is_one_finding_with_a_panel_for_each_group() -> None:
    finding = one(by_age({"0-9": (5, 5, 5, 9, 8), "10-16": (6, 7, 8, 9, 10)}))
    assert finding.title == "Answers by age band"
    assert finding.sentences == (
        "Up to 9: most answers were ‘Happy’ or ‘Very happy’.",
        "10 to 16: answers were spread; none was given by more than half.",
    )
    assert finding.chart is not None
    assert [panel.label for panel in finding.chart.panels] == ["Up to 9", "10 to 16"]
    assert finding.table.header == ("Answer", "Up to 9", "10 to 16")
    assert finding.table.rows[3] == ("Happy", "28% (9 of 32)", "23% (9 of 40)")
    assert "Answers: Up to 9 (32) and 10 to 16 (40)." in finding.subtitle


def test_a_table_by_two_dimensions_has_a_panel_for_each_row_of_both() -> None:
    rows = [
        replace(a_row((5, 5, 5, 9, 8), "0-9", "Up to 9, Just Us"), crossed="just-us"),
        replace(a_row((6, 7, 8, 9, 10), "0-9", "Up to 9, Voices"), crossed="voices"),
    ]
    finding = one(a_table(rows, dimension="age_band", crossed="group"))
    assert finding.dimension == "age_band+group"
    assert finding.title == "Answers by age band and group"
    assert finding.name == "how-are-you-feeling-now-by-age-band-and-group-2026-p5"
    assert finding.sentences[0].startswith("Up to 9, Just Us: most answers were")
    assert finding.table.header == ("Answer", "Up to 9, Just Us", "Up to 9, Voices")


def test_many_rows_by_two_dimensions_stand_one_below_the_other() -> None:
    rows = [
        replace(a_row((9, 9, 9), "0-9", f"Up to 9, group {place}"), crossed=f"g{place}")
        for place in range(5)
    ]
    finding = one(a_table(rows, YES_NO, dimension="age_band", crossed="group"))
    assert finding.table.header[0] == "Age band and group"


def test_many_groups_turn_the_table() -> None:
    rows = [a_row((10, 10), f"2026-0{month}", f"Month {month}") for month in range(1, 7)]
    finding = one(a_table(rows, HAPPY, dimension="month"))
    assert finding.table.header == ("Month", "OK, sad or very sad", "Happy or very happy")
    assert finding.table.rows[0] == ("Month 1", "10 of 20", "10 of 20")


def test_many_groups_with_many_answers_are_told_line_by_line() -> None:
    rows = [a_row((5, 5, 5, 5, 5), f"2026-0{month}", f"Month {month}") for month in range(1, 8)]
    finding = one(a_table(rows, dimension="month"))
    assert finding.table.header == ("Month", "Answer", "Number")
    assert len(finding.table.rows) == 35


def test_five_or_six_groups_are_told_in_one_way_each() -> None:
    rows = [a_row((6, 6, 6, 6, 6), f"2026-0{month}", f"Month {month}") for month in range(1, 6)]
    finding = one(a_table(rows, dimension="month"))
    assert finding.table.header[:2] == ("Answer", "Month 1 (30 answers)")
    assert finding.table.rows[0] == ("Very sad", "20%", "20%", "20%", "20%", "20%")


def test_bounded_words_are_told_as_given_and_without_a_chart() -> None:
    row = SafeRow(None, "Everybody", 22, None, "most or all of the 22 answers", ("yes", 18))
    finding = one(a_table([row], YES_NO, kind="choice", form="bounded"))
    assert finding.title == "‘Yes’: most or all of the 22 answers"
    assert finding.sentences == ("‘Yes’: most or all of the 22 answers.",)
    assert finding.subtitle.startswith("22 answers, September to October 2026")
    assert finding.chart is None


def test_service_words_are_told_as_given_and_without_a_number() -> None:
    row = SafeRow(None, "Everybody", None, None, "We asked fewer than 10. All said ‘No’.")
    finding = one(a_table([row], YES_NO, kind="choice", form="service-words"))
    assert finding.sentences == ("We asked fewer than 10. All said ‘No’.",)
    assert not re.findall(r"\d+ answers", repr(finding))


def test_a_table_of_which_only_n_is_said_is_no_finding() -> None:
    assert findings.of(a_release([a_table([SafeRow(None, "Everybody", 12)], form="n-only")])) == ()


def test_every_finding_has_a_name_of_its_own() -> None:
    joined = by_age({"0-9": (5, 5, 5, 5, 5)})
    wider = by_age({"0-9": (5, 5, 5, 5, 5), "17+": (6, 6, 6, 6, 6)})
    names = [finding.name for finding in findings.of(a_release([joined, wider]))]
    assert names == [
        "how-are-you-feeling-now-by-age-band-2026-p5",
        "how-are-you-feeling-now-by-age-band-2026-p5-2",
    ]


def test_a_finding_is_made_from_safe_tables_only() -> None:
    finding = one(a_table([a_row((7, 5, 8))], YES_NO, kind="choice"))
    with pytest.raises(TypeError):
        replace(finding, source=())
    with pytest.raises(TypeError):
        replace(finding, source=("a table",))


def test_a_finding_refuses_a_bar_that_no_table_says() -> None:
    finding = one(a_table([a_row((7, 5, 8))], YES_NO, kind="choice"))
    other = one(a_table([a_row((7, 4, 9))], YES_NO, kind="choice"))
    with pytest.raises(TypeError):
        replace(finding, chart=other.chart)


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ((7, 5), "Most answers were ‘0’"),
        ((6, 6), "Two answers were equally common"),
        ((6, 3, 3), "Half of the answers were ‘0’"),
        ((5, 4, 4), messages.NO_MESSAGE),
    ],
)
def test_most_is_said_of_more_than_half_only(counts: tuple[int, ...], title: str) -> None:
    assert messages.title_of_choice(bars_of(*counts)) == title


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ((5, 5, 6, 9, 9), "Most answers were ‘3’ or ‘4’"),
        ((9, 9, 6, 5, 5), "Most answers were ‘0’ or ‘1’"),
        ((5, 5, 20, 5, 6), messages.NO_MESSAGE),
        ((5, 5, 30, 5, 5), "Most answers were ‘2’"),
        ((6, 7, 7), messages.NO_MESSAGE),
    ],
)
def test_both_ends_of_a_scale_are_told_by_the_same_rule(
    counts: tuple[int, ...], title: str
) -> None:
    assert messages.title_of_scale(bars_of(*counts)) == title


def test_a_long_answer_gives_way_to_a_title_that_is_true_without_it() -> None:
    long = Bar("the people who live in my home and look after me", 8, 12, "8 of 12")
    assert messages.title_of_choice([long]) == "More than half gave the same answer"
    assert messages.title_of_ticks([long]) == "One named by most"


def test_a_message_that_holds_in_every_group_is_the_title() -> None:
    titles = ["Most answers were ‘Yes’", "Most answers were ‘Yes’"]
    assert messages.title_by("age_band", titles) == "Most answers were ‘Yes’ in each age band shown"
    assert messages.title_by("age_band", [titles[0], "Other"]) == "Answers by age band"
    assert messages.title_by("group", [messages.NO_MESSAGE] * 2) == "Answers by group"


def test_a_scale_of_eleven_is_told_by_what_most_chose() -> None:
    answers = tuple(Answer(str(n), str(n), n) for n in range(11))
    spread = one(a_table([a_row((5,) * 11)], answers, kind="scale"))
    assert spread.sentences == ("The 55 answers were spread; none was given by more than half.",)
    most = one(a_table([a_row((5,) * 10 + (60,))], answers, kind="scale"))
    assert most.sentences == ("Of 110 answers, 55% were ‘10’.",)


def test_nobody_is_told_where_nobody_gave_any_of_the_answers() -> None:
    assert messages.sentence_of([Bar("A", 0, 12, "0 of 12")], True) == (
        "In 12 answers nobody gave ‘A’."
    )


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5).filter(lambda counts: sum(counts) > 9))
def test_titles_are_short_and_sentences_hold_only_what_the_table_says(counts: list[int]) -> None:
    finding = one(a_table([a_row(counts)]))
    assert len(finding.title.split()) <= messages.TITLE_WORDS
    n = sum(counts)
    allowed = {*counts, n, *((200 * count + n) // (2 * n) for count in counts)}
    told = " ".join((finding.title, *finding.sentences, finding.alt))
    assert {int(number) for number in re.findall(r"\d+", told)} <= allowed

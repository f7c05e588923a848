"""Questions with the same answers are told together, each with its own n."""

from collections.abc import Sequence

from tests.releases import FACES, HAPPY, YES_NO, a_release, a_row, a_table
from voice.analysis import batteries, findings
from voice.analysis.counts import Answer
from voice.analysis.findings import Finding

COUNTS = {"safe": (9, 5, 0), "healthy": (5, 6, 7), "heard": (12, 5, 5)}


def asked(counts: dict[str, tuple[int, ...]], answers: Sequence[Answer] = YES_NO) -> list[Finding]:
    tables = [
        a_table([a_row(row)], tuple(answers), item, f"Are you {item}?", kind="choice")
        for item, row in counts.items()
    ]
    return list(findings.of(a_release(tables)))


def test_a_battery_has_a_panel_an_answer_and_a_bar_a_question() -> None:
    battery = batteries.together(asked(COUNTS), 30)
    assert battery.chart is not None
    assert [panel.label for panel in battery.chart.panels] == ["Yes", "Not sure", "No"]
    assert [(bar.label, bar.said) for bar in battery.chart.panels[0].bars] == [
        ("Are you safe?", "9 of 14"),
        ("Are you healthy?", "5 of 18"),
        ("Are you heard?", "12 of 22"),
    ]
    assert battery.table.header == ("Question", "Yes", "Not sure", "No")
    assert battery.table.rows[1] == ("Are you healthy?", "5 of 18", "6 of 18", "7 of 18")


def test_a_battery_says_how_many_questions_most_answered_alike() -> None:
    battery = batteries.together(asked(COUNTS), 30)
    assert battery.title == "Mostly ‘Yes’ to 2 of 3 questions"
    assert battery.sentences == (
        (
            "Of 3 questions with 14 to 22 answers each, most answers were ‘Yes’ to 2;"
            " 1 had no answer given by more than half."
        ),
    )
    assert battery.subtitle == "September to October 2026; 3 questions with 14 to 22 answers each."


def test_a_battery_of_one_mind_says_so() -> None:
    battery = batteries.together(asked({"a": (9, 5, 0), "b": (8, 6, 0), "c": (10, 4, 0)}), 30)
    assert battery.sentences == (
        "Most answers were ‘Yes’ to all 3 questions with 14 answers each.",
    )
    assert battery.subtitle.endswith("3 questions with 14 answers each.")
    other = batteries.together(asked({"a": (5, 9, 0), "b": (5, 9, 0), "c": (5, 9, 0)}), 30)
    assert other.title == "Mostly ‘Yes’ to none of 3 questions"


def test_a_battery_is_made_from_the_tables_of_its_questions() -> None:
    own = asked(COUNTS)
    assert batteries.together(own, 30).source == tuple(one.source[0] for one in own)


def test_only_questions_with_the_very_same_answers_belong_together() -> None:
    first, *_ = asked(COUNTS)
    (collapsed,) = findings.of(a_release([a_table([a_row((9, 5))], HAPPY, kind="choice")]))
    assert batteries.key([first]) != batteries.key([collapsed])


def test_faces_ticks_and_words_stand_alone() -> None:
    (faces,) = findings.of(a_release([a_table([a_row((5, 5, 5, 5, 5))], FACES)]))
    assert batteries.key([faces]) is None
    assert batteries.key([faces, faces]) is None

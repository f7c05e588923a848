"""Voice on the theme: all that was ever told of one priority, with its date, and nothing else."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.releases import YES_NO, SafeRow, a_release, a_row, a_table, by_age
from voice.analysis import voices
from voice.analysis.plans import Line
from voice.analysis.safe import NotShown, Release, Safe
from voice.analysis.voices import CANNOT, Known, Measured, Named, Spoken
from voice.survey.measures import PRIORITIES, PRIORITY_OF, PROMISES

LISTENED = Measured("how-are-you", "listened", "Do grown-ups listen?", "listening", None, "voices")
KEPT = Measured("promise", "kept-moves", "Do we plan moves with you?", None, "moves")
FEELING = Measured("how-are-you", "feeling", "How do you feel?", "feelings")


def asked(counts: Sequence[int], one: Measured = LISTENED, **fields: Any) -> Safe:
    about = {"theme": one.theme, "promise": one.promise, "priority": one.priority}
    rows = fields.pop("rows", [a_row(counts)])
    return a_table(
        rows, YES_NO, one.item, one.text, kind="choice", survey=one.survey, **about, **fields
    )


def period(number: int, *tables: Safe, not_shown: Sequence[NotShown] = ()) -> Release:
    months = (f"2026-{2 * number - 1:02}", f"2026-{2 * number:02}")
    return a_release(tables, not_shown, id_=f"2026-P{number}", months=months)


def a_line(what: str, **fields: Any) -> Line:
    given = {"month": "2026-12", "district": "", "whom": "", "asks": "", "members": False}
    return Line("a", what, made=date(2026, 10, 1), **(given | fields))


def known(*releases: Release, **fields: Any) -> Known:
    return Known(releases, fields.pop("measured", (LISTENED, KEPT, FEELING)), **fields)


def test_a_question_is_told_with_its_date_the_newest_first() -> None:
    voice = voices.on("voices", known(period(1, asked((5, 5, 5))), period(2, asked((6, 8, 6)))))
    (told,) = voice.told
    assert told.question == "Do grown-ups listen?"
    assert [(one.when, one.text) for one in told.answers] == [
        ("March to April 2026", "Of 20 answers, 6 were ‘Yes’, 8 ‘Not sure’ and 6 ‘No’."),
        ("January to February 2026", "Of 15 answers, 5 were ‘Yes’, 5 ‘Not sure’ and 5 ‘No’."),
    ]
    assert told.changed.startswith("No clear change since January to February 2026")


def test_a_promise_belongs_to_the_priority_it_serves() -> None:
    both = known(period(1, asked((5, 5, 5)), asked((7, 7, 6), KEPT)))
    assert [one.question for one in voices.on("stability", both).told] == [KEPT.text]
    assert voices.on("safe", both).silent


def test_every_promise_but_one_serves_a_priority() -> None:
    assert PRIORITY_OF.keys() == PROMISES.keys() - {"know-why"}
    assert set(PRIORITY_OF.values()) == set(PRIORITIES)
    assert set(voices.THEMES.values()) == set(PRIORITIES)
    assert voices.IN_PLANS.keys() == PRIORITIES.keys()


def test_a_breakdown_of_the_newest_period_is_told_with_it() -> None:
    split = by_age(
        {"0-9": (9, 9, 9, 9, 9), "10-16": (30, 5, 5, 5, 5)},
        survey=LISTENED.survey,
        item=LISTENED.item,
        priority="voices",
    )
    (told,) = voices.on("voices", known(period(1, asked((5, 5, 5)), split))).told
    assert len(told.answers) == 1
    assert told.splits[0].when == "January to February 2026, by age band"
    assert told.splits[0].text.startswith("Up to 9: answers were spread")


def test_a_year_stands_after_the_periods_and_is_no_change() -> None:
    year = a_release([asked((11, 13, 11))], id_="2026", months=("2026-01", "2026-04"))
    first, second = period(1, asked((5, 5, 5))), period(2, asked((6, 8, 6)))
    (told,) = voices.on("voices", known(first, second, year)).told
    assert [one.when for one in told.answers][-1] == "2026"
    assert "2026" not in told.changed.replace("January to February 2026", "")


def test_a_year_that_says_what_its_only_period_said_is_left_out() -> None:
    year = a_release([asked((5, 5, 5))], id_="2026", months=("2026-01", "2026-02"))
    (told,) = voices.on("voices", known(period(1, asked((5, 5, 5))), year)).told
    assert [one.when for one in told.answers] == ["January to February 2026"]


def test_what_the_newest_period_holds_back_is_said() -> None:
    gone = NotShown(*LISTENED.key, LISTENED.text, None, "Fewer than 10.", "Two more sessions.")
    (told,) = voices.on("voices", known(period(1, not_shown=[gone]))).told
    assert told.answers == ()
    assert told.withheld == voices.Dated("January to February 2026", f"{CANNOT} Two more sessions.")


def test_a_number_of_answers_alone_is_held_back_as_well() -> None:
    row = SafeRow(None, "Everybody", 12)
    (told,) = voices.on("voices", known(period(1, asked((), rows=[row], form="n-only")))).told
    assert told.withheld is not None
    assert told.withheld.text == f"{CANNOT} {voices.MORE}"


def test_words_that_a_paper_told_stand_under_their_question() -> None:
    spoken = (
        Spoken("Ask us first", *LISTENED.key, date(2026, 3, 1)),
        Spoken("Ask again", *LISTENED.key, date(2026, 5, 1)),
        Spoken("Elsewhere", *FEELING.key, date(2026, 5, 1)),
    )
    voice = voices.on("voices", known(spoken=spoken))
    ((question, lines),) = voice.spoken
    assert question == LISTENED.text
    assert [line.text for line in lines] == ["Ask again", "Ask us first"]


def test_themes_of_free_text_stand_with_their_priority() -> None:
    named = (Named("money", "Young people wrote about money.", "2026"), Named("culture", "x", "y"))
    assert voices.on("adulthood", known(named=named)).named == named[:1]


@pytest.mark.parametrize(
    ("what", "priority"),
    [
        ("Voices Matter meets", "voices"),
        ("A drop-in for care leavers", "adulthood"),
        ("An online bullying workshop", "safe"),
        ("Cooking together", "healthy"),
        ("A day with brothers and sisters", "stability"),
    ],
)
def test_a_line_of_the_plan_is_found_by_its_words(what: str, priority: str) -> None:
    assert voices.on(priority, known(plans=(a_line(what),))).plans


def test_what_came_of_a_line_is_told_with_its_reason() -> None:
    lines = (
        a_line("Voices Matter meets", outcome="done"),
        a_line("A council of all ages", outcome="changed", reason="the hall was closed"),
        a_line("A review of letters"),
    )
    assert [(one.when, one.text) for one in voices.on("voices", known(plans=lines)).plans] == [
        ("December 2026", "Voices Matter meets. Done."),
        ("December 2026", "A council of all ages. Changed. The hall was closed."),
        ("December 2026", "A review of letters."),
    ]


def test_what_will_be_asked_says_nothing_of_a_line() -> None:
    assert voices.on("safe", known(plans=(a_line("A walk", asks="Feeling safe"),))).silent


def test_what_is_no_priority_is_refused() -> None:
    with pytest.raises(KeyError):
        voices.on("weather", Known())


def test_no_word_of_a_plan_is_found_within_another() -> None:
    assert not re.search(rf"\b({voices.IN_PLANS['safe']})\b", "unsafely", re.IGNORECASE)
    assert not voices.in_plan(a_line("Removing old chairs"), "stability")

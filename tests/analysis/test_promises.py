"""The promise board: ten promises in the council's order, each as it was last told."""

from typing import Any

from tests.releases import a_release, a_row, a_table
from voice.analysis import promises
from voice.analysis.counts import Answer
from voice.analysis.findings import Finding
from voice.analysis.safe import Release, Safe, SafeRow
from voice.survey.measures import PROMISES

ANSWERS = (Answer("yes", "Yes"), Answer("partly", "A bit"), Answer("no", "No"))
NAMES = tuple(PROMISES.values())
JULY = ("2026-07", "2026-08")


def kept(promise: str, *counts: int, **fields: Any) -> Safe:
    answers = fields.pop("answers", ANSWERS)
    rows = fields.pop("rows", None) or [a_row(counts)]
    item = fields.pop("item", f"promise-kept-{promise}")
    text = f"Do we keep {promise}?"
    return a_table(rows, answers, item, text, kind="choice", promise=promise, **fields)


THREE = (kept("safe", 12, 6, 5), kept("moves", 5, 7, 9), kept("adulthood", 30, 5, 5))


def the_board(*releases: Release) -> Finding:
    made = promises.board(releases)
    assert made is not None
    return made


def said(board: Finding, panel: int = -1) -> dict[str, str]:
    assert board.chart is not None
    return {bar.label: bar.said for bar in board.chart.panels[panel].bars}


def test_all_ten_stand_in_the_councils_order_with_their_pictures() -> None:
    board = the_board(a_release(THREE))
    assert board.chart is not None
    (panel,) = board.chart.panels
    assert tuple(bar.label for bar in panel.bars) == NAMES
    assert [bar.picture for bar in panel.bars] == [f"promise-{place}" for place in range(1, 11)]


def test_a_bar_is_the_answers_yes_of_all() -> None:
    told = said(the_board(a_release(THREE)))
    assert told["Being safe"] == "12 of 23"
    assert told["Moves that are planned with you"] == "5 of 21"
    assert told["Support as you become an adult"] == "75%"
    assert told["A healthy life"] == "not shown"


def test_fewer_than_three_make_no_board() -> None:
    assert promises.board([a_release(THREE[:2])]) is None
    assert promises.board([]) is None


def test_a_promise_told_in_words_says_them() -> None:
    row = SafeRow(None, "Everybody", 22, None, "most or all of the 22 answers", ("no", 18))
    board = the_board(a_release([*THREE, kept("healthy", rows=[row], form="bounded")]))
    assert said(board)["A healthy life"] == "‘No’: most or all of the 22 answers"
    assert board.table.rows[5] == ("A healthy life", "‘No’: most or all of the 22 answers")


def test_answers_put_together_with_another_are_not_counted_as_yes() -> None:
    together = (Answer("yes+partly", "Yes or a bit"), Answer("no", "No"))
    board = the_board(a_release([*THREE, kept("healthy", 20, 8, answers=together)]))
    assert said(board)["A healthy life"] == "not shown"


def test_each_promise_is_told_as_it_was_last_told() -> None:
    summer = a_release(
        [kept("safe", 5, 5, 5), kept("healthy", 8, 6, 6)], id_="2026-P4", months=JULY
    )
    board = the_board(summer, a_release(THREE))
    assert said(board)["Being safe"] == "12 of 23"
    assert said(board)["A healthy life"] == "8 of 20"
    assert board.period == "July to October 2026"
    assert dict(board.table.rows)["A healthy life"] == "8 of 20, July to August 2026"
    assert len(board.source) == 4


def test_a_year_is_left_out_beside_its_periods_and_told_by_itself() -> None:
    year = a_release(
        [kept(one, 20, 6, 6) for one in ("safe", "moves", "adulthood")],
        id_="2026",
        months=(*JULY, "2026-09", "2026-10"),
    )
    assert said(the_board(a_release(THREE), year))["Being safe"] == "12 of 23"
    assert said(the_board(year))["Being safe"] == "63%"
    assert the_board(year).name == "promises-2026"


def test_of_two_questionnaires_the_one_with_more_answers_is_told() -> None:
    few, many = kept("safe", 5, 5, 5, survey="one-promise-today"), kept("safe", 12, 6, 5)
    board = the_board(a_release([few, many, *THREE[1:]]))
    assert said(board)["Being safe"] == "12 of 23"


def test_where_all_promises_were_asked_about_at_once_that_stands_above() -> None:
    heard = a_table([a_row((30, 10))], ANSWERS[::2], "promise-heard", "Had you heard?")
    board = the_board(a_release([heard, *THREE]))
    assert board.chart is not None
    assert [panel.label for panel in board.chart.panels] == ["Heard of it", "Kept for me"]
    assert said(board, 0) == {"All ten promises": "75%"}
    assert board.table.header == ("Promise", "Yes")
    assert board.table.rows[0] == ("All ten promises: heard of it", "75% (30 of 40)")
    assert board.sentences[0] == "‘Yes’ to ‘Had you heard?’: 75% (30 of 40)."


def test_where_each_was_asked_about_heard_and_kept_stand_side_by_side() -> None:
    heard = kept("safe", 9, 5, 6, item="promise-heard-safe")
    board = the_board(a_release([heard, *THREE]))
    assert said(board, 0)["Being safe"] == "9 of 20"
    assert tuple(said(board, 0)) == tuple(said(board, 1)) == NAMES
    assert board.table.header == ("Promise", "Heard of it", "Kept for me")
    assert board.table.rows[3] == ("Being safe", "9 of 20", "12 of 23")


def test_the_board_says_in_a_sentence_what_most_said_and_what_is_not_shown() -> None:
    board = the_board(a_release(THREE))
    assert board.title == "Kept for me: mostly ‘Yes’ to 2 of 3 promises"
    assert board.sentences[0] == (
        "Of 3 promises told in figures, most answers were ‘Yes’ to ‘Being safe’ and"
        " ‘Support as you become an adult’."
    )
    assert board.sentences[-1].startswith("Not shown: ‘Knowing why you are in care’, ")
    assert "Being safe 12 of 23" in board.alt
    assert "A healthy life not shown" in board.alt


def test_a_board_of_words_only_says_so() -> None:
    row = SafeRow(None, "Everybody", 22, None, "most or all of the 22 answers", ("yes", 18))
    tables = [kept(one, rows=[row], form="bounded") for one in ("safe", "moves", "adulthood")]
    board = the_board(a_release(tables))
    assert board.title == "Promises told in words"
    assert all("0" not in sentence for sentence in board.sentences)

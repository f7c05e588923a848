"""The promise board stands before the questions of a paper, and their charts give way to it."""

from dataclasses import replace

from tests import papers
from tests.papers import a_material, autumn
from tests.releases import YES_NO, a_row, a_table
from voice.analysis import promises
from voice.analysis.safe import Release, Safe
from voice.publish import heard
from voice.publish.blocks import Block, Figure, Heading, Numbered, Table
from voice.survey.measures import PROMISES


def kept(promise: str, *counts: int) -> Safe:
    item, text = f"promise-kept-{promise}", f"Do we keep {promise}?"
    survey = "our-promise-to-you"
    return a_table(
        [a_row(counts)], YES_NO, item, text, survey=survey, kind="choice", promise=promise
    )


def told(*more: Safe) -> list[Block]:
    release: Release = autumn()
    with_more = replace(release, tables=(*release.tables, *more))
    return heard.blocks(a_material(releases=(with_more,)))


def figures(blocks: list[Block]) -> list[str]:
    return [
        one.finding.chart.kind for one in blocks if isinstance(one, Figure) and one.finding.chart
    ]


def test_the_board_is_the_first_of_what_was_heard() -> None:
    first, said, figure, table = told(*(kept(one, 9, 5, 6) for one in PROMISES))[:4]
    assert isinstance(first, Heading)
    assert first.text == promises.QUESTION
    assert isinstance(said, Numbered)
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert table.grid == figure.finding.table


def test_the_questions_on_the_board_keep_their_table_and_lose_their_chart() -> None:
    blocks = told(*(kept(one, 9, 5, 6) for one in PROMISES))
    assert "questions" not in figures(blocks)
    assert figures(blocks)[0] == "promises"
    titles = [one.title for one in blocks if isinstance(one, Table)]
    assert "Ten questions with the same answers" in titles


def test_the_summary_says_what_the_board_says() -> None:
    release = replace(autumn(), tables=tuple(kept(one, 9, 5, 6) for one in PROMISES))
    text = papers.told(papers.a_paper(releases=(release,), earlier=()), "Summary")
    sentence = "Of 10 promises told in figures, most answers were ‘Yes’ to none."
    assert f"{promises.QUESTION} {sentence}" in text
    assert "questions with" not in text
    few = replace(release, tables=release.tables[:1])
    assert sentence not in papers.told(papers.a_paper(releases=(few,), earlier=()), "Summary")


def test_what_is_not_shown_on_the_board_is_not_said_in_short() -> None:
    release = replace(autumn(), tables=tuple(kept(one, 9, 5, 6) for one in list(PROMISES)[:4]))
    board = promises.board([release])
    assert board is not None
    assert "Not shown" in board.sentences[-1]
    assert promises.in_short(board) == board.sentences[0]


def test_where_few_promises_are_told_there_is_no_board() -> None:
    blocks = told(*(kept(one, 9, 5, 6) for one in list(PROMISES)[:2]))
    assert "promises" not in figures(blocks)

"""Which themes a paper names: leave, agreement, time, and how many took part."""

from datetime import date

import pytest

from tests import factories
from tests.quotes import ANN, BEA, a_remark, an_event, answer, clear
from voice import quotes, theming, told_themes
from voice.analysis.policy import Policy
from voice.analysis.themes import ToldTheme
from voice.store import attendance, frames
from voice.store.db import Database

DAY, CUTOFF = date(2019, 11, 20), date(2019, 10, 31)


@pytest.fixture
def busy(database: Database) -> Database:
    """Twelve came in October, and twelve answered the questionnaire."""
    with database.writing() as connection:
        factories.a_group(connection)
        an_event(connection, came=12, day=date(2019, 10, 24))
    answer(database, 12)
    return database


def written(database: Database, number: int, leave: str | None = "words", **more: str) -> list[str]:
    with database.writing() as connection:
        return [a_remark(connection, f"Bus {n}", leave, **more) for n in range(number)]


def sort(database: Database, texts: list[str], *themes: str, coder: str = ANN) -> None:
    for text in texts:
        theming.sort(database, text, coder, themes, DAY)


def told(
    database: Database, cutoff: date = CUTOFF, before: tuple[date, ...] = (), told: str = ""
) -> list[ToldTheme]:
    with database.reading() as connection:
        found = told_themes.of_paper(connection, cutoff, before, Policy(), [told])
    return list(found)


def names(database: Database, cutoff: date = CUTOFF, before: tuple[date, ...] = ()) -> list[str]:
    return [one.name for one in told(database, cutoff, before)]


@pytest.mark.parametrize(
    ("leave", "item", "named"),
    [
        ("words", "arriving", True),
        ("idea", "arriving", True),
        ("team", "arriving", False),
        (None, "arriving", False),
        (None, "food", True),
    ],
)
def test_only_texts_with_leave_and_harmless_ideas_count(
    busy: Database, leave: str | None, item: str, named: bool
) -> None:
    sort(busy, written(busy, 5, leave, item=item), "travel")
    assert bool(names(busy)) is named


def test_it_says_the_theme_and_the_question(busy: Database) -> None:
    sort(busy, written(busy, 5), "travel", "listening")
    assert names(busy) == ["Being listened to", "Getting around"]
    assert [one.text for one in told(busy)[0].asked] == ["What would you tell somebody new?"]


def test_four_are_too_few_and_texts_for_the_team_do_not_help(busy: Database) -> None:
    sort(busy, [*written(busy, 4), *written(busy, 9, "team")], "travel")
    assert names(busy) == []


def test_a_text_that_two_sort_differently_counts_once_they_agree(busy: Database) -> None:
    texts = written(busy, 5)
    sort(busy, texts, "travel")
    sort(busy, texts[:1], "home", coder=BEA)
    assert names(busy) == []
    theming.agree(busy, texts[0], BEA, ["travel"], DAY)
    assert names(busy) == ["Getting around"]


def test_two_who_say_the_same_need_not_agree_again(busy: Database) -> None:
    texts = written(busy, 5)
    sort(busy, texts, "travel")
    sort(busy, texts, "travel", coder=BEA)
    assert names(busy) == ["Getting around"]


def test_a_theme_that_was_taken_away_is_not_named_and_one_renamed_has_its_new_name(
    busy: Database,
) -> None:
    sort(busy, written(busy, 5), "travel", "home")
    theming.retire(busy, "home", DAY)
    theming.change(busy, "travel", "Buses", "", "", DAY)
    assert names(busy) == ["Buses"]


def test_too_few_who_took_part_or_answered_and_nothing_is_named(database: Database) -> None:
    with database.writing() as connection:
        factories.a_group(connection)
        an_event(connection, came=12, day=date(2019, 10, 24))
    answer(database, 9)
    sort(database, written(database, 9), "travel")
    assert names(database) == []
    answer(database, 1)
    assert names(database) == ["Getting around"]
    with database.writing() as connection:
        attendance.put(connection, "canoeing", "came", attendance.ALL, 9)
    assert names(database) == []


def test_no_text_counts_in_two_papers_and_no_open_month_in_any(busy: Database) -> None:
    sort(busy, written(busy, 5), "travel")
    assert names(busy, date(2019, 10, 30)) == []
    assert names(busy, CUTOFF) == ["Getting around"]
    with busy.writing() as connection:
        an_event(connection, "later", came=12, day=date(2019, 11, 24))
    assert names(busy, date(2019, 11, 30), (CUTOFF,)) == []


def test_a_quote_that_carries_the_theme_stands_with_it_only_if_this_paper_tells_it(
    busy: Database,
) -> None:
    texts = written(busy, 5)
    sort(busy, texts, "travel")
    with busy.writing() as connection:
        line = quotes.put_forward(connection, texts[0])
    clear(busy, line.id)
    (one,) = told(busy)
    assert one.line is None
    (one,) = told(busy, told=line.id)
    assert one.line is not None
    assert (one.line.text, one.line.source) == (line.said, "remark")


def test_before_anybody_sorted_anything_nothing_is_named(busy: Database) -> None:
    written(busy, 9)
    assert names(busy) == []
    with busy.reading() as connection:
        assert frames.latest(connection) is None

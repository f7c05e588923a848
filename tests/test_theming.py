"""Themes: editing them, sorting under them, differing and agreeing."""

from datetime import date
from pathlib import Path

import pytest

from tests.quotes import ANN, BEA, a_remark, clear, find, look
from voice import quotes, theming
from voice.faults import FaultyError
from voice.store import codings, frames, remarks
from voice.store.codings import AGREED, CodingRecord
from voice.store.db import Database

DAY = date(2019, 11, 20)


@pytest.fixture
def text(database: Database) -> str:
    with database.writing() as connection:
        return a_remark(connection, "The bus never came", "words")


def themes_now(database: Database) -> list[str]:
    with database.reading() as connection:
        return [one.id for one in theming.current(connection).themes]


def said_of(database: Database, text: str) -> dict[str, frozenset[str]]:
    with database.reading() as connection:
        return {one.coder: one.themes for one in codings.of(connection, text)}


def standing(database: Database) -> dict[str, list[frozenset[str]]]:
    """What was decided, as far as its themes are offered now."""
    with database.reading() as connection:
        found = theming.by_text(codings.all_of(connection), theming.current(connection))
    return {text: [one.themes for one in by] for text, by in found.items()}


def places(error: pytest.ExceptionInfo[FaultyError]) -> list[str]:
    return [fault.place for fault in error.value.faults]


# The frame


def test_before_anything_is_kept_the_shipped_themes_are_offered(database: Database) -> None:
    shipped = theming.shipped()
    assert 12 <= len(shipped) <= 14
    assert all(one.meaning and one.keywords for one in shipped)
    assert themes_now(database) == [one.id for one in shipped]
    with database.reading() as connection:
        assert frames.latest(connection) is None


@pytest.mark.parametrize(
    "broken", ["", "[[theme]]\nid = 'x'", "theme = 3", "not toml", "[[theme]]\nid = ["]
)
def test_a_broken_file_is_told_and_never_half_read(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(FaultyError):
        theming.shipped(path)


def test_a_file_with_an_id_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "themes.toml"
    one = "[[theme]]\nid = 'a'\nname = '{}'\nmeaning = ''\nkeywords = []\n"
    path.write_text(one.format("A") + one.format("B"), encoding="utf-8")
    with pytest.raises(FaultyError, match="twice"):
        theming.shipped(path)


def test_a_change_makes_a_new_version_and_keeps_the_old(database: Database) -> None:
    theming.change(database, "travel", "Transport", "Buses.", "bus, Taxi\nbus; lift", DAY)
    frame = theming.change(database, "travel", "Transport", "Buses.", "bus, tram", DAY)
    assert frame.version == 3
    theme = frame.find("travel")
    assert theme is not None
    assert (theme.name, theme.meaning, theme.keywords) == ("Transport", "Buses.", ("bus", "tram"))
    assert themes_now(database) == [one.id for one in theming.shipped()]
    same = theming.change(database, "travel", "Transport", "Buses.", "bus, tram", DAY)
    assert same.version == 3


def test_an_added_theme_stands_last_under_an_id_no_theme_ever_had(database: Database) -> None:
    theming.retire(database, "travel", DAY)
    frame = theming.add(database, "Travel", "", "", DAY)
    assert frame.themes[-1].id == "travel-2"
    assert theming.add(database, "ቤት", "", "", DAY).themes[-1].id == "theme"


def test_a_retired_theme_is_not_offered_and_what_was_sorted_stays(
    database: Database, text: str
) -> None:
    theming.sort(database, text, ANN, ["travel"], DAY)
    theming.retire(database, "travel", DAY)
    assert "travel" not in themes_now(database)
    assert said_of(database, text) == {ANN: {"travel"}}
    with database.reading() as connection:
        assert [one.id for one in theming.retired(connection)] == ["travel"]
    assert standing(database) == {}
    with pytest.raises(FaultyError, match="not all offered"):
        theming.sort(database, text, BEA, ["travel"], DAY)
    assert theming.bring_back(database, "travel", DAY).themes[-1].id == "travel"
    assert standing(database) == {text: [{"travel"}]}
    theming.sort(database, text, BEA, ["travel"], DAY)


@pytest.mark.parametrize(
    ("name", "meaning", "keywords", "place"),
    [
        ("", "", "", "name"),
        ("  home ", "", "", "name"),
        ("x" * 61, "", "", "name"),
        ("Snow", "x" * 301, "", "meaning"),
        ("Snow", "", "snow, ???", "keywords"),
        ("Snow", "", "x" * 41, "keywords"),
        ("Snow", "", ",".join(f"word{n}" for n in range(41)), "keywords"),
    ],
)
def test_what_no_theme_can_be_is_told_at_its_box(
    database: Database, name: str, meaning: str, keywords: str, place: str
) -> None:
    with pytest.raises(FaultyError) as error:
        theming.add(database, name, meaning, keywords, DAY)
    assert places(error) == [place]
    with database.reading() as connection:
        assert frames.latest(connection) is None


def test_what_is_not_there_cannot_be_changed_taken_away_or_brought_back(database: Database) -> None:
    for act in (
        lambda: theming.change(database, "snow", "Snow", "", "", DAY),
        lambda: theming.retire(database, "snow", DAY),
        lambda: theming.bring_back(database, "home", DAY),
    ):
        with pytest.raises(FaultyError):
            act()


def test_the_last_theme_cannot_be_taken_away_and_no_board_grows_for_ever(
    database: Database,
) -> None:
    for number in range(theming.MOST_THEMES - len(theming.shipped())):
        theming.add(database, f"Another {number}", "", "", DAY)
    with pytest.raises(FaultyError, match="there are 30 themes"):
        theming.add(database, "One more", "", "", DAY)
    for one in themes_now(database)[1:]:
        theming.retire(database, one, DAY)
    with pytest.raises(FaultyError, match="only theme"):
        theming.retire(database, "feelings", DAY)


# Sorting


def test_a_text_is_sorted_under_several_themes_or_none_and_taken_back(
    database: Database, text: str
) -> None:
    theming.sort(database, text, ANN, ["travel", "listening"], DAY)
    assert said_of(database, text) == {ANN: {"travel", "listening"}}
    theming.sort(database, text, ANN, [], DAY)
    assert said_of(database, text) == {ANN: frozenset()}
    theming.take_back(database, text, ANN)
    assert said_of(database, text) == {}


def test_a_text_that_nobody_has_read_cannot_be_sorted(database: Database) -> None:
    with database.writing() as connection:
        unread = a_remark(connection, "New", "words", read=False)
    for id_ in (unread, "nowhere"):
        with pytest.raises(FaultyError, match="not there to be sorted"):
            theming.sort(database, id_, ANN, [], DAY)


def test_nobody_sorts_in_the_name_of_those_who_agree(database: Database, text: str) -> None:
    with pytest.raises(FaultyError):
        theming.sort(database, text, AGREED, [], DAY)


def test_where_two_differ_is_told_to_those_two_alone(database: Database, text: str) -> None:
    theming.sort(database, text, ANN, ["travel"], DAY)
    assert _different(database, ANN) == []
    theming.sort(database, text, BEA, ["travel", "listening"], DAY)
    assert _different(database, ANN) == _different(database, BEA) == [text]
    assert _different(database, "cat") == []
    theming.sort(database, text, ANN, ["listening", "travel"], DAY)
    assert _different(database, ANN) == []


def test_those_who_sorted_it_agree_and_what_each_said_stays(database: Database, text: str) -> None:
    theming.sort(database, text, ANN, ["travel"], DAY)
    with pytest.raises(FaultyError, match="two people"):
        theming.agree(database, text, ANN, ["travel"], DAY)
    theming.sort(database, text, BEA, ["listening"], DAY)
    with pytest.raises(FaultyError, match="two people"):
        theming.agree(database, text, "cat", ["travel"], DAY)
    theming.agree(database, text, BEA, ["travel"], DAY)
    assert said_of(database, text) == {ANN: {"travel"}, BEA: {"listening"}, AGREED: {"travel"}}
    assert _different(database, ANN) == []
    with pytest.raises(FaultyError, match="agreed on"):
        theming.sort(database, text, ANN, ["home"], DAY)


def _different(database: Database, person: str) -> list[str]:
    with database.reading() as connection:
        return [one.text.id for one in theming.differences(connection, person)]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({}, None),
        ({ANN: "a"}, "a"),
        ({ANN: "a", BEA: "a"}, "a"),
        ({ANN: "a", BEA: "b"}, None),
        ({ANN: "a", BEA: "b", AGREED: "ab"}, "ab"),
        ({ANN: "", BEA: ""}, ""),
    ],
)
def test_what_stands_for_a_text(said: dict[str, str], stands: str | None) -> None:
    by = [CodingRecord("t", coder, frozenset(themes)) for coder, themes in said.items()]
    assert theming.decided(by) == (None if stands is None else frozenset(stands))


# In English


def foreign(database: Database, leave: str = "words") -> str:
    with database.writing() as connection:
        return a_remark(connection, "Chcę częściej widywać brata", leave)


ENGLISH = "I want to see my brother more often"


def test_a_line_begins_with_the_english_and_says_why(database: Database) -> None:
    text = foreign(database)
    theming.put_into_english(database, text, f" {ENGLISH} ")
    with database.writing() as connection:
        line = quotes.put_forward(connection, text)
    assert (line.said, line.reason) == (ENGLISH, "Put into English.")
    assert line.words == "Chcę częściej widywać brata"
    assert clear(database, line.id).cleared


def test_english_that_comes_later_takes_the_looks_back(database: Database) -> None:
    text = foreign(database)
    with database.writing() as connection:
        line = quotes.put_forward(connection, text)
    clear(database, line.id)
    theming.put_into_english(database, text, ENGLISH)
    later = find(database, line.id)
    assert (later.said, later.first, later.second) == (ENGLISH, None, None)
    theming.put_into_english(database, text, "")
    assert find(database, line.id).said == line.words


def test_what_somebody_wrote_for_the_paper_is_not_written_over(database: Database) -> None:
    text = foreign(database)
    with database.writing() as connection:
        line = quotes.put_forward(connection, text)
    quotes.say(database, line.id, "More time with my brother", "A name", least=10)
    theming.put_into_english(database, text, ENGLISH)
    assert find(database, line.id).said == "More time with my brother"


def test_an_idea_is_not_told_in_the_words_of_its_english_either(database: Database) -> None:
    text = foreign(database, "idea")
    theming.put_into_english(database, text, ENGLISH)
    with database.writing() as connection:
        line = quotes.put_forward(connection, text)
    with pytest.raises(FaultyError, match="own words"):
        look(database, line.id)


def test_words_in_another_script_wait_for_their_english(database: Database) -> None:
    with database.writing() as connection:
        line = quotes.put_forward(connection, a_remark(connection, "أريد رؤية أخي", "words"))
    with pytest.raises(FaultyError, match="not in English"):
        look(database, line.id)


def test_english_has_its_bounds(database: Database) -> None:
    text = foreign(database)
    with pytest.raises(FaultyError, match="at most 4000"):
        theming.put_into_english(database, text, "x" * 4001)
    with pytest.raises(FaultyError, match="not there"):
        theming.put_into_english(database, "nowhere", "x")
    with database.reading() as connection:
        remark = remarks.find(connection, text)
    assert remark is not None
    assert remark.translation == ""

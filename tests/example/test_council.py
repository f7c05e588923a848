"""The example council replays what was published, invents a year, and says which is which."""

import hashlib
import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.example.conftest import Council, build
from voice import example, tablets
from voice.analysis import audit
from voice.example import invent
from voice.faults import FaultyError
from voice.paths import SURVEYS
from voice.store import attendance, events, figures, releases, remarks
from voice.survey.answers import Submission, read
from voice.survey.load import load_all

FIRST, YEAR = "2019-11-20", "2026-11-18"


def test_the_published_attendance_is_replayed(council: Council) -> None:
    with council.database.reading() as connection:
        came = {
            event.id: attendance.of(connection, event.id).get(("came", "all"))
            for event in events.between(connection, date(2019, 7, 1), date(2019, 10, 31))
        }
    assert came["2019-07-26-picnic"] == 132
    assert came["2019-08-22-voices-matter"] == 18
    assert came["2019-08-19-just-us"] == 5
    assert came["2019-10-25-waterbeach-2"] == 3
    assert came["2019-10-22-march-1"] is None


def test_three_of_four_october_sessions_were_cancelled(council: Council) -> None:
    with council.database.reading() as connection:
        october = events.between(connection, date(2019, 10, 1), date(2019, 10, 31))
    assert Counter(event.status for event in october) == {"cancelled": 3, "went-ahead": 1}


def test_the_bought_apps_monthly_figures_are_replayed(council: Council) -> None:
    with council.database.reading() as connection:
        told = {(f.month, f.measure): f.number for f in figures.until(connection, "2019-09")}
    assert told["2019-07", "Express statements"] == 49
    assert told["2019-08", "Statements through a worker"] == 13
    assert told["2019-09", "Young people’s accounts"] == 117


def test_three_of_three_had_not_heard_and_that_is_said_in_words_only(council: Council) -> None:
    with council.database.reading() as connection:
        first = releases.all_releases(connection)[0]
    (table,) = first.tables
    assert (table.item, table.form) == ("promise-heard", "service-words")
    assert [row.n for row in table.rows] == [None]
    assert "fewer than 10" in str(table.rows[0].words)


def test_the_made_up_year_is_believable_in_size_and_marked(council: Council) -> None:
    with council.database.reading() as connection:
        held = events.between(connection, date(2025, 11, 1), date(2027, 12, 31))
    assert 40 <= len(held) <= 50
    assert all(event.invented for event in held)
    assert 550 <= sum(event.counted or 0 for event in held) <= 700


def test_nothing_published_is_marked_as_invented(council: Council) -> None:
    with council.database.reading() as connection:
        held = events.between(connection, date(2019, 1, 1), date(2020, 12, 31))
    assert held
    assert not any(event.invented for event in held)


def test_one_event_is_open_for_trying_and_both_papers_are_told(council: Council) -> None:
    lines = example.what_to_open(council.database, council.settings, "http://127.0.0.1:8000")
    text = "\n".join(lines)
    assert re.search(r"http://127.0.0.1:8000/c/[A-Z]{8}$", text, re.MULTILINE)
    assert "http://127.0.0.1:8000/work/" in text
    for meeting in (FIRST, YEAR):
        assert str(council.papers / meeting / "paper.docx") in text
        assert (council.papers / meeting / "paper.docx").is_file()
    for role in ("worker", "reviewer", "admin"):
        assert re.search(rf"{role}  with  \S+", text)


def test_example_logins_are_for_the_owner_only(council: Council) -> None:
    path = council.settings.data / "example-logins.txt"
    assert path.stat().st_mode & 0o077 == 0


def test_all_releases_pass_the_audit_from_their_tables_alone(council: Council) -> None:
    with council.database.reading() as connection:
        documents = releases.documents(connection)
    assert len(documents) == 10
    assert audit.examine(documents).passed


def test_a_papers_tables_are_its_releases_word_for_word(council: Council) -> None:
    with council.database.reading() as connection:
        documents = {json.loads(text)["release"]: text for text in releases.documents(connection)}
    files = [*council.papers.glob("*/tables-*.json")]
    assert len(files) == 8
    for file in files:
        assert file.read_text(encoding="utf-8") == documents[file.stem.removeprefix("tables-")]


def test_no_invented_words_are_left_unread_once_their_period_is_closed(council: Council) -> None:
    with council.database.reading() as connection:
        waiting = remarks.unread(connection, date(2026, 11, 14))
    assert len(waiting) <= 8, "only those of the open event wait"


def test_papers_say_that_the_year_is_made_up_and_the_published_one_is_not(
    council: Council,
) -> None:
    year = (council.papers / YEAR / "index.html").read_text(encoding="utf-8")
    first = (council.papers / FIRST / "index.html").read_text(encoding="utf-8")
    assert "The events, answers and words in it were made up" in year
    assert "The words of young people in it were made up." in first
    assert first.count("made up") == 1, "no event of 2019 was"


def test_facts_beyond_who_came_are_in_the_papers(council: Council) -> None:
    """Members, roles, guests, awards, ages, and why and how early events were cancelled."""
    pages = {
        meeting: " ".join((council.papers / meeting / "index.html").read_text("utf-8").split())
        for meeting in (FIRST, YEAR)
    }
    assert "5 signed up and 4 came. 4 awards were gained." in pages[FIRST]
    assert "The youngest was 5 and the oldest 14." in pages[FIRST]
    assert "cancelled (all because nobody had signed up)" in pages[FIRST]
    assert "The group has 34 members; 15 joined and nobody left." in pages[YEAR]
    assert "6 filled by young people, since February 2026." in pages[YEAR]
    assert "Councillors and managers each came once as guests." in pages[YEAR]
    assert "nobody had signed up, five days before" in pages[YEAR]


def test_a_second_build_is_refused(council: Council) -> None:
    with pytest.raises(FaultyError):
        example.build(council.database, council.keys, council.settings, said=lambda _: None)


def test_every_chance_is_for_an_item_and_an_option_that_exist() -> None:
    path = Path(invent.__file__).parent / "answers.toml"
    chances = tomllib.loads(path.read_text(encoding="utf-8"))["items"]
    items = {item.id: item for survey in load_all(SURVEYS).values() for item in survey.items}
    assert set(chances) <= set(items)
    for id_, told in chances.items():
        options = {choice.id for choice in items[id_].choices}
        for name in ("first", "last"):
            assert set(told.get(name, ())) <= options, id_
        for band in told.get("by-band", {}).values():
            assert set(band) <= options, id_


@pytest.mark.parametrize("survey", load_all(SURVEYS).values(), ids=lambda survey: survey.id)
def test_invented_answers_can_always_be_read(survey) -> None:  # type: ignore[no-untyped-def]
    random = Random(7)
    for band in ("0-9", "10-16", "17+", None) * 10:
        given = invent.answers(survey, invent.Draw(random, band, 0.5))
        identity = invent.submission_id(random)
        submission = Submission(identity, survey.fingerprint, band, None, given)
        assert read(survey, submission).rows


def _sums(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(
    council: Council, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = build(tmp_path_factory.mktemp("again"))
    first, second = _sums(council.papers), _sums(again.papers)
    again.database.close()
    assert len(first) > 20
    assert first == second


def test_two_tablets_are_on_the_list_and_one_still_holds_an_envelope(council: Council) -> None:
    known = tablets.all_tablets(council.database)
    assert [one.name for one in known] == ["Tablet A", "Tablet B"]
    with council.database.reading() as connection:
        (event,) = (e for e in events.coming(connection, date(2026, 11, 1)) if e.status == "open")
    held = tablets.deliveries(council.database, event.id)
    assert [(one.name, one.here, one.waiting) for one in held] == [
        ("Tablet A", 2, 0),
        ("Tablet B", 1, 1),
    ]

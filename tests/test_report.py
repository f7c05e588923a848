"""A paper from the database: the same bytes twice, nothing half done, nothing counted anew."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests import quotes as quote_lines
from tests.papers import autumn, summer
from voice import report
from voice.analysis import opendata
from voice.analysis.safe import Release
from voice.faults import FaultyError
from voice.publish import folder
from voice.report import Built
from voice.settings import Settings
from voice.store import (
    attendance,
    boards,
    editions,
    events,
    figures,
    groups,
    papers,
    quotes,
    releases,
    remarks,
)
from voice.store.boards import CardRecord
from voice.store.db import Connection, Database
from voice.store.releases import PeriodRecord

MEETING, CUTOFF = date(2026, 11, 18), date(2026, 10, 31)
EARLIER, EARLIER_CUTOFF = date(2026, 9, 16), date(2026, 8, 31)
TODAY = date(2026, 11, 2)

Build = Callable[..., Built]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "papers" / MEETING.isoformat()


@pytest.fixture
def build(database: Database, settings: Settings, out: Path) -> Build:
    def built(meeting: date = MEETING, cutoff: date = CUTOFF, folder: Path = out) -> Built:
        return report.build(
            database, settings, meeting, cutoff, folder, TODAY, lambda done, words: None
        )

    return built


def keep(connection: Connection, release: Release) -> None:
    months = release.months
    record = PeriodRecord(release.period, months[0], months[-1], TODAY)
    releases.add_period(connection, record)
    releases.add(connection, release, "committee", TODAY)


def an_event(
    connection: Connection, day: date, name: str, came: int, group: str = "just-us"
) -> None:
    factories.a_group(connection, group)
    id_ = f"{day.isoformat()}-{group}"
    events.add(connection, id_, group, name, day, status="went-ahead", district="Fenland")
    attendance.put(connection, id_, "came", "all", came)


@pytest.fixture
def council(database: Database) -> Database:
    """Events before, in and after the time of the paper, and two releases."""
    with database.writing() as connection:
        editions.publish(connection, factories.a_survey(title="How are you, really?"))
        an_event(connection, date(2026, 8, 20), "Summer session", 9)
        an_event(connection, date(2026, 9, 5), "Autumn session", 5)
        an_event(connection, CUTOFF, "Last session", 7)
        groups.add(connection, "museum", "The museum", "partner")
        an_event(connection, date(2026, 10, 2), "Arts week", 4, "museum")
        events.add(connection, "ahead", "just-us", "Winter session", date(2026, 12, 12))
        events.add(connection, "far", "just-us", "Spring session", date(2027, 4, 12))
        events.add(
            connection, "off", "just-us", "Lost session", date(2026, 12, 13), status="cancelled"
        )
        figures.put(connection, "Mind of My Own", "2026-09", "Express statements", 14)
        figures.put(connection, "Mind of My Own", "2026-11", "Express statements", 99)
        keep(connection, summer())
        keep(connection, autumn())
    return database


def page_of(out: Path) -> str:
    html = (out / "index.html").read_text(encoding="utf-8")
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_a_paper_is_a_folder_with_everything_it_needs(
    council: Database, build: Build, out: Path
) -> None:
    built = build()
    names = set(built.files)
    assert {"paper.docx", "index.html", "paper.css", "figures.csv"} <= names
    assert {"tables-2026-P4.json", "tables-2026-P5.json"} <= names
    assert "charts/how-are-you-feeling-now-2026-p5.svg" in names
    html = BeautifulSoup((out / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert all((out / img["src"]).is_file() for img in html.find_all("img"))


def test_every_file_is_named_with_its_checksum(council: Database, build: Build, out: Path) -> None:
    built = build()
    for name, digest in built.files.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    lines = (out / folder.SUMS).read_text().splitlines()
    assert lines == [f"{digest}  {name}" for name, digest in sorted(built.files.items())]


def test_building_twice_gives_the_same_bytes(
    council: Database, build: Build, tmp_path: Path
) -> None:
    first = build()
    assert build() == first
    assert build(folder=tmp_path / "again") == first


def test_events_count_from_the_day_after_the_last_cut_off(
    council: Database, build: Build, out: Path
) -> None:
    with council.writing() as connection:
        papers.note(connection, EARLIER, EARLIER_CUTOFF, {})
    build()
    page = page_of(out)
    assert "Summer session" not in page
    assert "Autumn session" in page
    assert "Last session" in page
    assert "from 1 September to 31 October 2026" in page


def test_the_first_paper_begins_with_the_first_event(
    council: Database, build: Build, out: Path
) -> None:
    build()
    assert "from 20 August to 31 October 2026" in page_of(out)


def test_planned_events_are_those_of_the_four_months_after_the_meeting(
    council: Database, build: Build, out: Path
) -> None:
    build()
    page = page_of(out)
    assert "Winter session" in page
    assert "Spring session" not in page
    assert "Lost session" not in page


def test_partners_events_stand_apart(council: Database, build: Build, out: Path) -> None:
    build()
    page = page_of(out)
    assert page.index("Events of other organisations") < page.index("Arts week")


def test_a_release_is_told_in_one_paper_only(
    council: Database, build: Build, out: Path, tmp_path: Path
) -> None:
    build(EARLIER, EARLIER_CUTOFF, tmp_path / "earlier")
    built = build()
    told = [name for name in built.files if name.startswith("tables-")]
    assert told == ["tables-2026-P5.json"]
    assert "July to August 2026" in page_of(out), "the period before stays in the series"


def test_a_release_after_the_cut_off_waits(council: Database, build: Build, tmp_path: Path) -> None:
    built = build(EARLIER, EARLIER_CUTOFF, tmp_path / "earlier")
    assert [name for name in built.files if name.startswith("tables-")] == ["tables-2026-P4.json"]


def test_the_open_data_is_the_stored_release(council: Database, build: Build, out: Path) -> None:
    build()
    text = (out / "tables-2026-P5.json").read_text(encoding="utf-8")
    assert text == opendata.write(autumn())
    assert json.loads(text)["release"] == "2026-P5"


def test_a_paper_without_a_release_is_built_and_says_so(
    database: Database, build: Build, out: Path
) -> None:
    built = build()
    assert "No answers can be told yet" in page_of(out)
    assert not [name for name in built.files if name.startswith("charts/")]


def test_titles_of_questionnaires_are_those_of_their_latest_edition(
    council: Database, build: Build, out: Path
) -> None:
    build()
    assert "How are you, really?" in page_of(out)


def test_figures_of_others_stop_at_the_cut_off(council: Database, build: Build, out: Path) -> None:
    build()
    assert "November 2026" not in page_of(out).replace("18 November 2026", "")


def test_a_workers_words_stand_in_the_paper(council: Database, build: Build, out: Path) -> None:
    with council.writing() as connection:
        papers.put_words(connection, MEETING, "impact", "We changed the invitation.")
        papers.put_words(connection, EARLIER, "impact", "Something else.")
    build()
    page = page_of(out)
    assert "We changed the invitation." in page
    assert "Something else." not in page


def test_what_may_be_written_is_given_with_the_words_that_stand_there(
    council: Database, settings: Settings
) -> None:
    with council.writing() as connection:
        papers.put_words(connection, MEETING, "impact", "We changed the invitation.")
    standing = {
        one.section: words for one, words in report.draft(council, settings, MEETING, CUTOFF)
    }
    assert standing["impact"] == "We changed the invitation."
    assert "from 20 August to 31 October 2026" in standing["background"]
    assert standing["assurance"] == ""


def test_the_paper_is_kept_with_its_files(council: Database, build: Build) -> None:
    built = build()
    with council.reading() as connection:
        (kept,) = papers.all_papers(connection)
    assert (kept.meeting, kept.cutoff, kept.files) == (MEETING, CUTOFF, built.files)


@pytest.mark.parametrize(
    ("meeting", "cutoff", "wrong"),
    [
        (MEETING, date(2026, 11, 19), "is after the meeting"),
        (date(2026, 12, 2), date(2026, 11, 30), "has not come yet"),
        (MEETING, EARLIER_CUTOFF, "is not after the last paper"),
    ],
)
def test_days_that_cannot_be_are_refused_and_nothing_is_written(
    council: Database, build: Build, out: Path, meeting: date, cutoff: date, wrong: str
) -> None:
    with council.writing() as connection:
        papers.note(connection, EARLIER, EARLIER_CUTOFF, {})
    with pytest.raises(FaultyError, match=wrong):
        build(meeting, cutoff)
    assert not out.exists()
    with council.reading() as connection:
        assert len(papers.all_papers(connection)) == 1


def test_a_folder_with_other_things_is_refused_and_nothing_is_kept(
    council: Database, build: Build, out: Path
) -> None:
    out.mkdir(parents=True)
    (out / "letter.txt").write_text("mine")
    with pytest.raises(FaultyError):
        build()
    with council.reading() as connection:
        assert papers.all_papers(connection) == []


def test_progress_goes_up_and_is_said_in_words(
    council: Database, settings: Settings, out: Path
) -> None:
    told: list[tuple[int, str]] = []
    report.build(
        council, settings, MEETING, CUTOFF, out, TODAY, lambda done, said: told.append((done, said))
    )
    steps = [done for done, _ in told]
    assert steps == sorted(steps)
    assert all(0 < step < 100 for step in steps)
    assert all(said for _, said in told)


SECRETS = {
    "nobody-looked": "We saw a heron before breakfast.",
    "one-looked": "We counted nineteen ducks.",
    "left-out": "We fell in twice and laughed.",
    "as-it-came": "Robin taught us all a card trick.",
    "only-seen": "They built a raft.",
    "only-a-card": "Socks that are never the same",
    "only-a-remark": "I would rather have a tortoise.",
}
"""Words that must not be in a paper, by why not."""


def speak(connection: Connection) -> None:
    """What was said at one event, cleared or not, and what lies about unasked."""
    id_ = "2026-09-05-just-us"

    def a_quote(words: str, said: str = "", **fields: object) -> None:
        line = quote_lines.a_line(words=words, said=said or words, event=id_, month="2026-09")
        looked = replace(line, source="message", first="ann", second="bea")
        quotes.add(connection, replace(looked, **fields))  # type: ignore[arg-type]

    a_quote("We made the soup ourselves.")
    a_quote(SECRETS["nobody-looked"], first=None, second=None)
    a_quote(SECRETS["one-looked"], second=None)
    a_quote(SECRETS["left-out"], left_out=True)
    a_quote(SECRETS["as-it-came"], "Somebody taught us all a card trick.", reason="A name.")
    a_quote(SECRETS["only-seen"], source="moment")
    edition = editions.publish(connection, factories.a_survey(title="How are you, really?"))
    boards.open(connection, id_, "how-are-you", edition)
    words = SECRETS["only-a-card"]
    boards.put_card(connection, CardRecord("c", id_, "how-are-you", "say-more", words, True, 1))
    remark = [("say-more", SECRETS["only-a-remark"])]
    remarks.add(
        connection,
        remark,
        survey="how-are-you",
        group="just-us",
        month="2026-09",
        due=TODAY,
        leave="words",
    )


def every_byte(out: Path) -> dict[str, bytes]:
    """The content of each file of the folder; of the Word file, that of each part."""
    files = {str(file): file.read_bytes() for file in out.rglob("*") if file.is_file()}
    with zipfile.ZipFile(out / "paper.docx") as packed:
        return files | {f"docx/{name}": packed.read(name) for name in packed.namelist()}


def test_no_byte_of_any_file_holds_words_that_were_not_cleared(
    council: Database, build: Build, out: Path
) -> None:
    with council.writing() as connection:
        speak(connection)
    build()
    page = page_of(out)
    assert "We made the soup ourselves." in page
    assert "Somebody taught us all a card trick." in page
    found = {
        (why, name)
        for name, content in every_byte(out).items()
        for why, words in SECRETS.items()
        if words.encode() in content
    }
    assert found == set()


def test_words_are_told_in_one_paper_only_and_give_the_same_bytes_twice(
    council: Database, build: Build, tmp_path: Path
) -> None:
    with council.writing() as connection:
        speak(connection)
    first, again = build(), build(folder=tmp_path / "again")
    assert first == again
    next_cutoff = date(2026, 11, 1)
    build(date(2026, 11, 20), next_cutoff, tmp_path / "next")
    assert "We made the soup ourselves." not in page_of(tmp_path / "next")

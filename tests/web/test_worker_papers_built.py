"""Papers that are built, and what a worker is told before one is."""

import hashlib
from datetime import date, timedelta

import pytest
from flask import Flask

from tests import factories
from tests import quotes as quote_lines
from tests.web import entering
from tests.web.visiting import Visit, text
from voice import jobs as work
from voice import quotes
from voice.settings import Settings
from voice.store import attendance, groups, papers, trail
from voice.store.db import Database

pytestmark = pytest.mark.usefixtures("quick_hashing")

MEETING, CUTOFF = date(2019, 12, 12), date(2019, 11, 8)
PAPER = f"/papers/{MEETING}"
WORDS = f"{PAPER}/words?cutoff={CUTOFF}"


def built(database: Database, settings: Settings, **files: bytes) -> None:
    """A paper that was built, with these files in its folder."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in files.items()}
    folder = work.papers_folder(settings) / MEETING.isoformat()
    for name, content in named.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "secret.txt").write_text("not of this paper")
    with database.writing() as connection:
        sums = {name: hashlib.sha256(content).hexdigest() for name, content in named.items()}
        papers.note(connection, MEETING, CUTOFF, sums)


def test_a_built_paper_is_opened_and_downloaded(
    worker: Visit, database: Database, settings: Settings
) -> None:
    files = {"index_html": b"<h1>Paper</h1>", "paper_docx": b"PK", "charts__a_svg": b"<s/>"}
    built(database, settings, **files, figures_csv=b"a,b")
    assert "12 December 2019 8 November 2019" in text(worker.see("/papers").select_one("table"))
    page = worker.see(PAPER)
    links = page.select("a.main, [aria-labelledby=built] a")
    assert [text(link) for link in links] == [
        "Read the paper",
        "Word file, for the committee’s office",
        "The figures of the charts, as a sheet",
        "a.svg",
    ]
    for link in links:
        response = worker.client.get(str(link["href"]).removeprefix("/work"))
        assert response.status_code == 200
        kept = "attachment" in response.headers["Content-Disposition"]
        assert kept is str(link["href"]).endswith((".docx", ".csv"))
        response.close()


def test_a_paper_made_elsewhere_is_named_and_leads_nowhere(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        papers.note(connection, MEETING, CUTOFF, {"index.html": "0" * 64, "paper.docx": "0" * 64})
    table = worker.see("/papers").select_one("table")
    assert "12 December 2019 made elsewhere 8 November 2019" in text(table)
    assert not table.select("a")
    page = worker.see(PAPER)
    assert "Its files are not here." in text(page)
    assert not page.select("a[href*=files]")
    worker.see(f"{PAPER}/files/index.html", 404)


def test_a_downloaded_word_file_stands_in_the_trail(
    worker: Visit, database: Database, settings: Settings
) -> None:
    built(database, settings, paper_docx=b"PK", index_html=b"<p>")
    for name in ("paper.docx", "index.html"):
        worker.client.get(f"{PAPER}/files/{name}").close()
    with database.reading() as connection:
        assert trail.lines(connection)[0].says == f"downloaded {MEETING}/paper.docx"


@pytest.mark.parametrize(
    "name",
    ["secret.txt", "../../voice.db", "..%2f..%2fvoice.db", "/etc/passwd", "charts/../secret.txt"],
)
def test_nothing_but_the_paper_s_own_files_is_served(
    worker: Visit, database: Database, settings: Settings, name: str
) -> None:
    built(database, settings, index_html=b"<p>")
    assert worker.client.get(f"{PAPER}/files/{name}").status_code in {404, 308}


def test_the_files_of_no_paper_are_nowhere(worker: Visit) -> None:
    worker.see(f"{PAPER}/files/index.html", 404)


def test_no_group_is_needed_to_read_what_was_heard(worker: Visit, database: Database) -> None:
    with database.reading() as connection:
        assert groups.all_groups(connection) == []
    worker.see("/heard")
    worker.see("/papers")


def test_a_small_event_without_words_in_the_paper_is_named_before_it_is_built(
    door: Flask, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, day=CUTOFF, status="went-ahead")
    for role, links in (("worker", 1), ("publisher", 0)):
        page = Visit(entering.let_in(door, role)).see(f"{PAPER}?cutoff={CUTOFF}")
        card = page.select_one("[aria-labelledby=own-words]")
        assert "Fewer than 10 came to this event" in text(card)
        assert "Pond dipping, 8 November 2019" in text(card)
        assert len(card.select("a[href*=events]")) == links


def test_lines_that_wait_are_told_before_a_paper_is_built(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        factories.an_event(connection, "pond-dipping", CUTOFF, status="went-ahead")
        attendance.put(connection, "pond-dipping", "came", "all", 12)
    quotes.moment(database, "pond-dipping", "They laughed a lot.", least=10)
    card = worker.see(f"{PAPER}?cutoff={CUTOFF}").select_one("[aria-labelledby=own-words]")
    assert "1 line of this time waits for a look . No line is told before two" in text(card)
    earlier = worker.see(f"{PAPER}?cutoff={CUTOFF - timedelta(days=1)}")
    assert not earlier.select("[aria-labelledby=own-words]")


def test_a_worker_is_warned_before_a_paper_has_the_words_of_one_event_only(
    worker: Visit, database: Database
) -> None:
    with database.writing() as connection:
        for id_ in ("canoeing", "climbing"):
            quote_lines.an_event(connection, id_, day=CUTOFF)
    looked = {"month": "2019-11", "first": "ann", "second": "bea"}
    quote_lines.keep(database, source="message", event="canoeing", **looked)
    quote_lines.keep(database, event="canoeing", **looked)
    address, warning = f"{PAPER}?cutoff={CUTOFF}", "Whoever was there can tell that these words"
    said = text(worker.see(address).main)
    assert f"Only one event’s words stand in this paper. {warning}" in said
    assert "1 moment waits for a later paper: few were there" in said
    quote_lines.keep(database, source="message", event="climbing", **looked)
    said = text(worker.see(address).main)
    assert warning not in said
    assert "for a later paper" not in said

"""What is withheld stands in no byte of anything that leaves: pages, pictures, files, the log.

The counts are so large and odd that they cannot stand anywhere by chance, and each lies close to a
number that is told, so that a slip by one would show as well.
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests import factories
from tests.web.searched import opened, pages, told_in
from tests.web.visiting import Visit
from voice import release as release_verb
from voice import report
from voice.analysis.counts import Answered, Cell, Gathered
from voice.analysis.policy import Policy
from voice.settings import Settings
from voice.store import counts, editions, releases
from voice.store.db import Database
from voice.survey.model import Survey

pytestmark = pytest.mark.usefixtures("quick_hashing")

BANDS = {
    "0-9": {"yes": 3_011, "sometimes": 4_127, "no": 2},
    "10-16": {"yes": 4_003, "sometimes": 5_119, "no": 2},
}
"""Few said no, so “sometimes” and “no” are told together."""
SAFE = {"yes": 6_571, "no": 3}
"""Nearly all are safe. That three are not is for people, and no figure."""
TOLD = ("9250", "4129", "5121", "7014", "6574", "16264")
WITHHELD = ("9246", "4127", "5119", "6571")
MONTH, RELEASE = "2019-10", "2019-P1"
MEETING, CUTOFF, TODAY = date(2019, 11, 20), date(2019, 10, 31), date(2019, 11, 4)


def the_survey() -> Survey:
    merged = [
        {"id": "yes", "text": "Yes", "takes": ["yes"]},
        {"id": "not", "text": "Not always", "takes": ["sometimes", "no"]},
    ]
    listened = factories.listened(dont_know=False, collapse=[{"to": merged}])
    two = [{"id": id_, "text": id_} for id_ in ("yes", "no")]
    safe = factories.listened(
        id="safe", text="Are you safe?", options=two, worry=["no"], dont_know=False
    )
    return factories.a_survey(items=[listened, safe])


def gathered(survey: str) -> Gathered:
    """As though so many had answered through one link."""

    def who(band: str) -> tuple[str, str, str, None, str]:
        return "just-us", MONTH, band, None, "link"

    cells = [
        Cell(survey, "listened", option, *who(band), number)
        for band, given in BANDS.items()
        for option, number in given.items()
    ]
    cells += [Cell(survey, "safe", option, *who("0-9"), n) for option, n in SAFE.items()]
    answered: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        answered[cell.item, str(cell.age_band)] += cell.responses
    return Gathered(
        tuple(cells),
        tuple(Answered(survey, item, *who(band), n) for (item, band), n in answered.items()),
    )


@pytest.fixture
def closed(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A period closed over these answers."""
    survey = the_survey()
    with database.writing() as connection:
        factories.a_group(connection, "just-us")
        editions.publish(connection, survey)
    monkeypatch.setattr(counts, "gather", lambda _connection, _months: gathered(survey.id))
    release_verb.close(database, Policy(), MONTH, TODAY)
    return database


def test_no_page_and_no_download_holds_what_is_withheld(worker: Visit, closed: Database) -> None:
    found: dict[str, set[str]] = {}
    for path, content in pages(worker, "/heard", "/heard/explore", "/heard/analysts"):
        for part in opened(content):
            found.setdefault(path, set()).update(told_in(part))
    everything = set().union(*found.values())
    assert set(TOLD) <= everything, "what may be told is told, so the search finds numbers"
    assert [path for path, numbers in found.items() if numbers & set(WITHHELD)] == []
    assert len(found) > 8


def test_every_choice_of_explore_holds_nothing_that_is_withheld(
    worker: Visit, closed: Database
) -> None:
    everything: set[str] = set()
    for question in ("listened", "safe"):
        for by in ("", "age_band", "group", "helped", "month", "age_band.group"):
            for file in ("", "/chart.svg", "/chart.png", "/figures.csv"):
                query = f"survey=how-are-you&question={question}&period={RELEASE}&by={by}"
                content = worker.client.get(f"/heard/explore{file}?{query}").data
                numbers = told_in(content)
                assert not numbers & set(WITHHELD), (question, by, file)
                everything |= numbers
    assert set(TOLD) <= everything


def test_no_file_of_a_paper_holds_what_is_withheld(
    closed: Database, settings: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "paper"
    report.build(closed, settings, MEETING, CUTOFF, out, TODAY, lambda _done, _words: None)
    everything: set[str] = set()
    files = [path for path in out.rglob("*") if path.is_file()]
    for path in files:
        numbers = set().union(*(told_in(part) for part in opened(path.read_bytes())))
        assert not numbers & set(WITHHELD), path.name
        everything |= numbers
    assert {"paper.docx", "index.html", "figures.csv"} <= {path.name for path in files}
    assert {"9250", "7014", "16264"} <= everything


def test_the_release_and_its_log_hold_nothing_that_is_withheld(closed: Database) -> None:
    with closed.reading() as connection:
        (document,) = releases.documents(connection)
        found = releases.find(connection, RELEASE)
    assert found is not None
    said = told_in(document.encode()) | told_in(json.dumps(found.log).encode())
    assert set(TOLD) <= said
    assert not said & set(WITHHELD)

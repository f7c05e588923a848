"""What is withheld of a year, and of tables by two dimensions, stands in no byte that leaves.

The counts are such that no withheld one is a sum that may be told. Few said no, so that “sometimes”
and “no” are told together. Of the second question no table by two dimensions is told, because one
of its lines would hold too few.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, product

import pytest

from tests import factories
from tests.web.searched import told_in
from tests.web.visiting import Visit
from voice import release as release_verb
from voice.analysis.counts import Answered, Cell, Gathered
from voice.analysis.policy import Policy
from voice.analysis.safe import Release
from voice.store import counts, editions, releases, wanted
from voice.store.db import Database
from voice.survey.model import Survey

pytestmark = pytest.mark.usefixtures("quick_hashing")

MONTHS = {"2019-P1": "2019-06", "2019-P2": "2019-12"}
GROUPS, BANDS = ("drummers", "hikers"), ("0-9", "10-16")
Place = tuple[str, str, str]
"""A month, a group and an age band."""
PLACES: tuple[Place, ...] = tuple(product(MONTHS.values(), GROUPS, BANDS))
NO = {place: int(place[2] == "0-9") for place in PLACES}
"""Four in the whole year."""
YES = dict(zip(PLACES, (385, 333, 315, 463, 389, 419, 409, 447), strict=True))
SOMETIMES = dict(zip(PLACES, (403, 345, 361, 379, 425, 315, 367, 469), strict=True))
HEARD = dict(zip(PLACES, (627, 517, 539, 533, 639, 619, 517, 643), strict=True))
UNHEARD = dict(zip(PLACES, (2, 61, 67, 49, 2, 43, 71, 25), strict=True))


def the_survey() -> Survey:
    merged = [
        {"id": "yes", "text": "Yes", "takes": ["yes"]},
        {"id": "not", "text": "Not always", "takes": ["sometimes", "no"]},
    ]
    listened = factories.listened(dont_know=False, collapse=[{"to": merged}])
    two = [{"id": id_, "text": id_} for id_ in ("yes", "no")]
    heard = factories.listened(id="heard", text="Heard of us?", options=two, dont_know=False)
    return factories.a_survey(items=[listened, heard])


def given() -> Iterator[tuple[str, str, Place, int]]:
    """Question, answer, place and how many."""
    for place in PLACES:
        yield "listened", "yes", place, YES[place]
        yield "listened", "sometimes", place, SOMETIMES[place]
        yield "listened", "no", place, NO[place]
        yield "heard", "yes", place, HEARD[place]
        yield "heard", "no", place, UNHEARD[place]


def gathered(survey: str, months: Sequence[str]) -> Gathered:
    """As though so many had answered through one link."""
    cells, answered = [], Counter[tuple[str, Place]]()
    for item, option, place, number in given():
        month, group, band = place
        if month in months:
            cells.append(Cell(survey, item, option, group, month, band, None, "link", number))
            answered[item, place] += number
    lines = [
        Answered(survey, item, group, month, band, None, "link", number)
        for (item, (month, group, band)), number in answered.items()
    ]
    return Gathered(tuple(cells), tuple(lines))


def sums(numbers: Mapping[Place, int]) -> list[int]:
    """Over all places, those of a month, a group or a band, and those that share several."""
    shared = product(*([None, *values] for values in (MONTHS.values(), GROUPS, BANDS)))
    return [
        sum(
            number
            for place, number in numbers.items()
            if all(one in (None, own) for one, own in zip(some, place, strict=True))
        )
        for some in shared
    ]


NOT_ALWAYS = {
    str(number + no): (str(number), no)
    for number, no in zip(sums(SOMETIMES), sums(NO), strict=True)
}
BY_TWO = {place: SOMETIMES[place] + NO[place] for place in PLACES}
TOLD = (
    set(NOT_ALWAYS)
    - {str(BY_TWO[place]) for place in PLACES[4:]}
    - {
        str(BY_TWO[early] + BY_TWO[late])
        for early, late in zip(PLACES[:4], PLACES[4:], strict=True)
    }
)
"""No table by two dimensions was wanted of the second period, and none is made of a year."""
WITHHELD = {number for number, no in NOT_ALWAYS.values() if no} | {
    str(number)
    for one in (HEARD, UNHEARD, {place: HEARD[place] + UNHEARD[place] for place in PLACES})
    for number in one.values()
    if number > 100
}


@pytest.fixture
def closed(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Two periods and their year, in the first both questions by group and age band."""
    survey = the_survey()
    with database.writing() as connection:
        for group in GROUPS:
            factories.a_group(connection, group)
        editions.publish(connection, survey)
    monkeypatch.setattr(counts, "gather", lambda _connection, months: gathered(survey.id, months))
    monkeypatch.setattr(counts, "first_month", lambda _connection: "2019-01")
    with database.writing() as connection:
        for item in ("listened", "heard"):
            wanted.add(connection, survey.id, item, "group", "age_band", date(2019, 6, 3))
    for month in MONTHS.values():
        release_verb.close(database, Policy(), month, date(2020, 1, 6))
    return database


def kept(database: Database) -> list[Release]:
    with database.reading() as connection:
        return releases.all_releases(connection)


def test_the_year_and_the_tables_by_two_dimensions_are_there(closed: Database) -> None:
    made = kept(closed)
    assert [one.id for one in made] == ["2019-P1", "2019-P2", "2019"]
    assert {t.form for t in made[2].tables if t.item == "listened"} == {"collapsed"}
    assert [table.item for table in made[0].tables if table.crossed] == ["listened"]
    assert [gone.item for gone in made[0].not_shown if gone.crossed] == ["heard"]


def test_no_document_and_no_log_holds_what_is_withheld(closed: Database) -> None:
    with closed.reading() as connection:
        documents = releases.documents(connection)
    logs = [json.dumps(one.log) for one in kept(closed)]
    said = set().union(*(told_in(text.encode()) for text in chain(documents, logs)))
    assert said >= TOLD
    assert said.isdisjoint(WITHHELD), said & WITHHELD


def test_no_page_and_no_download_of_a_year_holds_what_is_withheld(
    worker: Visit, closed: Database
) -> None:
    everything: set[str] = set()
    for address in _addresses():
        numbers = told_in(worker.client.get(address).data)
        assert not numbers & WITHHELD, (address, numbers & WITHHELD)
        everything |= numbers
    assert everything >= TOLD


def _addresses() -> Iterator[str]:
    """The files and pages of each release, and what Explore shows of it, whole and split."""
    splits = "", "age_band", "group", "age_band.group"
    for release in ("2019", *MONTHS):
        yield f"/heard/releases/{release}"
        yield f"/heard/releases/{release}/not-shown"
        yield f"/heard/analysts/{release}"
        yield f"/heard/analysts/{release}/figures.csv"
        for question, by in product(("listened", "heard"), splits):
            query = f"survey=how-are-you&question={question}&period={release}&by={by}"
            yield f"/heard/explore?{query}"
            yield f"/heard/explore/figures.csv?{query}"

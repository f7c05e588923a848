"""Answers typed from paper: all rows or none, and one file once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.factories import THURSDAY
from voice import collect
from voice.analysis.policy import Policy
from voice.faults import FaultyError
from voice.keys import Keys
from voice.store import collections, receipts, schema
from voice.store.db import Database

DAY = timedelta(days=1)
HEAD = "age_band,helped,feeling-now,good,listened,say-more"
GOOD = f"""{HEAD}
10-16,alone,happy,friends;food,sometimes,I like it here
0-9,,sad,-,-,
,together,,school,no,Less talking
"""


@pytest.fixture
def collection(database: Database) -> str:
    with database.writing() as connection:
        return factories.a_collection(connection).id


def number(database: Database, table: str) -> int:
    with database.reading() as connection:
        counted = select(func.count()).select_from(schema.metadata.tables[table])
        return connection.execute(counted).scalar_one()


def test_a_sheet_comes_in_as_taps_would(database: Database, keyring: Keys, collection: str) -> None:
    assert collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY).counted == 3
    with database.reading() as connection:
        kept = connection.execute(
            select(schema.response.c.age_band, schema.response.c.helped, schema.response.c.group)
        ).all()
        assert sorted(map(str, kept)) == sorted(
            map(
                str,
                [("10-16", "alone", "just-us"), ("0-9", None, "just-us"),
                 (None, "together", "just-us")],
            )
        )  # fmt: skip
        words = set(connection.scalars(select(schema.remark.c.words)))
        assert words == {"I like it here", "Less talking"}
        assert set(connection.scalars(select(schema.response.c.collection))) == {collection}
        assert set(connection.scalars(select(schema.remark.c.due))) == {THURSDAY + DAY}


def test_one_bad_row_keeps_every_row_out_and_is_named(
    database: Database, keyring: Keys, collection: str
) -> None:
    sheet = GOOD + "10-16,alone,furious,friends,yes,\n"
    with pytest.raises(FaultyError, match="row 5"):
        collect.import_sheet(database, keyring, collection, sheet, today=THURSDAY)
    assert number(database, "response") == number(database, "remark") == 0
    assert number(database, "receipt") == 0, "the mended file must be welcome"
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY)


def test_the_same_file_is_refused_unless_it_is_meant(
    database: Database, keyring: Keys, collection: str
) -> None:
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY)
    with pytest.raises(FaultyError, match="was imported before"):
        collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY)
    assert number(database, "response") == 3
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY, again=True)
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY, again=True)
    assert number(database, "response") == 9
    other = GOOD.replace("happy", "okay")
    collect.import_sheet(database, keyring, collection, other, today=THURSDAY, skip=True)
    assert number(database, "response") == 10, "one row is new"


def test_what_was_written_is_no_part_of_a_print(
    database: Database, keyring: Keys, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    coded = receipts.coded

    def heard(key: bytes, *parts: str) -> str:
        said.extend(parts)
        return coded(key, *parts)

    monkeypatch.setattr(receipts, "coded", heard)
    words = "I would like to see my brother more often."
    sheet = (
        GOOD.splitlines()[0] + "\n" + GOOD.splitlines()[1].replace("I like it here", words) + "\n"
    )
    collect.import_sheet(database, keyring, collection, sheet, today=THURSDAY)
    assert words in sheet
    assert said
    assert not any(words in one for one in said)


@pytest.mark.parametrize(
    "saved",
    [GOOD.replace("\n", "\r\n"), GOOD.replace(";", "#").replace(",", "\t").replace("#", ";")],
)
def test_a_row_is_known_however_its_file_was_saved_or_extended(
    database: Database, keyring: Keys, collection: str, saved: str
) -> None:
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY)
    with pytest.raises(FaultyError, match="was imported before"):
        collect.import_sheet(database, keyring, collection, saved, today=THURSDAY)
    row = GOOD.splitlines()[2]
    more = f"{GOOD}{row}\n{row.replace('sad', 'happy')}\n"
    with pytest.raises(FaultyError, match="3 rows are just like"):
        collect.import_sheet(database, keyring, collection, more, today=THURSDAY)
    assert number(database, "response") == 3, "nothing is left out unless somebody says so"
    brought = collect.import_sheet(database, keyring, collection, more, today=THURSDAY, skip=True)
    assert brought == collect.Brought(counted=2, skipped=3), "two rows alike are two papers"
    assert number(database, "response") == 5


def test_what_was_meant_again_is_known_afterwards(
    database: Database, keyring: Keys, collection: str
) -> None:
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY)
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY, again=True)
    twice = GOOD + GOOD.partition("\n")[2]
    with pytest.raises(FaultyError, match="was imported before"):
        collect.import_sheet(database, keyring, collection, twice, today=THURSDAY)
    assert number(database, "response") == 6


def test_many_rows_are_a_handful_of_statements(
    database: Database, keyring: Keys, collection: str, statements: list[str]
) -> None:
    sheet = HEAD + "\n" + "10-16,alone,happy,friends,yes,words\n" * 300
    assert collect.import_sheet(database, keyring, collection, sheet, today=THURSDAY).counted == 300
    assert len(statements) <= 10


def test_a_sheet_after_the_close_points_where_the_others_point(
    database: Database, keyring: Keys, collection: str
) -> None:
    collect.close_event(database, "pond-dipping", Policy(), THURSDAY)
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY + DAY)
    with database.reading() as connection:
        assert set(connection.scalars(select(schema.response.c.collection))) == {None}
        assert collections.find(connection, collection).counted == 3


def test_thirty_days_after_the_close_a_sheet_needs_a_new_place(
    database: Database, keyring: Keys, collection: str
) -> None:
    collect.close_collection(database, collection, THURSDAY)
    with pytest.raises(FaultyError, match="closed more than 30 days ago"):
        collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY + 31 * DAY)
    collect.import_sheet(database, keyring, collection, GOOD, today=THURSDAY + 30 * DAY)


def test_a_collection_that_is_not_there_is_told(database: Database, keyring: Keys) -> None:
    with pytest.raises(FaultyError, match="collection nowhere: is not there"):
        collect.import_sheet(database, keyring, "nowhere", GOOD, today=THURSDAY)

"""Responses: what is kept of them, and that nothing tells which came first."""

import random
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, literal_column, select, text
from sqlalchemy.exc import DBAPIError

from tests import factories
from tests.factories import THURSDAY
from tests.quotes import a_line
from voice.store import db, quotes, receipts, remarks, responses, schema, set_asides
from voice.store.collections import CollectionRecord
from voice.store.db import Connection, Database
from voice.survey.answers import Reading

READING = Reading(
    rows=(
        ("feeling-now", "happy"),
        ("good", "friends"),
        ("good", "food"),
    ),
    remarks=(),
    age_band="10-16",
    helped="alone",
)


def add(
    connection: Connection,
    record: CollectionRecord,
    readings: Sequence[Reading] = (READING,),
    linked: bool = True,
) -> None:
    responses.add(
        connection,
        readings,
        edition=record.edition,
        collection=record.id if linked else None,
        group="just-us",
        month="2019-10",
    )


def test_a_response_is_kept_with_a_row_for_each_answer(database: Database) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection)
        add(connection, record)
        kept = connection.execute(select(schema.response)).one()
        rows = connection.execute(select(schema.answer)).all()
    assert (kept.edition, kept.collection) == (record.edition, record.id)
    assert (kept.group, kept.month) == ("just-us", "2019-10")
    assert (kept.age_band, kept.helped) == ("10-16", "alone")
    assert {(row.item, row.option) for row in rows} == set(READING.rows)
    assert {(row.response, row.edition) for row in rows} == {(kept.id, record.edition)}


def test_many_are_kept_at_once_each_under_an_id_of_its_own(database: Database) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection)
        add(connection, record, [READING] * 25)
        ids = connection.execute(select(schema.response.c.id)).scalars().all()
        assert len(set(ids)) == 25
        assert {id_[14] for id_ in ids} == {"4"}, "random UUIDs, which hold no clock"
        add(connection, record, [])
        assert len(connection.execute(select(schema.response.c.id)).all()) == 25


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": (("feeling-now", "furious"),)},
        {"rows": (("never-asked", "happy"),)},
        {"rows": (("say-more", "_written"),)},
        {"rows": (("say-more", "_skipped"),)},
        {"rows": (("good", "food"), ("good", "food"))},
        {"age_band": "11"},
        {"helped": "by a friend"},
    ],
)
def test_the_database_refuses_what_cannot_be_an_answer(
    database: Database, changes: dict[str, object]
) -> None:
    with database.writing() as connection:
        record = factories.a_collection(connection)
    fields = {name: getattr(READING, name) for name in ("rows", "remarks", "age_band", "helped")}
    with pytest.raises(DBAPIError), database.writing() as connection:
        add(connection, record, [Reading(**(fields | changes))])  # type: ignore[arg-type]
    with database.reading() as connection:
        assert connection.execute(select(func.count(schema.response.c.id))).scalar() == 0


def test_unlinked_responses_keep_group_and_month_and_nothing_of_the_event(
    database: Database,
) -> None:
    with database.writing() as connection:
        few = factories.a_collection(connection)
        others = factories.a_collection(connection, event="another", code="CCCCCCCC")
        add(connection, few, [READING] * 3)
        add(connection, others, [READING] * 2)
        assert responses.unlink(connection, [few.id]) == 3
        assert responses.unlink(connection, []) == 0
        left = connection.execute(
            select(schema.response.c.collection, schema.response.c.group, schema.response.c.month)
        ).all()
    assert sorted(map(str, left)) == sorted(
        map(str, [(None, "just-us", "2019-10")] * 3 + [(others.id, "just-us", "2019-10")] * 2)
    )


class TestOrder:
    """Young people one after the other: can the order be read from how the rows lie?"""

    def test_a_small_event_can_be_read_off_the_file_until_its_close_and_not_after(
        self, sqlite_address: str
    ) -> None:
        """SQLite fills each page of a file from its end: cells lie in the order of writing."""
        database = db.connect(sqlite_address)
        arrived = arrive(database, 12)
        database.checkpoint()
        pages = pages_of_file(sqlite_address, arrived)
        assert len(pages) > 5
        orders = [[arrived[key] for key in keys] for keys in pages]
        assert sum(order == sorted(order) for order in orders) > 2, "else this sees no leak"
        forget(database)
        for keys in pages_of_file(sqlite_address, arrived):
            assert keys == sorted(keys)
        database.close()

    def test_rows_of_200_lie_in_no_order_of_arrival(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        chance = random.Random(200)  # else one run in thirty is out of luck
        monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=chance.getrandbits(128)))
        arrived = arrive(database, 200)
        forget(database)
        with database.reading() as connection:
            for table in TABLES:
                lying = [arrived[key] for key in stored_order(connection, table)]
                assert len(lying) >= 200
                assert abs(correlation(lying)) < 0.2, table

    @pytest.mark.parametrize("by", ["collections", "months"])
    def test_no_transaction_number_tells_who_came_together(
        self, database: Database, by: str
    ) -> None:
        arrive(database, 20)
        before = content(database)
        forget(database, by)
        assert content(database) == before
        if database.engine_name == "postgresql":
            with database.reading() as connection:
                for table in TABLES:
                    rows = schema.metadata.tables[table]
                    xmins = select(literal_column("xmin::text")).select_from(rows).distinct()
                    assert len(connection.execute(xmins).all()) == 1, table

    def test_responses_that_point_at_nothing_are_put_out_of_order_by_month(
        self, database: Database
    ) -> None:
        arrive(database, 5, linked=False)
        before = content(database)
        forget(database, "months")
        assert content(database) == before

    def test_other_months_are_left_alone(self, database: Database) -> None:
        arrive(database, 5)
        before = content(database)
        with database.writing() as connection:
            responses.forget_order(connection, months=["2019-11"])
            responses.forget_order(connection)
        assert content(database) == before


TABLES = ("response", "answer", "remark", "receipt", "set_aside", "quote")


def arrive(database: Database, number: int, linked: bool = True) -> dict[str, int]:
    """Each in a transaction of its own; gives each row's key with the number of its coming."""
    arrived: dict[str, int] = {}
    with database.writing() as connection:
        record = factories.a_collection(connection)
    for count in range(number):
        with database.adding() as connection:
            add(connection, record, linked=linked)
            said = [("say-more", f"words of {count}")]
            remarks.add(connection, said, survey="s", group=None, month="2019-10", due=THURSDAY)
            mac = receipts.coded(b"k" * 32, str(count))
            receipts.claim(connection, mac, mac, "stored", record.id)
            set_asides.add(connection, "why", "2019-10", b"{}")
            quotes.add(connection, a_line(source="remark", month="2019-10"))
        with database.reading() as connection:
            for table in TABLES:
                for key in stored_order(connection, table):
                    arrived.setdefault(key, count)
    return arrived


def forget(database: Database, by: str = "collections") -> None:
    with database.writing() as connection:
        record = connection.execute(select(schema.collection)).one()
        which = {"collections": [record.id], "months": ["2019-10"]}
        responses.forget_order(connection, **{by: which[by]})
    database.checkpoint()


KEY = {"answer": "response", "receipt": "mac"}


def stored_order(connection: Connection, table: str) -> list[str]:
    """The keys as they lie: SQLite reads its tree in order, PostgreSQL its heap."""
    chosen = select(schema.metadata.tables[table].c[KEY.get(table, "id")])
    if connection.dialect.name == "postgresql":
        chosen = chosen.order_by(text("ctid"))
    return list(connection.scalars(chosen))


def pages_of_file(address: str, known: Iterable[str]) -> list[list[str]]:
    """The keys in each page of the file, as they lie from the page's end."""
    data = Path(address.removeprefix("sqlite:///")).read_bytes()
    pages = [data[start : start + 4096] for start in range(0, len(data), 4096)]
    found = [{key: page.rfind(key.encode()) for key in known} for page in pages]
    return [
        sorted((key for key in places if places[key] >= 0), key=lambda key: -places[key])
        for places in found
        if sum(place >= 0 for place in places.values()) > 5
    ]


def content(database: Database) -> dict[str, list[str]]:
    with database.reading() as connection:
        return {
            name: sorted(str(tuple(row)) for row in connection.execute(select(table)))
            for name, table in schema.metadata.tables.items()
        }


def correlation(numbers: list[int]) -> float:
    """Between the place a row lies at and the number of its coming."""
    places = range(len(numbers))
    mean_place, mean = sum(places) / len(numbers), sum(numbers) / len(numbers)
    both = sum((p - mean_place) * (n - mean) for p, n in zip(places, numbers, strict=True))
    spread = [sum((x - m) ** 2 for x in xs) for xs, m in ((places, mean_place), (numbers, mean))]
    return both / (spread[0] * spread[1]) ** 0.5

"""The tables a database gets are those the program speaks of, however it came by them."""

import re
import subprocess
import sys
import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, insert, select, text

from tests import factories
from voice.store import collections, db, editions, migrate, responses, schema
from voice.survey import answers
from voice.survey.model import RESERVED, Survey

REVISIONS = ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"]


@pytest.fixture
def bare(bare_address: str) -> Iterator[db.Database]:
    """A database without any table."""
    database = db.connect(bare_address)
    yield database
    database.close()


def test_the_newest_revision_makes_the_tables_of_the_program(database: db.Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": False}
        )
        assert compare_metadata(context, schema.metadata) == []
        assert db.revision(connection) == migrate.head() == schema.HEAD


def test_every_rule_of_the_tables_is_in_a_revision(
    bare: db.Database, database: db.Database
) -> None:
    """The constraints too, and what has no row number: Alembic does not compare those."""
    with bare.writing() as connection:
        schema.metadata.create_all(connection)
    with bare.reading() as made, database.reading() as migrated:
        rules = RULES[bare.engine_name]
        wanted, found = rules(made), rules(migrated)
        assert {table: found[table] for table in wanted} == wanted
        assert set(found) - set(wanted) == {"alembic_version"}
        assert all(len(rules) > 1 for rules in wanted.values())


def test_every_revision_is_known_here(bare: db.Database) -> None:
    for revision in REVISIONS:
        migrate.upgrade(bare, revision)
        with bare.reading() as connection:
            assert db.revision(connection) == revision
    assert migrate.head() == REVISIONS[-1]


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_a_revision_goes_up_and_down_and_up_and_keeps_every_row(
    bare: db.Database, revision: str
) -> None:
    migrate.upgrade(bare, REVISIONS[REVISIONS.index(revision) - 1])
    with bare.writing() as connection:
        some_rows(connection)
        there = tables_of(connection)
        before = digest(connection, there)
    assert sum(len(rows) for rows in before.values()) > 50
    for _ in range(2):
        migrate.upgrade(bare, revision)
        with bare.reading() as connection:
            assert digest(connection, there) == before
        migrate.downgrade(bare, REVISIONS[REVISIONS.index(revision) - 1])
        with bare.reading() as connection:
            assert digest(connection, there) == before


def test_a_collection_that_was_counted_before_there_were_envelopes_is_stopped(
    bare: db.Database,
) -> None:
    migrate.upgrade(bare, "0003")
    with bare.writing() as connection:
        for code, counted in (("BBBBBBBB", 7), ("CCCCCCCC", None)):
            a_collection(connection, factories.a_survey(), code=code, counted=counted)
    migrate.upgrade(bare)
    with bare.reading() as connection:
        found = {code: collections.by_code(connection, code) for code in ("BBBBBBBB", "CCCCCCCC")}
    assert [(one.stopped, one.slips) for one in found.values() if one] == [
        (True, None),
        (False, None),
    ]


def test_what_stood_beside_responses_for_written_words_is_taken_out(bare: db.Database) -> None:
    """Once every question left a row, and every edition had its options."""
    migrate.upgrade(bare, "0002")
    with bare.writing() as connection:
        edition = editions.publish(connection, factories.a_survey())
        response = {"id": "r", "edition": edition, "month": "2019-10"}
        connection.execute(insert(schema.response), response)
        options = [
            {"edition": edition, "item": "say-more", "option": option} for option in RESERVED
        ]
        connection.execute(insert(schema.edition_option), options)
        rows = [("say-more", "_written"), ("listened", "_skipped"), ("feeling-now", "happy")]
        answers = [
            {"response": "r", "edition": edition, "item": item, "option": option}
            for item, option in rows
        ]
        connection.execute(insert(schema.answer), answers)
    migrate.upgrade(bare)
    with bare.reading() as connection:
        left = connection.execute(select(schema.answer.c.item, schema.answer.c.option)).all()
        items = set(connection.scalars(select(schema.edition_option.c.item)))
    assert sorted(map(tuple, left)) == [("feeling-now", "happy"), ("listened", "_skipped")]
    assert items == {"feeling-now", "good", "listened"}


def test_going_back_to_nothing_leaves_nothing(bare: db.Database) -> None:
    migrate.upgrade(bare)
    migrate.downgrade(bare, "base")
    with bare.reading() as connection:
        context = MigrationContext.configure(connection)
        left = [change[1].name for change in compare_metadata(context, schema.metadata)
                if change[0] == "remove_table"]  # fmt: skip
        assert left == []
        assert db.revision(connection) is None
    migrate.upgrade(bare)
    with bare.reading() as connection:
        assert db.revision(connection) == schema.HEAD


def test_a_database_never_made_ready_stands_at_no_revision(bare: db.Database) -> None:
    with bare.reading() as connection:
        assert db.revision(connection) is None


def test_two_servers_may_start_at_one_time(bare: db.Database, bare_address: str) -> None:
    start = f"from voice.store import db, migrate; migrate.upgrade(db.connect({bare_address!r}))"
    servers = [subprocess.Popen([sys.executable, "-c", start]) for _ in range(2)]
    assert [server.wait(timeout=60) for server in servers] == [0, 0]
    with bare.reading() as connection:
        assert db.revision(connection) == schema.HEAD


def test_a_revision_that_fails_leaves_the_tables_as_they_were(
    bare: db.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate.upgrade(bare, "0001")
    with bare.writing() as connection:
        connection.execute(text(IN_THE_WAY[bare.engine_name]))
    with pytest.raises(Exception, match="already exists"):
        migrate.upgrade(bare)
    with bare.reading() as connection:
        assert db.revision(connection) == "0001"


IN_THE_WAY = {
    "sqlite": ("CREATE TRIGGER audit_undeleted BEFORE DELETE ON tally BEGIN SELECT 1; END"),
    "postgresql": (
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'"
    ),
}


def some_rows(connection: Connection) -> None:
    """Rows in the tables that hold what cannot be made again."""
    survey = factories.a_survey(items=[factories.feeling(), factories.good(), factories.listened()])
    reading = answers.read(survey, answers.parse(factories.a_submission(survey)))
    collection = a_collection(connection, survey)
    responses.add(
        connection,
        [reading] * 12,
        edition=editions.publish(connection, survey),
        collection=collection,
        group="just-us",
        month="2019-10",
    )
    line = {"number": 1, "at": datetime(2019, 10, 24, 12, tzinfo=UTC), "who": "ada"}
    more = {"role": "worker", "what": "logged-in", "about": "", "chain": "c" * 64}
    connection.execute(insert(schema.audit), line | more)


def a_collection(connection: Connection, survey: Survey, **changes: object) -> str:
    """A collection at an event, with no more columns than the tables have at this revision."""
    factories.a_group(connection)
    id_ = str(uuid.uuid4())
    event = {"id": id_, "group": "just-us", "name": "Pond dipping", "day": factories.THURSDAY}
    put(connection, "event", event | {"status": "open"})
    row = {"id": id_, "event": id_, "survey": survey.id, "channel": "code"}
    row |= {"edition": editions.publish(connection, survey), "code": factories.CODE}
    put(connection, "collection", row | {"opens": factories.THURSDAY} | changes)
    return id_


def put(connection: Connection, name: str, row: dict[str, object]) -> None:
    connection.execute(insert(Table(name, MetaData(), autoload_with=connection)), row)


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they stand now, with the columns they have now."""
    there = MetaData()
    there.reflect(connection)
    return [table for table in there.sorted_tables if table.name != "alembic_version"]


def digest(connection: Connection, tables: list[Table]) -> dict[str, list[str]]:
    """Every row of these tables by the columns they had, in an order of its own."""
    return {
        table.name: sorted(str(tuple(row)) for row in connection.execute(select(table)))
        for table in tables
    }


def sqlite_rules(connection: Connection) -> dict[str, set[str]]:
    """Each table's columns, constraints and indexes as SQLite keeps them, in no order."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = connection.execute(
        text("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    )
    for kind, table, sql in rows:
        if kind == "table":
            _head, body, tail = re.fullmatch(r"(.*?)\((.*)\)(.*)", sql, re.DOTALL).groups()
            found[table] |= {*parts(body), tail.strip()}
        elif kind == "index":
            found[table].add(sql)
    return dict(found)


def parts(body: str) -> list[str]:
    """What stands between the commas that are in no brackets: SQLite adds a column later on the
    line of the last rule."""
    found, depth = [""], 0
    for letter in body:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [part.strip() for part in found]


def postgresql_rules(connection: Connection) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table, rule in connection.execute(text(POSTGRESQL_RULES)):
        found[table].add(rule)
    return dict(found)


RULES = {"sqlite": sqlite_rules, "postgresql": postgresql_rules}
POSTGRESQL_RULES = """
    SELECT c.relname, r.conname || ' ' || pg_get_constraintdef(r.oid)
    FROM pg_constraint r JOIN pg_class c ON c.oid = r.conrelid
    WHERE r.connamespace = 'public'::regnamespace
    UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT table_name, concat_ws(' ', column_name, data_type, is_nullable,
                                           column_default, character_maximum_length)
    FROM information_schema.columns WHERE table_schema = 'public'
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from voice.faults import FaultyError
from voice.store import trail
from voice.store.db import Connection, Database
from voice.store.schema import audit

KEY = b"t" * 32
NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)


def written(database: Database, number: int = 1, key: bytes = KEY) -> list[trail.Line]:
    """As many lines, each an event closed."""
    with database.writing() as connection:
        return [
            trail.write(connection, key, NOON, "sam", "worker", "event-closed", f"event-{n}")
            for n in range(number)
        ]


def unguarded(database: Database, act: Callable[[Connection], object]) -> None:
    """What somebody who owns the database may do: take the guards away first."""
    with database.writing() as connection:
        if database.engine_name == "sqlite":
            for name in ("audit_next", "audit_unchanged", "audit_undeleted"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        act(connection)


def fault(database: Database, kept: trail.Head | None = None) -> str:
    with database.reading() as connection:
        return str(trail.verify(connection, KEY, kept) or "")


def test_an_empty_trail_is_whole(database: Database) -> None:
    assert fault(database) == ""
    with database.reading() as connection:
        assert trail.head(connection) == trail.EMPTY


def test_a_line_says_who_did_what_and_when(database: Database) -> None:
    (line,) = written(database)
    with database.reading() as connection:
        assert trail.lines(connection) == [line]
        assert trail.count(connection) == 1
    assert (line.number, line.at, line.who, line.role) == (1, NOON, "sam", "worker")
    assert line.says == "closed the event event-0"


def test_lines_are_read_newest_first_and_page_by_page(database: Database) -> None:
    written(database, 5)
    with database.reading() as connection:
        assert [line.number for line in trail.lines(connection, most=2)] == [5, 4]
        assert [line.number for line in trail.lines(connection, before=4)] == [3, 2, 1]


def test_a_time_in_another_zone_is_kept_as_the_same_moment(database: Database) -> None:
    summer = datetime.fromisoformat("2019-07-20T13:00:00+01:00")
    with database.writing() as connection:
        trail.write(connection, KEY, summer, "sam", "worker", "logged-in")
    with database.reading() as connection:
        assert trail.lines(connection)[0].at == summer
    assert fault(database) == ""


@pytest.mark.parametrize(
    ("what", "about"),
    [
        ("danced", ""),
        ("logged-in", "sam"),
        ("event-closed", "I am scared at home"),
        ("remarks-read", "I am scared"),
        ("remarks-read", "3 2019-11-20 scared"),
        ("export-downloaded", "a b"),
        ("paper-built", "2019-11-20\nI am scared"),
        ("paper-built", "２０１９-11-20"),
    ],
)
def test_words_cannot_get_into_the_trail(database: Database, what: str, about: str) -> None:
    with database.writing() as connection, pytest.raises(ValueError, match="does not take"):
        trail.write(connection, KEY, NOON, "sam", "worker", what, about)


def test_no_act_takes_a_sentence() -> None:
    for act in trail.WHATS.values():
        with pytest.raises(AssertionError):
            assert trail.re.fullmatch(act.about, "nobody listens to me here")


def test_reading_what_children_wrote_is_kept_by_role_and_day(database: Database) -> None:
    with database.writing() as connection:
        line = trail.write(
            connection, KEY, NOON, "rita", "reviewer", "remarks-read", "12 2019-11-20"
        )
    assert (line.who, line.role, line.about) == ("", "reviewer", "12 2019-11-20")
    assert line.at == NOON.replace(hour=0)


@pytest.mark.parametrize(
    "act",
    [
        lambda c: c.execute(update(audit).values(who="kim")),
        lambda c: c.execute(update(audit).where(audit.c.number == 1).values(number=9)),
        lambda c: c.execute(delete(audit)),
        lambda c: c.execute(delete(audit).where(audit.c.number == 2)),
    ],
)
def test_the_database_refuses_to_change_or_delete_a_line(
    database: Database, act: Callable[[Connection], object]
) -> None:
    written(database, 2)
    with pytest.raises(DBAPIError, match="only grows"), database.writing() as connection:
        act(connection)
    assert fault(database) == ""


def test_the_database_refuses_to_empty_the_trail(database: Database) -> None:
    written(database, 2)
    empty = "DELETE FROM audit" if database.engine_name == "sqlite" else "TRUNCATE audit"
    with pytest.raises(DBAPIError, match="only grows"), database.writing() as connection:
        connection.execute(text(empty))


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_line_cannot_take_the_place_of_another(database: Database, number: int) -> None:
    written(database, 2)
    row = {"number": number, "at": NOON, "who": "kim", "role": "admin", "what": "logged-in"}
    statement = insert(audit).values(**row, about="", chain="a" * 64)
    if database.engine_name == "sqlite":
        statement = statement.prefix_with("OR REPLACE")
    with pytest.raises(DBAPIError, match="only grows"), database.writing() as connection:
        connection.execute(statement)


def test_a_line_cannot_take_the_chain_of_another(database: Database) -> None:
    chain = written(database, 2)[0].chain
    row = {"number": 3, "at": NOON, "who": "kim", "role": "admin", "what": "logged-in"}
    statement = insert(audit).values(**row, about="", chain=chain)
    if database.engine_name == "sqlite":
        statement = statement.prefix_with("OR REPLACE")
    with pytest.raises(DBAPIError), database.writing() as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    "changed",
    [
        {"who": "kim"},
        {"role": "admin"},
        {"what": "event-opened"},
        {"about": "event-7"},
        {"at": NOON + timedelta(microseconds=1)},
        {"chain": "0" * 64},
    ],
)
def test_every_field_changed_behind_our_back_is_found(
    database: Database, changed: dict[str, object]
) -> None:
    written(database, 3)
    unguarded(
        database, lambda c: c.execute(update(audit).where(audit.c.number == 2).values(changed))
    )
    assert "line 2 of the trail: was changed" in fault(database)


@pytest.mark.parametrize(("gone", "named"), [(1, "line 1"), (2, "line 2")])
def test_a_line_taken_out_is_found(database: Database, gone: int, named: str) -> None:
    written(database, 3)
    unguarded(database, lambda c: c.execute(delete(audit).where(audit.c.number == gone)))
    assert f"{named} of the trail: is missing" in fault(database)


def test_two_lines_exchanged_are_found(database: Database) -> None:
    def exchange(connection: Connection) -> None:
        for old, new in ((1, 9), (2, 1), (9, 2)):
            connection.execute(update(audit).where(audit.c.number == old).values(number=new))

    written(database, 3)
    unguarded(database, exchange)
    assert "line 1 of the trail: was changed" in fault(database)


def test_a_line_added_without_the_key_is_found(database: Database) -> None:
    written(database, 2)
    written(database, 1, key=b"x" * 32)
    assert "line 3 of the trail: was changed" in fault(database)


def test_a_trail_renumbered_after_a_cut_is_found(database: Database) -> None:
    def cut_first(connection: Connection) -> None:
        connection.execute(delete(audit).where(audit.c.number == 1))
        connection.execute(update(audit).where(audit.c.number == 2).values(number=1))

    written(database, 2)
    unguarded(database, cut_first)
    assert "line 1 of the trail: was changed" in fault(database)


def test_a_cut_tail_is_found_only_with_the_kept_head(database: Database) -> None:
    last = written(database, 5)[-1]
    unguarded(database, lambda c: c.execute(delete(audit).where(audit.c.number > 3)))
    assert fault(database) == ""
    assert "line 4 of the trail: is missing: the end" in fault(
        database, trail.Head(last.number, last.chain)
    )


def test_a_tail_cut_and_grown_again_is_found_with_the_kept_head(database: Database) -> None:
    last = written(database, 5)[-1]
    unguarded(database, lambda c: c.execute(delete(audit).where(audit.c.number > 3)))
    with database.writing() as connection:
        for _ in range(4):
            trail.write(connection, KEY, NOON, "kim", "admin", "logged-in")
    assert fault(database) == ""
    assert "line 5 of the trail: is not the line that was kept" in fault(
        database, trail.Head(last.number, last.chain)
    )


def test_the_head_is_kept_beside_the_keys_for_its_owner_alone(
    database: Database, tmp_path: Path
) -> None:
    last = written(database, 3)[-1]
    assert trail.read_head(tmp_path) is None
    with database.reading() as connection:
        assert trail.keep_head(connection, KEY, tmp_path) is None
    assert trail.read_head(tmp_path) == trail.Head(3, last.chain)
    assert (tmp_path / "trail.head").stat().st_mode & 0o777 == 0o600


def test_the_head_moves_on_and_rests_when_nothing_was_written(
    database: Database, tmp_path: Path
) -> None:
    for _ in range(2):
        last = written(database, 2)[-1]
        for _ in range(2):
            with database.reading() as connection:
                assert trail.keep_head(connection, KEY, tmp_path) is None
        assert trail.read_head(tmp_path) == trail.Head(last.number, last.chain)


def test_a_trail_without_a_line_keeps_no_head(database: Database, tmp_path: Path) -> None:
    with database.reading() as connection:
        assert trail.keep_head(connection, KEY, tmp_path) is None
    assert trail.read_head(tmp_path) is None


@pytest.mark.parametrize(
    ("act", "named"),
    [
        (lambda c: c.execute(delete(audit).where(audit.c.number > 1)), "the end was cut off"),
        (lambda c: c.execute(delete(audit)), "the end was cut off"),
        (
            lambda c: c.execute(update(audit).where(audit.c.number == 3).values(chain="0" * 64)),
            "is not the line that was kept",
        ),
        (
            lambda c: c.execute(update(audit).where(audit.c.number == 4).values(who="kim")),
            "was changed",
        ),
        (lambda c: c.execute(delete(audit).where(audit.c.number == 4)), "line 4"),
    ],
)
def test_the_head_never_moves_past_a_fault(
    database: Database, tmp_path: Path, act: Callable[[Connection], object], named: str
) -> None:
    written(database, 3)
    with database.reading() as connection:
        trail.keep_head(connection, KEY, tmp_path)
    kept = trail.read_head(tmp_path)
    written(database, 2)
    unguarded(database, act)
    with database.reading() as connection:
        assert named in str(trail.keep_head(connection, KEY, tmp_path))
    assert trail.read_head(tmp_path) == kept


def test_a_damaged_head_is_said(tmp_path: Path) -> None:
    (tmp_path / "trail.head").write_text("three\n")
    with pytest.raises(FaultyError, match="damaged"):
        trail.read_head(tmp_path)


def test_the_chain_is_not_kept_anywhere_it_could_be_remade(database: Database) -> None:
    """The same line under another key has another chain: the table alone does not give it."""
    (line,) = written(database)
    with database.reading() as connection:
        assert connection.execute(select(audit.c.chain)).scalar() == line.chain
        assert trail.verify(connection, b"x" * 32) is not None

from voice.store import set_asides
from voice.store.db import Database


def test_what_is_set_aside_stays_as_it_came_by_month(database: Database) -> None:
    received = bytes(range(256))
    with database.writing() as connection:
        set_asides.add(connection, "names no edition", "2019-11", b"later")
        set_asides.add(connection, "x" * 1000, "2019-10", received)
        later = set_asides.all_set_aside(connection)
        assert [record.month for record in later] == ["2019-10", "2019-11"]
        assert (later[0].received, later[0].why) == (received, "x" * 400)


def test_within_a_month_nothing_tells_what_came_first(database: Database) -> None:
    with database.writing() as connection:
        for number in range(20):
            set_asides.add(connection, "why", "2019-10", str(number).encode())
        found = [int(record.received) for record in set_asides.all_set_aside(connection)]
    assert sorted(found) == list(range(20))
    assert found != sorted(found)


def test_what_has_an_id_is_kept_once(database: Database) -> None:
    with database.writing() as connection:
        assert set_asides.add(connection, "why", "2019-10", b"first", "an-id") is True
        assert set_asides.add(connection, "why", "2019-10", b"second", "an-id") is False
        [kept] = set_asides.all_set_aside(connection)
        assert (kept.id, kept.received) == ("an-id", b"first")


def test_what_came_sealed_is_found_and_let_go_once(database: Database) -> None:
    with database.writing() as connection:
        set_asides.add(connection, "why", "2019-10", set_asides.SEALED + b' {"n": 1}}', "an-id")
        for other in (b"", b"{", b"\xff" * 99, b'{"id": 1}', set_asides.SEALED[:-1]):
            set_asides.add(connection, "why", "2019-10", other)
        assert [kept.id for kept in set_asides.sealed(connection)] == ["an-id"]
        set_asides.rewrite(connection, "an-id", set_asides.SEALED + b" 7}")
        [kept] = set_asides.sealed(connection)
        assert (kept.id, kept.month, kept.received) == ("an-id", "2019-10", b'{"sealed": 7}')
        assert set_asides.drop(connection, "an-id") is True
        assert set_asides.drop(connection, "an-id") is False
        assert set_asides.sealed(connection) == []
        assert len(set_asides.all_set_aside(connection)) == 5

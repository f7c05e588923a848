"""One-time codes: each is used once, and what is left says nothing of who used one."""

import threading

from sqlalchemy import select

from tests import factories
from tests.factories import CODE
from voice.store import collections, responses, schema, slips
from voice.store.collections import CollectionRecord
from voice.store.db import Connection, Database
from voice.store.slips import Spent

MACS = [f"{number:x}" * 64 for number in (7, 1, 9, 4)]


def standing(connection: Connection, code: str = CODE) -> CollectionRecord:
    return factories.a_collection(connection, event=None, code=code)


def test_a_code_is_used_once(database: Database) -> None:
    with database.writing() as connection:
        record = standing(connection)
        slips.add(connection, record.id, MACS)
        assert slips.leads_to(connection, MACS[0]) == CODE
        assert slips.spend(connection, MACS[0]) == Spent(record.id, CODE)
        assert slips.spend(connection, MACS[0]) is None
        assert slips.leads_to(connection, MACS[0]) is None
        assert slips.left(connection, record.id) == 3


def test_a_code_that_never_was_leads_nowhere(database: Database) -> None:
    with database.writing() as connection:
        slips.add(connection, standing(connection).id, MACS)
        assert slips.leads_to(connection, "f" * 64) is None
        assert slips.spend(connection, "f" * 64) is None


def test_a_code_that_is_given_back_can_be_used(database: Database) -> None:
    with database.writing() as connection:
        record = standing(connection)
        slips.add(connection, record.id, MACS)
        spent = slips.spend(connection, MACS[0])
        assert spent is not None
        slips.give_back(connection, MACS[0], spent)
        assert slips.spend(connection, MACS[0]) == spent


def test_a_collection_knows_how_many_were_printed_in_all(database: Database) -> None:
    with database.writing() as connection:
        record = standing(connection)
        slips.add(connection, record.id, [])
        assert collections.find(connection, record.id) == record
        slips.add(connection, record.id, MACS[:3])
        slips.spend(connection, MACS[0])
        slips.add(connection, record.id, MACS[3:])
        found = collections.find(connection, record.id)
        assert found is not None
        assert found.slips == 4
        assert slips.left(connection, record.id) == 3


def test_codes_of_collections_that_are_over_go(database: Database) -> None:
    with database.writing() as connection:
        over, going_on = standing(connection), standing(connection, "CCCCCCCC")
        slips.add(connection, over.id, MACS[:3])
        slips.add(connection, going_on.id, MACS[3:])
        assert slips.end(connection, [over.id]) == 3
        assert slips.end(connection, []) == 0
        assert (slips.left(connection, over.id), slips.left(connection, going_on.id)) == (0, 1)


def test_codes_lie_in_no_order_but_that_of_their_random_keys(database: Database) -> None:
    with database.writing() as connection:
        record = standing(connection)
        slips.add(connection, record.id, MACS)
        in_file = list(connection.scalars(select(schema.slip.c.mac)))
        assert in_file == sorted(MACS)


def test_the_order_in_which_codes_were_printed_is_forgotten_with_the_answers(
    database: Database,
) -> None:
    with database.writing() as connection:
        record = standing(connection)
        for mac in MACS:
            slips.add(connection, record.id, [mac])
        responses.forget_order(connection, collections=[record.id])
        assert list(connection.scalars(select(schema.slip.c.mac))) == sorted(MACS)
        assert slips.spend(connection, MACS[2]) == Spent(record.id, CODE)


def test_two_at_one_time_do_not_both_use_a_code(database: Database) -> None:
    with database.writing() as connection:
        slips.add(connection, standing(connection).id, MACS)
    started, got = threading.Barrier(2), []

    def use() -> None:
        started.wait()
        with database.adding() as connection:
            got.append(slips.spend(connection, MACS[0]))

    users = [threading.Thread(target=use) for _ in range(2)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    assert sorted(spent is None for spent in got) == [False, True]

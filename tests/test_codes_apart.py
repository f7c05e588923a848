"""Whose one-time code brought which answer: nobody can tell, not with the file, keys and a list.

The attacker has the whole data folder and both keys, kept a list of who got which code, though the
page asks nobody to, and even knows in which order they answered. What they learn is which codes
were used. While the survey is open the file tells in which order answers came, as it does for any
other (docs/decisions/0005-order-in-the-file.md); whoever takes two copies meanwhile may put one
code and one answer together. From its close on they have nothing that a guess has not.
"""

import random
import shutil
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import factories
from tests.factories import THURSDAY
from voice import collect
from voice.keys import Keys
from voice.store import collections, db, receipts, schema
from voice.store.db import Database

MANY = 24
FACES = ("very-sad", "sad", "okay", "happy", "very-happy")
RANDOM = {"response": ("id",), "answer": ("response",), "remark": ("id",)}
"""Keys drawn anew each time: the same answers have others in another run."""


@pytest.fixture
def codes(database: Database, keyring: Keys) -> list[str]:
    """Printed, and put on a list beside names."""
    with database.writing() as connection:
        record = factories.a_collection(connection, event=None, channel="link")
    return collect.print_slips(database, keyring, record.id, MANY + 3, THURSDAY)


def records() -> list[bytes]:
    """What young people say, all a little different, some in words of their own."""
    return [
        factories.a_submission(
            id=f"00000000-0000-4000-8000-{number:012}",
            answers={"feeling-now": FACES[number % 5], "say-more": f"these are my words {number}"},
        )
        for number in range(MANY)
    ]


def answer(database: Database, keys: Keys, pairs: Sequence[tuple[str, bytes]]) -> list[str]:
    """Each with a code and a record; the responses' keys in the order of their coming."""
    known: list[str] = []
    for code, body in pairs:
        collect.take_in(database, keys, "", body, THURSDAY, slip=code)
        with database.reading() as connection:
            known += set(connection.scalars(select(schema.response.c.id))) - set(known)
    return known


def close(database: Database) -> None:
    with database.reading() as connection:
        (record,) = collections.standing(connection)
    collect.close_collection(database, record.id, THURSDAY)


def all_but_chance(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the keys that are drawn anew each time."""
    with database.reading() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(*_kept(name)))), key=str)
            for name in schema.metadata.tables
        }


def _kept(name: str) -> list[object]:
    columns = schema.metadata.tables[name].columns
    return [column for column in columns if column.name not in RANDOM.get(name, ())]


def folder(database_file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in database_file.parent.iterdir())


def in_order(places: dict[str, int], came: Sequence[str]) -> float:
    """Of all pairs, those that lie as they came; a guess gets a half."""
    pairs = [places[one] > places[other] for one, other in combinations(came, 2)]
    return sum(pairs) / len(pairs)


def test_whoever_had_which_code_the_file_says_the_same(
    database: Database, keyring: Keys, codes: list[str], tmp_path: Path
) -> None:
    """Two worlds: in the other one everybody had somebody else's slip."""
    database.checkpoint()
    other_file = tmp_path / "other" / "voice.db"
    other_file.parent.mkdir()
    shutil.copy(tmp_path / "instance" / "voice.db", other_file)
    other = db.connect(f"sqlite:///{other_file}")
    said, used = records(), codes[:MANY]
    swapped = random.Random(7).sample(used, MANY)
    assert swapped != used
    answer(database, keyring, list(zip(used, said, strict=True)))
    answer(other, keyring, list(zip(swapped, said, strict=True)))
    close(database)
    close(other)
    assert all_but_chance(database) == all_but_chance(other)
    other.close()


def test_the_order_of_the_answers_is_in_the_file_until_the_close_and_not_after(
    database: Database, keyring: Keys, codes: list[str], tmp_path: Path
) -> None:
    """Who knows in which order the codes were used has nothing to lay beside it."""
    file = tmp_path / "instance" / "voice.db"
    came = answer(database, keyring, list(zip(codes, records(), strict=False)))
    database.checkpoint()
    before = file.read_bytes()
    assert in_order({key: before.find(key.encode()) for key in came}, came) > 0.75, "sees no leak"
    close(database)
    after = file.read_bytes()
    assert 0.2 < in_order({key: after.find(key.encode()) for key in came}, came) < 0.8
    keyed = {key: after.find(key.encode()) for key in sorted(came)}
    assert in_order(keyed, sorted(came)) > 0.75, "they lie in the order of keys drawn by lot"


def test_a_used_code_is_gone_from_the_folder_in_every_form(
    database: Database, keyring: Keys, codes: list[str], tmp_path: Path
) -> None:
    answer(database, keyring, list(zip(codes, records(), strict=False)))
    database.checkpoint()
    kept = folder(tmp_path / "instance" / "voice.db")
    macs = [receipts.coded(keyring.receipts, "slip", code.replace("-", "")) for code in codes]
    for number, mac in enumerate(macs):
        assert (mac.encode() in kept) is (number >= MANY)
    with database.reading() as connection:
        known = set(connection.scalars(select(schema.receipt.c.mac)))
        assert len(known) == MANY
    labels = ("slip", "record", "body", "conflict", "sheet")
    for code in (form for each in codes for form in (each, each.replace("-", ""))):
        assert not known & {receipts.coded(keyring.receipts, label, code) for label in labels}

"""A process that takes answers in and says so, line by line, until it is killed.

Run as: python -m tests.store.writer ADDRESS NAME NUMBER. Each line is what the caller may hold it
to: the id of a record that is kept.
"""

import sys
import uuid

from tests import factories
from tests.factories import CODE, THURSDAY
from voice import collect
from voice.faults import BusyError
from voice.keys import Keys
from voice.store import db

KEYS = Keys(receipts=b"r" * 32, trail=b"t" * 32, cookie=b"c" * 32)


def record_id(name: str, number: int) -> str:
    """The same for the same name and number: what was not acknowledged is sent again."""
    made = uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {number}")
    return str(uuid.UUID(bytes=made.bytes, version=4))


def body(name: str, number: int) -> bytes:
    answers = {"feeling-now": "happy", "good": ["food"], "say-more": f"words of {name} {number}"}
    return factories.a_submission(id=record_id(name, number), answers=answers)


def main(address: str, name: str, first: int, last: int) -> None:
    database = db.connect(address)
    number = first
    while number < last:
        try:
            collect.take_in(database, KEYS, CODE, body(name, number), THURSDAY)
        except BusyError:
            continue
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))

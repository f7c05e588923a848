"""What it costs to open envelopes and take them in: printed by ``make bench``."""

import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from tests import factories
from tests.sealed import Sender, let_in, sealed
from voice import sealing
from voice.keys import Keys
from voice.sealing import Envelope
from voice.store.db import Database

pytestmark = [pytest.mark.bench, pytest.mark.usefixtures("quick_hashing")]
ROUNDS, BATCH = 7, 50


@pytest.fixture
def tablet(database: Database, keyring: Keys) -> Sender:
    with database.writing() as connection:
        factories.a_collection(connection)
    return let_in(database, keyring)


def _told(name: str, runs: Iterable[Callable[[], object]]) -> None:
    """The middle of some runs, on the clock and of the processor alone."""
    clock, work = [], []
    for run in runs:
        start = time.perf_counter(), time.process_time()
        run()
        clock.append(1000 * (time.perf_counter() - start[0]))
        work.append(1000 * (time.process_time() - start[1]))
    took, worked = statistics.median(clock), statistics.median(work)
    print(f"{name}: {took:.0f} ms, of the processor {worked:.0f} ms; n {len(clock)}")


def test_opening_fifty_envelopes(keyring: Keys) -> None:
    batch = [Envelope(**sealed(keyring, n)) for n in range(1, BATCH + 1)]
    _told(
        "open 50 envelopes", [lambda: [sealing.open_(e, keyring.sealing) for e in batch]] * ROUNDS
    )


def test_taking_in_a_batch_of_fifty(tablet: Sender, keyring: Keys) -> None:
    answers = {"feeling-now": "sad", "good": ["food", "school"], "say-more": "I miss my dog"}
    batches = [
        [sealed(keyring, n, answers=answers) for n in range(1, BATCH + 1)] for _ in range(ROUNDS)
    ]
    sends = [partial(tablet.send, *batch) for batch in batches]
    _told("take in 50 envelopes, opening included", sends)
    _told("take in the same 50 once more", sends)


def test_making_and_reading_a_sealing_key(tmp_path: Path) -> None:
    path, start = tmp_path / "key.pem", time.perf_counter()
    path.write_bytes(sealing.to_file(sealing.new_key()))
    made = time.perf_counter()
    sealing.from_file(path)
    read = time.perf_counter()
    print(
        f"make a sealing key: {1000 * (made - start):.0f} ms; read: {1000 * (read - made):.0f} ms"
    )
